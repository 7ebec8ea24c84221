"""The dark of a QR code in stretches, of which pictures of lines are made."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from companion.model.code import Symbol

QUIET_ZONE = 4
"""Light modules on each side (ISO/IEC 18004, section 9.1)."""


class Run(NamedTuple):
    """Dark modules beside each other; places are counted from the outer corner of the quiet zone."""

    x: int
    y: int
    length: int


def side_of(symbol: Symbol) -> int:
    """How many modules a side has with the quiet zone on both ends."""
    return symbol.modules + 2 * QUIET_ZONE


def dark_runs(symbol: Symbol) -> Iterator[Run]:
    """Every dark module, in reading order."""
    for y, row in enumerate(symbol.rows, start=QUIET_ZONE):
        x = QUIET_ZONE
        for dark, some in groupby(row):
            length = len(list(some))
            if dark:
                yield Run(x, y, length)
            x += length
