"""How hard a QR code is to read: what its mask is chosen by (ISO/IEC 18004, section 7.8.3).

A code is one whole number here, a bit a module, so that a rule looks at all modules at once: eight masks are weighed
in the time in which one would be, module by module.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import and_

_LONG_RUN = 5
_FINDERS = ((1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0), (0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1))
"""The corner pattern with light beside it: where else it is seen, it is taken for a corner."""
_DIGITS = bytes.maketrans(b"\0\1", b"01")
_BLOCK, _FINDER, _IMBALANCE = 3, 40, 10


@dataclass(frozen=True, slots=True)
class _Grid:
    """Which modules have neighbours."""

    across: int
    """Those that have one on their right."""
    down: int
    """Those that have one below."""
    all: int


def penalty(rows: Sequence[Sequence[bool]]) -> int:
    """The points that a code loses for long runs, blocks, false corners and an excess of dark or light."""
    side = len(rows)
    grid = _grid(side)
    # Turned by half a turn, which no rule sees.
    dark = int(b"".join(map(bytes, rows)).translate(_DIGITS), 2)
    light = dark ^ grid.all
    alike_across = ~(dark ^ dark >> 1) & grid.across
    alike_down = ~(dark ^ dark >> side) & grid.down
    blocks = alike_across & alike_across >> side & alike_down
    return (
        _runs(alike_across, 1)
        + _runs(alike_down, side)
        + _BLOCK * blocks.bit_count()
        + _FINDER * _finders(dark, light, side)
        + _IMBALANCE * int(abs(dark.bit_count() / side**2 * 100 - 50) / 5)
    )


def _runs(alike: int, step: int) -> int:
    """Three points for five modules in a row of one colour, and one for each more."""
    long = reduce(and_, (alike >> step * place for place in range(_LONG_RUN - 1)))
    begun = long & ~(long << step)
    return long.bit_count() + 2 * begun.bit_count()


def _finders(dark: int, light: int, side: int) -> int:
    return sum(
        (_seen(finder, dark, light, step) & whole).bit_count()
        for step, whole in ((1, _first(side, len(_FINDERS[0]))), (side, dark | light))
        for finder in _FINDERS
    )


def _seen(finder: Sequence[int], dark: int, light: int, step: int) -> int:
    """Where such modules follow each other; what lies below the code is neither dark nor light."""
    return reduce(and_, ((dark if one else light) >> step * place for place, one in enumerate(finder)))


@cache
def _grid(side: int) -> _Grid:
    return _Grid(_first(side, 2), (1 << side * (side - 1)) - 1, (1 << side * side) - 1)


@cache
def _first(side: int, length: int) -> int:
    """The modules at which a stretch of that length begins that stays in its row."""
    row = (1 << side - length + 1) - 1
    return sum(row << side * place for place in range(side))
