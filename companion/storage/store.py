"""The store: reads by queries, changes by change sets; all of one or nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from companion.model.change import Change, ChangeSet, Kind
from companion.model.error import DatabaseLostError, StaleRecordError
from companion.model.identity import Id
from companion.storage import journal, search_index, tables
from companion.storage.engine import backups_beside, is_conflict, reading, writing
from companion.storage.record import TABLES, record_from, row_from, selected, storable
from companion.storage.revision import HEAD
from companion.storage.types import plain_text

P = ParamSpec("P")
T = TypeVar("T")

_PLACES = {table: place for place, table in enumerate(tables.metadata.sorted_tables)}


class Store:
    """One database of one owner; open it with `opening.open_store`."""

    def __init__(self, engine: Engine, *, path: Path, owner_id: Id) -> None:
        self.path = path
        self.owner_id = owner_id
        self._engine = engine
        self._file = _file_at(path)

    def read(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a query, or a workflow's plan, returns on one unchanging state of the data.

        Raises BusyError, DatabaseDamagedError, DiskError.
        """
        with reading(self._engine) as connection:
            return query(connection, *args, **kwargs)

    def apply(self, change_set: ChangeSet, *, at: datetime, patience: float = 10.0) -> int:
        """Store a change set, its journal entry and its index rows; returns its `seq`.

        Only fields that differ are compared and written; a set without effect stores nothing and
        returns the newest `seq`. Raises StaleRecordError when a field was changed since it was
        read, BusyError after `patience` seconds of another's writing, DatabaseLostError when the
        file was taken away or replaced, DiskError, DatabaseDamagedError; then nothing is stored.
        """
        change_set = _settled(change_set)
        if not change_set:
            return self.read(journal.last_seq)
        if any(change.after is None and change.id == self.owner_id for change in change_set.changes):
            raise ValueError("the user's own person cannot be removed")
        with _conflict_named(change_set.changes[0]), self._writing(patience) as connection:
            _write(connection, change_set.changes)
            search_index.update(connection, change_set.changes)
            return journal.write(connection, change_set, at=at, author_id=self.owner_id, revision=HEAD)

    def maintain(self, work: Callable[[Connection], T]) -> T:
        """Run upkeep of derived rows in one write transaction; records are changed by `apply` only."""
        with self._writing(10.0) as connection:
            return work(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def _writing(self, patience: float) -> Iterator[Connection]:
        with writing(self._engine, patience=patience) as connection:
            yield connection
            # A file that lost its name can still be written to; nobody would find it again.
            if _file_at(self.path) != self._file:
                raise DatabaseLostError(self.path, False, backups_beside(self.path))


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file bears a name."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _settled(change_set: ChangeSet) -> ChangeSet:
    """The set with storable text, one change a record, and none without effect."""
    merged: dict[tuple[Kind, Id], Change] = {}
    for change in change_set.changes:
        before, after = (record and storable(record) for record in (change.before, change.after))
        first = merged.setdefault((change.kind, change.id), replace(change, before=before))
        merged[change.kind, change.id] = replace(first, after=after)
    changes = tuple(change for change in merged.values() if change.before != change.after)
    facts = {name: plain_text(fact) for name, fact in change_set.facts.items()}
    return replace(change_set, changes=changes, facts=facts)


def _write(connection: Connection, changes: Sequence[Change]) -> None:
    """Removals, then updates, then inserts: what goes makes room for what only one may be.

    Whether all keys point somewhere is looked at when the transaction ends.
    """
    added = [change for change in changes if change.before is None]
    for change in changes:
        if change.after is None:
            _remove(connection, change)
    for change in changes:
        if change.differing():
            _update(connection, change)
    for kind, some in _by_table(added):
        with _conflict_named(some[0]):
            connection.execute(insert(TABLES[kind]), [row_from(change.after) for change in some])


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
    with _conflict_named(change):
        written = connection.execute(statement.values(values)).rowcount
    if written != 1:
        raise StaleRecordError(change.kind, change.id, names)


def _remove(connection: Connection, change: Change) -> None:
    table = TABLES[change.kind]
    row = connection.execute(selected(change.kind).where(table.c.id == change.id)).one_or_none()
    if row is None or record_from(change.kind, row) != change.before:
        raise StaleRecordError(change.kind, change.id, ())
    connection.execute(delete(table).where(table.c.id == change.id))


@contextmanager
def _conflict_named(change: Change) -> Iterator[None]:
    """Another writer was faster with a record that only one may be, or took away one pointed to."""
    try:
        yield
    except IntegrityError as error:
        if not is_conflict(error):
            raise
        raise StaleRecordError(change.kind, change.id, ()) from error


def owner_of(connection: Connection) -> Id:
    """The user's own person."""
    statement = select(tables.meta.c.value).where(tables.meta.c.key == "owner")
    return Id(connection.execute(statement).scalar_one())
