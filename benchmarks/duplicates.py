"""Finding people who are kept twice, among 10,000 and 100,000: how long it takes, what is found, what is wrong."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.doubles import Crowd
from benchmarks.figure import Figure, percentile
from companion.rules.profile import Profile
from companion.storage.opening import open_store
from companion.storage.queries.duplicates import look_alikes, profiles
from companion.storage.store import Store
from companion.workflow.merge import suggested

_ROUNDS = 3
_LOOKED_FOR = 300
_MISSED = 4.0
"""Per cent of the planted pairs that may be missed."""
_WRONG = 5.0
"""Per cent of the suggested pairs that may be two people: it is the user who decides."""


def figures() -> Sequence[Figure]:
    """At 10,000 and at 100,000 people."""
    found: list[Figure] = []
    for people, limit in ((10_000, 1.0), (100_000, 15.0)):
        with tempfile.TemporaryDirectory() as folder:
            store = open_store(Path(folder))
            crowd = Crowd(people)
            crowd.store_in(store)
            found += _measured(store, crowd, f"{people:,} people", limit)
            store.close()
    return found


def _measured(store: Store, crowd: Crowd, among: str, limit: float) -> Iterator[Figure]:
    seconds = min(_seconds(store) for _ in range(_ROUNDS))
    yield Figure(f"duplicates among {among}, read and compared, CPU", "s", seconds, limit, 1.0)
    pairs = {frozenset((pair.a.id, pair.b.id)) for pair in store.read(suggested)}
    right = pairs & crowd.planted.keys()
    missed = 100 * (1 - len(right) / len(crowd.planted))
    yield Figure(f"planted duplicates missed, {among}", "%", missed, _MISSED, 1.0)
    wrong = 100 * (1 - len(right) / len(pairs))
    yield Figure(f"suggested pairs that are two, {among}", "%", wrong, _WRONG, 1.0)
    yield Figure(f"who looks like one, {among}, CPU p95", "ms", percentile(_looks(store), 0.95), 5.0, 1.0)


def _seconds(store: Store) -> float:
    started = time.thread_time()
    store.read(suggested)
    return time.thread_time() - started


def _looks(store: Store) -> list[float]:
    """Milliseconds of processor time to find the look-alikes of one person, for many: the best of some rounds."""
    everybody = store.read(profiles)
    some = everybody[:: max(1, len(everybody) // _LOOKED_FOR)]
    return [min(_look(store, one) for _ in range(_ROUNDS)) for one in some]


def _look(store: Store, one: Profile) -> float:
    started = time.thread_time()
    store.read(look_alikes, one)
    return (time.thread_time() - started) * 1000
