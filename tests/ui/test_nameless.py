"""Somebody of whom only the number of a badge is known, wherever people are shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot

from companion.formats.payload.read import read_payload
from companion.model.change import ChangeSet
from companion.model.person import Person
from companion.storage.engine import Connection
from companion.storage.queries.person import people_page, whole_person
from companion.ui.theme import Theme
from companion.ui.widgets.row import ROW, Row
from companion.workflow.scan import Scanned, save_scan
from tests.ui.evening import CONTROL, KEY, Clock, Room, Rooms

CALLED = "(no name yet, badge 1017)"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(folder: Path, clock: Clock, theme: Theme, qtbot: QtBot) -> Iterator[Room]:
    """An event at which somebody's badge was scanned, who was promised something."""
    rooms = Rooms(folder, clock, qtbot)
    made = rooms.enter()
    made.start_event()
    scan(made, "1017", "!send the deck tomorrow")
    yield made
    rooms.put_away()


def scan(room: Room, text: str, line: str = "") -> None:
    def plan(connection: Connection) -> tuple[Scanned, ChangeSet]:
        scanned = save_scan(connection, read_payload(text), line=line, now=room.clock(), region="DE")
        return scanned, scanned.change_set

    assert room.desk.change(plan) is not None


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def rows(room: Room) -> list[str]:
    """The names in all lists that can be seen."""
    lists = [one for one in room.window.findChildren(QListView) if one.isVisible()]
    found = [
        one.model().index(place, 0).data(ROW) for one in lists for place in range(one.model().rowCount())
    ]
    return [line.name for line in found if isinstance(line, Row)]


def somebody(room: Room) -> Person:
    (one,) = room.desk.read(people_page, after=None, limit=None)
    return room.desk.read(whole_person, one.id).person


def test_they_are_called_by_their_badge_on_the_evening(room: Room, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: room.names() == [CALLED])
    assert CALLED in texts(room.window)


def test_they_are_called_so_in_the_queue_of_the_morning(room: Room, qtbot: QtBot, clock: Clock) -> None:
    clock.pass_by(days=1)
    room.press(KEY.Key_2, CONTROL)
    qtbot.waitUntil(lambda: rows(room) == [CALLED])
    assert CALLED in texts(room.window)


def test_they_are_found_by_the_number_and_given_a_name_on_their_page(room: Room, qtbot: QtBot) -> None:
    room.press(KEY.Key_3, CONTROL)
    qtbot.waitUntil(lambda: rows(room) == [CALLED])
    room.type("1017")
    qtbot.waitUntil(lambda: rows(room) == [CALLED])
    room.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: "(no name yet)" in texts(room.window))
    room.press(KEY.Key_F2)
    room.enter("Dana Weiss")
    assert somebody(room).name == "Dana Weiss"
    assert "Dana Weiss" in texts(room.window)
