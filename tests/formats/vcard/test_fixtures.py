"""What our own card files say, and that nothing of it is lost on the way out again."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import vobject

from companion.formats.vcard.card import Card
from companion.formats.vcard.convert import converted
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.formats.vcard.revise import revised
from companion.formats.vcard.write import write_card
from companion.model.contact import Contact
from companion.model.person import ContactKind
from companion.model.problem import Problem
from tests.formats.vcard import fixture
from tests.formats.vcard.kept import lost_between

PEER_NAMES = ("fn", "title", "org", "email", "tel", "url", "note", "categories", "bday", "photo")
VERSIONS = ("2.1", "3.0", "4.0")


def readable(data: bytes) -> Iterator[tuple[Card, Contact]]:
    """The cards of a file that are taken over, and what they say."""
    for item in read_cards(data):
        contact = None if isinstance(item, Problem) else contact_from(item)[0]
        if contact is not None:
            yield item, contact


def one_card(data: bytes) -> Card:
    [card] = read_cards(data)
    assert isinstance(card, Card)
    return card


def unfolded(raw: bytes) -> list[bytes]:
    """The logical lines, however they were folded and ended; blank ones left out."""
    lines = raw.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return [line for line in lines.replace(b"\n ", b"").replace(b"\n\t", b"").split(b"\n") if line.strip()]


@pytest.mark.parametrize("name", fixture.NAMES)
def test_a_fixture_says_its_facts_and_nothing_else(name):
    found = fixture.found_in(fixture.content(name))
    expected = fixture.expected(name)

    for contact in expected["contacts"]:
        contact.get("details", []).sort()
    assert [fixture.facts(contact) for contact in found.contacts] == expected["contacts"]
    assert sorted({problem.code.value for problem in found.problems}) == expected["problems"]


@pytest.mark.parametrize("name", fixture.NAMES)
def test_a_card_of_which_nothing_changed_goes_out_with_the_lines_it_came_with(name):
    for card, contact in readable(fixture.content(name)):
        assert unfolded(revised(card, contact)) == unfolded(card.raw)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", fixture.NAMES)
def test_a_contact_that_is_written_says_the_same_when_it_is_read(name, version):
    for _, contact in readable(fixture.content(name)):
        again = contact_from(one_card(write_card(contact, version=version)))[0]
        assert again is not None
        assert fixture.facts(replace(again, details=())) == fixture.facts(replace(contact, details=()))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_conversion_keeps_every_property_parameter_group_and_value(version):
    cards = [card for name in fixture.NAMES for card, _ in readable(fixture.content(name))]
    losses = {card.raw: lost_between(card, one_card(converted(card, version))) for card in cards}
    assert {raw: lost for raw, lost in losses.items() if lost} == {}


@pytest.mark.skipif(not fixture.corpus_files(), reason="The shared card files are not here")
@pytest.mark.parametrize("version", VERSIONS)
def test_a_conversion_of_a_shared_card_keeps_all_of_it(version):
    cards = [card for path in fixture.corpus_files() for card, _ in readable(path.read_bytes())]
    losses = [lost for card in cards if (lost := lost_between(card, one_card(converted(card, version))))]
    assert 1 - len(losses) / len(cards) >= 0.995, losses


@pytest.mark.skipif(not fixture.corpus_files(), reason="The shared card files are not here")
def test_a_shared_card_of_which_nothing_changed_goes_out_with_the_lines_it_came_with():
    for path in fixture.corpus_files():
        for card, contact in readable(path.read_bytes()):
            assert unfolded(revised(card, contact)) == unfolded(card.raw), path.name


@pytest.mark.parametrize("name", fixture.NAMES)
def test_another_reader_finds_the_same_facts_in_what_we_export(name):
    for _, contact in readable(fixture.content(name)):
        peer = vobject.readOne(write_card(replace(contact, details=())).decode())

        assert said_by(peer) == {
            "fn": [contact.name],
            "title": known(contact.title),
            "org": known(contact.organisation),
            "email": points(contact, ContactKind.EMAIL),
            "tel": points(contact, ContactKind.PHONE),
            "url": points(contact, ContactKind.URL),
            "note": [*contact.notes],
            "categories": [*contact.tags],
            "bday": known(contact.birthday and contact.birthday.replace("--", "1604-")),
            "photo": known(contact.photo and contact.photo.content),
        }


def said_by(peer: Any) -> dict[str, list[object]]:
    """The facts as the peer has read them; a list of lists as one."""
    said = {name: [one.value for one in peer.contents.get(name, [])] for name in PEER_NAMES}
    said["org"] = [", ".join(units) for units in said["org"]]
    said["categories"] = [tag for tags in said["categories"] for tag in tags]
    return said


def points(contact: Contact, kind: ContactKind) -> list[str]:
    return [one.value for one in contact.points if one.kind is kind]


def known(fact: object) -> list[object]:
    return [] if fact is None else [fact]
