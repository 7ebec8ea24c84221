"""Saving a capture, against the same rows written by plain sqlite3 in one transaction on the same disk."""

import random
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from benchmarks.figure import Figure, percentile
from benchmarks.people import NOW, filled_store, line
from companion.storage.opening import open_store
from companion.storage.store import Store
from companion.workflow.capture import note

_CAPTURES = 300
_WARM = 20
Statement = tuple[str, Any, bool]


def figures() -> Sequence[Figure]:
    """With 10,000 people in the database."""
    with tempfile.TemporaryDirectory() as folder:
        home, peer = Path(folder) / "ours", Path(folder) / "raw.db"
        store = filled_store(home, 10_000)
        store.close()
        shutil.copy(store.path, peer)
        store = open_store(home)
        writes: list[Statement] = []
        _record_writes(writes)
        commits, whole, raw = [], [], []
        chance = random.Random(11)
        with closing(_peer(peer)) as connection:
            for _ in range(_CAPTURES):
                writes.clear()
                planned, saved = _save(store, line(chance))
                commits.append(saved)
                whole.append(planned + saved)
                raw.append(_replay(connection, writes))
        store.close()
    ours, limit = (percentile(some[_WARM:], 0.95) for some in (commits, raw))
    enter = percentile(whole[_WARM:], 0.95)
    return [
        Figure("saving a capture, p95 (ms) / same rows by raw sqlite3", "ms", ours, limit, 4.0),
        Figure("Enter to saved: read, plan, save, p95 (ms) / 16 ms", "ms", enter, 16.0, 1.0),
    ]


def _save(store: Store, text: str) -> tuple[float, float]:
    started = time.perf_counter()
    noted = store.read(note, text, now=NOW, region="DE")
    planned = time.perf_counter()
    store.apply(noted.change_set, at=NOW)
    ended = time.perf_counter()
    return (planned - started) * 1000, (ended - planned) * 1000


def _record_writes(writes: list[Statement]) -> None:
    """Note every statement of ours that writes, with its values."""

    def listen(_c: Any, _cursor: Any, statement: str, values: Any, _x: Any, many: bool) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN")):
            writes.append((statement, values, many))

    event.listen(Engine, "before_cursor_execute", listen)


def _peer(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _replay(connection: sqlite3.Connection, writes: Sequence[Statement]) -> float:
    started = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for statement, values, many in writes:
        if many:
            connection.executemany(statement, values)
        else:
            connection.execute(statement, values).fetchall()
    connection.execute("COMMIT")
    return (time.perf_counter() - started) * 1000
