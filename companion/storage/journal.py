"""The journal: what was changed, when and by whom; undo and the history of a record are reads of it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, insert, or_, select

from companion.model.change import KINDS, Change, ChangeSet, Kind, Label, Origin, Record
from companion.model.error import NothingToUndoError, UndoRefusedError
from companion.model.identity import Id, new_id
from companion.storage import tables
from companion.storage.bulk import run_many
from companion.storage.chunk import chunks
from companion.storage.record import TABLES, decoded, encoded, packed, record_from, selected, unpacked
from companion.storage.steps import Steps

_SET = tables.change_set
_CHANGE = tables.change
_INSERT = insert(_CHANGE)
_COLUMNS = ("seq", "position", "kind", "record_id", "fields", "removed")


@dataclass(frozen=True, slots=True)
class Entry:
    """A change set as the journal keeps it."""

    seq: int
    id: Id
    at: datetime
    label: Label
    facts: Mapping[str, str]
    undoes: int | None


def write(
    connection: Connection,
    change_set: ChangeSet,
    *,
    at: datetime,
    author_id: Id,
    revision: str,
    steps: Steps,
) -> int:
    """Write an entry for a change set; returns its `seq`."""
    entry = {
        "id": new_id(),
        "at": at,
        "author_id": author_id,
        "origin": change_set.origin.value,
        "label": change_set.label.value,
        "facts": dict(change_set.facts),
        "undoes": change_set.undoes,
        "revision": revision,
    }
    seq = connection.execute(insert(_SET).values(entry).returning(_SET.c.seq)).scalar_one()
    position = 0
    for some in chunks(change_set.changes):
        rows = [_row(seq, place, change) for place, change in enumerate(some, position)]
        run_many(connection, _INSERT, _COLUMNS, rows)
        position += len(some)
        steps.done(len(some))
    return seq


def _row(seq: int, place: int, change: Change) -> tuple[Any, ...]:
    """The values of `_COLUMNS`: what a record was is told, what it is now is in its own table."""
    if change.before is None:
        return seq, place, change.kind, change.id, None, None
    if change.after is None:
        return seq, place, change.kind, change.id, None, packed(change.before)
    fields = {
        name: [encoded(getattr(change.before, name)), encoded(getattr(change.after, name))]
        for name in change.differing()
    }
    return seq, place, change.kind, change.id, fields, None


def last_seq(connection: Connection) -> int:
    """The `seq` of the newest entry, 0 before the first."""
    return connection.execute(select(func.coalesce(func.max(_SET.c.seq), 0))).scalar_one()


def touched_after(connection: Connection, seq: int) -> Sequence[tuple[Kind, Id]]:
    """Kind and id of every record changed by entries after `seq`."""
    statement = select(_CHANGE.c.kind, _CHANGE.c.record_id).where(_CHANGE.c.seq > seq).distinct()
    return [(row.kind, row.record_id) for row in connection.execute(statement)]


def last_touched(connection: Connection, record_id: Id) -> datetime | None:
    """When a record was last changed."""
    statement = (
        select(func.max(_SET.c.at))
        .join_from(_CHANGE, _SET, _SET.c.seq == _CHANGE.c.seq)
        .where(_CHANGE.c.record_id == record_id)
    )
    return connection.execute(statement).scalar_one()


def history(connection: Connection, record_id: Id) -> Sequence[tuple[datetime, Mapping[str, Any]]]:
    """When and how a record was changed, oldest first: `{field: [before, after]}` each time."""
    statement = (
        select(_SET.c.at, _CHANGE.c.fields)
        .join_from(_CHANGE, _SET, _SET.c.seq == _CHANGE.c.seq)
        .where(_CHANGE.c.record_id == record_id, _CHANGE.c.fields.is_not(None))
        .order_by(_SET.c.seq)
    )
    return [(row.at, row.fields or {}) for row in connection.execute(statement)]


def undoable_entries(connection: Connection, author_id: Id, *, limit: int) -> Sequence[Entry]:
    """The user's own change sets that are in effect, newest first: what Ctrl+Z takes back in turn."""
    statement = (
        _entries()
        .where(_SET.c.undoes.is_(None), ~_taken_back(_SET.c.seq))
        .where(_SET.c.author_id == author_id, _SET.c.origin == Origin.USER.value)
        .order_by(_SET.c.seq.desc())
        .limit(limit)
    )
    return [_entry(row) for row in connection.execute(statement)]


