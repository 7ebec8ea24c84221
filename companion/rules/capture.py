"""The capture line: one typed line to names, needs, offers, promises and the rest; nothing is lost.

Read in a fixed order: characters, quotes, contact points, signs, commas. Linear in the length of the
line; the phones of a line beyond 20,000 characters are left out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise, takewhile

from companion.model.capture import Capture, ContactPhrase, PromisePhrase, Span, Token, TokenKind
from companion.model.person import ContactKind
from companion.rules.character import CONTACT, Text, masked, prepare
from companion.rules.contact import Contact, find_contacts, warm
from companion.rules.dates import find_date, next_working_day
from companion.rules.sign import COMMA, Sign, find_signs, first_stop

__all__ = ["READER_VERSION", "read", "warm"]

READER_VERSION = 1
"""Grows when the same line is read otherwise; kept beside every raw line."""

_GREEDY = {TokenKind.NEED, TokenKind.OFFER, TokenKind.PROMISE, TokenKind.INTRO}
"""Signs whose values hold commas and contact points."""
_LONE_AMPERSAND = re.compile("(?<![^ ])&(?![^ ])")
_LONGEST_TITLE = 4


def read(line: str, *, today: date, region: str, off: Sequence[Span] = ()) -> Capture:
    """Read a capture line on a day; `region` (ISO 3166) decides which numbers are phones.

    `off` are ranges of the line, in code points, that are read like quoted text; a name or title that
    lies in one is none. No line is an error.
    """
    text = prepare(line, off)
    contacts = find_contacts(text, region)
    plain = masked(text.plain, ((contact.start, contact.stop) for contact in contacts), CONTACT)
    signs = find_signs(text, plain)
    taken = _Taken(text)
    promises = _take_values(taken, signs, today)
    phrases = _take_contacts(taken, contacts, signs)
    name_end = _take_names(taken, plain, signs)
    if name_end is not None:
        _take_title(taken, plain, signs, name_end)
    taken.take_rest()
    return Capture(
        names=taken.values(TokenKind.NAME),
        title=next(iter(taken.values(TokenKind.TITLE)), None),
        organisation=next(iter(taken.values(TokenKind.ORGANISATION)), None),
        contacts=phrases,
        tags=tuple(dict.fromkeys(taken.values(TokenKind.TAG))),
        needs=taken.values(TokenKind.NEED),
        offers=taken.values(TokenKind.OFFER),
        promises=promises,
        intros=taken.values(TokenKind.INTRO),
        starred=bool(taken.values(TokenKind.STAR)),
        note="; ".join(taken.values(TokenKind.NOTE)),
        tokens=tuple(taken.tokens),
    )


class _Taken:
    """What was taken out of a line so far; the words that stay in between are the note."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self._spans: list[Span] = []

    def add(self, kind: TokenKind, start: int, end: int, said: str, stop: int | None = None) -> None:
        """Take a value out of the line, up to `stop` if that lies behind the token's end."""
        self.tokens.append(Token(kind, *self.text.span(start, end), said))
        self._spans.append((start, end if stop is None else stop))

    def drop(self, start: int, end: int) -> None:
        """Take a separator out of the line."""
        self._spans.append((start, end))

    def touches(self, start: int, end: int) -> bool:
        """Whether anything in a range is taken."""
        return any(start < last and first < end for first, last in self._spans)

    def values(self, kind: TokenKind) -> tuple[str, ...]:
        """The values of one kind."""
        return tuple(token.text for token in self.tokens if token.kind is kind)

    def take_rest(self) -> None:
        """Make what nobody took the note, piece by piece, and put all tokens in order."""
        place = 0
        for first, last in (*sorted(self._spans), (len(self.text.plain),) * 2):
            if place < first:
                start, end = self.text.trimmed(place, first)
                if not self.text.is_hollow(start, end):
                    said = self.text.words(start, end)
                    self.tokens.append(Token(TokenKind.NOTE, *self.text.span(start, end), said))
            place = max(place, last)
        self.tokens.sort(key=lambda token: (token.start, -token.end))


def _take_values(taken: _Taken, signs: Sequence[Sign], today: date) -> tuple[PromisePhrase, ...]:
    """Take what stands behind signs; of several organisations the first."""
    promises: list[PromisePhrase] = []
    text = taken.text
    organisation = next((sign for sign in signs if sign.kind is TokenKind.ORGANISATION), None)
    for sign in signs:
        if sign.kind is TokenKind.ORGANISATION and sign is not organisation:
            continue
        start, end = text.trimmed(sign.value, sign.end)
        said = text.value(start, end)
        if sign.kind is TokenKind.STAR:
            end, said = sign.end, "*"
        elif sign.kind is TokenKind.TAG:
            said = said.lower()
        elif sign.kind is TokenKind.PROMISE:
            promise = _read_promise(taken, start, end, today)
            promises.append(promise)
            said = promise.text
        taken.add(sign.kind, sign.start, end, said, sign.stop)
    return tuple(promises)


