"""The morning: whose card comes, what a decision changes, and by which names it is asked for."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from companion.model.change import Label
from companion.model.error import AmbiguousError, NotFoundError
from companion.model.followup import FollowUp, FollowUpState, Reason
from companion.model.identity import Id, follow_up_id
from companion.model.need import NeedState
from companion.model.person import ContactKind
from companion.model.promise import PromiseState
from companion.rules.drafting import DraftKind
from companion.storage.queries.person import records_of
from companion.wording.template import read_templates
from companion.workflow import history
from companion.workflow import morning as workflow
from companion.workflow.person import set_state
from tests.builders import (
    NOW,
    TODAY,
    adding,
    contact_point,
    encounter,
    event,
    follow_up,
    need,
    person,
    promise,
)

MORNING = datetime(2026, 3, 13, 8, tzinfo=UTC)
FRIDAY = MORNING.date()
SATURDAY, MONDAY = date(2026, 3, 14), date(2026, 3, 16)


def keep(store, *records):
    store.apply(adding(*records), at=NOW)


def cards(store, today=FRIDAY):
    return store.read(workflow.cards, today=today)


def due(store, today=FRIDAY):
    people = {
        one.id: one.name
        for one in store.read(records_of, "person", "id", [c.person_id for c in cards(store, today)])
    }
    return [people[card.person_id] for card in cards(store, today) if card.is_due]


def decide(store, decision, name, *, now=MORNING, **options):
    decided, changes = store.read(decision, str(name), now=now, **options)
    store.apply(changes, at=now)
    return decided


def stored(store, record):
    return store.read(records_of, "promise", "id", [record.id])[0]


def decisions(store, who):
    return store.read(records_of, "follow_up", "person_id", [who.id])


@pytest.fixture
def mixer(store):
    gathering = event(owner_id=store.owner_id)
    keep(store, gathering)
    return gathering


@pytest.fixture
def ana(store, mixer):
    """Met last night, with a promise due today and one due on Monday."""
    ana = person("Ana Ruiz")
    keep(store, ana, contact_point(ana, "ana@acme.com"), encounter(ana, mixer, at=NOW))
    return ana


@pytest.fixture
def paper(store, ana, mixer):
    made = promise(ana, "send the paper", owner_id=store.owner_id, due=FRIDAY, event_id=mixer.id)
    keep(store, made)
    return made


@pytest.fixture
def contact(store, ana):
    made = promise(ana, "send a contact", owner_id=store.owner_id, due=MONDAY)
    keep(store, made)
    return made


@pytest.fixture
def ben(store, mixer):
    """Met last night as well."""
    ben = person("Ben Ode")
    keep(store, ben, encounter(ben, mixer, at=NOW + timedelta(minutes=5)))
    return ben


# The queue


def test_nothing_is_due_where_nobody_was_met(store):
    assert cards(store) == ()
    assert store.read(workflow.due_count, today=FRIDAY) == 0


def test_whoever_was_met_is_due_the_next_morning_with_promises_first(store, ana, ben, paper):
    assert due(store) == ["Ana Ruiz", "Ben Ode"]
    assert store.read(workflow.due_count, today=FRIDAY) == 2
    assert store.read(workflow.due_count, today=TODAY) == 0


def test_a_card_file_holds_what_a_message_needs(store, ana, paper, mixer):
    wanted, old = need(ana, "a venue", event_id=mixer.id), need(ana, "tea", state=NeedState.MET)
    keep(store, wanted, old)
    (one,) = store.read(workflow.card_files, today=FRIDAY, templates=read_templates())
    assert (one.person, one.needs, one.to) == (ana, (wanted,), "ana@acme.com")
    assert one.meeting.event == mixer
    assert one.draft.kind is DraftKind.PROMISE_KEPT
    for said in ("Ana", "Founders mixer", "a venue", "send the paper"):
        assert said in one.draft.body + one.draft.subject


def test_the_message_goes_to_the_first_address_and_to_none_without_one(store, ana, ben):
    phone = contact_point(ben, "+491701234567", kind=ContactKind.PHONE)
    keep(store, contact_point(ana, "second@acme.com"), phone)
    files = store.read(workflow.card_files, today=FRIDAY, templates=read_templates())
    assert [(one.person.name, one.to) for one in files] == [("Ana Ruiz", "ana@acme.com"), ("Ben Ode", None)]


def test_there_is_a_message_to_whoever_has_no_card(store):
    ada = person("Ada")
    keep(store, ada)
    to, draft = store.read(workflow.draft_to, ada, today=FRIDAY, templates=read_templates())
    assert (to, draft.kind, draft.subject) == (None, DraftKind.HELLO, "Hello")


def test_a_message_of_another_kind_serves_the_same_promises(store, ana, paper, contact):
    kind = DraftKind.LATE_PROMISE
    _, draft = store.read(workflow.draft_to, ana, today=FRIDAY, templates=read_templates(), kind=kind)
    assert draft.kind is kind
    assert "send the paper" in draft.body
    assert "send a contact" not in draft.body


# Done


def test_done_keeps_the_promises_that_are_due_and_closes_the_hello(store, ana, paper, contact):
    decided = decide(store, workflow.done, ana.id)
    assert stored(store, paper) == replace(paper, state=PromiseState.KEPT, kept_at=MORNING)
    assert stored(store, contact) == contact
    (hello,) = decisions(store, ana)
    assert (hello.reason, hello.state, hello.day) == (Reason.HELLO, FollowUpState.DONE, None)
    assert decided.changed == (stored(store, paper), hello)
    assert due(store) == []
    assert due(store, MONDAY) == ["Ana Ruiz"]


def test_of_two_promises_each_is_served_on_its_own_day(store, ana, paper, contact):
    decide(store, workflow.done, ana.id)
    monday = MORNING + timedelta(days=3)
    decided = decide(store, workflow.done, ana.id, now=monday)
    assert decided.changed == (replace(contact, state=PromiseState.KEPT, kept_at=monday),)
    assert cards(store, MONDAY) == ()


def test_without_a_promise_that_is_due_the_next_one_is_served(store, ana, contact):
    decide(store, workflow.done, ana.id)
    assert stored(store, contact).state is PromiseState.KEPT


def test_done_before_anything_is_due_serves_the_next_promise(store, ana, paper):
    decided = decide(store, workflow.done, ana.id, now=NOW)
    assert [one.id for one in decided.changed] == [paper.id]


def test_done_by_a_promise_keeps_it_alone(store, ana, paper, contact):
    decided = decide(store, workflow.done, contact.id)
    assert decided.changed == (replace(contact, state=PromiseState.KEPT, kept_at=MORNING),)
    assert stored(store, paper).state is PromiseState.OPEN
    assert due(store) == ["Ana Ruiz"]


def test_done_by_a_follow_up_closes_it_alone(store, ana, paper):
    hello = next(reason for reason in cards(store)[0].reasons if reason.kind.reason is Reason.HELLO)
    decided = decide(store, workflow.done, hello.id)
    assert [one.id for one in decided.changed] == [hello.id]
    assert stored(store, paper).state is PromiseState.OPEN
    by_promise = follow_up_id(ana.id, Reason.PROMISE, paper.id)
    assert decide(store, workflow.done, by_promise).changed[0].id == paper.id
    assert due(store) == []


def test_what_is_done_stays_done_however_often_it_is_said(store, ana, paper, contact):
    decide(store, workflow.done, ana.id)
    seen = decisions(store, ana)
    for name in (paper.id, seen[0].id, seen[0].source_id):
        again, changes = store.read(workflow.done, str(name), now=MORNING + timedelta(hours=1))
        assert (again.changed, bool(changes)) == ((), False)
    assert decisions(store, ana) == seen


def test_a_promise_opened_again_is_due_again(store, ana, paper):
    decide(store, workflow.done, ana.id)
    _, changes = set_state(stored(store, paper), "open", now=MORNING)
    store.apply(changes, at=MORNING)
    assert stored(store, paper) == paper
    assert due(store) == ["Ana Ruiz"]


# Later, skip, let go


def test_later_puts_off_all_that_is_due_and_no_promise_that_is_not(store, ana, paper, contact):
    decided = decide(store, workflow.later, ana.id, day=SATURDAY)
    assert {one.state for one in decisions(store, ana)} == {FollowUpState.SNOOZED}
    assert {one.source_id for one in decided.changed} >= {paper.id}
    assert contact.id not in {one.source_id for one in decided.changed}
    assert stored(store, paper) == paper
    assert (due(store), due(store, SATURDAY)) == ([], ["Ana Ruiz"])
    assert len(cards(store, SATURDAY)[0].promises) == 2


def test_later_someday_leaves_the_queue_and_comes_back_when_asked(store, ana, paper):
    decide(store, workflow.later, ana.id, day=None)
    assert cards(store, date(2026, 12, 24)) == ()
    for decision in decisions(store, ana):
        decide(store, workflow.later, decision.id, day=SATURDAY)
    assert [reason.day for reason in cards(store)[0].reasons] == [SATURDAY, SATURDAY]


@pytest.mark.parametrize("way", ["promise", "follow-up", "encounter"])
def test_what_was_put_aside_is_found_by_each_of_its_ids(store, ana, paper, way):
    hello = next(reason for reason in cards(store)[0].reasons if reason.kind.reason is Reason.HELLO)
    decide(store, workflow.later, ana.id, day=None)
    promised = follow_up_id(ana.id, Reason.PROMISE, paper.id)
    name, meant = {
        "promise": (paper.id, promised),
        "follow-up": (hello.id, hello.id),
        "encounter": (hello.source.id, hello.id),
    }[way]
    decided = decide(store, workflow.later, name, day=FRIDAY)
    assert [(one.id, one.day) for one in decided.changed] == [(meant, FRIDAY)]
    assert [reason.id for reason in cards(store)[0].reasons] == [meant]


def test_a_promise_put_aside_can_be_kept_all_the_same(store, ana, paper):
    decide(store, workflow.later, ana.id, day=None)
    decide(store, workflow.done, follow_up_id(ana.id, Reason.PROMISE, paper.id))
    assert stored(store, paper).state is PromiseState.KEPT


def test_later_by_a_promise_that_is_not_due_puts_that_one_off(store, ana, contact):
    decide(store, workflow.later, contact.id, day=date(2026, 3, 20))
    assert stored(store, contact) == contact
    later = date(2026, 3, 20)
    for day, is_due in ((MONDAY, False), (later, True)):
        put_off = next(one for one in cards(store, day)[0].reasons if one.source.id == contact.id)
        assert (put_off.due, put_off.day, put_off.is_due) == (MONDAY, later, is_due)


def test_skip_comes_back_tomorrow(store, ana, paper):
    decided = decide(store, workflow.skip, ana.id)
    assert {(one.state, one.day) for one in decided.changed} == {(FollowUpState.SKIPPED, SATURDAY)}
    assert (due(store), due(store, SATURDAY)) == ([], ["Ana Ruiz"])
    again = decide(store, workflow.skip, ana.id, now=MORNING + timedelta(days=1))
    assert {one.day for one in again.changed} == {date(2026, 3, 15)}
    assert len(decisions(store, ana)) == 2


def test_let_go_drops_what_is_due_and_nothing_else(store, ana, paper, contact):
    decided = decide(store, workflow.let_go, ana.id)
    assert stored(store, paper) == replace(paper, state=PromiseState.LET_GO)
    assert stored(store, contact) == contact
    assert [one.state for one in decisions(store, ana)] == [FollowUpState.LET_GO]
    assert len(decided.changed) == 2
    assert due(store) == []


def test_a_decision_takes_the_place_of_the_one_before(store, ana):
    decide(store, workflow.later, ana.id, day=SATURDAY)
    (snoozed,) = decisions(store, ana)
    decide(store, workflow.done, snoozed.id, now=MORNING + timedelta(hours=2))
    (closed,) = decisions(store, ana)
    assert closed == replace(
        snoozed, state=FollowUpState.DONE, day=None, decided_at=MORNING + timedelta(hours=2)
    )


def test_a_decision_is_taken_back_whole(store, ana, paper):
    before = cards(store)
    for decision, options in (
        (workflow.done, {}),
        (workflow.later, {"day": MONDAY}),
        (workflow.skip, {}),
        (workflow.let_go, {}),
    ):
        decide(store, decision, ana.id, **options)
        assert due(store) == []
        _, changes = store.read(history.undo)
        store.apply(changes, at=MORNING)
        assert cards(store) == before


@pytest.mark.parametrize(
    ("decision", "label", "options"),
    [
        (workflow.done, Label.DONE, {}),
        (workflow.later, Label.LATER, {"day": None}),
        (workflow.skip, Label.SKIP, {}),
        (workflow.let_go, Label.LET_GO, {}),
    ],
)
def test_a_decision_is_said_with_whom_it_is_about(store, ana, decision, label, options):
    _, changes = store.read(decision, str(ana.id), now=MORNING, **options)
    assert (changes.label, changes.facts) == (label, {"name": "Ana Ruiz"})


# Who comes next


def test_the_next_card_is_the_one_behind_and_at_the_end_the_first(store, ana, ben, paper):
    assert decide(store, workflow.later, ana.id, day=None).next == ben
    assert decide(store, workflow.skip, ben.id).next is None


def test_in_the_middle_the_next_card_is_the_one_behind_not_the_first(store, ana, ben, paper, mixer):
    cleo = person("Cleo")
    keep(store, cleo, encounter(cleo, mixer, at=NOW + timedelta(minutes=9)))
    assert due(store) == ["Ana Ruiz", "Ben Ode", "Cleo"]
    assert store.read(workflow.skip, str(ben.id), now=MORNING)[0].next == cleo


def test_after_the_last_card_the_first_comes_again(store, ana, ben, paper):
    assert store.read(workflow.skip, str(ben.id), now=MORNING)[0].next == ana


def test_where_nothing_was_due_the_first_card_is_next(store, ana, ben):
    ada = person("Ada")
    keep(store, ada)
    decided, changes = store.read(workflow.done, str(ada.id), now=MORNING)
    assert (decided.person, decided.changed, decided.next) == (ada, (), ana)
    assert not changes


# By which names


@pytest.mark.parametrize("name", ["Ana Ruiz", "ana ruiz", "ANA@acme.com"])
def test_a_card_is_named_by_whom_it_is_about(store, ana, name):
    assert decide(store, workflow.done, name).person == ana


def test_a_card_is_named_by_the_ending_of_an_id(store, ana):
    assert decide(store, workflow.done, ana.id.hex[-12:]).person == ana


@pytest.mark.parametrize("name", ["", "Nobody", "ffffffffffff", "abc"])
def test_who_is_not_known_has_no_card(store, ana, name):
    with pytest.raises(NotFoundError):
        store.read(workflow.done, name, now=MORNING)


def test_nobody_writes_to_themselves(store):
    with pytest.raises(NotFoundError):
        store.read(workflow.done, str(store.owner_id), now=MORNING)


def test_an_ending_that_is_a_reason_s_and_another_person_s_is_asked_back(store, ana):
    reason = cards(store)[0].reasons[0]
    twin = person("Twin", id=Id(int=(1 << 100) | int(reason.id.hex[-6:], 16)))
    keep(store, twin)
    with pytest.raises(AmbiguousError) as caught:
        store.read(workflow.done, reason.id.hex[-6:], now=MORNING)
    assert set(caught.value.candidates) == {(reason.id, "hello"), (twin.id, "Twin")}


def test_a_decision_that_was_stored_and_stands_in_the_queue_is_one(store, ana, paper):
    decision = follow_up(ana, paper, owner_id=store.owner_id, day=FRIDAY)
    keep(store, decision)
    assert decide(store, workflow.done, decision.id).changed[0].id == paper.id


def test_a_hello_long_gone_can_still_be_put_on_a_day(store, mixer):
    ada = person("Ada")
    met = encounter(ada, mixer, at=NOW - timedelta(days=200))
    keep(store, ada, met)
    assert cards(store) == ()
    decided = decide(store, workflow.later, met.id, day=MONDAY)
    assert decided.changed == (
        FollowUp(
            follow_up_id(ada.id, Reason.HELLO, met.id),
            store.owner_id,
            ada.id,
            Reason.HELLO,
            met.id,
            FollowUpState.SNOOZED,
            MONDAY,
            MORNING,
        ),
    )
    assert due(store, MONDAY) == ["Ada"]
