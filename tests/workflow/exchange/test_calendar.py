"""Events of calendar files, and whom an event expects."""

from dataclasses import replace

import pytest

from companion.model.change import Kind, Label
from companion.storage.queries.event import events
from companion.storage.queries.person import records_of
from companion.workflow.exchange.calendar import plan_events
from companion.workflow.exchange.reading import Gathering
from companion.workflow.exchange.watch import UNWATCHED
from tests.builders import NOW, adding, attendee, changing, contact_point, event, person
from tests.workflow.exchange.conftest import fates

MIXER = (
    "BEGIN:VEVENT\r\nUID:m1\r\nDTSTAMP:20260301T000000Z\r\nDTSTART:20260320T170000Z\r\nDTEND:20260320T200000Z\r\n"
    "SUMMARY:Spring mixer\r\nLOCATION:Hub\r\nDESCRIPTION:Meet three founders\r\n{more}END:VEVENT\r\n"
)


def calendar(*blocks):
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\n" + "".join(blocks) + "END:VCALENDAR\r\n"


def mixer(**values):
    text = MIXER.format(more=values.pop("more", ""))
    for old, new in values.items():
        text = text.replace(old, new)
    return text


@pytest.fixture
def listed(store):
    """Those whom the one event expects."""

    def made():
        (one,) = store.read(events)
        return store.read(records_of, Kind.ATTENDEE, "event_id", [one.event.id])

    return made


def test_an_event_of_a_calendar_is_one_of_ours(imported, store):
    plan = imported(calendar(mixer()), "dates.ics")
    assert (plan.change_set.label, plan.change_set.facts) == (Label.IMPORT_EVENTS, {"events": "1"})
    (one,) = store.read(events)
    assert (one.event.name, one.event.venue, one.event.goal, one.event.kind.value) == (
        "Spring mixer",
        "Hub",
        "Meet three founders",
        "mixer",
    )


def test_an_event_that_was_moved_is_brought_up_to_date(imported, store):
    imported(calendar(mixer()), "dates.ics")
    plan = imported(calendar(mixer(Hub="Harbour")), "dates.ics")
    assert fates(plan) == ["update"]
    assert [(one.field, one.before, one.after) for one in plan.rows[0].changes] == [
        ("venue", "Hub", "Harbour")
    ]
    assert [one.event.venue for one in store.read(events)] == ["Harbour"]
    assert fates(imported(calendar(mixer(Hub="Harbour")), "dates.ics")) == ["unchanged"]


def test_an_event_without_a_uid_is_known_by_name_and_time(imported, store):
    text = calendar(mixer().replace("UID:m1\r\n", ""))
    assert fates(imported(text, "dates.ics")) == ["new"]
    assert fates(imported(text, "dates.ics")) == ["unchanged"]


def test_the_people_invited_are_expected_and_tied_to_whom_one_knows(imported, store, listed):
    ada = person("Ada Byron")
    store.apply(adding(ada, contact_point(ada, "ada@x.example")), at=NOW)
    more = "ATTENDEE;CN=A. Byron:mailto:ADA@x.example\r\nATTENDEE:mailto:new@x.example\r\n"
    assert fates(imported(calendar(mixer(more=more)), "dates.ics")) == ["new"]
    assert sorted((one.name, one.person_id == ada.id) for one in listed()) == [
        ("A. Byron", True),
        ("new@x.example", False),
    ]
    more += "ATTENDEE;CN=Ben Bay:mailto:ben@x.example\r\n"
    assert fates(imported(calendar(mixer(more=more)), "dates.ics")) == ["update"]
    assert len(listed()) == 3


def test_one_invited_twice_or_the_same_event_twice_counts_once(imported, store, listed):
    more = "ATTENDEE;CN=Ben Bay:mailto:ben@x.example\r\nATTENDEE;CN=Ben:mailto:ben@x.example\r\n"
    plan = imported(calendar(mixer(more=more), mixer(more=more)), "dates.ics")
    assert fates(plan) in (["new", "unchanged"], ["new"])
    assert len(listed()) == 1


