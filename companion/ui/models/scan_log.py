"""The codes that were looked at since the window was opened, and what became of each."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from companion.model.change import Kind
from companion.model.identity import Id
from companion.model.payload import SECRETS
from companion.storage.queries.person import records_of
from companion.ui.desk import Desk, Touched
from companion.ui.models.scan_view import Scan
from companion.workflow.scan import Scanned


class Fate(StrEnum):
    """What became of a code."""

    SAVED = "saved"
    NOTHING_NEW = "nothing_new"
    """All that it says was known."""
    SKIPPED = "skipped"
    SHOWN = "shown"
    """What is never kept was looked at."""
    UNDONE = "undone"
    """It was stored, and taken back."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One code that was looked at."""

    scan: Scan
    name: str
    fate: Fate
    at: datetime
    line: str = ""
    """What was typed beside it."""
    person_id: Id | None = None
    record: tuple[Kind, Id] | None = None
    """Something that came to be with it: when it is gone, it was taken back."""

    @property
    def is_open(self) -> bool:
        """Whether it can be looked at again to be kept after all."""
        return self.fate in (Fate.SKIPPED, Fate.UNDONE, Fate.SHOWN)


class ScanLog:
    """Knows each code once, as it was looked at last; the newest first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._entries: dict[int, Entry] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was looked at, the newest first."""
        return tuple(reversed(self._entries.values()))

    def entry(self, number: int) -> Entry | None:
        """The code of that number."""
        return self._entries.get(number)

    @property
    def saved_last(self) -> tuple[Id, datetime] | None:
        """Who was kept last, and when."""
        kept = (entry for entry in self.entries if entry.fate in (Fate.SAVED, Fate.NOTHING_NEW))
        return next(((entry.person_id, entry.at) for entry in kept if entry.person_id is not None), None)

    def add_skipped(self, scan: Scan, name: str, line: str) -> None:
        """It was not kept."""
        fate = Fate.SHOWN if scan.payload.kind in SECRETS else Fate.SKIPPED
        self._add(Entry(scan, name, fate, self._desk.now(), line))

    def add_saved(self, scan: Scan, name: str, line: str, scanned: Scanned) -> None:
        """It was stored."""
        added = [change for change in scanned.change_set.changes if change.before is None]
        self._add(
            Entry(
                scan,
                (scanned.person.name if scanned.person is not None else "") or name,
                Fate.SAVED if scanned.change_set else Fate.NOTHING_NEW,
                self._desk.now(),
                line,
                scanned.person.id if scanned.person is not None else None,
                (added[0].kind, added[0].id) if added else None,
            )
        )

    def follow(self, touched: Touched) -> bool:
        """See what was taken back, or done again; whether anything was."""
        before = dict(self._entries)
        for number, entry in before.items():
            if entry.record is None or not touched.has(entry.record[1]):
                continue
            kind, record_id = entry.record
            is_there = bool(self._desk.read(records_of, kind, "id", [record_id]))
            if is_there != (entry.fate is Fate.SAVED) and entry.fate in (Fate.SAVED, Fate.UNDONE):
                self._entries[number] = replace(entry, fate=Fate.SAVED if is_there else Fate.UNDONE)
        return self._entries != before

    def _add(self, entry: Entry) -> None:
        self._entries.pop(entry.scan.number, None)
        self._entries[entry.scan.number] = entry
