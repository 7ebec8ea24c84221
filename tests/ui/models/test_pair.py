"""Two people side by side, in words: what is kept, what comes over, what is there already."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.model.identity import new_id
from companion.model.need import NeedState
from companion.model.person import ContactKind, Person
from companion.storage.store import Store
from companion.ui.desk import Desk
from companion.ui.models.pair import Fate, FieldView, Item, JoinedView, PairFile, PairView
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

ANA = person("Ana Ruiz", title="CEO", birthday="1985-04-12")
ANNA = replace(person("Anna Ruiz"), organisation="Acme", birthday="--04-12", starred=True)


@pytest.fixture
def desk(store: Store, folder: Path, qtbot: QtBot) -> Iterator[Desk]:
    mixer = event(owner_id=store.owner_id)
    records = [ANA, ANNA, mixer]
    for one in (ANA, ANNA):
        records += [contact_point(one, "ana@x.org"), need(one, "a venue"), tag(one, "berlin")]
    records += [
        contact_point(ANNA, "+491701234567", kind=ContactKind.PHONE, label="mobile"),
        need(ANNA, "a caterer", state=NeedState.MET),
        offer(ANA, "knows investors"),
        promise(ANA, "send the list", owner_id=store.owner_id),
        note(ANNA, "likes chess", owner_id=store.owner_id),
        encounter(ANNA, mixer),
        introduction(ANA, ANNA, owner_id=store.owner_id),
        introduction(ANNA, ANNA, owner_id=store.owner_id, b_id=None, b_name="Ben Ode"),
    ]
    store.apply(adding(*records), at=NOW)
    made = Desk(folder, lambda: NOW)
    with qtbot.waitSignal(made.opened):
        made.open()
    yield made
    made.close()


@pytest.fixture
def file(desk: Desk) -> PairFile:
    return PairFile(desk, desk)


def read(file: PairFile, kept: Person = ANA, gone: Person = ANNA, **choices: Person) -> PairView:
    view = file.read(kept.id, gone.id, {name: one.id for name, one in choices.items()})
    assert view is not None
    return view


def field(view: PairView, name: str) -> FieldView:
    return next(one for one in view.fields if one.field == name)


def joined(view: PairView) -> dict[str, JoinedView]:
    return {one.label: one for one in view.joined}


def test_fields_are_told_in_words_and_those_empty_in_both_are_left_out(file: PairFile) -> None:
    view = read(file)
    assert [(one.label, one.left.text, one.right.text) for one in view.fields] == [
        ("Name", "Ana Ruiz", "Anna Ruiz"),
        ("Title", "CEO", ""),
        ("Organisation", "", "Acme"),
        ("Birthday", "12 April 1985", "12 April"),
        ("Star", "Not starred", "Starred"),
    ]
    assert [one.kept for one in view.fields] == [ANA.id, ANA.id, ANNA.id, ANA.id, ANNA.id]


def test_the_evidence_begins_like_a_sentence(file: PairFile) -> None:
    assert read(file).evidence == ("Same e-mail ana@x.org", "Similar name")


def test_a_choice_is_shown_and_kept_through_a_swap(file: PairFile) -> None:
    assert field(read(file, title=ANNA), "title").kept == ANNA.id
    swapped = read(file, ANNA, ANA, title=ANNA)
    assert (swapped.left.name, swapped.right.name) == ("Anna Ruiz", "Ana Ruiz")
    assert (field(swapped, "title").kept, field(swapped, "name").kept) == (ANNA.id, ANNA.id)


def test_what_comes_over_and_what_is_there_already_is_told_apart(file: PairFile) -> None:
    told = joined(read(file))
    assert told["E-mail"].left == (Item("ana@x.org", Fate.STAYS),)
    assert told["E-mail"].right == (Item("ana@x.org", Fate.SAME),)
    assert told["Phone"].right == (Item("+491701234567", Fate.JOINS, "mobile"),)
    assert told["Tags"].right == (Item("#berlin", Fate.SAME),)
    assert told["Needs"].right == (Item("a venue", Fate.SAME), Item("a caterer", Fate.JOINS, "met"))
    assert told["Offers"].left == (Item("knows investors", Fate.STAYS),)
    assert [one.text for one in told["You promised"].left] == ["send the list"]
    assert told["Met at"].right == (Item("Founders mixer", Fate.JOINS, "12 Mar"),)


def test_what_is_between_the_two_is_not_told_as_kept(file: PairFile) -> None:
    told = joined(read(file))["Introductions"]
    assert [one.text for one in told.left] == []
    assert [one.text for one in told.right] == ["Wants to meet Ben Ode"]


def test_what_nobody_says_any_more_is_told_as_a_note(file: PairFile) -> None:
    notes = joined(read(file))["Notes"].right
    assert notes == (Item("likes chess", Fate.JOINS), Item("Anna Ruiz", Fate.JOINS))
    notes = joined(read(file, title=ANNA))["Notes"].right
    assert notes[1] == Item("CEO, Anna Ruiz", Fate.JOINS)


def test_a_name_that_is_empty_cannot_be_kept(file: PairFile, store: Store) -> None:
    nameless = person("")
    store.apply(adding(nameless), at=NOW)
    name = field(read(file, ANA, nameless), "name")
    assert (name.left.can_be_kept, name.right.can_be_kept) == (True, False)
    assert field(read(file, nameless, ANA), "name").kept == ANA.id


def test_there_is_nothing_to_see_of_who_is_gone(file: PairFile) -> None:
    assert file.read(ANA.id, new_id(), {}) is None
