"""Reads that find people who are kept twice."""

import pytest

from companion.model.error import NotFoundError
from companion.model.identity import pair_id
from companion.model.person import ContactKind, NotSame
from companion.rules.duplicates import profile
from companion.storage.queries.duplicates import (
    duplicates_of,
    look_alikes,
    not_same_pairs,
    profiles,
    profiles_of,
)
from companion.storage.queries.person import person_with
from tests.builders import NOW, adding, contact_point, person


def keep(store, *records):
    store.apply(adding(*records), at=NOW)


def phone(who, value="+491701234567", **values):
    return contact_point(who, value, kind=ContactKind.PHONE, **values)


def names(found):
    return [alike.known.name for alike in found]


def apart(a, b):
    return NotSame(pair_id(a.id, b.id), *sorted((a.id, b.id)))


def test_everybody_is_read_as_they_are_compared_but_the_user(store):
    ana = person("Dr. Ána Ruiz", title="CEO", organisation="Acme GmbH", birthday="1985-04-12")
    ben = person("Ben Ode")
    keep(store, ben, ana, contact_point(ana, "ANA@acme.com", label="work"), phone(ana, label="mobile"))
    one, other = store.read(profiles)
    assert [one.id, other.id] == [ana.id, ben.id]
    assert (one.name, one.words, one.company) == ("Dr. Ána Ruiz", ("ana", "ruiz"), "acme")
    assert (one.title, one.organisation, one.birthday) == ("CEO", "Acme GmbH", "1985-04-12")
    assert one.points == (("email", "ANA@acme.com", "work"), ("phone", "+491701234567", "mobile"))
    assert one.keys == ("@ana@acme.com", ".acme.com", "#01234567")
    assert other.points == ()
    assert store.read(profiles_of, [ben.id]) == [other]


def test_the_pairs_said_to_be_two_are_known_in_any_order(store):
    ana, ben = person("Ana"), person("Ben")
    keep(store, ana, ben, apart(ana, ben))
    assert store.read(not_same_pairs) == {frozenset((ben.id, ana.id))}


@pytest.mark.parametrize(
    "points",
    [
        [("email", "ANA@acme.com", None)],
        [("phone", "+49 170 1234567", None)],
        [("phone", "0049 170 1234567", None)],
        [("url", "http://linkedin.com/in/ana/", None)],
        [("im", "ANA", "skype")],
    ],
)
def test_somebody_is_found_by_any_way_to_reach_them(store, points):
    ana = person("Ana Ruiz")
    handle = contact_point(ana, "ana", kind=ContactKind.IM, label="skype")
    page = contact_point(ana, "https://www.linkedin.com/in/ana", kind=ContactKind.URL)
    keep(store, ana, contact_point(ana, "ana@acme.com"), phone(ana), page, handle, person("Ana Diaz"))
    (found,) = store.read(look_alikes, profile(None, "Ana", points))
    assert found.known.id == ana.id
    assert len(found.evidence) == 1


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("Ana Ruiz", {"organisation": "Acme Inc."}),
        ("Anna Ruiz", {"organisation": "acme"}),
        ("Ruiz Ana", {"birthday": "1985-04-12"}),
        ("Dr. Ana Ruiz", {"birthday": "1985-04-12"}),
    ],
)
def test_somebody_is_found_by_name_and_a_fact(store, name, facts):
    ana = person("Ana Ruiz", organisation="Acme GmbH", birthday="1985-04-12")
    keep(store, ana, person("Ana Ruiz", organisation="Beta"), person("Ben Ode", organisation="Acme"))
    assert names(store.read(look_alikes, profile(None, name, **facts))) == ["Ana Ruiz"]


def test_nobody_is_found_by_the_name_alone_nor_is_the_user(store):
    keep(store, person("Ana Ruiz"), contact_point(store_owner(store), "me@x.org"))
    assert store.read(look_alikes, profile(None, "Ana Ruiz")) == []
    assert store.read(look_alikes, profile(None, "", [("email", "me@x.org", None)])) == []
    assert store.read(look_alikes, profile(None, "")) == []


def store_owner(store):
    return store.read(person_with, store.owner_id)


def test_of_a_switchboard_only_those_with_the_same_name_are_found(store):
    staff = [person(f"Person {letter}x") for letter in "abcdefghijkl"]
    keep(store, *staff, *(phone(one, label="work") for one in staff))
    number = [("phone", "+491701234567", "work")]
    assert store.read(look_alikes, profile(None, "Person", number)) == []
    assert names(store.read(look_alikes, profile(None, "Person Ax", number))) == ["Person ax"]


def test_what_looks_like_a_query_is_only_a_name(store):
    keep(store, person('Ana "OR" Ruiz', organisation='Acme* AND "x'))
    found = store.read(look_alikes, profile(None, 'Ana "OR" Ruiz', organisation='Acme* AND "x'))
    assert names(found) == ['Ana "OR" Ruiz']


def test_the_doubles_of_a_person_are_the_others_not_said_to_be_two(store):
    ana, anna, ann = (person(name, organisation="Acme") for name in ("Ana Ruiz", "Anna Ruiz", "Ana Ruizz"))
    keep(store, ana, anna, ann, contact_point(ana, "a@x.org"), contact_point(anna, "a@x.org"))
    assert names(store.read(duplicates_of, ana.id)) == ["Anna Ruiz", "Ana Ruizz"]
    keep(store, apart(ana, ann))
    assert names(store.read(duplicates_of, ana.id)) == ["Anna Ruiz"]


def test_nobody_has_no_doubles(store):
    with pytest.raises(NotFoundError):
        store.read(duplicates_of, person().id)
