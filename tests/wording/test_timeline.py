"""What happened with a person, a sentence each."""

from datetime import timedelta, timezone

from companion.model.followup import FollowUpState
from companion.model.promise import PromiseState
from companion.storage.queries.person import whole_person
from companion.wording.timeline import timeline
from tests.builders import (
    NOW,
    TODAY,
    adding,
    encounter,
    event,
    follow_up,
    introduction,
    need,
    note,
    offer,
    person,
    promise,
)

BERLIN = timezone(timedelta(hours=1))


def told(store, who, *records):
    store.apply(adding(who, *records), at=NOW)
    return timeline(store.read(whole_person, who.id), zone=BERLIN)


def test_every_thing_told_has_a_sentence_with_where_it_was_heard(store):
    owner = store.owner_id
    ana, ben, mixer = person("Ana"), person("Ben"), event(owner_id=owner)
    here = {"event_id": mixer.id}
    items = told(
        store,
        ana,
        ben,
        mixer,
        encounter(ana, mixer),
        need(ana, "a venue", **here),
        need(ana, "tea"),
        offer(ana, "a stage", **here),
        offer(ana, "{text} {event}"),
        note(ana, "tall", owner_id=owner, **here),
        note(ana, "{loud}", owner_id=owner),
        promise(ana, "call", owner_id=owner, **here),
        introduction(ana, ben, owner_id=owner),
        introduction(ben, ana, owner_id=owner),
        introduction(ana, ben, owner_id=owner, b_id=None, b_name="Dora Dorn"),
    )
    assert sorted((item.kind, item.text) for item in items) == [
        ("encounter", "Met at Founders mixer"),
        ("introduction", "Ben wants to meet them"),
        ("introduction", "Wants to meet Ben"),
        ("introduction", "Wants to meet Dora Dorn"),
        ("need", "Needs: a venue (Founders mixer)"),
        ("need", "Needs: tea"),
        ("note", "tall (Founders mixer)"),
        ("note", "{loud}"),
        ("offer", "Offers: a stage (Founders mixer)"),
        ("offer", "Offers: {text} {event}"),
        ("promise", f"You promised: call, due {TODAY}"),
    ]
    assert {item.at.utcoffset() for item in items} == {timedelta(hours=1)}
    assert None not in {item.id for item in items}


def test_the_newest_comes_first(store):
    ana = person("Ana")
    heard = [need(ana, text, heard_at=NOW + timedelta(days=day)) for day, text in enumerate("abc")]
    assert [item.text for item in told(store, ana, *heard)] == ["Needs: c", "Needs: b", "Needs: a"]


def test_a_promise_is_told_when_it_was_made_and_when_it_was_kept(store):
    ana, owner = person("Ana"), store.owner_id
    later = NOW + timedelta(days=1)
    kept = promise(ana, "call", owner_id=owner, state=PromiseState.KEPT, kept_at=later)
    dropped = promise(ana, "write", owner_id=owner, state=PromiseState.LET_GO)
    items = told(store, ana, kept, dropped)
    assert items[0].text == "Promise kept: call"
    assert (items[0].at, items[0].id) == (later, kept.id)
    assert {item.text for item in items[1:]} == {"You promised: call", "You promised: write, let go"}


def test_only_a_hello_that_was_written_is_told(store):
    ana, owner = person("Ana"), store.owner_id
    mixers = [event(str(state), owner_id=owner) for state in FollowUpState]
    met = [encounter(ana, mixer) for mixer in mixers]
    decided = [
        follow_up(ana, one, owner_id=owner, state=state)
        for one, state in zip(met, FollowUpState, strict=True)
    ]
    kept = promise(ana, owner_id=owner)
    decided.append(follow_up(ana, kept, owner_id=owner, state=FollowUpState.DONE))
    items = told(store, ana, *mixers, *met, kept, *decided)
    assert [(item.text, item.at, item.id) for item in items if item.kind == "hello"] == [
        ("You wrote a hello", NOW, None)
    ]
