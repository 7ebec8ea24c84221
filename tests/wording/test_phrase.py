import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.wording.phrase import counted, shortened


@pytest.mark.parametrize(("count", "words"), [(0, "0 cards"), (1, "1 card"), (2, "2 cards")])
def test_a_count_takes_the_form_that_fits(count, words):
    assert counted(count, "{count} card", "{count} cards") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("", ""), ("12345", "12345"), ("123456", "1234…"), ("abc def", "abc…"), (" a \n b ", "a b")],
)
def test_a_long_text_is_cut_where_it_is_seen(text, words):
    assert shortened(text, 5) == words


@given(st.text(), st.integers(1, 20))
def test_a_shortened_text_keeps_to_its_length_and_one_line(text, longest):
    short = shortened(text, longest)
    assert len(short) <= longest
    assert len(short.splitlines()) <= 1
