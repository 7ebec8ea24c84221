"""Characters of a capture line: what is dropped, what counts as a sign, what is quoted."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from companion.model.capture import Span

_BLANKS = "\t\n\v\f\r\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_DROPPED = "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in _BLANKS]
_CLEANED = {ord(blank): " " for blank in _BLANKS} | {ord(char): None for char in (*_DROPPED, *_CONTROLS)}
_SAME_AS = str.maketrans("＠？＃！＋＞，：＊＆＂；،؟", '@?#!+>,:*&";,?')
_QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»"}
_OPENERS = re.compile("[{}]".format("".join(_QUOTES)))
_CLOSERS = {mark: re.compile(f"[{closing}]") for mark, closing in _QUOTES.items()}
_OPENING = "([{"


class Text:
    """A raw line without what is dropped, with one reading for values and one for signs.

    `typed` keeps the characters as typed, `signs` has full-width and Arabic punctuation as ASCII;
    both are indexed alike, and `span` finds the way back to the raw line. `is_literal` says what is quoted.
    """

    def __init__(self, raw: str, off: Sequence[Span]) -> None:
        self.typed = raw.translate(_CLEANED)
        self.signs = self.typed.translate(_SAME_AS)
        self._places: list[int] | None = None
        if len(self.typed) != len(raw):
            self._places = [place for place, char in enumerate(raw) if _CLEANED.get(ord(char), char)]
        switched_off = [self._inner(start, end) for start, end in off]
        self.literal = _merged([*_quoted(self.signs), *((a, b) for a, b in switched_off if a < b)])
        self._starts = [start for start, _ in self.literal]

    def __len__(self) -> int:
        return len(self.typed)

    def span(self, start: int, end: int) -> Span:
        """The range of the raw line that a range of this text stands for."""
        if self._places is None:
            return start, end
        return self._places[start], self._places[end - 1] + 1

    def literal_at(self, place: int) -> Span | None:
        """The quoted range that a place lies in."""
        found = bisect_right(self._starts, place) - 1
        if found >= 0 and place < self.literal[found][1]:
            return self.literal[found]
        return None

    def _inner(self, start: int, end: int) -> Span:
        """The range of this text that lies in a range of the raw line."""
        if self._places is None:
            return max(start, 0), min(end, len(self.typed))
        return bisect_right(self._places, start - 1), bisect_right(self._places, end - 1)


def opens_word(signs: str, place: int) -> bool:
    """Whether a sign may stand here: at the start, after a blank, directly after a comma."""
    return place == 0 or signs[place - 1] in " ,"


def starts_value(signs: str, place: int) -> bool:
    """Whether the character is one that a sign stands directly before: of a word, a bracket, a quote."""
    if place >= len(signs):
        return False
    char = signs[place]
    return (
        char in _OPENING
        or char in _QUOTES
        or unicodedata.category(char)[0] in "LM"
        or (unicodedata.category(char) in {"Nd", "Nl", "No", "Sc", "So"})
    )


def is_wrapped(text: str) -> bool:
    """Whether one pair of quotes encloses a whole text."""
    signs = text.translate(_SAME_AS)
    return len(signs) > 1 and next(iter(_quoted(signs)), None) == (0, len(signs))


def _quoted(signs: str) -> Iterator[Span]:
    """Each quote with its marks: opened at the start of a word, closed by the next closing mark."""
    never_closed: set[str] = set()
    place = 0
    while (opening := _OPENERS.search(signs, place)) is not None:
        place = opening.end()
        mark = opening.group()
        if mark in never_closed or not _may_open(signs, opening.start()):
            continue
        closing = _CLOSERS[mark].search(signs, place)
        if closing is None:
            never_closed.add(mark)
            continue
        yield opening.start(), closing.end()
        place = closing.end()


def _may_open(signs: str, place: int) -> bool:
    return place == 0 or signs[place - 1] in " ,:@?!+>#([{"


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
