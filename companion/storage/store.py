"""The store: reads by queries, changes by change sets; all of one or nothing."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from companion.model.change import Change, ChangeSet, Kind
from companion.model.error import StaleRecordError
from companion.model.identity import Id
from companion.storage import journal, search_index, tables
from companion.storage.engine import reading, writing
from companion.storage.record import TABLES, record_from, row_from, selected
from companion.storage.revision import HEAD

P = ParamSpec("P")
T = TypeVar("T")

_PLACES = {table: place for place, table in enumerate(tables.metadata.sorted_tables)}


class Store:
    """One database of one owner; open it with `opening.open_store`."""

    def __init__(self, engine: Engine, *, path: Path, owner_id: Id) -> None:
        self.path = path
        self.owner_id = owner_id
        self._engine = engine

    def read(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a query, or a workflow's plan, returns on one unchanging state of the data.

        Raises BusyError, DatabaseDamagedError, DiskError.
        """
        with reading(self._engine) as connection:
            return query(connection, *args, **kwargs)

    def apply(self, change_set: ChangeSet, *, at: datetime, patience: float = 10.0) -> int:
        """Store a change set, its journal entry and its index rows; returns its `seq`.

        Only fields that differ are compared and written. Raises StaleRecordError when one of them
        was changed since it was read, BusyError after `patience` seconds of another's writing,
        DiskError, DatabaseDamagedError; then nothing is stored.
        """
        try:
            with writing(self._engine, patience=patience) as connection:
                _write(connection, change_set.changes)
                search_index.update(connection, change_set.changes)
                return journal.write(connection, change_set, at=at, author_id=self.owner_id, revision=HEAD)
        except IntegrityError as error:
            # Another writer was faster with a record that only one may be (the running event, an
            # encounter, a decision), or took away one that this set points to.
            first = change_set.changes[0]
            raise StaleRecordError(first.kind, first.id, ()) from error

    def maintain(self, work: Callable[[Connection], T]) -> T:
        """Run upkeep of derived rows in one write transaction; records are changed by `apply` only."""
        with writing(self._engine, patience=10.0) as connection:
            return work(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _write(connection: Connection, changes: Sequence[Change]) -> None:
    """Inserts parents first, then updates, then removals children first."""
    added = [change for change in changes if change.before is None]
    removed = [change for change in changes if change.after is None]
    for kind, some in _by_table(added):
        connection.execute(insert(TABLES[kind]), [row_from(change.after) for change in some])
    for change in changes:
        if change.differing():
            _update(connection, change)
    for kind, some in reversed(_by_table(removed)):
        for change in some:
            _remove(connection, kind, change)


def _by_table(changes: Sequence[Change]) -> list[tuple[Kind, list[Change]]]:
    def place(change: Change) -> int:
        return _PLACES[TABLES[change.kind]]

    ordered = sorted(changes, key=place)
    return [(some[0].kind, some) for some in (list(group) for _, group in groupby(ordered, place))]


def _update(connection: Connection, change: Change) -> None:
    table: Any = TABLES[change.kind]
    names = change.differing()
    before, after = row_from(change.before), row_from(change.after)
    statement = update(table).where(table.c.id == change.id)
    for name in names:
        statement = statement.where(table.c[name].is_not_distinct_from(before[name]))
    values = {name: value for name, value in after.items() if value != before[name]}
    if connection.execute(statement.values(values)).rowcount != 1:
        raise StaleRecordError(change.kind, change.id, names)


def _remove(connection: Connection, kind: Kind, change: Change) -> None:
    table = TABLES[kind]
    row = connection.execute(selected(kind).where(table.c.id == change.id)).one_or_none()
    if row is None or record_from(kind, row) != change.before:
        raise StaleRecordError(kind, change.id, ())
    connection.execute(delete(table).where(table.c.id == change.id))


def owner_of(connection: Connection) -> Id:
    """The user's own person."""
    statement = select(tables.meta.c.value).where(tables.meta.c.key == "owner")
    return Id(connection.execute(statement).scalar_one())
