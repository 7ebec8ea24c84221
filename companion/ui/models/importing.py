"""An import step by step, each off the GUI thread: files are read, compared, shown, stored; once the data is open."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal

from companion.model.blob import Blob
from companion.model.change import Record
from companion.model.error import CancelledError, CompanionError, StaleRecordError
from companion.model.event import Attendee, Event
from companion.model.identity import Id
from companion.model.problem import ProblemCode
from companion.storage.engine import Connection
from companion.storage.queries.card import photos_of
from companion.storage.queries.event import events_around, running_event
from companion.ui.desk import Desk
from companion.ui.photos import Key, Photos, kept_portraits, portraits
from companion.workflow.exchange.intake import plan_import
from companion.workflow.exchange.plan import Fate, ImportPlan, ImportRow
from companion.workflow.exchange.reading import Choices, Sources, read_material, read_sources
from companion.workflow.exchange.source import Format, Material
from companion.workflow.exchange.watch import Stage, Watch

_KNOWN = (Fate.UPDATE, Fate.UNCHANGED)
Reading = Callable[[Choices, Watch], Sources]

_LEFT_OUT = (ProblemCode.NO_CODE, ProblemCode.NOT_SOMEBODY)
"""What is told of pictures where nothing was refused: no row of the plan says it."""
_OFFERED = 50
"""So many events before now, and so many after it, are offered to expect people at."""


@dataclass(frozen=True, slots=True)
class Listing:
    """At which event the people of an import are expected, and at which they could be."""

    events: tuple[Event, ...] = ()
    """The running one, then the newest first; none for an import that names nobody."""
    event: Event | None = None
    """The one that was chosen."""
    is_gone: bool = False
    """Whether one was chosen that is not there any more."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, arranged to be looked at."""

    sources: Sources
    choices: Choices
    """How they were read."""
    listing: Listing
    plan: ImportPlan
    rows: tuple[ImportRow, ...]
    """Those of the plan, then one for each file that was refused as a whole, and what is in no row of it."""
    groups: Mapping[Fate, tuple[int, ...]]
    """The places of the rows of each fate; fates without any are left out."""
    noticed: tuple[int, ...]
    """The places of rows that were taken over with a remark."""
    told: Mapping[Id, tuple[Record, ...]]
    """The records that come to be of each person and each event."""
    photos: Mapping[Id, str]
    """Of those who are known already."""


def preview_of(
    sources: Sources, choices: Choices, listing: Listing, plan: ImportPlan, photos: Mapping[Id, str]
) -> Preview:
    """Arrange a plan to be looked at."""
    files = (
        ImportRow(one.file, one.first_line, one.last_line, "", "", Fate.REFUSED, problems=(one,))
        for one in plan.problems
        if one.is_refusal or one.code in _LEFT_OUT
    )
    rows = (*plan.rows, *files)
    groups: dict[Fate, list[int]] = {}
    for place, row in enumerate(rows):
        groups.setdefault(row.fate, []).append(place)
    told: dict[Id, list[Record]] = {}
    for change in plan.change_set.changes:
        if change.before is None and change.after is not None:
            told.setdefault(_about(change.after), []).append(change.after)
    return Preview(
        sources,
        choices,
        listing,
        plan,
        rows,
        {fate: tuple(places) for fate, places in groups.items()},
        tuple(place for place, row in enumerate(rows) if row.problems and row.fate is not Fate.REFUSED),
        {about: tuple(records) for about, records in told.items()},
        photos,
    )


def _about(record: Record) -> Id:
    """Whom a record is about: a person, or an event where people are expected."""
    if isinstance(record, Attendee):
        return record.event_id
    return cast("Id | None", getattr(record, "person_id", None)) or record.id


