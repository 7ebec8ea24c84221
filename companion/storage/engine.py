"""Connections to the database file, set up so that what was acknowledged survives a power cut."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

from companion.model.error import BusyError, CompanionError, DatabaseDamagedError, DiskError

__all__ = [
    "Connection",
    "backups_beside",
    "error_for",
    "is_conflict",
    "open_engine",
    "reading",
    "writing",
]

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    # In KiB: what a search among ten thousand people looks through is not fetched again at each key.
    "cache_size=-16384",
    # Only macOS heeds these: there, fsync alone leaves the disk's own cache unwritten.
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
)
_WRITE = "companion_write"


def open_engine(path: Path) -> Engine:
    """An engine on a SQLite file; every pooled connection is WAL, FULL and checks foreign keys.

    A transaction is deferred (for reading) unless begun through `writing`. The file has to be
    there: a connection never makes one. The connection used last is used next, its cache is warm.
    """
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=os.fspath(path)),
        creator=partial(_connected, path),
        pool_size=8,
        max_overflow=-1,
        pool_use_lifo=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def connect_existing(path: Path, *, timeout: float) -> sqlite3.Connection:
    """A connection of the driver, of any thread, to a file that is there; the path may hold any character."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=timeout,
        check_same_thread=False,
        isolation_level=None,
    )


def _connected(path: Path) -> sqlite3.Connection:
    connection = connect_existing(path, timeout=5.0)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection on one unchanging state of the data."""
    with _named_errors(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, *, patience: float, foreign_keys: bool = True) -> Iterator[Connection]:
    """A connection that holds the write lock; commits at the end, or takes all back.

    Waits up to `patience` seconds for another writer, then raises BusyError. Without foreign keys
    a table can be made anew while others point to it; the caller checks them at the end.
    """
    with _named_errors(engine), engine.connect() as connection:
        connection = connection.execution_options(**{_WRITE: True})
        # Set outside a transaction: the driver's own connection, not a statement of this one.
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA busy_timeout={int(patience * 1000)}")
        driver.execute(f"PRAGMA foreign_keys={foreign_keys:d}")
        try:
            with connection.begin():
                yield connection
        finally:
            # Where the work was broken off the connection may be gone, and is not used again.
            with suppress(sqlite3.ProgrammingError):
                driver.execute("PRAGMA busy_timeout=5000")
                driver.execute("PRAGMA foreign_keys=1")


@contextmanager
def _named_errors(engine: Engine) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, sqlite3.DatabaseError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        named = error_for(cause, Path(engine.url.database or ""))
        if named is None:
            raise
        raise named from error


def error_for(error: BaseException | None, path: Path) -> CompanionError | None:
    """What an error of the database driver means to the user; None when it is a defect of ours."""
    if not isinstance(error, sqlite3.DatabaseError):
        return None
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL")):
        return BusyError()
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return DatabaseDamagedError(path, str(error), backups_beside(path))
    if code.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return DiskError(path, str(error))
    return None


def is_conflict(error: IntegrityError) -> bool:
    """Whether a record was refused for others that are there, or that are not; else it is a defect."""
    code = getattr(error.orig, "sqlite_errorname", "")
    return code.endswith(("_UNIQUE", "_PRIMARYKEY", "_FOREIGNKEY"))


def backups_beside(path: Path) -> Sequence[Path]:
    """The verified copies of a database, the newest first."""
    return sorted((path.parent / "backups").glob("*.db"), reverse=True)
