import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from companion.model.change import Change, ChangeSet, Kind, Label, Origin, Record
from companion.model.error import NothingToUndoError, StaleRecordError, UndoRefusedError
from companion.model.identity import Id, new_id
from companion.model.need import NeedState
from companion.storage import journal
from companion.storage.inverse import inverse
from companion.storage.opening import open_store
from companion.storage.queries.person import person_with, records_of
from companion.storage.store import Store
from tests.builders import (
    NOW,
    adding,
    attendee,
    changing,
    contact_point,
    encounter,
    event,
    follow_up,
    introduction,
    mention,
    my_card,
    need,
    not_same,
    note,
    offer,
    person,
    promise,
    raw_capture,
    removing,
    source_card,
    tag,
)
from tests.storage.history import apply, newest, redo, take_back, undo
from tests.storage.kept import kept


def entry_of(store: Store, seq: int) -> journal.Entry:
    entries = store.read(journal.undoable_entries, store.owner_id, limit=100)
    return next(entry for entry in entries if entry.seq == seq)


def everything(owner_id: Id) -> list[Record]:
    """One record of every kind, all about one person at one event."""
    ada, ben = person("Ada Byron", title="Countess", starred=True, birthday="--12-10"), person("Ben")
    mixer = event(owner_id=owner_id, badge="name;organisation;badge")
    met = encounter(ada, mixer, introduced_by_id=ben.id)
    line = raw_capture(owner_id=owner_id, event_id=mixer.id, off=((0, 3), (5, 9)))
    promised = promise(ada, owner_id=owner_id, event_id=mixer.id)
    heard = [need(ada, event_id=mixer.id), offer(ada, event_id=mixer.id), note(ada, owner_id=owner_id)]
    known = [contact_point(ada), tag(ada), introduction(ada, ben, owner_id=owner_id)]
    decided = follow_up(ada, promised, owner_id=owner_id)
    outside = [source_card(ada, "1@example.org", photo="0" * 64), not_same(ada, ben), attendee(mixer, ben)]
    mine = my_card("title", str(known[0].id), owner_id=owner_id, event_id=mixer.id)
    about_ada = [mention(ada, line, met), promised, decided, *heard, *known, *outside]
    return [ada, ben, mixer, met, line, *about_ada, mine]


def test_every_kind_of_record_can_come_and_go_and_come_again(store):
    records = everything(store.owner_id)
    assert {Change.add(record).kind for record in records} == set(Kind)
    empty = kept(store)
    apply(store, adding(*records))
    full = kept(store)
    undo(store)
    assert kept(store) == empty
    redo(store)
    assert kept(store) == full
    apply(store, removing(*records))
    assert kept(store) == empty
    undo(store)
    assert kept(store) == full


def test_an_entry_tells_what_was_done_when_and_to_what(store):
    seq = apply(store, adding(person("Ada"), label=Label.CAPTURE, name="Ada"))
    entry = newest(store)
    assert (entry.seq, entry.at, entry.label, entry.facts, entry.undoes) == (
        seq,
        NOW,
        Label.CAPTURE,
        {"name": "Ada"},
        None,
    )


def test_taking_back_says_what_was_taken_back(store):
    apply(store, adding(person("Ada"), name="Ada"))
    undone = store.read(inverse, newest(store)).change_set
    assert undone.label is Label.UNDO
    assert undone.facts == {"label": "add", "name": "Ada"}
    apply(store, undone)
    redoable = store.read(journal.redoable_entry, store.owner_id)
    assert store.read(inverse, redoable).change_set.label is Label.REDO


def test_a_fresh_journal_has_nothing_to_take_back_or_to_do_again(store):
    assert store.read(journal.undoable_entries, store.owner_id, limit=9) == []
    assert store.read(journal.redoable_entry, store.owner_id) is None
    assert store.read(journal.last_seq) == 0


