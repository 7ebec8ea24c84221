import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model.change import Kind
from companion.model.event import Encounter, Event, EventKind, Meeting
from companion.model.followup import FollowUp, FollowUpState, Reason
from companion.model.identity import Id, follow_up_id
from companion.model.promise import Promise, PromiseState
from companion.rules.schedule import (
    Card,
    ReasonKind,
    Source,
    due_reasons,
    evening_of,
    minutes,
    queue,
    served_promises,
)

TODAY = date(2026, 5, 13)
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
ME = UUID(int=1)
ANA, BEN, CLEO = UUID(int=0xA), UUID(int=0xB), UUID(int=0xC)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def promise(number: int, due: int, person: Id = ANA, state: PromiseState = PromiseState.OPEN) -> Promise:
    return Promise(UUID(int=number), ME, person, None, f"promise {number}", days(due), state, NOON)


def met(number: int, at: datetime = NOON, person: Id = ANA, zone: str = "UTC") -> Meeting:
    event = Event(UUID(int=900), ME, "Founders mixer", EventKind.MIXER, None, None, NOON, None, zone)
    return Meeting(Encounter(UUID(int=number), person, event.id, at), event)


def decided(
    state: FollowUpState, day: date | None, source: int, reason: Reason = Reason.PROMISE, person: Id = ANA
) -> FollowUp:
    identity = follow_up_id(person, reason, UUID(int=source))
    return FollowUp(identity, ME, person, reason, UUID(int=source), state, day, NOON)


def kinds(card: Card) -> list[str]:
    return [reason.kind.value for reason in card.reasons]


def numbers(promises: tuple[Promise, ...]) -> list[int]:
    return [one.id.int for one in promises]


def only(cards: tuple[Card, ...]) -> Card:
    (card,) = cards
    return card


@pytest.mark.parametrize(
    ("due", "kind", "is_due"),
    [
        (-40, ReasonKind.PROMISE_OVERDUE, True),
        (-1, ReasonKind.PROMISE_OVERDUE, True),
        (0, ReasonKind.PROMISE, True),
        (1, ReasonKind.PROMISE, False),
        (30, ReasonKind.PROMISE, False),
    ],
)
def test_a_promise_is_a_reason_named_by_its_day(due, kind, is_due):
    card = only(queue([promise(7, due)], [], [], today=TODAY))
    (reason,) = card.reasons
    assert (reason.kind, reason.is_due, card.is_due) == (kind, is_due, is_due)
    assert (reason.text, reason.due, reason.day) == ("promise 7", days(due), days(due))
    assert reason.source == Source(Kind.PROMISE, UUID(int=7))
    assert reason.id == follow_up_id(ANA, "promise", UUID(int=7))


@pytest.mark.parametrize("state", [PromiseState.KEPT, PromiseState.LET_GO])
def test_a_promise_that_is_not_open_is_no_reason_and_not_on_the_card(state):
    assert queue([promise(7, 0, state=state)], [], [], today=TODAY) == ()
    card = only(queue([promise(7, 0, state=state), promise(8, 0)], [], [], today=TODAY))
    assert numbers(card.promises) == [8]


