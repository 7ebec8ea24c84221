from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, func, insert, select, text, update

from companion.model.change import Change, ChangeSet, Kind, Label
from companion.rules.search import read_query
from companion.storage import search_index, tables
from companion.storage.queries.search import people_matching
from companion.storage.store import Store
from tests.builders import (
    NOW,
    adding,
    attendee,
    changing,
    contact_point,
    encounter,
    event,
    introduction,
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
from tests.storage.kept import kept


def apply(store: Store, *change_sets: ChangeSet) -> None:
    for change_set in change_sets:
        store.apply(change_set, at=NOW)


def found(store: Store, query: str) -> list[str]:
    return [one.name for one in store.read(people_matching, read_query(query))]


def disagreements(store: Store) -> int:
    return store.read(search_index.disagreements)


def test_a_person_is_found_by_all_that_is_known_of_them(store):
    ada = person("Ada Byron", title="Countess", organisation="Analytical Engines")
    ben = person("Ben")
    mixer = event("Founders mixer", venue="Betahaus", owner_id=store.owner_id)
    known = [
        contact_point(ada, "ada@engine.example"),
        tag(ada, "mathematics"),
        note(ada, "plays whist", owner_id=store.owner_id),
        need(ada, "a typesetter"),
        offer(ada, "poetry"),
        promise(ada, "lend the loom", owner_id=store.owner_id),
        mixer,
        encounter(ada, mixer),
        introduction(ada, ben, why="both weave", owner_id=store.owner_id),
    ]
    apply(store, adding(ada, ben, *known))
    words = (
        "byron countess analytical engine.example mathematics whist typesetter poetry loom founders betahaus"
    )
    for word in f"{words} weave".split():
        assert found(store, word) == ["Ada Byron"], word
    apply(store, removing(ada, *known))
    assert found(store, "ada") == []
    assert disagreements(store) == 0


def test_a_raw_line_is_found_through_what_was_read_of_it_only(store):
    apply(store, adding(raw_capture("whispers", owner_id=store.owner_id)))
    assert kept(store)["search"] == []
    assert disagreements(store) == 0


def test_a_changed_record_is_found_by_its_new_words_only(store):
    ada = person("Ada")
    old = need(ada, "a typesetter")
    apply(store, adding(ada, old), changing((old, replace(old, text="a printer"))))
    assert found(store, "typesetter") == []
    assert found(store, "printer") == ["Ada"]
    assert disagreements(store) == 0


@pytest.mark.parametrize(
    "text_typed",
    [
        " ".join(f"w{number}" for number in range(2000)),
        "need:a " * 2000,
        "王" + "小明" * 2000,
        "x" * 99_999,
    ],
)
def test_a_pasted_text_can_be_looked_for(store, text_typed):
    assert found(store, text_typed) == []


def test_a_record_without_words_has_no_document(store):
    ada = person("…", title="!!")
    apply(store, adding(ada, need(ada, "?")))
    assert kept(store)["search"] == []
    assert disagreements(store) == 0


@pytest.mark.parametrize("field", ["name", "venue"])
def test_whom_one_met_is_found_by_an_event_s_new_name_or_place(store, field):
    ada = person("Ada")
    mixer = event(owner_id=store.owner_id)
    apply(store, adding(ada, mixer, encounter(ada, mixer)))
    apply(store, changing((mixer, replace(mixer, **{field: "Soirée"}))))
    assert found(store, "event:soiree") == ["Ada"]
    assert disagreements(store) == 0


def test_an_event_without_a_place_is_found_by_its_name(store):
    ada = person("Ada")
    mixer = event(venue=None, owner_id=store.owner_id)
    apply(store, adding(ada, mixer, encounter(ada, mixer)))
    assert found(store, "event:mixer") == ["Ada"]


def test_an_event_renamed_as_somebody_is_met_there_gives_one_document(store):
    ada, ben = person("Ada"), person("Ben")
    mixer = event(owner_id=store.owner_id)
    met = encounter(ada, mixer)
    apply(store, adding(ada, ben, mixer, met))
    renamed = Change.of(mixer, replace(mixer, name="Soirée"))
    moved = Change.of(met, replace(met, introduced_by_id=ben.id))
    apply(store, ChangeSet(Label.EDIT_EVENT, (renamed, moved, Change.add(encounter(ben, mixer)))))
    assert len(kept(store)["search"]) == 4
    assert disagreements(store) == 0
    apply(store, changing((replace(mixer, name="Soirée"), replace(mixer, name="Dinner"))))
    assert found(store, "event:soiree") == []


def test_an_event_renamed_as_an_encounter_goes_leaves_nothing_of_it(store):
    ada = person("Ada")
    mixer = event(owner_id=store.owner_id)
    met = encounter(ada, mixer)
    apply(store, adding(ada, mixer, met))
    renamed = Change.of(mixer, replace(mixer, name="Soirée"))
    apply(store, ChangeSet(Label.EDIT_EVENT, (renamed, Change.remove(met))))
    assert disagreements(store) == 0


@pytest.mark.parametrize("count", [499, 500, 501, 1300])
def test_any_number_of_encounters_and_events_change_at_once(store, count):
    people = [person(f"Person {number}") for number in range(count)]
    events = [event(f"Meeting {number}", owner_id=store.owner_id) for number in range(count)]
    met = [encounter(who, at) for who, at in zip(people, events, strict=True)]
    apply(store, adding(*people, *events, *met))
    assert found(store, f"event:{count - 1}") == [f"Person {count - 1}"]
    renamed = [(old, replace(old, name=f"Dinner {number}")) for number, old in enumerate(events)]
    apply(store, changing(*renamed))
    assert found(store, f"event:dinner event:{count - 1}") == [f"Person {count - 1}"]
    assert disagreements(store) == 0


def spoilt(store: Store, how: str) -> int:
    documents, document = tables.search_document, tables.search_document.c
    row = store.read(lambda c: c.execute(select(documents)).first())
    statements = {
        "missing": [delete(documents).where(document.id == row.id)],
        "left over": [insert(documents).values(row._asdict() | {"id": 900, "record_id": store.owner_id})],
        "twice": [insert(documents).values(row._asdict() | {"id": 900})],
        "wrong": [update(documents).where(document.id == row.id).values(text="other")],
        "not a word of it in the index": [
            text(f"INSERT INTO {index}({index}) VALUES ('delete-all')")
            for index in ("search_name", "search_text")
        ],
        "a name too many in the index": [text("INSERT INTO search_name(rowid, name) VALUES (900, 'eve')")],
    }
    store.maintain(lambda connection: [connection.execute(some) for some in statements[how]])
    return disagreements(store)


@pytest.mark.parametrize(
    "how",
    [
        "missing",
        "left over",
        "twice",
        "wrong",
        "not a word of it in the index",
        "a name too many in the index",
    ],
)
def test_a_document_that_is_amiss_is_counted_and_mended(store, how):
    ada = person("Ada Byron")
    apply(store, adding(ada, need(ada)))
    assert disagreements(store) == 0
    assert spoilt(store, how) > 0
    store.maintain(search_index.rebuild)
    assert disagreements(store) == 0
    assert found(store, "byron designer") == ["Ada Byron"]


def test_counting_disagreements_leaves_nothing_behind(store):
    apply(store, adding(person("Ada")))
    assert [disagreements(store) for _ in range(3)] == [0, 0, 0]
    tables_there = "SELECT name FROM temp.sqlite_schema"
    assert store.read(lambda c: c.exec_driver_sql(tables_there).all()) == []


def test_every_kind_of_record_has_a_rule_what_it_is_found_by(store):
    ada, ben = person("Ada"), person("Ben")
    mixer = event(owner_id=store.owner_id)
    own = store.owner_id
    apply(store, adding(ada, ben, mixer, encounter(ada, mixer), introduction(ada, ben, owner_id=own)))
    assert {row[0] for row in kept(store)["search"]} == {Kind.PERSON, Kind.ENCOUNTER, Kind.INTRODUCTION}


@given(st.lists(st.text(max_size=20), max_size=4), st.text(min_size=1, max_size=20))
def test_the_index_agrees_with_any_text(shared_store, names, told):
    people = [person(name, organisation=told) for name in names]
    heard = [need(who, told) for who in people]
    shared_store.apply(adding(*people, *heard), at=NOW)
    assert disagreements(shared_store) == 0
    for text_typed in (*names, told):
        shared_store.read(people_matching, read_query(text_typed.replace(":", " ")), limit=5)


def test_cards_and_those_expected_at_events_are_not_looked_into(store):
    ada, ben = person("Ada"), person("Ben")
    mixer = event(owner_id=store.owner_id)
    outside = [source_card(ada, "countess"), not_same(ada, ben), attendee(mixer, ada, name="Countess")]
    apply(store, adding(ada, ben, mixer, *outside))
    assert found(store, "countess") == []
    count = select(func.count()).select_from(tables.search_document)
    assert store.read(lambda c: c.execute(count).scalar_one()) == 2
    assert disagreements(store) == 0


def test_an_event_is_found_by_its_new_name_for_those_met_before_and_in_the_same_moment(store):
    mixer = event("Founders mixer", owner_id=store.owner_id)
    people = [person(f"Person {number}") for number in range(700)]
    met = [encounter(who, mixer) for who in people[:650]]
    apply(store, adding(mixer, *people, *met))
    renamed = replace(mixer, name="Makers dinner")
    later = [encounter(who, mixer) for who in people[650:]]
    moved = replace(met[0], introduced_by_id=people[1].id)
    changes = (Change.of(mixer, renamed), *map(Change.add, later), Change.of(met[0], moved))
    apply(store, ChangeSet(Label.EDIT_EVENT, changes))
    assert len(found(store, "makers")) == 700
    assert found(store, "founders") == []
    assert disagreements(store) == 0
