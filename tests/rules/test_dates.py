"""Days named in words, seen from a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model.capture import PromisePhrase
from companion.rules.dates import find_date, next_working_day, read_day, read_promise

TODAY = date(2027, 3, 10)
"""A Wednesday."""
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
WEEKDAYS = st.integers(0, 6).map(lambda day: (day, NAMES.split()[day]))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fri", date(2027, 3, 12)),
        ("  by  next week ", date(2027, 3, 15)),
        ("in 3 days.", date(2027, 3, 13)),
        ("Until 4.5.", date(2027, 5, 4)),
        ("2027-05-04", date(2027, 5, 4)),
        ("Fri, Aug 13, 2027", date(2027, 8, 13)),
    ],
)
def test_a_text_that_is_one_date_phrase_names_a_day(text, day):
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "by", "Tom", "call fri", "fri at 5pm", "fri call", "by on fri", "mon or fri", "30 Feb"]
)
def test_any_other_text_names_no_day(text):
    assert read_day(text, TODAY) is None


@given(DAYS)
def test_the_next_working_day_is_the_first_monday_to_friday_after_a_day(today):
    day = next_working_day(today)
    skipped = [today + timedelta(days=count) for count in range(1, (day - today).days)]

    assert day > today
    assert day.weekday() < 5
    assert all(some.weekday() >= 5 for some in skipped)


@given(DAYS, WEEKDAYS)
def test_a_weekday_is_the_next_one_after_today_and_next_puts_it_in_the_week_after_this_one(today, named):
    weekday, name = named
    coming, following = read_day(name, today), read_day(f"next {name[:3]}", today)
    monday = read_day("next week", today)

    assert coming is not None
    assert coming.weekday() == weekday
    assert 1 <= (coming - today).days <= 7
    assert following == monday + timedelta(days=weekday)
    assert monday.weekday() == 0
    assert 1 <= (monday - today).days <= 7


@given(DAYS, DAYS)
def test_a_day_with_its_year_is_read_as_it_is_written(today, day):
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%b %d, %Y", "%a %d %b %Y"):
        assert read_day(day.strftime(form), today) == day


@given(DAYS, DAYS)
def test_a_day_without_its_year_is_the_first_such_day_from_today_on(today, day):
    for form in ("%d.%m.", "%d %b", "%B %dth"):
        found = read_day(day.strftime(form), today)
        assert found is not None
        assert (found.day, found.month) == (day.day, day.month)
        assert found >= today
        between = (found.replace(year=year, day=min(found.day, 28)) for year in range(today.year, found.year))
        assert day.day == 29 or all(some < today for some in between)


@given(DAYS, st.integers(1, 999))
def test_days_and_weeks_are_counted_from_today(today, count):
    assert read_day(f"{count}d", today) == read_day(f"in {count} days", today) == today + timedelta(count)
    assert (
        read_day(f"{count}w", today) == read_day(f"in {count} weeks", today) == today + timedelta(7 * count)
    )


@given(DAYS, st.integers(1, 999))
def test_months_keep_the_day_or_end_with_the_month(today, count):
    found = read_day(f"in {count} months", today)

    assert found is not None
    assert found == read_day(f"{count}m", today)
    assert (found.year - today.year) * 12 + found.month - today.month == count
    assert found.day == today.day or (found.day < today.day and (found + timedelta(days=1)).day == 1)


@pytest.mark.parametrize("text", ["1m", "999d", "tomorrow", "next week", "fri", "30 Dec", "in 12 months"])
def test_a_day_beyond_the_calendar_is_none(text):
    assert read_day(text, date.max) is None


@pytest.mark.parametrize(
    ("text", "said", "due"),
    [
        ("send the deck, by fri.", "send the deck", date(2027, 3, 12)),
        ("send the deck", "send the deck", date(2027, 3, 11)),
        ("call fri at 5pm", "call at 5pm", date(2027, 3, 12)),
        ("by fri!", "by fri", date(2027, 3, 12)),
        ("fri at 5pm", "fri at 5pm", date(2027, 3, 12)),
        ("4.5.", "4.5.", date(2027, 5, 4)),
        ("", "", date(2027, 3, 11)),
    ],
)
def test_a_date_is_taken_off_a_promise_unless_nothing_else_is_left(text, said, due):
    assert read_promise(text, TODAY) == PromisePhrase(said, due)


@given(
    st.text(st.characters(exclude_categories=())), st.sampled_from(["fri", "by 4.5.", "in two weeks", "Tom"])
)
def test_a_date_phrase_lies_in_its_text(text, end):
    text += f" {end}"
    found = find_date(text, TODAY)

    if found is None:
        assert end == "Tom"
    else:
        assert text[found.start : found.rest].startswith(("by ", "fri", "in "))
        assert found.start < found.end <= found.rest <= len(text)
