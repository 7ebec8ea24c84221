"""Making two people one: everything moves, nothing is lost, undo restores every row."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.model.change import Kind, Label
from companion.model.error import (
    CancelledError,
    InvalidValueError,
    NotFoundError,
    NotTwoPeopleError,
    OwnPersonError,
)
from companion.model.followup import FollowUpState, Reason
from companion.model.identity import follow_up_id, new_id, pair_id
from companion.model.need import NeedState
from companion.model.person import ContactKind, Note, Person
from companion.rules.duplicates import EvidenceKind
from companion.rules.search import read_query
from companion.storage import search_index
from companion.storage.queries.person import person_with, whole_person
from companion.storage.queries.search import people_matching
from companion.storage.record import record_from, selected
from companion.workflow import history
from companion.workflow.exchange.watch import Stage, Watch
from companion.workflow.merge import FIELDS, compared, evidence_of, merge, not_same, reconsidered, suggested
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
    need,
    note,
    offer,
    person,
    promise,
    raw_capture,
    removing,
    source_card,
    tag,
)
from tests.builders import not_same as apart

LATER = NOW + timedelta(days=1)


def everything(store):
    """Every record there is."""

    def read(connection):
        return {
            record.id: record
            for kind in Kind
            for record in (record_from(kind, row) for row in connection.execute(selected(kind)))
        }

    return store.read(read)


def keep(store, *records):
    store.apply(adding(*records), at=NOW)


def united(store, kept, gone, **options):
    merged, changes = store.read(merge, kept, gone, now=LATER, **options)
    store.apply(changes, at=LATER)
    return merged


def undo(store):
    store.apply(store.read(history.undo)[1], at=LATER)


def redo(store):
    store.apply(store.read(history.redo)[1], at=LATER)


def found(store, text):
    return {one.id for one in store.read(people_matching, read_query(text))}


@pytest.fixture
def two(store):
    """Ana, kept twice."""
    ana, anna = person("Ana Ruiz"), person("Anna Ruiz")
    keep(store, ana, anna)
    return ana, anna


# What is suggested


def test_pairs_are_suggested_until_they_are_said_to_be_two(store, two):
    ana, anna = two
    keep(store, contact_point(ana, "a@x.org"), contact_point(anna, "A@x.org"), person("Ben"))
    (pair,) = store.read(suggested)
    assert (pair.a.id, pair.b.id) == (ana.id, anna.id)
    assert [one.kind for one in pair.evidence] == [EvidenceKind.SAME_EMAIL, EvidenceKind.SIMILAR_NAME]
    assert store.read(evidence_of, ana.id, anna.id) == pair.evidence
    changes = store.read(not_same, anna, ana)
    assert (changes.label, changes.facts) == (Label.NOT_SAME, {"name": "Anna Ruiz", "text": "Ana Ruiz"})
    store.apply(changes, at=NOW)
    assert store.read(suggested) == []
    undo(store)
    assert store.read(suggested) == [pair]


def test_everybody_is_read_and_compared_in_sight_of_who_looks_on(store, two):
    told = []
    ana, anna = two
    keep(store, contact_point(ana, "a@x.org"), contact_point(anna, "a@x.org"))
    watch = Watch(lambda stage, done, total: told.append((stage, done, total)))
    assert len(store.read(suggested, watch)) == 1
    assert (Stage.READING, 2, 2) in told
    assert [stage for stage, _, _ in told] == sorted((stage for stage, _, _ in told), reverse=True)
    with pytest.raises(CancelledError):
        store.read(suggested, Watch(is_cancelled=lambda: True))


def test_a_pair_is_considered_again_as_it_is_now(store, two):
    ana, anna = two
    point = contact_point(anna, "a@x.org")
    keep(store, contact_point(ana, "a@x.org"), point)
    pairs, (pair,) = [(ana.id, anna.id), (ana.id, new_id())], store.read(suggested)
    assert store.read(reconsidered, pairs) == [pair]
    store.apply(store.read(not_same, ana, anna), at=NOW)
    assert store.read(reconsidered, pairs) == []
    undo(store)
    store.apply(removing(point), at=NOW)
    assert store.read(reconsidered, pairs) == []


def test_that_two_are_two_is_remembered_once(store, two):
    ana, anna = two
    store.apply(store.read(not_same, ana, anna), at=NOW)
    assert not store.read(not_same, ana, anna)
    assert not store.read(not_same, anna, ana)


# Side by side


def test_two_people_are_compared_field_by_field(store):
    ana = person("Ana Ruiz", title="CEO", starred=True)
    anna = person("Ana Ruiz", organisation="Acme", birthday="1985-04-12")
    keep(store, ana, anna, contact_point(anna, "a@x.org"), contact_point(ana, "a@x.org"), tag(anna, "hr"))
    page = store.read(compared, ana.id, anna.id)
    assert [(one.name, one.a, one.b, one.differs, one.chosen) for one in page.fields] == [
        ("name", "Ana Ruiz", "Ana Ruiz", False, ana.id),
        ("title", "CEO", None, True, ana.id),
        ("organisation", None, "Acme", True, anna.id),
        ("birthday", None, "1985-04-12", True, anna.id),
        ("starred", True, False, True, ana.id),
        ("photo", None, None, False, ana.id),
    ]
    assert page.a == store.read(whole_person, ana.id)
    assert [one.name for one in page.b.tags] == ["hr"]
    assert page.evidence == store.read(evidence_of, ana.id, anna.id)
    assert page.evidence[0].value == "a@x.org"


def test_anybody_can_be_compared_with_anybody(store):
    ana, ben = person("Ana"), person("Ben")
    keep(store, ana, ben)
    assert store.read(compared, ana.id, ben.id).evidence == ()
    with pytest.raises(NotFoundError):
        store.read(compared, ana.id, person().id)


# The fields


def test_of_each_field_the_kept_person_s_own_stays_unless_it_is_empty(store):
    ana = person("Ana Ruiz", title="CEO", photo="a" * 64)
    anna = person(
        "Ana Ruiz", title="CTO", organisation="Acme", birthday="--04-12", starred=True, photo="b" * 64
    )
    keep(store, ana, anna)
    merged = united(store, ana, anna)
    assert merged == replace(ana, organisation="Acme", birthday="--04-12", starred=True)
    assert store.read(person_with, ana.id) == merged
    assert anna.id not in everything(store)


def test_the_user_chooses_whose_field_is_kept(store):
    ana = person("Ana Ruiz", title="CEO", organisation="Acme", starred=True, photo="a" * 64)
    anna = person("Anna Ruiz", title="CTO", birthday="--04-12", photo="b" * 64)
    keep(store, ana, anna)
    choices = dict.fromkeys(("name", "title", "organisation", "starred", "photo"), anna.id) | {
        "birthday": ana.id
    }
    assert united(store, ana, anna, choices=choices) == replace(anna, id=ana.id, birthday=None)


def test_every_field_of_a_person_can_be_chosen():
    assert {"id", *FIELDS} == {item.name for item in fields(Person)}


def test_a_merged_person_has_a_name(store):
    nameless, ana = person(""), person("Ana Ruiz")
    keep(store, nameless, ana)
    with pytest.raises(InvalidValueError):
        store.read(merge, nameless, ana, now=LATER, choices={"name": nameless.id})
    assert united(store, nameless, ana).name == "Ana Ruiz"


@pytest.mark.parametrize("choices", [{"tags": 0}, {"name": 1}])
def test_a_choice_that_makes_no_sense_is_refused(store, two, choices):
    ana, anna = two
    wrong = {field: [ana, person()][place].id for field, place in choices.items()}
    with pytest.raises(InvalidValueError):
        store.read(merge, ana, anna, now=LATER, choices=wrong)


def test_nobody_is_merged_with_the_user_nor_with_themselves(store, two):
    ana, _ = two
    me = store.read(person_with, store.owner_id)
    for plan in (lambda c, a, b: merge(c, a, b, now=LATER), not_same):
        for a, b in ((ana, me), (me, ana), (me, me)):
            with pytest.raises(OwnPersonError):
                store.read(plan, a, b)
        with pytest.raises(NotTwoPeopleError):
            store.read(plan, ana, ana)


def test_a_merge_is_said_with_both_names(store, two):
    _, changes = store.read(merge, *two, now=LATER)
    assert (changes.label, changes.facts) == (Label.MERGE, {"name": "Ana Ruiz", "text": "Anna Ruiz"})


# What moves


def test_everything_of_the_other_becomes_the_kept_person_s(store, two):
    ana, anna = two
    owner, ben = store.owner_id, person("Ben Ode")
    mixer = event(owner_id=owner)
    met = encounter(anna, mixer, introduced_by_id=ben.id)
    line = raw_capture(owner_id=owner)
    moving = [
        contact_point(anna, "anna@x.org"),
        tag(anna, "hr"),
        note(anna, owner_id=owner),
        need(anna),
        offer(anna),
        promise(anna, owner_id=owner),
        met,
        mention(anna, line, met),
        source_card(anna, "uid"),
        attendee(mixer, anna),
    ]
    asks, asked = introduction(anna, ben, owner_id=owner), introduction(ben, anna, owner_id=owner)
    met_ben = encounter(ben, mixer, introduced_by_id=anna.id)
    keep(store, ben, mixer, line, *moving, asks, asked, met_ben)
    united(store, ana, anna)
    there = everything(store)
    for record in moving:
        assert there[record.id] == replace(record, person_id=ana.id)
    assert there[asks.id] == replace(asks, a_id=ana.id)
    assert there[asked.id] == replace(asked, b_id=ana.id)
    assert there[met_ben.id] == replace(met_ben, introduced_by_id=ana.id)


def test_what_both_have_is_kept_once(store, two):
    ana, anna = two
    owner = store.owner_id
    values = {"at": NOW + timedelta(hours=1)}
    own = [
        contact_point(ana, "a@x.org"),
        tag(ana, "hr"),
        note(ana, "likes chess", owner_id=owner),
        need(ana, "a venue"),
        offer(ana, "tea"),
    ]
    same = [
        contact_point(anna, "A@X.org", label="work"),
        tag(anna, "hr"),
        note(anna, "likes chess", owner_id=owner, **values),
        need(anna, "a venue"),
        offer(anna, "tea"),
    ]
    other = [
        contact_point(anna, "a@x.org", kind=ContactKind.URL),
        note(anna, "likes go", owner_id=owner),
        need(anna, "a venue", state=NeedState.MET),
    ]
    keep(store, *own, *same, *other)
    united(store, ana, anna)
    there = everything(store)
    assert there[own[0].id] == replace(own[0], label="work")
    assert all(there[record.id] == record for record in own[1:])
    assert not any(record.id in there for record in same)
    assert all(record.id in there for record in other)


def test_a_label_that_is_there_stays(store, two):
    ana, anna = two
    own = contact_point(ana, "a@x.org", label="home")
    keep(store, own, contact_point(anna, "a@x.org", label="work"))
    united(store, ana, anna)
    assert everything(store)[own.id] == own


def test_two_meetings_at_one_event_become_the_earlier_one(store, two):
    ana, anna = two
    owner, ben = store.owner_id, person("Ben")
    mixer = event(owner_id=owner)
    met = encounter(ana, mixer)
    earlier = encounter(anna, mixer, at=NOW - timedelta(hours=1), introduced_by_id=ben.id)
    line, both = raw_capture(owner_id=owner), raw_capture("Ana & Anna", owner_id=owner)
    said = mention(anna, line, earlier)
    own, other = mention(ana, both), mention(anna, both, earlier)
    keep(store, ben, mixer, met, earlier, line, both, said, own, other)
    united(store, ana, anna)
    there = everything(store)
    assert there[met.id] == replace(met, at=earlier.at, introduced_by_id=ben.id)
    assert there[said.id] == replace(said, person_id=ana.id, encounter_id=met.id)
    assert there[own.id] == replace(own, encounter_id=met.id)
    assert not {earlier.id, other.id} & there.keys()


def test_nobody_introduced_themselves(store, two):
    ana, anna = two
    mixer, dinner = event(owner_id=store.owner_id), event(owner_id=store.owner_id)
    met, met_too = (
        encounter(ana, mixer, introduced_by_id=anna.id),
        encounter(anna, mixer, introduced_by_id=ana.id),
    )
    dined = encounter(anna, dinner, introduced_by_id=ana.id)
    asks = introduction(ana, anna, owner_id=store.owner_id)
    keep(store, mixer, dinner, met, met_too, dined, asks)
    united(store, ana, anna)
    there = everything(store)
    assert there[met.id] == replace(met, introduced_by_id=None)
    assert there[dined.id] == replace(dined, person_id=ana.id, introduced_by_id=None)
    assert not {met_too.id, asks.id} & there.keys()


def test_decisions_are_about_the_kept_person_then(store, two):
    ana, anna = two
    owner = store.owner_id
    made, mixer = promise(anna, owner_id=owner), event(owner_id=owner)
    met, met_too = encounter(ana, mixer), encounter(anna, mixer)
    put_off = follow_up(anna, made, owner_id=owner)
    done = follow_up(anna, met_too, owner_id=owner, state=FollowUpState.DONE, day=None)
    keep(store, made, mixer, met, met_too, put_off, done)
    united(store, ana, anna)
    there = everything(store)
    promised, hello = (
        follow_up_id(ana.id, Reason.PROMISE, made.id),
        follow_up_id(ana.id, Reason.HELLO, met.id),
    )
    assert there[promised] == replace(put_off, id=promised, person_id=ana.id)
    assert there[hello] == replace(done, id=hello, person_id=ana.id, source_id=met.id)
    assert not {put_off.id, done.id} & there.keys()


@pytest.mark.parametrize(("own", "other"), [(NOW, LATER), (LATER, NOW)])
def test_of_two_decisions_about_one_reason_the_later_counts(store, two, own, other):
    ana, anna = two
    owner = store.owner_id
    mixer = event(owner_id=owner)
    met, met_too = encounter(ana, mixer), encounter(anna, mixer)
    skipped = follow_up(ana, met, owner_id=owner, state=FollowUpState.SKIPPED, decided_at=own)
    done = follow_up(anna, met_too, owner_id=owner, state=FollowUpState.DONE, decided_at=other)
    keep(store, mixer, met, met_too, skipped, done)
    united(store, ana, anna)
    left = everything(store)[skipped.id]
    assert left.state is (FollowUpState.DONE if other > own else FollowUpState.SKIPPED)
    assert left.source_id == met.id
    assert done.id not in everything(store)


def test_who_is_somebody_else_stays_somebody_else(store, two):
    ana, anna = two
    ben, cleo = person("Ben"), person("Cleo")
    keep(store, ben, cleo, apart(ana, anna), apart(anna, ben), apart(cleo, anna), apart(ana, cleo))
    united(store, ana, anna)
    there = everything(store)
    assert {(one.id, frozenset((one.a_id, one.b_id))) for one in there.values() if hasattr(one, "a_id")} == {
        (pair_id(ana.id, ben.id), frozenset((ana.id, ben.id))),
        (pair_id(ana.id, cleo.id), frozenset((ana.id, cleo.id))),
    }


# What is lost


def test_words_that_nothing_says_any_more_are_kept_in_a_note(store):
    ana = person("Ana Ruiz", organisation="Acme")
    anna = person("Anna Ruiz", title="Head of Sales", organisation="Beta Ltd", birthday="1985-04-12")
    typed = {"kind": ContactKind.PHONE, "typed": "0170 1234567"}
    keep(
        store,
        ana,
        anna,
        contact_point(ana, "+491701234567", kind=ContactKind.PHONE),
        contact_point(anna, "+491701234567", **typed),
        introduction(ana, anna, owner_id=store.owner_id, why="both like solar"),
    )
    united(store, ana, anna)
    (left,) = [one for one in everything(store).values() if isinstance(one, Note)]
    assert left.text == "Anna Ruiz, Beta Ltd, 0170 1234567, both like solar"
    assert (left.person_id, left.owner_id, left.at, left.event_id) == (ana.id, store.owner_id, LATER, None)
    for text in ("anna", "beta", "0170 1234567", "solar", "head sales"):
        assert found(store, text) == {ana.id}


def test_what_the_user_chose_against_is_kept_in_the_note_too(store):
    ana, anna = person("Ana Ruiz", title="CEO"), person("Anna Ruiz", title="CTO")
    keep(store, ana, anna)
    united(store, ana, anna, choices={"name": anna.id, "title": anna.id})
    assert [one.text for one in everything(store).values() if isinstance(one, Note)] == ["Ana Ruiz, CEO"]


def test_nothing_is_noted_of_a_double_that_says_the_same(store):
    ana, again = person("Ana Ruiz", organisation="Acme"), person("ANA RUIZ", organisation="ACME")
    keep(store, ana, again, contact_point(ana), contact_point(again))
    united(store, ana, again)
    assert not [one for one in everything(store).values() if isinstance(one, Note)]


# Taking it back, on any data

TEXTS = st.sampled_from(["a venue", "tea", "solar panels"])
NAMES = st.sampled_from(["Ana Ruiz", "Anna Ruiz", "Ben Ode", "Ána"])


@st.composite
def networks(draw):
    """Four people and everything that may stand between them, as numbers: the first two become one."""
    who, where = st.integers(0, 3), st.integers(0, 1)
    person_values = st.fixed_dictionaries(
        {
            "name": NAMES,
            "title": st.none() | TEXTS,
            "organisation": st.none() | st.sampled_from(["Acme", "Beta Ltd"]),
            "birthday": st.none() | st.sampled_from(["1985-04-12", "--04-12"]),
            "starred": st.booleans(),
        }
    )
    told = st.tuples(st.sampled_from([need, offer]), who, st.none() | where, TEXTS)
    return {
        "people": draw(st.lists(person_values, min_size=4, max_size=4)),
        "met": draw(st.dictionaries(st.tuples(who, where), st.tuples(st.none() | who, st.integers(-3, 3)))),
        "told": draw(st.lists(told, max_size=6)),
        "promised": draw(st.lists(st.tuples(who, TEXTS, st.booleans()), max_size=4)),
        "noted": draw(st.lists(st.tuples(who, TEXTS), max_size=3)),
        "reached": draw(
            st.lists(st.tuples(who, st.sampled_from(["a@x.org", "A@x.org", "b@x.org"])), max_size=5)
        ),
        "tagged": draw(st.sets(st.tuples(who, st.sampled_from(["hr", "go"])), max_size=5)),
        "lines": draw(st.lists(st.tuples(st.lists(who, max_size=3), st.booleans()), max_size=3)),
        "asks": draw(st.lists(st.tuples(who, st.none() | who, TEXTS), max_size=4)),
        "greeted": draw(st.lists(st.tuples(who, where, st.integers(-3, 3)), unique_by=lambda one: one[:2])),
        "apart": draw(st.sets(st.tuples(who, who).filter(lambda pair: pair[0] < pair[1]), max_size=4)),
        "expected": draw(st.lists(st.tuples(where, st.none() | who), max_size=3)),
        "cards": draw(st.lists(who, max_size=2)),
        "choices": draw(st.dictionaries(st.sampled_from(FIELDS), st.integers(0, 1))),
    }


def built(network, owner):
    people = [person(**values) for values in network["people"]]
    events = [event(name, owner_id=owner) for name in ("Mixer", "Dinner")]
    met = {
        place: encounter(
            people[place[0]],
            events[place[1]],
            at=NOW + timedelta(hours=hours),
            introduced_by_id=None if by in {None, place[0]} else people[by].id,
        )
        for place, (by, hours) in network["met"].items()
    }
    yield from (*people, *events, *met.values())
    for kind, who, where, text in network["told"]:
        yield kind(people[who], text, event_id=None if where is None else events[where].id)
    for who, text, is_put_off in network["promised"]:
        yield (made := promise(people[who], text, owner_id=owner))
        yield from [follow_up(people[who], made, owner_id=owner)] if is_put_off else []
    for who, where, hours in network["greeted"]:
        if (who, where) in met:
            at = NOW + timedelta(hours=hours)
            yield follow_up(people[who], met[who, where], owner_id=owner, decided_at=at)
    yield from (note(people[who], text, owner_id=owner) for who, text in network["noted"])
    yield from (contact_point(people[who], value) for who, value in network["reached"])
    yield from (tag(people[who], name) for who, name in network["tagged"])
    for whom, is_there in network["lines"]:
        yield (line := raw_capture(owner_id=owner))
        yield from (mention(people[who], line, met.get((who, 0)) if is_there else None) for who in whom)
    for a, b, why in network["asks"]:
        asks = introduction(people[a], people[a if b is None else b], owner_id=owner, why=why)
        if b != a:
            yield replace(asks, b_id=None if b is None else people[b].id)
    yield from (apart(people[a], people[b]) for a, b in network["apart"])
    for where, who in network["expected"]:
        yield attendee(events[where], *([] if who is None else [people[who]]))
    yield from (source_card(people[who]) for who in network["cards"])


def pointing(records, person_id):
    return [one for one in records if person_id in {getattr(one, item.name) for item in fields(one)}]


def said(connection, person_ids):
    """All words by which people are found."""
    whole = connection.exec_driver_sql("SELECT person_id, text, name FROM search_document").all()
    ids = {some.hex for some in person_ids}
    return {word for owner, text, name in whole if owner in ids for word in f"{text} {name}".split()}


@settings(max_examples=40)
@given(networks())
def test_whatever_is_merged_nothing_is_lost_and_undo_restores_every_row(shared_store, network):
    records = list(built(network, shared_store.owner_id))
    keep(shared_store, *records)
    ana, anna = records[:2]
    choices = {field: (ana, anna)[place].id for field, place in network["choices"].items()}
    before = everything(shared_store)
    told = shared_store.read(said, [ana.id, anna.id])

    merged = united(shared_store, ana, anna, choices=choices)
    after = everything(shared_store)
    assert after[ana.id] == merged
    assert pointing(after.values(), anna.id) == []
    assert told <= shared_store.read(said, [ana.id])
    assert all(ana.id in found(shared_store, word) for word in told)
    sources = [one.source_id for one in after.values() if hasattr(one, "source_id")]
    assert set(sources) <= after.keys()
    untouched = {
        some for some, one in before.items() if not pointing([one], ana.id) and not pointing([one], anna.id)
    }
    assert all(after[some] == before[some] for some in untouched)

    undo(shared_store)
    assert everything(shared_store) == before
    redo(shared_store)
    assert everything(shared_store) == after
    assert shared_store.read(search_index.disagreements) == 0