def test_the_same_event_from_two_files_is_planned_once(store, imported, planned):
    from companion.formats.ics import read_calendar

    (read,), _ = read_calendar(calendar(mixer()).encode())
    gatherings = [Gathering("a.ics", read), Gathering("b.ics", replace(read, venue="Harbour"))]
    changes, rows = store.read(plan_events, gatherings, watch=UNWATCHED)
    assert [row.fate.value for row in rows] == ["new", "update"]
    assert len(changes) == 2


# Lists of attendees


@pytest.fixture
def fair(store):
    made = event("Fair", owner_id=store.owner_id)
    store.apply(adding(made), at=NOW)
    return made


def test_a_list_of_attendees_is_expected_and_nobody_becomes_a_contact(imported, store, fair, listed):
    ada, ben, bea = person("Ada Byron"), person("Ben Bay", organisation="Bay"), person("Bea Bo")
    store.apply(adding(ada, ben, bea, contact_point(ada, "ada@x.example")), at=NOW)
    table = (
        "Name,Company,Title,Email\n"
        "Ada,,Analyst,ada@x.example\n"
        "Ben Bay,Bay,,\n"
        "Ben Bay,Other,,\n"
        "Bea Bo,Bo,,\n"
        "Bea,,,\n"
    )
    plan = imported(table, "list.csv", event=fair)
    assert fates(plan) == ["new"] * 5
    assert plan.change_set.facts == {"expected": "5", "name": "Fair"}
    known = {ada.id: "ada", ben.id: "ben", bea.id: "bea", None: None}
    assert [(one.name, known[one.person_id]) for one in listed()] == [
        ("Ada", "ada"),
        ("Ben Bay", "ben"),
        ("Ben Bay", None),
        ("Bea Bo", "bea"),
        ("Bea", None),
    ]
    assert fates(imported(table, "list.csv", event=fair)) == ["unchanged"] * 5


def test_each_on_a_list_says_whom_one_knows_them_as_and_by_what(planned, store, fair):
    ada, ben = person("Ada Byron"), person("Ben Bay", organisation="Bay")
    store.apply(adding(ada, ben, contact_point(ada, "ada@x.example")), at=NOW)
    table = "Name,Company,Title,Email\nCountess,Engines,Analyst,ADA@x.example\nBen Bay,,,ben@x.example\nCy Moe,,,\n"
    rows = planned(table, "list.csv", event=fair).rows
    assert [[(one.id, one.name, one.shared) for one in row.alike] for row in rows] == [
        [(ada.id, "Ada Byron", "ADA@x.example")],
        [(ben.id, "Ben Bay", "")],
        [],
    ]
    told = rows[0].attendee
    assert (told.name, told.title, told.organisation, told.email) == (
        "Countess",
        "Analyst",
        "Engines",
        "ADA@x.example",
    )


def test_whoever_stands_twice_on_a_list_is_expected_once(imported, fair, listed):
    plan = imported("Ada Byron\nBen Bay\nada byron\n", "list.txt", event=fair)
    assert fates(plan) == ["new", "new", "unchanged"]
    assert plan.change_set.facts["expected"] == "2"
    assert [one.name for one in listed()] == ["Ada Byron", "Ben Bay"]


def test_whom_a_calendar_invites_can_be_expected_at_an_event_that_is_there_already(imported, fair, listed):
    guests = "ATTENDEE;CN=Ada Byron:mailto:ada@x.example\r\nATTENDEE;CN=Ben Bay:mailto:ben@x.example\r\n"
    plan = imported(calendar(mixer(more=guests)), "dates.ics", event=fair)
    assert (plan.change_set.label, plan.change_set.facts) == (Label.IMPORT, {"expected": "2", "name": "Fair"})
    assert [(one.name, one.email) for one in listed()] == [
        ("Ada Byron", "ada@x.example"),
        ("Ben Bay", "ben@x.example"),
    ]
    assert [(row.first_line, row.last_line) for row in plan.rows] == [(4, 14)] * 2


