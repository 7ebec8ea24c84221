"""Charsets as cards name them, and the reading of bytes by them; a name never loads code or slows us down."""

import re
from collections.abc import Mapping
from encodings.aliases import aliases
from types import MappingProxyType

UTF_8 = "utf-8"
FALLBACK = "windows-1252"
"""By which bytes are read that declare no charset and are not UTF-8."""

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
    if len(name) > _LONGEST_NAME or not name.isascii():
        return None
    plain = _NAME.sub("_", name.lower()).strip("_")
    codec = _OTHER_NAMES.get(plain) or (plain if plain in _CODECS else aliases.get(plain))
    return _LARGER.get(codec, codec) if codec in _CODECS else None


def is_utf_8(data: bytes) -> bool:
    """Whether all of it is UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def strictly(data: bytes, codec: str) -> str | None:
    """The text by this codec, or None if a byte of it is not of that charset."""
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


def leniently(data: bytes, codec: str) -> str:
    """The text by this codec, with U+FFFD for what is not of that charset."""
    return data.decode(codec, "replace")
