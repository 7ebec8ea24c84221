"""From the start of the process to the first paint, against a bare window of the same toolkit."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which

from benchmarks.figure import Figure
from benchmarks.people import filled_store

_RUNS = 7


def figures() -> Sequence[Figure]:
    """With 10,000 people; the median of some warm starts."""
    with tempfile.TemporaryDirectory() as folder, _screen() as environment:
        filled_store(Path(folder), 10_000).close()
        # In turn, so that both meet the same machine.
        runs = [(_start("bare", environment), _start(folder, environment)) for _ in range(_RUNS + 1)][1:]
    limit = statistics.median(bare["painted"] for bare, _ in runs)
    painted = statistics.median(ours["painted"] for _, ours in runs)
    filled = statistics.median(ours["filled"] for _, ours in runs)
    return [
        Figure("first paint with 10,000 people (s) / bare window", "s", painted, limit, 1.5),
        Figure("data on the first screen, 10,000 people (s) / bare window", "s", filled, limit, 4.0),
    ]


def _start(what: str, environment: dict[str, str]) -> dict[str, float]:
    """Seconds from the start of a process until it says each word."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.first_paint", what]
    found: dict[str, float] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        for word in process.stdout or ():
            found.setdefault(word.strip(), time.perf_counter() - started)
    if process.returncode != 0:
        raise RuntimeError(f"the window of {what} ended with {process.returncode}")
    return found


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """A virtual screen of our own where there is Xvfb, else no screen at all (offscreen)."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    if which("Xvfb") is None:
        yield environment | {"QT_QPA_PLATFORM": "offscreen"}
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24"]
    # The server would start anew when a window closes, and refuse the next one meanwhile.
    command += ["-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as numbers:
            yield environment | {"DISPLAY": f":{numbers.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()
