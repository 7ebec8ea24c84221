"""Taking back an import: what nobody touched since goes, the rest stays whole and is named."""

from dataclasses import replace
from datetime import timedelta

import pytest

from companion.model.change import KINDS, Change, ChangeSet, Kind, Label, Origin
from companion.model.error import NothingToUndoError, UndoRefusedError
from companion.model.identity import new_id
from companion.storage import journal
from companion.storage.inverse import inverse
from companion.storage.queries.person import records_of
from tests.builders import (
    NOW,
    adding,
    attendee,
    changing,
    contact_point,
    encounter,
    event,
    follow_up,
    mention,
    need,
    not_same,
    note,
    person,
    promise,
    raw_capture,
    removing,
    source_card,
    tag,
)
from tests.storage.history import apply, newest, redo, take_back
from tests.storage.kept import kept


def imported(store, *changes, label=Label.IMPORT):
    """The entry of an import of these changes."""
    seq = apply(store, ChangeSet(label, changes, {"count": "9"}))
    return store.read(journal.entry_at, seq)


def brought(*names):
    """People as an import brings them: for each a person, an address, a tag and a card."""
    people = [person(name) for name in names]
    return [(who, contact_point(who), tag(who), source_card(who)) for who in people]


def added(*groups):
    return [Change.add(record) for group in groups for record in group]


def take_back_in_part(store, entry):
    """Take an import back; what was kept."""
    planned = store.read(inverse, entry)
    apply(store, planned.change_set)
    return list(planned.kept)


def there(store, *records):
    """Which of these records are still there, as they were."""
    return [one for one in records if one in store.read(records_of, KINDS[type(one)], "id", [one.id])]


def strays(store):
    return store.read(lambda c: c.exec_driver_sql("PRAGMA foreign_key_check").all())


def test_an_import_that_nobody_touched_is_taken_back_whole(store):
    mixer = event(owner_id=store.owner_id)
    ana, ben = brought("Ana", "Ben")
    met = encounter(ana[0], mixer)
    before = kept(store)
    entry = imported(store, *added(ana, ben, [mixer, met, note(ana[0], owner_id=store.owner_id)]))
    after = kept(store)
    planned = store.read(inverse, entry)
    assert planned.kept == ()
    assert planned.change_set.facts == {"label": "import", "count": "9"}
    apply(store, planned.change_set)
    assert kept(store) == before
    redo(store)
    assert kept(store) == after


def edited(who, *_rest):
    return changing((who, replace(who, title="Boss")))


def readdressed(_who, point, *_rest):
    return changing((point, replace(point, value="other@example.org")))


def untagged(_who, _point, label, *_rest):
    return removing(label)


def told(who, *_rest):
    return adding(need(who))


@pytest.mark.parametrize("touch", [edited, readdressed, untagged, told])
def test_somebody_who_was_touched_since_stays_whole_and_is_named(store, touch):
    ana, ben, cleo = brought("Ana", "Ben", "Cleo")
    entry = imported(store, *added(ana, ben, cleo))
    apply(store, touch(*ben))
    before = kept(store)
    planned = store.read(inverse, entry)
    assert planned.kept == ((Kind.PERSON, ben[0].id),)
    assert planned.change_set.facts == {"label": "import", "count": "9", "removed": "2", "kept": "1"}
    apply(store, planned.change_set)
    assert there(store, *ana, *cleo) == []
    changed = {change.id for change in touch(*ben).changes}
    assert there(store, *ben) == [one for one in ben if one.id not in changed]
    redo(store)
    assert kept(store) == before


def test_people_are_named_in_the_order_of_the_import(store):
    groups = brought("Cleo", "Ana", "Ben")
    entry = imported(store, *added(*groups))
    for group in reversed(groups):
        apply(store, told(*group))
    apply(store, adding(person("Dora")))
    everything = kept(store)
    with pytest.raises(UndoRefusedError) as refused:
        store.read(inverse, entry)
    assert refused.value.kept == [("person", group[0].id) for group in groups]
    assert kept(store) == everything
    another = imported(store, *added(brought("Eve")[0], *[[tag(group[0], "other")] for group in groups]))
    for group in reversed(groups):
        labels = store.read(records_of, Kind.TAG, "person_id", [group[0].id])
        label = next(one for one in labels if one.name == "other")
        apply(store, changing((label, replace(label, name="mine"))))
    assert take_back_in_part(store, another) == [(Kind.PERSON, group[0].id) for group in groups]


