"""The sentence that says what went wrong: it stays until it was read, and not for ever."""

import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.model.error import NothingToUndoError
from companion.ui.pages.live import LivePage
from companion.ui.widgets.notice import Notice
from tests.ui.evening import CONTROL, KEY, SHIFT, Room

NOTHING = "There is nothing to undo."


def notice(room: Room) -> str:
    """What the notice says, as long as it is seen."""
    shown = room.window.findChild(Notice)
    assert shown is not None
    assert bool(shown.text) or not shown.isVisible(), "an empty bar is seen"
    return shown.text if shown.isVisible() else ""


def refuse(room: Room) -> None:
    room.press(KEY.Key_Z, CONTROL)
    assert notice(room) == NOTHING


def test_esc_puts_the_notice_away_first_wherever_the_keyboard_is(room: Room) -> None:
    refuse(room)
    room.type("Maya Chen")
    room.press(KEY.Key_Escape)
    assert notice(room) == ""
    assert room.line.text == "Maya Chen"
    room.press(KEY.Key_Escape)
    assert room.line.text == ""


def test_esc_puts_the_notice_away_before_a_panel(room: Room) -> None:
    refuse(room)
    room.press(KEY.Key_C, CONTROL | SHIFT)
    room.type("Katrin")
    room.press(KEY.Key_Escape)
    assert notice(room) == ""
    assert room.panel() is not None
    room.press(KEY.Key_Escape)
    assert room.panel() is None


def test_esc_puts_the_notice_away_before_what_it_is_a_key_of(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Name,E-mail\nMaya Chen,maya@northwind.example\n")
    room.window.workspace.take_paths([file])
    qtbot.waitUntil(lambda: room.says("Maya Chen"))
    refuse(room)
    room.press(KEY.Key_Escape)
    assert notice(room) == ""
    assert room.says("Maya Chen")
    room.press(KEY.Key_Escape)
    assert not room.says("Maya Chen")


def test_a_hidden_window_keeps_what_it_has_to_say(room: Room) -> None:
    refuse(room)
    room.window.hide()
    room.window.show()
    room.window.activateWindow()
    QApplication.processEvents()
    assert notice(room) == NOTHING


def test_the_notice_stays_on_another_page_until_something_works(room: Room) -> None:
    refuse(room)
    room.press(KEY.Key_3, CONTROL)
    room.press(KEY.Key_1, CONTROL)
    assert notice(room) == NOTHING
    room.start_event()
    assert notice(room) == ""


def test_what_goes_wrong_beside_something_that_works_is_seen(room: Room) -> None:
    def refuse_as_well() -> None:
        room.desk.refused.emit(NothingToUndoError())

    # What is looked for after a change was stored, and before it is said to be done.
    room.desk.changed.connect(lambda _touched: refuse_as_well())
    room.start_event()
    assert isinstance(room.window.page, LivePage)
    assert notice(room) == NOTHING


def test_what_could_not_be_stored_is_said_until_it_could(room: Room, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "companion.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        room.start_event()
        assert notice(room)
        other.execute("ROLLBACK")
    room.press(KEY.Key_Return)
    assert notice(room) == ""
