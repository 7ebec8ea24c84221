"""The capture line: one typed line to names, needs, offers, promises and the rest; nothing is lost.

Read in a fixed order: characters, quotes, contact points, signs, commas. Linear in the length of the
line; the phones of a line beyond 20,000 characters are left out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from companion.model.capture import Capture, ContactPhrase, PromisePhrase, Span, Token, TokenKind
from companion.model.person import ContactKind
from companion.rules.character import Text, is_wrapped, starts_value
from companion.rules.contact import Contact, find_contacts, warm
from companion.rules.dates import find_date, next_working_day

__all__ = ["READER_VERSION", "read", "warm"]

READER_VERSION = 1
"""Grows when the same line is read otherwise; kept beside every raw line."""

_SIGNS = {
    "@": TokenKind.ORGANISATION,
    "?": TokenKind.NEED,
    "+": TokenKind.OFFER,
    "!": TokenKind.PROMISE,
    ">": TokenKind.INTRO,
    "#": TokenKind.TAG,
}
_ALIASES = {
    "need": TokenKind.NEED,
    "offer": TokenKind.OFFER,
    "todo": TokenKind.PROMISE,
    "promise": TokenKind.PROMISE,
    "promised": TokenKind.PROMISE,
    "intro": TokenKind.INTRO,
    "at": TokenKind.ORGANISATION,
    "org": TokenKind.ORGANISATION,
    "tag": TokenKind.TAG,
}
_SIGN = re.compile(
    r"(?<![^ ,])(?:[@?!+>#*]|(needs?|offers?|todos?|promises?|promised|intros?|at|org|tags?):)",
    re.IGNORECASE,
)
_GREEDY = {TokenKind.NEED, TokenKind.OFFER, TokenKind.PROMISE, TokenKind.INTRO}
_BEFORE_DIGIT = re.compile(r"[>#]\d|\+\(?\d")
_EDGE = " ,，、،;；"
_RULE_WORD = re.compile(r"[-–—|·•/]+")
_NOTHING = re.compile(r"[\s,，、،;；\-–—|·•/.:()\[\]<>]*")
_TAG_TRAILING = ".,;:!?)]}'\"…，；：！？،؟＂"
_WORD = re.compile(r"\S+")
_LONGEST_TITLE = 4
_LAST_WORDS = 12


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign or alias that counts: `start` is its own place, `value` that of what follows."""

    kind: TokenKind
    start: int
    value: int
    end: int
    """Where its value ends at the latest: at the next sign."""


def read(line: str, *, today: date, region: str, off: Sequence[Span] = ()) -> Capture:
    """Read a capture line on a day; `region` (ISO 3166) decides which numbers are phones.

    `off` are ranges of the line, in code points, that are read like quoted text. No line is an error.
    """
    return _Reader(line, today, region, off).capture()


