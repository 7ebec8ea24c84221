"""The second opinion has to be right before it may judge."""

from collections import Counter

import pytest

from tests.corpus.raw_properties import RawProperty, raw_cards

CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nitem1.TEL;TYPE=home:1\r\nNOTE:one\\, two\r\nEND:VCARD\r\n"


def only(data: bytes) -> Counter[RawProperty]:
    (card,) = raw_cards(data)
    return card.properties


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n", b"\r\r\n"])
def test_line_ends_make_no_difference(end):
    assert only(CARD.replace(b"\r\n", end)) == only(CARD)


@pytest.mark.parametrize(
    ("folded", "line"),
    [
        (b"NOTE:a\r\n b", b"NOTE:ab"),
        (b"NOTE:a\r\n  b", b"NOTE:a b"),
        (b"NOTE;QUOTED-PRINTABLE:a=\r\nb=3D=\r\n c", b"NOTE;QUOTED-PRINTABLE:ab=3D c"),
        (b"note;encoding=quoted-printable:a=\r\n=\r\nb", b"note;encoding=quoted-printable:ab"),
        (b"PHOTO;BASE64:\r\n  AAAA\r\n  BBBB", b"PHOTO;BASE64:AAAABBBB"),
        (b"PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\nBBBB\r\n", b"PHOTO;ENCODING=b;TYPE=JPEG:AAAABBBB"),
    ],
)
def test_folding_makes_no_difference(folded, line):
    assert only(CARD.replace(b"NOTE:one\\, two", folded)) == only(CARD.replace(b"NOTE:one\\, two", line))


@pytest.mark.parametrize(
    ("line", "other"),
    [
        (b"NOTE:one\\, two", b"NOTE:one, two"),
        (b"NOTE:one\\, two", b"NOTE:One\\, two"),
        (b"NOTE:one\\, two", b"NOTE;X=1:one\\, two"),
        (b"TYPE=home", b"TYPE=HOME"),
        (b"TYPE=home", b"type=home"),
        (b"item1.TEL", b"item2.TEL"),
        (b"VERSION:3.0", b"VERSION:4.0"),
        (b"NOTE:one\\, two\r\n", b""),
        (b"NOTE:one\\, two", b"NOTE:one\\, two\r\nNOTE:one\\, two"),
    ],
)
def test_any_other_change_is_seen(line, other):
    assert only(CARD.replace(line, other)) != only(CARD)


def test_a_quoted_parameter_may_hold_a_colon():
    assert RawProperty(b"", b"ADR", b';LABEL="a: b; c"', b";;d") in only(
        CARD.replace(b"NOTE:one\\, two", b'ADR;LABEL="a: b; c":;;d')
    )


def test_a_line_without_colon_is_kept_as_it_stands():
    assert RawProperty(b"", b"", b"", b"# nothing") in only(CARD.replace(b"NOTE:one\\, two", b"# nothing"))


def test_cards_are_told_apart_with_their_lines():
    cards = raw_cards(CARD + b"\r\n" + CARD)
    assert [(card.first_line, card.last_line) for card in cards] == [(1, 5), (7, 11)]


def test_a_card_within_a_card_is_one_of_its_own():
    outer, inner = raw_cards(CARD.replace(b"NOTE:one\\, two\r\n", CARD + b"X-LAST:1\r\n"))
    assert RawProperty(b"", b"X-LAST", b"", b"1") in outer.properties
    assert inner.properties == only(CARD)


def test_a_card_that_is_the_value_of_an_agent_stays_there():
    held = only(CARD.replace(b"NOTE:one\\, two\r\n", b"AGENT:\r\n" + CARD + b"X-LAST:1\r\n"))
    assert RawProperty(b"", b"BEGIN", b"", b"VCARD") in held
    assert RawProperty(b"", b"X-LAST", b"", b"1") in held


def test_a_card_left_open_reaches_to_the_end():
    assert only(CARD.replace(b"END:VCARD\r\n", b"")) == only(CARD)
