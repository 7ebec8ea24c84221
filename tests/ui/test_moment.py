from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QLocale

from companion.ui.moment import (
    birthday,
    day_in_words,
    exact,
    passed,
    read_birthday,
    start_in_words,
    weekday_and_day,
)

NOW = datetime(2026, 5, 12, 19, 30, tzinfo=timezone(timedelta(hours=3)))


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(minutes=59), "59 min"),
        (timedelta(minutes=60), "1 h"),
        (timedelta(hours=23), "23 h"),
        (timedelta(days=1), "11 May"),
        (timedelta(days=365), "12 May 2025"),
    ],
)
def test_how_long_ago_something_was_is_said_shortly(span, words):
    assert passed(NOW - span, NOW) == words


def test_the_day_of_a_moment_is_the_one_of_the_clock_in_use():
    late = datetime(2026, 5, 9, 23, 30, tzinfo=UTC)
    assert passed(late, NOW) == "10 May"


def test_a_start_of_this_week_needs_no_date():
    assert start_in_words(NOW - timedelta(days=5), NOW) == "Thursday 19:30"
    assert start_in_words(NOW - timedelta(days=7), NOW) == "Tue 5 May 2026 19:30"


def test_days_are_said_with_the_year_only_where_it_is_another():
    assert day_in_words(date(2026, 1, 2), NOW.date()) == "2 Jan"
    assert day_in_words(date(2025, 1, 2), NOW.date()) == "2 Jan 2025"
    assert weekday_and_day(date(2026, 5, 15)) == "Fri 15 May"


def test_a_tool_tip_says_everything():
    assert exact(NOW) == "Tue 12 May 2026, 19:30"


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ("1985-04-12", "12 April 1985"),
        ("--02-29", "29 February"),
        ("1985-04", "April 1985"),
        ("1985", "1985"),
        ("some day", "some day"),
        ("--", "--"),
        ("", ""),
    ],
)
def test_as_much_of_a_birthday_is_said_as_is_known(kept, words):
    assert birthday(kept) == words


@pytest.mark.parametrize("kept", ["1985-04-12", "--02-29", "1985-04", "1985", "some day", ""])
def test_a_birthday_is_read_as_it_is_said(kept):
    assert read_birthday(birthday(kept)) == read_birthday(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12.4.1985", "1985-04-12"),
        (" 12  Apr 1985", "1985-04-12"),
        ("12. April", "--04-12"),
        ("31 April 1985", "31 April 1985"),
        ("4/5/1985", "4/5/1985"),
    ],
)
def test_a_birthday_is_read_as_people_write_it_where_it_is_clear(typed, kept):
    assert read_birthday(typed) == kept


def test_a_birthday_is_read_in_the_language_of_the_system():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.French))
    try:
        assert birthday("1985-08-12") == "12 août 1985"
        assert [read_birthday(birthday(kept)) for kept in ("1985-08-12", "--08-12", "1985-08")] == [
            "1985-08-12",
            "--08-12",
            "1985-08",
        ]
    finally:
        QLocale.setDefault(before)
