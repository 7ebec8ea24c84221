"""`companion undo` and `redo`."""

import pytest

from companion.model.change import Label
from companion.storage.opening import open_store
from tests.builders import NOW, adding, person
from tests.cli.shape import CHANGES, UNDONE, assert_shape


def names(ask):
    return [one["name"] for one in ask("people")]


def test_undo_and_redo_answer_the_change_they_are_about(ask, call):
    ask("note", "Ana")
    (listed,) = ask("undo", "--list")
    undone = ask("undo")
    assert_shape(undone, UNDONE)
    assert undone == {"change_set": listed["change_set"], "label": "Captured Ana", "kept": []}
    assert names(ask) == []
    assert ask("redo") == undone
    assert names(ask) == ["Ana"]
    assert call("undo").out == "Undone: Captured Ana\n"
    assert call("redo").out == "Done again: Captured Ana\n"


def test_changes_are_listed_newest_first(ask, call):
    assert ask("undo", "--list") == []
    assert call("undo", "--list").out == "Nothing to undo.\n"
    ask("note", "Ana")
    ask("add", "Ana", "need", "a venue", now="2026-05-12T20:00+02:00")
    listed = ask("undo", "--list")
    assert_shape(listed, CHANGES)
    assert [(one["at"], one["label"]) for one in listed] == [
        ("2026-05-12T20:00:00+02:00", "Added need to Ana: a venue"),
        ("2026-05-12T19:30:00+02:00", "Captured Ana"),
    ]
    assert call("undo", "--list").out.splitlines() == [
        f"2026-05-12 20:00  Added need to Ana: a venue  [{listed[0]['change_set'][-6:]}]",
        f"2026-05-12 19:30  Captured Ana  [{listed[1]['change_set'][-6:]}]",
    ]


def test_undo_walks_back_and_redo_walks_forth(ask):
    people = ["Ana", "Ben", "Cleo"]
    for name in people:
        ask("note", name)
    for left in (2, 1, 0):
        ask("undo")
        assert names(ask) == people[:left]
    for back in (1, 2, 3):
        ask("redo")
        assert names(ask) == people[:back]


@pytest.mark.parametrize("length", [6, 36])
def test_an_older_change_is_taken_back_by_its_id(ask, length):
    ask("note", "Ana")
    ask("note", "Ben")
    older = ask("undo", "--list")[1]["change_set"]
    assert ask("undo", older[-length:])["change_set"] == older
    assert names(ask) == ["Ben"]


def test_what_was_changed_since_is_kept_and_named(ask, call):
    ask("note", "Ana ?a venue")
    first = ask("undo", "--list")[0]["change_set"]
    need = ask("show", "Ana")["needs"][0]["id"]
    ask("set", need, "met")
    said = call("--json", "undo", first)
    assert (said.code, said.err) == (
        1,
        "This cannot be undone: “Marked as met: a venue” came after it. Undo that first.\n",
    )
    assert_shape(said.json, UNDONE)
    assert said.json == {
        "change_set": None,
        "label": "Marked as met: a venue",
        "kept": [{"kind": "need", "id": need, "name": "a venue"}],
    }
    assert call("undo", first).out == ""
    ask("undo")
    ask("undo", first)
    assert names(ask) == []


def test_what_stands_on_a_change_is_named_as_well(ask, call):
    ask("note", "Ana")
    first = ask("undo", "--list")[0]["change_set"]
    added = ask("add", "Ana", "note", "tall")
    assert call("--json", "undo", first).json["kept"] == [{"kind": "note", "id": added["id"], "name": "tall"}]
    ask("undo")
    ask("edit", "Ana", "title=Boss")
    ana = ask("people")[0]["id"]
    assert call("--json", "undo", first).json["kept"] == [{"kind": "person", "id": ana, "name": "Ana"}]


def test_what_is_gone_by_now_has_no_name(ask, call):
    ask("note", "Ana")
    ask("add", "Ana", "need", "a venue")
    added = ask("undo", "--list")[0]["change_set"]
    ana = ask("people")[0]["id"]
    need = ask("show", "Ana")["needs"][0]["id"]
    ask("delete", ana)
    said = call("--json", "undo", added)
    assert said.code == 1
    assert said.json["kept"] == [{"kind": "need", "id": need, "name": None}]
    assert said.json["label"] == "Deleted Ana"


@pytest.fixture
def imported(folder):
    """Four people of one import."""
    store = open_store(folder)
    people = [person(name) for name in ("Ana", "Ben", "Cleo", "Dora")]
    store.apply(adding(*people, label=Label.IMPORT, count="4"), at=NOW)
    store.close()


@pytest.mark.usefixtures("imported")
def test_what_of_an_import_was_changed_since_is_kept_and_named_and_the_rest_is_gone(ask, call):
    (listed,) = ask("undo", "--list")
    ask("add", "Cleo", "need", "a venue")
    ask("edit", "Ana", "title=Boss")
    people = {one["name"]: one["id"] for one in ask("people")}
    undone = ask("undo", listed["change_set"])
    assert_shape(undone, UNDONE)
    assert undone == {
        "change_set": listed["change_set"],
        "label": "Imported 4 people",
        "kept": [{"kind": "person", "id": people[name], "name": name} for name in ("Ana", "Cleo")],
    }
    assert names(ask) == ["Ana", "Cleo"]
    assert ask("redo") == {**undone, "kept": []}
    assert names(ask) == ["Ana", "Ben", "Cleo", "Dora"]
    assert call("--quiet", "undo", listed["change_set"]).out.splitlines() == [
        "2 removed, 2 kept: you changed them",
        f"Ana  [{people['Ana'][-6:]}]",
        f"Cleo  [{people['Cleo'][-6:]}]",
    ]


@pytest.mark.usefixtures("imported")
def test_an_import_that_nobody_touched_is_taken_back_in_one_sentence(ask, call):
    assert call("undo").out == "Undone: Imported 4 people\n"
    assert names(ask) == []
    assert call("redo").out == "Done again: Imported 4 people\n"
    assert call("--quiet", "undo").out == ""


@pytest.mark.usefixtures("imported")
def test_an_import_of_which_all_was_changed_since_is_refused(ask, call):
    (listed,) = ask("undo", "--list")
    for name in names(ask):
        ask("edit", name, "title=Boss")
    said = call("--json", "undo", listed["change_set"])
    assert (said.code, said.json["change_set"]) == (1, None)
    assert said.json["label"] == "Edited Ana"
    assert [one["name"] for one in said.json["kept"]] == ["Ana", "Ben", "Cleo", "Dora"]


def test_with_nothing_to_undo_or_redo_that_is_said(ask, refuse):
    assert refuse(3, "undo") == "There is nothing to undo.\n"
    assert refuse(3, "redo") == "There is nothing to do again.\n"
    ask("note", "Ana")
    refuse(3, "redo")
    done = ask("undo")["change_set"]
    assert refuse(3, "undo", done) == "There is nothing to undo.\n"


@pytest.mark.parametrize("wrong", ["zzzz", "abc", "ffffffff", ""])
def test_a_change_that_is_not_there_is_said(refuse, wrong):
    sentence = f"There is no change set “{wrong}”. Check the spelling, or use its id.\n"
    assert refuse(3, "undo", wrong) == sentence