@pytest.mark.parametrize(
    ("at", "zone", "evening"),
    [
        (datetime(2026, 5, 12, 19, tzinfo=UTC), "UTC", date(2026, 5, 12)),
        (datetime(2026, 5, 13, 3, 59, 59, tzinfo=UTC), "UTC", date(2026, 5, 12)),
        (datetime(2026, 5, 13, 4, tzinfo=UTC), "UTC", date(2026, 5, 13)),
        (datetime(2026, 5, 13, 1, 59, tzinfo=UTC), "Europe/Berlin", date(2026, 5, 12)),
        (datetime(2026, 5, 13, 2, 0, tzinfo=UTC), "Europe/Berlin", date(2026, 5, 13)),
        (datetime(2026, 5, 13, 5, tzinfo=UTC), "America/Los_Angeles", date(2026, 5, 12)),
        (datetime(2026, 5, 12, 20, tzinfo=UTC), "Asia/Tokyo", date(2026, 5, 13)),
        # The night in which the clock jumps from 2 to 3: four on the clock, three hours after midnight.
        (datetime(2026, 3, 29, 2, tzinfo=UTC), "Europe/Berlin", date(2026, 3, 29)),
        (datetime(2026, 3, 29, 1, 59, tzinfo=UTC), "Europe/Berlin", date(2026, 3, 28)),
        *((datetime(2026, 5, 13, 3, tzinfo=UTC), zone, date(2026, 5, 12)) for zone in ("", "Europe", "A/B")),
    ],
)
def test_an_evening_lasts_until_four_where_the_event_was(at, zone, evening):
    assert evening_of(at, zone) == evening
    card = only(queue([], [met(5, at, zone=zone)], [], today=evening + timedelta(days=1)))
    (reason,) = card.reasons
    assert (reason.due, reason.is_due) == (evening + timedelta(days=1), True)


def test_a_hello_names_its_event_and_comes_from_the_encounter():
    (reason,) = only(queue([], [met(5)], [], today=TODAY)).reasons
    assert (reason.kind, reason.text, reason.person_id) == (ReasonKind.HELLO, "Founders mixer", ANA)
    assert reason.source == Source(Kind.ENCOUNTER, UUID(int=5))
    assert reason.id == follow_up_id(ANA, "hello", UUID(int=5))


@pytest.mark.parametrize(
    ("state", "day", "today", "shown"),
    [
        (None, None, -1, "coming"),
        (None, None, 0, "due"),
        (None, None, 14, "due"),
        (None, None, 15, "gone"),
        (FollowUpState.DONE, None, 0, "gone"),
        (FollowUpState.LET_GO, None, 0, "gone"),
        (FollowUpState.DONE, -5, 0, "gone"),
        (FollowUpState.SNOOZED, None, 0, "gone"),
        (FollowUpState.SNOOZED, 3, 2, "coming"),
        (FollowUpState.SNOOZED, 3, 3, "due"),
        (FollowUpState.SNOOZED, 3, 17, "due"),
        (FollowUpState.SNOOZED, 3, 18, "gone"),
        (FollowUpState.SKIPPED, 1, 0, "coming"),
        (FollowUpState.SKIPPED, 1, 1, "due"),
        (FollowUpState.SNOOZED, -3, -1, "coming"),
        (FollowUpState.SNOOZED, -3, 14, "due"),
        (FollowUpState.SNOOZED, -3, 15, "gone"),
    ],
)
def test_a_hello_waits_is_due_and_falls_away(state, day, today, shown):
    decisions = []
    if state is not None:
        decisions = [decided(state, None if day is None else days(day), 5, Reason.HELLO)]
    cards = queue([], [met(5)], decisions, today=days(today))
    assert [(card.is_due, card.reasons[0].due) for card in cards] == {
        "gone": [],
        "coming": [(False, TODAY)],
        "due": [(True, TODAY)],
    }[shown]


@pytest.mark.parametrize("state", [FollowUpState.SNOOZED, FollowUpState.SKIPPED])
def test_a_promise_put_off_comes_back_on_its_day_for_the_same_reason(state):
    decisions = [decided(state, days(3), 7)]
    before = only(queue([promise(7, -1)], [], decisions, today=days(2)))
    after = only(queue([promise(7, -1)], [], decisions, today=days(3)))
    assert not before.is_due
    assert after.is_due
    for card in (before, after):
        assert kinds(card) == ["promise_overdue"]
        assert (card.reasons[0].due, card.reasons[0].day) == (YESTERDAY, days(3))


def test_a_promise_put_off_without_a_date_is_no_reason_but_stays_on_the_card():
    someday = decided(FollowUpState.SNOOZED, None, 7)
    assert queue([promise(7, -1)], [], [someday], today=TODAY) == ()
    card = only(queue([promise(7, -1)], [met(5)], [someday], today=TODAY))
    assert kinds(card) == ["hello"]
    assert numbers(card.promises) == [7]
    assert served_promises(card) == ()


