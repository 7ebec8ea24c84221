"""One look at a picture by zxing-cpp, and what it saw."""

from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from companion.model.code import CodeFormat
from companion.qr.charset import is_told, text_of
from companion.qr.place import Place, moved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zxingcpp import Barcode, BarcodeFormat, BarcodeFormats, ImageView, TextMode

    from companion.qr.mending import Grey


class Kinds(Enum):
    """What is looked for; each costs as much again."""

    QR = ("QRCode", "MicroQRCode", "RMQRCode")
    AZTEC = ("Aztec",)
    DATA_MATRIX = ("DataMatrix",)
    PDF417 = ("PDF417",)
    LINEAR = ("EANUPC", "Code128", "Code93", "Code39", "ITF", "Codabar", "DataBar")


EVERY_MATRIX = (Kinds.QR, Kinds.AZTEC, Kinds.DATA_MATRIX, Kinds.PDF417)
OTHER_MATRIX = (Kinds.AZTEC, Kinds.DATA_MATRIX, Kinds.PDF417)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A code that was read."""

    format: CodeFormat
    text: str
    content: bytes
    place: Place


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen at once."""

    sightings: tuple[Sighting, ...]
    failed: tuple[Place, ...] = ()
    """Where a QR code seems to lie that was not read."""

    def moved(self, x: float, y: float) -> "Look":
        """The same, seen in a part of a picture that begins there."""
        sightings = (replace(one, place=moved(one.place, x, y)) for one in self.sightings)
        return Look(tuple(sightings), tuple(moved(one, x, y) for one in self.failed))


def look_at(
    picture: "Grey | ImageView",
    kinds: tuple[Kinds, ...],
    *,
    scale: float = 1.0,
    is_quick: bool = False,
) -> Look:
    """All codes of some kinds in a picture that was enlarged by `scale`; places are those before that.

    A quick look costs a third: it does not try again with a smaller picture, in which coarse noise is gone, nor with
    an inverted one.
    """
    import zxingcpp

    def read(mode: "TextMode") -> "list[Barcode]":
        return zxingcpp.read_barcodes(
            picture,
            formats=_formats(kinds),
            try_downscale=not is_quick,
            try_invert=not is_quick,
            text_mode=mode,
            return_errors=True,
        )

    found = read(zxingcpp.TextMode.Plain)
    # Which charset is declared is told only instead of the text, and needed for few codes.
    is_asked = any(one.valid and not is_told(one.bytes) for one in found)
    sent = (
        [bytes.fromhex(one.text) for one in read(zxingcpp.TextMode.HexECI)]
        if is_asked
        else [b""] * len(found)
    )
    return Look(
        tuple(_sighting(one, how, scale) for one, how in zip(found, sent, strict=True) if one.valid),
        tuple(
            _place(one, scale)
            for one in found
            if not one.valid and one.format == zxingcpp.BarcodeFormat.QRCode
        ),
    )


@cache
def _formats(kinds: tuple[Kinds, ...]) -> "BarcodeFormats":
    import zxingcpp

    return zxingcpp.BarcodeFormats(
        [getattr(zxingcpp.BarcodeFormat, name) for kind in kinds for name in kind.value]
    )


@cache
def _names() -> "Mapping[BarcodeFormat, CodeFormat]":
    import zxingcpp

    return {getattr(zxingcpp.BarcodeFormat, one): one for one in CodeFormat if one is not CodeFormat.LINEAR}


def _sighting(found: "Barcode", sent: bytes, scale: float) -> Sighting:
    # Variants of a symbology are called as it is; the small QR codes are symbologies of their own to people.
    names = _names()
    form = names.get(found.format) or names.get(found.symbology, CodeFormat.LINEAR)
    text = text_of(found.bytes, sent, found.text)
    return Sighting(form, text, found.bytes, _place(found, scale))


def _place(found: "Barcode", scale: float) -> Place:
    at = found.position
    first, second, third, fourth = (
        (corner.x / scale, corner.y / scale)
        for corner in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    )
    return first, second, third, fourth
