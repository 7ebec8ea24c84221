"""Taking things away: what goes along, what stays untied, and that undo restores every row."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model.change import KINDS, Kind, Label
from companion.model.followup import Reason
from companion.model.identity import Id, follow_up_id
from companion.storage.queries.person import records_of, whole_person
from companion.storage.record import record_from, selected
from companion.workflow import history
from companion.workflow.tidy import DELETABLE, delete, facts_of
from tests.builders import (
    NOW,
    adding,
    attendee,
    contact_point,
    encounter,
    event,
    follow_up,
    introduction,
    mention,
    my_card,
    need,
    not_same,
    note,
    offer,
    person,
    promise,
    raw_capture,
    source_card,
    tag,
)


def everything(store):
    """Every record there is."""

    def read(connection):
        return {
            record.id: record
            for kind in Kind
            for record in (record_from(kind, row) for row in connection.execute(selected(kind)))
        }

    return store.read(read)


def take_away(store, record):
    changes = store.read(delete, record)
    store.apply(changes, at=NOW)
    return changes


def undo(store):
    _, changes = store.read(history.undo)
    store.apply(changes, at=NOW)


@pytest.fixture
def evening(store):
    """Ana and Ben, met at a mixer, with one record of every kind about Ana, and one line about both."""
    owner = store.owner_id
    ana, ben = person("Ana Ruiz"), person("Ben Ode")
    mixer = event(owner_id=owner)
    met, met_ben = encounter(ana, mixer), encounter(ben, mixer, introduced_by_id=ana.id)
    alone, both = raw_capture(owner_id=owner, event_id=mixer.id), raw_capture("Ana & Ben", owner_id=owner)
    made = promise(ana, owner_id=owner, event_id=mixer.id)
    records = {
        "ana": ana,
        "ben": ben,
        "mixer": mixer,
        "met": met,
        "met_ben": met_ben,
        "alone": alone,
        "both": both,
        "mentioned": mention(ana, alone, met),
        "again": mention(ana, both, met),
        "ben_too": mention(ben, both, met_ben),
        "point": contact_point(ana),
        "label": tag(ana),
        "words": note(ana, owner_id=owner, event_id=mixer.id),
        "wanted": need(ana, event_id=mixer.id),
        "given": offer(ana, event_id=mixer.id),
        "made": made,
        "snoozed": follow_up(ana, made, owner_id=owner),
        "hello": follow_up(ana, met, owner_id=owner),
        "asks": introduction(ana, ben, owner_id=owner, event_id=mixer.id),
        "asked": introduction(ben, ana, owner_id=owner),
        "card": source_card(ana, "ana@example.org", photo="0" * 64),
        "group": source_card(None, "group"),
        "apart": not_same(ben, ana),
        "expected": attendee(mixer, ana),
        "unknown": attendee(mixer),
        "mine": my_card("title", owner_id=owner, event_id=mixer.id),
    }
    store.apply(adding(*records.values()), at=NOW)
    return records


def left(store, evening):
    """The names of what is still there, as it was or untied."""
    there = everything(store)
    return {name for name, record in evening.items() if record.id in there}


def test_with_a_person_goes_all_that_is_only_about_them(store, evening):
    changes = take_away(store, evening["ana"])
    stays = {"ben", "mixer", "met_ben", "both", "ben_too", "asked", "group", "expected", "unknown", "mine"}
    assert left(store, evening) == stays
    there = everything(store)
    assert there[evening["expected"].id] == replace(evening["expected"], person_id=None)
    assert there[evening["expected"].id].name == "Ana Ruiz"
    asked, met_ben = there[evening["asked"].id], there[evening["met_ben"].id]
    assert (asked.b_id, asked.b_name) == (None, "Ana Ruiz")
    assert met_ben.introduced_by_id is None
    assert (changes.label, changes.facts) == (Label.DELETE_PERSON, {"kind": "person", "name": "Ana Ruiz"})


def test_a_line_about_two_goes_with_the_second(store, evening):
    take_away(store, evening["ana"])
    take_away(store, evening["ben"])
    assert left(store, evening) == {"mixer", "group", "expected", "unknown", "mine"}
    undo(store)
    undo(store)
    assert everything(store).keys() >= {record.id for record in evening.values()}


def test_with_an_event_go_its_encounters_and_what_was_heard_there_stays(store, evening):
    changes = take_away(store, evening["mixer"])
    gone = {"mixer", "met", "met_ben", "hello", "expected", "unknown"}
    assert left(store, evening) == evening.keys() - gone
    there = everything(store)
    for name in ("alone", "words", "wanted", "given", "made", "asks", "mine"):
        assert there[evening[name].id] == replace(evening[name], event_id=None)
    for name in ("mentioned", "again", "ben_too"):
        assert there[evening[name].id].encounter_id is None
    assert (changes.label, changes.facts["name"]) == (Label.DELETE_EVENT, "Founders mixer")


@pytest.mark.parametrize(
    ("name", "gone", "said"),
    [
        ("wanted", set(), "a graphic designer"),
        ("given", set(), "knows investors"),
        ("made", {"snoozed"}, "send the posting"),
        ("words", set(), "likes chess"),
        ("label", set(), "berlin"),
        ("point", set(), "ada@example.org"),
        ("asks", set(), "Ben Ode"),
        ("met", {"hello"}, "Founders mixer"),
        ("expected", set(), "Ana Ruiz"),
    ],
)
def test_a_record_goes_alone_but_for_the_decisions_about_it(store, evening, name, gone, said):
    record = evening[name]
    assert KINDS[type(record)] in DELETABLE
    changes = take_away(store, record)
    assert left(store, evening) == evening.keys() - gone - {name}
    kind = KINDS[type(record)].value
    facts = {"kind": kind, "name": "Ana Ruiz", "text": said}
    assert (changes.label, changes.facts) == (Label.DELETE, facts)


def test_what_is_said_of_the_other_records(store, evening):
    names = ("alone", "mentioned", "hello", "asked", "card", "group", "apart", "unknown", "mine")
    said = {name: store.read(facts_of, evening[name]) for name in names}
    assert said == {
        "alone": {"kind": "raw_capture", "name": "", "text": evening["alone"].line},
        "mentioned": {"kind": "mention", "name": "Ana Ruiz", "text": ""},
        "hello": {"kind": "follow_up", "name": "Ana Ruiz", "text": ""},
        "asked": {"kind": "introduction", "name": "Ben Ode", "text": "Ana Ruiz"},
        "card": {"kind": "source_card", "name": "Ana Ruiz", "text": ""},
        "group": {"kind": "source_card", "name": "", "text": ""},
        "apart": {"kind": "not_same", "name": "Ben Ode", "text": ""},
        "unknown": {"kind": "attendee", "name": "", "text": "Ada Byron"},
        "mine": {"kind": "my_card", "name": "", "text": "Work"},
    }


@pytest.mark.parametrize(
    "name", ["ana", "ben", "mixer", "met", "made", "wanted", "asks", "label", "point", "expected", "mine"]
)
def test_undo_brings_back_every_row_and_redo_takes_it_away_again(store, evening, name):
    before = everything(store)
    take_away(store, evening[name])
    after = everything(store)
    assert len(after) < len(before)
    undo(store)
    assert everything(store) == before
    _, changes = store.read(history.redo)
    store.apply(changes, at=NOW)
    assert everything(store) == after


def test_a_person_who_is_brought_back_is_found_with_all_that_was_known(store, evening):
    before = store.read(whole_person, evening["ana"].id)
    take_away(store, evening["ana"])
    undo(store)
    assert store.read(whole_person, evening["ana"].id) == before


@st.composite
def networks(draw):
    """People, events and records between them, as indexes: every link may point anywhere."""
    people, gatherings = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    who, where = st.integers(0, people - 1), st.integers(0, gatherings - 1)
    maybe_where = st.none() | where
    return {
        "people": people,
        "events": gatherings,
        "met": draw(st.lists(st.tuples(who, where), unique=True, max_size=6)),
        "told": draw(
            st.lists(st.tuples(st.sampled_from(["need", "offer", "promise", "note"]), who, maybe_where))
        ),
        "lines": draw(st.lists(st.lists(who, unique=True, max_size=3), max_size=4)),
        "asks": draw(st.lists(st.tuples(who, st.none() | who, maybe_where), max_size=4)),
        "expected": draw(st.lists(st.tuples(where, st.none() | who), max_size=4)),
        "cards": draw(st.lists(st.none() | who, max_size=3)),
        "apart": draw(st.lists(st.tuples(who, who), unique_by=frozenset, max_size=3)),
        "victim": draw(who),
        "event": draw(where),
        "removes_person": draw(st.booleans()),
    }


def built(network, owner_id):
    people = [person(f"P{number}") for number in range(network["people"])]
    events = [event(f"E{number}", owner_id=owner_id) for number in range(network["events"])]
    places = {None: None} | {number: one.id for number, one in enumerate(events)}
    met = [encounter(people[who], events[where]) for who, where in network["met"]]
    told = []
    for kind, who, where in network["told"]:
        values = {"event_id": places[where]}
        if kind in {"need", "offer"}:
            told.append((need if kind == "need" else offer)(people[who], **values))
        else:
            told.append((promise if kind == "promise" else note)(people[who], owner_id=owner_id, **values))
    lines = []
    for whom in network["lines"]:
        line = raw_capture(owner_id=owner_id)
        lines += [line, *(mention(people[who], line) for who in whom)]
    asks = [
        replace(
            introduction(people[a], people[b or 0], owner_id=owner_id),
            b_id=None if b is None else people[b].id,
            event_id=places[where],
        )
        for a, b, where in network["asks"]
    ]
    hellos = [
        follow_up(person_met, one, owner_id=owner_id)
        for one in met
        for person_met in people
        if person_met.id == one.person_id
    ]
    known = {None: None} | dict(enumerate(people))
    outside = [
        *(attendee(events[where], known[who]) for where, who in network["expected"]),
        *(source_card(known[who]) for who in network["cards"]),
        *(not_same(people[a], people[b]) for a, b in network["apart"]),
    ]
    victim = people[network["victim"]] if network["removes_person"] else events[network["event"]]
    return [*people, *events, *met, *told, *lines, *asks, *hellos, *outside], victim


@given(networks())
def test_whatever_is_taken_away_comes_back_whole(shared_store, network):
    records, victim = built(network, shared_store.owner_id)
    shared_store.apply(adding(*records), at=NOW)
    before = everything(shared_store)
    take_away(shared_store, victim)
    assert victim.id not in everything(shared_store)
    undo(shared_store)
    assert everything(shared_store) == before


def test_the_decision_about_a_hello_is_known_by_person_and_encounter(store, evening):
    ana, met = evening["ana"], evening["met"]
    assert isinstance(met.id, Id)
    found = store.read(records_of, Kind.FOLLOW_UP, "source_id", [met.id])
    assert [one.id for one in found] == [follow_up_id(ana.id, Reason.HELLO, met.id)]
