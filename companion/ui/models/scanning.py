"""Codes one after the other: read, looked at, kept or not; imported once the data is open."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from companion.formats.payload.badge import read_badge
from companion.formats.payload.paper import read_paper
from companion.model.blob import Blob
from companion.model.capture import Capture
from companion.model.change import Kind
from companion.model.code import CodeFormat
from companion.model.event import Event
from companion.model.identity import Id
from companion.model.payload import SECRETS, BadgeField, Payload
from companion.settings import time_zone_of
from companion.storage.queries.event import running_event
from companion.ui.desk import Desk, Touched
from companion.ui.models.live import known_people
from companion.ui.models.scan_aim import Aim, aim_of, store, takes_names
from companion.ui.models.scan_log import ScanLog
from companion.ui.models.scan_queue import ScanQueue
from companion.ui.models.scan_view import Scan, ScanView, key_of
from companion.ui.models.scan_words import ScanWords
from companion.ui.scan_draft import DraftScan
from companion.workflow.scan import payload_at, payloads_at

if TYPE_CHECKING:
    from companion.ui.models.scan_reading import Reading

_COMPARED = (Kind.PERSON, Kind.CONTACT_POINT, Kind.EVENT, Kind.ENCOUNTER, Kind.MENTION, Kind.TAG)
"""The kinds of records that say whom a code is of."""
_FORMATS = frozenset(form.value for form in CodeFormat)
_FIELDS = frozenset(field.value for field in BadgeField)


class _Found(NamedTuple):
    """A code or paper card that came, read once it is known to be news."""

    key: str
    read: Callable[[], Sequence[Payload]]
    format: CodeFormat | None = None


class Scanning(QObject):
    """Holds what waits, what is looked at and what became of the others."""

    shown = Signal()
    """Another code is looked at, or the same is read or meant otherwise; there may be none."""
    arrived = Signal(int)
    """So many codes were read that had not been seen of late."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log = ScanLog(desk)
        self.words = ScanWords(desk, self)
        self._desk = desk
        self._queue = ScanQueue()
        self._aim = Aim()
        self._line = ""
        self._fields: tuple[BadgeField, ...] = ()
        """What the user has said of the cells of the current one."""
        desk.changed.connect(self._on_changed)

    @property
    def view(self) -> ScanView | None:
        """What is looked at, in words; None while nothing is."""
        scan = self._queue.current
        return self.words.view(scan, self._queue.place, self._aim) if scan is not None else None

    @property
    def is_attached(self) -> bool:
        """Whether it goes to the person that is named."""
        return self._aim.is_attached

    @property
    def takes_names(self) -> bool:
        """Whether what is typed beside it may name whom it is of."""
        scan = self._queue.current
        return scan is not None and takes_names(scan.payload, self._aim)

    @property
    def line(self) -> str:
        """What was typed beside the current one when it was looked at before."""
        return self._line

    @property
    def waiting(self) -> int:
        """How many wait behind the current one."""
        place, count = self._queue.place
        return count - place if self._queue.current is not None else 0

    def hints(self, capture: Capture) -> Mapping[str, str]:
        """Whom the names mean that were typed beside the current one, where it may be theirs."""
        if not self.takes_names or not capture.names:
            return {}
        known = self._desk.read(known_people, capture)
        return {name: self.words.hint(name, some, self._aim) for name, some in known.items()}

    def take_reading(self, reading: "Reading") -> int:
        """Let the codes of a picture wait, or the paper card on it; returns how many of them are news."""
        paper = reading.paper
        if paper is not None:
            return self._take([_Found(key_of(paper), lambda: (paper,))], reading.source)
        return self._take([self._found(code.text, code.format) for code in reading.codes], reading.source)

    def take_text(self, text: str, source: str) -> int:
        """Let a text wait that somebody has copied out of a code."""
        return self._take([self._found(text)], source)

    @property
    def drafts(self) -> tuple[DraftScan, ...]:
        """What is to be there again if the program ends now; of secrets nothing."""
        waiting = [scan for scan in self._queue.waiting if scan.payload.kind not in SECRETS]
        return tuple(map(_draft_of, waiting))

    def restore(self, drafts: Sequence[DraftScan], line: str) -> None:
        """Let wait what waited before; `line` was typed beside the first."""
        for draft in drafts:
            form = CodeFormat(draft.format) if draft.format in _FORMATS else None
            self._queue.add(self._restored(draft), draft.source, form)
        if drafts:
            self._line = line
            self._look()

    def turn(self) -> None:
        """Choose the other one of the two whom it may go to."""
        self._aim = self._aim.turned()
        self.shown.emit()

    def choose_cells(self, fields: Sequence[str], texts: Sequence[str]) -> None:
        """Read the current badge by what the user says of its cells, or a paper card by what its lines say."""
        scan = self._queue.current
        if scan is None:
            return
        chosen = tuple(BadgeField(field) for field in fields)
        if scan.payload.picture is not None:
            payload = read_paper([*zip(texts, chosen, strict=True)], scan.payload.picture)
        else:
            # Of nobody it is a text; its cells can be chosen all the same.
            payload = replace(read_badge(scan.payload.text, fields), cells=scan.payload.cells, fields=chosen)
            self._fields = chosen
        self._queue.replace_current(replace(scan, payload=payload))
        self._look(keeps_choice=True)

    def save(self, line: str) -> bool:
        """Store the current one; False, and it stays, when it could not be stored."""
        scan, view = self._queue.current, self.view
        if scan is None or view is None or not view.save:
            return False
        scanned = store(self._desk, scan.payload, line, self._aim, fields=self._fields)
        if scanned is None:
            return False
        self.log.add_saved(scan, view.name, line, scanned)
        self._next()
        return True

    def skip(self, line: str) -> None:
        """Go on without keeping the current one; it can be looked at again."""
        scan = self._queue.current
        if scan is not None:
            self.log.add_skipped(scan, self.words.name(scan.payload), line)
            self._next()

    def look_again(self, number: int) -> None:
        """Look once more at one that was not kept, before all that wait."""
        entry = self.log.entry(number)
        current = self._queue.current
        if entry is None or not entry.is_open or (current is not None and current.number == number):
            return
        self._queue.put_first(entry.scan)
        self._line, self._fields = entry.line, ()
        self._look()

    def _found(self, text: str, form: CodeFormat | None = None) -> _Found:
        return _Found(text, partial(self._read_all, text), form)

    def _take(self, found: Sequence[_Found], source: str) -> int:
        was_empty, count = self._queue.current is None, 0
        for one in found:
            if self._queue.is_news(one.key, monotonic()):
                # Each card of a code with several is known again by its own part of the text.
                for payload in one.read():
                    key = key_of(payload)
                    if key == one.key or self._queue.is_news(key, monotonic()):
                        self._queue.add(payload, source, one.format)
                        count += 1
        if count:
            if was_empty:
                self._line = ""
                self._look()
            else:
                self.shown.emit()
            self.arrived.emit(count)
        return count

    def _read(self, text: str) -> Payload:
        event, zone = self._here()
        return payload_at(text, event, time_zone=zone)

    def _read_all(self, text: str) -> Sequence[Payload]:
        event, zone = self._here()
        return payloads_at(text, event, time_zone=zone)

    def _here(self) -> tuple[Event | None, str]:
        event = self._desk.read(running_event)
        return event, event.time_zone if event is not None else time_zone_of(self._desk.now())

    def _restored(self, draft: DraftScan) -> Payload:
        if not draft.picture:
            return self._read(draft.text)
        cells = [
            (text, BadgeField(field) if field in _FIELDS else BadgeField.NOTHING)
            for text, field in draft.cells
        ]
        return read_paper(cells, Blob.of("image/jpeg", draft.picture))

    def _next(self) -> None:
        self._queue.drop()
        self._line, self._fields = "", ()
        scan = self._queue.current
        if scan is not None and scan.payload.cells and scan.payload.picture is None:
            # What the cells of badges are may have been said meanwhile.
            self._queue.replace_current(replace(scan, payload=self._read(scan.payload.text)))
        self._look()

    def _look(self, *, keeps_choice: bool = False) -> None:
        """Say of the current one whom it is of, as of now."""
        scan, before = self._queue.current, self._aim
        if scan is None:
            self._aim = Aim()
        else:
            self._aim = self._desk.read(
                aim_of,
                scan.payload,
                region=self._desk.settings.phone_region,
                scanned_last=self.log.saved_last,
                is_alone=self._queue.place[1] == 1,
            )
            if keeps_choice and _id_of(before) == _id_of(self._aim):
                self._aim = replace(self._aim, is_attached=before.is_attached)
        self.shown.emit()

    def _on_changed(self, touched: Touched) -> None:
        scan = self._queue.current
        if self.log.follow(touched) or (scan is not None and touched.any(*_COMPARED)):
            if scan is not None and scan.payload.kind not in SECRETS:
                self._look(keeps_choice=True)
            else:
                self.shown.emit()


def _draft_of(scan: Scan) -> DraftScan:
    payload = scan.payload
    form = scan.format.value if scan.format is not None else None
    if payload.picture is None:
        return DraftScan(payload.text, scan.source, form)
    cells = tuple((text, field.value) for text, field in zip(payload.cells, payload.fields, strict=True))
    return DraftScan("", scan.source, form, payload.picture.content, cells)


def _id_of(aim: Aim) -> Id | None:
    return aim.person.id if aim.person is not None else None
