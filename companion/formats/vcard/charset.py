"""Charsets as cards name them, and the reading of bytes by them; a name never loads code or slows us down."""

import re
from collections.abc import Mapping, Sequence
from encodings.aliases import aliases
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

UTF_8 = "utf-8"
FALLBACK = "windows-1252"
"""By which bytes are read that declare no charset and are not UTF-8."""
ESCAPE = "\x1b"
"""Starts what is not ASCII in the charsets that write everything with bytes of ASCII (ISO 2022)."""

_LONGEST_NAME = 40
_NAME = re.compile("[^a-z0-9]+")
_CODECS = {
    *("ascii", "utf_8", "utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"),
    *("latin_1", "hp_roman8", "koi8_r", "koi8_u", "kz1048", "ptcp154", "tis_620"),
    *(f"iso8859_{number}" for number in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)),
    *(f"cp{number}" for number in (437, 720, 737, 775, 850, 852, 855, 856, 857, 858, 860, 861, 862, 863)),
    *(f"cp{number}" for number in (864, 865, 866, 869, 874, 932, 949, 950, 1006, 1125)),
    *(f"cp{number}" for number in range(1250, 1259)),
    *("mac_roman", "mac_latin2", "mac_cyrillic", "mac_greek", "mac_turkish", "mac_iceland"),
    *("big5", "big5hkscs", "gb2312", "gbk", "gb18030", "hz", "johab", "shift_jis", "shift_jis_2004"),
    *("shift_jisx0213", "euc_jp", "euc_jis_2004", "euc_jisx0213", "euc_kr", "iso2022_kr"),
    *("iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_3", "iso2022_jp_ext"),
}
# What is called by the name of a small charset is usually written in the larger one of Windows
# (https://encoding.spec.whatwg.org/#names-and-labels), which reads everything of the small one.
_LARGER: Mapping[str, str] = MappingProxyType(
    {
        "latin_1": "cp1252",
        "iso8859_9": "cp1254",
        "iso8859_11": "cp874",
        "tis_620": "cp874",
        "shift_jis": "cp932",
        "euc_kr": "cp949",
        "gb2312": "gb18030",
        "gbk": "gb18030",
    }
)
_OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "windows_31j": "cp932",
        "x_sjis": "cp932",
        "x_gbk": "gb18030",
        "x_euc_jp": "euc_jp",
        "x_big5": "big5",
        "x_mac_roman": "mac_roman",
        "macintosh": "mac_roman",
        "unicode_1_1_utf_8": "utf_8",
        "ansi": "cp1252",
        "win_1250": "cp1250",
        "win_1251": "cp1251",
        "win_1252": "cp1252",
    }
)


def codec_of(name: str) -> str | None:
    """The codec that reads a charset of this name, or None for one we do not read.

    Codecs that are no charsets (`zlib`, `punycode`),
    or of which a line break is not the byte of ASCII (EBCDIC), are not known.
    """
    return _known_codec(name) if len(name) <= _LONGEST_NAME and name.isascii() else None


@lru_cache(maxsize=256)
def _known_codec(name: str) -> str | None:
    plain = _NAME.sub("_", name.lower()).strip("_")
    codec = _OTHER_NAMES.get(plain) or (plain if plain in _CODECS else aliases.get(plain))
    return _LARGER.get(codec, codec) if codec in _CODECS else None


class Decoded(NamedTuple):
    """Bytes as text, and how they were read."""

    text: str
    charset: str
    """By which they were read, by the name that was given."""
    is_guess: bool = False
    """Neither declared nor UTF-8, or what was declared is not true or not known."""
    has_bad_bytes: bool = False
    """Some are not of that charset and stand as U+FFFD."""


def decoded(data: bytes, declared: str, encoding: str | None, others: Sequence[str] = ()) -> Decoded:
    """Bytes by the charset they declare; else by that of their card; else as UTF-8 unless they are not.

    Then by the first of `others`, those that the rest of the file declares, that can have written them.
    """
    codec = codec_of(declared) if declared else None
    if codec is not None and codec != "utf_8":
        text = _strictly(data, codec)
        if text is not None:
            return Decoded(text, declared)
        text = _strictly(data, "utf_8")
        return Decoded(text, UTF_8, True) if text is not None else _leniently(data, declared, is_guess=False)
    if encoding is not None and codec is None:
        text = _strictly(data, codec_of(encoding) or "cp1252")
        return Decoded(text, encoding) if text is not None else _leniently(data, encoding, is_guess=False)
    return _undeclared(data, others, is_guess=bool(declared) and codec is None)


def _undeclared(data: bytes, others: Sequence[str], *, is_guess: bool) -> Decoded:
    text = _strictly(data, "utf_8")
    if text is not None:
        return Decoded(text, UTF_8, is_guess)
    text = data.decode("utf_8", "replace")
    bad = text.count("\ufffd")
    if sum(not char.isascii() for char in text) >= 2 * bad:
        return Decoded(text, UTF_8, is_guess, True)
    for name in others:
        text = _strictly(data, codec_of(name) or "utf_8")
        if text is not None:
            return Decoded(text, name, True)
    return _leniently(data, FALLBACK, is_guess=True)


def text_by(data: bytes, charset: str) -> str:
    """The text by this charset, with U+FFFD for what is not of it."""
    return data.decode(codec_of(charset) or "cp1252", "replace")


def _leniently(data: bytes, name: str, *, is_guess: bool) -> Decoded:
    text = text_by(data, name)
    return Decoded(text, name, is_guess, "\ufffd" in text)


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None
