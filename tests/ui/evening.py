"""The window during an event, worked by keys alone."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from companion.model.change import ChangeSet
from companion.storage.engine import Connection
from companion.storage.opening import open_store
from companion.ui.app import build
from companion.ui.dialogs.overlay import Overlay
from companion.ui.pages.live import LivePage
from companion.ui.widgets.chip import ChipFlow
from companion.ui.widgets.row import ROW, Row
from tests.ui.keyboard import pressed, shown, type_text

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TALLINN = ZoneInfo("Europe/Tallinn")
EVENING = datetime(2026, 5, 12, 19, tzinfo=TALLINN)


@dataclass
class Clock:
    """Stands still until a test moves it."""

    now: datetime = EVENING

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        self.now += timedelta(**span)


class Room:
    """One window on a data folder, made by `Rooms`."""

    def __init__(self, folder: Path, clock: Clock, qtbot: QtBot, typed: str) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.clock = clock
        self._qtbot = qtbot
        hook = sys.excepthook
        self.window = build(app, folder, clock)
        # What goes wrong here shall fail the test, not be shown to a user.
        sys.excepthook = hook
        self.desk = self.window.desk
        type_text(self.window.first_line, typed)
        page = self.window.page
        assert isinstance(page, LivePage)
        self.page = page
        self.line = page.line

    def show(self) -> None:
        """Show the window; the data opens behind it."""
        shown(self._qtbot, self.window, 1280, 800)

    def open(self) -> None:
        """Show the window and wait for the data."""
        with self._qtbot.waitSignal(self.desk.opened):
            self.show()

    def type(self, text: str) -> None:
        """Type where the keyboard is, even when it goes elsewhere meanwhile."""
        for letter in text:
            target = QApplication.focusWidget()
            assert target is not None, "nothing has the keyboard"
            type_text(target, letter)

    def enter(self, text: str) -> None:
        self.type(text)
        self.press(KEY.Key_Return)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key, and let the window show what came of it."""
        pressed(self._qtbot, key, modifier)
        QApplication.processEvents()

    def start_event(self, name: str = "Founders Mixer") -> None:
        self.press(KEY.Key_E, CONTROL)
        self.enter(name)

    def rows(self) -> list[Row]:
        model = self.page.view.people.model()
        return [model.index(place, 0).data(ROW) for place in range(model.rowCount())]

    def names(self) -> list[str]:
        return [row.name for row in self.rows()]

    def chips(self) -> list[str]:
        flow = self.line.findChild(ChipFlow)
        assert flow is not None
        return [chip.text for chip in flow.chips]

    def says(self, words: str) -> bool:
        labels = self.window.findChildren(QLabel)
        return any(words in label.text() for label in labels if label.isVisible())

    def panel(self) -> Overlay | None:
        """The panel that is open over the window."""
        open_ones = [one for one in self.window.findChildren(Overlay) if one.isVisible()]
        return open_ones[0] if open_ones else None

    def has_keyboard(self, widget: QWidget) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (widget is focused or widget.isAncestorOf(focused))

    def leave(self) -> None:
        """Close the window as the user does."""
        self.window.close()
        self.desk.close()

    def crash(self) -> None:
        """Go without a chance to keep anything."""
        self.desk.close()
        self.window.hide()


class Rooms:
    """Makes windows on one data folder and puts them away, however the test ends."""

    def __init__(self, folder: Path, clock: Clock, qtbot: QtBot) -> None:
        self.folder = folder
        self.clock = clock
        self._qtbot = qtbot
        self._made: list[Room] = []

    def make(self, typed: str = "") -> Room:
        """A window that is not shown yet, with what was typed into its first picture."""
        room = Room(self.folder, self.clock, self._qtbot, typed)
        self._made.append(room)
        return room

    def enter(self) -> Room:
        """A window with its data open."""
        room = self.make()
        room.open()
        return room

    def put_away(self) -> None:
        """Close them all."""
        for room in self._made:
            room.leave()
            room.window.deleteLater()
            room.desk.deleteLater()


def changed_elsewhere(
    folder: Path, plan: Callable[[Connection], ChangeSet], *, at: datetime = EVENING
) -> None:
    """Change the data as another program does."""
    store = open_store(folder)
    store.apply(store.read(plan), at=at)
    store.close()
