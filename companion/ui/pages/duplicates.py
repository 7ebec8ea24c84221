"""People who may be kept twice: pair after pair is made one, told apart, or left for later."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from companion.model.change import Label as ChangeLabel
from companion.model.error import CancelledError, CompanionError
from companion.ui.actions import Actions, Entry
from companion.ui.desk import Desk, Done, Touched
from companion.ui.models.pair_choices import PairChoices, PairKey, Sides
from companion.ui.pages.duplicates_head import DuplicatesHead
from companion.ui.pages.duplicates_list import PairSide
from companion.ui.pages.page import Page
from companion.ui.pages.pair import EDGE, PairPane
from companion.ui.theme import scaled
from companion.ui.tokens import PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP
from companion.ui.widgets.beside import Beside
from companion.ui.widgets.rest_pane import RestPane
from companion.wording.problem import problem

if TYPE_CHECKING:
    from companion.model.identity import Id
    from companion.ui.models.duplicates import DuplicateReview
    from companion.ui.models.pair import PairFile

_BESIDE = 760
"""Pixels at 100 % text from which the list stands beside the two."""
_LOW = 430
"""Pixels at 100 % text below which the heading is left out."""
_SOON = 40
"""Milliseconds that the list is walked through before a pair is read."""


class DuplicatesPage(Page):
    """Walks through the pairs that may be one person; shows any two side by side."""

    name = "duplicates"
    entry = "people"
    person_wanted = Signal(object)
    """The id of a person whose page is wanted."""
    left = Signal(object)
    """Two that were chosen elsewhere are dealt with, or left: the id of whom to go back to."""

    def __init__(self, desk: Desk, actions: Actions, review: "Callable[[], DuplicateReview]") -> None:
        super().__init__(desk, actions)
        self._make_review = review
        self._review: DuplicateReview | None = None
        self._file: PairFile | None = None
        self._alone: PairKey | None = None
        """Two that were chosen elsewhere."""
        self._current: PairKey | None = None
        self._choices = PairChoices()
        self._is_deciding = False
        self._has_decided = False
        self._wanted: Sides | None = None
        """Who is to be shown side by side once the data is open."""
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._lay_out()
        self._add_actions()
        self._listen()

    def arrive(self) -> None:
        """Look for pairs, and go through those that are found; or show the two that are wanted."""
        if not self.desk.is_open:
            return
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._show_pair(*wanted)
            return
        review = self._opened_review()
        self._alone = None
        self._has_decided = False
        review.return_skipped()
        review.look()
        self._refresh()
        self._focus()

    def want_pair(self, kept: "Id", gone: "Id") -> None:
        """Let the page show two people, the first of whom stays, when it is shown next."""
        self._wanted = (kept, gone)

    def notice_place(self) -> QWidget:
        """The lower edge of the list, or of what is shown in its place."""
        if self._stack.currentWidget() is self._rest:
            return self._rest.notice_place
        return self.side if self.side.isVisible() else self.pane.area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the list where there is no room for it, and the heading where it is low."""
        super().resizeEvent(event)
        self._show_sides()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow towards the two goes to their fields."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        forward = self.layoutDirection() is not Qt.LayoutDirection.RightToLeft
        if event.key() != (Qt.Key.Key_Right if forward else Qt.Key.Key_Left):
            return super().eventFilter(watched, event)
        self._show_now()
        self.pane.take_keyboard()
        return True

    # The page

    def _lay_out(self) -> None:
        self._head = DuplicatesHead()
        self.side = PairSide()
        self.side.list.installEventFilter(self)
        self.pane = PairPane()
        self.pane.area.installEventFilter(self)
        self.pane.set_faces(self.desk.photos)
        self._work = Beside(self.side, self.pane, spacing=20)
        self._blank = QWidget()
        self._blank.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack = QStackedWidget()
        self._rest = RestPane("copy-check", edge=EDGE)
        for part in (self._blank, self._work, self._rest):
            self._stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, PAGE_MARGIN_SIDE - EDGE, 18)
        whole.setSpacing(12)
        whole.addWidget(self._head)
        whole.addWidget(self._stack, 1)

    def _add_actions(self) -> None:
        def entry(name: str, text: str, *keys: str, icon: str = "", hint: str = "") -> Entry:
            return Entry(f"duplicates-{name}", text, keys, icon, self.name, hint)

        add, mention = self.registry.add, self.registry.mention
        merge, apart = self.tr("Merge"), self.tr("Not the same")
        skip, swap = self.tr("Skip"), self.tr("Swap")
        fields, browse = self.tr("Choose values"), self.tr("Next, previous")
        once = (
            add(
                entry(
                    "merge", self.tr("Merge the two"), "Return", "Enter", "M", icon="git-merge", hint=merge
                ),
                self._merge,
            ),
            add(entry("apart", apart, "N", icon="circle-slash", hint=apart), self._set_apart),
            add(entry("skip", skip, "S", icon="arrow-right", hint=skip), self._skip),
        )
        for action in once:
            # A key that is held down must not go through pair after pair.
            action.setAutoRepeat(False)
        add(entry("swap", self.tr("Swap who stays"), "W", icon="arrow-left-right", hint=swap), self._swap)
        mention(entry("fields", fields, "Right", hint=fields))
        mention(entry("other", self.tr("Keep the other value"), "Space"))
        mention(entry("next", self.tr("Next pair"), "J", "Down", hint=browse))
        mention(entry("previous", self.tr("Previous pair"), "K", "Up", hint=browse))
        add(entry("person", self.tr("Open who stays"), icon="users"), self._open_person)
        self.registry.name_context(self.name, self.tr("Possible duplicates"))
        self.registry.attach(self.name, self.side.list, self.pane.area, self._rest.state, *self.pane.cells)
        self.registry.single_keys_changed.connect(self.pane.set_single_keys)
        self.pane.set_single_keys(self.registry.single_keys)

    def _listen(self) -> None:
        self.desk.opened.connect(self._on_opened)
        self.desk.done.connect(self._on_done)
        self._soon.timeout.connect(self._show_now)
        self._head.back_chosen.connect(self._leave)
        self.side.list.row_chosen.connect(lambda _key: self._soon.start())
        self.side.list.row_opened.connect(lambda _key: self.pane.take_keyboard())
        self.pane.field_chosen.connect(self._choose)
        self.pane.pressed.connect(lambda name: self.registry.action(f"duplicates-{name}").trigger())
        self.pane.left.connect(self._leave)
        self.pane.browsed.connect(lambda step: self.side.browse(step) if self._alone is None else None)

    def _opened_review(self) -> "DuplicateReview":
        if self._review is None:
            from companion.ui.models.pair import PairFile

            self._review = review = self._make_review()
            self._file = PairFile(self.desk, self)
            review.changed.connect(self._on_pairs_changed)
            review.stepped.connect(self._head.show_step)
            review.failed.connect(self._on_failed)
            # After the review: it is told first what has changed.
            self.desk.changed.connect(self._on_changed)
        return self._review

    # What is shown

    def _show_pair(self, kept: "Id", gone: "Id") -> None:
        self._opened_review()
        self._alone = self._choices.begin((kept, gone))
        self._refresh()
        self.pane.take_keyboard()

    def _refresh(self) -> None:
        review = self._review
        if review is None:
            return
        if review.is_searching:
            self._head.begin()
        else:
            self._head.end()
        if self._alone is not None:
            self._head.show_alone()
        else:
            self._head.show_many(review.count)
        self.side.show_lines(review.lines())
        self._show_now()
        has_pair = self._alone is not None or bool(self.side.keys)
        is_waiting = review.is_searching and not review.is_known
        had_keyboard = self.isAncestorOf(self.window().focusWidget())
        self._stack.setCurrentWidget(self._work if has_pair else self._blank if is_waiting else self._rest)
        self._rest.state.set_texts(*self._rest_words())
        self._show_sides()
        if had_keyboard and not has_pair:
            self._focus()
        if self.side.keys and self._alone is None and self.isVisible():
            review.mark_seen()

    def _rest_words(self) -> tuple[str, str]:
        if self._has_decided:
            return self.tr("That was the last pair"), self.tr("Nobody else seems to be kept twice.")
        sentence = self.tr("When two entries look like one person, they stand here side by side.")
        return self.tr("Nobody seems to be kept twice"), sentence

    def _show_now(self) -> None:
        """Show the pair that the list stands on, or the two that were chosen elsewhere."""
        self._soon.stop()
        review, file = self._review, self._file
        if review is None or file is None:
            return
        key = self._alone or self.side.list.current_key
        pair = review.pair(key)
        self._current = key if isinstance(key, frozenset) else None
        if self._current is None:
            return
        if pair is not None and pair.a.id is not None and pair.b.id is not None:
            self._choices.propose(self._current, (pair.a.id, pair.b.id))
        sides = self._choices.sides(self._current)
        view = file.read(*sides, self._choices.values(self._current)) if sides is not None else None
        if view is not None:
            self.pane.show_pair(view, self._place(), is_one_of_many=self._alone is None)

    def _place(self) -> str:
        """Which pair of how many is shown, where the list does not say it."""
        is_said = self._alone is not None or self._is_beside()
        return "" if is_said else self.side.place_of(self._current)

    def _show_sides(self) -> None:
        beside = self._is_beside() and self._alone is None
        self.side.setVisible(beside)
        self._head.setVisible(self.height() >= scaled(_LOW) or self._alone is not None)

    def _is_beside(self) -> bool:
        return self.width() >= scaled(_BESIDE)

    def _focus(self) -> None:
        """Put the keyboard where single keys work."""
        shown = self._stack.currentWidget()
        if shown is self._work:
            place: QWidget = self.side.list if self.side.isVisible() else self.pane.area
        else:
            place = self._rest.state if shown is self._rest else self._blank
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the user decides

    def _sides(self) -> Sides | None:
        """Who stays and who is merged in, of the pair that the list has just come to."""
        if self._soon.isActive():
            self._show_now()
        if self._stack.currentWidget() is not self._work or self._current is None:
            return None
        return self._choices.sides(self._current)

    def _merge(self) -> None:
        sides, review = self._sides(), self._review
        if sides is None or self._file is None or review is None or self._current is None:
            return
        kept, gone = sides
        values = self._choices.values(self._current)

        def merge(file: "PairFile") -> bool:
            is_stored = file.merge(kept, gone, values)
            if is_stored:
                review.follow(kept, gone)
            return is_stored

        self._decide(merge, kept)

    def _set_apart(self) -> None:
        sides = self._sides()
        if sides is not None:
            self._decide(lambda file: file.set_apart(*sides), sides[0])

    def _decide(self, act: "Callable[[PairFile], bool]", back_to: "Id") -> None:
        if self._file is None:
            return
        self._focus()
        self._is_deciding = True
        try:
            is_stored = act(self._file)
        finally:
            self._is_deciding = False
        if not is_stored:
            return
        self._has_decided = True
        if self._alone is None:
            self._refresh()
        else:
            self._alone = None
            self.left.emit(back_to)

    def _skip(self) -> None:
        if self._sides() is None or self._review is None or self._current is None:
            return
        if self._alone is not None:
            self._leave()
            return
        self._focus()
        skipped = self._current
        self.side.go_past(skipped)
        self._review.skip(skipped)

    def _swap(self) -> None:
        if self._sides() is not None and self._current is not None:
            self._choices.swap(self._current)
            self._show_now()

    def _choose(self, field: str, owner: "Id") -> None:
        if self._current is not None:
            self._choices.keep(self._current, field, owner)
            self._show_now()

    def _open_person(self) -> None:
        sides = self._sides()
        if sides is not None:
            self.person_wanted.emit(sides[0])

    def _leave(self) -> None:
        """Go from the fields to the list; from two that were chosen elsewhere, back."""
        sides = self._choices.sides(self._alone) if self._alone is not None else None
        if sides is None:
            self._focus()
            return
        self._alone = None
        self.left.emit(sides[0])

    # What happens elsewhere

    def _on_opened(self) -> None:
        if self.isVisible():
            self.arrive()

    def _on_pairs_changed(self) -> None:
        if self.isVisible() and not self._is_deciding:
            self._refresh()

    def _on_changed(self, touched: Touched) -> None:
        if self._review is None or not self.isVisible():
            return
        if touched.kinds:
            self._review.look()
        else:
            self._review.look_soon()
        if not self._is_deciding:
            self._show_now()

    def _on_done(self, done: Done) -> None:
        """Show the pair that an undo has brought back."""
        if done.label is ChangeLabel.UNDO and self.isVisible() and self._alone is None:
            self.side.reach_arrived()

    def _on_failed(self, error: CompanionError) -> None:
        self._refresh()
        if not isinstance(error, CancelledError):
            self._head.warn(problem(error))
