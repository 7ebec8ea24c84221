from dataclasses import replace
from datetime import timedelta

from companion.model.event import Meeting
from companion.model.promise import PromiseState
from companion.storage.queries.morning import (
    decisions,
    hellos_put_off,
    meetings_of,
    meetings_since,
    meetings_with,
    open_promises,
)
from tests.builders import NOW, TODAY, adding, encounter, event, follow_up, person, promise


def keep(store, *records):
    store.apply(adding(*records), at=NOW)


def test_open_promises_come_in_the_order_they_are_due(store):
    ada, other, owner = person("Ada"), person("Other"), store.owner_id
    late = promise(ada, "late", owner_id=owner, due=TODAY + timedelta(days=3))
    soon = promise(ada, "soon", owner_id=owner)
    done = (
        promise(ada, "kept", owner_id=owner, state=PromiseState.KEPT),
        promise(ada, "gone", owner_id=owner, state=PromiseState.LET_GO),
    )
    keep(store, ada, other, late, soon, *done, promise(ada, "theirs", owner_id=other.id))
    assert store.read(open_promises) == [soon, late]


def test_meetings_since_a_moment_are_those_at_my_events_from_then_on(store):
    ada, ben, other, owner = person("Ada"), person("Ben"), person("Other"), store.owner_id
    mixer, theirs = event(owner_id=owner), event("Theirs", owner_id=other.id)
    met, before = encounter(ada, mixer), replace(encounter(ben, mixer), at=NOW - timedelta(seconds=1))
    keep(store, ada, ben, other, mixer, theirs, met, before, encounter(ada, theirs))
    assert store.read(meetings_since, NOW) == [Meeting(met, mixer)]
    assert store.read(meetings_with, [before.id]) == [Meeting(before, mixer)]
    assert store.read(meetings_with, []) == []


def test_meetings_of_very_many_people_are_all_read(store):
    people = [person(f"P{place}") for place in range(501)]
    mixer = event(owner_id=store.owner_id)
    keep(store, mixer, *people, *(encounter(who, mixer) for who in people))
    found = store.read(meetings_of, [who.id for who in people])
    assert {one.encounter.person_id for one in found} == {who.id for who in people}
    assert store.read(meetings_of, []) == []


def test_hellos_put_off_are_those_with_a_day(store):
    ada, ben, owner = person("Ada"), person("Ben"), store.owner_id
    mixer = event(owner_id=owner)
    one, two, owed = encounter(ada, mixer), encounter(ben, mixer), promise(ada, owner_id=owner)
    snoozed = follow_up(ada, one, owner_id=owner)
    keep(store, ada, ben, mixer, one, two, owed, snoozed)
    keep(store, follow_up(ben, two, owner_id=owner, day=None), follow_up(ada, owed, owner_id=owner))
    assert store.read(hellos_put_off) == [one.id]
    assert snoozed in store.read(decisions, [ada.id])
    assert len(store.read(decisions, [ada.id])) == 2
