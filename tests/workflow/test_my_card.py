"""Cards of the user's own: kept, shown where they belong, and never more on them than was chosen."""

from dataclasses import replace

import pytest

from companion.formats.payload.read import read_payload
from companion.model.change import Change, ChangeSet, Label
from companion.model.error import AmbiguousError, InvalidValueError, NotFoundError
from companion.model.my_card import CardForm
from companion.model.person import ContactKind
from companion.rules.search import Query
from companion.storage.opening import open_store
from companion.storage.queries.archive import all_records
from companion.storage.queries.person import person_with
from companion.workflow import history
from companion.workflow.contact_code import code_of, code_of_mine
from companion.workflow.exchange.export import Wanted, write_file
from companion.workflow.exchange.intake import plan_import
from companion.workflow.exchange.reading import Choices, read_sources
from companion.workflow.my_card import (
    add_card,
    card_named,
    card_to_show,
    edit_card,
    my_cards,
)
from companion.workflow.person import edit_me
from companion.workflow.tidy import delete
from tests.builders import NOW, adding, changing, contact_point, event, need, note, offer, person, tag

ANA = person("Ana Ruiz", title="Head of Talent", organisation="Acme", birthday="1990-05-12")


def mine(kind, value, owner_id, **values):
    return replace(contact_point(ANA, value, kind=kind, **values), person_id=owner_id)


@pytest.fixture
def other_store(tmp_path):
    """The data of a new machine."""
    store = open_store(tmp_path / "other")
    yield store
    store.close()


@pytest.fixture
def me(store):
    """Mia, with an address for work, a number, a page, and what is of her home."""
    owner = store.read(person_with, store.owner_id)
    named = replace(owner, name="Mia Lind", title="Coach", organisation="Lind", birthday="1985-03-01")
    points = {
        "work": mine(ContactKind.EMAIL, "mia@lind.example", owner.id, label="work"),
        "home": mine(ContactKind.EMAIL, "mia@home.example", owner.id, label="home"),
        "phone": mine(ContactKind.PHONE, "+46701234567", owner.id),
        "page": mine(ContactKind.URL, "https://lind.example", owner.id),
        "address": mine(ContactKind.ADDRESS, "Gatan 1, Lund", owner.id),
    }
    store.apply(changing((owner, named)), at=NOW)
    store.apply(adding(*points.values()), at=NOW)
    return points


def planned(store, plan, *arguments, **options):
    """What a plan gives, stored."""
    result, changes = store.read(plan, *arguments, **options)
    store.apply(changes, at=NOW)
    return result


def values(code):
    return [one.value for one in code.contact.points]


def test_without_a_name_nobody_has_a_card_to_show(store):
    with pytest.raises(NotFoundError) as refused:
        store.read(code_of_mine)
    assert refused.value.kind == "my card"


def test_without_a_card_the_usual_is_shown_and_nothing_of_home(store, me):
    code = store.read(code_of_mine)
    assert code.fields == ("name", "title", "organisation", "email", "phone", "url")
    assert values(code) == ["mia@lind.example", "+46701234567", "https://lind.example"]


def test_a_card_shows_what_was_chosen_in_its_order_and_nothing_else(store, me):
    fields = ("birthday", str(me["address"].id), str(me["home"].id))
    card = planned(store, add_card, "  Private \n one", fields, form=CardForm.MECARD)
    assert (card.name, card.form) == ("Private one", CardForm.MECARD)
    code = store.read(code_of_mine, card)
    assert code.text == ("MECARD:N:Lind,Mia;EMAIL:mia@home.example;ADR:Gatan 1\\, Lund;BDAY:19850301;;")
    assert read_payload(code.text).contact.name == "Mia Lind"


def test_a_new_card_shows_the_usual(store, me):
    card = planned(store, add_card, "Work")
    assert card.fields == ("title", "organisation", *(str(me[name].id) for name in ("work", "phone", "page")))
    assert store.read(code_of_mine, card) == store.read(code_of_mine)


def test_all_that_is_chosen_stays_however_long_it_is(store, me):
    long = [
        mine(ContactKind.URL, f"https://{'x' * 60}{number}.example", store.owner_id) for number in range(4)
    ]
    store.apply(adding(*long), at=NOW)
    card = planned(store, add_card, "Links", [str(one.id) for one in long])
    assert values(store.read(code_of_mine, card)) == [one.value for one in long]
    usual = store.read(code_of_mine)
    assert usual.fits
    assert usual.left_out == ()
    assert [one.value for one in usual.less] == [one.value for one in long]
    assert len(values(store.read(code_of_mine, fields=["url"]))) == 5


def test_form_and_fields_may_be_others_than_the_card_s(store, me):
    card = planned(store, add_card, "Work")
    code = store.read(code_of_mine, card, form=CardForm.MECARD, fields=["name", " Phone", ""])
    assert code.text == "MECARD:N:Lind,Mia;TEL:+46701234567;;"


@pytest.mark.parametrize("fields", [["shoe_size"], ["starred"], ["badge"], ["0" * 32]])
def test_a_field_that_is_none_is_refused(store, me, fields):
    with pytest.raises(InvalidValueError):
        store.read(add_card, "Work", fields)
    with pytest.raises(InvalidValueError):
        store.read(code_of_mine, fields=fields)


def test_a_card_has_a_name(store, me):
    with pytest.raises(InvalidValueError):
        store.read(add_card, " ")


