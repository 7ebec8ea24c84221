from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.vcard.write import write_card
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact, DetailKind
from companion.model.person import ContactKind
from tests.formats.vcard.contacts import contacts, read_back, texts


def as_a_set(contact):
    """The contact with its details in one order: those that name a part of a name are read last."""
    return replace(contact, details=tuple(sorted(contact.details, key=repr)))


def what_2_1_cannot_say(contact):
    """The parts of a contact that vCard 2.1 has no way to write, so that they are read as something else."""
    return [tag for tag in contact.tags if ";" in tag or "\\" in tag] + [
        detail for detail in contact.details if detail.kind is DetailKind.NICKNAME and "\\" in detail.value
    ]


@given(contacts)
@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_contact_is_read_as_it_was_written(version, contact):
    card, again = read_back(write_card(contact, version=version))
    assert card.version == version
    assert as_a_set(again) == as_a_set(contact)


@given(contacts)
def test_a_contact_is_read_as_it_was_written_in_2_1(contact):
    unsayable = what_2_1_cannot_say(contact)
    sayable = replace(
        contact,
        tags=tuple(tag for tag in contact.tags if tag not in unsayable),
        details=tuple(detail for detail in contact.details if detail not in unsayable),
    )
    card, again = read_back(write_card(sayable, version="2.1"))
    assert card.version == "2.1"
    assert as_a_set(again) == as_a_set(sayable)


@given(contacts)
@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_no_line_is_too_long_nor_starts_with_a_lost_blank(version, contact):
    content = write_card(contact, version=version)
    assert not content.startswith(b"\xef\xbb\xbf")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 76 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()


@given(contacts)
@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_every_card_has_names_and_every_point_a_type(version, contact):
    card, _ = read_back(write_card(contact, version=version))
    names = [one.name for one in card.properties]
    assert names[0] == "VERSION"
    assert (names.count("N"), names.count("FN")) == (1, 1)
    for one in card.properties:
        if one.name in ("TEL", "EMAIL", "URL"):
            assert one.parameters
            assert '"' not in one.parameters


@given(texts, texts)
@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_the_service_of_a_messenger_may_be_any_word(version, service, handle):
    label = service.lower()
    if label in ("googletalk", "google-talk", "gtalk", "gadu-gadu"):
        return
    point = ContactPhrase(ContactKind.IM, handle, handle, label)
    _, again = read_back(write_card(Contact("Ada", points=(point,)), version=version))
    assert again.points == (point,)


@given(st.lists(texts, unique=True, max_size=4))
@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_group_is_read_with_its_members(version, members):
    uids = tuple(member for member in members if member[:9].lower() != "urn:uuid:")
    group = Contact("Chess", uid="chess", members=uids)
    _, again = read_back(write_card(group, version=version))
    assert again == group
