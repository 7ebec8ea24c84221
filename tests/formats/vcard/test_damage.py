"""A broken card is named by its lines and costs no other card anything."""

from collections.abc import Iterable

import pytest

from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.model.contact import Contact
from companion.model.person import ContactKind
from companion.model.problem import Problem
from tests.formats.vcard.damage import BROKEN, DAMAGES, FIRST, LAST, Damage, broken_file

each_damage = pytest.mark.parametrize("damage", DAMAGES, ids=str)
each_line_end = pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])


def read(data: bytes) -> tuple[list[Contact], list[Problem]]:
    """The contacts that are taken over, and everything that was noticed."""
    contacts: list[Contact] = []
    noticed: list[Problem] = []
    for found in read_cards(data):
        if isinstance(found, Problem):
            noticed.append(found)
            continue
        contact, problems = contact_from(found)
        contacts += [contact] if contact else []
        noticed += problems
    return contacts, noticed


def values(contact: Contact, kind: ContactKind) -> list[tuple[str, str | None]]:
    return [(point.typed, point.label) for point in contact.points if point.kind is kind]


def assert_whole(first: Contact, last: Contact) -> None:
    assert (first.name, last.name) == ("Åsa Lindqvist", "Trang Đặng")
    assert values(first, ContactKind.PHONE) == [("+46 70 123 45 67", "mobile")]
    assert values(first, ContactKind.EMAIL) == [("asa@example.org", "work")]
    assert first.notes == ("first, and whole",)
    assert values(last, ContactKind.PHONE) == [("030 7654321", "home")]
    assert values(last, ContactKind.EMAIL) == [("trang@example.org", None)]
    assert last.notes == ("last and whole",)


def codes(problems: Iterable[Problem]) -> set[str]:
    return {problem.code for problem in problems}


@each_line_end
def test_cards_without_damage_give_no_problem(line_end):
    contacts, problems = read((FIRST + BROKEN + LAST).encode().replace(b"\n", line_end))

    assert [contact.name for contact in contacts] == ["Åsa Lindqvist", "Bo Brandt", "Trang Đặng"]
    assert_whole(contacts[0], contacts[-1])
    assert problems == []


@each_line_end
@each_damage
def test_the_good_cards_around_a_broken_one_arrive_whole(damage: Damage, line_end):
    contacts, _ = read(broken_file(damage, line_end).data)

    assert_whole(contacts[0], contacts[-1])


@each_line_end
@each_damage
def test_a_broken_card_is_named_within_its_own_lines(damage: Damage, line_end):
    file = broken_file(damage, line_end)

    _, problems = read(file.data)

    assert codes(problems) & damage.named
    for problem in problems:
        assert file.first_line <= problem.first_line <= problem.last_line <= file.last_line


@each_line_end
@each_damage
def test_what_still_says_who_it_is_is_taken_over(damage: Damage, line_end):
    contacts, problems = read(broken_file(damage, line_end).data)

    names = [contact.name for contact in contacts]
    assert ("Bo Brandt" in names) is damage.is_kept
    assert any(problem.is_refusal for problem in problems) is not damage.is_kept
