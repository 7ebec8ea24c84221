from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model.change import Kind
from companion.model.event import EventKind
from companion.model.giving import IntroductionState
from companion.model.need import NeedState
from companion.model.promise import PromiseState
from companion.rules.schedule import ReasonKind
from companion.wording import reason as wording

TODAY = date(2026, 5, 13)


@pytest.mark.parametrize(
    ("words", "members"),
    [
        (wording.REASONS, ReasonKind),
        (wording.NEED_STATES, NeedState),
        (wording.PROMISE_STATES, PromiseState),
        (wording.INTRODUCTION_STATES, IntroductionState),
        (wording.EVENT_KINDS, EventKind),
        (wording.RECORD_KINDS, Kind),
    ],
)
def test_every_member_has_a_word_of_its_own(words, members):
    assert set(words) == set(members)
    assert len(set(words.values())) == len(words)
    assert all("_" not in word and word.strip() for word in words.values())


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-800, "2 years late"),
        (-365, "1 year late"),
        (-364, "11 months late"),
        (-61, "2 months late"),
        (-31, "1 month late"),
        (-30, "4 weeks late"),
        (-21, "3 weeks late"),
        (-14, "2 weeks late"),
        (-13, "13 days late"),
        (-1, "1 day late"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (21, "in 3 weeks"),
    ],
)
def test_a_day_that_something_is_due_on_is_said_from_today(days, words):
    assert wording.due_words(TODAY + timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "today"), (0, "today"), (1, "yesterday"), (2, "2 days"), (21, "3 weeks"), (153, "5 months")],
)
def test_a_day_gone_by_is_said_by_its_distance(days, words):
    assert wording.past_words(TODAY - timedelta(days=days), TODAY) == words


@given(st.dates(), st.dates())
def test_a_distance_is_never_nothing_and_one_is_singular(day, today):
    for words in (wording.due_words(day, today), wording.past_words(day, today)):
        count, _, unit = words.removeprefix("in ").partition(" ")
        if count.isdigit():
            assert int(count) > 0
            assert unit.split(" ")[0].endswith("s") is (count != "1")
