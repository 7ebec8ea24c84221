"""The morning: one card a person, worked off by keys; nothing is ever sent from here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from companion.model.change import Label as ChangeLabel
from companion.model.identity import Id
from companion.ui.actions import Actions, Entry
from companion.ui.desk import Desk, Done, Touched
from companion.ui.handover import Handover
from companion.ui.pages.followup_card import CardPane
from companion.ui.pages.page import Page
from companion.ui.theme import scaled
from companion.ui.tokens import LIST_WIDTH, PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, Ink, Type
from companion.ui.widgets.beside import Beside
from companion.ui.widgets.card import Card
from companion.ui.widgets.choice_strip import Choice
from companion.ui.widgets.label import Label
from companion.ui.widgets.message_editor import Message
from companion.ui.widgets.progress import Progress
from companion.ui.widgets.rest_pane import RestPane
from companion.ui.widgets.row_list import RowList
from companion.wording.progress import people_and_minutes

if TYPE_CHECKING:
    from companion.ui.models.followups import FollowUpQueue
    from companion.workflow.morning import CardFile

_WIDE, _LOW, _LOW_LIST = 600, 420, 150
"""Pixels at 100 % text: from here on the list is beside the card; below, no heading; the list above the card."""
_NO_LIMIT = 16_777_215
"""Qt's QWIDGETSIZE_MAX."""


