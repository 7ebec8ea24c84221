"""Reads for many people at once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from companion.model.blob import Blob
from companion.model.change import Kind
from companion.model.identity import new_id
from companion.model.person import ContactKind
from companion.storage import tables
from companion.storage.queries.card import (
    blob_with,
    blobs_with,
    cards_came_at,
    cards_with_digest,
    cards_with_uid,
    contacts_of,
    group_cards,
    people_ids,
    people_with_keys,
    people_with_names,
    photos_of,
    source_cards_of,
)
from companion.storage.queries.person import people_named, person_with, records_of, whole_person
from companion.storage.types import plain_text
from tests.builders import NOW, adding, changing, contact_point, note, person, removing, source_card, tag

MANY = 1200


@pytest.fixture
def statements():
    """Every statement that is run while the test looks."""
    seen: list[str] = []

    def listen(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    yield seen
    event.remove(Engine, "before_cursor_execute", listen)


@pytest.fixture
def crowd(store):
    """Many people with an address and a card each."""
    people = [person(f"Person {number:04}") for number in range(MANY)]
    points = [contact_point(who, f"{number}@example.org") for number, who in enumerate(people)]
    cards = [source_card(who, f"uid-{number}") for number, who in enumerate(people)]
    store.apply(adding(*people, *points, *cards), at=NOW)
    return people, points, cards


def test_a_card_is_known_again_by_its_digest_and_its_uid(store):
    ada, ben = person("Ada"), person("Ben")
    first, second, other = source_card(ada, "1"), source_card(ada, "1", digest="same"), source_card(ben)
    third = source_card(ben, "2", digest="same")
    store.apply(adding(ada, ben, first, second, other, third), at=NOW)
    found = store.read(cards_with_digest, ["same", first.digest, "unknown"])
    assert found == {"same": [second, third], first.digest: [first]}
    assert store.read(cards_with_uid, ["1", "unknown", "2", "1"]) == {"1": [first, second], "2": [third]}
    assert store.read(source_cards_of, [ben.id, new_id()]) == {ben.id: [other, third]}


@pytest.mark.parametrize(
    "uid", ['"', "\\", "a,b", "[]", "1", "null", "", "é\u2028\U0001f600", "a\nb", "a\0b", "\ud800"], ids=repr
)
def test_a_uid_of_any_characters_is_known_again(store, uid):
    ada = person("Ada")
    card = source_card(ada, uid)
    store.apply(adding(ada, card), at=NOW)
    ((kept, found),) = store.read(cards_with_uid, [uid, "other"]).items()
    assert kept == plain_text(uid)
    assert found == [replace(card, uid=kept)]


def test_cards_of_groups_are_nobody_s(store):
    ada = person()
    group = source_card(None, "group")
    store.apply(adding(ada, source_card(ada), group), at=NOW)
    assert store.read(group_cards) == [group]
    assert store.read(cards_with_uid, ["group"]) == {"group": [group]}


def test_one_has_the_cards_that_one_came_from(store):
    ada, ben = person("Ada"), person("Ben")
    cards = [source_card(ada, "1"), source_card(ada, "2")]
    store.apply(adding(ada, ben, *cards, source_card(ben)), at=NOW)
    assert store.read(whole_person, ada.id).source_cards == tuple(cards)


def test_who_has_an_address_is_told_for_all_addresses_at_once(store):
    ada, ben, me = person("Ada"), person("Ben"), store.read(person_with, store.owner_id)
    points = [
        contact_point(ada, "Team@Example.org"),
        contact_point(ben, "team@example.org"),
        contact_point(ben, "TEAM@example.org"),
        contact_point(ben, "+491701234567", kind=ContactKind.PHONE),
        contact_point(ada, "+491701234567", kind=ContactKind.IM),
        contact_point(me, "me@example.org"),
    ]
    store.apply(adding(ada, ben, *points), at=NOW)
    email, phone = (ContactKind.EMAIL, "team@example.org"), (ContactKind.PHONE, "+491701234567")
    asked = [
        email,
        phone,
        email,
        (ContactKind.EMAIL, "nobody@example.org"),
        (ContactKind.EMAIL, "me@example.org"),
    ]
    assert store.read(people_with_keys, asked) == {
        email: [(ada.id, "Ada"), (ben.id, "Ben")],
        phone: [(ben.id, "Ben")],
    }


def test_who_bears_a_name_is_told_for_all_names_at_once(store):
    people = [person("Łukasz Żółć"), person("LUKASZ ZOLC"), person("Ana")]
    store.apply(adding(*people), at=NOW)
    me = store.read(person_with, store.owner_id)
    store.apply(changing((me, replace(me, name="Ana"))), at=NOW)
    found = store.read(people_with_names, ["lukasz zolc", "ana", "nobody", "ana"])
    assert found == {"lukasz zolc": people[:2], "ana": [people[2]]}
    assert found["lukasz zolc"] == store.read(people_named, "Lukasz Zolc")


def test_what_cards_say_of_people_is_read_in_the_order_asked_for(store):
    ada, ben = person("Ada", photo="0" * 64), person("Ben")
    points = [contact_point(ada, "a@example.org"), contact_point(ada, "b@example.org")]
    tags, notes, cards = [tag(ada)], [note(ada, owner_id=store.owner_id)], [source_card(ada)]
    store.apply(adding(ada, ben, *points, *tags, *notes, *cards), at=NOW)
    whole_ben, whole_ada = store.read(lambda c: list(contacts_of(c, [ben.id, new_id(), ada.id])))
    assert (whole_ben.person, whole_ben.contact_points, whole_ben.source_cards) == (ben, (), ())
    assert whole_ada.person == ada
    told = (whole_ada.contact_points, whole_ada.tags, whole_ada.notes, whole_ada.source_cards)
    assert told == tuple(map(tuple, (points, tags, notes, cards)))


def test_everybody_but_the_user_is_listed_by_name(store):
    people = [person(name) for name in ("Žofie", "ben", "Ana")]
    store.apply(adding(*people), at=NOW)
    assert store.read(people_ids) == [people[2].id, people[1].id, people[0].id]


def test_many_are_asked_for_in_a_few_statements(store, crowd, statements):
    people, points, cards = crowd
    ids = [who.id for who in people]
    asked = {
        "cards_of": lambda c: source_cards_of(c, ids),
        "digests": lambda c: cards_with_digest(c, [card.digest for card in cards]),
        "uids": lambda c: cards_with_uid(c, [card.uid for card in cards]),
        "keys": lambda c: people_with_keys(c, [(ContactKind.EMAIL, point.value) for point in points]),
        "names": lambda c: people_with_names(c, [who.name.lower() for who in people]),
        "whole": lambda c: list(contacts_of(c, ids)),
    }
    for name, read in asked.items():
        statements.clear()
        assert len(store.read(read)) == MANY, name
        assert len(statements) <= 5 * 3 + 2, name


def test_a_picture_is_read_by_its_digest(store):
    picture, other = Blob.of("image/png", b"\x89PNG"), Blob.of("image/jpeg", b"")
    rows = [
        {"digest": one.digest, "media_type": one.media_type, "content": one.content}
        for one in (picture, other)
    ]
    store.maintain(lambda c: c.execute(tables.blob.insert(), rows))
    assert store.read(blob_with, picture.digest) == picture
    assert store.read(blob_with, "0" * 64) is None
    assert store.read(blobs_with, [picture.digest, "0" * 64, other.digest]) == {
        picture.digest: picture,
        other.digest: other,
    }


def test_the_photos_of_people_are_told_for_all_at_once(store):
    ada, ben = person("Ada", photo="0" * 64), person("Ben")
    store.apply(adding(ada, ben), at=NOW)
    assert store.read(photos_of, [ada.id, ben.id, new_id()]) == {ada.id: "0" * 64}
    assert store.read(photos_of, []) == {}


def test_records_of_many_are_read_whole(store, crowd):
    people, points, _ = crowd
    found = store.read(records_of, Kind.CONTACT_POINT, "person_id", [who.id for who in people])
    assert sorted(found, key=lambda point: point.id) == points


def test_a_card_came_when_it_was_imported_last_whoever_it_belongs_to_now(store):
    ada, bob = person("Ada Byron"), person("Bob Roth")
    one, two = source_card(ada, "one"), source_card(ada, "two")
    store.apply(adding(ada, bob, one, two), at=NOW)
    again = replace(one, digest="1" * 64)
    store.apply(changing((one, again)), at=NOW + timedelta(days=1))
    store.apply(changing((again, replace(again, person_id=bob.id))), at=NOW + timedelta(days=2))
    assert store.read(cards_came_at, [one.id, two.id, new_id()]) == {
        one.id: NOW + timedelta(days=1),
        two.id: NOW,
    }
    store.apply(removing(two), at=NOW + timedelta(days=3))
    assert store.read(cards_came_at, [two.id]) == {two.id: NOW}
