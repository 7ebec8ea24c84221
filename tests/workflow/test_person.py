"""The edits of the person page: facts, fields, my card, texts and states."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from companion.model.change import Label
from companion.model.error import InvalidValueError
from companion.model.giving import IntroductionState
from companion.model.need import Need, NeedState, Offer
from companion.model.person import ContactKind, Note, Person, Tag
from companion.model.promise import Promise, PromiseState
from companion.storage.queries.person import person_with, whole_person
from companion.workflow.person import (
    FACTS,
    add,
    create,
    edit,
    edit_me,
    move_due,
    rewrite,
    set_state,
)
from tests.builders import (
    NOW,
    adding,
    contact_point,
    encounter,
    event,
    introduction,
    need,
    note,
    offer,
    person,
    promise,
    tag,
)


def test_somebody_new_is_a_name_and_nothing_else(store):
    made, changes = create("  Zoe   Kravitz ")
    assert (changes.label, changes.facts) == (Label.ADD_PERSON, {"name": "Zoe Kravitz"})
    store.apply(changes, at=NOW)
    whole = store.read(whole_person, made.id)
    assert whole.person == Person(made.id, "Zoe Kravitz")
    assert (whole.meetings, whole.captures, whole.last_contact) == ((), (), None)


@pytest.mark.parametrize("name", ["", " \t"])
def test_nobody_is_made_without_a_name(store, name):
    with pytest.raises(InvalidValueError):
        create(name)
    ada = person("Ada")
    store.apply(adding(ada), at=NOW)
    with pytest.raises(InvalidValueError):
        store.read(edit, ada, {"name": [name]}, region="DE")
    assert store.read(person_with, ada.id) == ada


def apply(store, plan, *args, **options):
    planned, changes = store.read(plan, *args, **options)
    store.apply(changes, at=NOW)
    return planned


@pytest.fixture
def ada(store):
    somebody = person("Ada Byron")
    store.apply(adding(somebody), at=NOW)
    return somebody


# Facts


def test_facts_are_added_with_the_time_they_were_heard(store, ada):
    wanted = apply(store, add, ada, "need", "  a   venue ", now=NOW)
    assert wanted == Need(wanted.id, ada.id, None, "a venue", NeedState.OPEN, NOW)
    given = apply(store, add, ada, "offer", "a stage", now=NOW)
    assert given == Offer(given.id, ada.id, None, "a stage", NOW)
    label = apply(store, add, ada, "tag", " #HR ", now=NOW)
    assert label == Tag(label.id, ada.id, "hr")
    words = apply(store, add, ada, "note", " two\n lines ", now=NOW)
    assert words == Note(words.id, store.owner_id, ada.id, None, "two\n lines", NOW)
    dated = apply(store, add, ada, "promise", "send the paper by mon", now=NOW)
    state, due = PromiseState.OPEN, date(2026, 3, 16)
    assert dated == Promise(dated.id, store.owner_id, ada.id, None, "send the paper", due, state, NOW)
    undated = apply(store, add, ada, "promise", "send the paper", now=NOW)
    assert undated.due == date(2026, 3, 13)
    whole = store.read(whole_person, ada.id)
    assert (whole.needs, whole.offers, whole.tags, whole.notes) == ((wanted,), (given,), (label,), (words,))
    assert whole.promises == (dated, undated)


def test_what_is_added_during_an_event_was_heard_there_if_they_met_there(store, ada):
    ben, mixer = person("Ben"), event(owner_id=store.owner_id, ends_at=None)
    store.apply(adding(ben, mixer, encounter(ada, mixer)), at=NOW)
    assert apply(store, add, ada, "need", "a venue", now=NOW).event_id == mixer.id
    assert apply(store, add, ben, "need", "a venue", now=NOW).event_id is None


def test_a_tag_that_is_there_is_not_added_again(store, ada):
    label = apply(store, add, ada, "tag", "hr", now=NOW)
    again, changes = store.read(add, ada, "tag", "#HR", now=NOW)
    assert (again, bool(changes)) == (label, False)


@pytest.mark.parametrize(
    ("kind", "text"), [*((kind, " \n") for kind in FACTS), ("tag", "##"), ("person", "Ben"), ("", "x")]
)
def test_what_says_nothing_is_not_added(store, ada, kind, text):
    with pytest.raises(InvalidValueError):
        store.read(add, ada, kind, text, now=NOW)


def test_an_added_fact_is_said_with_whose_it_is(store, ada):
    _, changes = store.read(add, ada, "need", "a venue", now=NOW)
    assert (changes.label, changes.facts) == (
        Label.ADD,
        {"name": "Ada Byron", "text": "a venue", "kind": "need"},
    )


# Fields


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("name", " Ada  King", "Ada King"),
        ("title", "Countess", "Countess"),
        ("title", "", None),
        ("organisation", "Royal  Society", "Royal Society"),
        ("organisation", " ", None),
        ("birthday", "1815-12-10", "1815-12-10"),
        ("birthday", "--12-10", "--12-10"),
        ("birthday", "--02-29", "--02-29"),
        ("birthday", "1815-12", "1815-12"),
        ("birthday", "1815", "1815"),
        ("birthday", "", None),
        ("starred", "yes", True),
        ("starred", "True", True),
        ("starred", "", False),
        ("starred", "0", False),
    ],
)
def test_every_field_of_a_person_can_be_changed(store, field, value, kept):
    before = person("Ada Byron", title="Poet", organisation="Home", birthday="--01-01")
    store.apply(adding(before), at=NOW)
    edited = apply(store, edit, before, {field: [value]}, region="DE")
    assert getattr(edited, field) == kept
    assert store.read(person_with, before.id) == edited


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birthday", "10.12.1815"),
        ("birthday", "1815-02-29"),
        ("birthday", "--13-01"),
        ("birthday", "--12"),
        ("birthday", "1815-13"),
        ("birthday", "0000"),
        ("birthday", "815"),
        ("birthday", "-"),
        ("birthday", "0000-01-01"),
        ("birthday", "١٨١٥-12-10"),
        ("starred", "maybe"),
        ("email", "ada"),
        ("email", "ada@ x.io"),
        ("colour", "red"),
        ("ask_me_about", "engines"),
    ],
)
def test_what_does_not_fit_a_person_is_refused(store, ada, field, value):
    with pytest.raises(InvalidValueError):
        store.read(edit, ada, {field: [value]}, region="DE")


def test_contact_points_are_replaced_by_those_that_are_given(store, ada):
    mail = contact_point(ada, "ada@example.org")
    phone = contact_point(ada, "+491701234567", kind=ContactKind.PHONE)
    store.apply(adding(mail, phone), at=NOW)
    values = {"email": ["ADA@example.org", "ada@new.org ", "ada@new.org", ""], "url": ["  example.org/ada "]}
    apply(store, edit, ada, values, region="DE")
    points = store.read(whole_person, ada.id).contact_points
    assert [(one.kind, one.value) for one in points] == [
        (ContactKind.EMAIL, "ada@example.org"),
        (ContactKind.PHONE, "+491701234567"),
        (ContactKind.EMAIL, "ada@new.org"),
        (ContactKind.URL, "example.org/ada"),
    ]
    apply(store, edit, ada, {"email": [""], "phone": ["0170 7654321"]}, region="DE")
    left = store.read(whole_person, ada.id).contact_points
    assert [(one.value, one.typed) for one in left] == [
        ("example.org/ada", "example.org/ada"),
        ("+491707654321", "0170 7654321"),
    ]


def test_a_number_that_is_valid_nowhere_is_kept_as_typed(store, ada):
    apply(store, edit, ada, {"phone": ["extension 12"]}, region="DE")
    assert store.read(whole_person, ada.id).contact_points[0].value == "extension 12"


def test_an_edit_without_effect_changes_nothing(store, ada):
    _, changes = store.read(edit, ada, {"name": ["Ada Byron"], "title": [""], "email": [""]}, region="DE")
    assert not changes


# My card


def test_what_i_am_asked_about_are_my_offers_and_what_i_look_for_my_needs(store):
    values = {
        "name": ["Mia Meyer"],
        "email": ["mia@example.org"],
        "ask_me_about": ["port  logistics", "tea", "tea"],
        "looking_for": ["a co-founder"],
    }
    mine = apply(store, edit_me, values, region="DE", now=NOW)
    card = store.read(whole_person, store.owner_id)
    assert (mine.name, card.person) == ("Mia Meyer", mine)
    assert [one.value for one in card.contact_points] == ["mia@example.org"]
    assert [one.text for one in card.offers] == ["port logistics", "tea"]
    assert [one.text for one in card.needs] == ["a co-founder"]
    apply(store, edit_me, {"ask_me_about": ["tea", "", "boats"], "looking_for": [""]}, region="DE", now=NOW)
    again = store.read(whole_person, store.owner_id)
    assert again.offers[0] == card.offers[1]
    assert ([one.text for one in again.offers], again.needs) == (["tea", "boats"], ())


def test_what_i_have_found_stays_and_may_be_looked_for_again(store):
    apply(store, edit_me, {"looking_for": ["a co-founder", "a desk"]}, region="DE", now=NOW)
    before = store.read(whole_person, store.owner_id).needs
    found = next(one for one in before if one.text == "a desk")
    store.apply(set_state(found, "met", now=NOW)[1], at=NOW)
    apply(store, edit_me, {"looking_for": ["a van"]}, region="DE", now=NOW)
    needs = store.read(whole_person, store.owner_id).needs
    assert {(one.text, one.state) for one in needs} == {("a desk", NeedState.MET), ("a van", NeedState.OPEN)}
    apply(store, edit_me, {"looking_for": ["a desk"]}, region="DE", now=NOW)
    needs = store.read(whole_person, store.owner_id).needs
    assert sorted((one.text, one.state) for one in needs) == [
        ("a desk", NeedState.MET),
        ("a desk", NeedState.OPEN),
    ]


def test_my_card_has_no_star_and_may_lose_its_name(store):
    apply(store, edit_me, {"name": ["Mia"]}, region="DE", now=NOW)
    assert apply(store, edit_me, {"name": [""]}, region="DE", now=NOW).name == ""
    with pytest.raises(InvalidValueError):
        store.read(edit_me, {"starred": ["yes"]}, region="DE", now=NOW)


# Texts, days and states of records


def test_every_told_record_can_be_worded_anew(store, ada):
    owner = store.owner_id
    records = [
        need(ada),
        offer(ada),
        promise(ada, owner_id=owner),
        note(ada, owner_id=owner),
        tag(ada),
        contact_point(ada),
    ]
    store.apply(adding(*records), at=NOW)
    for record in records:
        words = " New@example.ORG "
        edited, changes = rewrite(record, words, name="Ada", region="DE")
        assert (changes.label, changes.facts["name"]) == (Label.EDIT, "Ada")
        store.apply(changes, at=NOW)
        said = getattr(edited, "text", None) or getattr(edited, "name", None) or edited.value
        assert said == (words.strip().lower() if isinstance(record, Tag) else words.strip())
        assert not rewrite(edited, words, name="Ada", region="DE")[1]
    whole = store.read(whole_person, ada.id)
    assert whole.promises[0].due == records[2].due
    assert whole.contact_points[0].typed == "New@example.ORG"


def test_only_what_was_told_has_words_and_they_are_never_empty(store, ada):
    for record, words in ((need(ada), " "), (tag(ada), "# "), (ada, "x"), (contact_point(ada), "no address")):
        with pytest.raises(InvalidValueError):
            rewrite(record, words, name="Ada", region="DE")


def test_a_promise_is_moved_to_another_day(store, ada):
    made = promise(ada, owner_id=store.owner_id)
    store.apply(adding(made), at=NOW)
    moved, changes = move_due(made, date(2026, 4, 1), name="Ada")
    store.apply(changes, at=NOW)
    assert store.read(whole_person, ada.id).promises == (moved,)
    assert moved == replace(made, due=date(2026, 4, 1))
    assert not move_due(moved, moved.due, name="Ada")[1]


@pytest.mark.parametrize("state", NeedState)
def test_a_need_takes_each_of_its_states(store, ada, state):
    edited, changes = set_state(need(ada), state.value.replace("_", "-").upper(), now=NOW)
    assert edited.state is state
    assert bool(changes) == (state is not NeedState.OPEN)
    assert changes.facts == {"text": "a graphic designer", "state": state.value}


@pytest.mark.parametrize("state", IntroductionState)
def test_an_introduction_takes_each_of_its_states(store, ada, state):
    ben = person("Ben")
    edited, changes = set_state(introduction(ada, ben, owner_id=store.owner_id), state.value, now=NOW)
    assert (edited.state, changes.facts["text"]) == (state, "Ben")


def test_a_promise_is_kept_at_a_time_and_open_again_without_one(store, ada):
    made = promise(ada, owner_id=store.owner_id)
    kept, _ = set_state(made, "kept", now=NOW)
    assert (kept.state, kept.kept_at) == (PromiseState.KEPT, NOW)
    later, changes = set_state(kept, "kept", now=NOW + timedelta(days=1))
    assert (later, bool(changes)) == (kept, False)
    assert set_state(kept, "open", now=NOW)[0] == made
    assert set_state(kept, "let go", now=NOW)[0] == replace(made, state=PromiseState.LET_GO)


@pytest.mark.parametrize("state", ["", "done", "asked a"])
def test_a_state_that_is_none_is_refused_with_those_there_are(ada, state):
    with pytest.raises(InvalidValueError) as caught:
        set_state(need(ada), state, now=NOW)
    assert "being_helped" in caught.value.allowed


def test_what_has_no_state_is_given_none(store, ada):
    with pytest.raises(InvalidValueError):
        set_state(offer(ada), "met", now=NOW)
