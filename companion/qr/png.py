"""A QR code as a PNG picture."""

from io import BytesIO

from companion.model.code import Symbol
from companion.qr.run import QUIET_ZONE, side_of

USUAL_SIDE = 1024
"""Points; sharp on paper as on the screen of a phone."""


def points_a_module(symbol: Symbol, side: int) -> int:
    """How many whole points a module gets in a picture of at most that side, quiet zone and all; at least one.

    `side` is in device pixels: parts of one would blur the edges.
    """
    return max(1, side // side_of(symbol))


def png(symbol: Symbol, *, side: int = USUAL_SIDE) -> bytes:
    """A picture in black and white, at most so many points wide, or as small as it can be drawn."""
    from PIL import Image, ImageOps

    size = (symbol.modules, symbol.modules)
    modules = Image.frombytes("L", size, b"".join(map(bytes, symbol.rows)))
    light = modules.point([255, 0] + [0] * 254, "1")
    whole = ImageOps.expand(light, QUIET_ZONE, 1)
    points = points_a_module(symbol, side) * side_of(symbol)
    content = BytesIO()
    whole.resize((points, points), Image.Resampling.NEAREST).save(content, "PNG", optimize=True)
    return content.getvalue()
