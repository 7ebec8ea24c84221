from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.model.change import ChangeSet, Kind
from companion.model.event import Attendee
from companion.model.identity import new_id
from companion.model.person import Person
from companion.storage.engine import Connection, open_engine, writing
from companion.storage.opening import DATABASE
from companion.storage.queries.event import met_at, running_event
from companion.storage.queries.morning import open_promises
from companion.storage.queries.person import people_named, records_of
from companion.workflow import event as events
from companion.workflow.capture import note
from companion.workflow.person import set_state
from tests.builders import adding
from tests.ui.evening import CONTROL, EVENING, KEY, SHIFT, Clock, Room, Rooms, changed_elsewhere
from tests.ui.keyboard import pressed


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rooms(folder: Path, clock: Clock, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, clock, qtbot)
    yield made
    made.put_away()


@pytest.fixture
def room(rooms: Rooms) -> Room:
    """The window of somebody who knows nobody yet."""
    return rooms.enter()


@pytest.fixture
def mixer(room: Room) -> Room:
    """The same, at an event."""
    room.start_event()
    return room


def only(room: Room, name: str) -> Person:
    (person,) = room.desk.read(people_named, name)
    return person


def expects(folder: Path, *people: Attendee) -> None:
    """Put people on the list of the running event, as another program does."""

    def plan(connection: Connection) -> ChangeSet:
        event = running_event(connection)
        assert event is not None
        return adding(*(replace(one, event_id=event.id) for one in people))

    changed_elsewhere(folder, plan)


def listed(name: str, organisation: str | None = None, email: str | None = None) -> Attendee:
    return Attendee(new_id(), new_id(), None, name, organisation, email=email)


# Whom the event expects


def test_the_head_says_whom_the_event_expects(mixer, folder, qtbot):
    assert not mixer.says("expected")
    expects(folder, listed("Maya Chen", "Northwind", "maya@northwind.example"), listed("Ben Roth"))
    qtbot.waitUntil(lambda: mixer.says("2 expected"))
    assert not mixer.says("you know")
    mixer.enter("Maya Chen ?a Go engineer")
    qtbot.waitUntil(lambda: mixer.says("2 expected, 1 you know"))


def test_a_name_on_the_list_brings_what_the_list_says(mixer, folder, qtbot):
    expects(folder, listed("Maya Chen", "Northwind", "maya@northwind.example"))
    qtbot.waitUntil(lambda: mixer.says("1 expected"))
    mixer.enter("maya chen ?a Go engineer")
    assert [(row.name, row.detail) for row in mixer.rows()] == [("maya chen", "Northwind")]
    mixer.press(KEY.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: not mixer.rows() and not mixer.says("you know"))


# Writing lines


def test_enter_keeps_a_line_and_leaves_it_empty_with_the_keyboard(mixer):
    mixer.enter("Maya Chen, CTO @Northwind ?a Go engineer +seed funds !send the post fri")
    assert mixer.line.text == ""
    assert mixer.has_keyboard(mixer.line)
    (row,) = mixer.rows()
    assert (row.name, row.detail, row.aside) == ("Maya Chen", "CTO, Northwind", "now")
    assert [chip.text for chip in row.chips] == ["a Go engineer", "seed funds", "send the post"]


def test_a_line_in_any_script_is_kept_as_typed(mixer):
    mixer.enter("🎉 Zoë Ångström @Büro 🚀 ?李小龍 fans 🙂")
    (row,) = mixer.rows()
    assert [chip.text for chip in row.chips] == ["李小龍 fans 🙂"]


def test_a_group_line_is_about_everybody_in_it(mixer):
    mixer.enter("Ana & Ben @Lumen ?a speaker for May")
    assert sorted(mixer.names()) == ["Ana", "Ben"]
    mixer.type("+rooms")
    assert mixer.chips()[0] == "To: Ana, Ben"


def test_a_line_without_a_name_says_whom_it_is_about_and_goes_there(mixer):
    mixer.enter("Nina Roth")
    mixer.type("?a venue")
    assert mixer.chips() == ["To: Nina Roth", "Need: a venue"]
    mixer.press(KEY.Key_Return)
    (row,) = mixer.rows()
    assert [chip.text for chip in row.chips] == ["a venue"]


