"""What the list of people says, and whom the search line could name."""

import pytest

from companion.model.change import Kind
from companion.storage.queries.told import Told
from companion.ui.models.people import new_name, why


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zoe", "zoe"),
        ("  Zoë   Kravitz ", "Zoë Kravitz"),
        ("O'Brien", "O'Brien"),
        ("王小明", "王小明"),
        ("", ""),
        ("!!", ""),
        ("need:boat", ""),
        ("zoe need:boat", ""),
        ("tag:hr", ""),
        ("zoe before:2024", ""),
    ],
)
def test_a_name_is_what_holds_no_filter(typed: str, name: str) -> None:
    assert new_name(typed) == name


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (Kind.NEED, "a boat", "“a boat”"),
        (Kind.NOTE, "swims\nin May", "“swims in May”"),
        (Kind.TAG, "hr", "#hr"),
        (Kind.ENCOUNTER, "Founders Mixer", "Founders Mixer"),
        (Kind.CONTACT_POINT, "a@b.org", "a@b.org"),
    ],
)
def test_what_was_said_is_quoted_and_what_is_a_name_is_not(kind: Kind, text: str, words: str) -> None:
    assert why(Told(kind, text)) == words
