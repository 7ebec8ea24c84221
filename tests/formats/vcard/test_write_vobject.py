"""Another reader's view: vobject finds in every card of 3.0 that we write what we put in."""

from dataclasses import replace

import pytest
import vobject
from hypothesis import given

from companion.formats.vcard.card import Card
from companion.formats.vcard.convert import converted
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.formats.vcard.write import write_card
from companion.model.contact import Photo
from companion.model.person import ContactKind
from tests.formats.vcard import fixture
from tests.formats.vcard.contacts import contacts

NAMES = {ContactKind.EMAIL: "email", ContactKind.PHONE: "tel", ContactKind.URL: "url"}


def seen_by_vobject(content):
    (card,) = vobject.readComponents(content.decode())
    return card


def values(card, name):
    return [one.value for one in card.contents.get(name, [])]


def said_to_vobject(card):
    """What a card says of a person, in words that are the same for both readers."""
    return {
        "name": card.fn.value,
        "title": values(card, "title"),
        "organisation": [", ".join(value) for value in values(card, "org")],
        "notes": values(card, "note"),
        "tags": [tag for value in values(card, "categories") for tag in value],
        "photo": values(card, "photo"),
        "uid": values(card, "uid"),
        **{kind.value: sorted(values(card, name)) for kind, name in NAMES.items()},
        "address": sorted(one.street for one in values(card, "adr")),
    }


def said(contact):
    points = {
        kind.value: sorted(point.value for point in contact.points if point.kind is kind)
        for kind in (*NAMES, ContactKind.ADDRESS)
    }
    return {
        "name": contact.name,
        "title": [contact.title] if contact.title else [],
        "organisation": [contact.organisation] if contact.organisation else [],
        "notes": [*contact.notes],
        "tags": [*contact.tags],
        "photo": [contact.photo.content] if contact.photo else [],
        "uid": [contact.uid] if contact.uid else [],
        **points,
    }


@given(contacts)
def test_vobject_reads_what_we_write(contact):
    plain = replace(contact, details=())
    assert said_to_vobject(seen_by_vobject(write_card(plain))) == said(plain)


def test_vobject_reads_a_long_note_and_a_photo_as_they_were():
    contact = fixture.Contact(
        "Jörg 👩‍🚀 Berg",
        notes=("é, ü; \\ " * 200 + "\n\nend",),
        photo=Photo("image/jpeg", b"\xff\xd8\xff" + bytes(range(256)) * 40),
    )
    assert said_to_vobject(seen_by_vobject(write_card(contact))) == said(contact)


@pytest.mark.parametrize(
    "file",
    [*(fixture.FOLDER / f"{name}.vcf" for name in fixture.NAMES), *fixture.corpus_files()],
    ids=lambda path: path.stem,
)
def test_vobject_reads_cards_of_every_program_after_conversion(file):
    for card in read_cards(file.read_bytes()):
        if not isinstance(card, Card) or card.is_refused or contact_from(card)[0] is None:
            continue
        known = contact_from(card)[0]
        seen = seen_by_vobject(converted(card, "3.0"))
        assert known.name in [" ".join(value.split()) for value in values(seen, "fn")]
        phones = {" ".join(value.split()) for value in values(seen, "tel")}
        assert (
            "tel" not in seen.contents
            or {point.value for point in known.points if point.kind is ContactKind.PHONE} <= phones
        )