def test_there_is_nothing_in_an_entry_that_does_not_exist(store):
    with pytest.raises(NothingToUndoError):
        store.read(inverse, journal.Entry(99, new_id(), NOW, Label.ADD, {}, None))


def test_an_entry_is_read_by_its_number(store):
    seq = apply(store, adding(person("Ada")))
    assert store.read(journal.entry_at, seq) == newest(store)


def test_a_removal_that_unties_others_can_be_taken_back_and_done_again(store):
    ada, ben = person("Ada"), person("Ben")
    mixer = event(owner_id=store.owner_id)
    met = encounter(ada, mixer, introduced_by_id=ben.id)
    apply(store, adding(ada, ben, mixer, met))
    before = kept(store)
    apply(
        store,
        ChangeSet(
            Label.DELETE_PERSON, (Change.of(met, replace(met, introduced_by_id=None)), Change.remove(ben))
        ),
    )
    after = kept(store)
    for act, expected in ((undo, before), (redo, after), (undo, before)):
        act(store)
        assert kept(store) == expected


def test_what_was_done_anew_leaves_nothing_to_do_again(store):
    apply(store, adding(person("Ada")))
    undo(store)
    apply(store, adding(person("Ben")))
    assert store.read(journal.redoable_entry, store.owner_id) is None


def test_undo_steps_over_what_was_taken_back(store):
    first, second = (apply(store, adding(person(name))) for name in ("Ada", "Ben"))
    undo(store)
    assert newest(store).seq == first
    redo(store)
    assert newest(store).seq == second


def test_an_entry_knows_whether_it_is_taken_back(store):
    seq = apply(store, adding(person("Ada")))
    entry = entry_of(store, seq)
    for act, taken_back in ((None, False), (undo, True), (redo, False), (undo, True)):
        if act is not None:
            act(store)
        assert store.read(journal.is_taken_back, entry) is taken_back


@pytest.mark.parametrize("origin", [Origin.SYNC, Origin.MAINTENANCE])
def test_only_what_the_user_did_is_taken_back(store, origin):
    seq = apply(store, adding(person("Ada")))
    apply(store, replace(adding(person("Ben")), origin=origin))
    assert newest(store).seq == seq


def test_only_what_this_user_did_is_taken_back(store):
    colleague = person("Colleague")
    apply(store, adding(colleague))
    assert store.read(journal.undoable_entries, colleague.id, limit=1) == []
    assert store.read(journal.redoable_entry, colleague.id) is None


def test_a_later_change_of_the_same_field_is_named_in_the_refusal(store):
    ada = person("Ada")
    apply(store, adding(ada))
    first = apply(store, changing((ada, replace(ada, title="Countess"))))
    second = changing(
        (replace(ada, title="Countess"), replace(ada, title="Duchess")), label=Label.EDIT_PERSON, name="Ada"
    )
    apply(store, second)
    with pytest.raises(UndoRefusedError) as refused:
        store.read(inverse, entry_of(store, first))
    assert (refused.value.label, refused.value.facts) == ("edit_person", {"name": "Ada"})
    assert (refused.value.kind, refused.value.id) == ("person", ada.id)


def test_a_field_changed_since_and_back_again_is_changed_since(store):
    ada = person("Ada", title="A")
    versions = [ada, *(replace(ada, title=title) for title in ("B", "C", "B"))]
    apply(store, adding(ada))
    seqs = [apply(store, changing(pair)) for pair in itertools.pairwise(versions)]
    with pytest.raises(UndoRefusedError):
        store.read(inverse, entry_of(store, seqs[0]))
    for _ in range(4):
        undo(store)


def test_a_later_change_of_another_field_stays(store):
    ada = person("Ada")
    apply(store, adding(ada))
    seq = apply(store, changing((ada, replace(ada, title="Countess"))))
    apply(store, changing((replace(ada, title="Countess"), replace(ada, title="Countess", starred=True))))
    take_back(store, entry_of(store, seq))
    assert store.read(person_with, ada.id) == replace(ada, starred=True)


