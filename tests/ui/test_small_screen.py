"""The window on a small screen, and panels in a small window with large texts: nothing is out of reach."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.ui.dialogs.event import EventDialog
from companion.ui.dialogs.wrap_up import WrapUpDialog
from companion.ui.theme import Theme
from companion.ui.widgets.button import Button
from tests.ui.evening import CONTROL, KEY, SHIFT, Clock, Room, Rooms


@pytest.fixture
def rooms(folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, Clock(), qtbot)
    yield made
    made.put_away()


def test_the_window_is_no_larger_than_its_screen(rooms: Rooms) -> None:
    window = rooms.make().window
    screen = window.screen().availableSize()
    # Those of this platform are lower than the window would like to be.
    assert screen.width() < 1280
    for size in (window.size(), window.minimumSize()):
        assert size.width() < screen.width()
        assert size.height() < screen.height()
    assert window.height() > window.minimumHeight()


def open_event(room: Room) -> None:
    room.press(KEY.Key_E, CONTROL)
    assert isinstance(room.panel(), EventDialog)


def open_event_during_another(room: Room) -> None:
    room.start_event("An evening with a name that goes on for more than a line of a small panel, and on")
    open_event(room)


def open_wrap_up(room: Room) -> None:
    room.start_event()
    room.enter("Maya Chen")
    room.window.registry.action("end-event").trigger()
    QApplication.processEvents()
    assert isinstance(room.panel(), WrapUpDialog)
    room.type("?a very long need " * 9)


def open_my_fields(room: Room) -> None:
    room.press(KEY.Key_C, CONTROL | SHIFT)


@pytest.mark.parametrize("opened", [open_event, open_event_during_another, open_wrap_up, open_my_fields])
@pytest.mark.parametrize(("width", "height", "scale"), [(712, 410, 100), (712, 410, 125), (900, 560, 200)])
def test_a_panel_has_its_buttons_in_the_window_and_room_for_all_else(
    rooms: Rooms, opened: Callable[[Room], None], width: int, height: int, scale: int
) -> None:
    room = rooms.enter()
    room.window.setMinimumSize(0, 0)
    room.window.resize(width, height)
    room.desk.change_settings(replace(room.desk.settings, text_scale=scale))
    opened(room)
    panel = room.panel()
    assert panel is not None
    assert panel.rect().contains(panel.panel.geometry())
    for button in panel.findChildren(Button):
        place = QRect(button.mapTo(panel, button.rect().topLeft()), button.size())
        assert panel.panel.geometry().contains(place) or not button.isVisible()
    # What has too little room is laid over what stands below it.
    least = panel.column.totalMinimumHeightForWidth(panel.panel.width())
    assert least <= panel.panel.height()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert not focused.visibleRegion().isEmpty()
