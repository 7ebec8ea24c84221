"""The number of a badge is its event's own: it goes on no card."""

import pytest

from companion.formats.vcard.card import Card
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.formats.vcard.revise import revised
from companion.formats.vcard.write import write_card
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact
from companion.model.person import ContactKind

BADGE = ContactPhrase(ContactKind.BADGE, "A-10293", "A-10293", "Spring Fair")
EMAIL = ContactPhrase(ContactKind.EMAIL, "ana@acme.example", "ana@acme.example")
CARD = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ruiz;Ana;;;\r\nFN:Ana Ruiz\r\nEMAIL:ana@acme.example\r\nEND:VCARD\r\n"
)


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_new_card_does_not_have_the_number_of_a_badge(version):
    content = write_card(Contact("Ana Ruiz", points=(BADGE, EMAIL)), version=version)
    assert b"10293" not in content
    assert b"Spring Fair" not in content
    assert b"ana@acme.example" in content


def test_somebody_without_a_name_is_not_called_by_the_number_of_a_badge():
    assert b"\r\nFN:-\r\n" in write_card(Contact(points=(BADGE,)))


def test_a_card_as_it_came_stays_as_it_is_beside_the_number_of_a_badge():
    card = next(one for one in read_cards(CARD) if isinstance(one, Card))
    base, _ = contact_from(card)
    assert base is not None
    assert revised(card, Contact("Ana Ruiz", points=(EMAIL, BADGE))) == CARD
