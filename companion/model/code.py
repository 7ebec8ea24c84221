"""Codes in pictures, and codes ready to be drawn."""

from dataclasses import dataclass
from enum import StrEnum

Point = tuple[int, int]
"""x and y in pixels, from the top left."""


class CodeFormat(StrEnum):
    """Which kind of code it is; the values are the usual names of the symbologies."""

    QR = "QRCode"
    MICRO_QR = "MicroQRCode"
    RMQR = "RMQRCode"
    AZTEC = "Aztec"
    DATA_MATRIX = "DataMatrix"
    PDF417 = "PDF417"
    LINEAR = "Linear"
    """A bar code of one dimension: looked for on request only, since it is read out of stripes as well."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code found in a picture."""

    format: CodeFormat
    text: str
    """Exactly what the code says, in no escaped form."""
    content: bytes
    """The bytes that `text` was made of."""
    position: tuple[Point, Point, Point, Point]
    """The corners in the picture as it came, clockwise from the code's own top left."""


class Correction(StrEnum):
    """How much of a QR code may be hidden or dirty (ISO/IEC 18004): about 7 or 15 percent."""

    LOW = "L"
    MEDIUM = "M"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR code as modules, from which every picture of it is drawn."""

    rows: tuple[tuple[bool, ...], ...]
    """True is dark; as many rows as columns, without the quiet zone around it."""
    version: int
    """1 to 40; a side has 17 + 4 * version modules."""
    correction: Correction
    text: str
    """What it says."""
    size: int
    """Bytes of the text in it."""

    @property
    def modules(self) -> int:
        """How many modules a side has."""
        return len(self.rows)
