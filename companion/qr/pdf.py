"""A QR code as a page to print.

One path on one page is forty lines of PDF; the libraries that write it bring fonts and pictures along, tens of
megabytes for nothing that is in it.
"""

import zlib
from collections.abc import Iterator, Sequence

from companion.model.code import Symbol
from companion.qr.run import dark_runs, side_of

USUAL_SIDE = 80.0
"""Millimetres of the page: the back of a badge."""
_POINTS_A_MILLIMETRE = 72 / 25.4
_HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
"""The bytes beyond ASCII tell programs that files of this kind are no text (ISO 32000-1, section 7.5.2)."""


def pdf(symbol: Symbol, *, side: float = USUAL_SIDE) -> bytes:
    """A square page of so many millimetres, filled by the code and its quiet zone; lines, no points."""
    points = side * _POINTS_A_MILLIMETRE
    drawn = zlib.compress(" ".join(_operators(symbol, points)).encode("ascii"))
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {points:.3f} {points:.3f}]/Resources<<>>/Contents 4 0 R>>"
    return _file(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page.encode("ascii"),
            b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(drawn), drawn),
        )
    )


def _operators(symbol: Symbol, points: float) -> Iterator[str]:
    """White, then every dark module in one path, so that no seam shows between them; y grows downwards."""
    whole = side_of(symbol)
    module = points / whole
    yield f"{module:.6f} 0 0 {-module:.6f} 0 {points:.3f} cm 1 g 0 0 {whole} {whole} re f 0 g"
    yield from (f"{run.x} {run.y} {run.length} 1 re" for run in dark_runs(symbol))
    yield "f"


def _file(objects: Sequence[bytes]) -> bytes:
    """The objects by number, and the table of where each begins (ISO 32000-1, section 7.5.4)."""
    content = bytearray(_HEAD)
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    count = len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(content) + tail % (count, table, count, len(content))
