"""What one line becomes: whom it is about, and every record in it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model.capture import RawCapture
from companion.model.change import Kind, Label
from companion.model.event import Encounter
from companion.model.giving import Introduction, IntroductionState
from companion.model.need import Need, NeedState, Offer
from companion.model.person import ContactKind, ContactPoint, Note, Tag
from companion.model.promise import Promise, PromiseState
from companion.rules.capture import READER_VERSION
from companion.storage.queries.person import people_page, records_of, whole_person
from companion.workflow import capture
from tests.builders import NOW, adding, changing, contact_point, encounter, event, person, tag

FOUNDERS = (
    "Ana Ruiz, Head of Talent @Acme Corp ana@acme.com ?finance candidates !send retention white paper fri #hr"
)


def keep(store, *records):
    store.apply(adding(*records), at=NOW)


def running(store, name="Founders mixer", **values):
    made = event(name, owner_id=store.owner_id, ends_at=None, **values)
    keep(store, made)
    return made


def planned(store, line, *, now=NOW, **options):
    return store.read(capture.note, line, now=now, region="DE", **options)


def note(store, line, *, now=NOW, **options):
    noted = planned(store, line, now=now, **options)
    store.apply(noted.change_set, at=now)
    return noted


def whole(store, who):
    return store.read(whole_person, who.id)


def all_of(store, kind, who):
    return store.read(records_of, kind, "person_id", [who.id])


# One line


def test_a_line_becomes_a_person_with_all_that_is_in_it(store):
    mixer = running(store)
    noted = note(store, FOUNDERS)
    (ana,) = noted.people
    known = whole(store, ana)
    assert (ana.name, ana.title, ana.organisation) == ("Ana Ruiz", "Head of Talent", "Acme Corp")
    assert [point.value for point in known.contact_points] == ["ana@acme.com"]
    assert [some.name for some in known.tags] == ["hr"]
    (wanted,) = known.needs
    assert wanted == Need(wanted.id, ana.id, mixer.id, "finance candidates", NeedState.OPEN, NOW)
    (made,) = known.promises
    text, due, state = "send retention white paper", date(2026, 3, 13), PromiseState.OPEN
    assert made == Promise(made.id, store.owner_id, ana.id, mixer.id, text, due, state, NOW)
    (meeting,) = known.meetings
    assert meeting.encounter == Encounter(meeting.encounter.id, ana.id, mixer.id, NOW)
    (raw,) = known.captures
    assert raw == RawCapture(raw.id, store.owner_id, mixer.id, NOW, FOUNDERS, (), READER_VERSION)
    assert (noted.event, noted.attached, noted.note) == (mixer, (), "")
    assert noted.encounters == (meeting.encounter,)
    assert (noted.of(Need), noted.of(Promise)) == ((wanted,), (made,))
    assert (noted.change_set.label, noted.change_set.facts) == (Label.CAPTURE, {"name": "Ana Ruiz"})


def test_offers_notes_and_the_star_are_kept_with_where_they_were_heard(store):
    mixer = running(store)
    (tom,) = note(store, "Tom Berg @Nordwind, runs the meetup +knows port logistics *").people
    assert tom.starred
    (offered,), (words,) = all_of(store, Kind.OFFER, tom), all_of(store, Kind.NOTE, tom)
    assert offered == Offer(offered.id, tom.id, mixer.id, "knows port logistics", NOW)
    assert words == Note(words.id, store.owner_id, tom.id, mixer.id, "runs the meetup", NOW)


def test_outside_an_event_nobody_is_met(store):
    noted = note(store, "Nina Roth @lumen ?quieter venue >Tom !call mon, hello")
    (nina,) = noted.people
    known = whole(store, nina)
    assert (noted.event, noted.encounters, known.meetings) == (None, (), ())
    told = (*known.needs, *known.promises, *known.introductions, *known.notes, *known.captures)
    assert {record.event_id for record in told} == {None}


@pytest.mark.parametrize("line", ["", "  \t ", "\n", "\u3000\xa0"])
def test_an_empty_line_does_nothing(store, line):
    running(store)
    noted = planned(store, line)
    assert not noted.change_set
    assert (noted.people, noted.records, noted.event) == ((), (), None)


def test_a_long_line_is_named_by_its_start(store):
    noted = note(store, "x" * 5000)
    assert noted.change_set.facts == {"name": "x" * 80}
    assert noted.people[0].name == "x" * 5000


@given(st.text(max_size=60))
def test_every_line_is_kept_as_it_was_typed_and_read_the_same_for_a_new_person(shared_store, line):
    noted = note(shared_store, line, attach=False)
    assert bool(noted.change_set) == bool(line.strip())
    raws = noted.of(RawCapture)
    assert [raw.line for raw in raws] == [line] * bool(line.strip())
    assert len({person.id for person in noted.people}) == len(noted.people)


def test_a_span_taken_back_is_kept_beside_the_line_and_read_as_text(store):
    line = "Ana ?finance"
    noted = note(store, line, off=((4, len(line)),))
    assert (noted.people[0].name, noted.of(Need)) == (line, ())
    assert noted.of(RawCapture)[0].off == ((4, len(line)),)


# Whom it is about: somebody known


@pytest.mark.parametrize(
    "line",
    [
        "Ana Ruiz ana@acme.com",
        "Somebody Else ANA@ACME.COM",
        "ana ruiz @acme corp",
        "Ána Ruíz",
        "Ana Ruiz",
        "Ana +49 170 1234567",
    ],
)
def test_a_line_belongs_to_whom_it_fits(store, line):
    ana = person("Ana Ruiz", organisation="Acme Corp")
    phone = contact_point(ana, "+491701234567", kind=ContactKind.PHONE)
    keep(store, ana, contact_point(ana, "ana@acme.com"), phone)
    noted = note(store, line)
    assert (noted.attached, [some.id for some in noted.people]) == ((ana.id,), [ana.id])
    assert len(all_of(store, Kind.CONTACT_POINT, ana)) == 2


@pytest.mark.parametrize("line", ["Ana Ruiz @Beta", "Ana", "Ana Ruiz-Berg", "Ana Ruiz ana@beta.com @Beta"])
def test_a_line_that_may_mean_another_makes_somebody_new(store, line):
    ana = person("Ana Ruiz", organisation="Acme")
    keep(store, ana, contact_point(ana, "ana@acme.com"))
    noted = note(store, line)
    assert noted.attached == ()
    assert noted.people[0].id != ana.id


def test_a_line_is_about_somebody_new_when_the_user_says_so(store):
    ana = person("Ana Ruiz")
    keep(store, ana, contact_point(ana, "ana@acme.com"))
    noted = note(store, "Ana Ruiz ana@acme.com", attach=False)
    assert noted.attached == ()
    assert noted.people[0].id != ana.id


@pytest.mark.parametrize("attach", [True, False])
def test_a_name_means_whom_the_user_says_whatever_they_are_called(store, attach):
    john, other = person("John Smith", organisation="Acme"), person("Jon Smith")
    keep(store, john, other)
    noted = note(store, "Jon Smith @Acme jon@acme.com ?a venue", attach=attach, meant={"Jon Smith": john.id})
    known = whole(store, john)
    assert (noted.attached, known.person.name) == ((john.id,), "John Smith")
    assert [point.value for point in known.contact_points] == ["jon@acme.com"]
    assert [some.text for some in known.needs] == ["a venue"]


def test_only_the_names_that_the_user_spoke_of_are_meant(store):
    john, ben = person("John Smith"), person("Ben Ode")
    keep(store, john, ben)
    noted = note(store, "Jon Smith & Ben Ode ?a venue", meant={"Jon Smith": john.id, "Cleo": ben.id})
    assert noted.attached == (john.id, ben.id)
    noted = note(store, "Jon Smith & Ben Ode ?a stage", meant={"Jon Smith": john.id}, attach=False)
    assert noted.attached == (john.id,)


def test_somebody_who_is_gone_is_meant_no_more(store):
    john = person("John Smith")
    noted = note(store, "Jon Smith ?a venue", meant={"Jon Smith": john.id})
    assert (noted.attached, noted.people[0].name) == ((), "Jon Smith")


def test_a_first_name_alone_means_the_one_person_met_here_who_has_it(store):
    mixer = running(store)
    ana, elsewhere = person("Ana Ruiz"), person("Ben Ode")
    keep(store, ana, elsewhere, encounter(ana, mixer))
    assert note(store, "ana ?a venue").attached == (ana.id,)
    assert note(store, "Ben ?a venue").attached == ()
    assert note(store, "Ana @Beta").attached == (ana.id,)
    assert note(store, "Ana @Gamma").attached == ()
    assert note(store, "Ana").attached == ()


def test_of_equal_names_the_equal_address_decides(store):
    one, two = person("Ana Ruiz"), person("Ana Ruiz")
    other = person("Info Desk")
    points = [contact_point(some, "ana@acme.com") for some in (other, two)]
    keep(store, one, two, other, *points)
    assert note(store, "Ana Ruiz ana@acme.com").attached == (two.id,)
    assert note(store, "Cleo ana@acme.com").attached[0] in {other.id, two.id}


def test_of_equal_names_those_met_here_come_first_then_the_company_then_the_newest(store):
    here, colleague, newest = person("Ana Ruiz"), person("Ana Ruiz", organisation="Acme"), person("Ana Ruiz")
    keep(store, here, colleague, newest)
    assert planned(store, "Ana Ruiz ?x").attached == (newest.id,)
    assert planned(store, "Ana Ruiz @acme ?x").attached == (colleague.id,)
    mixer = running(store)
    keep(store, encounter(here, mixer))
    assert planned(store, "Ana Ruiz @acme ?x").attached == (here.id,)


def test_the_newest_word_on_title_and_company_counts_and_nothing_is_unsaid(store):
    ana = person("Ana Ruiz", title="Recruiter", starred=True)
    keep(store, ana)
    changed = replace(ana, title="Head of Talent", organisation="Acme")
    assert note(store, "Ana Ruiz, Head of Talent @Acme").people == (changed,)
    assert note(store, "Ana Ruiz ?x").people == (changed,)
    assert whole(store, ana).person == changed


def test_what_is_known_already_is_not_added_again(store):
    running(store)
    line = "Ana Ruiz ana@acme.com https://www.acme.com +49 170 1234567 #hr"
    (ana,) = note(store, line).people
    again = note(store, "Ana Ruiz ANA@acme.com acme.com/ 0170 1234567 #HR #berlin")
    assert [record.name for record in again.of(Tag)] == ["berlin"]
    assert (again.of(ContactPoint), again.of(Encounter)) == ((), ())
    assert len(again.encounters) == 1
    assert len(whole(store, ana).meetings) == 1


def test_an_address_written_twice_in_a_line_is_one(store):
    noted = note(store, "Ana Ruiz http://acme.com/x https://www.acme.com/x/ ana@acme.com ANA@ACME.COM")
    assert [point.kind for point in noted.of(ContactPoint)] == [ContactKind.URL, ContactKind.EMAIL]


# Several people


def test_a_group_shares_the_line_and_the_first_has_the_contact_points(store):
    running(store)
    noted = note(store, "Ana & Ben @Lumen ana@lumen.io ?speaker for May !send dates #berlin, nice")
    ana, ben = noted.people
    assert (ana.name, ben.name) == ("Ana", "Ben")
    for some in (ana, ben):
        known = whole(store, some)
        assert some.organisation == "Lumen"
        assert [one.text for one in (*known.needs, *known.promises, *known.notes)] == [
            "speaker for May",
            "send dates",
            "nice",
        ]
        assert [one.name for one in known.tags] == ["berlin"]
        assert len(known.meetings) == len(known.captures) == 1
    assert len(whole(store, ana).contact_points) == 1
    assert whole(store, ben).contact_points == ()
    assert whole(store, ana).captures == whole(store, ben).captures
    assert noted.change_set.facts == {"name": "Ana, Ben"}


def test_an_address_of_a_group_tells_who_the_first_is_only(store):
    ana = person("Ana Ruiz")
    keep(store, ana, contact_point(ana, "ana@acme.com"))
    noted = note(store, "Ana & Ben ana@acme.com")
    assert noted.attached == (ana.id,)
    assert [some.name for some in noted.people] == ["Ana Ruiz", "Ben"]


def test_one_person_named_twice_in_a_line_is_told_once(store):
    mixer = running(store)
    ana = person("Ana Ruiz")
    keep(store, ana, encounter(ana, mixer))
    noted = note(store, "Ana & Ana Ruiz ?a venue #hr")
    assert noted.attached == (ana.id,)
    assert len(noted.of(Need)) == len(noted.of(Tag)) == len(noted.encounters) == 1


# A line without a name, or to somebody


def test_a_line_without_a_name_belongs_to_the_last_person(store):
    running(store)
    (ana,) = note(store, "Ana Ruiz ?a venue").people
    noted = note(store, "?a caterer #food ana@acme.com, sits in Kiel")
    assert noted.attached == (ana.id,)
    known = whole(store, ana)
    assert [some.text for some in known.needs] == ["a venue", "a caterer"]
    assert (known.tags[0].name, known.contact_points[0].value) == ("food", "ana@acme.com")
    assert noted.note == known.notes[0].text == "sits in Kiel"
    assert len(known.captures) == 2


def test_after_a_group_a_line_belongs_to_all_of_it(store):
    note(store, "Ana & Ben")
    noted = note(store, "ana@lumen.io ?speaker for May")
    assert [some.name for some in noted.people] == ["Ana", "Ben"]
    assert len(noted.of(Need)) == 2
    assert [point.person_id for point in noted.of(ContactPoint)] == [noted.people[0].id]


def test_the_last_person_is_looked_for_in_the_running_event_first(store):
    running(store)
    note(store, "Ana")
    elsewhere = event("Breakfast", owner_id=store.owner_id)
    keep(store, elsewhere)
    note(store, "Ben", event=elsewhere)
    assert [some.name for some in note(store, "?x").people] == ["Ana"]
    assert [some.name for some in note(store, "?y", event=elsewhere).people] == ["Ben"]


def test_before_the_first_line_of_an_event_the_last_person_is_the_newest_at_all(store):
    note(store, "Ana")
    mixer = running(store)
    noted = note(store, "?x")
    assert [some.name for some in noted.people] == ["Ana"]
    assert [met.event_id for met in noted.encounters] == [mixer.id]


def test_a_line_that_belongs_to_nobody_is_kept_all_the_same(store):
    noted = note(store, "?a  venue")
    assert noted.people == noted.of(Need) == ()
    assert [record.line for record in noted.records] == ["?a  venue"]
    assert noted.change_set.facts == {"text": "?a venue"}
    (ana,) = note(store, "Ana").people
    assert note(store, "?x").people == (ana,)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("?a venue", ""),
        ("Ana Ruiz ?a venue", ""),
        ("ana ruiz, twice ?a venue", "twice"),
        ("loves tea ?a venue", "loves tea"),
        ("Ben & Cleo, both ?a venue", "Ben & Cleo; both"),
    ],
)
def test_a_line_to_somebody_is_about_them_and_its_name_is_a_word_like_others(store, line, words):
    ana = person("Ana Ruiz")
    keep(store, ana, person("Ben"))
    noted = note(store, line, to=ana)
    assert (noted.people, noted.attached, noted.note) == ((ana,), (ana.id,), words)
    assert [some.text for some in all_of(store, Kind.NOTE, ana)] == [words] * bool(words)
    assert [some.text for some in all_of(store, Kind.NEED, ana)] == ["a venue"]
    assert len(store.read(people_page, after=None, limit=None)) == 2


def test_a_line_to_the_last_ones_is_about_all_of_them_whatever_names_it_holds(store):
    ana, ben = note(store, "Ana & Ben").people
    noted = note(store, "Cleo ?a venue", to_last=True)
    assert (noted.people, noted.note) == ((ana, ben), "Cleo")


def test_a_line_to_the_last_ones_is_like_any_other_when_there_are_none(store):
    noted = note(store, "Cleo ?a venue", to_last=True)
    assert [person.name for person in noted.people] == ["Cleo"]


# When and where


def test_a_line_about_an_event_gone_by_is_placed_in_it_and_keeps_its_own_clock(store):
    gone = event("Breakfast", owner_id=store.owner_id)
    keep(store, gone)
    late = gone.ends_at + timedelta(days=2)
    noted = note(store, "Ana, z ?x +y !call mon >Ben", event=gone, now=late)
    (met,) = noted.encounters
    assert met.at == gone.ends_at
    assert noted.of(RawCapture)[0].at == late
    placed = (*noted.of(Need), *noted.of(Offer))
    assert {one.heard_at for one in placed} == {gone.ends_at}
    assert {noted.of(Promise)[0].made_at, noted.of(Note)[0].at} == {gone.ends_at}
    assert noted.of(Introduction)[0].created_at == gone.ends_at
    # Days are read by the clock on the wall.
    assert noted.of(Promise)[0].due == date(2026, 3, 16)


def test_a_line_written_before_the_event_began_is_placed_at_its_start(store):
    later = running(store, starts_at=NOW + timedelta(hours=1))
    assert note(store, "Ana").encounters[0].at == later.starts_at


def test_a_named_event_goes_before_the_running_one(store):
    running(store)
    gone = event("Breakfast", owner_id=store.owner_id)
    keep(store, gone)
    noted = note(store, "Ana", event=gone)
    assert (noted.event, noted.encounters[0].event_id) == (gone, gone.id)


# Introductions


def test_an_introduction_is_to_the_person_of_that_name_at_this_event_first(store):
    mixer = running(store)
    here, there = person("Ben Ode"), person("Ben Ode")
    keep(store, here, there, encounter(here, mixer))
    noted = note(store, "Ana >Ben Ode")
    (one,) = noted.of(Introduction)
    ana = noted.people[0]
    idea = IntroductionState.IDEA
    assert one == Introduction(one.id, store.owner_id, ana.id, here.id, "Ben Ode", mixer.id, None, idea, NOW)
    assert noted.targets == (here,)
    assert note(store, "Cleo >ben").of(Introduction)[0].b_id == here.id


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Ana >Ben Ode", True),
        ("Ana >ben ode", True),
        ("Ana >Ben", False),
        ("Ana >Twin", False),
        ("Ana >nobody we know", False),
    ],
)
def test_an_introduction_names_the_one_person_known_or_keeps_the_name(store, line, found):
    ben, one, two = person("Ben Ode"), person("Twin"), person("Twin")
    keep(store, ben, one, two)
    noted = note(store, line)
    (made,) = noted.of(Introduction)
    assert made.b_id == (ben.id if found else None)
    assert made.b_name == line.partition(">")[2]
    assert noted.targets == ((ben,) if found else ())


def test_two_people_of_that_name_at_the_event_leave_the_introduction_open(store):
    mixer = running(store)
    one, two, elsewhere = person("Ben Ode"), person("Ben Kim"), person("Ben")
    keep(store, one, two, elsewhere, encounter(one, mixer), encounter(two, mixer))
    assert note(store, "Ana >Ben").of(Introduction)[0].b_id is None


def test_nobody_is_introduced_to_themselves(store):
    ana = person("Ana Ruiz")
    keep(store, ana)
    noted = note(store, "Ana Ruiz >Ana Ruiz")
    assert [(one.b_id, one.b_name) for one in noted.of(Introduction)] == [(None, "Ana Ruiz")]


def test_the_user_is_nobody_a_line_can_mean(store):
    me = store.read(records_of, Kind.PERSON, "id", [store.owner_id])[0]
    mine = contact_point(me, "me@example.org")
    named = replace(me, name="Mia Meyer")
    keep(store, mine)
    store.apply(changing((me, named)), at=NOW)
    noted = note(store, "Mia Meyer me@example.org >Mia Meyer")
    assert noted.attached == ()
    assert noted.of(Introduction)[0].b_id != store.owner_id


def test_a_tag_known_in_other_case_stays_one(store):
    ana = person("Ana Ruiz")
    keep(store, ana, tag(ana, "hr"))
    assert note(store, "Ana Ruiz #HR").of(Tag) == ()
