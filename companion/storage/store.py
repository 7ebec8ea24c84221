"""The store: reads by queries, changes by change sets; all of one or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, select

from companion.model.change import Change, ChangeSet, Kind
from companion.model.error import DatabaseLostError, StaleRecordError
from companion.model.identity import Id
from companion.storage import blob, journal, search_index, tables
from companion.storage.engine import backups_beside, reading, writing
from companion.storage.pause import paused_for
from companion.storage.record import storable
from companion.storage.revision import HEAD
from companion.storage.statement import rows_of
from companion.storage.steps import Cancelled, Progress, Steps
from companion.storage.types import plain_text
from companion.storage.write import conflict_named, write

P = ParamSpec("P")
T = TypeVar("T")

_PASSES = 3
"""Each change is written to its table, to the index and to the journal."""


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

    def apply(
        self,
        change_set: ChangeSet,
        *,
        at: datetime,
        patience: float = 10.0,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        since: int | None = None,
    ) -> int:
        """Store a change set, its pictures, its journal entry and its index rows; returns its `seq`.

        Only fields that differ are compared and written; a set without effect stores nothing and
        returns the newest `seq`. Between batches `progress` is told (steps done, of how many), and
        `cancelled` asked. Raises StaleRecordError when a field was changed since it was read, or anything
        at all stored after the entry of the `seq` that is given as `since`, BusyError after `patience`
        seconds of another's writing, CancelledError, DatabaseLostError when the file was taken away or
        replaced, DiskError, DatabaseDamagedError; then nothing is stored.
        """
        with paused_for(len(change_set.changes)):
            change_set = _settled(change_set)
            if not change_set:
                return self.read(journal.last_seq)
            if any(change.after is None and change.id == self.owner_id for change in change_set.changes):
                raise ValueError("the user's own person cannot be removed")
            steps = Steps(_PASSES * len(change_set.changes) + len(change_set.blobs), progress, cancelled)
            first = change_set.changes[0]
            with conflict_named(first), self._writing(patience) as connection:
                if since is not None and journal.last_seq(connection) != since:
                    raise StaleRecordError(first.kind, first.id, ())
                blob.add(connection, change_set.blobs, steps)
                write(connection, change_set.changes, steps)
                search_index.update(connection, change_set.changes, steps)
                return journal.write(
                    connection, change_set, at=at, author_id=self.owner_id, revision=HEAD, steps=steps
                )

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
    for change in map(_storable, change_set.changes):
        first = merged.setdefault((change.kind, change.id), change)
        if first is not change:
            merged[change.kind, change.id] = replace(first, after=change.after)
    changes = tuple(change for change in merged.values() if change.before != change.after)
    facts = {name: plain_text(fact) for name, fact in change_set.facts.items()}
    return replace(change_set, changes=changes, facts=facts)


def _storable(change: Change) -> Change:
    before = change.before and storable(change.before)
    after = change.after and storable(change.after)
    if before is change.before and after is change.after:
        return change
    return replace(change, before=before, after=after)


_OWNER = select(tables.meta.c.value).where(tables.meta.c.key == "owner")


def owner_of(connection: Connection) -> Id:
    """The user's own person."""
    ((owner,),) = rows_of(connection, _OWNER, {})
    return Id(owner)