def test_what_was_added_and_taken_away_again_touches_nobody(store):
    (ana,) = brought("Ana")
    before = kept(store)
    entry = imported(store, *added(ana))
    apply(store, told(*ana))
    take_back(store, newest(store))
    assert take_back_in_part(store, entry) == []
    assert kept(store) == before


def test_whatever_points_to_somebody_keeps_them(store):
    owner = store.owner_id
    known = person("Known")
    apply(store, adding(known))
    groups = brought(*"ABCDEFG")
    people = [group[0] for group in groups]
    mixer = event(owner_id=owner)
    line = raw_capture(owner_id=owner)
    entry = imported(store, *added(*groups))
    pointing = [
        (mixer, encounter(people[0], mixer)),
        (encounter(known, mixer, introduced_by_id=people[1].id),),
        (line, mention(people[2], line)),
        (not_same(known, people[3]),),
        (attendee(mixer, people[4]),),
        (source_card(people[5]),),
    ]
    for records in pointing:
        apply(store, adding(*records))
    assert take_back_in_part(store, entry) == [(Kind.PERSON, who.id) for who in people[:6]]
    assert there(store, *people) == people[:6]
    assert len(there(store, *(one for group in groups[:6] for one in group))) == 24
    assert strays(store) == []


def test_somebody_who_was_deleted_since_is_not_named(store):
    ana, ben = brought("Ana", "Ben")
    entry = imported(store, *added(ana, ben))
    apply(store, removing(*ana))
    assert take_back_in_part(store, entry) == []
    assert there(store, *ben) == []
    take_back(store, newest(store))
    assert there(store, *ana) == list(ana)


def test_somebody_who_became_part_of_another_gives_what_came_for_them(store):
    known = person("Ana Ruiz")
    apply(store, adding(known))
    who, point, label, card = brought("A. Ruiz")[0]
    entry = imported(store, *added((who, point, label, card), brought("Ben")[0]))
    moved = [Change.of(one, replace(one, person_id=known.id)) for one in (point, card)]
    apply(store, ChangeSet(Label.MERGE, (*moved, Change.remove(label), Change.remove(who))))
    assert take_back_in_part(store, entry) == [(Kind.PERSON, known.id)]
    assert len(store.read(records_of, Kind.CONTACT_POINT, "person_id", [known.id])) == 1
    assert strays(store) == []


def test_fields_of_people_known_before_become_what_they_were(store):
    ana, ben = person("Ana", title="CEO"), person("Ben")
    apply(store, adding(ana, ben))
    before = kept(store)
    entry = imported(
        store,
        Change.of(ana, replace(ana, title="CTO", organisation="Acme")),
        Change.of(ben, replace(ben, photo="0" * 64)),
        Change.add(contact_point(ben)),
    )
    assert take_back_in_part(store, entry) == []
    assert kept(store) == before


def test_a_field_that_was_changed_since_stays_and_the_others_are_taken_back(store):
    ana = person("Ana", title="CEO")
    apply(store, adding(ana))
    news = replace(ana, title="CTO", organisation="Acme", starred=True)
    entry = imported(store, Change.of(ana, news))
    mine = replace(news, title="Boss", birthday="1985")
    apply(store, changing((news, mine)))
    before = kept(store)
    planned = store.read(inverse, entry)
    assert planned.kept == ((Kind.PERSON, ana.id),)
    assert planned.change_set.facts == {"label": "import", "count": "9", "removed": "0", "kept": "1"}
    apply(store, planned.change_set)
    assert there(store, replace(ana, title="Boss", birthday="1985"))
    redo(store)
    assert kept(store) == before