def _read_promise(taken: _Taken, start: int, end: int, today: date) -> PromisePhrase:
    """What a value promises; the date at its end becomes a token and leaves the text, if any is left."""
    text = taken.text
    found = find_date(text.plain[start:end], today)
    if found is None:
        return PromisePhrase(text.value(start, end), next_working_day(today))
    first, last, rest = start + found.start, start + found.end, start + found.rest
    taken.add(TokenKind.DATE, first, last, text.words(first, last))
    before, after = text.trimmed(start, first), text.trimmed(rest, end)
    if after[0] == after[1]:
        said = text.value(*before) or text.words(start, last)
    elif before[0] == before[1]:
        said = text.words(start, end)
    else:
        said = f"{text.words(*before)} {text.words(*after)}"
    return PromisePhrase(said, found.day)


def _take_contacts(
    taken: _Taken, contacts: Sequence[Contact], signs: Sequence[Sign]
) -> tuple[ContactPhrase, ...]:
    """Those that lie in no need, offer, promise or introduction; equal ones are kept once."""
    greedy = [sign for sign in signs if sign.kind in _GREEDY]
    starts = [sign.start for sign in greedy]
    kept: dict[tuple[ContactKind, str], ContactPhrase] = {}
    for contact in contacts:
        before = bisect_right(starts, contact.start)
        if before and contact.start < greedy[before - 1].stop:
            continue
        phrase = contact.phrase
        taken.add(TokenKind(phrase.kind.value), contact.start, contact.end, phrase.typed, contact.stop)
        key = phrase.value.casefold() if phrase.kind is ContactKind.EMAIL else phrase.value
        kept.setdefault((phrase.kind, key), phrase)
    return tuple(kept.values())


def _take_names(taken: _Taken, plain: str, signs: Sequence[Sign]) -> int | None:
    """Take the names that the line starts with; where they end, or None if there are none."""
    text = taken.text
    start, first_sign = _start_of_names(text, signs)
    end = first_stop(plain, start, first_sign)
    parts = [*_parts(text, start, end)]
    names = [name for part in parts if _is_name(text, *(name := text.trimmed(*part)))]
    if not names:
        return None
    for name in names:
        taken.add(TokenKind.NAME, *name, text.value(*name))
    for (_, ampersand), (behind, _) in pairwise(parts):
        taken.drop(ampersand, behind)
    return end


def _start_of_names(text: Text, signs: Sequence[Sign]) -> Span:
    """Where a line starts, behind any stars and what separates them, and where the next sign is."""
    start = 0
    for sign in signs:
        first, last = text.trimmed(start, sign.start)
        if sign.kind is not TokenKind.STAR or first < last:
            return first if start else 0, sign.start
        start = sign.end
    return text.trimmed(start, len(text.plain))[0] if start else 0, len(text.plain)


def _parts(text: Text, start: int, end: int) -> Iterator[Span]:
    """A range parted where `&` stands alone between blanks or at an end of it."""
    offset = start
    for ampersand in _LONE_AMPERSAND.finditer(text.plain[start:end]):
        yield start, offset + ampersand.start()
        start = offset + ampersand.end()
    yield start, end


def _is_name(text: Text, start: int, end: int) -> bool:
    return any(map(str.isalnum, text.typed[start:end])) and not text.is_off(start, end)


def _take_title(taken: _Taken, plain: str, signs: Sequence[Sign], name_end: int) -> None:
    """Take the last comma part directly before the organisation, if it has up to four words."""
    text = taken.text
    before = [*takewhile(lambda sign: sign.kind is not TokenKind.ORGANISATION, signs)]
    if len(before) == len(signs) or any(sign.kind in _GREEDY for sign in before):
        return
    end = signs[len(before)].start
    for comma in reversed([match.start() for match in COMMA.finditer(plain, name_end, end)]):
        start, last = text.trimmed(comma + 1, end)
        if start < last:
            said = text.value(start, last)
            is_free = not taken.touches(start, last) and not text.is_off(start, last)
            if is_free and 1 <= len(said.split()) <= _LONGEST_TITLE:
                taken.add(TokenKind.TITLE, start, last, said)
            return
        end = comma
