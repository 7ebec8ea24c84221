"""Connections to the database file, set up so that what was acknowledged survives a power cut."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import DatabaseError as SqliteDatabaseError
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from companion.model.error import BusyError, CompanionError, DatabaseDamagedError, DiskError

__all__ = ["Connection", "backups_beside", "data_version", "error_for", "open_engine", "reading", "writing"]

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
_WRITE = "companion_write"


def open_engine(path: Path) -> Engine:
    """An engine on a SQLite file; every pooled connection is WAL, FULL and checks foreign keys.

    A transaction is deferred (for reading) unless begun through `writing`. The file is created for
    its owner only.
    """
    path.touch(mode=0o600, exist_ok=True)
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=os.fspath(path)),
        connect_args={"timeout": 0, "check_same_thread": False, "isolation_level": None},
        pool_size=8,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: SqliteConnection, _entry: ConnectionPoolEntry) -> None:
    connection.execute("PRAGMA busy_timeout=5000")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync=ON")
        connection.execute("PRAGMA checkpoint_fullfsync=ON")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection on one unchanging state of the data."""
    with _named_errors(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, *, patience: float) -> Iterator[Connection]:
    """A connection that holds the write lock; commits at the end, or takes all back.

    Waits up to `patience` seconds for another writer, then raises BusyError.
    """
    with _named_errors(engine), engine.connect() as connection:
        connection = connection.execution_options(**{_WRITE: True})
        # Set outside a transaction: the driver's own connection, not a statement of this one.
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA busy_timeout={int(patience * 1000)}")
        try:
            with connection.begin():
                yield connection
        finally:
            driver.execute("PRAGMA busy_timeout=5000")


@contextmanager
def _named_errors(engine: Engine) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, SqliteDatabaseError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        named = error_for(cause, Path(engine.url.database or ""))
        if named is None:
            raise
        raise named from error


def error_for(error: BaseException | None, path: Path) -> CompanionError | None:
    """What an error of the database driver means to the user; None when it is a defect of ours."""
    if not isinstance(error, SqliteDatabaseError):
        return None
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BusyError()
    if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return DatabaseDamagedError(path, str(error), backups_beside(path))
    if code.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return DiskError(path, str(error))
    return None


def backups_beside(path: Path) -> Sequence[Path]:
    """The verified copies of a database, the newest first."""
    return sorted((path.parent / "backups").glob("*.db"), reverse=True)


def data_version(connection: Connection) -> int:
    """A number that changes when another connection has committed."""
    return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())
