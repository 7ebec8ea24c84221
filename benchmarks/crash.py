"""`python -m benchmarks.crash --kills 120`: kills a process that saves captures; nothing acknowledged may be lost.

A child saves one capture after the other and says the number of each once `apply` has returned.
It is killed at a random moment, most often between two writes of one change set; then everything
that it saved is looked at. Exits with 1 when something is missing, halved or damaged.
"""

import argparse
import mmap
import random
import re
import select
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from companion.model.change import Kind
from companion.rules.search import read_query
from companion.storage.opening import open_store
from companion.storage.queries.search import people_matching
from companion.storage.record import record_from, selected
from companion.storage.store import Store
from companion.storage.upkeep import examine
from companion.workflow.capture import note

PROJECT = Path(__file__).parents[1]
NOW = datetime(2026, 3, 12, 20, 30, tzinfo=UTC)
KILLS_A_FOLDER = 12
"""After so many kills a new folder is begun, so that its making is interrupted too."""
MOST_CAPTURES = 10_000
CHECKPOINT_PAGES = 30
"""So small that the log is often being written back when a kill comes."""


class Stage(IntEnum):
    """What the child was about when it was killed."""

    STARTING = 0
    OPENING = 1
    READING = 2
    WRITING = 3
    COMMITTING = 4
    SAVED = 5


@dataclass
class Tally:
    """What became of the captures."""

    acknowledged: int = 0
    unacknowledged: int = 0
    """Kept whole though the kill came before they were acknowledged."""
    stages: Counter[Stage] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kills = ", ".join(f"{self.stages[stage]} {stage.name.lower()}" for stage in Stage)
        return (
            f"{self.stages.total()} kills ({kills}): {self.acknowledged} captures acknowledged, "
            f"{self.unacknowledged} more kept whole; {len(self.faults)} lost, halved or damaged"
        )


# The child -------------------------------------------------------------------------------------


def save(store: Store, number: int) -> None:
    """Save the capture of that number: a raw line, a person, a need and a promise."""
    line = f"Guest {_word(number)} @Lumen ?need{_word(number)} !promise{_word(number)}"
    noted = store.read(note, line, now=NOW, region="DE")
    store.apply(noted.change_set, at=NOW)


def _word(number: int) -> str:
    return f"n{number:05}x"


def save_until_killed(folder: Path, first: int, stage_file: Path) -> None:
    """Save captures one after the other, saying each number once it is saved."""
    pause = _Pause()
    with stage_file.open("r+b") as file, mmap.mmap(file.fileno(), 1) as stage:
        _slow_down(stage, pause)
        stage[0] = Stage.OPENING
        store = open_store(folder)
        for number in range(first, MOST_CAPTURES):
            stage[0] = Stage.READING
            save(store, number)
            stage[0] = Stage.SAVED
            pause()
            print(number, flush=True)


class _Pause:
    """Waits for some hundred microseconds, never the same."""

    def __init__(self) -> None:
        self._chance = random.Random()
        self._never = threading.Event()

    def __call__(self) -> None:
        self._never.wait(self._chance.uniform(0, 0.001))


def _slow_down(stage: mmap.mmap, pause: _Pause) -> None:
    """Wait a little before each statement that writes, so that kills fall between them; note where we are."""

    def before_statement(
        _connection: Connection, _cursor: Any, statement: str, _values: Any, _context: Any, _many: bool
    ) -> None:
        if statement == "BEGIN IMMEDIATE" and stage[0] != Stage.OPENING:
            stage[0] = Stage.WRITING
        if stage[0] != Stage.READING:
            pause()

    def before_commit(_connection: Connection) -> None:
        if stage[0] == Stage.WRITING:
            stage[0] = Stage.COMMITTING
            pause()

    def connected(connection: Any, _entry: Any) -> None:
        connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")

    event.listen(Engine, "before_cursor_execute", before_statement)
    event.listen(Engine, "commit", before_commit)
    event.listen(Engine, "connect", connected)


# The parent ------------------------------------------------------------------------------------


def run(folder: Path, *, kills: int, chance: random.Random) -> Tally:
    """Kill a child so many times, and look at what is left each time."""
    tally = Tally()
    for place in range(0, kills, KILLS_A_FOLDER):
        _run_in(folder / f"data-{place}", min(KILLS_A_FOLDER, kills - place), chance, tally)
    return tally


