"""Modules that are taken for a corner of a QR code where there is none.

A reader looks for dark and light in the lengths 1:1:3:1:1, first along rows, then along the columns there. Some, OpenCV
among them, do not find a code at all in which a fourth place looks so, and among eight masks there is always one without.
"""

import re
from collections.abc import Iterator, Sequence

_EXACT = re.compile("(?<=0)(?=1011101(?=0))")
_MIDDLE = 3
"""Where the middle of the pattern is in it."""
_BEFORE, _BEHIND = re.compile("(1*+)(0++)(1++)"), re.compile("(1++)(0++)(1++)")
_SHARES = (1 / 7, 1 / 7, 3 / 7, 1 / 7, 1 / 7)
_FURTHEST = 0.25
"""How far the shares of a rough pattern may be from the right ones together; OpenCV allows 0.2, of a picture made smaller."""
_REAL = 6
"""The three corners of every code, along rows and along columns."""

_DIGITS = bytes.maketrans(b"\0\1", b"01")


def false_corners(rows: Sequence[Sequence[bool]]) -> int:
    """How many places look like a corner exactly along one axis and roughly along the other, and are none."""
    across, down = _lines(rows), _lines(list(zip(*rows, strict=True)))
    return sum(1 for lines, others in ((across, down), (down, across)) for _ in _seen(lines, others)) - _REAL


def _lines(rows: Sequence[Sequence[bool]]) -> Sequence[str]:
    """A digit a module, and the light beside the code."""
    return [f"0{bytes(row).translate(_DIGITS).decode('ascii')}0" for row in rows]


def _seen(lines: Sequence[str], others: Sequence[str]) -> Iterator[int]:
    for place, line in enumerate(lines, start=1):
        for found in _EXACT.finditer(line):
            middle = found.start() + _MIDDLE
            if _is_rough(others[middle - 1], place):
                yield middle


def _is_rough(line: str, place: int) -> bool:
    """Whether the pattern lies around a place of a line, more or less."""
    before, behind = _BEFORE.match(line[:place][::-1]), _BEHIND.match(line[place:])
    if before is None or behind is None:
        return False
    up, down = [len(part) for part in before.groups()], [len(part) for part in behind.groups()]
    lengths = (up[2], up[1], up[0] + down[0], down[1], down[2])
    whole = sum(lengths)
    is_centred = abs(sum(up) - whole / 2 + 0.5) <= 0.5
    off = sum(abs(length / whole - share) for length, share in zip(lengths, _SHARES, strict=True))
    return is_centred and off < _FURTHEST