class FollowUpsPage(Page):
    """Walks through the people who are due to hear from the user."""

    name = "followups"
    person_wanted = Signal(object)
    """The id of a person whose page is wanted."""

    def __init__(self, desk: Desk, actions: Actions, handover: Handover | None = None) -> None:
        super().__init__(desk, actions)
        self._handover = handover or Handover(parent=self)
        self._queue: FollowUpQueue | None = None
        self._current: CardFile | None = None
        self._is_behind = False
        """Whether the card that is written on has left the queue, and is kept until the keyboard has left it."""
        self._arrived: Id | None = None
        """Who came into the queue by the last change."""
        self._edits: dict[Id, Message] = {}
        self._notes: dict[Id, str] = {}
        self._written: list[Id] = []
        """Whose messages were handed on and may have been sent."""
        self._answer: Callable[[int], None] = self._put_off
        self._lay_out()
        self._add_actions()
        self._listen()

    def arrive(self) -> None:
        """Show what is due now, ready for keys."""
        if not self.desk.is_open:
            return
        self._refresh()
        self._focus()

    def notice_place(self) -> QWidget:
        """The lower edge of the list."""
        return self._rest.notice_place if self._stack.currentWidget() is self._rest else self._list_card

    def event(self, event: QEvent) -> bool:
        """Ask whether the message was sent when the user is back from the mail program."""
        if event.type() == QEvent.Type.WindowActivate:
            self._ask_sent()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list above the card where there is no room beside it, and leave out the heading where it is low."""
        super().resizeEvent(event)
        wide = self.width() >= scaled(_WIDE)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._work_side.set_beside(wide)
        self._list_card.setMaximumWidth(LIST_WIDTH if wide else _NO_LIMIT)
        self._list_card.setMaximumHeight(_NO_LIMIT if wide else scaled(_LOW_LIST))
        self._head_row.setDirection(direction)
        self._head.setVisible(self.height() >= scaled(_LOW))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up with the queue when the keyboard comes back to the list."""
        if event.type() == QEvent.Type.FocusIn and self._is_behind:
            self._show_queue()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self._greeting = Label("", Type.TITLE, wrap=True)
        self._ahead = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._progress = Progress()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._greeting)
        words.addWidget(self._ahead)
        self._head = QWidget()
        self._head_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._head)
        self._head_row.setContentsMargins(0, 0, 0, 0)
        self._head_row.setSpacing(20)
        self._head_row.addLayout(words, 1)
        self._head_row.addWidget(self._progress)
        self._list = RowList(self.tr("Follow-ups"), sections=True)
        self._list.installEventFilter(self)
        self._list.set_faces(self.desk.photos)
        self._list_card = Card()
        column = QVBoxLayout(self._list_card)
        column.setContentsMargins(6, 8, 6, 8)
        column.addWidget(self._list)
        self._pane = CardPane()
        self._pane.set_faces(self.desk.photos)
        self._work_side = Beside(self._list_card, self._pane, spacing=20)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._work_side)
        self._rest = RestPane("sprout")
        self._stack.addWidget(self._rest)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, PAGE_MARGIN_SIDE, 18)
        whole.setSpacing(12)
        whole.addWidget(self._head)
        whole.addWidget(self._stack, 1)
        self._stack.hide()

    def _add_actions(self) -> None:
        def entry(name: str, text: str, *keys: str, icon: str = "", hint: str = "") -> Entry:
            return Entry(f"followup-{name}", text, keys, icon, self.name, hint)

        walk = self.tr("Next, previous")
        self.registry.mention(entry("next", self.tr("Next card"), "J", "Down", hint=walk))
        self.registry.mention(entry("previous", self.tr("Previous card"), "K", "Up", hint=walk))
        mail, edit = self.tr("Open in mail"), self.tr("Edit the draft")
        done, later, skip = self.tr("Done"), self.tr("Later"), self.tr("Skip")
        note, copy, let_go = self.tr("Note"), self.tr("Copy"), self.tr("Let go")
        again, person = self.tr("Use the template again"), self.tr("Open the person's page")
        add = self.registry.add
        add(entry("open", mail, "Return", "Space", icon="send", hint=mail), self._hand_on)
        add(entry("done", done, "E", icon="check", hint=done), self._done)
        add(entry("later", later, "H", icon="clock", hint=later), self._ask_later)
        add(entry("skip", skip, "S", icon="arrow-right", hint=skip), self._skip)
        add(entry("edit", edit, "M", icon="pencil", hint=self.tr("Edit")), self._edit)
        add(entry("note", note, "N", icon="plus", hint=note), self._take_note)
        add(entry("copy", copy, "C", icon="copy", hint=copy), self._copy)
        add(entry("let-go", let_go, "X", icon="x", hint=let_go), self._let_go)
        add(entry("undo", self.tr("Undo"), "Z", icon="undo-2"), self._undo)
        add(entry("template", again, icon="undo-2"), self._pane.editor.restore)
        add(entry("person", person, icon="users"), self._open_person)
        self.registry.attach(self.name, self._list, self._rest.state)

    def _listen(self) -> None:
        self.desk.opened.connect(self._on_opened)
        self.desk.changed.connect(self._on_changed)
        self.desk.done.connect(self._on_done)
        self.desk.day_changed.connect(self._on_day_changed)
        self._list.row_chosen.connect(self._show_card)
        self._list.row_opened.connect(lambda _key: self._hand_on())
        pane = self._pane
        pane.pressed.connect(lambda name: self.registry.action(f"followup-{name}").trigger())
        pane.editor.edited.connect(self._keep_edit)
        pane.editor.closed.connect(self._focus)
        pane.strip.chosen.connect(self._on_answered)
        pane.strip.closed.connect(self._close_inline)
        pane.note.kept.connect(self._keep_note)
        pane.note.closed.connect(self._leave_note)

    # What is shown

    def _refresh(self) -> None:
        """Read the queue again; a card that is being written on stays until the keyboard leaves it."""
        if self._queue is None:
            from companion.ui.models.followups import FollowUpQueue

            self._queue = FollowUpQueue(self.desk, self)
        else:
            self._queue.read()
        one = self._current
        is_gone = one is not None and self._queue.card(one.person.id) is None
        self._is_behind = is_gone and self._pane.is_written_on()
        if not self._is_behind:
            self._show_queue()

    def _show_queue(self) -> None:
        queue = self._queue
        if queue is None:
            return
        self._is_behind = False
        waiting, finished = len(queue.morning.due), queue.morning.finished
        self._greeting.setText(queue.greeting())
        self._ahead.setText(people_and_minutes(waiting) if waiting else "")
        self._progress.set_progress(finished, waiting + finished)
        self._progress.setVisible(waiting > 0)
        self._list.set_lines(queue.lines())
        self._show_card(self._list.current_key)
        self._rest.state.set_texts(*queue.rest())
        self._stack.setCurrentWidget(self._work_side if waiting else self._rest)
        self._stack.show()

    def _show_card(self, key: object) -> None:
        if self._queue is None:
            return
        before, one = self._current, self._queue.card(key)
        self._current = one
        if before is None or one is None or before.person.id != one.person.id:
            self._keep_typed(before)
            self._close_inline()
            self._pane.begin()
        if one is not None:
            self._pane.show_card(self._queue.view(one), self._edits.get(_edit_key(one)))

    def _focus(self) -> None:
        """Put the keyboard where single keys work."""
        place = self._rest.state if self._stack.currentWidget() is self._rest else self._list
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_inline(self) -> None:
        if self._pane.has_inline_keyboard():
            self._focus()
        self._pane.close_inline()

    # What the user decides

    def _done(self) -> None:
        if self._queue is not None:
            self._decide(self._queue.done)

    def _skip(self) -> None:
        if self._queue is not None:
            self._decide(self._queue.skip)

    def _let_go(self) -> None:
        if self._queue is not None:
            self._decide(self._queue.let_go)

    def _decide(self, decision: Callable[[Id], None]) -> None:
        one = self._current
        if one is None:
            return
        self._focus()
        decision(one.person.id)

    def _ask_later(self) -> None:
        if self._queue is None or self._current is None:
            return
        choices = self._queue.later_choices()
        answers = [Choice(str(i), one.name, one.day_in_words) for i, one in enumerate(choices, start=1)]
        self._answer = self._put_off
        self._pane.ask(self.tr("Later: when shall it come back?"), answers)

    def _put_off(self, place: int) -> None:
        queue = self._queue
        if queue is not None:
            day = queue.later_choices()[place].day
            self._decide(lambda person_id: queue.later(person_id, day))

    def _take_note(self) -> None:
        if self._current is not None:
            self._pane.take_note(self._notes.get(self._current.person.id, ""))

    def _keep_note(self, text: str) -> None:
        one = self._current
        if self._queue is not None and one is not None and self._queue.add_note(one, text):
            self._notes.pop(one.person.id, None)
            self._close_inline()

    def _leave_note(self) -> None:
        self._keep_typed(self._current)
        self._close_inline()

    def _keep_typed(self, one: "CardFile | None") -> None:
        """Keep what stands in the note's line, for when the user comes back to it."""
        if one is not None and self._pane.note.isVisible():
            self._notes[one.person.id] = self._pane.note.typed

    def _edit(self) -> None:
        if self._current is not None:
            self._close_inline()
            self._pane.write()

    def _keep_edit(self) -> None:
        editor, one = self._pane.editor, self._current
        if one is None:
            return
        if editor.is_edited:
            self._edits[_edit_key(one)] = editor.message
        else:
            self._edits.pop(_edit_key(one), None)

    # The message goes elsewhere

    def _hand_on(self) -> None:
        one = self._current
        if one is None:
            return
        if one.to is None:
            self._copy()
        else:
            self._pane.say(self._handover.open(one.to, self._pane.editor.message))
        self._written.append(one.person.id)

    def _copy(self) -> None:
        if self._current is not None:
            self._pane.say(self._handover.copy(self._pane.editor.message))

    def _ask_sent(self) -> None:
        """Ask about the first message that was handed on and whose card is still there; not while one types."""
        while self._written and self.isVisible() and not self._pane.is_written_on():
            if self._list.choose(self._written.pop(0)):
                yes = Choice(self.tr("Y"), self.tr("Yes"), self.tr("mark it as done"))
                no = Choice(self.tr("N"), self.tr("Not yet"), self.tr("keep the card"))
                self._answer = self._say_sent
                self._pane.ask(self.tr("Sent?"), (yes, no))
                return

    def _say_sent(self, place: int) -> None:
        if place == 0:
            self._done()
        else:
            self._close_inline()
        self._ask_sent()

    def _open_person(self) -> None:
        if self._current is not None:
            self.person_wanted.emit(self._current.person.id)

    # What happens elsewhere

    def _undo(self) -> None:
        if self.desk.is_open:
            self.desk.undo()

    def _on_answered(self, place: int) -> None:
        self._answer(place)

    def _on_opened(self) -> None:
        if self.isVisible():
            self.arrive()

    def _on_changed(self, touched: Touched) -> None:
        self._arrived = None
        if self._queue is not None and self.isVisible() and self._queue.shows(touched):
            self._refresh()
            self._arrived = self._queue.arrived

    def _on_done(self, done: Done) -> None:
        """Show the card that an undo has brought back."""
        if done.label is ChangeLabel.UNDO and not self._is_behind:
            self._list.choose(self._arrived)

    def _on_day_changed(self) -> None:
        if self._queue is not None:
            self._queue.begin()
            self._refresh()
            if not self._is_behind and not self._pane.is_written_on():
                self._list.choose(next((one.person.id for one in self._queue.morning.due), None))


def _edit_key(one: "CardFile") -> Id:
    """What an edited message is kept under: the first reason, which tells the person as well."""
    return one.card.reasons[0].id
