"""A text as a QR code that was read before anybody sees it."""

from collections.abc import Sequence

from companion.model.code import Correction, Symbol
from companion.model.error import CodeTooLargeError, CodeUnreadableError
from companion.qr.corner import false_corners
from companion.qr.encoding import Segment, level_of
from companion.qr.luma import Luma
from companion.qr.mask import penalty
from companion.qr.run import QUIET_ZONE

LARGEST_VERSION = 20
"""Phones hardly read a larger one of a screen or card."""
_LARGEST_MEDIUM = 12
"""Beyond it, fewer modules are worth more than more correction."""
_MASKS = range(8)
_POINTS = 4
"""Points of a picture a module, by which a code is read back."""

Rows = tuple[tuple[bool, ...], ...]


def draw(text: str, *, mask: int | None = None) -> Symbol:
    """The smallest code that says this, at correction M, and at L where M would be above version 12.

    `mask` (0 to 7) is taken as it is: for the picture beside what is being typed, in a third of the time. Without
    it the mask is chosen by which the code is read best. What this returns was read back by zxing-cpp. Raises
    CodeTooLargeError beyond version 20, and CodeUnreadableError for what is not read as it should.
    """
    segment = Segment.of(text)
    version, correction = _fitting(segment)
    masks = _MASKS if mask is None else (mask,)
    codes = _masked(segment.words(version, correction), version, correction, masks)
    rows = _best(codes)
    if not is_read_as(rows, text):
        raise CodeUnreadableError
    return Symbol(rows, version, correction, text, len(segment.content))


def _best(codes: Sequence[Rows]) -> Rows:
    ordered = sorted(codes, key=penalty)
    return next((rows for rows in ordered if not false_corners(rows)), ordered[0])


def _fitting(segment: Segment) -> tuple[int, Correction]:
    version = segment.smallest_version(Correction.MEDIUM, _LARGEST_MEDIUM)
    if version is not None:
        return version, Correction.MEDIUM
    version = segment.smallest_version(Correction.LOW, LARGEST_VERSION)
    if version is None:
        most = segment.most_bytes(LARGEST_VERSION, Correction.LOW)
        raise CodeTooLargeError(len(segment.content), most)
    return version, Correction.LOW


def _masked(
    words: Sequence[int], version: int, correction: Correction, masks: Sequence[int]
) -> Sequence[Rows]:
    from qrcode.main import QRCode

    code = QRCode(version=version, error_correction=level_of(correction))
    code.data_cache = words
    drawn: list[Rows] = []
    for code.mask_pattern in masks:
        code.make(fit=False)
        drawn.append(tuple(map(tuple, code.modules)))
    return drawn


def is_read_as(rows: Rows, text: str) -> bool:
    """Whether a picture of these modules says that text and nothing else to a reader of codes."""
    import zxingcpp

    side = (len(rows) + 2 * QUIET_ZONE) * _POINTS
    # Kept in a variable: what is looked at does not hold what it looks at.
    picture = memoryview(_picture(rows))
    found = zxingcpp.read_barcodes(
        Luma(picture, side, side, side).view(),
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]),
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [one.text for one in found] == [text]


def _picture(rows: Rows) -> bytes:
    """A byte a point, with the quiet zone around."""
    beside = b"\xff" * (QUIET_ZONE * _POINTS)
    around = b"\xff" * ((len(rows) + 2 * QUIET_ZONE) * _POINTS * QUIET_ZONE * _POINTS)
    lines = (
        beside + b"".join((b"\0" if dark else b"\xff") * _POINTS for dark in row) + beside for row in rows
    )
    return around + b"".join(line * _POINTS for line in lines) + around
