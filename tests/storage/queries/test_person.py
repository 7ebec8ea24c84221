from dataclasses import replace
from datetime import timedelta

import pytest

from companion.model.change import Kind
from companion.model.error import NotFoundError
from companion.model.event import Meeting
from companion.model.followup import FollowUpState
from companion.model.identity import new_id
from companion.model.need import NeedState
from companion.model.person import ContactKind
from companion.model.promise import PromiseState
from companion.rules.search import fold
from companion.storage.queries.person import (
    PeopleCounts,
    people_counts,
    people_met,
    people_met_named,
    people_named,
    people_page,
    people_with_contact,
    person_with,
    records_of,
    summaries_of,
    whole_person,
)
from tests.builders import (
    NOW,
    adding,
    contact_point,
    encounter,
    event,
    follow_up,
    introduction,
    mention,
    need,
    note,
    offer,
    person,
    promise,
    raw_capture,
    tag,
)


def keep(store, *records):
    store.apply(adding(*records), at=NOW)


def names(people):
    return [one.name for one in people]


def test_a_person_is_read_by_id(store):
    ada = person("Ada")
    keep(store, ada)
    assert store.read(person_with, ada.id) == ada


def test_nobody_of_that_id_is_an_error_that_names_it(store):
    missing = new_id()
    with pytest.raises(NotFoundError) as caught:
        store.read(person_with, missing)
    assert (caught.value.kind, caught.value.text) == ("person", str(missing))


@pytest.mark.parametrize(
    ("kind", "value", "asked"),
    [
        (ContactKind.EMAIL, "Ada@Example.org", "ada@example.ORG "),
        (ContactKind.PHONE, "+4930123456", "+4930123456"),
        (ContactKind.URL, "https://www.Ada.example/", "ada.example"),
    ],
)
def test_people_are_found_by_the_very_contact_point(store, kind, value, asked):
    ada, ben = person("Ada"), person("Ben")
    keep(store, ada, ben, contact_point(ada, value, kind=kind), contact_point(ben, "ben@example.org"))
    assert names(store.read(people_with_contact, [(kind, asked)])) == ["Ada"]


def test_an_address_of_one_kind_is_none_of_another(store):
    ada = person("Ada")
    keep(store, ada, contact_point(ada, "ada.example", kind=ContactKind.URL))
    assert store.read(people_with_contact, [(ContactKind.EMAIL, "ada.example")]) == []


def test_several_contact_points_find_all_their_people_once(store):
    ada, ben = person("Ada"), person("Ben")
    points = (contact_point(ada, "a@x.org"), contact_point(ada, "b@x.org"), contact_point(ben, "c@x.org"))
    keep(store, ada, ben, *points)
    keys = [(ContactKind.EMAIL, f"{letter}@x.org") for letter in "abc"]
    assert names(store.read(people_with_contact, keys)) == ["Ada", "Ben"]
    assert store.read(people_with_contact, []) == []


def test_the_user_is_nobody_that_is_found(store):
    me = person("Me", id=store.owner_id)
    keep(store, contact_point(me))
    assert store.read(people_with_contact, [(ContactKind.EMAIL, "ada@example.org")]) == []
    assert store.read(people_named, "") == []
    assert store.read(people_page, after=None, limit=None) == []


def test_names_are_compared_without_case_and_accents(store):
    keep(store, person("Łukasz Żółć"), person("Lukasz"))
    assert names(store.read(people_named, "lukasz  ZOLC")) == ["Łukasz Żółć"]


def test_people_met_are_found_by_their_first_or_whole_name(store):
    ana, other, away = person("Ana Ruiz"), person("Anabel Kim"), person("Ana Away")
    mixer = event(owner_id=store.owner_id)
    keep(store, ana, other, away, mixer, encounter(ana, mixer), encounter(other, mixer))
    assert names(store.read(people_met_named, mixer.id, "ANA")) == ["Ana Ruiz"]
    assert names(store.read(people_met_named, mixer.id, "ana ruiz")) == ["Ana Ruiz"]
    assert store.read(people_met_named, mixer.id, "ruiz") == []
    assert store.read(people_met_named, mixer.id, "a%") == []
    assert names(store.read(people_met, mixer.id)) == ["Ana Ruiz", "Anabel Kim"]


def test_records_of_very_many_people_are_all_read(store):
    people = [person(f"P{place:04}") for place in range(1100)]
    keep(store, *people, *(need(who, who.name) for who in people))
    found = store.read(records_of, Kind.NEED, "person_id", [who.id for who in people])
    assert [one.text for one in found] == [who.name for who in people]


def test_a_row_tells_what_a_list_shows(store):
    ada, owner = person("Ada", title="Countess", organisation="Lumen", starred=True), store.owner_id
    first = event("First", owner_id=owner)
    second = event(
        "Second", owner_id=owner, starts_at=NOW + timedelta(days=1), ends_at=NOW + timedelta(days=2)
    )
    later = NOW + timedelta(days=1)
    keep(store, ada, first, second, encounter(ada, first), replace(encounter(ada, second), at=later))
    keep(store, tag(ada, "hr"), tag(ada, "chess"), need(ada), need(ada, "x", state=NeedState.MET))
    (row,) = store.read(people_page, after=None, limit=None)
    assert (row.id, row.name, row.title, row.organisation) == (ada.id, "Ada", "Countess", "Lumen")
    assert (row.tags, row.open_needs, row.starred) == (("chess", "hr"), 1, True)
    assert (row.met_at, row.last_contact) == (NOW, later)