def test_a_field_that_was_changed_and_changed_back_was_changed_since(store):
    ana = person("Ana", title="CEO")
    apply(store, adding(ana))
    news = replace(ana, title="CTO", organisation="Acme")
    entry = imported(store, Change.of(ana, news))
    apply(store, changing((news, replace(news, title="Boss"))))
    apply(store, changing((replace(news, title="Boss"), news)))
    assert take_back_in_part(store, entry) == [(Kind.PERSON, ana.id)]
    assert there(store, replace(news, organisation=None))


def test_what_came_for_somebody_known_before_goes_but_for_what_was_changed_since(store):
    ana = person("Ana")
    apply(store, adding(ana))
    points = [contact_point(ana, f"{number}@example.org") for number in range(3)]
    entry = imported(store, *map(Change.add, points))
    mine = replace(points[1], label="work")
    apply(store, changing((points[1], mine)))
    apply(store, removing(points[2]))
    assert take_back_in_part(store, entry) == [(Kind.PERSON, ana.id)]
    assert store.read(records_of, Kind.CONTACT_POINT, "person_id", [ana.id]) == [mine]


def test_what_an_import_took_away_comes_back_where_it_still_fits(store):
    ana, ben, cleo = (person(name) for name in ("Ana", "Ben", "Cleo"))
    tags = [tag(who, "berlin") for who in (ana, ben, cleo)]
    apply(store, adding(ana, ben, cleo, *tags))
    entry = imported(store, *map(Change.remove, tags))
    again = tag(ben, "berlin")
    apply(store, adding(again))
    apply(store, removing(cleo))
    assert take_back_in_part(store, entry) == []
    assert sorted(store.read(records_of, Kind.TAG, "name", ["berlin"]), key=lambda one: one.id) == [
        tags[0],
        again,
    ]


def test_what_an_import_replaced_comes_back_in_its_place(store):
    ana = person("Ana")
    old = tag(ana, "berlin")
    apply(store, adding(ana, old))
    before = kept(store)
    entry = imported(store, Change.remove(old), Change.add(tag(ana, "berlin")))
    assert take_back_in_part(store, entry) == []
    assert kept(store) == before


def test_what_is_there_again_or_has_gone_since_is_left_as_it_is(store):
    ana, ben = person("Ana"), person("Ben")
    label = tag(ana)
    apply(store, adding(ana, ben, label))
    news = replace(ben, title="CTO")
    entry = imported(store, Change.remove(label), Change.of(ben, news), *added(*brought("Cleo")))
    apply(store, adding(label))
    apply(store, removing(news))
    assert take_back_in_part(store, entry) == []
    assert there(store, ana, label, ben) == [ana, label]


def test_what_would_come_back_to_nobody_takes_nothing_with_it(store):
    ana = person("Ana")
    line = raw_capture(owner_id=store.owner_id)
    said = mention(ana, line)
    apply(store, adding(ana, line, said))
    entry = imported(store, Change.remove(said), Change.remove(line))
    apply(store, removing(ana))
    take_back_in_part(store, entry)
    assert there(store, line, said) == [line]
    assert strays(store) == []


def test_an_event_stays_with_those_who_were_met_there_and_with_those_expected(store):
    mixer, dinner = event(owner_id=store.owner_id), event("Dinner", owner_id=store.owner_id)
    ana, ben, cleo = brought("Ana", "Ben", "Cleo")
    met = [encounter(ana[0], mixer), encounter(ben[0], mixer), encounter(cleo[0], dinner)]
    expected = [attendee(mixer, cleo[0]), attendee(dinner)]
    entry = imported(store, *added(ana, ben, cleo, [mixer, dinner], met, expected))
    apply(store, told(*ana))
    assert take_back_in_part(store, entry) == [(Kind.PERSON, ana[0].id)]
    left = [*ana, mixer, met[0], expected[0], *cleo, dinner, met[2], expected[1]]
    assert there(store, *ana, mixer, met[0], expected[0], *cleo, dinner, met[2], expected[1]) == left
    assert there(store, *ben, met[1]) == []


