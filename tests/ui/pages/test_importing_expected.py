"""Whom an event expects, taken from lists in the real window: chosen by keys, seen on Live, taken back as one."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from companion.model.change import Change, ChangeSet, Kind, Label
from companion.model.event import Attendee, Event, EventKind
from companion.model.identity import new_id
from companion.storage.engine import Connection
from companion.storage.queries.event import events
from companion.storage.queries.person import records_of
from companion.storage.store import owner_of
from companion.ui.pages.importing import ImportPage
from companion.ui.pages.importing_preview import PreviewView
from companion.ui.pages.live import LivePage
from companion.ui.pages.people import PeoplePage
from companion.ui.theme import Theme
from companion.ui.widgets.button import Button
from companion.workflow.person import create
from companion.workflow.tidy import delete
from tests.ui.evening import CONTROL, EVENING, KEY, SHIFT, Clock, Room, Rooms, changed_elsewhere
from tests.ui.importing import chips, lines, looked_at, names, people, says, texts, toast, view

LIST = (
    "Name,Company,Job title,E-mail\r\n"
    "Aino Laine,Helsinki AI,Researcher,aino@hel.example\r\n"
    "Ben Roth,,,\r\n"
    "Maya Chen,Northwind,,maya@nw.example\r\n"
)
INVITATION = "\r\n".join(
    (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//x//y//EN",
        "BEGIN:VEVENT",
        "UID:mixer-1",
        "DTSTART:20260512T160000Z",
        "DTEND:20260512T200000Z",
        "SUMMARY:Harbour mixer",
        "ATTENDEE;CN=Aino Laine:mailto:aino@hel.example",
        "ATTENDEE;CN=Ben Roth:mailto:ben@roth.example",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
)


@pytest.fixture
def guests(tmp_path: Path) -> Path:
    path = tmp_path / "guests.csv"
    path.write_text(LIST, newline="")
    return path


@pytest.fixture
def rooms(folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, Clock(), qtbot)
    yield made
    made.put_away()


@pytest.fixture
def room(rooms: Rooms) -> Room:
    return rooms.enter()


def add_event(room: Room, name: str, starts_at: datetime) -> None:
    """An event that was or will be."""

    def plan(connection: Connection) -> ChangeSet:
        owner_id, ends_at = owner_of(connection), starts_at + timedelta(hours=3)
        event = Event(
            new_id(), owner_id, name, EventKind.MIXER, None, None, starts_at, ends_at, "Europe/Tallinn"
        )
        return ChangeSet(Label.IMPORT_EVENTS, (Change.add(event),))

    changed_elsewhere(room.desk.folder, plan)


def choices(shown: PreviewView) -> list[str]:
    combo = shown.expected.combo
    return [combo.itemText(place) for place in range(combo.count())]


def chosen(shown: PreviewView) -> str:
    return shown.expected.combo.currentText()


def choose(room: Room, qtbot: QtBot, start: str) -> PreviewView:
    """Choose an event by keys alone, from the list and back to it."""
    shown = view(room)
    room.press(KEY.Key_E)
    assert shown.expected.combo.hasFocus()
    key = KEY.Key_Down if shown.expected.combo.currentIndex() == 0 else KEY.Key_Up
    while not chosen(shown).startswith(start):
        room.press(key)
    room.press(KEY.Key_Return)
    assert shown.side.list.hasFocus()
    qtbot.waitUntil(lambda: not says(shown, "Comparing again …"))
    assert chosen(shown).startswith(start)
    return shown


def listed(room: Room, name: str) -> list[Attendee]:
    event = next(one.event for one in room.desk.read(events) if one.event.name == name)
    found: list[Attendee] = list(room.desk.read(records_of, Kind.ATTENDEE, "event_id", [event.id]))
    return found


def test_without_any_event_nothing_is_asked(room: Room, qtbot: QtBot, guests: Path) -> None:
    shown = looked_at(room, qtbot, guests)
    assert not shown.expected.isVisible()
    room.press(KEY.Key_E)
    assert shown.side.list.hasFocus()
    assert shown.button.text() == "Import 3 people"


def test_events_are_offered_with_their_day_the_running_one_first_then_the_newest(
    room: Room, qtbot: QtBot, guests: Path
) -> None:
    room.start_event("Founders Mixer")
    add_event(room, "Spring fair", EVENING - timedelta(days=3))
    add_event(room, "Summer party", EVENING + timedelta(days=40))
    add_event(room, "Old dinner", EVENING - timedelta(days=300))
    for hour in (9, 15):
        add_event(room, "Board call", EVENING.replace(day=20, hour=hour))
    shown = looked_at(room, qtbot, guests)
    assert choices(shown) == [
        "No event",
        "Founders Mixer  ·  running",
        "Summer party  ·  21 Jun",
        "Board call  ·  20 May, 15:00",
        "Board call  ·  20 May, 09:00",
        "Spring fair  ·  9 May",
        "Old dinner  ·  16 Jul 2025",
    ]
    assert chosen(shown) == "No event"
    assert shown.expected.combo.accessibleName() == "These people are expected at"


def test_whom_the_running_event_expects_is_told_stored_and_taken_back_with_keys_alone(
    room: Room, qtbot: QtBot, guests: Path
) -> None:
    room.desk.change(lambda _connection: create("Maya Chen"))
    room.start_event("Founders Mixer")
    looked_at(room, qtbot, guests)
    shown = choose(room, qtbot, "Founders Mixer")
    assert lines(shown) == [
        "New 3",
        "Aino Laine: Researcher, Helsinki AI",
        "Ben Roth: ",
        "Maya Chen: You know them  ·  Northwind",
    ]
    assert says(shown, "Nobody becomes a contact by this. You know 1 of them.")
    assert shown.button.text() == "Expect 3 people"
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)
    assert isinstance(room.window.page, LivePage)
    assert toast(room) == "Noted 3 people as expected at Founders Mixer"
    qtbot.waitUntil(lambda: room.says("3 expected, 1 you know"))
    assert people(room) == 1
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: toast(room) == "Undone: Noted 3 people as expected at Founders Mixer")
    qtbot.waitUntil(lambda: not room.says("3 expected"))
    assert listed(room, "Founders Mixer") == []
    assert people(room) == 1
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Z, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: room.says("3 expected, 1 you know"))


def test_whom_another_event_expects_is_stored_and_the_page_stays(
    room: Room, qtbot: QtBot, guests: Path
) -> None:
    room.start_event("Founders Mixer")
    add_event(room, "Summer party", EVENING + timedelta(days=40))
    looked_at(room, qtbot, guests)
    choose(room, qtbot, "Summer party")
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return, CONTROL)
    assert isinstance(room.window.page, ImportPage)
    assert toast(room) == "Noted 3 people as expected at Summer party"
    assert [one.name for one in listed(room, "Summer party")] == ["Aino Laine", "Ben Roth", "Maya Chen"]
    assert listed(room, "Founders Mixer") == []


def test_the_choice_is_forgotten_with_the_import(room: Room, qtbot: QtBot, guests: Path) -> None:
    room.start_event("Founders Mixer")
    looked_at(room, qtbot, guests)
    choose(room, qtbot, "Founders Mixer")
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)
    assert chosen(looked_at(room, qtbot, guests)) == "No event"
    choose(room, qtbot, "Founders Mixer")
    room.press(KEY.Key_Escape)
    assert not view(room).isVisible()
    shown = looked_at(room, qtbot, guests)
    assert chosen(shown) == "No event"
    assert shown.button.text() == "Import 3 people"


def test_the_choice_can_be_taken_back_before_anything_is_stored(
    room: Room, qtbot: QtBot, guests: Path
) -> None:
    room.start_event("Founders Mixer")
    before = lines(looked_at(room, qtbot, guests))
    choose(room, qtbot, "Founders Mixer")
    shown = choose(room, qtbot, "No event")
    assert lines(shown) == before
    assert not says(shown, "Nobody becomes a contact")
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)
    assert isinstance(room.window.page, PeoplePage)
    assert people(room) == 3


def test_those_who_are_on_the_list_already_are_told(room: Room, qtbot: QtBot, guests: Path) -> None:
    room.start_event("Founders Mixer")
    looked_at(room, qtbot, guests)
    choose(room, qtbot, "Founders Mixer")
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)
    guests.write_text(f"{LIST}Zoë Groß,,,\r\n", newline="", encoding="utf-8")
    looked_at(room, qtbot, guests)
    shown = choose(room, qtbot, "Founders Mixer")
    assert chips(shown) == ["All 4", "New 1", "Unchanged 3"]
    assert shown.button.text() == "Expect 1 person"
    room.press(KEY.Key_J)
    qtbot.waitUntil(lambda: says(shown.row, "On the list of Founders Mixer already: nothing changes."))


def test_each_of_a_list_is_shown_with_what_it_says_and_whom_one_knows_them_as(
    room: Room, qtbot: QtBot, guests: Path
) -> None:
    made = room.desk.change(lambda _connection: create("Aino Laine"))
    assert made is not None
    room.start_event("Founders Mixer")
    looked_at(room, qtbot, guests)
    shown = choose(room, qtbot, "Founders Mixer")
    qtbot.waitUntil(lambda: says(shown.row, "You know them"))
    for told in (
        "Researcher, Helsinki AI",
        "aino@hel.example",
        "Of the same name",
        "Will be expected at Founders Mixer.",
        "line 2 of guests.csv",
    ):
        assert told in texts(shown.row), told
    look = next(one for one in shown.row.findChildren(Button) if one.text() == "Look")
    look.setFocus()
    room.press(KEY.Key_Return)
    assert isinstance(room.window.page, PeoplePage)
    qtbot.waitUntil(lambda: room.says("Aino Laine"))
    room.press(KEY.Key_I, CONTROL)
    assert chosen(view(room)) == "Founders Mixer  ·  running"


def test_columns_are_chosen_again_and_the_event_stays(room: Room, qtbot: QtBot, guests: Path) -> None:
    guests.write_text(LIST.replace("Company", "Wo"), newline="")
    room.start_event("Founders Mixer")
    looked_at(room, qtbot, guests)
    shown = choose(room, qtbot, "Founders Mixer")
    assert "Aino Laine: Researcher" in lines(shown)
    room.press(KEY.Key_R)
    combo = next(one for one in shown.reading.combos() if one.accessibleName() == "Field of the column Wo")
    while not combo.hasFocus():
        room.press(KEY.Key_Tab)
    combo.setCurrentIndex(combo.findData("organisation"))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: "Aino Laine: Researcher, Helsinki AI" in lines(shown))
    assert chosen(shown) == "Founders Mixer  ·  running"
    assert shown.button.text() == "Expect 3 people"


def test_an_event_chosen_while_it_is_read_otherwise_loses_neither(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    room.start_event("Founders Mixer")
    (tmp_path / "old.csv").write_bytes("Name\r\nŽofie Dvořáková\r\n".encode("cp1250"))
    shown = looked_at(room, qtbot, tmp_path / "old.csv")
    room.press(KEY.Key_R)
    while shown.reading.encoding.currentData() != "windows-1250":
        room.press(KEY.Key_Down)
    room.press(KEY.Key_Escape)
    choose(room, qtbot, "Founders Mixer")
    assert names(shown) == ["Žofie Dvořáková"]
    assert shown.reading.encoding.currentData() == "windows-1250"
    assert shown.button.text() == "Expect 1 person"


def test_an_event_that_goes_meanwhile_is_said_and_nobody_is_stored_by_it(
    room: Room, qtbot: QtBot, guests: Path
) -> None:
    room.start_event("Founders Mixer")
    add_event(room, "Summer party", EVENING + timedelta(days=40))
    looked_at(room, qtbot, guests)
    shown = choose(room, qtbot, "Summer party")
    changed_elsewhere(room.desk.folder, lambda connection: deleted(connection, "Summer party"))
    qtbot.waitUntil(lambda: says(shown, "That event is not there any more."))
    assert choices(shown) == ["No event", "Founders Mixer  ·  running"]
    assert chosen(shown) == "No event"
    assert shown.button.text() == "Import 3 people"


def deleted(connection: Connection, name: str) -> ChangeSet:
    event = next(one.event for one in events(connection) if one.event.name == name)
    return delete(connection, event)


def test_a_calendar_brings_its_own_events_or_guests_for_one_of_ours(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    room.start_event("Founders Mixer")
    (tmp_path / "invitation.ics").write_text(INVITATION, newline="")
    shown = looked_at(room, qtbot, tmp_path / "invitation.ics")
    assert choices(shown)[0] == "The events of the calendar"
    assert shown.button.text() == "Import 1 event"
    choose(room, qtbot, "Founders Mixer")
    assert names(shown) == ["Aino Laine", "Ben Roth"]
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: room.says("2 expected"))
    assert len(room.desk.read(events)) == 1


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_choice_is_reached_by_tab_and_seen_whole_in_the_smallest_window(
    room: Room, theme: Theme, qtbot: QtBot, guests: Path, scale: float
) -> None:
    guests.write_text(LIST + "".join(f"Guest {number},,,\r\n" for number in range(20)), newline="")
    theme.set_text_scale(scale)
    room.window.resize(900, 560)
    room.start_event("The yearly gathering of everybody who ever founded anything in this town")
    shown = looked_at(room, qtbot, guests)
    combo = shown.expected.combo
    for _ in range(20):
        room.press(KEY.Key_Tab)
        if combo.hasFocus():
            break
    assert combo.hasFocus()
    QApplication.processEvents()
    for part in (combo, shown.button):
        corner = part.mapTo(shown.viewport(), part.rect().topRight())
        assert corner.x() <= shown.viewport().rect().right()
    assert is_seen(shown, combo.rect().center(), combo)
    room.press(KEY.Key_Escape)
    assert shown.side.list.hasFocus()
    rows = shown.side.list
    for _ in range(12):
        assert is_seen(shown, rows.visualRect(rows.currentIndex()).center(), rows.viewport())
        room.press(KEY.Key_J)
    room.press(KEY.Key_E)
    assert is_seen(shown, combo.rect().center(), combo)


def is_seen(shown: PreviewView, point: QPoint, part: QWidget) -> bool:
    return shown.viewport().rect().contains(part.mapTo(shown.viewport(), point))


def test_a_small_window_is_not_scrolled_where_the_list_can_be_lower(
    room: Room, qtbot: QtBot, guests: Path
) -> None:
    room.window.resize(900, 560)
    room.start_event()
    shown = looked_at(room, qtbot, guests)
    choose(room, qtbot, "Founders Mixer")
    QApplication.processEvents()
    assert shown.verticalScrollBar().maximum() == 0


def test_the_hint_is_there_only_while_an_event_can_be_chosen(room: Room, qtbot: QtBot, guests: Path) -> None:
    looked_at(room, qtbot, guests)
    assert "Expected at" not in hints(room)
    room.start_event()
    room.press(KEY.Key_I, CONTROL)
    qtbot.waitUntil(lambda: "Expected at" in hints(room))


def hints(room: Room) -> list[str]:
    return [hint.text for hint in room.window.registry.hints(room.window.registry.context)]
