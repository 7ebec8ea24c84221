from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import IntegrityError

from companion.model.change import Change, ChangeSet, Kind, Label
from companion.model.error import StaleRecordError
from companion.model.event import Event
from companion.model.person import Person
from companion.storage import journal, search_index, tables
from companion.storage.opening import open_store
from companion.storage.queries.event import running_event
from companion.storage.queries.person import people_named, person_with, records_of
from companion.storage.store import owner_of
from companion.storage.upkeep import examine
from tests.builders import (
    NOW,
    adding,
    changing,
    contact_point,
    encounter,
    event,
    mention,
    need,
    person,
    promise,
    raw_capture,
    removing,
    tag,
)
from tests.storage.history import apply, undo
from tests.storage.kept import kept


def test_what_was_applied_is_read_back_after_a_restart(store):
    ada = person("Ada Byron", title="Countess")
    apply(store, adding(ada))
    store.close()
    reopened = open_store(store.path.parent)
    assert reopened.read(person_with, ada.id) == ada
    reopened.close()


def test_each_change_set_gets_the_next_number(store):
    first, second = (apply(store, adding(person())) for _ in range(2))
    assert second == first + 1 == store.read(journal.last_seq)


def test_an_empty_change_set_stores_nothing_and_names_the_newest_one(store):
    assert apply(store, ChangeSet(Label.EDIT, ())) == 0
    seq = apply(store, adding(person()))
    assert apply(store, ChangeSet(Label.EDIT, ())) == seq == store.read(journal.last_seq)


def test_a_change_that_changes_nothing_is_not_journalled(store):
    ada = person()
    seq = apply(store, adding(ada))
    assert apply(store, changing((ada, replace(ada)))) == seq


def test_undoing_a_set_leaves_alone_a_record_that_the_set_named_but_did_not_change(store):
    ada, ben = person("Ada"), person("Ben")
    apply(store, adding(ada, ben))
    before = kept(store)
    apply(store, changing((ada, ada), (ben, replace(ben, title="Baker"))))
    undo(store)
    assert kept(store) == before


def test_several_changes_of_one_record_in_a_set_count_as_one(store):
    ada = person("Ada")
    titled = replace(ada, title="Countess")
    before = kept(store)
    apply(store, ChangeSet(Label.ADD, (Change.add(ada), Change.of(ada, titled))))
    assert store.read(person_with, ada.id) == titled
    undo(store)
    assert kept(store) == before


def test_a_record_that_comes_and_goes_in_one_set_is_not_stored(store):
    ada = person("Ada")
    assert apply(store, ChangeSet(Label.ADD, (Change.add(ada), Change.remove(ada)))) == 0


def test_a_set_is_stored_whole_or_not_at_all(store):
    ada = person("Ada")
    before = kept(store)
    stray = need(person("nobody knows"))
    with pytest.raises(StaleRecordError):
        apply(store, adding(ada, stray))
    assert kept(store) == before
    assert store.read(journal.last_seq) == 0
    apply(store, adding(ada))


def test_children_may_stand_before_their_parents_in_a_set(store):
    ada = person("Ada")
    mixer = event(owner_id=store.owner_id)
    met = encounter(ada, mixer)
    line = raw_capture(owner_id=store.owner_id)
    apply(store, adding(mention(ada, line, met), met, need(ada), line, mixer, ada))
    everything = [ada, mixer, met, line]
    with pytest.raises(StaleRecordError):
        apply(store, removing(*everything))


def test_two_edits_of_different_fields_both_stay(store):
    ada = person("Ada")
    apply(store, adding(ada))
    apply(store, changing((ada, replace(ada, title="Countess"))))
    apply(store, changing((ada, replace(ada, organisation="Lovelace"))))
    assert store.read(person_with, ada.id) == replace(ada, title="Countess", organisation="Lovelace")


def test_an_edit_of_a_field_that_was_changed_meanwhile_is_refused_and_named(store):
    ada, ben = person("Ada"), person("Ben")
    apply(store, adding(ada, ben))
    apply(store, changing((ada, replace(ada, title="Countess"))))
    before = kept(store)
    stale = changing((ben, replace(ben, title="Baker")), (ada, replace(ada, title="Duchess", starred=True)))
    with pytest.raises(StaleRecordError) as refused:
        apply(store, stale)
    assert (refused.value.kind, refused.value.id) == (Kind.PERSON, ada.id)
    assert set(refused.value.fields) == {"title", "starred"}
    assert kept(store) == before


@pytest.mark.parametrize("field", ["title", "organisation"])
def test_a_field_that_was_empty_when_read_is_compared_too(store, field):
    ada = person("Ada")
    apply(store, adding(ada))
    apply(store, changing((ada, replace(ada, **{field: "first"}))))
    with pytest.raises(StaleRecordError):
        apply(store, changing((ada, replace(ada, **{field: "second"}))))