def test_taking_back_that_a_record_came_is_refused_once_it_was_changed(store):
    ada = person("Ada")
    seq = apply(store, adding(ada))
    apply(store, changing((ada, replace(ada, title="Countess"))))
    with pytest.raises(UndoRefusedError):
        store.read(inverse, entry_of(store, seq))
    undo(store)
    take_back(store, entry_of(store, seq))


def test_taking_back_that_a_record_came_is_refused_once_it_has_gone(store):
    ada = person("Ada")
    seq = apply(store, adding(ada))
    apply(store, removing(ada))
    with pytest.raises(UndoRefusedError):
        store.read(inverse, entry_of(store, seq))


def test_taking_back_that_a_person_came_is_refused_while_something_stands_on_them(store):
    ada = person("Ada")
    seq = apply(store, adding(ada))
    told = need(ada)
    apply(store, adding(told, label=Label.CAPTURE))
    with pytest.raises(UndoRefusedError) as refused:
        store.read(inverse, entry_of(store, seq))
    assert (refused.value.label, refused.value.kind, refused.value.id) == ("capture", "need", told.id)


def test_taking_back_is_refused_when_what_it_changed_points_to_what_it_brought_by_now(store):
    ana, ben = person("Ana"), person("Ben")
    told = need(ana)
    apply(store, adding(ana, told))
    louder = replace(told, text="a LOUD designer")
    seq = apply(store, ChangeSet(Label.EDIT, (Change.of(told, louder), Change.add(ben))))
    apply(store, changing((louder, replace(louder, person_id=ben.id)), label=Label.MERGE))
    with pytest.raises(UndoRefusedError) as refused:
        store.read(inverse, entry_of(store, seq))
    assert (refused.value.label, refused.value.id) == ("merge", told.id)


def test_taking_back_a_removal_is_refused_once_what_it_stood_on_has_gone(store):
    ada = person("Ada")
    told = need(ada)
    apply(store, adding(ada, told))
    seq = apply(store, removing(told))
    apply(store, removing(ada, label=Label.DELETE_PERSON))
    with pytest.raises(UndoRefusedError) as refused:
        store.read(inverse, entry_of(store, seq))
    assert (refused.value.label, refused.value.id) == ("delete_person", ada.id)


def test_what_was_taken_back_once_cannot_be_taken_back_again(store):
    ada = person("Ada")
    apply(store, adding(ada))
    entry = newest(store)
    take_back(store, entry)
    with pytest.raises(UndoRefusedError) as refused:
        store.read(inverse, entry)
    assert refused.value.label == "add"
    removal = store.read(journal.redoable_entry, store.owner_id)
    redo(store)
    with pytest.raises(UndoRefusedError):
        store.read(inverse, removal)


def test_a_change_between_plan_and_undo_is_noticed(store):
    ada = person("Ada")
    apply(store, adding(ada))
    plan = store.read(inverse, newest(store)).change_set
    apply(store, changing((ada, replace(ada, title="Countess"))))
    before = kept(store)
    with pytest.raises(StaleRecordError):
        apply(store, plan)
    assert kept(store) == before


def test_handing_over_and_back_what_only_one_may_be_can_be_taken_back(store):
    ada = person("Ada")
    tags = [tag(ada, name) for name in ("berlin", "munich")]
    apply(store, adding(ada, *tags))
    before = kept(store)
    swap = (Change.remove(tags[0]), Change.of(tags[1], replace(tags[1], name="berlin")))
    apply(store, ChangeSet(Label.EDIT, swap))
    after = kept(store)
    undo(store)
    assert kept(store) == before
    redo(store)
    assert kept(store) == after


def test_going_on_with_an_older_event_can_be_taken_back(store):
    older, newer = event(owner_id=store.owner_id), event("Dinner", owner_id=store.owner_id, ends_at=None)
    apply(store, adding(older, newer))
    before = kept(store)
    apply(store, changing((newer, replace(newer, ends_at=NOW)), (older, replace(older, ends_at=None))))
    after = kept(store)
    undo(store)
    assert kept(store) == before
    redo(store)
    assert kept(store) == after