def test_control_enter_adds_to_the_last_person_whatever_the_line_says(mixer):
    mixer.enter("Nina Roth")
    mixer.type("Ana Ruiz ?a venue")
    mixer.press(KEY.Key_Return, CONTROL)
    assert mixer.names() == ["Nina Roth"]
    assert mixer.line.text == ""


def test_the_latest_person_stands_first_and_is_the_current_one(mixer, clock):
    mixer.enter("Nina Roth")
    clock.pass_by(minutes=14)
    mixer.enter("Ana Ruiz")
    assert [(row.name, row.aside) for row in mixer.rows()] == [("Ana Ruiz", "now"), ("Nina Roth", "14 min")]
    assert mixer.page.view.people.current_key == only(mixer, "Ana Ruiz").id


def test_needs_and_promises_are_counted(mixer):
    mixer.enter("Nina Roth ?a venue ?a caterer !call her mon")
    assert mixer.says("2 needs heard  ·  1 promise made")
    assert mixer.says("Promised tonight")
    assert mixer.says("Mon 18 May")


def test_escape_clears_the_line_and_up_brings_it_back(mixer):
    mixer.type("Nina Roth ?a venue")
    mixer.press(KEY.Key_Escape)
    assert mixer.line.text == ""
    mixer.press(KEY.Key_Up)
    assert mixer.line.text == "Nina Roth ?a venue"


def test_up_goes_through_all_that_was_cleared(mixer):
    for text in ("one", "two"):
        mixer.type(text)
        mixer.press(KEY.Key_Escape)
    shown = []
    for _ in range(3):
        mixer.press(KEY.Key_Up)
        shown.append(mixer.line.text)
    assert shown == ["two", "one", "two"]


def test_up_does_not_take_the_place_of_what_is_typed(mixer):
    mixer.type("one")
    mixer.press(KEY.Key_Escape)
    mixer.type("two")
    mixer.press(KEY.Key_Up)
    assert mixer.line.text == "two"


def test_control_z_on_the_empty_line_takes_the_last_one_back(mixer):
    mixer.enter("Nina Roth")
    mixer.enter("Ana Ruiz")
    mixer.press(KEY.Key_Z, CONTROL)
    assert mixer.names() == ["Nina Roth"]


def test_control_z_while_typing_takes_back_what_was_typed(mixer):
    mixer.enter("Nina Roth")
    mixer.type("Ana")
    mixer.press(KEY.Key_Z, CONTROL)
    assert mixer.names() == ["Nina Roth"]
    assert mixer.line.text == ""


# Whom a name means


def test_a_name_is_said_to_be_new_or_known(mixer, qtbot):
    mixer.enter("Nina Roth @Lumen")
    mixer.type("Maya Chen")
    qtbot.waitUntil(lambda: mixer.chips() == ["New: Maya Chen"])
    mixer.press(KEY.Key_Escape)
    mixer.type("Nina Roth")
    qtbot.waitUntil(lambda: mixer.chips() == ["Nina Roth, met here · Tab: somebody new"])


def test_somebody_known_from_another_day_is_said_with_the_day(mixer, clock, qtbot):
    mixer.enter("Nina Roth")
    clock.pass_by(days=3)
    mixer.start_event("Dinner")
    mixer.type("Nina Roth")
    qtbot.waitUntil(lambda: mixer.chips() == ["Nina Roth, met 12 May · Tab: somebody new"])


def test_the_company_in_the_line_says_how_many_one_knows_there(mixer, qtbot):
    mixer.enter("Nina Roth @Lumen")
    mixer.enter("Ana Ruiz @Lumen")
    mixer.enter("Ben Sol @Lumenation")
    mixer.type("Maya Chen @lumen")
    qtbot.waitUntil(lambda: mixer.chips()[1] == "lumen: you know 2 people there")


def test_tab_makes_a_known_name_somebody_new_and_back(mixer, qtbot):
    mixer.enter("Nina Roth")
    mixer.type("Nina Roth ?a venue")
    qtbot.waitUntil(lambda: mixer.chips()[0].startswith("Nina Roth, met here"))
    mixer.press(KEY.Key_Tab)
    assert mixer.chips()[0] == "New: Nina Roth · Tab: the one met here"
    mixer.press(KEY.Key_Tab)
    assert mixer.chips()[0].startswith("Nina Roth, met here")
    mixer.press(KEY.Key_Tab)
    mixer.press(KEY.Key_Return)
    assert mixer.names() == ["Nina Roth", "Nina Roth"]


