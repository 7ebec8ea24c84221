"""Run in a process of its own: reads a file of cards as a stream, says the seconds and by how many MB it grew."""

import sys
import time
from pathlib import Path

import psutil

from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.model.problem import Problem

_MEGABYTE = 1024 * 1024
_LOOK_EVERY = 1_000


def main(path: Path) -> None:
    """Read every card of the file into a contact, and keep none."""
    content = path.read_bytes()
    process = psutil.Process()
    before = highest = process.memory_info().rss
    started = time.process_time()
    read = 0
    for item in read_cards(content):
        if isinstance(item, Problem) or contact_from(item)[0] is None:
            continue
        read += 1
        if read % _LOOK_EVERY == 0:
            highest = max(highest, process.memory_info().rss)
    seconds = time.process_time() - started
    print(read, seconds, (highest - before) / _MEGABYTE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
