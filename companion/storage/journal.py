"""The journal: what was changed, when and by whom; undo and the history of a record are reads of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, insert, or_, select

from companion.model.change import Change, ChangeSet, Kind, Label, Origin
from companion.model.identity import Id, new_id
from companion.storage import tables
from companion.storage.bulk import run_many
from companion.storage.chunk import chunks
from companion.storage.record import encoded, packed
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


@dataclass(frozen=True, slots=True)
class Journalled:
    """One change as the journal keeps it: of a record that came, nothing but that it did."""

    kind: Kind
    record_id: Id
    fields: Mapping[str, Any] | None
    """`{field: [before, after]}`, encoded, of a record that became another version of itself."""
    removed: bytes | None
    """The packed record that went."""

    @property
    def is_coming(self) -> bool:
        """Whether the record came with the change."""
        return self.fields is None and self.removed is None


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


def holds_more_after(connection: Connection, seq: int, count: int) -> bool:
    """Whether the entries after `seq` hold more changes than that; no more are counted."""
    some = select(_CHANGE.c.position).where(_CHANGE.c.seq > seq).limit(count + 1).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one() > count


def kinds_after(connection: Connection, seq: int) -> frozenset[Kind]:
    """The kinds of the records changed by entries after `seq`."""
    statement = select(_CHANGE.c.kind).where(_CHANGE.c.seq > seq).distinct()
    return frozenset(connection.execute(statement).scalars())


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


def labelled_history(connection: Connection, record_id: Id) -> Sequence[tuple[Label, Mapping[str, Any]]]:
    """By what acts a record was changed and how, the newest first; the one that made it has no fields."""
    statement = (
        select(_SET.c.label, _CHANGE.c.fields)
        .join_from(_CHANGE, _SET, _SET.c.seq == _CHANGE.c.seq)
        .where(_CHANGE.c.record_id == record_id)
        .order_by(_SET.c.seq.desc())
    )
    return [(Label(row.label), row.fields or {}) for row in connection.execute(statement)]


def made_by_hand(connection: Connection, record_ids: Sequence[Id]) -> frozenset[Id]:
    """Those of these records that no import has brought: the user wrote them."""
    labels: dict[Id, str] = {}
    for some in chunks(record_ids):
        statement = (
            select(_CHANGE.c.record_id, _SET.c.label)
            .join_from(_CHANGE, _SET, _SET.c.seq == _CHANGE.c.seq)
            .where(_CHANGE.c.record_id.in_(some), _CHANGE.c.fields.is_(None), _CHANGE.c.removed.is_(None))
            .order_by(_SET.c.seq.desc())
        )
        # The last one told is the first that brought it: an undo may have brought it again.
        labels |= {row.record_id: row.label for row in connection.execute(statement)}
    return frozenset(some for some, label in labels.items() if label != Label.IMPORT.value)


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


def changes_of(connection: Connection, entry: Entry) -> Sequence[Journalled]:
    """What an entry changed, the last change first."""
    columns = (_CHANGE.c.kind, _CHANGE.c.record_id, _CHANGE.c.fields, _CHANGE.c.removed)
    statement = select(*columns).where(_CHANGE.c.seq == entry.seq).order_by(_CHANGE.c.position.desc())
    return [Journalled(*row) for row in connection.execute(statement)]


def changed_by(entry: Entry, kind: Kind | None = None) -> Any:
    """A select of the ids of the records, all or those of a kind, that an entry changed."""
    changed = select(_CHANGE.c.record_id).where(_CHANGE.c.seq == entry.seq)
    return changed if kind is None else changed.where(_CHANGE.c.kind == kind)


def brought_by(entry: Entry, kind: Kind) -> Any:
    """A select of the ids of the records of a kind that an entry brought."""
    return changed_by(entry, kind).where(_CHANGE.c.fields.is_(None), _CHANGE.c.removed.is_(None))


def later_changes(connection: Connection, entry: Entry) -> Mapping[Id, Sequence[Journalled]]:
    """What later entries, still in effect, did to the records that an entry changed, the newest first."""
    columns = (_CHANGE.c.kind, _CHANGE.c.record_id, _CHANGE.c.fields, _CHANGE.c.removed)
    statement = (
        select(*columns)
        .join_from(_CHANGE, _SET, _CHANGE.c.seq == _SET.c.seq)
        .where(_CHANGE.c.record_id.in_(changed_by(entry)), _is_later(entry))
        .order_by(_SET.c.seq.desc())
    )
    later: dict[Id, list[Journalled]] = {}
    for row in connection.execute(statement):
        later.setdefault(row.record_id, []).append(Journalled(*row))
    return later


def newest_later(connection: Connection, entry: Entry, record_id: Id) -> Entry | None:
    """The newest later entry, still in effect, that changed a record."""
    statement = (
        _entries()
        .join_from(_SET, _CHANGE, _CHANGE.c.seq == _SET.c.seq)
        .where(_CHANGE.c.record_id == record_id, _is_later(entry))
        .order_by(_SET.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(statement).one_or_none()
    return _entry(row) if row is not None else None


def _is_later(entry: Entry) -> ColumnElement[bool]:
    return and_(_SET.c.seq > entry.seq, _SET.c.undoes.is_(None), ~_taken_back(_SET.c.seq))


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