class _Reader:
    """Works through one line; what it takes is cut out of the free words, which become the note."""

    def __init__(self, line: str, today: date, region: str, off: Sequence[Span]) -> None:
        self._text = Text(line, off)
        self._today = today
        self._contacts = find_contacts(self._text, region)
        self._contact_starts = [contact.outer_start for contact in self._contacts]
        self._signs = self._found_signs()
        self._taken: list[Span] = []
        self._tokens: list[tuple[TokenKind, int, int, str]] = []
        self._promises: list[PromisePhrase] = []

    def capture(self) -> Capture:
        """Read everything."""
        self._take_values()
        contacts = self._take_contacts()
        name_end = self._take_name()
        self._take_title(name_end)
        pieces = self._take_pieces()
        self._tokens.sort(key=lambda token: (token[1], -token[2]))
        return Capture(
            names=self._values(TokenKind.NAME),
            title=next(iter(self._values(TokenKind.TITLE)), None),
            organisation=next(iter(self._values(TokenKind.ORGANISATION)), None),
            contacts=contacts,
            tags=tuple(dict.fromkeys(self._values(TokenKind.TAG))),
            needs=self._values(TokenKind.NEED),
            offers=self._values(TokenKind.OFFER),
            promises=tuple(self._promises),
            intros=self._values(TokenKind.INTRO),
            starred=bool(self._values(TokenKind.STAR)),
            note="; ".join(pieces),
            tokens=tuple(self._token(*token) for token in self._tokens),
        )

    def _values(self, kind: TokenKind) -> tuple[str, ...]:
        return tuple(text for some, _, _, text in self._tokens if some is kind)

    def _token(self, kind: TokenKind, start: int, end: int, text: str) -> Token:
        return Token(kind, *self._text.span(start, end), text)

    def _contact_at(self, place: int) -> Contact | None:
        found = bisect_right(self._contact_starts, place) - 1
        if found >= 0 and place < self._contacts[found].outer_end:
            return self._contacts[found]
        return None

    # Signs

    def _found_signs(self) -> list[_Sign]:
        signs = self._text.signs
        starts: list[tuple[TokenKind, int, int]] = []
        for match in _SIGN.finditer(signs):
            place = match.start()
            if self._text.literal_at(place) is not None or self._contact_at(place) is not None:
                continue
            found = self._alias(match) if match[1] else self._plain_sign(place)
            if found is not None:
                starts.append((found[0], place, found[1]))
        return self._bounded(starts)

    def _alias(self, match: re.Match[str]) -> tuple[TokenKind, int] | None:
        word = match[1].lower()
        return _ALIASES.get(word) or _ALIASES[word.removesuffix("s")], match.end()

    def _plain_sign(self, place: int) -> tuple[TokenKind, int] | None:
        signs = self._text.signs
        if signs[place] == "*":
            alone = place + 1 == len(signs) or signs[place + 1] in " ,"
            return (TokenKind.STAR, place + 1) if alone else None
        if _BEFORE_DIGIT.match(signs, place):
            return None
        value = place + 1
        alone = (
            signs[place] == "@"
            and (place == 0 or signs[place - 1] == " ")
            and signs[value : value + 1] == " "
        )
        value += alone
        return (_SIGNS[signs[place]], value) if starts_value(signs, value) else None

    def _bounded(self, starts: Sequence[tuple[TokenKind, int, int]]) -> list[_Sign]:
        """The signs with the ends of their values; aliases without a value are text."""
        bounded: list[_Sign] = []
        end = len(self._text)
        for kind, start, value in reversed(starts):
            is_alias = self._text.signs[start] not in "@?!+>#*"
            if is_alias and not self._stripped(value, self._value_end(kind, value, end)):
                continue
            bounded.append(_Sign(kind, start, value, end))
            end = start
        return bounded[::-1]

    def _value_end(self, kind: TokenKind, start: int, end: int) -> int:
        """Where a value ends: an organisation at a comma or contact point, the others at the next sign."""
        return self._first_stop(start, end) if kind is TokenKind.ORGANISATION else end

    def _first_stop(self, start: int, end: int) -> int:
        """The first comma that separates, or contact point, in a range; else its end."""
        found = bisect_right(self._contact_starts, start - 1)
        if found < len(self._contacts):
            end = min(end, self._contacts[found].outer_start)
        return next(self._commas(start, end), end)

    def _commas(self, start: int, end: int) -> Iterator[int]:
        """The commas in a range that separate: not in quotes, contact points or between two digits."""
        signs = self._text.signs
        place = signs.find(",", start, end)
        while place >= 0:
            in_number = (
                0 < place < len(signs) - 1 and signs[place - 1].isdigit() and signs[place + 1].isdigit()
            )
            literal = self._text.literal_at(place)
            if literal is not None:
                place = literal[1] - 1
            elif not in_number and self._contact_at(place) is None:
                yield place
            place = signs.find(",", place + 1, end)

    # What signs take

    def _take_values(self) -> None:
        company = next(
            (s for s in self._signs if s.kind is TokenKind.ORGANISATION and self._company(s)), None
        )
        for sign in self._signs:
            if sign.kind is TokenKind.ORGANISATION:
                if sign is company:
                    self._take(sign.kind, sign.start, *self._company_range(sign))
            elif sign.kind is TokenKind.TAG:
                self._take_tag(sign)
            elif sign.kind is TokenKind.STAR:
                self._tokens.append((sign.kind, sign.start, sign.value, "*"))
                self._taken.append((sign.start, sign.value))
            elif sign.kind is TokenKind.PROMISE:
                self._take_promise(sign)
            else:
                self._take(sign.kind, sign.start, sign.value, sign.end)

    def _company_range(self, sign: _Sign) -> Span:
        return sign.value, self._first_stop(sign.value, sign.end)

    def _company(self, sign: _Sign) -> str:
        return self._said(*self._trimmed(*self._company_range(sign)))

    def _take(self, kind: TokenKind, start: int, value: int, end: int) -> None:
        """Cut a value out of the line; its token ends with its last character."""
        value, stop = self._trimmed(value, end)
        said = self._said(value, stop)
        if said:
            self._tokens.append((kind, start, stop, said))
            self._taken.append((start, end))

    def _take_tag(self, sign: _Sign) -> None:
        text, signs = self._text, self._text.signs
        start = sign.value
        while start < sign.end and signs[start] == " ":
            start += 1
        literal = text.literal_at(start)
        end = literal[1] if literal is not None else start
        while end < sign.end and signs[end] not in " ,":
            end += 1
        word = text.typed[start:end]
        shown = word if literal is not None and literal == (start, end) else word.rstrip(_TAG_TRAILING)
        said = (shown[1:-1] if is_wrapped(shown) else shown).strip()
        if said:
            self._tokens.append((sign.kind, sign.start, start + len(shown), " ".join(said.split()).lower()))
            self._taken.append((sign.start, end))

    def _take_promise(self, sign: _Sign) -> None:
        start, stop = self._trimmed(sign.value, sign.end)
        words = self._words(start, stop)
        found = find_date([word for _, _, word in words], self._today)
        due = found.day if found is not None else next_working_day(self._today)
        said = self._said(start, stop)
        if found is not None and found.start < found.end:
            first, last = words[found.start][0], words[found.end - 1][1]
            rest = self._around(start, first, last, stop)
            said = rest or said
            dated = self._text.typed[first:last]
            self._tokens.append((TokenKind.DATE, first, last, dated))
        if said:
            self._tokens.append((sign.kind, sign.start, stop, said))
            self._taken.append((sign.start, sign.end))
            self._promises.append(PromisePhrase(said, due))

    def _words(self, start: int, stop: int) -> list[tuple[int, int, str]]:
        """The last words of a range, each with its place; quoted ones as "", which is no date."""
        near = max(start, stop - 40 * _LAST_WORDS)
        if near > start:
            near = self._text.signs.find(" ", near, stop)
        found = [match.span() for match in _WORD.finditer(self._text.typed, max(near, start), stop)]
        return [
            (first, last, "" if self._text.literal_at(last - 1) else self._text.signs[first:last])
            for first, last in found[-_LAST_WORDS:]
        ]

    def _around(self, start: int, first: int, last: int, stop: int) -> str:
        """A value without the date in it."""
        before = self._said(*self._trimmed(start, first))
        after = self._said(*self._trimmed(last, stop))
        return " ".join(part for part in (before, after) if part)

    # Contact points, name, title

    def _take_contacts(self) -> tuple[ContactPhrase, ...]:
        """Those that lie in no need, offer, promise or introduction; equal ones once."""
        inside = [(sign.start, sign.end) for sign in self._signs if sign.kind in _GREEDY]
        starts = [start for start, _ in inside]
        kept: dict[tuple[ContactKind, str], ContactPhrase] = {}
        for contact in self._contacts:
            found = bisect_right(starts, contact.start) - 1
            if found >= 0 and contact.start < inside[found][1]:
                continue
            phrase = contact.phrase
            self._tokens.append((TokenKind(phrase.kind.value), contact.start, contact.end, phrase.typed))
            self._taken.append((contact.outer_start, contact.outer_end))
            key = phrase.value.casefold() if phrase.kind is ContactKind.EMAIL else phrase.value
            kept.setdefault((phrase.kind, key), phrase)
        return tuple(kept.values())

    def _take_name(self) -> int | None:
        """Cut the name out; where it ends, or None when the line has none."""
        start = 0
        for sign in self._signs:
            gap = self._text.signs[start : sign.start]
            if sign.kind is not TokenKind.STAR or gap.strip(" ,"):
                break
            start = sign.value
        while start < len(self._text) and self._text.signs[start] == " ":
            start += 1
        end = next((sign.start for sign in self._signs if sign.start >= start), len(self._text))
        end = self._first_stop(start, end)
        if not any(char.isalnum() for char in self._text.typed[start:end]):
            return None
        for first, last in self._parts(start, end):
            first, last = self._trimmed(first, last)
            said = self._said(first, last)
            if any(char.isalnum() for char in said):
                self._tokens.append((TokenKind.NAME, first, last, said))
        self._taken.append((start, end))
        return end

    def _parts(self, start: int, end: int) -> Iterator[Span]:
        """A name parted where `&` stands alone between blanks or at an end of it."""
        first = start
        for match in re.finditer(r"(?<!\S)&(?!\S)", self._text.signs[start:end]):
            place = start + match.start()
            if self._text.literal_at(place) is None:
                yield first, place
                first = place + 1
        yield first, end

    def _take_title(self, name_end: int | None) -> None:
        """Cut out the last comma part directly before the first organisation, of up to four words."""
        company = next((sign for sign in self._signs if sign.kind is TokenKind.ORGANISATION), None)
        if name_end is None or company is None or name_end > company.start:
            return
        between = [sign for sign in self._signs if name_end <= sign.start < company.start]
        if any(sign.kind in _GREEDY for sign in between):
            return
        floor = max([name_end, *(end for _, end in self._taken if end <= company.start)])
        commas = [*self._commas(floor, company.start)]
        while commas and not self._said(*self._trimmed(commas[-1] + 1, company.start)):
            commas.pop()
        if not commas:
            return
        start, end = self._trimmed(commas[-1] + 1, company.start)
        said = self._said(start, end)
        if said and len(said.split()) <= _LONGEST_TITLE:
            self._tokens.append((TokenKind.TITLE, start, end, said))
            self._taken.append((start, company.start))

    # The rest

    def _take_pieces(self) -> list[str]:
        """What nothing took, in its order: the note."""
        pieces: list[str] = []
        start = 0
        for first, last in (*sorted(self._taken), (len(self._text), len(self._text))):
            piece = self._trimmed(start, first) if first > start else (start, start)
            said = " ".join(self._text.typed[slice(*piece)].split())
            if not _NOTHING.fullmatch(said):
                pieces.append(said)
                self._tokens.append((TokenKind.NOTE, *piece, said))
            start = max(start, last)
        return pieces

    def _trimmed(self, start: int, end: int) -> Span:
        """A range without separators, and words made only of rules, at its ends."""
        typed = self._text.typed
        while start < end:
            if typed[start] in _EDGE:
                start += 1
            elif (rule := _RULE_WORD.match(typed, start, end)) and (
                rule.end() == end or typed[rule.end()] in _EDGE
            ):
                start = rule.end()
            else:
                break
        while start < end:
            word = max(typed.rfind(" ", start, end) + 1, start)
            if typed[end - 1] in _EDGE:
                end -= 1
            elif end - word < 64 and _RULE_WORD.fullmatch(typed, word, end):
                end = word
            else:
                break
        return start, end

    def _said(self, start: int, end: int) -> str:
        """A value as it is kept: blanks collapsed, without the quotes that enclose all of it."""
        said = " ".join(self._text.typed[start:end].split())
        return (
            said[1:-1].strip() if self._text.literal_at(start) == (start, end) and is_wrapped(said) else said
        )

    def _stripped(self, start: int, end: int) -> str:
        return self._said(*self._trimmed(start, end))
