"""The photo within a card's bytes: taken out, to be kept once as a blob, and put back as it was."""

import re
from base64 import b64encode
from binascii import Error, a2b_base64
from hashlib import sha256
from typing import NamedTuple

from companion.formats.vcard.fold import WIDTH
from companion.formats.vcard.value import LARGEST_PHOTO, media_type_of
from companion.model.contact import Photo

_HEAD = re.compile(
    rb'^(?:[\w-]++\.)?PHOTO(?:;(?:"[^"\r\n]*+"|[^":\r\n])*+)?:(?:[ \t]*+data:[^,\r\n]*+,)?+',
    re.IGNORECASE | re.MULTILINE,
)
_ALPHABET = b"[A-Za-z0-9+/=]"
_BREAK = rb"(?:\r\r\n|\r\n|\n|\r)"
_LINES = re.compile(rb"%b*+(?:%b[ \t]*+%b++(?=[\r\n]|\Z))*+" % (_ALPHABET, _BREAK, _ALPHABET))
_START = re.compile(rb"(%b)([ \t]*+)" % _BREAK)
_FOLD = re.compile(rb"%b[ \t]" % _BREAK)
_ANY_END = re.compile(_BREAK)
_NOT_VALUE = b"\r\n \t"
_REFERENCE = re.compile(
    rb"companion-photo:([0-9a-f]{64})(?:\.(\d{1,7})\.(\d{1,7})\.(\d{1,7})\.(\d{1,3})([st])\.(lf|crcrlf|crlf|cr))?+"
)
_ENDS = {b"lf": b"\n", b"cr": b"\r", b"crlf": b"\r\n", b"crcrlf": b"\r\r\n"}
_END_NAMES = {end: name for name, end in _ENDS.items()}


class _Manner(NamedTuple):
    """How a value is folded: octets on the first line, the second and the others, and what comes between."""

    first: int
    second: int
    width: int
    between: bytes


def detached(raw: bytes) -> tuple[bytes, Photo | None]:
    """A card without its first inline photo, a short reference in its place, and the photo.

    The card as it came and None if there is no such photo, or if putting it back would change more of
    the card than its folding: because its base64 is odd, or by its first bytes it is no picture.
    """
    for head in _HEAD.finditer(raw):
        lines = _LINES.match(raw, head.end())
        photo = _photo(lines.group()) if lines is not None else None
        if lines is None or photo is None:
            continue
        reference = (
            b"companion-photo:" + sha256(photo.content).hexdigest().encode() + _manner_name(lines.group())
        )
        short = b"".join((raw[: lines.start()], reference, raw[lines.end() :]))
        again = attached(short, photo.content)
        if again == raw or _unfolded(again) == _unfolded(raw):
            return short, photo
    return raw, None


def attached(raw: bytes, photo: bytes) -> bytes:
    """The card with the photo in place of the reference to it, folded as it was, or else at 75 octets.

    A card that does not refer to this photo is returned as it is.
    """
    digest = sha256(photo).hexdigest().encode()
    for reference in _REFERENCE.finditer(raw):
        if reference[1] == digest:
            value = _in_lines(b64encode(photo), _manner(raw, reference))
            return b"".join((raw[: reference.start()], value, raw[reference.end() :]))
    return raw


def _unfolded(raw: bytes) -> bytes:
    return _ANY_END.sub(b"\n", _FOLD.sub(b"", raw))


def _photo(lines: bytes) -> Photo | None:
    value = lines.translate(None, _NOT_VALUE)
    if len(value) * 3 // 4 > LARGEST_PHOTO:
        return None
    try:
        content = a2b_base64(value, strict_mode=True)
    except Error:
        return None
    media_type = media_type_of(content)
    return None if media_type is None else Photo(media_type, content)


def _manner_name(lines: bytes) -> bytes:
    """How these lines are folded, as a reference says it; empty where they follow no rule."""
    found = _START.split(lines)
    if len(found) == 1:
        return b".0.0.0.0s.lf"
    end, indent = found[-3:-1]
    first, second, *others = found[::3]
    last = others.pop() if others else b""
    width = len(others[0]) if others else max(len(second), len(last))
    is_regular = len(last) <= width and all(len(other) == width for other in others)
    if not is_regular or len(set(indent)) > 1 or {*found[2::3]} != {indent}:
        return b""
    blank = b"t" if indent.startswith(b"\t") else b"s"
    sizes = (len(first), len(second), width, len(indent))
    return b".%d.%d.%d.%d%b.%b" % (*sizes, blank, _END_NAMES[end])


def _manner(raw: bytes, reference: re.Match[bytes]) -> _Manner:
    if reference[2] is None:
        line_start = max(raw.rfind(b"\n", 0, reference.start()), raw.rfind(b"\r", 0, reference.start())) + 1
        end = b"\r\n" if b"\r\n" in raw else b"\n"
        return _Manner(max(WIDTH - (reference.start() - line_start), 0), WIDTH - 1, WIDTH - 1, end + b" ")
    first, second, width, indent = (int(reference[number]) for number in (2, 3, 4, 5))
    blank = b"\t" if reference[6] == b"t" else b" "
    return _Manner(first, second, width, _ENDS[reference[7]] + blank * indent)


def _in_lines(value: bytes, manner: _Manner) -> bytes:
    first, second, width, between = manner
    if width == 0:
        return value
    others = range(first + second, len(value), width)
    pieces = [
        value[:first],
        value[first : first + second],
        *(value[start : start + width] for start in others),
    ]
    return between.join(pieces if pieces[1] else pieces[:1])
