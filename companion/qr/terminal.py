"""A QR code as characters of a terminal."""

from itertools import zip_longest

from companion.model.code import Symbol
from companion.qr.run import QUIET_ZONE, side_of

_BLACK_ON_WHITE = "\x1b[38;5;16;48;5;231m"
"""Of the 256 colours: unlike the first sixteen, no theme changes them."""
_AS_BEFORE = "\x1b[0m"
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def half_blocks(symbol: Symbol) -> str:
    """Lines of two rows of modules each, dark on light whatever the colours of the terminal are."""
    beside = (False,) * QUIET_ZONE
    around = ((False,) * side_of(symbol),) * QUIET_ZONE
    rows = (*around, *((*beside, *row, *beside) for row in symbol.rows), *around)
    lines = zip_longest(rows[::2], rows[1::2], fillvalue=around[0])
    return "\n".join(
        f"{_BLACK_ON_WHITE}{''.join(_HALVES[pair] for pair in zip(upper, lower, strict=True))}{_AS_BEFORE}"
        for upper, lower in lines
    )
