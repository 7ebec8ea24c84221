"""Physical lines joined to logical ones, and a logical line cut into its parts: by every habit of every exporter.

Text here is bytes as Latin-1, each character one byte: a fold may cut a character, and charsets differ by line.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

LINE_END = re.compile("\r\r\n|\r\n|\n|\r")

_ASCII_NAME = re.compile("[A-Za-z0-9_-]++")
_EXTENSION = re.compile('[Xx]-[^\x00-\x1f"]++')
_GROUP = re.compile("[A-Za-z0-9_.-]*+")
_QUOTE_OR_COLON = re.compile('"[^"]*+"|[":]')
_BASE64_LINE = re.compile(r"[A-Za-z0-9+/=_\- \t]++")
_BASE64 = re.compile(r'[;=][ \t"]*+(?:BASE64|B)[ \t"]*+(?=[;,]|\Z)', re.IGNORECASE)
_CODED_LINE_END = re.compile(r"=0[AaDd]=[ \t]*+\Z")
_CUT_CHARACTER = re.compile(
    r"=[C-Fc-f][0-9A-Fa-f]=[ \t]*+\Z|=[89A-Fa-f][0-9A-Fa-f]=[89ABab][0-9A-Fa-f]=[ \t]*+\Z"
)
_REST_OF_CHARACTER = re.compile(" =[89ABab][0-9A-Fa-f]")
_SURE_PROPERTY = re.compile(
    r"(?:N|FN|TEL|EMAIL|ORG|ADR|LABEL|URL|TITLE|ROLE|BDAY|PHOTO|NOTE|REV|UID|NICKNAME|CATEGORIES|VERSION"
    r"|X-[A-Z-]++)(?:;[A-Za-z0-9=,;_-]*+)?:"
)
_SHORT_LINE = 60
_LONGEST_REMEMBERED = 200
_BLANKS = " \t"
_NOTHING_MORE = "END"
_MAY_GO_ON = ("\\", "=", " ", "\t")
_ENDS_OF_SOFT_BREAK = ("=", " ", "\t")
_BEGIN = re.compile(r"[ \t]*+BEGIN[ \t]*+:[ \t]*+VCARD[ \t]*+", re.IGNORECASE)
_END = re.compile(r"[ \t]*+END[ \t]*+:[ \t]*+VCARD[ \t]*+", re.IGNORECASE)


class Head(NamedTuple):
    """What stands before the colon."""

    group: str
    name: str
    parameters: str


class Line(NamedTuple):
    """A logical line, its folds and soft breaks taken out."""

    text: str
    first: int
    last: int


class _Way(Enum):
    OPEN = "the colon is still to come"
    PLAIN = "plain"
    QUOTED = "quoted-printable"
    BASE64 = "base64"
    AGENT = "a card as a value"


def head_of(text: str) -> Head | None:
    """Group, name and parameters, or None for what cannot be the head of a property.

    The group ends at the last dot. A name of its own kind (`X-GOOGLE TALK`) may hold anything.
    """
    return _remembered_head(text) if len(text) <= _LONGEST_REMEMBERED else _read_head(text)


def _read_head(text: str) -> Head | None:
    named, _, parameters = text.partition(";")
    group, _, name = named.strip(" \t").rpartition(".")
    if not _ASCII_NAME.fullmatch(name):
        if not _EXTENSION.match(named):
            return None
        group, name = "", named.strip(" \t")
    if not _GROUP.fullmatch(group):
        return None
    return Head(group, name, parameters)


_remembered_head = lru_cache(maxsize=4096)(_read_head)


def colon_of(text: str) -> int:
    """Where the value starts: the colon before it, not within quotes if they are balanced; -1 without one."""
    first = text.find(":")
    if first < 0 or text.find('"', 0, first) < 0:
        return first
    for found in _QUOTE_OR_COLON.finditer(text):
        if found[0] == ":":
            return found.start()
        if found[0] == '"':
            break
    return first


def logical_lines(pieces: Sequence[tuple[str, int]]) -> Iterator[Line]:
    """The logical lines of a card's pieces: whole physical lines, and the number of the first of them.

    Blank ones are left out.
    """
    growing: _Growing | None = None
    for place, (text, number) in enumerate(pieces, start=1):
        lines = _physical_lines(text)
        behind = _NOTHING_MORE if place == len(pieces) else ""
        for line, following in zip(lines, [*lines[1:], behind], strict=False):
            if growing is None or not growing.takes(line, number):
                if growing is not None:
                    yield growing.line()
                    growing = None
                if _stands_alone(line, following):
                    yield Line(line, number, number)
                elif line.strip(_BLANKS):
                    growing = _Growing(line, number)
            number += 1
    if growing is not None:
        yield growing.line()


def _stands_alone(line: str, following: str) -> bool:
    """Whether this is a whole logical line for sure; those that may go on are looked at closely."""
    colon = line.find(":")
    if colon < 0 or following[:1] in ("", " ", "\t") or line[-1] in _MAY_GO_ON or line[0] in _BLANKS:
        return False
    head = line[:colon]
    return '"' not in head and _way_of(head) in (_Way.PLAIN, _Way.QUOTED)


def _physical_lines(text: str) -> Sequence[str]:
    lines = LINE_END.split(text)
    return lines if lines[-1] else lines[:-1]


class _Growing:
    """A logical line that takes the physical lines that belong to it."""

    __slots__ = ("_depth", "_first", "_is_indented", "_last", "_newest", "_pieces", "_way")

    def __init__(self, line: str, number: int) -> None:
        self._pieces = [line]
        self._newest = line
        self._first = self._last = number
        self._depth = 0
        self._is_indented: bool | None = None
        """Whether the lines of the card that is the value are indented; None before the first of them."""
        self._way = _Way.OPEN
        self._find_way()

    def line(self) -> Line:
        """What has been taken, without a soft break that nothing followed."""
        text = "".join(self._pieces)
        if self._way is _Way.QUOTED and self._newest.rstrip(_BLANKS).endswith("="):
            text = text.rstrip(_BLANKS)[:-1]
        return Line(text, self._first, self._last)

    def takes(self, line: str, number: int) -> bool:
        """Add a physical line if it belongs to this one, or is blank."""
        if self._depth and self._takes_card_line(line):
            self._last = number
            return True
        if self._way is _Way.QUOTED and self._newest[-1:] in _ENDS_OF_SOFT_BREAK and self._takes_broken(line):
            self._last = number
            return True
        if line[:1] in (" ", "\t"):
            self._add(line[1:])
            if self._way is _Way.AGENT and len(self._pieces) == 2 and self._pieces[0].endswith(":"):
                self._depth = int(_BEGIN.fullmatch(line) is not None)
        elif not line:
            return True
        elif self._way is _Way.BASE64 and _BASE64_LINE.fullmatch(line):
            self._add(line)
        elif self._way is _Way.AGENT and _BEGIN.fullmatch(line):
            self._pieces.append(line)
            self._depth = 1
            self._is_indented = False
        elif self._newest[-1:] == "\\" and self._is_broken_off(line):
            self._pieces[-1] = self._pieces[-1][:-1]
            self._add("\n" + line)
        else:
            return False
        self._last = number
        return True

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._newest = piece
        if self._way is _Way.OPEN:
            self._find_way()

    def _find_way(self) -> None:
        if ":" not in self._newest:
            return
        text = "".join(self._pieces)
        head = text[: colon_of(text)]
        self._way = _way_of(head)
        if self._way is _Way.AGENT and _BEGIN.fullmatch(text, len(head) + 1):
            self._depth = 1

    def _takes_broken(self, line: str) -> bool:
        """Take what follows a soft break; an empty line only ends it, and so does what is a property for sure."""
        kept = self._newest.rstrip(_BLANKS)
        if not kept.endswith("="):
            return False
        self._pieces[-1] = self._pieces[-1].rstrip(_BLANKS)[:-1]
        is_over = not line.strip(_BLANKS) or (
            len(kept) < _SHORT_LINE and not _CODED_LINE_END.search(kept) and _SURE_PROPERTY.match(line)
        )
        if is_over:
            self._newest = ""
            return False
        if line[0] == " " and _CUT_CHARACTER.search(kept) and _REST_OF_CHARACTER.match(line):
            line = line[1:]
        self._add(line)
        return True

    def _takes_card_line(self, line: str) -> bool:
        """Take a line of the card that is the value; not if the card turns out to be folded like any value.

        Of one that is indented no line is a fold: each of them is a line of the card.
        """
        is_led_by_blank = line[:1] in (" ", "\t")
        if self._is_indented is None:
            self._is_indented = is_led_by_blank
            is_over = is_led_by_blank and not _is_property(line[1:])
        else:
            is_over = self._is_indented and line != "" and not is_led_by_blank
        if is_over:
            self._depth = 0
            return False
        if self._is_indented:
            line = line[1:]
        if _BEGIN.fullmatch(line):
            self._depth += 1
        elif _END.fullmatch(line):
            self._depth -= 1
        self._pieces.append("\n" + line)
        return True

    def _is_broken_off(self, line: str) -> bool:
        """Whether the value ends in a backslash that escapes the line end, and no property follows."""
        backslashes = len(self._newest) - len(self._newest.rstrip("\\"))
        return backslashes % 2 == 1 and not _is_property(line)


def _is_property(line: str) -> bool:
    colon = colon_of(line)
    return colon >= 0 and head_of(line[:colon]) is not None


def _way_of(head: str) -> _Way:
    return _remembered_way(head) if len(head) <= _LONGEST_REMEMBERED else _read_way(head)


def _read_way(head: str) -> _Way:
    if head[-5:].upper() == "AGENT" or ("AGENT;" in head.upper()):
        return _Way.AGENT
    if ";" not in head:
        return _Way.PLAIN
    if "QUOTED-PRINTABLE" in head.upper():
        return _Way.QUOTED
    return _Way.BASE64 if _BASE64.search(head) else _Way.PLAIN


_remembered_way = lru_cache(maxsize=4096)(_read_way)
