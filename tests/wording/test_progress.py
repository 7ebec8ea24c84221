import pytest

from companion.wording.progress import (
    done_of,
    morning_done,
    people_and_minutes,
    people_counted,
    people_expected,
    people_met,
)


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (0, "0 people, about 0 min"),
        (1, "1 person, about 1 min"),
        (2, "2 people, about 2 min"),
        (15, "15 people, about 12 min"),
    ],
)
def test_the_morning_is_announced_with_its_people_and_minutes(people, words):
    assert people_and_minutes(people) == words


def test_progress_counts_the_cards_done():
    assert done_of(5, 12) == "5 of 12 done"


@pytest.mark.parametrize(
    ("people", "kept", "words"),
    [
        (15, 4, "15 people, 4 promises kept."),
        (1, 1, "1 person, 1 promise kept."),
        (3, 0, "3 people."),
    ],
)
def test_the_end_of_the_morning_says_what_was_done(people, kept, words):
    assert morning_done(people, kept) == words


@pytest.mark.parametrize(("people", "words"), [(0, "0 people"), (1, "1 person"), (2, "2 people")])
def test_people_are_counted(people, words):
    assert people_counted(people) == words
    assert people_met(people) == f"{words} met"


@pytest.mark.parametrize(
    ("people", "known", "said"),
    [(34, 5, "34 expected, 5 you know"), (1, 0, "1 expected"), (0, 0, "")],
)
def test_whom_an_event_expects(people, known, said):
    assert people_expected(people, known) == said
