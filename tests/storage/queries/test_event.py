from dataclasses import replace
from datetime import timedelta

from companion.model.identity import new_id
from companion.storage.queries.event import (
    Expected,
    attendees_named,
    encounter_of,
    events,
    events_around,
    expected_at,
    last_activity,
    last_capture_at,
    last_people,
    met_at,
    newest_capture,
    people_count,
    running_event,
)
from tests.builders import (
    NOW,
    adding,
    attendee,
    changing,
    contact_point,
    encounter,
    event,
    mention,
    need,
    note,
    offer,
    person,
    promise,
    raw_capture,
    tag,
)


def keep(store, *records, at=NOW):
    store.apply(adding(*records), at=at)


def test_the_running_event_is_the_one_that_has_not_ended(store):
    running = event("Running", owner_id=store.owner_id, ends_at=None)
    assert store.read(running_event) is None
    keep(store, event("Over", owner_id=store.owner_id), running)
    assert store.read(running_event) == running


def test_a_running_event_of_somebody_else_is_not_mine(store):
    other = person("Other")
    keep(store, other, event("Theirs", owner_id=other.id, ends_at=None))
    assert store.read(running_event) is None


def test_the_events_around_a_moment_are_the_closest_on_either_side_of_it(store):
    starts = [NOW + timedelta(days=days) for days in (-9, -2, 0, 1, 5, 30)]
    keep(store, *(event(str(at.date()), owner_id=store.owner_id, starts_at=at) for at in starts))
    found = store.read(events_around, NOW, limit=2)
    assert [one.starts_at for one in found] == [starts[4], starts[3], starts[2], starts[1]]


def test_events_come_newest_first_with_the_people_met_there(store):
    owner, ada, ben = store.owner_id, person("Ada"), person("Ben")
    old = event("Old", owner_id=owner, starts_at=NOW - timedelta(days=9))
    new = event("New", owner_id=owner)
    keep(store, old, new, ada, ben, encounter(ada, new), encounter(ben, new))
    assert [(one.event, one.people) for one in store.read(events)] == [(new, 2), (old, 0)]
    assert [one.event for one in store.read(events, limit=1)] == [new]
    assert store.read(people_count, new.id) == 2


def test_whom_one_met_comes_latest_first_with_what_was_heard_there(store):
    owner, ada, ben = store.owner_id, person("Ada"), person("Ben")
    here, there = event("Here", owner_id=owner), event("There", owner_id=owner)
    first, later = encounter(ada, here), replace(encounter(ben, here), at=NOW + timedelta(minutes=5))
    heard = (need(ada, event_id=here.id), offer(ada, event_id=here.id))
    owed = promise(ada, owner_id=owner, event_id=here.id)
    keep(store, here, there, ada, ben, first, later, *heard, owed)
    keep(store, need(ada, "elsewhere", event_id=there.id), offer(ben, "before"))
    newest, oldest = store.read(met_at, here.id)
    assert (newest.person, newest.encounter, newest.needs, newest.offers) == (ben, later, (), ())
    assert (oldest.person, oldest.encounter) == (ada, first)
    assert (oldest.needs, oldest.offers, oldest.promises) == ((heard[0],), (heard[1],), (owed,))


def test_somebody_who_is_only_a_name_has_no_note(store):
    owner = store.owner_id
    mixer = event(owner_id=owner)
    people = [person(f"P{place}") for place in range(9)]
    told = [
        need(people[0]),
        offer(people[1]),
        promise(people[2], owner_id=owner),
        note(people[3], owner_id=owner),
        contact_point(people[4]),
        tag(people[5]),
    ]
    people[6], people[7] = replace(people[6], title="CEO"), replace(people[7], organisation="Lumen")
    keep(store, mixer, *people, *told, *(encounter(who, mixer) for who in people))
    known = {one.person.name: one.has_note for one in store.read(met_at, mixer.id)}
    assert known == {f"P{place}": place < 8 for place in range(9)}


def test_nobody_met_is_an_empty_evening(store):
    assert store.read(met_at, new_id()) == []


def test_the_newest_line_is_mine(store):
    other = person("Other")
    assert store.read(newest_capture) is None
    first, second = raw_capture("one", owner_id=store.owner_id), raw_capture("two", owner_id=store.owner_id)
    keep(store, other, first, second, raw_capture("three", owner_id=other.id))
    assert store.read(newest_capture) == second


def test_the_last_people_are_those_of_the_newest_line_about_anybody(store):
    owner, ada, ben, cid = store.owner_id, person("Ada"), person("Ben"), person("Cid")
    mixer = event(owner_id=owner)
    here = raw_capture("Ada & Ben", owner_id=owner, event_id=mixer.id)
    later, nobody = raw_capture("Cid", owner_id=owner), raw_capture("?x", owner_id=owner)
    keep(store, mixer, ada, ben, cid, here, mention(ben, here), mention(ada, here))
    keep(store, later, mention(cid, later), nobody)
    assert store.read(last_people, None) == [cid]
    assert store.read(last_people, mixer.id) == [ben, ada]
    assert store.read(last_people, new_id()) == []


def test_an_encounter_is_read_by_person_and_event(store):
    ada, mixer = person("Ada"), event(owner_id=store.owner_id)
    met = encounter(ada, mixer)
    keep(store, ada, mixer, met)
    assert store.read(encounter_of, ada.id, mixer.id) == met
    assert store.read(encounter_of, mixer.id, ada.id) is None


def test_the_last_activity_is_the_newest_of_capture_edit_and_creation(store):
    mixer = event(owner_id=store.owner_id)
    keep(store, mixer)
    assert store.read(last_capture_at, mixer.id) is None
    assert store.read(last_activity, mixer) == NOW
    captured = NOW + timedelta(hours=1)
    keep(store, raw_capture(owner_id=store.owner_id, event_id=mixer.id, at=captured))
    assert store.read(last_capture_at, mixer.id) == store.read(last_activity, mixer) == captured
    edited = NOW + timedelta(hours=2)
    store.apply(changing((mixer, replace(mixer, goal="help"))), at=edited)
    assert store.read(last_activity, mixer) == edited


def test_an_event_that_the_journal_does_not_know_was_last_active_when_it_began(store):
    unknown = event(owner_id=store.owner_id)
    assert store.read(last_activity, unknown) == unknown.starts_at


def test_those_an_event_expects_are_counted_and_found_by_name(store):
    mixer, other = event(owner_id=store.owner_id), event("Other", owner_id=store.owner_id)
    ana = person("Ana Ruiz")
    known, unknown = attendee(mixer, ana), attendee(mixer, name="ZOË ÅNGSTRÖM")
    store.apply(adding(mixer, other, ana, known, unknown, attendee(other)), at=NOW)
    assert store.read(expected_at, mixer.id) == Expected(2, 1)
    assert store.read(attendees_named, mixer.id, "Zoe Angstrom") == [unknown]
    assert store.read(attendees_named, mixer.id, "Zoe") == []
