"""Search as you type among 100,000 people: processor time of the thread, 95th percentile."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figure import Figure, percentile
from benchmarks.people import filled_store
from companion.rules.search import read_query
from companion.storage.queries.search import people_matching
from companion.storage.store import Store

TYPED = (
    "a", "m", "n", "k", "an", "ma", "so", "ana", "nin", "kat", "des", "bac", "ana ruiz", "maya ch", "finance go",
    "lukasz", "éLodie", "sorensen", "nguyen", "müll", "obrien", "小明", "王", "场地", "投资人", "елена", "ивaн", "Ελένη",
    "zzzz", "qqq xyz", "nobody here", "tag:hr", "need:venue", "org:solar", "event:mixer ana", "curator offer:speaker",
)  # fmt: skip
_SHOWN = 50
_ROUNDS = 5


def figures() -> Sequence[Figure]:
    """At 10,000 and at 100,000 people."""
    found = []
    for people, limit, goal in ((10_000, 2.0, 1.0), (100_000, 5.0, 1.0)):
        with tempfile.TemporaryDirectory() as folder:
            store = filled_store(Path(folder), people)
            what = f"search as you type, {people:,} people, CPU p95 (ms)"
            found.append(Figure(what, "ms", percentile(times(store), 0.95), limit, goal))
            store.close()
    return found


def times(store: Store) -> list[float]:
    """Milliseconds of processor time for each text typed: the best of some rounds."""
    for typed in TYPED:
        store.read(people_matching, read_query(typed), limit=_SHOWN)
    return [min(_once(store, typed) for _ in range(_ROUNDS)) for typed in TYPED]


def _once(store: Store, typed: str) -> float:
    started = time.thread_time()
    store.read(people_matching, read_query(typed), limit=_SHOWN)
    return (time.thread_time() - started) * 1000
