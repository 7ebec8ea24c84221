"""A name typed at an event that expects somebody of that name."""

import pytest

from companion.model.change import Kind
from companion.storage.queries.event import Expected, expected_at
from companion.storage.queries.person import records_of, whole_person
from companion.workflow import capture, history
from tests.builders import NOW, adding, attendee, event, person

MAYA = {
    "name": "Maya Chen",
    "organisation": "Northwind",
    "title": "Head of Platform",
    "email": "maya@northwind.example",
}


@pytest.fixture
def mixer(store):
    made = event(owner_id=store.owner_id, ends_at=None)
    store.apply(adding(made), at=NOW)
    return made


def expect(store, mixer, who=None, **values):
    made = attendee(mixer, who, **values)
    store.apply(adding(made), at=NOW)
    return made


def note(store, line, **options):
    noted = store.read(capture.note, line, now=NOW, region="DE", **options)
    store.apply(noted.change_set, at=NOW)
    return [store.read(whole_person, one.id) for one in noted.people]


def listed(store, mixer):
    return store.read(records_of, Kind.ATTENDEE, "event_id", [mixer.id])


def emails(whole):
    return [point.value for point in whole.contact_points]


def test_what_the_list_says_of_somebody_new_is_taken_over(store, mixer):
    expected = expect(store, mixer, **MAYA)
    (maya,) = note(store, "maya chen ?a Go engineer")
    assert (maya.person.name, maya.person.title, maya.person.organisation) == (
        "maya chen",
        "Head of Platform",
        "Northwind",
    )
    assert emails(maya) == ["maya@northwind.example"]
    assert [capture.line for capture in maya.captures] == ["maya chen ?a Go engineer"]
    (now,) = listed(store, mixer)
    assert (now.id, now.person_id) == (expected.id, maya.person.id)


def test_what_the_line_says_counts_more(store, mixer):
    expect(store, mixer, **MAYA)
    (maya,) = note(store, "Maya Chen, CTO @northwind maya@home.example")
    assert (maya.person.title, maya.person.organisation) == ("CTO", "northwind")
    assert emails(maya) == ["maya@home.example"]


def test_each_of_a_group_gets_their_own(store, mixer):
    expect(store, mixer, **MAYA)
    expect(store, mixer, name="Ben Roth", email="ben@roth.example")
    maya, ben = note(store, "Maya Chen & Ben Roth, maya@home.example")
    assert (emails(maya), emails(ben)) == (["maya@home.example"], ["ben@roth.example"])


@pytest.mark.parametrize(
    ("line", "others"),
    [
        ("Maya Chen @Acme", ()),
        ("Maya", ()),
        ("Maya Chen", ({"name": "Maya Chen", "organisation": "Souk"},)),
    ],
    ids=["of another company", "half a name", "one of two"],
)
def test_who_may_be_somebody_else_is_not_filled_in(store, mixer, line, others):
    expect(store, mixer, **MAYA)
    for values in others:
        expect(store, mixer, **values)
    (maya,) = note(store, line)
    assert (maya.person.title, emails(maya)) == (None, [])
    assert {one.person_id for one in listed(store, mixer)} == {None}


def test_somebody_known_is_tied_to_the_list_and_stays_as_they_are(store, mixer):
    maya = person("Maya Chen")
    store.apply(adding(maya), at=NOW)
    expect(store, mixer, **MAYA)
    (known,) = note(store, "Maya Chen")
    assert (known.person, emails(known)) == (maya, [])
    assert [one.person_id for one in listed(store, mixer)] == [maya.id]


def test_who_is_tied_to_somebody_already_is_not_taken_for_another(store, mixer):
    expect(store, mixer, **MAYA)
    (first,) = note(store, "Maya Chen")
    (second,) = note(store, "Maya Chen", attach=False)
    assert second.person.organisation is None
    assert [one.person_id for one in listed(store, mixer)] == [first.person.id]


def test_another_event_expects_others(store, mixer):
    elsewhere = event("Elsewhere", owner_id=store.owner_id)
    store.apply(adding(elsewhere), at=NOW)
    expect(store, elsewhere, **MAYA)
    (maya,) = note(store, "Maya Chen")
    assert maya.person.organisation is None
    (outside,) = note(store, "Maya Chen", attach=False, event=elsewhere)
    assert outside.person.organisation == "Northwind"


def test_taking_the_line_back_leaves_the_list_as_it_was(store, mixer):
    expected = expect(store, mixer, **MAYA)
    note(store, "Maya Chen")
    assert store.read(expected_at, mixer.id) == Expected(1, 1)
    store.apply(store.read(history.undo)[1], at=NOW)
    assert listed(store, mixer) == [expected]
    assert store.read(expected_at, mixer.id) == Expected(1, 0)
