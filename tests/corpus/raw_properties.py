"""The raw lines of the cards of a file, read without our reader: a second opinion on what an export keeps.

Only what RFC 6350, section 3.2, and vCard 2.1 call folding is undone: indented lines, quoted-printable soft
breaks, and the lines of Base64 whether indented or not. Nothing is decoded.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_LINE_END = re.compile(rb"\r\r\n|\r\n|\n|\r")
_BEGIN = re.compile(rb"BEGIN:[ \t]*VCARD[ \t]*", re.IGNORECASE)
_END = re.compile(rb"END:[ \t]*VCARD[ \t]*", re.IGNORECASE)
_QUOTED_PRINTABLE = re.compile(rb"[^:]*;[^:]*QUOTED-PRINTABLE", re.IGNORECASE)
_BASE64 = re.compile(rb"[^:]*;(?:ENCODING=)?(?:BASE64|B)(?=[;:])", re.IGNORECASE)
_BASE64_TEXT = re.compile(rb"[A-Za-z0-9+/=]+[ \t]*")
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT[;:]", re.IGNORECASE)
_HEAD = re.compile(
    rb"(?:(?P<group>[^.:;\"]*)\.)?(?P<name>[^.:;\"]*)(?P<parameters>(?:;(?:\"[^\"]*\"|[^\":])*)?):"
)
"""A quoted parameter may hold a colon."""


class RawProperty(NamedTuple):
    """An unfolded line as it stands; a line that is no property has its text as value and no name."""

    group: bytes
    name: bytes
    parameters: bytes
    value: bytes


class _Line(NamedTuple):
    """An unfolded line and the numbers of the first and last line it took in the file."""

    text: bytes
    first: int
    last: int


@dataclass(frozen=True)
class RawCard:
    """The lines between BEGIN and END, without those of cards within it that are cards of their own."""

    properties: Counter[RawProperty]
    first_line: int
    last_line: int


def raw_cards(data: bytes) -> list[RawCard]:
    """The cards of a file in the order of their BEGIN; one without END reaches to the end of the file."""
    cards: list[RawCard] = []
    open_cards: list[tuple[int, list[bytes]]] = []
    depth_in_agent = 0
    last = 0
    found: list[tuple[int, int, list[bytes]]] = []
    previous = b""
    for line in unfolded(data):
        last = line.last
        if _BEGIN.fullmatch(line.text) and (depth_in_agent or _opens_an_agent(previous, open_cards)):
            depth_in_agent += 1
            open_cards[-1][1].append(line.text)
        elif _BEGIN.fullmatch(line.text):
            open_cards.append((line.first, []))
        elif _END.fullmatch(line.text) and depth_in_agent:
            depth_in_agent -= 1
            open_cards[-1][1].append(line.text)
        elif _END.fullmatch(line.text) and open_cards:
            first, lines = open_cards.pop()
            found.append((first, line.last, lines))
        elif open_cards and line.text.strip():
            open_cards[-1][1].append(line.text)
        if line.text.strip():
            previous = line.text
    found += [(first, last, lines) for first, lines in open_cards]
    for first, end, lines in sorted(found, key=lambda card: card[0]):
        cards.append(RawCard(Counter(raw_property(text) for text in lines), first, end))
    return cards


def _opens_an_agent(previous: bytes, open_cards: list[tuple[int, list[bytes]]]) -> bool:
    """Whether the card that begins is the value of the AGENT before it (vCard 2.1, section 2.4.2)."""
    return bool(open_cards) and _AGENT.match(previous) is not None and previous.rstrip().endswith(b":")


def raw_property(text: bytes) -> RawProperty:
    """An unfolded line as group, name, parameters and value, all raw and in their own case.

    The blanks of Base64 are folding (RFC 2045, section 6.8: characters outside the alphabet are ignored).
    """
    head = _HEAD.match(text)
    if head is None or not head["name"]:
        return RawProperty(b"", b"", b"", text)
    value = text[head.end() :]
    if _BASE64.match(head.group()):
        value = b"".join(value.split())
    return RawProperty(head["group"] or b"", head["name"], head["parameters"], value)


def unfolded(data: bytes) -> Iterator[_Line]:
    """The logical lines of a file; lines of Base64 that stand on their own go to the property before."""
    text, first, last = b"", 0, 0
    for number, line in enumerate(_LINE_END.split(data.removeprefix(b"\xef\xbb\xbf")), start=1):
        joined = _joined(text, line) if first else None
        if joined is not None:
            text, last = joined, number
            continue
        if first:
            yield _Line(text, first, last)
        text, first, last = line, number, number
    if first:
        yield _Line(text, first, last)


def _joined(text: bytes, line: bytes) -> bytes | None:
    """The logical line with its continuation, or None when `line` begins another one."""
    if text.endswith(b"=") and _QUOTED_PRINTABLE.match(text):
        return None if _END.fullmatch(line) else text[:-1] + line
    if line[:1] in (b" ", b"\t") and line.strip():
        return text + line[1:]
    if _BASE64.match(text) and _BASE64_TEXT.fullmatch(line):
        return text + line
    return None
