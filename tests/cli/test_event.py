"""`companion event …`"""

import pytest

from tests.cli.shape import EVENT, assert_shape


def test_a_started_event_is_answered_whole(ask):
    event = ask("event", "start", "Founders", "mixer", "--venue", "The Hub", "--goal", "a designer")
    assert_shape(event, EVENT)
    del event["id"]
    assert event == {
        "name": "Founders mixer",
        "kind": "mixer",
        "venue": "The Hub",
        "goal": "a designer",
        "starts_at": "2026-05-12T19:30:00+02:00",
        "ends_at": None,
        "people": 0,
    }


def test_what_is_not_known_of_an_event_is_null(ask):
    event = ask("event", "start", "Tea")
    assert (event["kind"], event["venue"], event["goal"]) == ("other", None, None)


@pytest.mark.parametrize(
    ("at", "starts_at"),
    [
        ("2026-05-12T18:00+02:00", "2026-05-12T18:00:00+02:00"),
        ("2026-05-12T16:00Z", "2026-05-12T18:00:00+02:00"),
    ],
)
def test_an_event_may_have_begun_in_the_past(ask, at, starts_at):
    assert ask("event", "start", "Tea", "--kind", "call", "--at", at)["starts_at"] == starts_at


def test_starting_an_event_ends_the_running_one_and_one_undo_brings_it_back(ask):
    first = ask("event", "start", "Breakfast")
    second = ask("event", "start", "Dinner", now="2026-05-12T20:00+02:00")
    ended, running = first | {"ends_at": "2026-05-12T20:00:00+02:00"}, second
    listed = ask("event", "list")
    assert listed == [running, ended]
    assert_shape(listed, [EVENT])
    ask("undo")
    assert ask("event", "list") == [first]


def test_the_end_says_how_many_were_met(ask, call):
    ask("event", "start", "Mixer")
    for line in ("Ana ?a venue", "Ben", "Ana !call"):
        ask("note", line)
    event = ask("event", "end", now="2026-05-12T23:00+02:00")
    assert_shape(event, EVENT)
    assert (event["people"], event["ends_at"]) == (2, "2026-05-12T23:00:00+02:00")
    ask("undo")
    said = call("event", "end")
    assert said.out.startswith("Mixer has ended: 2 people met.\nWho was that? Nothing is noted about Ben  [")


def test_without_a_running_event_none_ends(refuse):
    assert refuse(3, "event", "end") == "No event is running. Start one first.\n"


def test_no_event_yet_is_an_empty_list(ask, call):
    assert ask("event", "list") == []
    assert call("event", "list").out == "No event yet. Start one with: companion event start NAME\n"


def test_events_are_listed_newest_first_for_people_too(call, ask):
    old = ask("event", "start", "Breakfast", "--at", "2026-05-12T08:00+02:00")
    new = ask("event", "start", "Dinner")
    ask("note", "Ana")
    assert call("event", "list").out.splitlines() == [
        f"2026-05-12 19:30  Dinner  1 person met  running  [{new['id'][-6:]}]",
        f"2026-05-12 08:00  Breakfast  0 people met  [{old['id'][-6:]}]",
    ]


@pytest.mark.parametrize("named", ["id", "ending", "name"])
def test_an_event_is_edited_by_id_ending_or_name(ask, named):
    event = ask("event", "start", "Founders mixer")
    ask("note", "Ana")
    name = {"id": event["id"], "ending": event["id"][-8:], "name": "founders MIXER"}[named]
    edited = ask("event", "edit", name, "venue=The  Hub", "NAME=Founders evening", "kind=dinner", "goal=")
    changed = {"venue": "The Hub", "name": "Founders evening", "kind": "dinner", "people": 1}
    assert edited == event | changed
    assert_shape(edited, EVENT)


def test_the_times_of_an_event_can_be_set_and_an_end_taken_away(ask):
    event = ask("event", "start", "Mixer")
    times = ("starts_at=2026-05-12T17:00+02:00", "ends_at=2026-05-12T18:00+02:00")
    edited = ask("event", "edit", event["id"], *times)
    assert (edited["starts_at"], edited["ends_at"]) == (
        "2026-05-12T17:00:00+02:00",
        "2026-05-12T18:00:00+02:00",
    )
    assert ask("event", "edit", event["id"], "ends_at=")["ends_at"] is None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (["venue"], "“venue” does not fit as FIELD=VALUE.\n"),
        (
            ["colour=red"],
            "“colour” does not fit as field. Possible: name, kind, venue, goal, starts_at, ends_at.\n",
        ),
        (["name= "], "The name cannot be empty here.\n"),
        (["starts_at="], "The start cannot be empty here.\n"),
        (["starts_at=soon"], "“soon” does not fit as start. Possible: 2026-05-12, "),
        (["ends_at=2026-05-12T18:00+02:00"], "“2026-05-12T18:00:00+02:00” does not fit as end.\n"),
        (["kind=rave"], "“rave” does not fit as kind. Possible: conference, mixer"),
    ],
)
def test_what_does_not_fit_an_event_is_said(ask, refuse, values, sentence):
    ask("event", "start", "Mixer")
    assert refuse(2, "event", "edit", "Mixer", *values).startswith(sentence)


@pytest.mark.parametrize(
    "arguments",
    [
        ["event"],
        ["event", "start"],
        ["event", "start", "  "],
        ["event", "start", "Mixer", "--kind", "rave"],
        ["event", "start", "Mixer", "--at", "soon"],
        ["event", "start", "Mixer", "--at", "0001-01-01"],
        ["event", "start", "Mixer", "--at", "9999-12-31T23:59"],
        ["event", "edit", "Mixer"],
        ["event", "end", "now"],
        ["event", "cancel"],
    ],
)
def test_wrong_usage_of_events_is_said(refuse, arguments):
    refuse(2, *arguments)


def test_an_event_that_is_not_there_is_said(refuse):
    sentence = "There is no event “Mixer”. Check the spelling, or use its id.\n"
    assert refuse(3, "event", "edit", "Mixer", "venue=x") == sentence
    assert refuse(3, "note", "Ana", "--event", "Mixer") == sentence


def test_an_event_of_a_name_that_two_have_is_asked_back(ask, refuse):
    ids = [ask("event", "start", "Mixer")["id"] for _ in range(2)]
    said = refuse(3, "event", "edit", "Mixer", "venue=x")
    assert all(some[-6:] in said for some in ids)


@pytest.mark.parametrize(
    ("clock", "due"),
    [
        ("2026-05-12T23:30-05:00", "2026-05-13"),
        ("2026-05-13T03:30-05:00", "2026-05-13"),
        ("2026-05-13T04:30-05:00", "2026-05-14"),
        ("2026-05-13T00:30+09:00", "2026-05-13"),
    ],
)
def test_the_evening_is_the_one_of_the_clock_in_use(ask, clock, due):
    ask("event", "start", "Party", now=clock)
    ask("note", "Ana", now=clock)
    (card,) = ask("today", "--all", now=clock)["cards"]
    assert card["due"] == due
