"""Data folders as they are found: of many pages, with copies beside them."""

from pathlib import Path

from companion.storage.backup import copy_verified
from companion.storage.opening import open_store
from tests.builders import NOW, adding, need, person


def filled(folder: Path, *, people: int = 400) -> Path:
    """A data folder with a database of many pages, closed; its database file."""
    store = open_store(folder)
    everybody = [person(f"Person {number}", organisation="x" * 50) for number in range(people)]
    store.apply(adding(*everybody, *(need(who, "y" * 100) for who in everybody)), at=NOW)
    store.close()
    return store.path


def backed_up(path: Path) -> list[Path]:
    target = path.parent / "backups" / "companion-2026-03-12.db"
    copy_verified(path, target)
    return [target]