def test_an_imported_event_that_was_changed_stays_with_those_expected(store):
    mixer, dinner = event(owner_id=store.owner_id), event("Dinner", owner_id=store.owner_id)
    expected = [attendee(mixer), attendee(dinner)]
    label = Label.IMPORT_EVENTS
    entry = imported(store, *added([mixer, dinner], expected), label=label)
    mine = replace(mixer, goal="talk to three")
    apply(store, changing((mixer, mine)))
    planned = store.read(inverse, entry)
    assert planned.kept == ((Kind.EVENT, mixer.id),)
    assert planned.change_set.facts["removed"] == "1"
    apply(store, planned.change_set)
    assert there(store, mine, dinner, *expected) == [mine, expected[0]]


def test_people_expected_are_counted_when_nobody_else_came(store):
    mixer = event(owner_id=store.owner_id)
    apply(store, adding(mixer))
    expected = [attendee(mixer) for _ in range(3)]
    entry = imported(store, *map(Change.add, expected), label=Label.IMPORT_EVENTS)
    apply(store, changing((expected[1], replace(expected[1], name="Ada"))))
    planned = store.read(inverse, entry)
    assert planned.kept == ((Kind.EVENT, mixer.id),)
    assert planned.change_set.facts["removed"] == "2"


def test_a_decision_about_what_came_keeps_it(store):
    ana = person("Ana")
    mixer = event(owner_id=store.owner_id)
    apply(store, adding(ana, mixer))
    met, made = encounter(ana, mixer), promise(ana, owner_id=store.owner_id)
    entry = imported(store, Change.add(met), Change.add(made), Change.add(tag(ana)))
    apply(store, adding(follow_up(ana, met, owner_id=store.owner_id)))
    assert take_back_in_part(store, entry) == [(Kind.PERSON, ana.id)]
    assert there(store, met, made) == [met]


def test_a_decision_about_what_has_gone_keeps_nothing(store):
    ana = person("Ana")
    apply(store, adding(ana))
    made = promise(ana, owner_id=store.owner_id)
    entry = imported(store, Change.add(made), Change.add(tag(ana)))
    apply(store, adding(follow_up(ana, made, owner_id=store.owner_id)))
    apply(store, removing(made))
    assert take_back_in_part(store, entry) == []
    assert store.read(records_of, Kind.TAG, "person_id", [ana.id]) == []


def test_whom_an_import_ticked_on_a_list_is_unticked(store):
    mixer = event(owner_id=store.owner_id)
    expected = attendee(mixer)
    apply(store, adding(mixer, expected))
    before = kept(store)
    (ana,) = brought("Ana")
    entry = imported(store, *added(ana), Change.of(expected, replace(expected, person_id=ana[0].id)))
    assert take_back_in_part(store, entry) == []
    assert kept(store) == before
    redo(store)
    mine = replace(expected, person_id=ana[0].id)
    apply(store, changing((mine, replace(mine, person_id=None))))
    apply(store, changing((replace(mine, person_id=None), mine)))
    with pytest.raises(UndoRefusedError):
        store.read(inverse, entry)
    assert there(store, *ana, mine) == [*ana, mine]


def test_a_field_is_not_taken_back_to_what_has_gone(store):
    ana, ben, cleo = (person(name) for name in ("Ana", "Ben", "Cleo"))
    mixer = event(owner_id=store.owner_id)
    met = encounter(ana, mixer, introduced_by_id=ben.id)
    apply(store, adding(ana, ben, cleo, mixer, met))
    now = replace(met, introduced_by_id=cleo.id)
    entry = imported(store, Change.of(met, now), Change.add(tag(ana)))
    apply(store, removing(ben))
    assert take_back_in_part(store, entry) == [(Kind.PERSON, ana.id)]
    assert there(store, now) == [now]


