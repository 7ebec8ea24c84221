"""Undo and redo: chains of them, by name, and what stands in their way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from companion.model.change import Kind, Label, Origin
from companion.model.error import (
    AmbiguousError,
    NotFoundError,
    NothingToUndoError,
    UndoRefusedError,
)
from companion.model.identity import Id
from companion.storage import journal, tables
from companion.storage.queries.person import people_page, records_of
from companion.workflow import history
from companion.workflow.person import set_state
from tests.builders import NOW, adding, changing, contact_point, event, need, person, removing


def undo(store, name=None):
    undone, changes = store.read(history.undo, name)
    store.apply(changes, at=NOW)
    return undone.entry


def redo(store):
    entry, changes = store.read(history.redo)
    store.apply(changes, at=NOW)
    return entry


def names(store):
    return [one.name for one in store.read(people_page, after=None, limit=None)]


def entries(store):
    return store.read(journal.undoable_entries, store.owner_id, limit=10)


@pytest.fixture
def people(store):
    """Three people, each added on their own."""
    for name in ("Ana", "Ben", "Cleo"):
        store.apply(adding(person(name), name=name), at=NOW)
    return store


def test_undo_takes_back_one_change_after_the_other_and_redo_returns_them(people):
    for left in (["Ana", "Ben"], ["Ana"], []):
        undo(people)
        assert names(people) == left
    with pytest.raises(NothingToUndoError) as caught:
        undo(people)
    assert not caught.value.redo
    for back in (["Ana"], ["Ana", "Ben"], ["Ana", "Ben", "Cleo"]):
        redo(people)
        assert names(people) == back
    with pytest.raises(NothingToUndoError) as caught:
        redo(people)
    assert caught.value.redo


def test_undo_and_redo_name_the_change_that_was_made_not_the_one_that_undid_it(people):
    newest = entries(people)[0]
    assert undo(people) == newest
    assert redo(people) == newest
    assert undo(people, str(newest.id)) == newest
    assert redo(people) == newest


def test_something_new_leaves_nothing_to_do_again(people):
    undo(people)
    people.apply(adding(person("Dora")), at=NOW)
    with pytest.raises(NothingToUndoError):
        redo(people)


def test_a_change_is_taken_back_by_its_id_or_the_ending_of_it(people):
    first = entries(people)[-1]
    assert undo(people, first.id.hex[-12:]) == first
    assert names(people) == ["Ben", "Cleo"]
    with pytest.raises(NothingToUndoError):
        undo(people, str(first.id))
    redo(people)
    assert names(people) == ["Ana", "Ben", "Cleo"]


def test_an_undo_itself_is_nothing_to_take_back(people):
    undo(people)
    seq = people.read(journal.last_seq)
    undone = people.read(journal.entry_at, seq)
    with pytest.raises(NothingToUndoError):
        undo(people, str(undone.id))


@pytest.mark.parametrize("name", ["", "abc", "no id", "ffffffffffff", "\udcff"])
def test_a_change_that_is_not_there_cannot_be_taken_back(people, name):
    with pytest.raises(NotFoundError):
        undo(people, name)


def test_an_ending_that_several_changes_have_is_said_with_them(people):
    def alike(connection):
        for seq in (1, 2, 3):
            same = Id(f"{seq}190a0b0-0000-7000-8000-00000000abcd")
            connection.execute(
                update(tables.change_set).where(tables.change_set.c.seq == seq).values(id=same)
            )

    people.maintain(alike)
    with pytest.raises(AmbiguousError) as caught:
        undo(people, "abcd")
    assert [name for _, name in caught.value.candidates] == ["Cleo", "Ben", "Ana"]


def test_undo_is_refused_for_what_was_changed_since_and_names_the_later_change(store):
    ana = person("Ana")
    wanted = need(ana, "a venue")
    store.apply(adding(ana, wanted, name="Ana"), at=NOW)
    _, changes = set_state(wanted, "met", now=NOW)
    store.apply(changes, at=NOW)
    first = entries(store)[-1]
    with pytest.raises(UndoRefusedError) as caught:
        undo(store, str(first.id))
    assert (caught.value.kind, caught.value.id) == ("need", wanted.id)
    assert (caught.value.label, caught.value.facts) == ("set_state", {"text": "a venue", "state": "met"})
    undo(store)
    undo(store)
    assert names(store) == []


def test_what_stays_of_an_import_is_named_as_the_user_knows_it(store):
    ana, ben, cleo = (person(name) for name in ("Ana", "Ben", "Cleo"))
    mixer, point = event("Mixer", owner_id=store.owner_id), contact_point(cleo)
    store.apply(adding(cleo), at=NOW)
    store.apply(adding(point, mixer, ben, ana, label=Label.IMPORT, count="2"), at=NOW)
    (imported,) = (one for one in entries(store) if one.label is Label.IMPORT)
    store.apply(adding(need(ana)), at=NOW)
    changed = (mixer, replace(mixer, goal="three talks")), (point, replace(point, label="work"))
    store.apply(changing(*changed), at=NOW)
    undone, changes = store.read(history.undo, str(imported.id))
    store.apply(changes, at=NOW)
    assert undone.entry == imported
    assert undone.kept == (
        history.Kept(Kind.PERSON, cleo.id, "Cleo"),
        history.Kept(Kind.EVENT, mixer.id, "Mixer"),
        history.Kept(Kind.PERSON, ana.id, "Ana"),
    )
    assert changes.facts == {"label": "import", "count": "2", "removed": "1", "kept": "3"}
    assert names(store) == ["Ana", "Cleo"]
    assert redo(store) == imported
    assert names(store) == ["Ana", "Ben", "Cleo"]


def test_redo_is_refused_when_its_ground_has_gone(store):
    ana = person("Ana")
    store.apply(adding(ana, name="Ana"), at=NOW)
    store.apply(adding(need(ana)), at=NOW)
    undo(store)
    # Another program takes her away meanwhile: not a change of the user's own.
    store.apply(replace(removing(ana), origin=Origin.SYNC), at=NOW)
    with pytest.raises(UndoRefusedError):
        redo(store)


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=12))
def test_undo_and_redo_walk_a_line_of_states(shared_store, steps):
    store = shared_store
    marked = event(owner_id=store.owner_id, goal="0")
    store.apply(adding(marked), at=NOW)
    states, place = [marked], 0
    for number, step in enumerate(steps, start=1):
        if step == "do":
            after = replace(marked, goal=str(number))
            store.apply(changing((states[place], after)), at=NOW + timedelta(seconds=number))
            states[place + 1 :] = [after]
            place += 1
        elif step == "undo" and place > 0:
            undo(store)
            place -= 1
        elif step == "redo" and place < len(states) - 1:
            redo(store)
            place += 1
        assert store.read(records_of, Kind.EVENT, "id", [marked.id]) == [states[place]]
