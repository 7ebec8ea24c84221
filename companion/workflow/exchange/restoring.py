"""Taking an archive over: the records of another data folder, or of this one as it was."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from companion.formats.archive import Archive
from companion.model.blob import Blob
from companion.model.change import KINDS, Change, Kind, Record
from companion.model.event import Encounter, Event
from companion.model.identity import Id
from companion.model.person import Person, Tag
from companion.model.problem import Problem, ProblemCode, offending
from companion.storage.engine import Connection
from companion.storage.journal import last_touched
from companion.storage.queries.event import running_event
from companion.storage.queries.person import person_with, records_of
from companion.storage.store import owner_of
from companion.workflow.exchange.plan import Fate, FieldChange, ImportRow
from companion.workflow.exchange.watch import Stage, Watch

_STEP = 500
_SHOWN = (Kind.PERSON, Kind.EVENT)
"""The kinds that stand in a row of their own; the others count for the person they are about."""


@dataclass(slots=True)
class Restored:
    """What becomes of the records of an archive."""

    changes: list[Change] = field(default_factory=list)
    blobs: dict[str, Blob] = field(default_factory=dict)
    rows: list[ImportRow] = field(default_factory=list)


def plan_archive(connection: Connection, file: str, archive: Archive, *, watch: Watch) -> Restored:
    """Plan that everything of an archive is here as it is there: what is missing comes, what differs changes.

    But what was changed here after the archive was made stays, and is told. What was the archive's user becomes this one. Raises CancelledError.
    """
    return _Restoring(connection, file, archive, watch).restored()


class _Restoring:
    def __init__(self, connection: Connection, file: str, archive: Archive, watch: Watch) -> None:
        self._connection = connection
        self._file = file
        self._archive = archive
        self._watch = watch
        self._owner_id = owner_of(connection)
        self._ids: dict[Id, Id] = {archive.owner_id: self._owner_id}
        """Records of the archive that are here under another id."""
        running = running_event(connection)
        self._running_id = running.id if running is not None else None
        self._kept: dict[Id, list[Change]] = {}
        """By what they are about, the changes that are older than what is here."""
        self._made = Restored()

    def restored(self) -> Restored:
        """The plan."""
        records = self._archive.records
        known = self._known(records)
        self._find_twins(records, known)
        touched: dict[Id, list[FieldChange]] = {}
        for place, record in enumerate(records):
            if place % _STEP == 0:
                self._watch.step(Stage.COMPARING, place, len(records))
            if record.id in self._ids and record.id != self._archive.owner_id:
                continue
            after = self._here(record)
            before = known.get(after.id)
            change = self._change(before, after)
            if change is not None:
                self._made.changes.append(change)
                about = _about(change.after or after)
                touched.setdefault(about, []).extend(_fields(change))
        self._made.rows = [self._row(record, known, touched) for record in records if self._is_shown(record)]
        self._made.blobs = {blob.digest: blob for blob in self._archive.blobs}
        return self._made

    def _known(self, records: Sequence[Record]) -> dict[Id, Record]:
        known: dict[Id, Record] = {self._owner_id: person_with(self._connection, self._owner_id)}
        for kind in Kind:
            ids = [record.id for record in records if KINDS[type(record)] is kind]
            known |= {record.id: record for record in records_of(self._connection, kind, "id", ids)}
        return known

    def _find_twins(self, records: Sequence[Record], known: Mapping[Id, Record]) -> None:
        """What only one may be and is here, or in the archive, under another id: a person's tag, a meeting."""
        new = [self._here(record) for record in records if record.id not in known]
        tags: list[Any] = [record for record in new if isinstance(record, Tag)]
        met: list[Any] = [record for record in new if isinstance(record, Encounter)]
        there: list[Any] = [
            *records_of(self._connection, Kind.TAG, "person_id", [tag.person_id for tag in tags]),
            *records_of(self._connection, Kind.ENCOUNTER, "person_id", [one.person_id for one in met]),
        ]
        only = {_singular(one): one.id for one in there}
        for one in (*tags, *met):
            twin_id = only.setdefault(_singular(one), one.id)
            if twin_id != one.id:
                self._ids[one.id] = twin_id

    def _here(self, record: Record) -> Any:
        """A record with the ids that it and what it points to have here."""
        moved: dict[str, Any] = {
            item.name: self._ids[value]
            for item in fields(record)
            if isinstance(value := getattr(record, item.name), Id) and value in self._ids
        }
        here: Any = replace(record, **moved) if moved else record
        return self._ended(here) if isinstance(here, Event) else here

    def _ended(self, event: Event) -> Event:
        """An event that ran in the archive has ended where another one is running, here or there."""
        if event.ends_at is not None:
            return event
        if self._running_id is None:
            self._running_id = event.id
        return event if self._running_id == event.id else replace(event, ends_at=event.starts_at)

    def _change(self, before: Record | None, after: Any) -> Change | None:
        if before is None:
            return Change.add(after)
        if isinstance(before, Person) and before.id == self._owner_id and (before.name or not after.name):
            # My own card is what I wrote here.
            return None
        if after == before:
            return None
        change = Change.of(before, after)
        if self._is_newer_here(before):
            self._kept.setdefault(_about(before), []).append(change)
            return None
        return change

    def _is_newer_here(self, record: Record) -> bool:
        """Whether a record was changed here after the archive was made, which would undo that."""
        touched = last_touched(self._connection, record.id)
        made_at = self._archive.made_at
        return touched is not None and made_at is not None and touched > made_at

    def _is_shown(self, record: Record) -> bool:
        return KINDS[type(record)] in _SHOWN and record.id != self._archive.owner_id

    def _row(
        self, record: Any, known: Mapping[Id, Record], touched: Mapping[Id, Sequence[FieldChange]]
    ) -> ImportRow:
        fate = Fate.UPDATE if record.id in touched else Fate.UNCHANGED
        if record.id not in known:
            fate = Fate.NEW
        detail = record.organisation if isinstance(record, Person) else record.venue
        changes = tuple(touched.get(record.id, ())) if fate is Fate.UPDATE else ()
        kind = KINDS[type(record)]
        problems = tuple(self._problems(record.id))
        name, about = record.name, detail or ""
        return ImportRow(self._file, 0, 0, name, about, fate, kind, record.id, changes, problems=problems)

    def _problems(self, about: Id) -> Iterator[Problem]:
        """What stays as it is here."""
        for change in self._kept.get(about, ()):
            for told in _fields(change):
                code = ProblemCode.KEPT_YOURS
                yield Problem(code, 0, 0, told.field, offending(told.after), file=self._file)


def _singular(record: Tag | Encounter) -> tuple[object, ...]:
    """What there is one of for a person."""
    return record.person_id, record.name if isinstance(record, Tag) else record.event_id


def _about(record: Any) -> Id:
    """Whom or what a record is about: the person, else the event, else itself."""
    for name in ("person_id", "a_id", "event_id"):
        about = getattr(record, name, None)
        if isinstance(about, Id):
            return about
    own: Id = record.id
    return own


def _fields(change: Change) -> Iterable[FieldChange]:
    if change.before is None:
        return [FieldChange(change.kind.value, "", _said(change.after))]
    return [
        FieldChange(name, str(getattr(change.before, name) or ""), str(getattr(change.after, name) or ""))
        for name in change.differing()
        if name not in {"content", "digest"}
    ]


def _said(record: Any) -> str:
    """The words of a record, as a row quotes them."""
    for name in ("text", "name", "value", "line", "b_name"):
        words = getattr(record, name, None)
        if isinstance(words, str):
            return words
    return ""
