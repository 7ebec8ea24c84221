"""The cards of somebody who was two people."""

from companion.formats.vcard.join import joined
from companion.formats.vcard.read import read_cards


def card_of(*lines, version="3.0"):
    (card,) = read_cards("\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode())
    return card


def test_a_card_stays_as_it_is_when_the_other_says_nothing_else():
    card = card_of("FN:Ada", "X-OWN:1")
    other = card_of("FN:Ada King", "ORG:Acme", "EMAIL:ada@b.example", "X-OWN:1")
    assert joined(card, [other]) is card


def test_what_only_the_other_card_says_stands_before_the_end_with_its_label():
    card = card_of("FN:Ada", "item1.TEL:1", "item1.X-ABLabel:lab")
    other = card_of("FN:Ada King", "item1.X-ABDATE:2011-06-09", "item1.X-ABLabel:first day", "X-OWN:1")
    assert joined(card, [other]).raw.decode().splitlines()[-4:] == [
        "item2.X-ABDATE:2011-06-09",
        "item2.X-ABLabel:first day",
        "X-OWN:1",
        "END:VCARD",
    ]
