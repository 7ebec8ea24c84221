"""Events: at most one runs; starting, ending and editing them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from companion.model.change import Label
from companion.model.error import InvalidValueError, NoRunningEventError
from companion.model.event import Event, EventKind
from companion.storage.queries.event import events, running_event
from companion.workflow import event as workflow
from companion.workflow import history
from tests.builders import NOW, adding, event

LATER = NOW + timedelta(hours=2)


def start(store, name="Founders mixer", *, now=NOW, **options):
    started, changes = store.read(workflow.start, name, now=now, time_zone="Europe/Berlin", **options)
    store.apply(changes, at=now)
    return started


def edit(store, some, **values):
    edited, changes = store.read(workflow.edit, some, values)
    store.apply(changes, at=NOW)
    return edited


def test_an_event_starts_now_and_runs(store):
    started = start(store, "  Founders   mixer ", venue=" The  Hub ", goal="a designer")
    assert started == Event(
        started.id,
        store.owner_id,
        "Founders mixer",
        EventKind.MIXER,
        "The Hub",
        "a designer",
        NOW,
        None,
        "Europe/Berlin",
    )
    assert store.read(running_event) == started


@pytest.mark.parametrize("empty", [None, "", "  "])
def test_what_is_not_said_of_an_event_is_not_known(store, empty):
    started = start(store, venue=empty, goal=empty, kind=None)
    assert (started.venue, started.goal) == (None, None)


def test_an_event_may_have_begun_in_the_past(store):
    assert start(store, at=NOW - timedelta(hours=1)).starts_at == NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Founders mixer", EventKind.MIXER),
        ("FAIR of all things", EventKind.FAIR),
        ("Birthday party after the conference", EventKind.CONFERENCE),
        ("Fairness", EventKind.OTHER),
        ("", EventKind.OTHER),
    ],
)
def test_the_kind_is_the_one_that_the_name_says(name, kind):
    assert workflow.kind_in(name) is kind


def test_a_kind_that_is_said_counts_more_than_the_name(store):
    assert start(store, "Founders mixer", kind=" Dinner").kind is EventKind.DINNER


@pytest.mark.parametrize(("name", "kind"), [("", None), (" \t", None), ("Mixer", "rave")])
def test_an_event_needs_a_name_and_a_kind_there_is(store, name, kind):
    with pytest.raises(InvalidValueError) as caught:
        start(store, name, kind=kind)
    assert (kind is None) == (not caught.value.allowed)


def test_starting_one_event_ends_the_other_and_one_undo_brings_both_back(store):
    first = start(store, "Breakfast")
    second = start(store, "Mixer", now=LATER)
    assert [one.event for one in store.read(events)] == [second, replace(first, ends_at=LATER)]
    _, changes = store.read(history.undo)
    store.apply(changes, at=LATER)
    assert [one.event for one in store.read(events)] == [first]
    assert store.read(running_event) == first


def test_an_event_ends_when_it_is_told_but_not_before_it_began(store):
    started = start(store, at=LATER)
    ended, changes = store.read(workflow.end, at=NOW)
    assert ended == replace(started, ends_at=LATER)
    assert (changes.label, changes.facts) == (Label.END_EVENT, {"name": "Founders mixer"})


def test_without_a_running_event_none_can_be_ended(store):
    with pytest.raises(NoRunningEventError):
        store.read(workflow.end, at=NOW)


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("name", "  Another  name", "Another name"),
        ("venue", "The  Hub", "The Hub"),
        ("venue", " ", None),
        ("venue", None, None),
        ("goal", "a designer", "a designer"),
        ("goal", "", None),
        ("kind", "FAIR", EventKind.FAIR),
        ("starts_at", NOW - timedelta(days=1), NOW - timedelta(days=1)),
        ("ends_at", LATER + timedelta(days=1), LATER + timedelta(days=1)),
        ("ends_at", None, None),
    ],
)
def test_every_field_of_an_event_can_be_changed(store, field, value, kept):
    before = event(owner_id=store.owner_id, venue="Somewhere", goal="talk")
    store.apply(adding(before), at=NOW)
    edited = edit(store, before, **{field: value})
    assert edited == replace(before, **{field: kept})
    assert store.read(events)[0].event == edited


def test_an_edit_without_effect_changes_nothing(store):
    before = start(store)
    _, changes = store.read(workflow.edit, before, {"name": "Founders mixer"})
    assert not changes


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", " ", ""),
        ("name", None, ""),
        ("name", NOW, str(NOW)),
        ("kind", "rave", "rave"),
        ("kind", None, ""),
        ("kind", NOW, str(NOW)),
        ("colour", "red", "colour"),
        ("starts_at", None, ""),
        ("starts_at", "yesterday", "yesterday"),
        ("ends_at", "yesterday", "yesterday"),
        ("starts_at", NOW + timedelta(days=1), None),
        ("ends_at", NOW - timedelta(days=1), None),
    ],
)
def test_what_does_not_fit_an_event_is_refused(store, field, value, said):
    before = event(owner_id=store.owner_id)
    store.apply(adding(before), at=NOW)
    with pytest.raises(InvalidValueError) as caught:
        store.read(workflow.edit, before, {field: value})
    assert said is None or caught.value.value == said


def test_an_event_gone_by_runs_on_only_while_no_other_does(store):
    gone = event("Breakfast", owner_id=store.owner_id)
    store.apply(adding(gone), at=NOW)
    running = start(store)
    with pytest.raises(InvalidValueError):
        store.read(workflow.edit, gone, {"ends_at": None})
    assert edit(store, running, goal="meet people").ends_at is None
    edit(store, running, ends_at=LATER)
    assert edit(store, gone, ends_at=None) == store.read(running_event)
