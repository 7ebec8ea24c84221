import zlib
from dataclasses import replace
from datetime import timedelta

from companion.model.contact import Detail, DetailKind
from companion.model.identity import new_id
from companion.model.source_card import IMPORT, SourceCard
from companion.workflow.exchange.detail import details_by_card, details_of
from tests.builders import NOW, adding, person


def kept(*lines: str) -> SourceCard:
    raw = "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", "")).encode()
    return SourceCard(new_id(), new_id(), IMPORT, None, "3.0", "0" * 64, None, zlib.compress(raw))


def test_what_no_field_holds_is_told():
    source = kept(
        "FN:Maya Chen",
        "NICKNAME:May",
        "ROLE:Architect",
        "item1.X-ABRELATEDNAMES:Li",
        "item1.X-ABLABEL:sister",
    )
    assert details_of([source]) == (
        Detail(DetailKind.NICKNAME, "May"),
        Detail(DetailKind.ROLE, "Architect"),
        Detail(DetailKind.RELATED, "Li", "sister"),
    )


def test_of_several_cards_the_same_is_told_once():
    one, other = kept("FN:Maya", "NICKNAME:May"), kept("FN:Maya", "NICKNAME:May", "NICKNAME:Mimi")
    assert [detail.value for detail in details_of([one, other])] == ["May", "Mimi"]


def test_a_card_that_says_no_more_has_no_details():
    assert details_of([kept("FN:Maya Chen", "EMAIL:maya@northwind.example")]) == ()
    assert details_of([]) == ()


def test_what_is_no_card_has_no_details():
    broken = replace(kept(), content=zlib.compress(b"nothing that was a card"))
    assert details_of([broken, kept("FN:Maya", "NICKNAME:May")]) == (Detail(DetailKind.NICKNAME, "May"),)


def stored(store, source, *, at):
    who = person()
    store.apply(adding(who, replace(source, person_id=who.id)), at=at)
    return source


def test_what_two_cards_say_the_newer_one_says(store):
    old = stored(store, kept("FN:Maya", "NICKNAME:May", "ROLE:Architect"), at=NOW)
    new = stored(store, kept("FN:Maya", "NICKNAME:May"), at=NOW + timedelta(days=1))
    silent = stored(store, kept("FN:Maya"), at=NOW + timedelta(days=2))
    found = store.read(details_by_card, [old, silent, new])
    assert [(one.came_at, [detail.value for detail in one.details]) for one in found] == [
        (NOW + timedelta(days=1), ["May"]),
        (NOW, ["Architect"]),
    ]
    assert [one.source for one in found] == [new, old]


def test_a_card_of_which_nobody_knows_when_it_came_stands_last(store):
    known = stored(store, kept("FN:Maya", "ROLE:Architect"), at=NOW)
    unknown = kept("FN:Maya", "NICKNAME:May")
    found = store.read(details_by_card, [unknown, known])
    assert [(one.source, one.came_at) for one in found] == [(known, NOW), (unknown, None)]
