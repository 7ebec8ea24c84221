"""Hostile cards, small: nothing raises, nothing vanishes, and the good cards around them are read."""

import pytest

from companion.model.problem import ProblemCode
from tests.formats.vcard import fixture
from tests.formats.vcard.hostile import END, HEAD, SHAPES, filled

MEGABYTE = 1024 * 1024
PHOTO = b"PHOTO;ENCODING=b;TYPE=JPEG:/9j/"
GOOD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Fern;%s;;;\r\nFN:%s Fern\r\nEND:VCARD\r\n"
BEFORE, AFTER = GOOD % (b"Ada", b"Ada"), GOOD % (b"Zoe", b"Zoe")
OTHER_FILES = {"UTF-16 of no characters", "marks of UTF-16"}
"""What makes another file of all that is around it."""


def names(data: bytes) -> list[str]:
    return [contact.name for contact in fixture.found_in(data).contacts]


def codes(data: bytes) -> set[ProblemCode]:
    return {problem.code for problem in fixture.found_in(data).problems}


@pytest.mark.parametrize("length", [1, 300, 20_000])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_hostile_card_is_read_or_refused_with_a_word(shape, length):
    found = fixture.found_in(SHAPES[shape](length))
    assert found.contacts or found.problems
    assert all(len(problem.text) <= 80 for problem in found.problems)


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape not in OTHER_FILES])
def test_the_good_cards_around_a_hostile_one_are_read(shape):
    around = names(BEFORE + SHAPES[shape](20_000) + AFTER)
    assert around[0] == "Ada Fern"
    assert around[-1] == "Zoe Fern"


@pytest.mark.parametrize(
    ("code", "injury"),
    [
        (
            ProblemCode.LINE_TOO_LONG,
            HEAD + b"NOTE:" + bytes(13 * MEGABYTE).replace(b"\0", b"a") + b"\r\n" + END,
        ),
        (ProblemCode.CARD_TOO_LARGE, HEAD + filled(b"NOTE:%b\r\n" % (b"a" * MEGABYTE), 17 * MEGABYTE) + END),
        (ProblemCode.TOO_MANY_PROPERTIES, HEAD + b"NOTE:a\r\n" * 5_001 + END),
        (ProblemCode.NESTED_TOO_DEEP, b"BEGIN:VCARD\r\n" * 10_000 + b"END:VCARD\r\n" * 10_000),
        (ProblemCode.PHOTO_TOO_LARGE, HEAD + PHOTO + b"AAAA" * (17 * MEGABYTE // 6) + b"\r\n" + END),
        (ProblemCode.NO_IDENTITY, b"BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:a\r\nEND:VCARD\r\n"),
    ],
    ids=lambda value: value.value if isinstance(value, ProblemCode) else "",
)
def test_a_limit_refuses_its_card_and_no_other(code, injury):
    found = fixture.found_in(BEFORE + injury + AFTER)
    assert [contact.name for contact in found.contacts] == ["Ada Fern", "Zoe Fern"]
    refusals = [problem for problem in found.problems if problem.is_refusal]
    assert {problem.code for problem in refusals} == {code}
    assert all(6 <= refusal.first_line <= refusal.last_line for refusal in refusals)


def test_a_file_that_is_too_large_is_refused_as_a_whole():
    found = fixture.found_in(BEFORE + bytes(64 * MEGABYTE))
    assert [problem.code for problem in found.problems] == [ProblemCode.FILE_TOO_LARGE]
    assert found.contacts == []
