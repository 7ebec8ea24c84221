"""Verified copies of the database: a copy counts only after it was opened, checked and counted."""

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from companion.model.error import DatabaseDamagedError, DiskError
from companion.settings import sync_folder
from companion.storage.engine import backups_beside, connect_existing, error_for

_KEPT = 7
_KEPT_BEFORE_IMPORT = 3
_PARTIAL = ".partial"
_DAY = 24 * 60 * 60
_PATIENCE = 10.0
"""Seconds to wait for another program that holds the whole database."""
_NEWEST = "SELECT coalesce(max(seq), 0) FROM change_set"
_PEOPLE = "SELECT count(*) FROM person WHERE replace(id, '-', '') <> (SELECT replace(value, '-', '') FROM meta WHERE key = 'owner')"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was read back whole."""

    file: Path
    people: int
    """How many are in it, the user left out."""
    sha256: str


def copy_verified(database: Path, target: Path) -> Backup:
    """Copy the database to a file that bears its name only once it has been checked.

    `VACUUM INTO` beside the target, quick_check, the newest journal entry within bounds, SHA-256,
    fsync, rename. Raises DiskError, DatabaseDamagedError, BusyError; then nothing is left of it.
    """
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _partial(target) as partial:
            people = _copy(database, partial)
            sha256 = _synced(partial)
            partial.replace(target)
        sync_folder(target.parent)
    except sqlite3.DatabaseError as error:
        raise error_for(error, database) or DatabaseDamagedError(
            database, str(error), backups_beside(database)
        ) from error
    except OSError as error:
        raise DiskError(target, error.strerror or str(error)) from error
    return Backup(target, people, sha256)


def copy_daily(database: Path, today: date) -> Backup | None:
    """The day's copy in `backups/`, unless it is there; the newest seven of its kind are kept.

    Raises as `copy_verified`.
    """
    target = database.parent / "backups" / f"companion-{today.isoformat()}.db"
    if target.exists():
        return None
    backup = copy_verified(database, target)
    _tidy(target, "companion-????-??-??.db", _KEPT)
    return backup


def copy_before_import(database: Path, now: datetime) -> Backup:
    """A copy in `backups/` as the data is before an import; the newest three of its kind are kept.

    Raises as `copy_verified`.
    """
    target = database.parent / "backups" / f"before-import-{now:%Y-%m-%d-%H%M%S}.db"
    backup = copy_verified(database, target)
    _tidy(target, f"before-import-{'?' * 10}-{'?' * 6}.db", _KEPT_BEFORE_IMPORT)
    return backup


def _tidy(target: Path, kind: str, kept: int) -> None:
    """Remove copies of a kind but for the newest, and what is left of those that were cut off."""
    folder = target.parent
    try:
        for old in sorted(folder.glob(kind), reverse=True)[kept:]:
            old.unlink(missing_ok=True)
        for stray in folder.glob(f".*{_PARTIAL}"):
            # Unless it is so new that another process may be making it.
            if target.stat().st_mtime - stray.stat().st_mtime > _DAY:
                stray.unlink(missing_ok=True)
    except OSError as error:
        raise DiskError(folder, error.strerror or str(error)) from error


@contextmanager
def _partial(target: Path) -> Iterator[Path]:
    """An empty file beside the target, for its owner only, of a name that no other process uses."""
    descriptor, name = tempfile.mkstemp(_PARTIAL, f".{target.name}.", target.parent)
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _copy(database: Path, partial: Path) -> int:
    with closing(connect_existing(database, timeout=_PATIENCE)) as source:
        first = source.execute(_NEWEST).fetchone()[0]
        # Bytes, since a path may hold what no text of SQLite can.
        source.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(partial),))
        last = source.execute(_NEWEST).fetchone()[0]
    with closing(connect_existing(partial, timeout=0)) as copy:
        problems = [row[0] for row in copy.execute("PRAGMA quick_check")]
        newest = copy.execute(_NEWEST).fetchone()[0]
        if problems != ["ok"] or not first <= newest <= last:
            raise DatabaseDamagedError(database, "; ".join(problems), backups_beside(database))
        return int(copy.execute(_PEOPLE).fetchone()[0])


def _synced(path: Path) -> str:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()
