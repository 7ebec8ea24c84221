import pytest

from companion.formats.table.field import FIELDS, FieldChoice
from companion.model.contact import Detail, DetailKind
from companion.model.person import ContactKind
from companion.wording.field import (
    COLUMN_FIELDS,
    DETAILS,
    PERSON_FIELDS,
    card_words,
    column_words,
    detail_words,
)
from tests.builders import source_card


def test_every_field_and_kind_has_words():
    assert set(COLUMN_FIELDS) == set(FIELDS)
    assert set(DETAILS) == set(DetailKind)
    assert {kind.value for kind in ContactKind} <= set(PERSON_FIELDS)


def test_no_two_fields_are_called_the_same():
    for words in (COLUMN_FIELDS, PERSON_FIELDS, DETAILS):
        assert len(set(words.values())) == len(words)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("phone", "Phone"),
        ("phone:mobile", "Phone (mobile)"),
        ("street:work#2", "Street (work, 2)"),
        ("email#1", "E-mail"),
        ("email_label#3", "E-mail: label (3)"),
        ("ignore", "Not imported"),
        ("what is this", "what is this"),
    ],
)
def test_a_column_is_said_with_its_label_and_group(choice, words):
    assert column_words(choice) == words


def test_every_choice_that_a_mapping_can_hold_is_said():
    for field in FIELDS:
        assert column_words(str(FieldChoice(field, "home", 2))).endswith("(home, 2)")


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        (Detail(DetailKind.DATE, "2026-05-12", "connected on"), "Connected on"),
        (Detail(DetailKind.NICKNAME, "May"), "Nickname"),
        (Detail(DetailKind.RELATED, "Li", "sister"), "Related (sister)"),
        (Detail(DetailKind.OTHER, "Sailor", "title"), "Title"),
        (Detail(DetailKind.OTHER, "Sailor"), "Also"),
    ],
)
def test_a_detail_is_called_by_its_kind_or_by_what_the_card_calls_it(detail, words):
    assert detail_words(detail) == words


@pytest.mark.parametrize(
    ("source", "day", "words"),
    [
        ("import", "12 May", "From a card imported 12 May"),
        ("import", "", "From an imported card"),
        ("table", "12 May", "From a table imported 12 May"),
        ("table", "", "From an imported table"),
    ],
)
def test_it_is_said_where_details_come_from(source, day, words):
    assert card_words(source_card(None, source=source), day) == words