def test_an_edit_of_a_record_that_has_gone_is_refused(store):
    ada = person("Ada")
    apply(store, adding(ada))
    apply(store, removing(ada))
    with pytest.raises(StaleRecordError):
        apply(store, changing((ada, replace(ada, title="Countess"))))


def test_removing_what_was_changed_since_it_was_read_is_refused(store):
    ada = person("Ada")
    apply(store, adding(ada))
    apply(store, changing((ada, replace(ada, title="Countess"))))
    before = kept(store)
    with pytest.raises(StaleRecordError):
        apply(store, removing(ada))
    assert kept(store) == before


def test_removing_what_has_gone_is_refused(store):
    ada = person("Ada")
    apply(store, adding(ada))
    apply(store, removing(ada))
    with pytest.raises(StaleRecordError):
        apply(store, removing(ada))


@pytest.mark.parametrize("fate", [removing, lambda ben: changing((ben, replace(ben, starred=True)))])
def test_of_several_to_remove_the_one_that_is_not_as_it_was_read_is_named(store, fate):
    ada, ben, cid = person("Ada"), person("Ben"), person("Cid")
    apply(store, adding(ada, ben, cid))
    apply(store, fate(ben))
    before = kept(store)
    with pytest.raises(StaleRecordError) as refused:
        apply(store, removing(ada, ben, cid))
    assert (refused.value.kind, refused.value.id) == (Kind.PERSON, ben.id)
    assert kept(store) == before


def test_a_record_added_twice_is_refused_naming_it(store):
    ada = person("Ada")
    apply(store, adding(ada))
    with pytest.raises(StaleRecordError) as refused:
        apply(store, adding(person("Ben"), ada))
    assert refused.value.kind == Kind.PERSON


def test_a_second_running_event_is_refused_naming_the_event(store):
    apply(store, adding(event(owner_id=store.owner_id, ends_at=None)))
    second = event(owner_id=store.owner_id, ends_at=None)
    with pytest.raises(StaleRecordError) as refused:
        apply(store, adding(person(), second))
    assert (refused.value.kind, refused.value.id) == (Kind.EVENT, second.id)


def test_one_set_may_end_the_running_event_and_start_another(store):
    first = event(owner_id=store.owner_id, ends_at=None)
    apply(store, adding(first))
    before = kept(store)
    second = event("Dinner", owner_id=store.owner_id, ends_at=None)
    handover = (Change.of(first, replace(first, ends_at=NOW)), Change.add(second))
    apply(store, ChangeSet(Label.START_EVENT, handover))
    assert store.read(running_event) == second
    undo(store)
    assert kept(store) == before


def test_one_set_may_replace_what_only_one_can_be(store):
    ada = person()
    berlin = tag(ada, "berlin")
    apply(store, adding(ada, berlin))
    apply(store, ChangeSet(Label.EDIT, (Change.add(tag(ada, "berlin")), Change.remove(berlin))))


def test_two_tags_of_one_name_are_refused(store):
    ada = person()
    apply(store, adding(ada, tag(ada, "berlin")))
    with pytest.raises(StaleRecordError) as refused:
        apply(store, adding(tag(ada, "berlin")))
    assert refused.value.kind == Kind.TAG


def test_an_edit_that_meets_what_only_one_can_be_is_refused(store):
    ada = person()
    munich = tag(ada, "munich")
    apply(store, adding(ada, tag(ada, "berlin"), munich))
    with pytest.raises(StaleRecordError) as refused:
        apply(store, changing((munich, replace(munich, name="berlin"))))
    assert refused.value.id == munich.id


def test_a_removed_record_that_another_needs_is_refused_when_the_set_ends(store):
    ada = person()
    apply(store, adding(ada, need(ada)))
    before = kept(store)
    with pytest.raises(StaleRecordError):
        apply(store, removing(ada))
    assert kept(store) == before
    apply(store, adding(person()))


def test_a_value_that_no_column_takes_is_a_defect_and_flies(store):
    ada = person(starred=None)
    with pytest.raises(IntegrityError, match="NOT NULL"):
        apply(store, adding(ada))
    assert store.read(journal.last_seq) == 0


def test_an_instant_without_an_offset_is_a_defect_and_stores_nothing(store):
    ada = person()
    with pytest.raises(ValueError, match="without an offset"):
        apply(store, adding(ada, need(ada, heard_at=datetime(2026, 3, 12))))
    assert store.read(journal.last_seq) == 0


@pytest.mark.parametrize(
    "offset",
    [timedelta(hours=14), timedelta(hours=-12), timedelta(minutes=345), timedelta(seconds=1172)],
    ids=str,
)
def test_an_instant_of_any_offset_is_kept_and_its_change_can_be_taken_back(store, offset):
    ada = person()
    plain = promise(ada, owner_id=store.owner_id)
    apply(store, adding(ada, plain))
    before = kept(store)
    local = NOW.astimezone(timezone(offset))
    apply(store, changing((plain, replace(plain, kept_at=local))))
    assert store.read(lambda c: c.execute(select(tables.promise.c.kept_at)).scalar_one()) == NOW
    undo(store)
    assert kept(store) == before


