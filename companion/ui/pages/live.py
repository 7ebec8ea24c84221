"""The evening itself: one line to write into, whom one met, what was promised."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from companion.model.capture import Capture
from companion.ui.actions import Actions, Entry
from companion.ui.desk import Desk, Touched
from companion.ui.pages.live_capture import Capturing
from companion.ui.pages.live_evening import EveningView
from companion.ui.pages.live_event import EventSteps
from companion.ui.pages.live_header import LiveHeader
from companion.ui.pages.page import Page
from companion.ui.tokens import PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP
from companion.ui.widgets.capture_line import CaptureLine
from companion.ui.widgets.empty_state import EmptyState, FirstStep
from companion.wording.naming import name_words

if TYPE_CHECKING:
    from companion.model.identity import Id
    from companion.ui.models.evening import Evening

_MINUTE = 60_000


class LivePage(Page):
    """Captures people while one talks; there at the first paint, before the data is open."""

    name = "live"
    person_wanted = Signal(object)
    """The id of a person whose page is wanted."""
    wanted = Signal()
    """One of the page's actions was chosen elsewhere."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, actions)
        self._evening: Evening | None = None
        self._is_behind = True
        self.line = CaptureLine(self._read)
        self.header = LiveHeader(desk)
        self.view = EveningView()
        self.view.people.set_faces(desk.photos)
        self.capturing = Capturing(desk, self.line)
        self.events = EventSteps(desk, actions, self, self.capturing, self._read)
        self._body = QStackedWidget()
        self._blank = QWidget()
        self._area = QScrollArea()
        self._invitations: dict[tuple[bool, bool], EmptyState] = {}
        self._latest: Id | None = None
        """Whom the line just kept was about: the current one of the list once it is read again."""
        self._clock = QTimer(self, interval=_MINUTE)
        # The line is empty and ready again before anything else is done.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._lay_out()
        self._add_actions()
        self._listen()

    def arrive(self) -> None:
        """Ready for the next line."""
        self._refresh()
        self._focus_line()

    def notice_place(self) -> QWidget:
        """The lower edge of the list."""
        return self.view.card if self._body.currentWidget() is self.view else self._body

    def go_on_with(self, typed: str) -> None:
        """Put what was typed before the page was there behind what the draft holds."""
        if typed:
            self.line.set_text(" ".join(part for part in (self.line.text.rstrip(), typed) if part))

    def keep(self) -> None:
        """Keep the half-typed line."""
        self.capturing.keep()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down on the empty line goes to the list."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() != Qt.Key.Key_Down or self.line.text or not self.view.people.isVisible():
            return super().eventFilter(watched, event)
        self.view.people.setFocus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed beside the line goes into it: nobody has time to aim."""
        text = event.text()
        if text.isprintable() and text.strip():
            self.line.setFocus()
            self.line.set_text(self.line.text + text)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._body.addWidget(self._blank)
        self._body.addWidget(self.view)
        sheet = QWidget()
        sheet.setProperty("page", True)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, PAGE_MARGIN_SIDE, 18)
        column.setSpacing(14)
        column.addWidget(self.header)
        column.addSpacing(6)
        column.addWidget(self.line)
        column.addWidget(self.events.strip)
        column.addWidget(self._body, 1)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)

    def _add_actions(self) -> None:
        add = self.registry.add
        capture = Entry(
            "capture", self.tr("Write somebody down"), ("Ctrl+N",), "user-plus", hint=self.tr("New person")
        )
        add(capture, self._on_capture_wanted)
        mention = self.registry.mention
        browse, here = self.tr("Browse"), self.name
        mention(Entry("live-previous", self.tr("Previous person"), ("Up", "K"), context=here, hint=browse))
        mention(Entry("live-next", self.tr("Next person"), ("Down", "J"), context=here, hint=browse))
        open_person = self.tr("Open the person")
        mention(Entry("live-open", open_person, ("Return",), context=here, hint=self.tr("Open")))
        self.registry.attach(self.name, self.view.people)

    def _listen(self) -> None:
        self.line.editor.installEventFilter(self)
        self.header.start_chosen.connect(self.events.start)
        self.header.edit_chosen.connect(self.events.edit)
        self.header.end_chosen.connect(self.events.end)
        self.events.wanted.connect(self.wanted)
        self.view.person_opened.connect(self.person_wanted)
        self.capturing.saved.connect(self._on_saved)
        self._clock.timeout.connect(self.show_now)
        self._soon.timeout.connect(self._refresh)
        self.desk.opened.connect(self._on_opened)
        self.desk.changed.connect(self._on_changed)
        self.desk.day_changed.connect(self.line.reread)
        self.desk.settings_changed.connect(self.line.reread)

    def _read(self, line: str) -> Capture:
        from companion.rules.capture import read

        return read(line, today=self.desk.now().date(), region=self.desk.settings.phone_region)

    def _on_opened(self) -> None:
        self._clock.start()
        self._refresh()
        begin = self._body.currentWidget()
        knows_anybody = self._evening is None or self._evening.knows_anybody
        if not isinstance(begin, EmptyState) or knows_anybody:
            return
        if self.line.editor.hasFocus() and not self.line.text:
            begin.focus_first()
            self._area.ensureWidgetVisible(begin)

    def _on_changed(self, touched: Touched) -> None:
        from companion.ui.models.evening import SHOWN

        if touched.any(*SHOWN):
            self._is_behind = True
            if self.isVisible():
                self._soon.start()

    def _refresh(self) -> None:
        if not self.desk.is_open or not self._is_behind:
            return
        from companion.ui.models.evening import evening

        self._evening = self.desk.read(evening)
        self._is_behind = False
        self.show_now()
        if self._latest is not None and not self.view.people.hasFocus():
            self.view.choose(self._latest)
        self._latest = None

    def show_now(self) -> None:
        """Show what is known, as seen from now."""
        shown = self._evening
        if shown is None:
            return
        now = self.desk.now()
        self.capturing.set_event(shown.event)
        self.line.set_addressee(", ".join(name_words(person.name) for person in shown.last_people))
        self.header.show_event(shown.event, shown.expected)
        self.events.show_evening(shown, now)
        self.view.show_evening(shown, now)
        self._body.setCurrentWidget(self.view if shown.event is not None else self._invite(shown))

    def _on_saved(self, people: "tuple[Id, ...]") -> None:
        self._latest = people[0] if people else None

    def _on_capture_wanted(self) -> None:
        self.wanted.emit()
        self._focus_line()

    def _focus_line(self) -> None:
        self.line.setFocus()
        self._area.ensureWidgetVisible(self.line)

    def _invite(self, shown: "Evening") -> EmptyState:
        """What to begin with while no event runs."""
        state = (shown.knows_anybody, shown.has_own_name)
        if state not in self._invitations:
            made = self._make_invitation(shown)
            made.chosen.connect(self._on_step_chosen)
            self._body.addWidget(made)
            self.registry.attach(self.name, made)
            self._invitations[state] = made
        return self._invitations[state]

    def _make_invitation(self, shown: "Evening") -> EmptyState:
        start = FirstStep(
            "start", "radio", self.tr("Start an event"), self.tr("Whoever you write down was met there")
        )
        card = FirstStep(
            "card",
            "id-card",
            self.tr("Create my card"),
            self.tr("Hold your code out, and be written back to"),
        )
        files = FirstStep(
            "import", "upload", self.tr("Import contacts"), self.tr("Bring the people you know along")
        )
        steps = (start, files) if shown.has_own_name else (start, card, files)
        if shown.knows_anybody:
            title = self.tr("Where are you going next?")
            sentence = self.tr("Start an event when you arrive: whoever you write down was met there.")
            return EmptyState("radio", title, sentence, steps[:-1])
        title = self.tr("Who could you help?")
        sentence = self.tr(
            "Write down what people need while you talk. Companion reminds you of what you promised."
        )
        return EmptyState("sprout", title, sentence, steps)

    def _on_step_chosen(self, name: str) -> None:
        action = {"start": "start-event", "card": "go-my-card", "import": "import"}[name]
        self.registry.action(action).trigger()
