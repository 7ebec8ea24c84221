"""The quick way through a card: wherever it goes, it gives what the tolerant way gives."""

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from companion.formats.vcard.card import Card, Property
from companion.formats.vcard.columns import Columns
from companion.formats.vcard.read import read_cards
from companion.formats.vcard.regular import regular_properties
from companion.formats.vcard.tolerant import Reading, read_lines

PLAIN_NAMES = ["FN", "N", "TEL", "item1.TEL", "a.b.URL", "x-foo", "PHOTO", "VERSION", "X-GOOGLE TALK", "TEL "]
ODD_NAMES = [".X", "AGENT", "BEGIN", "end", "NO NAME", " TEL", "", "\tN", "X-é", "é", "X-GOOGLE\u00a0TALK"]
NAMES = st.sampled_from(PLAIN_NAMES * 6 + ODD_NAMES)
PLAIN_PARAMETERS = [
    "TYPE=WORK",
    "WORK",
    'X="a;b"',
    'X=a"b"',
    "ENCODING=b",
    "BASE64",
    "CHARSET=UTF-8",
    "TYPE=é",
]
ODD_PARAMETERS = [
    *('X="a:b"', 'X="a', "CHARSET=latin1", "CHARSET=no-such", "ENCODING=QUOTED-PRINTABLE", "", "a=b=c"),
    *(" TYPE=x", "X=\x01", "X=^n", "X=\\"),
]
PARAMETERS = st.lists(st.sampled_from(PLAIN_PARAMETERS * 4 + ODD_PARAMETERS), max_size=2)
CODED = st.lists(st.sampled_from(["=C3=BC", "=0D=0A", "a", "=", "=EB", "=3D ", "é", ";"]), max_size=4).map(
    "".join
)
VALUES = st.one_of(
    CODED,
    st.text(
        st.sampled_from(list(" abZ0;,:=\\^.+/é€🎈" * 5) + list('\t"\x00\x01\x1b\x85\u2028\ufeff')), max_size=9
    ),
)
ENDS = st.sampled_from(
    ["\r\n"] * 40 + ["\r\n ", "\r\n\t", "\r\n\r\n", "\r\n \r\n"] * 4 + ["\n", "\r", "\r\r\n"]
)


@st.composite
def lines(draw: st.DrawFn) -> str:
    if draw(st.integers(0, 29)) == 0:
        return draw(VALUES) + draw(ENDS)
    head = ";".join([draw(NAMES), *draw(PARAMETERS)])
    return f"{head}:{draw(VALUES)}{draw(ENDS)}"


BODIES = st.lists(lines(), max_size=5).map(lambda parts: "".join([*parts, "FN:x\r\n"]))


def tolerantly(body: bytes, number: int) -> Reading:
    reading = Reading(None, list)
    read_lines(reading, [(body.decode("latin-1"), number)])
    return reading


@given(BODIES, st.booleans(), st.sampled_from([b""] * 9 + [b"\xff", b"\xe9", b"\xc3"]))
@example("PHOTO;ENCODING=b:AA\r\n\r\nBB\r\nFN:x\r\n", False, b"")
@example("ADR:;;a\\\r\nno property\r\nFN:x\r\n", False, b"")
@example("NOTE:a\r\n\r\n b\r\nFN:x\r\n", False, b"")
@example("NOTE:a\rb:c\r\nFN:x\r\n", False, b"")
@example("NOTE;ENCODING=QUOTED-PRINTABLE:a=3D\r\n b\r\nFN:x\r\n", False, b"")
@example("NOTE;ENCODING=QUOTED-PRINTABLE:a=3D\r\nTEL:1\r\n 2\r\nFN:x\r\n", False, b"")
@example("NOTE;ENCODING=QUOTED-PRINTABLE:a=\r\nFN:x\r\n", False, b"")
@example("NOTE;ENCODING=QUOTED-PRINTABLE:=EB\r\nFN:x\r\n", False, b"")
@example("\r\n\r\nFN:x\r\n", True, b"")
def test_both_ways_give_the_same(body, is_lf, byte):
    data = (body.replace("\r\n", "\n") if is_lf else body).encode() + byte
    data = data if not byte else data + (b"\n" if is_lf else b"\r\n")
    quick = regular_properties(data, 7)
    event("quick" if quick is not None else "tolerant")
    if quick is not None:
        slow = tolerantly(data, 7)
        assert tuple(quick) == tuple(slow.properties)
        assert (slow.problems, slow.charset, slow.refusal) == ([], None, None)


@given(st.lists(st.tuples(st.text("abé,;\\ ", max_size=150), st.integers(0, 2), st.booleans()), max_size=6))
def test_folds_and_empty_lines_count_where_they_stand(notes):
    """Folded by us at any octet, as long as no character is cut."""
    parts = [b"BEGIN:VCARD", b"VERSION:3.0"]
    expected = []
    for text, empty, is_tab in notes:
        first = len(parts) + 1
        octets = f"NOTE:{text}".encode()
        pieces = [
            octets[:20],
            *(b" \t"[is_tab : is_tab + 1] + octets[i : i + 20] for i in range(20, len(octets), 20)),
        ]
        parts += pieces
        expected.append((first, len(parts), text))
        parts += [b""] * empty
    cards = list(read_cards(b"\r\n".join([*parts, b"END:VCARD", b""])))
    assert [
        (one.first_line, one.last_line, one.value) for one in cards[0].properties if one.name == "NOTE"
    ] == expected
    assert cards[0].last_line == len(parts) + 1


def test_a_character_cut_by_a_fold_is_whole_again():
    card = next(read_cards(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zo\xc3\r\n \xab\r\nEND:VCARD\r\n"))
    assert card.properties[1] == Property("", "FN", "", "Zoë", 3, 4)
    assert card.problems == ()


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_plain_card_goes_the_quick_way(end):
    lines = [
        "VERSION:3.0",
        "item1.TEL;TYPE=CELL,pref:1",
        'ORG;X="a;b":Kite',
        "NOTE:a",
        " b",
        "",
        "FN:A: B",
        "",
    ]
    found = regular_properties(end.join(lines).encode(), 2)
    assert isinstance(found, Columns)
    assert list(found) == [
        Property("", "VERSION", "", "3.0", 2, 2),
        Property("item1", "TEL", "TYPE=CELL,pref", "1", 3, 3),
        Property("", "ORG", 'X="a;b"', "Kite", 4, 4),
        Property("", "NOTE", "", "ab", 5, 6),
        Property("", "FN", "", "A: B", 8, 8),
    ]


def test_properties_of_ever_new_names_are_read_like_any_other():
    names = [f"X-OWN-{number}" for number in range(9_000)]
    read = []
    for first in range(0, len(names), 100):
        lines = "".join(f"{name}:v\r\n" for name in names[first : first + 100])
        read += [one.name for one in regular_properties(f"VERSION:3.0\r\n{lines}".encode(), 2)[1:]]
    assert read == names


def test_columns_are_a_sequence_like_any_other():
    card = next(read_cards(b"BEGIN:VCARD\nVERSION:3.0\nFN:A\nTEL:1\nEND:VCARD\n"))
    same = tuple(card.properties)
    assert card.properties == same
    assert same == card.properties
    assert card.properties != same[:2]
    assert card.properties != "FN"
    assert hash(card.properties) == hash(same)
    assert repr(card.properties) == repr(same)
    assert card.properties[-1] == same[-1]
    assert card.properties[1:] == same[1:]
    assert len(card.properties) == 3
    assert isinstance(card, Card)