def test_text_that_no_database_takes_is_kept_as_close_as_can_be_and_can_be_taken_back(store):
    before = kept(store)
    ada = person("A\0d\ud800a", organisation="\ud83d\ude00 \udcff")
    apply(store, adding(ada, need(ada, "x\ud800\0y"), name=ada.name))
    plain = replace(ada, name="A\ufffdd\ufffda", organisation="\U0001f600 \ufffd")
    assert store.read(person_with, ada.id) == plain
    apply(store, changing((ada, replace(ada, title="\udc00"))))
    undo(store)
    undo(store)
    assert kept(store) == before


def test_a_record_in_hand_can_be_removed_though_its_text_was_cleaned(store):
    ada = person("A\0d\ud800a")
    apply(store, adding(ada))
    apply(store, removing(ada))


def test_nothing_is_found_by_text_that_no_database_takes(store):
    apply(store, adding(person("Ada")))
    assert store.read(people_named, "\udcff") == []


def test_upkeep_is_written_whole_or_not_at_all(store):
    def spoil(connection: Connection) -> None:
        connection.execute(text("DELETE FROM meta"))
        raise StaleRecordError("person", store.owner_id, ())

    with pytest.raises(StaleRecordError):
        store.maintain(spoil)
    assert store.read(owner_of) == store.owner_id
    store.maintain(search_index.rebuild)


def test_ten_thousand_records_come_and_go_in_one_set(store):
    people = [person(f"Person {number}") for number in range(2500)]
    heard = [need(who, f"need {number}") for number, who in enumerate(people) for _ in range(3)]
    before = kept(store)
    apply(store, adding(*people, *heard))
    assert store.read(lambda c: c.execute(select(func.count()).select_from(tables.need)).scalar_one()) == 7500
    assert store.read(search_index.disagreements) == 0
    apply(store, removing(*people, *heard))
    assert kept(store) == before


def test_an_edit_of_many_names_the_one_that_was_changed_meanwhile(store):
    people = [person(f"Person {number}") for number in range(700)]
    apply(store, adding(*people))
    apply(store, changing((people[600], replace(people[600], title="Countess"))))
    before = kept(store)
    with pytest.raises(StaleRecordError) as refused:
        apply(store, changing(*((one, replace(one, title="Baker")) for one in people)))
    assert (refused.value.id, refused.value.fields) == (people[600].id, ("title",))
    with pytest.raises(StaleRecordError) as refused:
        apply(store, removing(*people))
    assert refused.value.id == people[600].id
    assert kept(store) == before


def test_edits_of_many_are_each_written_and_can_be_taken_back(store):
    people = [person(f"Person {number}") for number in range(700)]
    points = [contact_point(who) for who in people]
    apply(store, adding(*people, *points))
    before = kept(store)
    renamed = [(one, replace(one, name=f"{one.name} the {place}th")) for place, one in enumerate(people)]
    titled = [(old, replace(new, title="Baker")) for old, new in renamed[::3]]
    moved = [(one, replace(one, value=f"{place}@example.org")) for place, one in enumerate(points)]
    wanted = {new.id: new for _, new in (*renamed, *titled, *moved)}
    apply(store, changing(*renamed, *titled, *moved))
    found = [store.read(records_of, kind, "id", list(wanted)) for kind in (Kind.PERSON, Kind.CONTACT_POINT)]
    assert {one.id: one for some in found for one in some} == wanted
    assert store.read(examine).whole
    undo(store)
    assert kept(store) == before


def test_the_user_is_there_from_the_start_and_is_found_nowhere(store):
    me: Person = store.read(person_with, store.owner_id)
    assert me.name == ""
    assert kept(store)["search"] == []


def test_the_owner_can_be_edited_and_the_edit_taken_back(store):
    before = kept(store)
    me = store.read(person_with, store.owner_id)
    apply(store, changing((me, replace(me, name="Grace Hopper"))))
    undo(store)
    assert kept(store) == before


def test_the_owner_cannot_be_removed(store):
    me = store.read(person_with, store.owner_id)
    with pytest.raises(ValueError, match="own person"):
        apply(store, removing(me))
    assert store.read(person_with, store.owner_id) == me


def test_events_of_two_owners_may_run_at_once(store):
    colleague = person("Colleague")
    own: list[Event] = [event(owner_id=who, ends_at=None) for who in (store.owner_id, colleague.id)]
    apply(store, adding(colleague, *own))
    assert store.read(running_event) == own[0]


def test_instants_come_back_in_universal_time(store):
    ada = person()
    local = datetime(2026, 3, 29, 3, 30, tzinfo=timezone(timedelta(hours=2)))
    apply(store, adding(ada, need(ada, heard_at=local)))
    heard = store.read(lambda c: c.execute(select(tables.need.c.heard_at)).scalar_one())
    assert heard == local
    assert heard.tzinfo is UTC
