"""The panel in which an event is started or edited."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QLineEdit, QWidget

from companion.model.event import Event, EventKind
from companion.ui.dialogs.form import field
from companion.ui.dialogs.sheet_form import SheetForm
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.input import ComboBox
from companion.ui.widgets.label import Label
from companion.wording.reason import EVENT_KINDS

_WIDTH = 560


@dataclass(frozen=True, slots=True)
class EventValues:
    """What was written about an event."""

    name: str
    kind: EventKind
    venue: str
    goal: str
    starts_at: datetime

    def differing(self, event: Event) -> Mapping[str, str | datetime | None]:
        """The fields that are not as in that event."""
        before = EventValues(event.name, event.kind, event.venue or "", event.goal or "", event.starts_at)
        return {name: value for name, value in asdict(self).items() if value != getattr(before, name)}


class EventDialog(SheetForm):
    """Asks for the name, and for what else is worth a word; Enter takes it."""

    chosen = Signal(object)
    """The `EventValues`; the panel stays until it is told to close."""

    def __init__(
        self,
        window: QWidget,
        now: datetime,
        kind_in: Callable[[str], EventKind],
        *,
        event: Event | None = None,
        running: Event | None = None,
    ) -> None:
        title = self.tr("Start an event") if event is None else self.tr("Edit the event")
        super().__init__(window, title, _WIDTH)
        self._kind_in = kind_in
        self._starts_at = event.starts_at.astimezone(now.tzinfo) if event is not None else now
        self._name = QLineEdit(event.name if event is not None else "")
        self._kind = ComboBox(self.tr("Kind"))
        self._venue = QLineEdit(event.venue or "" if event is not None else "")
        self._goal = QLineEdit(event.goal or "" if event is not None else "")
        self._start = QDateTimeEdit(_shown(self._starts_at))
        self._start.setMaximumDateTime(_shown(max(now, self._starts_at)))
        self._start.lineEdit().setProperty("bare", True)
        self._start.lineEdit().setTextMargins(9, 0, 9, 0)
        self._start.setDisplayFormat("ddd d MMM yyyy   HH:mm")
        for kind in EventKind:
            self._kind.addItem(EVENT_KINDS[kind].capitalize(), kind)
        self._kind_was_chosen = event is not None
        self._choose_kind(event.kind if event is not None else EventKind.OTHER)
        self._take = Button(self.tr("Start") if event is None else self.tr("Save"), kind=ButtonKind.PRIMARY)
        self._leave = Button(self.tr("Cancel"), kind=ButtonKind.PLAIN)
        self.setFocusProxy(self._name)
        self._lay_out(running)
        self._listen()
        self._on_named()

    @property
    def values(self) -> EventValues:
        """What is written now."""
        typed = self._start.dateTime()
        starts_at = self._starts_at
        if typed != _shown(starts_at):
            starts_at = datetime(
                *(typed.date().year(), typed.date().month(), typed.date().day()),
                *(typed.time().hour(), typed.time().minute()),
                tzinfo=starts_at.tzinfo,
            )
        return EventValues(
            name=" ".join(self._name.text().split()),
            kind=EventKind(self._kind.currentData()),
            venue=self._venue.text().strip(),
            goal=self._goal.text().strip(),
            starts_at=starts_at,
        )

    def accept(self) -> None:
        """Hand over what was written, once there is a name."""
        if self.values.name:
            self.chosen.emit(self.values)
        else:
            self._name.setFocus()

    def _lay_out(self, running: Event | None) -> None:
        self._name.setPlaceholderText(self.tr("Founders mixer"))
        self._goal.setPlaceholderText(self.tr("help three people"))
        self._name.ensurePolished()
        self._start.setFixedHeight(self._name.sizeHint().height())
        first = QHBoxLayout()
        first.setSpacing(16)
        first.addLayout(field(self.tr("Kind"), self._kind), 1)
        first.addLayout(field(self.tr("Started"), self._start), 1)
        second = QHBoxLayout()
        second.setSpacing(16)
        second.addLayout(field(self.tr("Place"), self._venue), 1)
        second.addLayout(field(self.tr("Goal"), self._goal), 1)
        if running is not None:
            ends = self.tr("{name} ends when this one starts.").format(name=running.name)
            self.fields.addWidget(Label(ends, Type.SMALL, Ink.MUTED, wrap=True))
        self.fields.addLayout(field(self.tr("Name"), self._name))
        self.fields.addLayout(first)
        self.fields.addLayout(second)
        self.add_button(self._leave)
        self.add_button(self._take)

    def _listen(self) -> None:
        self._name.textChanged.connect(self._on_named)
        self._kind.activated.connect(self._on_kind_chosen)
        self._take.clicked.connect(self.accept)
        self._leave.clicked.connect(self.close_panel)

    def _on_named(self) -> None:
        """Take the kind from the name ("Founders mixer") until it is chosen."""
        self._take.setEnabled(bool(self._name.text().strip()))
        if not self._kind_was_chosen:
            self._choose_kind(self._kind_in(self._name.text()))

    def _on_kind_chosen(self) -> None:
        self._kind_was_chosen = True

    def _choose_kind(self, kind: EventKind) -> None:
        self._kind.setCurrentIndex(list(EventKind).index(kind))


def _shown(moment: datetime) -> QDateTime:
    """The minute of a moment on the clock of its time zone."""
    return QDateTime(moment.year, moment.month, moment.day, moment.hour, moment.minute, 0)
