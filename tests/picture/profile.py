"""Colour profiles (ICC.1:2022) made for tests: what they mean is far from sRGB, so that it shows."""

import struct
from collections.abc import Iterable, Mapping

RED, GREEN, BLUE = (0.4360, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
"""Those of sRGB as XYZ, adapted to D50."""
WHITE = (0.9642, 1.0, 0.8249)
RED_IN_LAB, WHITE_IN_LAB, BLACK_IN_LAB = bytes((138, 209, 199)), bytes((255, 128, 128)), bytes((0, 128, 128))
_GAMMA = 2.2


def turned_colours() -> bytes:
    """Of red, green and blue: what is said to be red is blue, and the other way round."""
    curve = _curve(_GAMMA)
    tags = {b"wtpt": _xyz(WHITE), b"rXYZ": _xyz(BLUE), b"gXYZ": _xyz(GREEN), b"bXYZ": _xyz(RED)}
    return profile(b"RGB ", b"XYZ ", {**tags, b"rTRC": curve, b"gTRC": curve, b"bTRC": curve})


def light_grey() -> bytes:
    """Of grey, as light as its number: half of the light is much lighter than half of sRGB."""
    return profile(b"GRAY", b"XYZ ", {b"wtpt": _xyz(WHITE), b"kTRC": _curve(1.0)})


def red_ink() -> bytes:
    """Of a printer all of whose inks are red, but for the black one."""
    corners = [WHITE_IN_LAB, BLACK_IN_LAB, *[RED_IN_LAB, BLACK_IN_LAB] * 7]
    return profile(b"CMYK", b"Lab ", {b"wtpt": _xyz(WHITE), b"A2B0": _table(corners)}, b"prtr")


def profile(space: bytes, connection: bytes, tags: Mapping[bytes, bytes], device: bytes = b"mntr") -> bytes:
    """A profile of version 2 with these tags."""
    at = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for name, content in tags.items():
        table += name + struct.pack(">II", at + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    size = at + len(data)
    head = struct.pack(
        ">I4sI4s4s4s12s4s", size, b"", 0x02400000, device, space, connection, bytes(12), b"acsp"
    )
    return head + bytes(28) + struct.pack(">iii", *map(_fixed, WHITE)) + bytes(48) + table + data


def _xyz(place: Iterable[float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">iii", *map(_fixed, place))


def _fixed(number: float) -> int:
    return round(number * 65536)


def _curve(gamma: float) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256))


def _table(corners: Iterable[bytes]) -> bytes:
    """Four inks to Lab: straight curves around a grid of two steps an ink."""
    unit = struct.pack(">9i", *(_fixed(place % 4 == 0) for place in range(9)))
    straight = bytes(range(256))
    return b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + unit + straight * 4 + b"".join(corners) + straight * 3