def test_two_known_of_one_name_tie_nobody(imported, store, fair, listed):
    store.apply(adding(person("Ada Byron"), person("Ada Byron")), at=NOW)
    imported("Ada Byron\n", "list.txt", event=fair)
    assert [one.person_id for one in listed()] == [None]


def test_a_row_about_nobody_is_refused_and_the_list_comes(imported, fair, listed):
    plan = imported("Name,Email,Notes\n,,likes tea\nAda,,\n", "list.csv", event=fair)
    assert fates(plan) == ["refused", "new"]
    assert len(listed()) == 1


def test_a_name_pasted_with_company_and_address_is_understood(imported, fair, listed):
    imported("Ada Byron, Engines <ada@x.example>\nBen Bay\n", "list.txt", event=fair)
    assert [(one.name, one.organisation, one.email) for one in listed()] == [
        ("Ada Byron", "Engines", "ada@x.example"),
        ("Ben Bay", None, None),
    ]


def test_a_guest_who_was_renamed_here_stays_listed(imported, store, fair, listed):
    guest = attendee(fair, email="ada@x.example")
    store.apply(adding(guest), at=NOW)
    store.apply(changing((guest, replace(guest, name="Countess"))), at=NOW)
    assert fates(imported("Name,Email\nAda,ada@x.example\n", "list.csv", event=fair)) == ["unchanged"]


def test_what_the_user_changed_of_an_event_stays_and_is_told_only_when_the_calendar_changes_it_too(
    imported, planned, store
):
    imported(calendar(mixer()), "dates.ics")
    (one,) = store.read(events)
    mine = replace(one.event, venue="Kneipe", goal="Find a CTO")
    store.apply(changing((one.event, mine), label=Label.EDIT_EVENT), at=NOW)
    plan = planned(calendar(mixer()), "dates.ics")
    assert (fates(plan), plan.change_set.changes) == (["unchanged"], ())
    plan = imported(calendar(mixer(Hub="Harbour", Spring="Summer")), "dates.ics")
    assert fates(plan) == ["update"]
    assert [problem.text for problem in plan.remarks] == ["Harbour"]
    (one,) = store.read(events)
    assert (one.event.name, one.event.venue, one.event.goal) == ("Summer mixer", "Kneipe", "Find a CTO")
    assert fates(planned(calendar(mixer(Hub="Harbour", Spring="Summer")), "dates.ics")) == ["unchanged"]


def test_an_event_in_the_hour_that_comes_twice_is_unchanged_when_it_comes_again(imported):
    start = "DTSTART;TZID=America/New_York:20261101T013000"
    night = (
        mixer().replace("DTSTART:20260320T170000Z", start).replace("DTEND:20260320T200000Z", "DURATION:PT1H")
    )
    assert fates(imported(calendar(night), "dates.ics")) == ["new"]
    again = imported(calendar(night), "dates.ics")
    assert (fates(again), again.change_set.changes) == (["unchanged"], ())


def test_a_time_that_a_calendar_changes_is_told_by_the_clock_of_the_event(imported, store):
    berlin = ("DTSTART:20260320T170000Z", "DTSTART;TZID=Europe/Berlin:20260320T180000")
    imported(calendar(mixer().replace(*berlin)), "dates.ics")
    later = mixer().replace(*berlin).replace("T180000", "T190000")
    (change,) = imported(calendar(later), "dates.ics").rows[0].changes
    assert (change.before, change.after) == ("2026-03-20 18:00", "2026-03-20 19:00")


def test_another_time_for_one_of_a_series_is_not_the_series(imported, store):
    moved = mixer(more="RECURRENCE-ID:20260320T170000Z\r\n", Spring="Moved")
    assert fates(imported(calendar(mixer(), moved), "dates.ics")) == ["new"]
    assert [one.event.name for one in store.read(events)] == ["Spring mixer"]
