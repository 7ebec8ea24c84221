"""Changes to rows: a few statements for each table, however many records there are."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Delete, Insert, Update, bindparam, delete, insert, update
from sqlalchemy.exc import IntegrityError

from companion.model.change import Change, Kind, Record
from companion.model.error import StaleRecordError
from companion.model.identity import Id
from companion.storage import tables
from companion.storage.bulk import run_many
from companion.storage.chunk import chunks
from companion.storage.engine import is_conflict
from companion.storage.record import (
    TABLES,
    column_names,
    derived,
    names,
    record_from,
    row_of,
    selected,
    values_of,
)
from companion.storage.steps import Steps

_PLACES = {kind: tables.metadata.sorted_tables.index(table) for kind, table in TABLES.items()}


class _Shape(NamedTuple):
    """What updates have to have in common to be one statement."""

    kind: Kind
    fields: tuple[str, ...]
    derived: tuple[str, ...]


def write(connection: Connection, changes: Sequence[Change], steps: Steps) -> None:
    """Removals, then updates, then inserts: what goes makes room for what only one may be.

    Whether all keys point somewhere is looked at when the transaction ends. Raises StaleRecordError.
    """
    removed = [change for change in changes if change.after is None]
    updated = [change for change in changes if change.before is not None and change.after is not None]
    added = [change for change in changes if change.before is None]
    for kind, of_kind in _by_table(removed):
        for some in chunks(of_kind):
            _remove(connection, kind, some)
            steps.done(len(some))
    for shape, alike in _by_shape(updated).items():
        for some in chunks(alike):
            _update(connection, shape, some)
            steps.done(len(some))
    for kind, of_kind in _by_table(added):
        for some in chunks(of_kind):
            _insert(connection, kind, some)
            steps.done(len(some))


@contextmanager
def conflict_named(change: Change) -> Iterator[None]:
    """Another writer was faster with a record that only one may be, or took away one pointed to."""
    try:
        yield
    except IntegrityError as error:
        if not is_conflict(error):
            raise
        raise StaleRecordError(change.kind, change.id, ()) from error


def _by_table(changes: Sequence[Change]) -> list[tuple[Kind, list[Change]]]:
    def place(change: Change) -> int:
        return _PLACES[change.kind]

    ordered = sorted(changes, key=place)
    return [(some[0].kind, some) for some in (list(group) for _, group in groupby(ordered, place))]


def _by_shape(changes: Sequence[Change]) -> Mapping[_Shape, list[Change]]:
    shapes: dict[_Shape, list[Change]] = {}
    for change in changes:
        before, after = _derived(change.before), _derived(change.after)
        keys = tuple(name for name, value in after.items() if before[name] != value)
        shapes.setdefault(_Shape(change.kind, change.differing(), keys), []).append(change)
    return shapes


def _derived(record: Record | None) -> Mapping[str, str]:
    return derived(record) if record is not None else {}


def _insert(connection: Connection, kind: Kind, changes: Sequence[Change]) -> None:
    rows = [row_of(change.after) for change in changes if change.after is not None]
    with conflict_named(changes[0]):
        run_many(connection, _insertion(kind), column_names(kind), rows)


def _update(connection: Connection, shape: _Shape, changes: Sequence[Change]) -> None:
    rows = [_updating(shape, change) for change in changes]
    statement, places = _updated(shape)
    with conflict_named(changes[0]):
        written = run_many(connection, statement, places, rows)
    if written != len(changes):
        raise _stale(connection, shape, changes)


def _updating(shape: _Shape, change: Change) -> tuple[Any, ...]:
    before, after = change.before, change.after
    keys = _derived(after)
    return (
        change.id,
        *(getattr(after, name) for name in shape.fields),
        *(keys[name] for name in shape.derived),
        *(getattr(before, name) for name in shape.fields),
    )


def _stale(connection: Connection, shape: _Shape, changes: Sequence[Change]) -> StaleRecordError:
    """The first of these changes that was not written, since a field was not what it had been."""
    there = _records(connection, shape.kind, changes)
    unwritten = (
        change
        for change in changes
        if change.id not in there
        or any(getattr(there[change.id], name) != getattr(change.after, name) for name in shape.fields)
    )
    return StaleRecordError(shape.kind, next(unwritten, changes[0]).id, shape.fields)


def _remove(connection: Connection, kind: Kind, changes: Sequence[Change]) -> None:
    """Remove records that are what they were when they were read, which the database compares itself."""
    statement, columns = _removal(kind)
    rows = [values_of(change.before) for change in changes if change.before is not None]
    untouched = connection.begin_nested()
    if run_many(connection, statement, columns, rows) != len(rows):
        untouched.rollback()
        there = _records(connection, kind, changes)
        stale = next(change for change in changes if there.get(change.id) != change.before)
        raise StaleRecordError(kind, stale.id, ())
    untouched.commit()


def _records(connection: Connection, kind: Kind, changes: Sequence[Change]) -> Mapping[Id, Any]:
    statement = selected(kind).where(TABLES[kind].c.id.in_([change.id for change in changes]))
    found = (record_from(kind, row) for row in connection.execute(statement))
    return {record.id: record for record in found}


@cache
def _insertion(kind: Kind) -> Insert:
    return insert(TABLES[kind])


@lru_cache(maxsize=256)
def _updated(shape: _Shape) -> tuple[Update, tuple[str, ...]]:
    """The statement, and the names of its values: new ones by their columns, old ones marked so."""
    columns = TABLES[shape.kind].c
    written = (*shape.fields, *shape.derived)
    statement = update(TABLES[shape.kind]).where(columns.id == bindparam("key", type_=columns.id.type))
    for name in shape.fields:
        old = bindparam(f"old_{name}", type_=columns[name].type)
        statement = statement.where(columns[name].is_not_distinct_from(old))
    values = {name: bindparam(f"new_{name}", type_=columns[name].type) for name in written}
    places = ("key", *(f"new_{name}" for name in written), *(f"old_{name}" for name in shape.fields))
    return statement.values(values), places


@cache
def _removal(kind: Kind) -> tuple[Delete, tuple[str, ...]]:
    """The statement, and the names of its values, which are those of all fields."""
    columns, fields = TABLES[kind].c, names(kind)
    was = {name: bindparam(f"was_{name}", type_=columns[name].type) for name in fields}
    same = [columns[name].is_not_distinct_from(was[name]) for name in fields if name != "id"]
    statement = delete(TABLES[kind]).where(columns.id == was["id"], *same)
    return statement, tuple(f"was_{name}" for name in fields)
