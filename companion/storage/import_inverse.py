"""Taking back an import: what nobody touched since goes, the rest stays whole and is named.

What came with the import is looked at by its *root*, whom or what it is about: a person or event
that came with it too or, when it is about somebody known before, the record itself.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, UniqueConstraint

from companion.model.change import KINDS, Change, Kind, Record
from companion.model.error import CompanionError, NothingToUndoError
from companion.model.event import Event
from companion.model.identity import Id
from companion.storage.queries.event import running_event
from companion.storage.queries.person import records_of
from companion.storage.record import TABLES, unpacked
from companion.storage.reference import records_there, references
from companion.storage.touched import Inverse, Touched, before, taking_back

Named = tuple[Kind, Id]

_ABOUT: Mapping[Kind, str] = {
    Kind.ATTENDEE: "event_id",
    Kind.INTRODUCTION: "a_id",
    Kind.NOT_SAME: "a_id",
}
"""The field that tells whom or what a record is about, where that is not `person_id`."""
_COUNTED = (Kind.PERSON, Kind.EVENT, Kind.ATTENDEE)
"""What an import is counted by: the first of these that it brought."""


def import_inverse(touched: Touched) -> Inverse:
    """What takes an import back as far as nobody touched it since, and the people and events kept.

    Somebody who came with it and was changed since, or to whom anything was added, stays with all
    that came for them. Fields of people known before are taken back unless they were changed since.
    Raises NothingToUndoError; UndoRefusedError, naming a later change, when nothing is left to take back.
    """
    brought = _Brought(touched)
    returning = _Returning(touched, brought.there)
    staying = brought.staying(returning.standing())
    leaving = [record for record in brought.there.values() if brought.roots[record.id] not in staying]
    changes = (*returning.changes, *map(Change.remove, leaving))
    kept = dict.fromkeys(map(_named, (*brought.touched(), *returning.held)))
    if not changes:
        raise _refusal(touched, [*brought.causes.values(), *map(_itself, returning.held)], kept)
    facts = {"removed": str(brought.counted(leaving)), "kept": str(len(kept))} if kept else {}
    return Inverse(taking_back(touched.entry, changes, facts), tuple(kept))


def _refusal(touched: Touched, causes: Sequence[Named], kept: Iterable[Named]) -> CompanionError:
    """That nothing can be taken back, for the first cause there is."""
    causes = [*causes, *((change.kind, change.record_id) for change in touched.changes)]
    if not causes:
        return NothingToUndoError()
    refusal = touched.refusal(*causes[0])
    refusal.kept = [(kind.value, some) for kind, some in kept]
    return refusal


def _itself(record: Any) -> Named:
    return KINDS[type(record)], record.id


def _owner(record: Any) -> Named | None:
    """Whom or what a record is about; None for one that stands for itself."""
    field = _ABOUT.get(KINDS[type(record)], "person_id")
    owner_id = getattr(record, field, None)
    kind = Kind.EVENT if field == "event_id" else Kind.PERSON
    return (kind, owner_id) if owner_id is not None else None


def _named(record: Any) -> Named:
    """What the user knows a record by: the person or event it is about."""
    return _owner(record) or _itself(record)


def _pointed_to(record: Any) -> Iterator[Id]:
    for field, _ in references(KINDS[type(record)]):
        record_id = getattr(record, field)
        if record_id is not None:
            yield record_id


class _Brought:
    """The records that an import brought and that are still there."""

    def __init__(self, touched: Touched) -> None:
        self._touched = touched
        self._kinds = {
            change.record_id: change.kind for change in reversed(touched.changes) if change.is_coming
        }
        self.there = {some: touched.now[some] for some in self._kinds if some in touched.now}
        self.roots = {some: self._root(record) for some, record in self.there.items()}
        self.causes: dict[Id, Named] = {}
        """By root, the record whose later change touched it."""
        for root, cause in (*self._changed(), *self._added_to()):
            self.causes.setdefault(root, cause)

    def touched(self) -> Iterator[Record]:
        """The roots of what was touched since, in the order of the import."""
        return (record for record in self.there.values() if record.id in self.causes)

    def staying(self, standing: Iterable[Record]) -> Collection[Id]:
        """The roots that stay: touched ones, those that other records will point to, and what these point to."""
        members: dict[Id, list[Record]] = {}
        for some, root in self.roots.items():
            members.setdefault(root, []).append(self.there[some])
        staying: set[Id] = set()
        waiting = [*self.causes, *self._roots_of(standing)]
        while waiting:
            root = waiting.pop()
            if root not in staying:
                staying.add(root)
                waiting += self._roots_of(members[root])
        return staying

    def counted(self, leaving: Sequence[Record]) -> int:
        """How many people leave; events, or those expected at one, if the import brought no people."""
        brought = set(self._kinds.values())
        kind = next((kind for kind in _COUNTED if kind in brought), None)
        return sum(KINDS[type(record)] is kind for record in leaving)

    def _root(self, record: Any) -> Id:
        owner = _owner(record)
        root: Id = owner[1] if owner is not None and owner[1] in self.there else record.id
        return root

    def _roots_of(self, records: Iterable[Record]) -> Iterator[Id]:
        for record in records:
            yield from (self.roots[some] for some in _pointed_to(record) if some in self.there)

    def _changed(self) -> Iterator[tuple[Id, Named]]:
        """The roots of records that were changed since, or taken away from somebody who is still there."""
        for record_id, kind in self._kinds.items():
            if record_id not in self._touched.later:
                continue
            if record_id in self.there:
                yield self.roots[record_id], (kind, record_id)
                continue
            gone = (one.removed for one in self._touched.later[record_id] if one.removed is not None)
            for owner in (_owner(unpacked(kind, removed)) for removed in gone):
                if owner is not None and owner[1] in self.there:
                    yield owner[1], (kind, record_id)

    def _added_to(self) -> Iterator[tuple[Id, Named]]:
        """The roots of records to which something points that did not come with the import."""
        for kind in set(self._kinds.values()):
            for field, record in self._touched.outsiders(kind):
                yield self.roots[getattr(record, field)], _itself(record)
            for decided in self._touched.decisions(kind):
                if decided.source_id in self.roots:
                    yield self.roots[decided.source_id], _itself(decided)


class _Returning:
    """Records that become again what they were before an import, as far as may be."""

    def __init__(self, touched: Touched, brought: Mapping[Id, Record]) -> None:
        self._touched = touched
        self.changes: list[Change] = []
        self.held: list[Record] = []
        """Records that keep something that the import changed, as they will be."""
        self._plan()
        self._leave_out(_occupied(touched.connection, self.changes, brought))
        self._leave_out_strays()

    def standing(self) -> Iterator[Record]:
        """What will be there of the records that the import changed or took away."""
        yield from (change.after for change in self.changes if change.after is not None)
        yield from self.held

    def _plan(self) -> None:
        for change in self._touched.changes:
            now = self._touched.now.get(change.record_id)
            if change.removed is not None and now is None:
                self.changes.append(Change.add(unpacked(change.kind, change.removed)))
            elif change.fields is not None and now is not None:
                since = [name for name in change.fields if self._touched.changed_since(change, name)]
                after = replace(now, **before(change, unless=since))
                if after != now:
                    self.changes.append(Change.of(now, after))
                if since:
                    self.held.append(after)

    def _leave_out(self, ids: Collection[Id]) -> None:
        self.held += [
            change.before for change in self.changes if change.id in ids and change.before is not None
        ]
        self.changes = [change for change in self.changes if change.id not in ids]

    def _leave_out_strays(self) -> None:
        """Leave out what would point to a record that is not there, then what would point to that."""
        while strays := _strays(self._touched.connection, self.changes):
            self._leave_out(strays)


def _occupied(
    connection: Connection, changes: Sequence[Change], brought: Mapping[Id, Record]
) -> Collection[Id]:
    """The records whose place another one has taken, where only one may be."""
    occupied: set[Id] = set()
    for kind, table in TABLES.items():
        afters: list[Any] = [change.after for change in changes if change.kind is kind]
        unique = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
        for names in ([column.name for column in one.columns] for one in unique if afters):
            wanted = {getattr(after, names[0]) for after in afters}
            others = [
                one for one in records_of(connection, kind, names[0], list(wanted)) if one.id not in brought
            ]
            taken = {tuple(getattr(one, name) for name in names): one.id for one in others}
            occupied |= {
                after.id
                for after in afters
                if taken.get(tuple(getattr(after, name) for name in names), after.id) != after.id
            }
    running = running_event(connection)
    if running is not None and running.id not in brought:
        afters = [change.after for change in changes if isinstance(change.after, Event)]
        occupied |= {one.id for one in afters if one.ends_at is None and one.id != running.id}
    return occupied


def _strays(connection: Connection, changes: Sequence[Change]) -> Collection[Id]:
    """The records that would point to one that is not there."""
    coming = {change.id for change in changes}
    pointing: dict[Kind, dict[Id, list[Id]]] = {}
    for change in changes:
        for field, kind in references(change.kind):
            record_id = getattr(change.after, field)
            if record_id is not None and record_id not in coming:
                pointing.setdefault(kind, {}).setdefault(record_id, []).append(change.id)
    strays: set[Id] = set()
    for kind, ids in pointing.items():
        missing = ids.keys() - records_there(connection, kind, list(ids)).keys()
        strays.update(some for record_id in missing for some in ids[record_id])
    return strays