def test_a_decision_counts_for_its_own_person_and_reason_only():
    decisions = [
        decided(FollowUpState.LET_GO, None, 5, Reason.HELLO, person=BEN),
        decided(FollowUpState.LET_GO, None, 5, Reason.PROMISE),
    ]
    assert kinds(only(queue([], [met(5)], decisions, today=TODAY))) == ["hello"]


def test_reasons_that_are_due_come_in_the_order_of_the_morning_then_promises_by_day():
    promises = [promise(4, 5), promise(3, 0), promise(2, -1), promise(1, -9), promise(6, 2), promise(9, -2)]
    meetings = [met(70, NOON - timedelta(days=3)), met(71)]
    card = only(queue(promises, meetings, [decided(FollowUpState.SNOOZED, days(9), 9)], today=TODAY))
    assert [reason.source.id.int for reason in card.reasons] == [1, 2, 3, 70, 71, 6, 4, 9]
    assert [reason.source.id.int for reason in due_reasons(card)] == [1, 2, 3, 70, 71]
    assert numbers(card.promises) == [1, 9, 2, 3, 6, 4]
    assert numbers(served_promises(card)) == [1, 2, 3]


def test_a_hello_to_come_is_not_shown_on_a_card_that_is_due():
    card = only(queue([promise(1, 0)], [met(5, NOON + timedelta(days=1))], [], today=TODAY))
    assert kinds(card) == ["promise"]


def test_a_card_to_come_shows_all_that_comes_the_next_first():
    card = only(queue([promise(1, 2), promise(2, 1)], [met(5, NOON + timedelta(days=1))], [], today=TODAY))
    assert not card.is_due
    assert kinds(card) == ["promise", "hello", "promise"]
    assert due_reasons(card) == ()


@pytest.mark.parametrize(
    ("dues", "put_off", "served"),
    [
        ([-3, -5, 0, 2], {}, [2, 1, 3]),
        ([4, 2, 9], {}, [2]),
        ([4, 2, 9], {2: days(20)}, [1]),
        ([4, 2, 9], {1: None, 2: None}, [3]),
        ([-3, 2], {1: days(1)}, [1]),
        ([-3, 2], {1: days(4)}, [2]),
        ([4], {1: None}, []),
    ],
)
def test_a_message_serves_every_promise_due_else_the_next_one(dues, put_off, served):
    promises = [promise(number, due) for number, due in enumerate(dues, 1)]
    decisions = [decided(FollowUpState.SNOOZED, day, number) for number, day in put_off.items()]
    card = only(queue(promises, [met(80)], decisions, today=TODAY))
    assert numbers(served_promises(card)) == served


def people(cards: tuple[Card, ...]) -> list[Id]:
    return [card.person_id for card in cards]


def test_cards_are_ordered_by_their_first_reason_before_its_age():
    promises = [promise(1, 0, ANA), promise(2, -1, BEN)]
    cards = queue(promises, [met(5, NOON - timedelta(days=9), CLEO)], [], today=TODAY)
    assert people(cards) == [BEN, ANA, CLEO]


