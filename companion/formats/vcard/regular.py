"""The quick way through a card that breaks no rule; it gives exactly what `tolerant` would, or nothing."""

from collections.abc import Sequence

from companion.formats.vcard.card import Card, Property
from companion.formats.vcard.charset import codec_of
from companion.formats.vcard.dialect import VERSIONS, version_said
from companion.formats.vcard.line import head_of
from companion.formats.vcard.tolerant import MOST_PROPERTIES
from companion.formats.vcard.value import QUOTED_PRINTABLE, charset_of, encoding_of

LARGEST = 8 << 20
"""Bytes of a body; a larger one may pass a limit, which only the other way can tell."""

_BEGIN_CRLF, _END_CRLF = b"BEGIN:VCARD\r\n", b"\r\nEND:VCARD"
_BEGIN_LF, _END_LF = b"BEGIN:VCARD\n", b"\nEND:VCARD"
_HEAD_START = 4 << 20
_FOLD = "\x00"
_MOST_HEADS = 4096
_LONGEST_HEAD = 200
_NESTED = {"AGENT", "BEGIN", "END"}
_new = tuple.__new__


class _Heads(dict[str, tuple[str, str, str]]):
    """Group, name and parameters of every head met: cards have few different ones. KeyError for an irregular one."""

    def __missing__(self, text: str) -> tuple[str, str, str]:
        head = head_of(text) if len(text) <= _LONGEST_HEAD else None
        if head is None or not _is_regular(head.name, head.parameters) or not text.isprintable():
            raise KeyError(text)
        if len(self) >= _MOST_HEADS:
            self.clear()
        self[text] = head
        return head


_heads = _Heads()


class RegularReader:
    """Reads the regular cards of a file; never more than a few times as many bytes as the file has."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._spared = _HEAD_START

    def card_at(self, at: int, number: int) -> tuple[Card, int, int] | None:
        """The card that begins here, where the next line does and its number; None if it takes the other way.

        It does when its BEGIN and END are not written as in the RFCs, when its version is none that we know, and
        for the reasons of `regular_properties`.
        """
        content = self._content
        line_end = b"\r\n" if content.startswith(_BEGIN_CRLF, at) else b"\n"
        begin, end = (_BEGIN_CRLF, _END_CRLF) if line_end == b"\r\n" else (_BEGIN_LF, _END_LF)
        if not content.startswith(begin, at) or at + self._spared < 0:
            return None
        start = at + len(begin)
        body_end = content.find(end, start) + len(line_end)
        after = body_end + len(end)
        properties = None
        if body_end >= start and content[after - len(line_end) : after] in (line_end, b""):
            properties = regular_properties(content[start:body_end], number + 1)
        version = _version_of(properties) if properties else None
        if version not in VERSIONS or not properties:
            # What was looked at in vain may be looked at again for the next card, but not for ever.
            self._spared -= (body_end if body_end >= start else len(content)) - at
            return None
        last = number + 1 + content.count(b"\n", start, body_end)
        raw = content[at : after - len(line_end)]
        return Card(version, tuple(properties), raw, None, number, last), after, last + 1


def _version_of(properties: Sequence[Property]) -> str | None:
    first = properties[0]
    return first.value.strip() if first.name == "VERSION" else version_said(properties)


def regular_properties(body: bytes, number: int) -> list[Property] | None:
    """The properties of the lines of a card, the first of which has this number; None if it takes the other way.

    It does when it is not UTF-8, holds NUL or ESC, ends lines in several ways or after more than 5,000 of them,
    when a line is no property, is quoted-printable, opens a card or leaves a quote open.
    """
    if len(body) > LARGEST or b"\x00" in body or b"\x1b" in body:
        return None
    end = "\r\n" if body.endswith(b"\r\n") else "\n"
    fold = end.encode() + b" "
    tab_fold = end.encode() + b"\t"
    is_folded = fold in body or tab_fold in body
    if is_folded:
        body = body.replace(fold, b"\x00").replace(tab_fold, b"\x00")
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None
    lines = text.split(end)
    if (
        lines.pop()
        or text.count("\r") != (len(lines) if end == "\r\n" else 0)
        or text.count("\n") != len(lines)
    ):
        return None
    try:
        properties = _folded(lines, number) if is_folded else _unfolded(lines, number)
    except KeyError:
        return None
    return properties if len(properties) <= MOST_PROPERTIES else None


def _unfolded(lines: Sequence[str], number: int) -> list[Property]:
    heads = _heads
    properties = []
    for line in lines:
        head, colon, value = line.partition(":")
        if colon:
            group, name, parameters = heads[head]
            properties.append(_new(Property, (group, name, parameters, value, number, number)))
        elif line:
            raise KeyError(line)
        number += 1
    return properties


def _folded(lines: Sequence[str], number: int) -> list[Property]:
    heads = _heads
    properties = []
    for line in lines:
        head, colon, value = line.partition(":")
        last = number
        if colon:
            group, name, parameters = heads[head]
            if _FOLD in value:
                last += value.count(_FOLD)
                value = value.replace(_FOLD, "")
            properties.append(_new(Property, (group, name, parameters, value, number, last)))
        elif line:
            raise KeyError(line)
        number = last + 1
    return properties


def _is_regular(name: str, parameters: str) -> bool:
    if name.upper() in _NESTED or parameters.count('"') % 2:
        return False
    charset = charset_of(parameters)
    return encoding_of(parameters) != QUOTED_PRINTABLE and (not charset or codec_of(charset) == "utf_8")
