from dataclasses import replace

import pytest

from companion.model.change import Kind
from companion.model.error import AmbiguousError, NotFoundError
from companion.model.identity import Id, new_id
from companion.storage.queries.naming import event_named, is_id_of, person_named, record_named
from tests.builders import NOW, adding, contact_point, event, need, offer, person, tag

ONE = Id("0190a0b0-0000-7000-8000-00000000abcd")
TWO = Id("0190a0b0-0000-7000-8000-11111111abcd")


def keep(store, *records):
    store.apply(adding(*records), at=NOW)


@pytest.fixture
def people(store):
    ada, ben = person("Ada Byron", id=ONE), person("Ben Ode", id=TWO)
    keep(store, ada, ben, contact_point(ada, "Ada@Example.org"))
    return ada, ben


@pytest.mark.parametrize(
    "name",
    [
        str(ONE),
        ONE.hex,
        str(ONE).upper(),
        "0000abcd",
        "  0000-ABCD ",
        "ada@example.org",
        "ada  BYRON",
        "Adá Byron",
    ],
)
def test_a_person_is_named_by_id_ending_address_or_name(store, people, name):
    assert store.read(person_named, name) == people[0]


@pytest.mark.parametrize(
    "name", ["Ada", "", "   ", "bcd", "nobody@example.org", "9999", "0190a0b0-0000-7000-8000-00000000beef"]
)
def test_a_name_that_nobody_bears_is_not_found(store, people, name):
    with pytest.raises(NotFoundError) as caught:
        store.read(person_named, name)
    assert (caught.value.kind, caught.value.text) == ("person", name)


def test_an_ending_of_several_names_the_candidates(store, people):
    with pytest.raises(AmbiguousError) as caught:
        store.read(person_named, "abcd")
    assert list(caught.value.candidates) == [(ONE, "Ada Byron"), (TWO, "Ben Ode")]


def test_a_name_of_several_is_ambiguous(store, people):
    keep(store, person("ada byron"))
    with pytest.raises(AmbiguousError):
        store.read(person_named, "Ada Byron")


def test_the_user_is_not_named(store):
    with pytest.raises(NotFoundError):
        store.read(person_named, str(store.owner_id))


def test_a_name_of_hexadecimal_digits_is_found_by_name(store):
    keep(store, person("Abba"))
    assert store.read(person_named, "abba").name == "Abba"


def test_an_event_is_named_by_id_ending_or_name(store):
    mixer = event("Founders Mixer", owner_id=store.owner_id, id=ONE)
    keep(store, mixer)
    for name in (str(ONE), "abcd", "founders mixer"):
        assert store.read(event_named, name) == mixer
    with pytest.raises(NotFoundError):
        store.read(event_named, "founders")
    keep(store, replace(mixer, id=TWO))
    with pytest.raises(AmbiguousError):
        store.read(event_named, "Founders Mixer")


@pytest.mark.parametrize("name", ["Über-Mixer", "über-mixer", "ÜBER-MIXER", " Über-Mixer "])
def test_an_event_is_found_by_a_name_of_any_letters(store, name):
    mixer = event("Über-Mixer", owner_id=store.owner_id)
    keep(store, mixer)
    assert store.read(event_named, name) == mixer


def test_a_record_is_named_by_id_or_ending_among_its_kinds(store, people):
    ada, _ = people
    wanted, given, label = need(ada, id=new_id()), offer(ada), tag(ada, "hr")
    keep(store, wanted, given, label)
    kinds = (Kind.NEED, Kind.OFFER, Kind.TAG, Kind.CONTACT_POINT)
    for record in (wanted, given, label):
        assert store.read(record_named, str(record.id), kinds) == record
        assert store.read(record_named, record.id.hex[-12:], kinds) == record
    with pytest.raises(NotFoundError) as caught:
        store.read(record_named, str(wanted.id), (Kind.OFFER,))
    assert caught.value.kind == "id"


def test_candidates_among_records_are_told_by_their_words(store, people):
    ada, _ = people
    ids = [Id(f"0190a0b0-0000-7000-8000-{place:08}beef") for place in range(3)]
    keep(store, need(ada, "a designer", id=ids[0]), replace(tag(ada, "hr"), id=ids[1]))
    keep(store, contact_point(ada, "x@y.org", id=ids[2]))
    with pytest.raises(AmbiguousError) as caught:
        store.read(record_named, "beef", (Kind.NEED, Kind.TAG, Kind.CONTACT_POINT))
    assert [said for _, said in caught.value.candidates] == ["a designer", "hr", "x@y.org"]


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("abcd", True),
        ("ABCD", True),
        (str(ONE), True),
        ("bcd", False),
        ("abce", False),
        ("0" * 40, False),
        ("zzzz", False),
    ],
)
def test_an_ending_of_four_characters_or_more_is_an_id(name, fits):
    assert is_id_of(ONE, name) is fits
