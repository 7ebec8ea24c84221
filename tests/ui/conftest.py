"""What tests of the window share: the application in its own dress."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from companion.ui.theme import Theme
    from tests.ui.evening import Room, Rooms


@pytest.fixture(scope="session")
def dressed(qapp: "QApplication") -> "Theme":
    """The application's theme; ask for `theme` instead, which is light again for each test."""
    # This file is read before the run can be stopped with what Qt lacks on this machine.
    from companion.ui.theme import Theme

    return Theme(qapp, "light")


@pytest.fixture
def theme(dressed: "Theme") -> "Iterator[Theme]":
    """The application in the light theme at 100 % text."""
    from companion.ui.theme import text_scale, tokens
    from companion.ui.tokens import LIGHT

    yield dressed
    # What a window of the test has changed with its own theme is changed back as well.
    if tokens() is not LIGHT:
        dressed.set_choice("dark")
    if text_scale() != 1.0:
        dressed.set_text_scale(2.0)
    dressed.set_choice("light")
    dressed.set_text_scale(1.0)


@pytest.fixture
def rooms(folder: Path, theme: "Theme", qtbot: "QtBot") -> "Iterator[Rooms]":
    """Windows on one data folder, put away when the test ends."""
    from tests.ui.evening import Clock, Rooms

    made = Rooms(folder, Clock(), qtbot)
    yield made
    made.put_away()


@pytest.fixture
def room(rooms: "Rooms") -> "Room":
    """A window with its data open."""
    return rooms.enter()