def test_merging_two_people_can_be_taken_back(store):
    ada, double = person("Ada"), person("A. Byron")
    told, tagged = need(double), tag(double)
    apply(store, adding(ada, double, told, tagged, tag(ada)))
    before = kept(store)
    moved = (Change.remove(tagged), Change.remove(double), Change.of(told, replace(told, person_id=ada.id)))
    apply(store, ChangeSet(Label.EDIT_PERSON, moved))
    assert store.read(records_of, Kind.NEED, "person_id", [ada.id])
    undo(store)
    assert kept(store) == before


def test_an_entry_is_named_by_its_id_or_an_ending_of_it(store):
    apply(store, adding(person()))
    entry = newest(store)
    for name in (str(entry.id), entry.id.hex, str(entry.id).upper(), str(entry.id)[-6:], entry.id.hex[-4:]):
        assert store.read(journal.entry_named, name) == [entry]


@pytest.mark.parametrize("name", ["", "1", "-", "f" * 40, "9" * 30, "\ud800", "zzzz", "%", "____", "٣٣٣٣"])
def test_what_is_no_ending_names_no_entry(store, name):
    for _ in range(20):
        apply(store, adding(person()))
    assert store.read(journal.entry_named, name) == []


def test_entries_of_one_ending_are_all_given(store):
    for _ in range(3):
        apply(store, adding(person()))
    rows = journal.tables.change_set
    ids = [new_id().hex[:-6] + "abcdef" for _ in range(2)]
    for seq, some in enumerate(ids, 1):
        store.maintain(
            lambda c, seq=seq, some=some: c.execute(rows.update().where(rows.c.seq == seq), {"id": Id(some)})
        )
    assert [entry.seq for entry in store.read(journal.entry_named, "abcdef")] == [2, 1]


def test_the_records_touched_since_are_listed_once(store):
    ada, ben = person("Ada"), person("Ben")
    first = apply(store, adding(ada, ben))
    apply(store, changing((ada, replace(ada, title="Countess"))))
    undo(store)
    assert store.read(journal.touched_after, first) == [(Kind.PERSON, ada.id)]
    assert sorted(store.read(journal.touched_after, 0)) == sorted(
        [(Kind.PERSON, ada.id), (Kind.PERSON, ben.id)]
    )


def test_it_is_told_of_which_kinds_the_changes_since_are_and_whether_they_are_many(store):
    ada, ben = person("Ada"), person("Ben")
    first = apply(store, adding(ada))
    apply(store, adding(ben, tag(ben)))
    apply(store, changing((ada, replace(ada, title="Countess"))))
    assert store.read(journal.kinds_after, first) == {Kind.PERSON, Kind.TAG}
    assert store.read(journal.holds_more_after, first, 2)
    assert not store.read(journal.holds_more_after, first, 3)
    newest = store.read(journal.last_seq)
    assert store.read(journal.kinds_after, newest) == frozenset()
    assert not store.read(journal.holds_more_after, newest, 0)


def test_a_record_s_history_tells_each_change_of_its_fields(store):
    ada = person("Ada")
    told = need(ada)
    apply(store, adding(ada, told))
    later = NOW + timedelta(days=1)
    met = replace(told, state=NeedState.MET)
    store.apply(changing((told, met)), at=later)
    assert store.read(journal.history, told.id) == [(later, {"state": ["open", "met"]})]
    assert store.read(journal.last_touched, told.id) == later
    assert store.read(journal.last_touched, new_id()) is None


def test_undo_and_redo_go_on_after_a_restart(store):
    before = kept(store)
    apply(store, adding(*everything(store.owner_id)))
    after = kept(store)
    for act, expected in ((undo, before), (redo, after), (undo, before)):
        store.close()
        again = open_store(store.path.parent)
        act(again)
        assert kept(again) == expected
        again.close()
