"""Which stretches of a capture line get which colour, counted as Qt counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from companion.model.capture import Token, TokenKind
from companion.ui.tokens import Role

ROLES = {
    TokenKind.NAME: Role.PERSON,
    TokenKind.TITLE: Role.ORGANISATION,
    TokenKind.ORGANISATION: Role.ORGANISATION,
    TokenKind.NEED: Role.NEED,
    TokenKind.OFFER: Role.OFFER,
    TokenKind.PROMISE: Role.PROMISE,
    TokenKind.DATE: Role.DATE,
    TokenKind.INTRO: Role.PERSON,
    TokenKind.TAG: Role.NEUTRAL,
    TokenKind.STAR: Role.NEUTRAL,
    TokenKind.EMAIL: Role.NEUTRAL,
    TokenKind.PHONE: Role.NEUTRAL,
    TokenKind.URL: Role.NEUTRAL,
}
"""Notes are left out: free words stay plain."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a line in one colour: a half-open range of UTF-16 units."""

    start: int
    end: int
    role: Role


def stretches(line: str, tokens: Sequence[Token]) -> tuple[Stretch, ...]:
    """The coloured parts of a line, in its order and apart: a promise leaves out the date inside it."""
    dates = [token for token in tokens if token.kind is TokenKind.DATE]
    units = _Units(line)
    found: list[Stretch] = []
    for token in sorted(tokens, key=lambda token: token.start):
        role = ROLES.get(token.kind)
        if role is None:
            continue
        inner = dates if token.kind is TokenKind.PROMISE else []
        for start, end in _without(line, token, inner):
            found.append(Stretch(units.at(start), units.at(end), role))
    return tuple(sorted(found, key=lambda stretch: stretch.start))


class _Units:
    """Places in a text: code points as Python counts, UTF-16 units as Qt does."""

    def __init__(self, line: str) -> None:
        self._wide = [place for place, letter in enumerate(line) if letter > "\uffff"]

    def at(self, place: int) -> int:
        """The UTF-16 offset of a code point offset."""
        return place + sum(wide < place for wide in self._wide)


def _without(line: str, token: Token, inner: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The range of a token without those inside it, and without the blanks before them."""
    start = token.start
    for part in inner:
        if not token.start <= part.start < part.end <= token.end:
            continue
        before = line[start : part.start]
        if before.strip():
            yield start, start + len(before.rstrip())
        rest = line[part.end : token.end]
        start = part.end + len(rest) - len(rest.lstrip())
    if line[start : token.end].strip():
        yield start, token.end
