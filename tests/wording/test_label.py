import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model.change import Kind, Label
from companion.wording.label import sentence

ANA = {"name": "Ana Ruiz"}


@pytest.mark.parametrize(
    ("label", "facts", "words"),
    [
        (Label.CAPTURE, ANA, "Captured Ana Ruiz"),
        (Label.CAPTURE, {"text": "?a line without a name"}, "Captured: ?a line without a name"),
        (Label.SCAN, ANA, "Scanned Ana Ruiz"),
        (Label.SCAN, {"text": "1017"}, "Scanned: 1017"),
        (Label.SCAN, {}, "Scanned a code"),
        (Label.START_EVENT, {"name": "Founders mixer"}, "Started Founders mixer"),
        (Label.END_EVENT, {"name": "Founders mixer"}, "Ended Founders mixer"),
        (Label.EDIT_EVENT, {"name": "Founders mixer"}, "Edited Founders mixer"),
        (Label.DELETE_EVENT, {"name": "Founders mixer", "kind": "event"}, "Deleted Founders mixer"),
        (
            Label.ADD,
            {**ANA, "text": "quieter venue", "kind": "need"},
            "Added need to Ana Ruiz: quieter venue",
        ),
        (Label.ADD_PERSON, ANA, "Added Ana Ruiz"),
        (Label.EDIT_PERSON, ANA, "Edited Ana Ruiz"),
        (Label.EDIT, {**ANA, "text": "quiet venue"}, "Edited Ana Ruiz: quiet venue"),
        (
            Label.SET_STATE,
            {"text": "quiet venue", "state": "no_longer"},
            "Marked as no longer needed: quiet venue",
        ),
        (Label.SET_STATE, {"text": "Ben", "state": "asked_a"}, "Marked as asked A: Ben"),
        (Label.SET_STATE, {"text": "send paper", "state": "kept"}, "Marked as kept: send paper"),
        (
            Label.DELETE,
            {**ANA, "text": "ana@acme.com", "kind": "contact_point"},
            "Deleted contact point of Ana Ruiz: ana@acme.com",
        ),
        (Label.DELETE, {"text": "a line", "kind": "raw_capture"}, "Deleted captured line: a line"),
        (Label.DELETE, ANA, "Deleted something of Ana Ruiz"),
        (Label.DELETE_PERSON, {**ANA, "kind": "person"}, "Deleted Ana Ruiz"),
        (Label.EDIT_MY_CARD, {}, "Edited my card"),
        (Label.EDIT_MY_CARD, {"name": "Work"}, "Edited my card Work"),
        (Label.IMPORT, {"count": "97"}, "Imported 97 people"),
        (Label.IMPORT, {"count": "1"}, "Imported 1 person"),
        (Label.IMPORT, {"count": "many"}, "Imported people"),
        (Label.IMPORT_EVENTS, {"events": "2"}, "Imported 2 events"),
        (Label.IMPORT, {"count": "3", "events": "1"}, "Imported 3 people and 1 event"),
        (Label.IMPORT, {"expected": "3", "name": "Fair"}, "Noted 3 people as expected at Fair"),
        (Label.MERGE, {**ANA, "text": "A. Ruiz"}, "Merged A. Ruiz into Ana Ruiz"),
        (Label.NOT_SAME, {**ANA, "text": "Ana Ruíz"}, "Noted that Ana Ruiz and Ana Ruíz are two"),
        (Label.DONE, ANA, "Marked done: Ana Ruiz"),
        (Label.LATER, ANA, "Put off: Ana Ruiz"),
        (Label.SKIP, ANA, "Skipped until tomorrow: Ana Ruiz"),
        (Label.LET_GO, ANA, "Let go: Ana Ruiz"),
        (Label.UNDO, {"label": "capture", **ANA}, "Undone: Captured Ana Ruiz"),
        (Label.REDO, {"label": "done", **ANA}, "Done again: Marked done: Ana Ruiz"),
        (Label.UNDO, {"label": "undo"}, "Undone: Undone"),
        (Label.UNDO, {"label": "import", "count": "97"}, "Undone: Imported 97 people"),
        (
            Label.UNDO,
            {"label": "import", "count": "100", "removed": "97", "kept": "3"},
            "97 removed, 3 kept: you changed them",
        ),
        (
            Label.UNDO,
            {"label": "import", "count": "100", "removed": "100", "kept": "0"},
            "Undone: Imported 100 people",
        ),
        ("capture", {"name": "{name} {0}"}, "Captured {name} {0}"),
        (Label.EDIT, {**ANA, "text": "a\nnote " * 20}, f"Edited Ana Ruiz: {('a note ' * 20)[:59].rstrip()}…"),
    ],
)
def test_a_change_is_said_with_its_facts(label, facts, words):
    assert sentence(label, facts) == words


@pytest.mark.parametrize("label", list(Label))
@pytest.mark.parametrize(
    "facts", [{}, {"name": ""}, {"name": "", "kind": "?", "state": "?", "text": ""}, ANA, {"text": "a"}]
)
def test_every_change_has_a_sentence_whatever_is_known_of_it(label, facts):
    words = sentence(label, facts)
    assert words[0].isupper()
    assert not words.endswith((".", " ", ":"))
    assert "{" not in words
    silent = {Label.SET_STATE, Label.EDIT_MY_CARD, Label.UNDO, Label.REDO, Label.IMPORT, Label.IMPORT_EVENTS}
    assert facts != ANA or "Ana Ruiz" in words or label in silent


@given(st.sampled_from(Label), st.sampled_from(Kind), st.text(), st.text())
def test_no_fact_breaks_a_sentence(label, kind, name, text):
    words = sentence(label, {"name": name, "text": text, "kind": kind.value, "state": text})
    assert len(words.splitlines()) == 1
    assert len(words) < 160
