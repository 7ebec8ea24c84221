"""The data words of a QR code: the text, and in which characters it is written where that is not plain."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from companion.model.code import Correction

if TYPE_CHECKING:
    from qrcode.util import BitBuffer

_ECI, _UTF_8 = 0b0111, 26
"""That a charset is told, and the number of UTF-8 (ISO/IEC 18004, section 7.4.3; AIM ECI part 3)."""
_PADDING = (0xEC, 0x11)
_WORD = 8


@dataclass(frozen=True, slots=True)
class Segment:
    """A text as it stands in a code: digits and capitals dense, else its bytes, in front of which UTF-8 is told.

    qrcode knows no charsets, so its bit buffer is filled here. ASCII goes without: readers agree on it, and the
    12 bits are saved. Of other text some, ZBar among them, guess Shift-JIS or Big5 unless they are told.
    """

    content: bytes
    is_utf8: bool
    data: Any
    """The text as qrcode's QRData."""
    length: int
    """Bits of the text alone."""

    @classmethod
    def of(cls, text: str) -> "Segment":
        """The segment of a text; halves of characters become question marks."""
        from qrcode import util

        content, is_utf8 = text.encode(errors="replace"), not text.isascii()
        data = util.QRData(content, mode=util.MODE_8BIT_BYTE if is_utf8 else None)
        alone = util.BitBuffer()
        data.write(alone)
        return cls(content, is_utf8, data, len(alone))

    def smallest_version(self, correction: Correction, most: int) -> int | None:
        """The first version with room for it; None if none up to `most` has."""
        fitting = (
            version
            for version in range(1, most + 1)
            if self._header(version) + self.length <= _room(version, correction)
        )
        return next(fitting, None)

    def most_bytes(self, version: int, correction: Correction) -> int:
        """How many bytes a text like this may have in a version."""
        return (_room(version, correction) - self._header(version)) // _WORD

    def words(self, version: int, correction: Correction) -> list[int]:
        """All words of a code, those that correct errors too, in the order in which they are placed."""
        from qrcode import base, util

        buffer = util.BitBuffer()
        self._write(buffer, version)
        room = _room(version, correction)
        buffer.put(0, min(4, room - len(buffer)))
        buffer.put(0, -len(buffer) % _WORD)
        for place in range((room - len(buffer)) // _WORD):
            buffer.put(_PADDING[place % 2], _WORD)
        words: list[int] = util.create_bytes(buffer, base.rs_blocks(version, level_of(correction)))
        return words

    def _write(self, buffer: "BitBuffer", version: int) -> None:
        from qrcode import util

        if self.is_utf8:
            buffer.put(_ECI, 4)
            buffer.put(_UTF_8, _WORD)
        buffer.put(self.data.mode, 4)
        buffer.put(len(self.data), util.length_in_bits(self.data.mode, version))
        self.data.write(buffer)

    def _header(self, version: int) -> int:
        from qrcode import util

        length: int = util.length_in_bits(self.data.mode, version)
        return (4 + _WORD if self.is_utf8 else 0) + 4 + length


def level_of(correction: Correction) -> int:
    """The correction as qrcode numbers it."""
    from qrcode import constants

    level: int = getattr(constants, f"ERROR_CORRECT_{correction.value}")
    return level


def _room(version: int, correction: Correction) -> int:
    """Bits of a version for text."""
    from qrcode import util

    room: int = util.BIT_LIMIT_TABLE[level_of(correction)][version]
    return room
