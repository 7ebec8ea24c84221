"""Keeping what is typed into the capture line: saved, waiting or half-typed, it is never lost."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from companion.model.capture import Capture
from companion.model.error import BusyError, CompanionError, DiskError
from companion.model.event import Event
from companion.ui.desk import Desk
from companion.ui.draft import DraftFile
from companion.ui.moment import day_in_words
from companion.ui.waiting import TypedLine, WaitingLines, restored, written
from companion.ui.widgets.capture_line import CaptureLine
from companion.wording.phrase import counted

if TYPE_CHECKING:
    from companion.model.identity import Id
    from companion.ui.models.live import Known

_PAINTED = 50
_PAUSE = 100
"""Milliseconds without a key after which a name is looked up."""
_DRAFT = 700
"""Milliseconds after a key at which the draft is written."""
_HISTORY = 20
_PATIENCE = 0.03
"""Seconds that Enter may wait for another writer; then the line waits instead."""


class Capturing(QObject):
    """Works the capture line: drafts, saves in order, says whom a name means."""

    saved = Signal(object)
    """The ids of the people that the line was about, once it is stored."""

    def __init__(self, desk: Desk, line: CaptureLine) -> None:
        super().__init__(line)
        self._desk = desk
        self._line = line
        self._event: Event | None = None
        self._known: Mapping[str, Known | None] = {}
        self._colleagues = 0
        """How many people one knows of the organisation in the line."""
        self._is_turned = False
        """Whether the user said that a name means somebody else than it seems to."""
        self._cleared: list[str] = []
        self._recalled = 0
        self._draft = DraftFile(desk.folder)
        self._draft_fails = False
        self._waiting = WaitingLines(self._store_waiting, self)
        self._keeping = QTimer(self, interval=_DRAFT, singleShot=True)
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._restore()
        self._connect()

    @property
    def waiting(self) -> WaitingLines:
        """The lines that are not stored yet."""
        return self._waiting

    def set_event(self, event: Event | None) -> None:
        """Say which event the next lines belong to."""
        self._event = event

    def keep(self) -> None:
        """Write the draft now."""
        self._keeping.stop()
        try:
            self._draft.write(written(self._waiting.lines), self._line.text)
        except OSError as error:
            self._say_draft_fails(error)
        else:
            self._draft_fails = False

    def submit(self, line: TypedLine) -> bool:
        """Store a line, or let it wait for its turn; False when it could not be stored and was refused."""
        if not self._desk.is_open or self._waiting.lines:
            self._waiting.add(line)
            return True
        try:
            self._store(line)
        except BusyError:
            self._waiting.add(line)
        except CompanionError as error:
            self._desk.refused.emit(error)
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab in the line says that somebody else of that name is meant, and back."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() != Qt.Key.Key_Tab or not self._switchable():
            return super().eventFilter(watched, event)
        self._is_turned = not self._is_turned
        self._show_hints()
        return True

    def _connect(self) -> None:
        self._line.submitted.connect(self._on_entered)
        self._line.added_to_last.connect(lambda text: self._on_entered(text, to_last=True))
        self._line.cleared.connect(self._on_cleared)
        self._line.previous_wanted.connect(self._recall)
        self._line.edited.connect(self._on_edited)
        self._line.capture_changed.connect(self._on_capture_changed)
        self._line.editor.installEventFilter(self)
        self._waiting.changed.connect(self._on_waiting_changed)
        self._waiting.refused.connect(self._desk.refused)
        self._keeping.timeout.connect(self.keep)
        self._pause.timeout.connect(self._look_up)
        self._desk.opened.connect(self._on_opened)

    def _restore(self) -> None:
        lines, typed = self._draft.read()
        self._waiting.add(*(restored(line, self._desk.now()) for line in lines))
        self._line.set_waiting(len(lines))
        self._line.set_text(typed)

    def _on_opened(self) -> None:
        """Go on where we stopped; what was stored just before we stopped is not stored again."""
        from companion.ui.models import live

        lines = self._waiting.lines
        if not lines and not self._line.text:
            # What reading a line takes is got ready once the page has been painted.
            QTimer.singleShot(_PAINTED, _get_ready)
            return
        newest = lines[0].text if lines else self._line.text
        stored = bool(newest.strip()) and self._desk.read(live.is_newest, newest)
        if stored and lines:
            self._waiting.drop_first()
        elif stored:
            self._line.set_text("")
        self._waiting.flush()
        self._look_up()

    def _on_entered(self, text: str, *, to_last: bool = False) -> None:
        event_id = self._event.id if self._event is not None else None
        line = TypedLine(
            text,
            self._desk.now(),
            attach=not self._is_turned,
            meant=self._meant(),
            to_last=to_last,
            event_id=event_id,
        )
        if self.submit(line):
            self._line.clear()
            self.keep()

    def _store_waiting(self, line: TypedLine) -> None:
        if not self._desk.is_open:
            raise BusyError
        self._store(line)

    def _store(self, line: TypedLine) -> None:
        from companion.ui.models import live

        region = self._desk.settings.phone_region
        noted = self._desk.try_change(
            lambda connection: live.note(connection, line, region=region), patience=_PATIENCE
        )
        self.saved.emit(tuple(person.id for person in noted.people))

    def _on_cleared(self, text: str) -> None:
        if text.strip():
            self._cleared = [*(some for some in self._cleared if some != text), text][-_HISTORY:]
        self._recalled = 0

    def _recall(self) -> None:
        """Put back what was cleared, the latest first."""
        shown = self._cleared[-self._recalled] if self._recalled else ""
        if not self._cleared or self._line.text.strip() != shown.strip():
            return
        self._recalled = self._recalled % len(self._cleared) + 1
        self._line.set_text(self._cleared[-self._recalled])

    def _on_edited(self) -> None:
        if not self._line.text:
            self._recalled = 0
        if not self._keeping.isActive():
            self._keeping.start()

    def _on_waiting_changed(self) -> None:
        self._line.set_waiting(len(self._waiting.lines))
        self.keep()

    def _on_capture_changed(self, capture: Capture) -> None:
        if set(capture.names) != set(self._known):
            self._is_turned = False
        self._pause.start()

    def _look_up(self) -> None:
        if not self._desk.is_open:
            return
        from companion.ui.models import live

        capture = self._line.capture
        before, self._known = self._known, self._desk.read(live.known_people, capture)
        if any(_choice(before.get(name)) != _choice(known) for name, known in self._known.items()):
            self._is_turned = False
        self._colleagues = 0
        if capture.organisation:
            self._colleagues = self._desk.read(live.people_known_at, capture.organisation)
        self._show_hints()

    def _meant(self) -> "Mapping[str, Id]":
        """Whom the names mean that do not mean them by themselves: the user said so."""
        if not self._is_turned:
            return {}
        told = ((name, self._known.get(name)) for name in self._line.capture.names)
        return {name: known.person.id for name, known in told if known is not None and not known.is_meant}

    def _switchable(self) -> bool:
        """Whether the names in the line, as it is now, mean or may mean somebody known."""
        return any(self._known.get(name) for name in self._line.capture.names)

    def _show_hints(self) -> None:
        hints = {name: self._name_in_words(name, known) for name, known in self._known.items()}
        organisation = self._line.capture.organisation
        if organisation and self._colleagues:
            hints[organisation] = self._organisation_in_words(organisation)
        self._line.set_hints(hints)

    def _organisation_in_words(self, organisation: str) -> str:
        know = counted(
            self._colleagues, self.tr("you know one person there"), self.tr("you know {count} people there")
        )
        return self.tr("{organisation}: {know}").format(organisation=organisation, know=know)

    def _name_in_words(self, name: str, known: "Known | None") -> str:
        if known is None:
            return self.tr("New: {name}").format(name=name)
        if not known.is_meant:
            return self._alike_in_words(name, known)
        when = self._met_in_words(known)
        if self._is_turned:
            return self.tr("New: {name} · Tab: the one {met}").format(name=name, met=when)
        return self.tr("{name}, {met} · Tab: somebody new").format(name=known.person.name, met=when)

    def _alike_in_words(self, name: str, known: "Known") -> str:
        from companion.wording.evidence import evidence_in_brief

        person = known.person
        who = f"{person.name} ({person.organisation})" if person.organisation else person.name
        if self._is_turned:
            return self.tr("{who}, {met} · Tab: somebody new").format(who=who, met=self._met_in_words(known))
        said = self.tr("New: {name} · Tab: {who}, {evidence}")
        return said.format(name=name, who=who, evidence=evidence_in_brief(known.evidence))

    def _met_in_words(self, known: "Known") -> str:
        meeting = known.meeting
        if meeting is None:
            return self.tr("you know already")
        if self._event is not None and meeting.event.id == self._event.id:
            return self.tr("met here")
        now = self._desk.now()
        day = meeting.encounter.at.astimezone(now.tzinfo).date()
        return self.tr("met {day}").format(day=day_in_words(day, now.date()))

    def _say_draft_fails(self, error: OSError) -> None:
        if not self._draft_fails:
            self._draft_fails = True
            path = self._desk.folder / "draft.txt"
            self._desk.refused.emit(DiskError(path, error.strerror or str(error)))


def _get_ready() -> None:
    """Load what the first key in the line would have to wait for."""
    import companion.ui.models.live  # noqa: F401


def _choice(known: "Known | None") -> object:
    """Between what the user chooses: what they chose counts no more when it becomes another question."""
    return (known.person.id, known.is_meant) if known is not None else None