def test_the_last_contact_is_the_newest_of_meeting_writing_and_keeping(store):
    owner = store.owner_id
    never, wrote, kept = person("A never"), person("B wrote"), person("C kept")
    mixer = event(owner_id=owner)
    owed = promise(wrote, owner_id=owner)
    later = NOW + timedelta(days=2)
    keep(store, never, wrote, kept, mixer, owed, encounter(wrote, mixer), encounter(kept, mixer))
    keep(store, follow_up(wrote, owed, owner_id=owner, state=FollowUpState.DONE, decided_at=later))
    keep(store, follow_up(never, promise(never, owner_id=owner), owner_id=owner, decided_at=later))
    keep(store, promise(kept, owner_id=owner, state=PromiseState.KEPT, kept_at=later))
    rows = store.read(people_page, after=None, limit=None)
    assert [(row.last_contact, row.met_at) for row in rows] == [(None, None), (later, NOW), (later, NOW)]


def test_pages_follow_each_other_by_name_without_gap_or_overlap(store):
    people = [person(name) for name in ("Zoe", "ana", "Ana", "Émile", "Ben", "ana")]
    keep(store, *people)
    read, after = [], None
    while page := store.read(people_page, after=after, limit=2):
        read += page
        after = (fold(page[-1].name), page[-1].id)
    expected = sorted(people, key=lambda one: (fold(one.name), one.id))
    assert [one.id for one in read] == [one.id for one in expected]


def test_a_page_may_hold_only_those_with_an_open_need_or_an_offer(store):
    ada, ben, cid = person("Ada"), person("Ben"), person("Cid")
    keep(store, ada, ben, cid, need(ada), need(ben, state=NeedState.NO_LONGER), offer(ben), offer(cid))
    assert names(store.read(people_page, after=None, limit=None, only=Kind.NEED)) == ["Ada"]
    assert names(store.read(people_page, after=None, limit=None, only=Kind.OFFER)) == ["Ben", "Cid"]
    after = ("ben", ben.id)
    assert names(store.read(people_page, after=after, limit=5, only=Kind.OFFER)) == ["Cid"]


def test_rows_come_in_the_order_asked_for_without_those_who_are_gone(store):
    people = [person(f"P{place}") for place in range(3)]
    keep(store, *people)
    ids = [people[2].id, new_id(), people[0].id]
    assert names(store.read(summaries_of, ids)) == ["P2", "P0"]
    assert store.read(summaries_of, []) == []


def test_the_counts_leave_out_the_user_and_needs_that_are_met(store):
    me, ada, ben = person("Me", id=store.owner_id), person("Ada"), person("Ben")
    keep(store, ada, ben, need(ada), need(ada, "two"), need(ben, state=NeedState.MET), need(me))
    keep(store, offer(ben), offer(me))
    assert store.read(people_counts) == PeopleCounts(people=2, with_need=1, with_offer=1)


def test_everything_about_a_person_is_read_oldest_first(store):
    ada, ben, cid, owner = person("Ada"), person("Ben"), person("Cid"), store.owner_id
    mixer, other = event("Mixer", owner_id=owner), event("Other", owner_id=owner)
    met = encounter(ada, mixer)
    needs = (need(ada, "one", event_id=mixer.id), need(ada, "two"))
    offers, notes = (offer(ada, "o", event_id=other.id),), (note(ada, owner_id=owner),)
    owed = (promise(ada, owner_id=owner),)
    intros = (
        introduction(ada, ben, owner_id=owner),
        introduction(cid, ada, owner_id=owner),
        introduction(ada, ben, owner_id=owner, b_id=None, b_name="Somebody"),
    )
    points, tags = (contact_point(ada),), (tag(ada, "b"), tag(ada, "a"))
    line, theirs = raw_capture(owner_id=owner), raw_capture("Ben", owner_id=owner)
    decision = follow_up(ada, owed[0], owner_id=owner)
    keep(store, ada, ben, cid, mixer, other, met, *needs, *offers, *notes, *owed, *intros, *points, *tags)
    keep(store, line, theirs, mention(ada, line, met), mention(ben, theirs), decision, need(ben))
    whole = store.read(whole_person, ada.id)
    assert whole.person == ada
    assert (whole.needs, whole.offers, whole.notes, whole.promises) == (needs, offers, notes, owed)
    assert (whole.contact_points, whole.tags, whole.introductions) == (points, tags, intros)
    assert whole.meetings == (Meeting(met, mixer),)
    assert (whole.follow_ups, whole.captures) == ((decision,), (line,))
    assert whole.events == {mixer.id: mixer, other.id: other}
    assert whole.names == {ada.id: "Ada", ben.id: "Ben", cid.id: "Cid"}
    assert whole.last_contact == NOW


def test_of_a_person_who_is_only_a_name_there_is_nothing_else(store):
    ada = person("Ada")
    keep(store, ada)
    whole = store.read(whole_person, ada.id)
    assert (whole.meetings, whole.events, whole.names, whole.last_contact) == ((), {}, {}, None)
    with pytest.raises(NotFoundError):
        store.read(whole_person, new_id())