class Importer(QObject):
    """One import at a time: the next one calls off the one before."""

    stepped = Signal(object, int, int)
    """Stage, how much of it is done, and of how much; 0 where that is not known."""
    planned = Signal(object)
    """A Preview."""
    failed = Signal(object)
    """A CompanionError: nothing was read, or nothing stored."""
    overtaken = Signal()
    """Something was changed since it was planned: it is planned again."""
    stored = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices = Choices()
        self._desk = desk
        self._reading: Reading | None = None
        self._preview: Preview | None = None
        self._event_id: Id | None = None
        """Of the event at which those who are imported are expected."""
        self.is_storing = False
        """Whether what was shown is being stored: to begin something else would call that off."""
        self._turn = 0
        """Counts what was begun: only the newest is heard."""
        self._call_off: Callable[[], None] | None = None
        self._blobs: Mapping[str, Blob] = {}
        self.photos = Photos(desk.jobs, self._portraits, self)
        """Of those who are about to be imported, and of those who are known."""

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._call_off is not None

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Read files, folders and archives, as each of them says."""
        self._open(lambda choices, watch: read_sources(paths, choices, watch=watch))

    def open_text(self, name: str, content: bytes) -> None:
        """Read a contact card that was dropped or copied."""
        material = Material(name, content, Format.VCARD)
        self._open(lambda choices, watch: read_material(material, choices, watch=watch))

    def read_encoded(self, encoding: str | None) -> None:
        """Read again what does not say how its characters are written; None: guess."""
        self._read(replace(self.choices, encoding=encoding))

    def map_column(self, fingerprint: str, title: str, field: str) -> None:
        """Read again with another field for a column of the tables with that header."""
        remembered = self.choices.remembered
        mapping = {**remembered.get(fingerprint, {}), title: field}
        self._read(replace(self.choices, remembered={**remembered, fingerprint: mapping}))

    def expect_at(self, event_id: Id | None) -> None:
        """Take those who come for the list of an event; None: for people of ours."""
        self._event_id = event_id
        self.plan_again()

    def plan_again(self) -> None:
        """Compare again what was read with what is there now."""
        preview, choices = self._preview, self.choices
        if preview is None:
            return
        if preview.choices != choices:
            # It was being read otherwise: that is compared with what is there by then.
            self._read(choices)
            return
        sources, event_id = preview.sources, self._event_id
        self._begin(
            lambda watch: self._desk.read(self._planned, sources, choices, event_id, watch), self._on_planned
        )

    def show_photos_of(self, preview: Preview) -> None:
        """Let `photos` be those of a preview."""
        self._blobs = {blob.digest: blob for blob in preview.plan.change_set.blobs}

    def store(self) -> None:
        """Store what was shown, all of it or nothing."""
        if self._preview is None or self.is_busy:
            return
        self._turn += 1
        turn = self._turn
        self.is_storing = True
        self._call_off = self._desk.change_watched(
            self._preview.plan.change_set,
            stepped=self.stepped.emit,
            done=lambda: self._on_stored(turn),
            failed=lambda error: self._on_not_stored(turn, error),
        )

    def cancel(self) -> None:
        """Call off what is under way; `failed` tells when it has stopped, unless it was done already."""
        if self._call_off is not None:
            self._call_off()

    def forget(self) -> None:
        """Let go of everything that was read."""
        self.cancel()
        self._turn += 1
        self._call_off = self._reading = self._preview = self._event_id = None

    def _portraits(self, keys: Sequence[Key]) -> Mapping[Key, bytes | None]:
        blobs = self._blobs
        coming = [key for key in keys if key[0] in blobs]
        kept = [key for key in keys if key[0] not in blobs]
        return {**portraits(blobs.get, coming), **self._desk.read(kept_portraits, kept)}

    def _open(self, reading: Reading) -> None:
        self.forget()
        self._reading = reading
        self._read(Choices(remembered=self._desk.settings.tables))

    def _read(self, choices: Choices) -> None:
        self.choices = choices
        reading, event_id = self._reading, self._event_id
        if reading is None:
            return

        def work(watch: Watch) -> Preview:
            return self._desk.read(self._planned, reading(choices, watch), choices, event_id, watch)

        self._begin(work, self._on_planned)

    def _planned(
        self, connection: Connection, sources: Sources, choices: Choices, event_id: Id | None, watch: Watch
    ) -> Preview:
        now, region = self._desk.now(), self._desk.settings.phone_region
        events = events_offered(connection, now) if sources.listed else ()
        event = next((one for one in events if one.id == event_id), None)
        listing = Listing(events, event, is_gone=event_id is not None and event is None)
        plan = plan_import(connection, sources, now=now, region=region, event=event, watch=watch)
        known = [row.record_id for row in plan.rows if row.fate in _KNOWN and row.record_id is not None]
        return preview_of(sources, choices, listing, plan, photos_of(connection, known))

    def _begin(self, work: Callable[[Watch], Preview], done: Callable[[int, Preview], None]) -> None:
        self.cancel()
        self._turn += 1
        turn = self._turn
        self._call_off = self._desk.jobs.watch(
            work,
            stepped=lambda stage, count, total: self._on_stepped(turn, stage, count, total),
            done=lambda preview: done(turn, preview),
            failed=lambda error: self._on_failed(turn, error),
        )

    def _on_stepped(self, turn: int, stage: Stage, count: int, total: int) -> None:
        if turn == self._turn:
            self.stepped.emit(stage, count, total)

    def _on_planned(self, turn: int, preview: Preview) -> None:
        if turn == self._turn:
            self._call_off = None
            self._preview = preview
            self._choose_as(preview)
            self.planned.emit(preview)

    def _on_stored(self, turn: int) -> None:
        self.is_storing = False
        if turn == self._turn:
            self._call_off = None
        self._desk.change_settings(
            replace(self._desk.settings, tables={**self._desk.settings.tables, **self.choices.remembered})
        )
        self._reading = self._preview = self._event_id = None
        self.stored.emit()

    def _on_not_stored(self, turn: int, error: CompanionError) -> None:
        self.is_storing = False
        self._on_failed(turn, error)

    def _on_failed(self, turn: int, error: CompanionError) -> None:
        if turn != self._turn:
            return
        self._call_off = None
        if isinstance(error, StaleRecordError):
            self.overtaken.emit()
            self.plan_again()
            return
        if self._preview is not None:
            # What is shown stays, as it was read and meant.
            self._choose_as(self._preview)
        self.failed.emit(error)

    def _choose_as(self, preview: Preview) -> None:
        event = preview.listing.event
        self.choices = preview.choices
        self._event_id = event.id if event is not None else None


def events_offered(connection: Connection, now: datetime) -> tuple[Event, ...]:
    """The running event, then those around now, the newest first."""
    running = running_event(connection)
    around = (one for one in events_around(connection, now, limit=_OFFERED) if one != running)
    return (*([running] if running is not None else ()), *around)


def was_called_off(error: CompanionError) -> bool:
    """Whether the user stopped it."""
    return isinstance(error, CancelledError)
