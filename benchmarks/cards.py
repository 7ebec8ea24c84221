"""Cards: parsed and written against vobject, read as a long stream, hostile ones, and imported to be searched."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import vobject

from benchmarks.card_file import card_file, cards
from benchmarks.figure import Figure
from benchmarks.people import NOW
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.formats.vcard.write import write_card
from companion.model.contact import Contact
from companion.model.problem import Problem
from companion.rules.search import read_query
from companion.storage.opening import open_store
from companion.storage.queries.search import people_matching
from companion.workflow.exchange.intake import plan_import
from companion.workflow.exchange.plan import Fate
from companion.workflow.exchange.reading import Choices, read_sources
from tests.formats.vcard.hostile import SHAPES

_CARDS = 2_000
_STREAM = 100_000
_IMPORTED = 10_000
_WARMING = 100
_MEGABYTE = 1024 * 1024
_CODE = 200
_SUSPICIOUS = 2.2
"""A shape that grows by more is measured again, more often."""
_LEAST = 0.02
"""Below this many seconds the clock, not the reader, is measured."""


def figures() -> Sequence[Figure]:
    """All of them; the hostile shapes are those of the tests."""
    content = card_file(_CARDS)
    return [*_against_vobject(content), *_stream(), *_hostile(), *_imported()]


def _against_vobject(content: bytes) -> Sequence[Figure]:
    text = content.decode()
    contacts = read_whole(content)
    components = list(vobject.readComponents(text))
    if not len(contacts) == len(components) == _CARDS:
        raise RuntimeError(f"{len(contacts)} contacts, {len(components)} components of {_CARDS}")
    theirs = _seconds(lambda: list(vobject.readComponents(text)), times=2)
    write = _seconds(lambda: [write_card(contact) for contact in contacts])
    serialize = _seconds(lambda: [_serialized(component) for component in components], times=2)
    return [
        Figure(
            f"parsing {_CARDS:,} cards (s) / vobject", "s", _seconds(lambda: parsed(content)), theirs, 1 / 10
        ),
        Figure(
            f"parsing {_CARDS:,} cards into contacts (s) / vobject",
            "s",
            _seconds(lambda: read_whole(content)),
            theirs,
            1 / 8,
        ),
        Figure(f"writing {_CARDS:,} cards (s) / vobject", "s", write, serialize, 1 / 8),
    ]


def _stream() -> Sequence[Figure]:
    """In a process of its own, whose memory nothing else has made grow before."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.vcf"
        with path.open("wb") as file:
            file.writelines(cards(_STREAM))
        command = [sys.executable, "-m", "benchmarks.card_stream", str(path)]
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    read, seconds, growth = int(answer[0]), float(answer[1]), float(answer[2])
    if read != _STREAM:
        raise RuntimeError(f"{read} contacts of {_STREAM} cards")
    return [
        Figure(f"reading {_STREAM:,} cards as a stream (s) / 15 s", "s", seconds, 15.0, 1.0),
        Figure(f"reading {_STREAM:,} cards: growth (MB) / 150 MB", "MB", growth, 150.0, 1.0),
    ]


def _hostile() -> Sequence[Figure]:
    """The worst of the shapes: how it grows, how long 2 MB of it and a code's worth of it take."""
    longer, shorter, code = 0.0, 1.0, 0.0
    slowest = 0.0
    for shape in SHAPES.values():
        short, long = (_cost(shape(size * _MEGABYTE), times=2) for size in (1, 2))
        if long / short > _SUSPICIOUS:
            # Something else may have had the machine for a moment.
            short, long = (_cost(shape(size * _MEGABYTE), times=6) for size in (1, 2))
        slowest = max(slowest, long)
        if long / max(short, _LEAST) > longer / shorter:
            longer, shorter = long, max(short, _LEAST)
        code = max(code, _cost(shape(_CODE), times=5))
    return [
        Figure("hostile cards of 2 MB (s) / of 1 MB, the worst shape", "s", longer, shorter, 2.6),
        Figure("hostile cards of 2 MB, the worst shape (s) / 3 s", "s", slowest, 3.0, 1.0),
        Figure("a hostile code of 200 bytes (ms) / 10 ms", "ms", code * 1000, 10.0, 1.0),
    ]


def _imported() -> Sequence[Figure]:
    """Cards into a database of its own, saved, indexed and searchable."""
    content = card_file(_IMPORTED)
    text = content.decode()
    _seconds_to_import(card_file(_WARMING), _WARMING)
    # One after the other, so that what else has the machine for a moment is in the way of both.
    taken = [
        (_seconds_to_import(content, _IMPORTED), _wall(lambda: sum(1 for _ in vobject.readComponents(text))))
        for _ in range(2)
    ]
    ours, theirs = (min(seconds) for seconds in zip(*taken, strict=True))
    return [Figure(f"importing {_IMPORTED:,} cards (s) / vobject, which only parses", "s", ours, theirs, 1.0)]


def _seconds_to_import(content: bytes, count: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cards.vcf"
        path.write_bytes(content)
        store = open_store(Path(folder) / "data")
        started = time.perf_counter()
        sources = read_sources([path], Choices())
        plan = store.read(plan_import, sources, now=NOW, region="DE")
        store.apply(plan.change_set, at=NOW)
        found = store.read(people_matching, read_query(f"g{count - 9}@example.org"), limit=2)
        seconds = time.perf_counter() - started
        store.close()
    if plan.count(Fate.NEW, Fate.DUPLICATE) != count or len(found) != 1:
        raise RuntimeError(f"{len(plan.rows)} of {count} cards were imported, {len(found)} found")
    return seconds


def parsed(content: bytes) -> int:
    """How many cards there are, each parsed into its properties."""
    return sum(1 for item in read_cards(content) if not isinstance(item, Problem))


def read_whole(content: bytes) -> Sequence[Contact]:
    """The contacts of a file."""
    read = (contact_from(item)[0] for item in read_cards(content) if not isinstance(item, Problem))
    return [contact for contact in read if contact is not None]


def _serialized(component: Any) -> str:
    return str(component.serialize())


def _cost(content: bytes, *, times: int) -> float:
    return _seconds(lambda: read_whole(content), times=times)


def _wall(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _seconds(work: Callable[[], object], *, times: int = 3) -> float:
    """Seconds of this process that the work takes, at best."""
    found = []
    for _ in range(times):
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return min(found)
