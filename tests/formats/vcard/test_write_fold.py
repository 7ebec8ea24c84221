import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.vcard.fold import folded, physical_lines, with_line_ends

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=400)
blank_runs = st.lists(st.sampled_from(["a", " ", "\t", "é", "👩‍🚀", "x" * 70, " " * 80]), max_size=30).map(
    "".join
)


@given(text | blank_runs)
def test_unfolding_gives_back_the_line(line):
    assert folded(line).replace("\r\n ", "") == line


@given(text | blank_runs)
def test_no_line_is_longer_than_75_octets_and_none_wastes_what_it_has(line):
    lines = folded(line).split("\r\n")
    assert all(len(one.encode()) <= 75 for one in lines)
    assert len(lines) <= 1 + len(line.encode()) // 20


@given(text)
def test_a_fold_is_never_right_before_a_blank(line):
    line = re.sub(r"[ \t]+", " ", line)
    assert not re.search(r"\r\n [ \t]", folded(line))


def test_a_long_run_of_blanks_is_folded_within():
    assert folded("a" + " " * 200).replace("\r\n ", "") == "a" + " " * 200


def test_a_fold_leaves_characters_whole():
    assert folded("FN:" + "é" * 40) == "FN:" + "é" * 36 + "\r\n " + "é" * 4
    assert folded("FN:" + "👩" * 40).startswith("FN:" + "👩" * 18 + "\r\n 👩")


def test_a_line_of_75_octets_is_left_alone():
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 76) == "x" * 75 + "\r\n x"


@pytest.mark.parametrize(
    ("raw", "lines"),
    [
        (b"", []),
        (b"a", [b"a"]),
        (b"a\nb\r\nc\r\r\nd\re", [b"a\n", b"b\r\n", b"c\r\r\n", b"d\r", b"e"]),
        (b"\n\n\r\r", [b"\n", b"\n", b"\r", b"\r"]),
    ],
)
def test_lines_are_cut_where_an_editor_cuts_them(raw, lines):
    assert physical_lines(raw) == lines


@given(st.lists(st.sampled_from([b"a", b"\n", b"\r\n", b"\r", b"\r\r\n", b"bc"])).map(b"".join))
def test_line_ends_become_crlf_and_nothing_else_changes(raw):
    whole = with_line_ends(raw)
    assert [line.rstrip(b"\r\n") for line in physical_lines(raw)] == whole.split(b"\r\n")[:-1] or not raw
    assert whole.endswith(b"\r\n")
    assert with_line_ends(whole) == whole