def test_somebody_new_is_meant_only_once(mixer, qtbot):
    mixer.enter("Nina Roth")
    mixer.type("Nina Roth")
    qtbot.waitUntil(lambda: "Tab" in mixer.chips()[0])
    mixer.press(KEY.Key_Tab)
    mixer.press(KEY.Key_Return)
    mixer.enter("Nina Roth ?a venue")
    assert len(mixer.names()) == 2


SIMILAR = "New: Jon Smith · Tab: John Smith (Acme), similar name and company"


def test_a_new_name_that_looks_like_somebody_known_says_so_and_tab_attaches(mixer, qtbot):
    mixer.enter("John Smith @Acme")
    mixer.type("Jon Smith @Acme ?a venue")
    qtbot.waitUntil(lambda: mixer.chips()[0] == SIMILAR)
    mixer.press(KEY.Key_Tab)
    assert mixer.chips()[0] == "John Smith (Acme), met here · Tab: somebody new"
    mixer.press(KEY.Key_Tab)
    assert mixer.chips()[0] == SIMILAR
    mixer.press(KEY.Key_Tab)
    mixer.press(KEY.Key_Return)
    (row,) = mixer.rows()
    assert (row.name, [chip.text for chip in row.chips]) == ("John Smith", ["a venue"])


def test_a_new_name_that_looks_like_somebody_known_is_new_unless_tab_says_otherwise(mixer, qtbot):
    mixer.enter("John Smith @Acme")
    mixer.type("Jon Smith @Acme")
    qtbot.waitUntil(lambda: mixer.chips()[0] == SIMILAR)
    mixer.press(KEY.Key_Return)
    assert sorted(mixer.names()) == ["John Smith", "Jon Smith"]


def test_somebody_of_that_name_at_another_company_is_offered(mixer, qtbot):
    mixer.enter("John Smith @Acme")
    mixer.type("John Smith @Initech")
    qtbot.waitUntil(lambda: mixer.chips()[0] == "New: John Smith · Tab: John Smith (Acme), same name")
    mixer.press(KEY.Key_Tab)
    mixer.press(KEY.Key_Return)
    (row,) = mixer.rows()
    assert (row.name, row.detail) == ("John Smith", "Initech")


def test_what_tab_said_of_one_question_does_not_answer_another(mixer, qtbot):
    mixer.enter("John Smith @Acme")
    mixer.type("John Smith @Acme")
    qtbot.waitUntil(lambda: mixer.chips()[0] == "John Smith, met here · Tab: somebody new")
    mixer.press(KEY.Key_Tab)
    mixer.type("cident")
    qtbot.waitUntil(lambda: mixer.chips()[0] == "New: John Smith · Tab: John Smith (Acme), same name")
    mixer.press(KEY.Key_Return)
    assert sorted(row.detail for row in mixer.rows()) == ["Acme", "Acmecident"]


def test_a_line_that_has_to_wait_still_means_whom_it_meant(mixer, folder, qtbot):
    mixer.enter("John Smith @Acme")
    mixer.type("Jon Smith @Acme ?a venue")
    qtbot.waitUntil(lambda: mixer.chips()[0] == SIMILAR)
    mixer.press(KEY.Key_Tab)
    engine = open_engine(folder / DATABASE)
    with writing(engine, patience=1):
        mixer.press(KEY.Key_Return)
        assert mixer.says("1 line waiting to be saved")
    engine.dispose()
    qtbot.waitUntil(lambda: [chip.text for row in mixer.rows() for chip in row.chips] == ["a venue"])
    assert mixer.names() == ["John Smith"]


def test_tab_leaves_a_line_about_nobody_known(mixer):
    mixer.type("Nina Roth")
    mixer.press(KEY.Key_Tab)
    assert not mixer.line.editor.hasFocus()


# Before the data is open, and while it is busy