def test_a_card_is_changed_taken_back_and_changed_again(store, me):
    card = planned(store, add_card, "Work")
    shorter = planned(store, edit_card, card, replace(card, name="Short", fields=("title", "title")))
    assert store.read(my_cards) == [shorter]
    assert shorter.fields == ("title",)
    taken_back = store.read(history.undo)[1]
    store.apply(taken_back, at=NOW)
    assert store.read(my_cards) == [card]
    store.apply(store.read(history.redo)[1], at=NOW)
    assert store.read(my_cards) == [shorter]
    _, nothing = store.read(edit_card, shorter, shorter)
    assert (nothing.label, nothing.changes) == (Label.EDIT_MY_CARD, ())


def test_a_card_goes_and_comes_back(store, me):
    card = planned(store, add_card, "Work")
    store.apply(store.read(delete, card), at=NOW)
    assert store.read(my_cards) == []
    store.apply(store.read(history.undo)[1], at=NOW)
    assert store.read(my_cards) == [card]


def test_the_card_for_the_running_event_is_shown_first_then_the_one_for_any(store, me):
    mixer, dinner = (
        event("Mixer", owner_id=store.owner_id, ends_at=None),
        event("Dinner", owner_id=store.owner_id),
    )
    assert store.read(card_to_show) is None
    store.apply(adding(mixer, dinner), at=NOW)
    of_dinner = planned(store, add_card, "Dinner", event_id=dinner.id)
    assert store.read(card_to_show) == of_dinner
    of_any = planned(store, add_card, "Any")
    assert store.read(card_to_show) == of_any
    of_mixer = planned(store, add_card, "Mixer", event_id=mixer.id)
    assert store.read(card_to_show) == of_mixer
    store.apply(changing((mixer, replace(mixer, ends_at=NOW))), at=NOW)
    assert store.read(card_to_show) == of_any
    store.apply(store.read(delete, dinner), at=NOW)
    assert store.read(my_cards)[0] == replace(of_dinner, event_id=None)


def test_a_card_is_found_by_its_name_or_its_id(store, me):
    work = planned(store, add_card, "Work")
    assert store.read(card_named, "wÓrk") == work
    assert store.read(card_named, str(work.id)[-6:]) == work
    with pytest.raises(NotFoundError):
        store.read(card_named, "Rowing")
    planned(store, add_card, "work")
    with pytest.raises(AmbiguousError) as refused:
        store.read(card_named, "Work")
    assert len(refused.value.candidates) == 2


def test_what_takes_the_place_of_an_address_takes_it_on_the_cards_too(store, me):
    fields = (str(me["work"].id), str(me["phone"].id), str(me["page"].id))
    planned(store, add_card, "Work", fields)
    untouched = planned(store, add_card, "Title", ["title"])
    planned(
        store, edit_me, {"email": ["m@new.example", "m@other.example"], "phone": [""]}, region="SE", now=NOW
    )
    work, title = store.read(my_cards)
    assert title == untouched
    assert values(store.read(code_of_mine, work)) == [
        *("m@new.example", "m@other.example", "https://lind.example"),
    ]
    assert work.fields[-1] == str(me["page"].id)
    store.apply(store.read(history.undo)[1], at=NOW)
    assert store.read(my_cards)[0].fields == fields


def test_an_address_that_is_gone_is_on_no_card(store, me):
    card = planned(store, add_card, "Work")
    store.apply(ChangeSet(Label.DELETE, (Change.remove(me["work"]),)), at=NOW)
    assert values(store.read(code_of_mine, card)) == ["+46701234567", "https://lind.example"]


def test_the_code_of_somebody_says_all_that_fits_and_nothing_private(store):
    points = (contact_point(ANA, "ana@acme.example"), contact_point(ANA, "A-1", kind=ContactKind.BADGE))
    private = (
        need(ANA, "secretneed"),
        offer(ANA, "secretoffer"),
        note(ANA, "secretnote", owner_id=store.owner_id),
    )
    store.apply(adding(ANA, *points, *private, tag(ANA)), at=NOW)
    code = store.read(code_of, ANA)
    assert code.fields == ("name", "title", "organisation", "email", "birthday")
    assert store.read(code_of, ANA, fields=["tags"]).contact.tags
    assert "secret" not in code.text
    assert "A-1" not in code.text
    chosen = store.read(code_of, ANA, form=CardForm.MECARD, fields=[str(points[0].id)[-8:]])
    assert chosen.text == "MECARD:N:Ruiz,Ana;EMAIL:ana@acme.example;;"
    with pytest.raises(InvalidValueError):
        store.read(code_of, ANA, fields=["secret"])


def test_somebody_without_a_name_has_a_code(store):
    nobody = person("")
    store.apply(adding(nobody, contact_point(nobody, "x@y.example")), at=NOW)
    assert store.read(code_of, nobody).contact.name == "x@y.example"


def test_cards_are_in_the_archive_and_come_back_from_it(store, me, tmp_path, other_store):
    mixer = event("Mixer", owner_id=store.owner_id, badge="name;organisation;badge")
    store.apply(adding(mixer), at=NOW)
    card = planned(store, add_card, "Work", form=CardForm.MECARD, event_id=mixer.id)
    path = tmp_path / "all.json"
    store.read(write_file, Query(), path, Wanted(), now=NOW)
    plan = other_store.read(plan_import, read_sources([path], Choices()), now=NOW, region="SE")
    other_store.apply(plan.change_set, at=NOW)
    (kept,) = other_store.read(my_cards)
    assert kept == replace(card, owner_id=other_store.owner_id)
    assert other_store.read(code_of_mine, kept) == store.read(code_of_mine, card)
    events = [
        one
        for one in other_store.read(lambda connection: list(all_records(connection)))
        if one.id == mixer.id
    ]
    assert [one.badge for one in events] == ["name;organisation;badge"]