@pytest.mark.parametrize(
    ("promises", "meetings", "order"),
    [
        ([promise(1, -1, ANA), promise(2, -2, BEN)], [], [BEN, ANA]),
        ([promise(1, 0, ANA), promise(2, 0, BEN)], [], [ANA, BEN]),
        ([promise(1, 0, BEN), promise(2, 0, ANA)], [], [ANA, BEN]),
        ([promise(1, 0, ANA), promise(2, 0, BEN)], [met(5, person=BEN)], [BEN, ANA]),
        (
            [promise(1, 0, ANA), promise(2, 0, BEN)],
            [met(5, person=ANA), met(6, NOON - timedelta(hours=1), BEN)],
            [BEN, ANA],
        ),
        (
            [promise(1, 0, ANA), promise(2, 0, BEN)],
            [met(5, NOON - timedelta(days=30)), met(6, NOON - timedelta(hours=1), BEN), met(7, person=ANA)],
            [BEN, ANA],
        ),
        ([promise(1, 3, ANA), promise(2, 2, BEN), promise(3, 0, CLEO)], [], [CLEO, BEN, ANA]),
        ([promise(1, 1, ANA)], [met(5, NOON + timedelta(days=1), BEN)], [ANA, BEN]),
        ([promise(1, 2, ANA)], [met(5, NOON + timedelta(days=1), BEN)], [BEN, ANA]),
    ],
)
def test_cards_of_equal_first_reasons_are_ordered_by_day_then_time_met_then_id(promises, meetings, order):
    assert people(queue(promises, meetings, [], today=TODAY)) == order


@pytest.mark.parametrize(("cards", "expected"), [(0, 0), (1, 1), (2, 2), (7, 6), (15, 12), (100, 80)])
def test_a_morning_is_estimated_at_eight_tenths_of_a_minute_a_card(cards, expected):
    assert minutes(cards) == expected


person_ids = st.sampled_from([ANA, BEN, CLEO])
near = st.integers(-20, 20)
states = st.sampled_from([FollowUpState.SNOOZED, FollowUpState.SKIPPED])
some_promises = st.lists(st.builds(promise, st.integers(1, 30), near, person_ids), unique_by=lambda p: p.id)
some_meetings = st.lists(
    st.builds(met, st.integers(100, 130), near.map(lambda n: NOON + timedelta(days=n)), person_ids),
    unique_by=lambda m: m.encounter.id,
)


@st.composite
def mornings(draw):
    promises, meetings = draw(some_promises), draw(some_meetings)
    reasons = [(Reason.PROMISE, one.id.int, one.person_id) for one in promises]
    reasons += [(Reason.HELLO, one.encounter.id.int, one.encounter.person_id) for one in meetings]
    decisions = [
        decided(draw(states), draw(st.none() | near.map(days)), source, reason, person)
        for reason, source, person in reasons
        if draw(st.booleans())
    ]
    return promises, meetings, decisions


@given(mornings(), st.randoms(use_true_random=False))
def test_the_order_of_the_queue_does_not_depend_on_the_order_of_what_is_read(morning, shuffle: random.Random):
    promises, meetings, decisions = morning
    cards = queue(promises, meetings, decisions, today=TODAY)
    for some in (promises, meetings, decisions):
        shuffle.shuffle(some)
    assert queue(promises, meetings, decisions, today=TODAY) == cards


@given(mornings())
def test_everybody_stands_in_the_queue_once_and_those_due_come_first(morning):
    cards = queue(*morning, today=TODAY)
    assert len(set(people(cards))) == len(cards)
    due = [card.is_due for card in cards]
    assert due == sorted(due, reverse=True)
    for card in cards:
        assert [one.is_due for one in card.reasons] == sorted(
            [one.is_due for one in card.reasons], reverse=True
        )
        assert len({one.id for one in card.reasons}) == len(card.reasons)
        assert all(one.day <= TODAY for one in due_reasons(card))
        assert set(served_promises(card)) <= set(card.promises)


@given(mornings(), st.integers(0, 20))
def test_putting_off_never_changes_what_is_due_when(morning, later):
    promises, meetings, decisions = morning
    put_off = [replace(one, day=days(later)) for one in decisions]
    dues = {one.id: one.due for card in queue(promises, meetings, [], today=TODAY) for one in card.reasons}
    for card in queue(promises, meetings, put_off, today=TODAY):
        assert all(one.due == dues.get(one.id, one.due) for one in card.reasons)
        for one in card.reasons:
            if one.kind is not ReasonKind.HELLO:
                (kept,) = [some for some in card.promises if some.id == one.source.id]
                assert one.due == kept.due
                assert one.day >= one.due