def test_an_event_does_not_run_again_beside_another_one(store):
    running = event(owner_id=store.owner_id, ends_at=None)
    apply(store, adding(running))
    entry = imported(store, Change.of(running, replace(running, ends_at=NOW)), Change.add(person("Ana")))
    dinner = event("Dinner", owner_id=store.owner_id, ends_at=None)
    apply(store, adding(dinner))
    assert take_back_in_part(store, entry) == [(Kind.EVENT, running.id)]
    assert there(store, replace(running, ends_at=NOW), dinner) == [replace(running, ends_at=NOW), dinner]


def test_an_event_that_an_import_ended_runs_again(store):
    running = event(owner_id=store.owner_id, ends_at=None)
    apply(store, adding(running))
    before = kept(store)
    entry = imported(store, Change.of(running, replace(running, ends_at=NOW)), Change.add(person("Ana")))
    assert take_back_in_part(store, entry) == []
    assert kept(store) == before


def test_nothing_left_to_take_back_is_refused_naming_what_came_after(store):
    (ana,) = brought("Ana")
    entry = imported(store, *added(ana))
    apply(store, replace(edited(*ana), label=Label.EDIT_PERSON, facts={"name": "Ana"}))
    with pytest.raises(UndoRefusedError) as refused:
        store.read(inverse, entry)
    assert (refused.value.label, refused.value.facts) == ("edit_person", {"name": "Ana"})
    assert (refused.value.kind, refused.value.id) == ("person", ana[0].id)


def test_an_import_whose_people_were_all_deleted_is_refused(store):
    (ana,) = brought("Ana")
    entry = imported(store, *added(ana))
    apply(store, replace(removing(*ana), label=Label.DELETE_PERSON))
    with pytest.raises(UndoRefusedError) as refused:
        store.read(inverse, entry)
    assert refused.value.label == "delete_person"


def test_a_field_alone_that_was_changed_since_refuses_all(store):
    ana = person("Ana", title="CEO")
    apply(store, adding(ana))
    entry = imported(store, Change.of(ana, replace(ana, title="CTO")))
    apply(store, changing((replace(ana, title="CTO"), replace(ana, title="Boss"))))
    with pytest.raises(UndoRefusedError) as refused:
        store.read(inverse, entry)
    assert refused.value.id == ana.id


def test_there_is_nothing_in_an_import_that_does_not_exist(store):
    with pytest.raises(NothingToUndoError):
        store.read(inverse, journal.Entry(99, new_id(), NOW, Label.IMPORT, {}, None))


def test_what_a_program_changed_is_kept_as_well(store):
    ana, ben = brought("Ana", "Ben")
    entry = imported(store, *added(ana, ben))
    apply(store, replace(edited(*ana), origin=Origin.SYNC))
    assert take_back_in_part(store, entry) == [(Kind.PERSON, ana[0].id)]


def test_an_import_can_be_taken_back_and_done_again_any_number_of_times(store):
    ana, ben = brought("Ana", "Ben")
    entry = imported(store, *added(ana, ben))
    apply(store, told(*ana))
    states = [kept(store)]
    take_back_in_part(store, entry)
    states.append(kept(store))
    for _ in range(2):
        redo(store)
        assert kept(store) == states[0]
        take_back_in_part(store, entry)
        assert kept(store) == states[1]


def test_two_imports_of_the_same_people_are_taken_back_one_by_one(store):
    ana, ben = brought("Ana", "Ben")
    empty = kept(store)
    first = imported(store, *added(ana, ben))
    before = kept(store)
    news = replace(ana[0], title="CTO")
    second = imported(store, Change.of(ana[0], news), Change.of(ana[3], replace(ana[3], digest="new")))
    assert store.read(inverse, first).kept == ((Kind.PERSON, ana[0].id),)
    take_back(store, second)
    assert kept(store) == before
    take_back(store, first)
    assert kept(store) == empty


def test_the_import_of_another_day_is_found_among_many_later_changes(store):
    groups = brought(*(f"Person {number}" for number in range(600)))
    entry = imported(store, *added(*groups))
    for place, group in enumerate(groups[::60]):
        store.apply(told(*group), at=NOW + timedelta(days=place))
    assert take_back_in_part(store, entry) == [(Kind.PERSON, group[0].id) for group in groups[::60]]
    assert strays(store) == []