def test_what_is_typed_before_the_data_is_open_is_kept_and_saved(rooms, folder, qtbot):
    room = rooms.make()
    with qtbot.waitSignal(room.desk.opened):
        room.show()
        assert not room.desk.is_open
        room.type("Nina Roth ?a venue")
        pressed(qtbot, KEY.Key_Return)
        assert room.line.text == ""
        assert room.says("1 line waiting to be saved")
        room.type("Ana Ru")
    assert room.line.text == "Ana Ru"
    assert only(room, "Nina Roth")
    assert not room.says("waiting to be saved")


def test_what_was_typed_at_the_first_paint_stands_behind_the_draft(rooms, folder):
    (folder / "draft.txt").write_text("Ana Ruiz", encoding="utf-8")
    room = rooms.make(typed="?a venue")
    assert room.line.text == "Ana Ruiz ?a venue"


def test_a_line_waits_in_sight_while_another_program_writes(mixer, folder, qtbot):
    engine = open_engine(folder / DATABASE)
    with writing(engine, patience=1):
        mixer.enter("Nina Roth ?a venue")
        mixer.enter("Ana Ruiz")
        assert mixer.line.text == ""
        assert mixer.says("2 lines waiting to be saved")
        assert mixer.names() == []
    engine.dispose()
    qtbot.waitUntil(lambda: mixer.names() == ["Ana Ruiz", "Nina Roth"])
    assert not mixer.says("waiting to be saved")


def test_lines_that_waited_are_kept_in_their_order(mixer, folder, qtbot):
    engine = open_engine(folder / DATABASE)
    with writing(engine, patience=1):
        mixer.enter("Nina Roth")
    engine.dispose()
    mixer.enter("?a venue")
    qtbot.waitUntil(lambda: bool(mixer.rows()) and bool(mixer.rows()[0].chips))
    assert mixer.names() == ["Nina Roth"]


def test_an_event_is_not_ended_over_lines_that_wait(mixer, folder, qtbot):
    engine = open_engine(folder / DATABASE)
    with writing(engine, patience=1):
        mixer.enter("Nina Roth")
        with qtbot.waitSignal(mixer.desk.refused):
            mixer.press(KEY.Key_E, CONTROL | SHIFT)
    engine.dispose()
    qtbot.waitUntil(lambda: mixer.names() == ["Nina Roth"])


def test_lines_that_wait_are_kept_before_the_event_ends(mixer, folder):
    engine = open_engine(folder / DATABASE)
    with writing(engine, patience=1):
        mixer.enter("Peter")
    engine.dispose()
    mixer.press(KEY.Key_E, CONTROL | SHIFT)
    assert mixer.says("Who was that?")


def test_a_line_that_cannot_be_stored_stays_where_it_was_typed(mixer, folder, qtbot):
    (folder / DATABASE).rename(folder / "elsewhere.db")
    with qtbot.waitSignal(mixer.desk.refused):
        mixer.enter("Nina Roth ?a venue")
    assert mixer.line.text == "Nina Roth ?a venue"
    (folder / "elsewhere.db").rename(folder / DATABASE)


# The draft


def test_a_half_typed_line_survives_a_crash(rooms, folder, qtbot):
    room = rooms.enter()
    room.type("Nina Roth ?a ven")
    qtbot.waitUntil(lambda: (folder / "draft.txt").exists(), timeout=3000)
    room.crash()
    assert rooms.make().line.text == "Nina Roth ?a ven"


def test_waiting_lines_survive_a_crash(mixer, rooms, folder):
    engine = open_engine(folder / DATABASE)
    with writing(engine, patience=1):
        mixer.enter("Nina Roth")
        mixer.type("an artist")
        mixer.press(KEY.Key_Return, CONTROL)
        mixer.crash()
    engine.dispose()
    again = rooms.enter()
    assert again.names() == ["Nina Roth"]
    assert not (folder / "draft.txt").exists()


def test_a_line_stored_just_before_a_crash_is_not_stored_again(mixer, rooms, folder):
    mixer.enter("Nina Roth ?a venue")
    mixer.crash()
    (folder / "draft.txt").write_text("Nina Roth ?a venue\n?a caterer\nAna", encoding="utf-8")
    again = rooms.enter()
    (row,) = again.rows()
    assert [chip.text for chip in row.chips] == ["a venue", "a caterer"]
    assert again.line.text == "Ana"


