"""Texts as codes: how large they become, how much they correct, and that each is read before it is seen."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from companion.model.code import Correction
from companion.model.error import CodeTooLargeError, CodeUnreadableError
from companion.qr.draw import draw, is_read_as
from tests.qr.drawn import picture

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ruiz;Ana;;;\r\nFN:Ana Ruiz\r\nTEL:+34600100200\r\nEND:VCARD\r\n"


def read(text: str) -> zxingcpp.Barcode:
    (found,) = zxingcpp.read_barcodes(picture(draw(text)), text_mode=zxingcpp.TextMode.Plain)
    return found


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120))
def test_any_text_is_read_back_exactly(text):
    found = read(text)
    assert (found.text, found.bytes) == (text, text.encode())


@given(st.text(st.characters(max_codepoint=127), min_size=1, max_size=120))
def test_any_plain_text_is_read_back_exactly(text):
    found = read(text)
    assert (found.text, found.bytes) == (text, text.encode())


@pytest.mark.parametrize("text", [CARD, "0123456789", "HTTPS://EXAMPLE.ORG/", "a~b\\c|d", "x"])
def test_plain_text_names_no_charset(text):
    (found,) = zxingcpp.read_barcodes(picture(draw(text)), text_mode=zxingcpp.TextMode.HexECI)
    assert bytes.fromhex(found.text) == b"]Q1" + text.encode()


@pytest.mark.parametrize("text", [CARD.replace("Ana", "Łucja"), "é", "王小明", "\ufeff"])
def test_any_other_text_says_that_it_is_in_utf8(text):
    (found,) = zxingcpp.read_barcodes(picture(draw(text)), text_mode=zxingcpp.TextMode.HexECI)
    assert bytes.fromhex(found.text).startswith(b"]Q2\\000026")


@pytest.mark.parametrize(
    ("text", "version", "correction"),
    [
        ("0" * 34, 1, Correction.MEDIUM),
        ("0" * 35, 2, Correction.MEDIUM),
        ("A" * 20, 1, Correction.MEDIUM),
        ("A" * 21, 2, Correction.MEDIUM),
        ("a" * 14, 1, Correction.MEDIUM),
        ("a" * 15, 2, Correction.MEDIUM),
        ("é" * 6 + "a", 1, Correction.MEDIUM),
        ("é" * 7, 2, Correction.MEDIUM),
        ("a" * 213, 10, Correction.MEDIUM),
        ("é" + "a" * 210, 10, Correction.MEDIUM),
        ("a" * 287, 12, Correction.MEDIUM),
        ("a" * 288, 11, Correction.LOW),
        ("a" * 858, 20, Correction.LOW),
        ("é" + "a" * 855, 20, Correction.LOW),
    ],
)
def test_a_code_is_as_small_as_the_text_allows_and_corrects_less_only_beyond_version_12(
    text, version, correction
):
    symbol = draw(text)
    assert (symbol.version, symbol.correction) == (version, correction)
    assert symbol.modules == 17 + 4 * version
    assert (symbol.text, symbol.size) == (text, len(text.encode()))
    assert {len(row) for row in symbol.rows} == {symbol.modules}


@pytest.mark.parametrize(
    ("text", "size", "most"), [("a" * 859, 859, 858), ("é" + "a" * 856, 858, 857), ("王" * 9999, 29997, 857)]
)
def test_what_phones_do_not_read_is_refused(text, size, most):
    with pytest.raises(CodeTooLargeError) as refused:
        draw(text)
    assert (refused.value.size, refused.value.most) == (size, most)


@pytest.mark.parametrize("text", ["", "\ud800", "Ana \udcff"])
def test_a_code_that_is_not_read_as_it_should_is_not_given_out(text):
    with pytest.raises(CodeUnreadableError):
        draw(text)


def test_modules_that_say_another_text_are_not_taken_for_it():
    rows = draw(CARD).rows
    assert is_read_as(rows, CARD)
    assert not is_read_as(rows, CARD.replace("Ana", "Eve"))
    assert not is_read_as(tuple(tuple(not dark for dark in row) for row in rows[::-1]), "Ana")


@pytest.mark.parametrize("mask", range(8))
def test_a_mask_that_is_given_is_taken(mask):
    masks = {draw(CARD, mask=one).rows for one in range(8)}
    assert len(masks) == 8
    (found,) = zxingcpp.read_barcodes(picture(draw(CARD, mask=mask)))
    assert found.text == CARD


def test_the_same_text_always_gives_the_same_code():
    assert draw(CARD) == draw(CARD)
