"""The sheet of keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.actions import WINDOW, Actions, Entry
from companion.ui.dialogs.keys import KeysDialog
from companion.ui.theme import Theme
from tests.ui.keyboard import pressed, shown

KEY = Qt.Key


class Desk(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.actions_ = Actions(self)
        self.actions_.add(Entry("undo", "Undo", ("Ctrl+Z",)), list)
        self.actions_.add(Entry("quiet", "Has no key"), list)
        self.actions_.add(Entry("done", "Done", ("E",), context="followups"), list)
        self.actions_.mention(Entry("open", "Open", ("Return", "Space"), context="followups"))
        self.actions_.name_context(WINDOW, "Everywhere")
        self.actions_.name_context("followups", "Follow-ups")


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Desk:
    made = Desk()
    shown(qtbot, made, 1000, 700)
    made.setFocus()
    return made


def texts(sheet: KeysDialog) -> list[str]:
    return [label.text() for label in sheet.findChildren(QLabel)]


def test_it_shows_every_key_where_it_works(desk: Desk) -> None:
    sheet = KeysDialog(desk.actions_, desk)
    sheet.open()
    shown_texts = texts(sheet)
    for text in ("Everywhere", "Undo", "Ctrl", "Z", "Follow-ups", "Done", "E", "Open", "Enter", "Space"):
        assert text in shown_texts
    assert "Has no key" not in shown_texts
    assert "Undo: Ctrl Z" in sheet.accessibleDescription()


def test_keys_that_are_switched_off_are_not_promised(desk: Desk) -> None:
    desk.actions_.set_single_keys(False)
    sheet = KeysDialog(desk.actions_, desk)
    sheet.open()
    assert "Done" not in texts(sheet)
    assert "Open" in texts(sheet)


@pytest.mark.parametrize("key", [KEY.Key_Escape, KEY.Key_Question])
def test_keys_close_it_and_give_the_keyboard_back(desk: Desk, qtbot: QtBot, key: Qt.Key) -> None:
    sheet = KeysDialog(desk.actions_, desk)
    sheet.open()
    assert sheet.hasFocus()
    qtbot.keyClick(sheet, key)
    assert sheet.isHidden()
    assert desk.hasFocus()


def test_its_button_closes_it(desk: Desk, qtbot: QtBot) -> None:
    sheet = KeysDialog(desk.actions_, desk)
    sheet.open()
    button = next(b for b in sheet.findChildren(QAbstractButton) if b.accessibleName() == "Close")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert sheet.isHidden()


def test_a_long_sheet_scrolls_by_keys(desk: Desk, qtbot: QtBot) -> None:
    for number in range(80):
        desk.actions_.mention(
            Entry(f"more-{number}", f"More {number}", (f"Ctrl+Alt+{chr(0x4E00 + number)}",))
        )
    sheet = KeysDialog(desk.actions_, desk)
    sheet.open()
    area = sheet.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    pressed(qtbot, KEY.Key_PageDown)
    assert bar.value() > 0
    pressed(qtbot, KEY.Key_PageUp)
    assert bar.value() == 0
