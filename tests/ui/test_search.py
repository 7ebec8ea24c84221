"""Ctrl+K in the window: people are found by any word of theirs and opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.ui.dialogs.palette import Palette
from companion.ui.pages.people import PeoplePage
from companion.ui.search import people_for
from companion.ui.theme import Theme
from tests.ui.evening import CONTROL, KEY, Clock, Room, Rooms


@pytest.fixture
def rooms(folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, Clock(), qtbot)
    yield made
    made.put_away()


@pytest.fixture
def room(rooms: Rooms) -> Room:
    """The window in which two people were written down."""
    made = rooms.enter()
    made.enter("Maya Chen, CTO @Northwind, swims in cold water")
    made.enter("Ben Ode ?a boat yard")
    return made


def people(room: Room) -> list[tuple[str, str]]:
    palette = room.panel()
    assert isinstance(palette, Palette)
    items = [section.items for section in palette.sections if section.title == "People"]
    return [(item.title, item.detail) for some in items for item in some]


def test_a_word_of_a_note_opens_the_person(room: Room) -> None:
    room.press(KEY.Key_K, CONTROL)
    room.type("cold")
    assert people(room) == [("Maya Chen", "“swims in cold water”")]
    room.press(KEY.Key_Return)
    page = room.window.page
    assert isinstance(page, PeoplePage)
    assert page.pane.head.name.text == "Maya Chen"
    assert page.side.list.hasFocus()
    assert room.panel() is None


def test_without_words_those_of_late_are_offered(room: Room) -> None:
    room.press(KEY.Key_K, CONTROL)
    assert people(room) == [("Ben Ode", ""), ("Maya Chen", "CTO, Northwind")]
    room.type("maya")
    assert people(room) == [("Maya Chen", "CTO, Northwind")]


def test_signs_alone_find_nobody(room: Room) -> None:
    room.press(KEY.Key_K, CONTROL)
    room.type("!!")
    assert people(room) == []


def test_a_page_is_reached_by_its_name(room: Room) -> None:
    room.press(KEY.Key_K, CONTROL)
    room.type("settings")
    room.press(KEY.Key_Return)
    assert room.window.page is not None
    assert room.window.page.name == "settings"


def test_at_most_eight_people_are_listed(room: Room) -> None:
    for place in range(9):
        room.enter(f"Nina Number{place}")
    room.press(KEY.Key_K, CONTROL)
    room.type("nina")
    assert len(people(room)) == 8


def test_before_the_data_is_open_there_are_only_actions(rooms: Rooms) -> None:
    room = rooms.make()
    assert people_for(room.desk, "a") == ()
    room.window.registry.action("palette").trigger()
    palette = room.panel() or room.window.findChild(Palette)
    assert isinstance(palette, Palette)
    assert "People" not in [section.title for section in palette.sections]
    QApplication.processEvents()
