"""Opening a data folder: what is there is opened, what is new is made, what is lost is said."""

import errno
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect, select

from companion import settings
from companion.model.error import (
    DatabaseDamagedError,
    DatabaseLostError,
    DiskError,
    FolderUnusableError,
    NewerSchemaError,
)
from companion.model.identity import new_id
from companion.storage import search_index, tables
from companion.storage.engine import backups_beside, open_engine, reading, writing
from companion.storage.revision import HEAD, revision_of, stamp
from companion.storage.store import Store, owner_of

DATABASE = "companion.db"
_SMALLEST = 512
"""Bytes of the smallest SQLite database: one page."""
_OURS = {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", "backups", "logs", "settings.toml", "draft.txt"}


def open_store(folder: Path) -> Store:
    """The store of a data folder, made on first use.

    Raises FolderUnusableError, SettingsError, DatabaseLostError when the folder's database has
    gone or is empty, DatabaseDamagedError, NewerSchemaError, DiskError.
    """
    _prepare_folder(folder)
    path = folder / DATABASE
    if path.is_dir():
        # Of a size that says nothing, on some disks that of a damaged database.
        raise DiskError(path, os.strerror(errno.EISDIR))
    known = settings.load(folder).database_id
    size = path.stat().st_size if path.exists() else 0
    if known is not None and size == 0:
        raise DatabaseLostError(path, path.exists(), backups_beside(path))
    if 0 < size < _SMALLEST:
        # SQLite would take it for an empty database and write over it.
        raise DatabaseDamagedError(path, "not a database", backups_beside(path))
    _prepare_file(path)
    engine = open_engine(path)
    try:
        database_id = _ready(engine, path, is_new=known is None)
        if known is None:
            settings.remember_database(folder, database_id)
        with reading(engine) as connection:
            return Store(engine, path=path, owner_id=owner_of(connection))
    except BaseException:
        engine.dispose()
        raise


def _prepare_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if {entry.name for entry in folder.iterdir()} <= _OURS:
            _close_to_others(folder)
    except OSError as error:
        raise FolderUnusableError(folder, error.strerror or str(error)) from error


def _prepare_file(path: Path) -> None:
    try:
        if not path.exists():
            path.touch(mode=0o600)
        _close_to_others(path)
        # Logs made while the database was read-only would keep it so.
        for log in path.parent.glob(f"{DATABASE}-*"):
            log.chmod(path.stat().st_mode & 0o700)
    except OSError as error:
        raise FolderUnusableError(path, error.strerror or str(error)) from error


def _close_to_others(path: Path) -> None:
    """Leave a file or folder to its owner, where the disk knows owners (a USB stick does not)."""
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        with suppress(PermissionError):
            path.chmod(mode & 0o700)


def _ready(engine: Engine, path: Path, *, is_new: bool) -> str:
    """Bring the schema up to date, or make it; the id of the database."""
    with reading(engine) as connection:
        revision = revision_of(connection)
        if revision == HEAD:
            return _id_of(connection)
    if revision is not None and revision > HEAD:
        raise NewerSchemaError(path, revision)
    if revision is not None:
        from companion.storage import migrate

        migrate.upgrade(engine, path)
    elif not is_new:
        # A whole file without a table is what is left when the log beside it went astray.
        raise DatabaseLostError(path, True, backups_beside(path))
    else:
        with writing(engine, patience=10.0) as connection:
            if revision_of(connection) is None:
                _create(connection, path)
    with reading(engine) as connection:
        return _id_of(connection)


def _create(connection: Connection, path: Path) -> None:
    """A fresh schema, stamped, with one person in it: the user."""
    if inspect(connection).get_table_names():
        raise DatabaseDamagedError(path, "not a database of Companion", backups_beside(path))
    tables.metadata.create_all(connection)
    search_index.create(connection)
    stamp(connection)
    owner = new_id()
    connection.execute(insert(tables.person), {"id": owner, "name": "", "starred": False, "name_key": ""})
    values: Sequence[tuple[str, str]] = (("id", str(new_id())), ("owner", str(owner)))
    connection.execute(insert(tables.meta), [{"key": key, "value": value} for key, value in values])


def _id_of(connection: Connection) -> str:
    return connection.execute(select(tables.meta.c.value).where(tables.meta.c.key == "id")).scalar_one()
