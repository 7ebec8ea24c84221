"""Every fixture cut short and injured in thousands of ways: reading never fails, and never loses a word in silence."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

import pytest

from companion.model.problem import Problem
from tests.formats.vcard import fixture

CUTS, INJURIES = 110, 160
INSERTED = (
    b"\r",
    b"\n",
    b"\r\n",
    b" ",
    b"\t",
    b":",
    b";",
    b'"',
    b"=",
    b"\\",
    b"^",
    b".",
    b"\0",
    b"\xc3",
    b"\xff",
)
LINE = re.compile(rb"[^\r\n]*(?:\r{0,2}\n|\r)|[^\r\n]+\Z")
BEGIN = re.compile(rb"BEGIN:VCARD[ \t]*\Z", re.IGNORECASE)
MARK = re.compile(rb"\s*(?:BEGIN|END)\s*:\s*VCARD\W*\Z", re.IGNORECASE)
WIDE = {name for name in fixture.NAMES if name.startswith(("utf-16", "utf-32"))}
"""Their cards are kept as UTF-8, so that lines cannot be compared byte by byte."""


@dataclass(frozen=True, slots=True)
class Mutant:
    data: bytes
    first: int
    last: int
    """The bytes of the original from `first` to before `last` were removed or replaced."""


def cuts(whole: bytes, chance: random.Random) -> Iterator[Mutant]:
    """The file broken off, everywhere when it is short."""
    places = range(len(whole))
    for place in places if len(places) <= CUTS else sorted(chance.sample(places, CUTS)):
        yield Mutant(whole[:place], place, len(whole))


def injuries(whole: bytes, chance: random.Random) -> Iterator[Mutant]:
    """Bytes flipped, removed and inserted."""
    for number in range(INJURIES if whole else 0):
        first = chance.randrange(len(whole))
        if number % 3 == 0:
            flipped = bytes((whole[first] ^ 1 << chance.randrange(8),))
            yield Mutant(whole[:first] + flipped + whole[first + 1 :], first, first + 1)
        elif number % 3 == 1:
            last = min(first + chance.choice((1, 1, 2, 5, 40)), len(whole))
            yield Mutant(whole[:first] + whole[last:], first, last)
        else:
            yield Mutant(whole[:first] + chance.choice(INSERTED) + whole[first:], first, first)


def mutants(name: str) -> Iterator[Mutant]:
    whole = fixture.content(name)
    chance = random.Random(crc32(name.encode()))
    yield from cuts(whole, chance)
    yield from injuries(whole, chance)


def lines_of(data: bytes) -> list[bytes]:
    """The lines as an editor counts them, without their ends."""
    return [line.rstrip(b"\r\n\t \0\x1a") for line in LINE.findall(data.removeprefix(b"\xef\xbb\xbf"))]


def vanished(data: bytes, found: fixture.Found) -> Counter[bytes]:
    """The lines that no card has kept and no problem speaks of."""
    kept = Counter(line for card in found.cards for line in lines_of(card.raw))
    unsaid = Counter(
        line
        for number, line in enumerate(lines_of(data), start=1)
        if line and not any(speaks_of(problem, number) for problem in found.problems)
    )
    return unsaid - kept


def unread(data: bytes, found: fixture.Found) -> list[bytes]:
    """The lines that no property of a card was read from, though no problem speaks of them."""
    ones = [one for card in found.cards for one in card.properties]
    read = {number for one in ones for number in range(one.first_line, one.last_line + 1)}
    return [
        line
        for number, line in enumerate(lines_of(data), start=1)
        if line
        and number not in read
        and not MARK.match(line)
        and not any(speaks_of(problem, number) for problem in found.problems)
    ]


def speaks_of(problem: Problem, number: int) -> bool:
    """Whether it is about this line, or about the whole file."""
    return problem.last_line == 0 or problem.first_line <= number <= problem.last_line


def properties_of(found: fixture.Found) -> Counter[tuple[str, str, str]]:
    return Counter((one.group, one.name, one.value) for card in found.cards for one in card.properties)


def untouched(whole: bytes, found: fixture.Found, mutant: Mutant) -> Counter[tuple[str, str, str]]:
    """The properties that lie neither in an injured line nor beside one, blank ones between left out."""
    first = len(lines_of(whole[: mutant.first].rstrip()))
    last = len(lines_of(whole[: mutant.last] + b"x")) + 1
    return Counter(
        (one.group, one.name, one.value)
        for card in found.cards
        for one in card.properties
        if one.last_line < first or one.first_line > last
    )


def test_there_are_mutants_enough():
    assert sum(1 for name in fixture.NAMES for _ in mutants(name)) >= 20_000


@pytest.mark.parametrize("name", fixture.NAMES)
def test_an_injured_file_is_read_and_what_it_lost_is_said(name):
    whole = fixture.content(name)
    original = fixture.found_in(whole)
    for mutant in mutants(name):
        found = fixture.found_in(mutant.data)

        assert found.cards or found.problems, mutant
        if name in WIDE:
            continue
        assert vanished(mutant.data, found) == Counter(), mutant
        assert unread(mutant.data, found) == [], mutant
        if found.problems:
            continue
        begins = sum(1 for line in lines_of(mutant.data) if BEGIN.match(line))
        assert len(found.cards) >= begins or name == "agent", mutant
        assert untouched(whole, original, mutant) - properties_of(found) == Counter(), mutant
