"""The signs of a capture line and the words that do the same: where they count, how far they reach."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from companion.model.capture import TokenKind
from companion.rules.character import CONTACT, SIGN, Text, starts_word

_KINDS = {
    "@": TokenKind.ORGANISATION,
    "at": TokenKind.ORGANISATION,
    "org": TokenKind.ORGANISATION,
    "?": TokenKind.NEED,
    "need": TokenKind.NEED,
    "+": TokenKind.OFFER,
    "offer": TokenKind.OFFER,
    "!": TokenKind.PROMISE,
    "todo": TokenKind.PROMISE,
    "promise": TokenKind.PROMISE,
    "promised": TokenKind.PROMISE,
    ">": TokenKind.INTRO,
    "intro": TokenKind.INTRO,
    "#": TokenKind.TAG,
    "tag": TokenKind.TAG,
}
_TEXT_BEFORE_DIGIT = re.compile(r"[>#]\d|\+\(?\d")
_TAG_TRAILING = ".,;:!?)]}'\"…"
_TAG_WORD = re.compile(rf"(?:[^ ,{CONTACT}]|(?<=\d),(?=\d))*+")
COMMA = re.compile(r",(?!\d)|(?<!\d),")
"""A comma that separates, where quotes and contact points are masked: never one between two digits."""
_STOP = re.compile(rf"{COMMA.pattern}|{CONTACT}")

_Candidate = tuple[TokenKind, int, int]
"""Kind, place, and place of the value of what may be a sign."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign or alias that counts, at `start`; its value lies between `value` and `end`."""

    kind: TokenKind
    start: int
    value: int
    end: int
    stop: int
    """Where what it takes out of the line ends."""


def find_signs(text: Text, masked: str) -> Sequence[Sign]:
    """The signs that count, in order; `masked` is the plain text with CONTACT for contact points.

    A sign or alias without a value is text, and so part of the value before it.
    """
    found = [*_candidates(text, masked)]
    counting = [
        candidate
        for candidate, end in _bounded(found, len(masked))
        if _has_value(text, masked, candidate, end)
    ]
    return [_reach(text, masked, *some) for some in _bounded(counting, len(masked))]


def first_stop(masked: str, start: int, end: int) -> int:
    """Where a name or an organisation ends: at a comma or a contact point, else at the end of the range."""
    stop = _STOP.search(masked, start, end)
    return stop.start() if stop is not None else end


def _bounded(candidates: Sequence[_Candidate], end: int) -> Iterator[tuple[_Candidate, int]]:
    """Each with the place of the next one."""
    return zip(candidates, (*(start for _, start, _ in candidates[1:]), end), strict=False)


def _candidates(text: Text, masked: str) -> Iterator[_Candidate]:
    for match in SIGN.finditer(masked):
        if match["star"]:
            yield TokenKind.STAR, match.start(), match.end()
        elif match["alias"]:
            word = match["alias"].lower()
            yield _KINDS.get(word) or _KINDS[word.removesuffix("s")], match.start(), match.end()
        elif _counts(text, masked, match.start()):
            yield _KINDS[match.group()], match.start(), match.end()


def _counts(text: Text, masked: str, place: int) -> bool:
    """Whether a sign stands directly before a word."""
    if _TEXT_BEFORE_DIGIT.match(text.plain, place):
        return False
    # A contact point is a word to the signs whose values it may be part of.
    seen = masked if masked[place] in "@#" else text.plain
    follower = seen[place + 1 : place + 2]
    if masked[place] == "@" and follower == " ":
        stands_alone = masked[max(place - 1, 0) : place] in {"", " "}
        return stands_alone and starts_word(seen[place + 2 : place + 3])
    return starts_word(follower)


def _reach(text: Text, masked: str, candidate: _Candidate, end: int) -> Sign:
    """The sign with the end of its value, which the next sign bounds."""
    kind, start, value = candidate
    if kind is TokenKind.STAR:
        return Sign(kind, start, value, value, value)
    if kind is TokenKind.ORGANISATION:
        end = first_stop(masked, value, end)
    if kind is not TokenKind.TAG:
        return Sign(kind, start, value, end, end)
    value = text.trimmed(value, end)[0] if masked[value : value + 1] == " " else value
    word = _TAG_WORD.match(masked, text.quotes.get(value, value), end)
    stop = word.end() if word is not None else value
    return Sign(kind, start, value, *_tag_end(text, value, stop))


def _tag_end(text: Text, value: int, stop: int) -> tuple[int, int]:
    """Where the one word of a tag ends, and where the punctuation behind it does."""
    quote_end = text.quotes.get(value, value)
    behind = text.plain[quote_end:stop]
    if value < quote_end and behind.strip(_TAG_TRAILING):
        return quote_end, quote_end
    return quote_end + len(behind.rstrip(_TAG_TRAILING)), stop


def _has_value(text: Text, masked: str, candidate: _Candidate, end: int) -> bool:
    kind, _, value = candidate
    if kind is TokenKind.STAR or masked[value : value + 1].isalnum():
        return True
    sign = _reach(text, masked, candidate, end)
    start, end = text.trimmed(sign.value, sign.end)
    return bool(text.value(start, end)) and not text.is_hollow(start, end)
