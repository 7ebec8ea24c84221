"""What a file is by its first bytes, and by which charset it is written: for those that say it, and those that do not."""

import re
from collections.abc import Sequence
from itertools import islice

from companion.formats.vcard.charset import FALLBACK, UTF_8, codec_of

_BOMS: Sequence[tuple[bytes, str]] = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_WIDE = {"utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"}
_WIDE_START = re.compile(rb"[\x00 \t\r\n]{0,64}+[Bb]")
_LOOKED_AT = 4096
_CHARSET = re.compile(rb"CHARSET[ \t]*+=[ \t]*+\"?([\w.-]{1,40}+)", re.IGNORECASE)
_MOST_CHARSETS = 8
_SIGNATURES: Sequence[tuple[bytes, str]] = (
    (b"PK\x03\x04", "zip"),
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
    (b"{\\rtf", "rtf"),
)
_STARTS: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"(?:<!--[^>]*+-->\s*+)?<(?:!doctype\s++html|html|head|body)\b", re.IGNORECASE), "html"),
    (re.compile(r"<[?!a-z]", re.IGNORECASE), "xml"),
    (re.compile(r"BEGIN[ \t]*+:[ \t]*+(?:VCALENDAR|VEVENT)", re.IGNORECASE), "ics"),
    (re.compile(r"MECARD:", re.IGNORECASE), "mecard"),
    (re.compile(r"(?:version:[ \t]*+1\s++)?dn::?[ \t]", re.IGNORECASE), "ldif"),
    (re.compile(r"[{\[]"), "json"),
)
_SEPARATORS = ",;\t"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def wide_encoding_of(content: bytes) -> str | None:
    """The encoding of a file whose characters are of two or four bytes, by its BOM or the NULs of ASCII; else None."""
    for bom, name in _BOMS:
        if content.startswith(bom):
            return name
    found = _WIDE_START.match(content)
    if found is None:
        return None
    at = found.end() - 1
    before, behind = content[max(at - 3, 0) : at], content[at + 1 : at + 4]
    if at % 4 == 0 and behind == b"\x00\x00\x00":
        return "utf-32-le"
    if at % 4 == 3 and before == b"\x00\x00\x00":
        return "utf-32-be"
    if at % 2 == 0 and behind[:1] == b"\x00":
        return "utf-16-le"
    return "utf-16-be" if at % 2 == 1 and before[-1:] == b"\x00" else None


def is_wide(encoding: str) -> bool:
    """Whether an encoding of this name has characters of two or four bytes."""
    return codec_of(encoding) in _WIDE


def declared_charsets(content: bytes) -> Sequence[str]:
    """The charsets other than UTF-8 that a file's properties declare, in their order; at most eight."""
    found: dict[str, str] = {}
    for match in _CHARSET.finditer(content):
        name = match[1].decode("ascii", "replace").lower()
        codec = codec_of(name)
        if codec is not None and codec not in ("utf_8", "ascii", *_WIDE):
            found.setdefault(codec, name)
    return tuple(islice(found.values(), _MOST_CHARSETS))


def guessed_encoding(content: bytes) -> str:
    """The encoding by which undeclared bytes of a file are read, for the choice that import offers."""
    wide = wide_encoding_of(content)
    if wide is not None:
        return wide
    try:
        content.decode()
    except UnicodeDecodeError:
        return next(iter(declared_charsets(content)), FALLBACK)
    return UTF_8


def kind_of(content: bytes) -> str:
    """What a file without cards is: one word such as `empty`, `html`, `csv`, `binary` or `text`."""
    if not content.strip(b" \t\r\n\x00\x1a\xef\xbb\xbf"):
        return "empty"
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    text = content[:_LOOKED_AT].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    for start, kind in _STARTS:
        if start.match(text):
            return kind
    if len(_CONTROL.findall(text)) * 20 > len(text):
        return "binary"
    return "csv" if _is_table(text.splitlines()[:3]) else "text"


def _is_table(lines: Sequence[str]) -> bool:
    """Whether the first lines have one separator equally often, or the only line has it twice."""
    for separator in _SEPARATORS:
        counts = {line.count(separator) for line in lines if line.strip()}
        if len(counts) == 1 and min(counts) >= (1 if len(lines) > 1 else 2):
            return True
    return False