def redoable_entry(connection: Connection, author_id: Id) -> Entry | None:
    """The undo to take back next: none once the user has done something new."""
    own = (_SET.c.author_id == author_id) & (_SET.c.origin == Origin.USER.value)
    newest = select(_SET.c.seq).where(own, _SET.c.undoes.is_(None)).order_by(_SET.c.seq.desc()).limit(1)
    undone, later = _SET.alias("undone"), _SET.alias("later")
    statement = (
        _entries()
        .where(own, _SET.c.seq > newest.scalar_subquery())
        .where(exists().where(undone.c.seq == _SET.c.undoes, undone.c.undoes.is_(None)))
        .where(~exists().where(later.c.undoes == _SET.c.seq))
        .order_by(_SET.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(statement).one_or_none()
    return _entry(row) if row is not None else None


def entry_at(connection: Connection, seq: int) -> Entry:
    """The entry of that `seq`."""
    return _entry(connection.execute(_entries().where(_SET.c.seq == seq)).one())


def entry_named(connection: Connection, name: str) -> Sequence[Entry]:
    """The entries whose id is, or ends with, the name (4 characters or more), newest first."""
    ending = name.replace("-", "").lower()
    if re.fullmatch("[0-9a-f]{4,32}", ending) is None:
        return []
    statement = _entries().where(func.substr(_SET.c.id, -len(ending)) == ending).order_by(_SET.c.seq.desc())
    return [_entry(row) for row in connection.execute(statement.limit(10))]


def is_taken_back(connection: Connection, entry: Entry) -> bool:
    """Whether a change set has been undone and not redone."""
    return bool(connection.execute(select(_taken_back(entry.seq))).scalar_one())


def reversible_changes(kinds: Sequence[Kind]) -> Any:
    """A select of kind, fields and removed of all changes to records of these kinds that tell what they were.

    Of entries that undo or redo may still take back: the user's own in effect, and what was undone
    since the newest of them.
    """
    newest = select(func.coalesce(func.max(_SET.c.seq), 0)).where(_is_users(), _SET.c.undoes.is_(None))
    may_be_redone = _SET.c.undoes.is_not(None) & (_SET.c.seq > newest.scalar_subquery())
    return (
        select(_CHANGE.c.kind, _CHANGE.c.fields, _CHANGE.c.removed)
        .join_from(_CHANGE, _SET, _SET.c.seq == _CHANGE.c.seq)
        .where(_CHANGE.c.kind.in_(kinds), or_(_CHANGE.c.fields.is_not(None), _CHANGE.c.removed.is_not(None)))
        .where(_is_users(), or_(may_be_redone, _SET.c.undoes.is_(None) & ~_taken_back(_SET.c.seq)))
    )


def inverse(connection: Connection, entry: Entry) -> ChangeSet:
    """The change set that takes an entry back, from the records as they are now.

    Raises UndoRefusedError, naming the later change, when a field was changed since, a later
    record stands on one that would go, or one that would come stands on what has gone.
    """
    statement = select(_CHANGE).where(_CHANGE.c.seq == entry.seq).order_by(_CHANGE.c.position.desc())
    changes = tuple(_inverted(connection, entry, row) for row in connection.execute(statement))
    if not changes:
        raise NothingToUndoError
    _refuse_to_strand(connection, entry, changes)
    _refuse_strays(connection, entry, changes)
    label = Label.UNDO if entry.undoes is None else Label.REDO
    return ChangeSet(label, changes, {"label": entry.label.value, **entry.facts}, undoes=entry.seq)


def _inverted(connection: Connection, entry: Entry, row: Any) -> Change:
    current = _current(connection, row.kind, row.record_id)
    if row.removed is not None:
        if current is not None:
            raise _refusal(connection, entry, row.kind, row.record_id)
        return Change.add(unpacked(row.kind, row.removed))
    fields = row.fields or {}
    was = {name: decoded(row.kind, name, before) for name, (before, _) in fields.items()}
    became = {name: decoded(row.kind, name, after) for name, (_, after) in fields.items()}
    is_as_left = current is not None and replace(current, **became) == current
    if not is_as_left or _later(connection, entry, row.record_id, fields) is not None:
        raise _refusal(connection, entry, row.kind, row.record_id)
    return Change.of(current, replace(current, **was)) if fields else Change.remove(current)


def _current(connection: Connection, kind: Kind, record_id: Id) -> Any:
    row = connection.execute(selected(kind).where(TABLES[kind].c.id == record_id)).one_or_none()
    return record_from(kind, row) if row is not None else None


def _refuse_to_strand(connection: Connection, entry: Entry, changes: Sequence[Change]) -> None:
    """Refuse to remove a record that another one, staying, will still point to."""
    becoming = {change.id: change.after for change in changes}
    leaving = [(change.kind, change.id) for change in changes if change.after is None]
    for kind, record_id in leaving:
        for field, record in referring(connection, kind, record_id):
            after = becoming.get(record.id, record)
            if after is not None and getattr(after, field) == record_id:
                raise _refusal(connection, entry, KINDS[type(record)], record.id)


def _refuse_strays(connection: Connection, entry: Entry, changes: Sequence[Change]) -> None:
    """Refuse to bring back what points to a record that is not there."""
    there = {None} | {change.id for change in changes if change.after is not None}
    for change in changes:
        for field, kind in _references(change.kind) if change.after is not None else ():
            record_id = getattr(change.after, field)
            if record_id not in there and _current(connection, kind, record_id) is None:
                raise _refusal(connection, entry, kind, record_id)
            there.add(record_id)


def referring(connection: Connection, kind: Kind, record_id: Id) -> Iterator[tuple[str, Record]]:
    """Every (field, record) that points to a record."""
    for other, table in TABLES.items():
        for field, target in _references(other):
            if target is kind:
                for row in connection.execute(selected(other).where(table.c[field] == record_id)):
                    yield field, record_from(other, row)


@cache
def _references(kind: Kind) -> Sequence[tuple[str, Kind]]:
    """The fields of a kind of record that point to another, and to which kind.

    But for the owner: who owns something is never removed, and to look for it would read whole tables.
    """
    columns = [column for column in TABLES[kind].c if column.name != "owner_id"]
    return [(column.name, Kind(key.column.table.name)) for column in columns for key in column.foreign_keys]


def _refusal(connection: Connection, entry: Entry, kind: Kind, record_id: Id) -> UndoRefusedError:
    later = _later(connection, entry, record_id) or entry
    return UndoRefusedError(later.label.value, dict(later.facts), kind.value, record_id)


def _later(connection: Connection, entry: Entry, record_id: Id, names: Collection[str] = ()) -> Entry | None:
    """The newest later entry, still in effect, that changed a record (one of the fields, if named)."""
    statement = (
        _entries()
        .add_columns(_CHANGE.c.fields)
        .join_from(_SET, _CHANGE, _CHANGE.c.seq == _SET.c.seq)
        .where(_CHANGE.c.record_id == record_id, _SET.c.seq > entry.seq)
        .where(_SET.c.undoes.is_(None), ~_taken_back(_SET.c.seq))
        .order_by(_SET.c.seq.desc())
    )
    for row in connection.execute(statement):
        if not names or row.fields is None or not set(names).isdisjoint(row.fields):
            return _entry(row)
    return None


def _is_users() -> ColumnElement[bool]:
    return _SET.c.origin == Origin.USER.value


def _taken_back(seq: Any) -> ColumnElement[bool]:
    undo, redo = _SET.alias("undo"), _SET.alias("redo")
    return exists().where(undo.c.undoes == seq, ~exists().where(redo.c.undoes == undo.c.seq))


def _entries() -> Any:
    columns = _SET.c
    return select(columns.seq, columns.id, columns.at, columns.label, columns.facts, columns.undoes)


def _entry(row: Any) -> Entry:
    return Entry(row.seq, row.id, row.at, Label(row.label), row.facts, row.undoes)