def test_a_half_typed_line_stored_just_before_a_crash_does_not_come_back(mixer, rooms, folder):
    mixer.enter("Nina Roth ?a venue")
    mixer.crash()
    (folder / "draft.txt").write_text("Nina Roth ?a venue", encoding="utf-8")
    again = rooms.enter()
    assert again.line.text == ""


def test_the_draft_goes_with_the_line(mixer, folder, qtbot):
    mixer.type("Nina Roth")
    qtbot.waitUntil(lambda: (folder / "draft.txt").exists())
    mixer.press(KEY.Key_Return)
    assert not (folder / "draft.txt").exists()


def test_a_draft_that_cannot_be_written_is_said_once(mixer, folder, qtbot):
    (folder / "draft.txt").mkdir()
    said = []
    mixer.desk.refused.connect(said.append)
    mixer.type("Nina")
    qtbot.waitUntil(lambda: len(said) == 1)
    mixer.page.keep()
    assert len(said) == 1
    assert mixer.line.text == "Nina"
    (folder / "draft.txt").rmdir()


# Events


def test_without_an_event_lines_are_kept_all_the_same(room):
    assert room.says("No event is running")
    room.enter("Nina Roth ?a venue")
    assert only(room, "Nina Roth")
    assert room.says("Where are you going next?")


def test_whoever_knows_nobody_yet_is_told_how_to_begin(room):
    assert room.says("Who could you help?")
    room.press(KEY.Key_1)
    assert room.panel() is not None


def test_letters_typed_on_the_first_steps_go_into_the_line(room):
    assert not room.has_keyboard(room.line)
    room.type("Ni")
    assert room.line.text == "Ni"
    assert room.has_keyboard(room.line)


def test_an_event_takes_its_kind_from_its_name_until_one_is_chosen(room):
    room.start_event("Founders Mixer")
    event = room.desk.read(running_event)
    assert (event.name, event.kind.value, event.starts_at) == ("Founders Mixer", "mixer", room.clock.now)
    assert room.says("Tuesday 19:00")


def test_an_event_needs_a_name(room):
    room.press(KEY.Key_E, CONTROL)
    room.press(KEY.Key_Return)
    assert room.panel() is not None
    assert room.desk.read(running_event) is None


def test_tab_goes_round_inside_the_panel(room):
    room.press(KEY.Key_E, CONTROL)
    panel = room.panel()
    for _ in range(20):
        room.press(KEY.Key_Tab)
        assert room.has_keyboard(panel)


def test_an_event_may_have_begun_in_the_past(room):
    room.press(KEY.Key_E, CONTROL)
    room.type("Mixer")
    for _ in range(2):
        room.press(KEY.Key_Tab)
    for _ in range(4):
        room.press(KEY.Key_Right, CONTROL)
    room.press(KEY.Key_Down)
    room.press(KEY.Key_Return)
    started = room.desk.read(running_event).starts_at
    assert started < room.clock.now


def test_the_running_event_can_be_edited(mixer):
    mixer.enter("Nina Roth")
    mixer.window.registry.action("edit-event").trigger()
    mixer.enter(" of May")
    assert mixer.desk.read(running_event).name == "Founders Mixer of May"
    assert mixer.names() == ["Nina Roth"]


def test_starting_an_event_ends_the_one_that_runs(mixer):
    mixer.enter("Nina Roth")
    mixer.press(KEY.Key_E, CONTROL)
    assert mixer.says("Founders Mixer ends when this one starts.")
    mixer.enter("Dinner")
    assert mixer.says("Dinner")
    assert mixer.names() == []


def test_ending_asks_about_those_of_whom_only_a_name_is_known(mixer):
    mixer.enter("Nina Roth ?a venue")
    mixer.enter("Peter")
    mixer.enter("Ana")
    event = mixer.desk.read(running_event)
    mixer.press(KEY.Key_E, CONTROL | SHIFT)
    assert mixer.desk.read(running_event) is None
    assert mixer.says("Who was that?")
    assert mixer.says("Peter")
    mixer.enter("likes chess ?a tester")
    assert mixer.says("2 of 2")
    mixer.press(KEY.Key_Return)
    assert mixer.panel() is None
    assert mixer.has_keyboard(mixer.line)
    met = {one.person.name: one for one in mixer.desk.read(met_at, event.id)}
    assert [need.text for need in met["Peter"].needs] == ["a tester"]
    assert not met["Ana"].has_note
    assert len(met) == 3


