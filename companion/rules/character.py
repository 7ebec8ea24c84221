"""The characters of a capture line: which are dropped, which mean the same, which are literal."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from companion.model.capture import Span

LITERAL = "\x01"
"""Stands for a character that is quoted or switched off. Nobody can type it: controls are dropped."""
CONTACT = "\x02"
"""Stands for a character of a contact point."""

_BLANKS = "\t\n\v\f\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {ord(blank) for blank in _BLANKS}
_FORMATS = "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_CLEANED = {ord(blank): " " for blank in _BLANKS} | dict.fromkeys((*_CONTROLS, *map(ord, _FORMATS)))
_SAME_AS = str.maketrans("＠？＃！＋＞，：＊＆＂；،؟", '@?#!+>,:*&";,?')
_NOT_BLANK = re.compile("[^ ]")
_SEPARATOR = "[ ,;、]"
_RULE = "-–—|·•/"
_EDGE = re.compile(rf"(?:{_SEPARATOR}|[{_RULE}]++(?={_SEPARATOR}|\Z))*+")
_HOLLOW = re.compile(rf"[{_RULE} ,;、.:()\[\]<>]*")
_ALIAS = "needs?|offers?|todos?|promises?|promised|intros?|at|org|tags?"
_MAY_OPEN = re.compile(
    rf'(?:(?<![^ ,])(?:[@?+!>#]|(?:{_ALIAS}):)|(?<![^ ,(\[{{]))["“„«]', re.ASCII | re.IGNORECASE
)
_CLOSING = {'"': re.compile('"'), "“": re.compile("”"), "„": re.compile("[“”]"), "«": re.compile("»")}
_OPENING = {*'([{"“„«', LITERAL}

SIGN = re.compile(
    rf"(?<![^ ,])(?:(?P<alias>{_ALIAS}):|(?P<star>\*)(?![^ ,])|[@?+!>#])", re.ASCII | re.IGNORECASE
)
"""A sign or alias where one may stand: at the start of a line, after a blank, directly after a comma."""


@dataclass(frozen=True, slots=True)
class Text:
    """A raw line without what is dropped, in two readings of equal length."""

    typed: str
    """For values: the characters as typed, each white-space character as a blank."""
    plain: str
    """For signs: full-width and Arabic punctuation as ASCII, and LITERAL for what is quoted or off."""
    quotes: Mapping[int, int]
    """Where each quote starts and ends, its marks included."""
    off: Sequence[Span]
    """What is switched off: ranges in order that do not touch."""
    places: Sequence[int]
    """For each character its place in the raw line."""

    def span(self, start: int, end: int) -> Span:
        """The range of the raw line that a range of this text stands for."""
        return self.places[start], self.places[end - 1] + 1

    def is_off(self, start: int, end: int) -> bool:
        """Whether all of a range is switched off."""
        before = bisect_right(self.off, start, key=lambda span: span[0])
        return before > 0 and end <= self.off[before - 1][1]

    def trimmed(self, start: int, end: int) -> Span:
        """A range without the separators, and words made only of rules, at its ends."""
        start = _matched_end(_EDGE, self.plain, start, end)
        backwards = self.plain[start:end][::-1]
        return start, end - _matched_end(_EDGE, backwards, 0, len(backwards))

    def is_hollow(self, start: int, end: int) -> bool:
        """Whether a range holds nothing but separators, brackets and the like."""
        return _HOLLOW.fullmatch(self.plain, start, end) is not None

    def words(self, start: int, end: int) -> str:
        """A range as typed, runs of blanks as one."""
        return " ".join(self.typed[start:end].split())

    def value(self, start: int, end: int) -> str:
        """A range as it is kept: without the quotes if one pair encloses all of it."""
        is_quoted = self.quotes.get(start) == end
        return self.words(start + is_quoted, end - is_quoted)


def prepare(raw: str, off: Sequence[Span]) -> Text:
    """The text of a raw line; `off` are ranges of it to be read like quoted text, in any order."""
    typed = raw.translate(_CLEANED)
    places: Sequence[int] = range(len(raw))
    if len(typed) != len(raw):
        places = [place for place, char in enumerate(raw) if _CLEANED.get(ord(char), char)]
    switched_off = _merged((bisect_left(places, start), bisect_left(places, end)) for start, end in off)
    plain = masked(typed.translate(_SAME_AS), switched_off, LITERAL)
    quotes = dict(_quotes(plain))
    return Text(typed, masked(plain, quotes.items(), LITERAL), quotes, switched_off, places)


def masked(plain: str, spans: Iterable[Span], mark: str) -> str:
    """A text with a mark for all characters in some ranges but blanks."""
    parts: list[str] = []
    place = 0
    for start, end in sorted(spans):
        start = max(start, place)
        parts += plain[place:start], _NOT_BLANK.sub(mark, plain[start:end])
        place = max(start, end)
    return "".join((*parts, plain[place:]))


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        elif start < end:
            merged.append((start, end))
    return merged


def starts_word(char: str) -> bool:
    """Whether a sign counts directly before this character: of a word, an opening bracket or quote."""
    if char in _OPENING:
        return True
    category = unicodedata.category(char) if char else ""
    return category[:1] in {"L", "M", "N"} or category in {"Sc", "So"}


def _quotes(plain: str) -> Iterator[Span]:
    """Each quote with its marks: opened at the start of a word, closed by the next closing mark."""
    never_closed: set[str] = set()
    place = 0
    while (opening := _MAY_OPEN.search(plain, place)) is not None:
        place = opening.end()
        mark = plain[place - 1]
        if mark in never_closed:
            continue
        closing = _CLOSING[mark].search(plain, place)
        if closing is None:
            never_closed.add(mark)
            continue
        yield place - 1, closing.end()
        place = closing.end()


def _matched_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match is not None else start
