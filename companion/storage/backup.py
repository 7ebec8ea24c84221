"""Verified copies of the database: a copy counts only after it was opened, checked and counted."""

import hashlib
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from companion.model.error import DatabaseDamagedError, DiskError
from companion.storage.engine import backups_beside, error_for

_KEPT = 7
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
    fsync, rename. Raises DiskError, DatabaseDamagedError, BusyError.
    """
    partial = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600)
        people = _copy(database, partial)
        sha256 = _synced(partial)
        partial.replace(target)
        _sync_folder(target.parent)
    except sqlite3.DatabaseError as error:
        raise error_for(error, database) or DatabaseDamagedError(
            database, str(error), backups_beside(database)
        ) from error
    except OSError as error:
        raise DiskError(target, error.strerror or str(error)) from error
    finally:
        partial.unlink(missing_ok=True)
    return Backup(target, people, sha256)


def copy_daily(database: Path, today: date) -> Backup | None:
    """The day's copy in `backups/`, unless it is there; the newest seven of its kind are kept."""
    folder = database.parent / "backups"
    target = folder / f"companion-{today.isoformat()}.db"
    if target.exists():
        return None
    backup = copy_verified(database, target)
    for old in sorted(folder.glob("companion-????-??-??.db"), reverse=True)[_KEPT:]:
        old.unlink(missing_ok=True)
    return backup


def _copy(database: Path, partial: Path) -> int:
    with closing(sqlite3.connect(database, timeout=10.0)) as source:
        first = source.execute(_NEWEST).fetchone()[0]
        source.execute("VACUUM INTO ?", (os.fspath(partial),))
        last = source.execute(_NEWEST).fetchone()[0]
    with closing(sqlite3.connect(partial)) as copy:
        problems = [row[0] for row in copy.execute("PRAGMA quick_check")]
        newest = copy.execute(_NEWEST).fetchone()[0]
        if problems != ["ok"] or not first <= newest <= last:
            raise DatabaseDamagedError(database, "; ".join(problems), backups_beside(database))
        return int(copy.execute(_PEOPLE).fetchone()[0])


def _synced(path: Path) -> str:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