def _run_in(folder: Path, kills: int, chance: random.Random, tally: Tally) -> None:
    acknowledged: set[int] = set()
    kept: Set[int] = set()
    stage_file = folder.with_suffix(".stage")
    for kill in range(kills):
        stage_file.write_bytes(b"\0")
        first = max(kept, default=0) + 1
        acknowledged |= _killed(folder, first, stage_file, chance, is_first=kill == 0)
        tally.stages[Stage(stage_file.read_bytes()[0])] += 1
        store = open_store(folder)
        found, kept = faults(store, acknowledged)
        store.close()
        tally.faults += [f"{folder.name}, kill {kill + 1}: {fault}" for fault in found]
        if len(kept - acknowledged) > kill + 1:
            tally.faults.append(f"{folder.name}, kill {kill + 1}: more was saved than was asked for")
    tally.acknowledged += len(acknowledged)
    tally.unacknowledged += len(kept - acknowledged)


def _killed(folder: Path, first: int, stage_file: Path, chance: random.Random, *, is_first: bool) -> Set[int]:
    """Run the child and kill it at a random moment; the numbers that it acknowledged."""
    command = [sys.executable, "-m", "benchmarks.crash", "--child", str(folder), str(first), str(stage_file)]
    lines: list[bytes] = []
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        if is_first or chance.random() < 0.1:
            # While it starts and makes or opens the folder, now and then some captures later.
            while stage_file.read_bytes()[0] < Stage.OPENING and child.poll() is None:
                select.select([child.stdout], [], [], 0.001)
            delay = chance.uniform(0, 0.06)
        else:
            lines += [child.stdout.readline() for _ in range(chance.randint(1, 12))]
            delay = chance.uniform(0, 0.03)
        threading.Event().wait(delay)
        child.kill()
        lines += child.stdout.readlines()
    # A line is only whole with its end.
    return {int(line) for line in lines if line.endswith(b"\n")}


def faults(store: Store, acknowledged: Set[int]) -> tuple[list[str], Set[int]]:
    """What is lost, halved or damaged in a store, and the numbers of all captures that are there."""
    found = list(store.read(examine).problems)
    parts = {
        kind: store.read(_numbers, kind) for kind in (Kind.RAW_CAPTURE, Kind.PERSON, Kind.NEED, Kind.PROMISE)
    }
    kept = frozenset[int]().union(*parts.values())
    found += [f"capture {number} was acknowledged and is lost" for number in sorted(acknowledged - kept)]
    for kind, there in parts.items():
        found += [f"capture {number} has no {kind}" for number in sorted(kept - there)]
    found += [f"capture {number} is about nobody" for number in sorted(kept - store.read(_linked))]
    found += [f"capture {number} is not found" for number in sorted(kept) if store.read(_hits, number) != 3]
    return found, kept


def _all(connection: Connection, kind: Kind) -> Sequence[Any]:
    return [record_from(kind, row) for row in connection.execute(selected(kind))]


def _numbers(connection: Connection, kind: Kind) -> Set[int]:
    """The numbers of the captures that records of a kind come from."""
    said = [str(record) for record in _all(connection, kind)]
    return {int(number) for some in said for number in re.findall(r"n(\d{5})x", some)}


def _linked(connection: Connection) -> Set[int]:
    """The numbers of the captures whose line is linked to the person that it names, and to no other."""
    names = {one.id: one.name for one in _all(connection, Kind.PERSON)}
    lines = {one.id: one.line for one in _all(connection, Kind.RAW_CAPTURE)}
    links = Counter((lines[one.capture_id], names[one.person_id]) for one in _all(connection, Kind.MENTION))
    right = [name for (line, name), count in links.items() if line.startswith(f"{name} @") and count == 1]
    return {int(name[-6:-1]) for name in right}


def _hits(connection: Connection, number: int) -> int:
    """By how many of its three words a capture finds its person, and that person alone."""
    word = _word(number)
    queries = (word, f"need:need{word}", f"promise{word}")
    found = [people_matching(connection, read_query(query)) for query in queries]
    return sum([one.name for one in some] == [f"Guest {word}"] for some in found)


def main() -> int:
    """Run the parent, or with `--child` the child."""
    parser = argparse.ArgumentParser(prog="benchmarks.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=120)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        folder, first, stage_file = options.child
        save_until_killed(Path(folder), int(first), Path(stage_file))
        return 1
    seed = random.SystemRandom().randrange(10**6) if options.seed is None else options.seed
    with tempfile.TemporaryDirectory() as folder:
        tally = run(Path(folder), kills=options.kills, chance=random.Random(seed))
    print(*tally.faults, sep="\n", end="\n" if tally.faults else "")
    print(f"{tally}; seed {seed}")
    return 1 if tally.faults or not tally.acknowledged else 0


if __name__ == "__main__":
    sys.exit(main())