def test_escape_ends_the_questions(mixer):
    mixer.enter("Peter")
    mixer.press(KEY.Key_E, CONTROL | SHIFT)
    mixer.press(KEY.Key_Escape)
    assert mixer.panel() is None


def test_nothing_is_asked_when_something_is_known_of_everybody(mixer):
    mixer.enter("Nina Roth ?a venue")
    mixer.press(KEY.Key_E, CONTROL | SHIFT)
    assert mixer.panel() is None
    assert mixer.says("No event is running")


def test_after_twelve_quiet_hours_it_asks_whether_the_event_still_runs(mixer, clock):
    clock.pass_by(hours=3, minutes=41)
    mixer.enter("Nina Roth ?a venue")
    clock.pass_by(hours=11, minutes=59)
    mixer.page.show_now()
    assert not mixer.says("Still at Founders Mixer?")
    clock.pass_by(minutes=1)
    mixer.page.show_now()
    assert mixer.says("Still at Founders Mixer?")
    event = mixer.desk.read(running_event)
    mixer.page.events.strip.end.click()
    assert mixer.desk.read(running_event) is None
    (ended,) = mixer.desk.read(records_of, Kind.EVENT, "id", [event.id])
    assert ended.ends_at == EVENING + timedelta(hours=3, minutes=41)


def test_whoever_is_still_there_is_asked_once(mixer, clock):
    clock.pass_by(hours=12)
    mixer.page.show_now()
    assert mixer.says("Still at Founders Mixer?")
    mixer.page.events.strip.stay.click()
    mixer.page.show_now()
    assert not mixer.says("Still at Founders Mixer?")
    assert mixer.desk.read(running_event) is not None


# What comes from elsewhere, and goes there


def test_a_capture_of_another_program_appears_within_a_second(mixer, folder, qtbot):
    changed_elsewhere(
        folder, lambda connection: note(connection, "Nina Roth", now=mixer.clock.now, region="EE").change_set
    )
    qtbot.waitUntil(lambda: mixer.names() == ["Nina Roth"], timeout=3000)


def test_an_event_ended_by_another_program_is_over_here_as_well(mixer, folder, qtbot):
    changed_elsewhere(folder, lambda connection: events.end(connection, at=mixer.clock.now)[1])
    qtbot.waitUntil(lambda: mixer.says("No event is running"), timeout=3000)


def test_down_on_the_empty_line_goes_to_the_list(mixer):
    mixer.enter("Nina Roth")
    mixer.press(KEY.Key_Down)
    assert mixer.has_keyboard(mixer.page.view.people)


def test_enter_on_a_row_asks_for_the_person(mixer, qtbot):
    mixer.enter("Nina Roth")
    mixer.page.person_wanted.disconnect()
    mixer.page.view.people.setFocus()
    with qtbot.waitSignal(mixer.page.person_wanted) as wanted:
        mixer.press(KEY.Key_Return)
    assert wanted.args == [only(mixer, "Nina Roth").id]


def test_control_n_is_back_in_the_line_from_the_list_and_from_other_pages(mixer):
    mixer.enter("Nina Roth")
    mixer.page.view.people.setFocus()
    mixer.press(KEY.Key_N, CONTROL)
    assert mixer.has_keyboard(mixer.line)
    mixer.press(KEY.Key_2, CONTROL)
    assert mixer.window.page is not mixer.page
    mixer.press(KEY.Key_N, CONTROL)
    assert mixer.window.page is mixer.page
    assert mixer.has_keyboard(mixer.line)


def test_control_n_puts_a_panel_away(mixer):
    mixer.press(KEY.Key_E, CONTROL)
    mixer.press(KEY.Key_N, CONTROL)
    assert mixer.panel() is None
    assert mixer.has_keyboard(mixer.line)


def test_a_promise_kept_elsewhere_is_shown_as_kept(mixer, folder, qtbot):
    mixer.enter("Nina Roth !call her")
    (promise,) = mixer.desk.read(open_promises)
    changed_elsewhere(folder, lambda _: set_state(promise, "kept", now=mixer.clock.now)[1])
    qtbot.waitUntil(lambda: mixer.says("Kept"), timeout=3000)
