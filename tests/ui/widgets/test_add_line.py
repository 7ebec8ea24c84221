"""A line to add with: there only while it is needed, and the keyboard goes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from companion.ui.widgets.add_line import AddLine
from tests.ui.keyboard import pressed, shown, type_text

KEY = Qt.Key


class Host(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.before, self.line, self.after = QLineEdit(), AddLine(), QLineEdit()
        column = QVBoxLayout(self)
        for part in (self.before, self.line, self.after):
            column.addWidget(part)
        self.added: list[str] = []
        self.line.added.connect(self.added.append)


@pytest.fixture
def host(theme: Theme, qtbot: QtBot) -> Host:
    made = Host()
    shown(qtbot, made)
    made.before.setFocus()
    made.line.open("What do they need?")
    return made


def test_it_takes_the_keyboard_and_says_what_to_type(host: Host) -> None:
    assert host.line.hasFocus()
    assert host.line.placeholderText() == host.line.accessibleName() == "What do they need?"


def test_enter_adds_and_gives_the_keyboard_back(host: Host, qtbot: QtBot) -> None:
    type_text(host.line, "a boat")
    pressed(qtbot, KEY.Key_Return)
    assert host.added == ["a boat"]
    assert host.before.hasFocus()
    assert host.line.isHidden()


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_typed_adds_nothing(host: Host, qtbot: QtBot, typed: str) -> None:
    type_text(host.line, typed)
    pressed(qtbot, KEY.Key_Return)
    assert host.added == []
    assert host.before.hasFocus()


def test_escape_adds_nothing(host: Host, qtbot: QtBot) -> None:
    type_text(host.line, "a boat")
    pressed(qtbot, KEY.Key_Escape)
    assert host.added == []
    assert host.before.hasFocus()
    host.line.open("Again")
    assert host.line.text() == ""


def test_leaving_adds_and_the_keyboard_stays_where_it_went(host: Host, qtbot: QtBot) -> None:
    type_text(host.line, "a boat")
    pressed(qtbot, KEY.Key_Tab)
    assert host.added == ["a boat"]
    assert host.after.hasFocus()


def test_what_was_typed_before_can_be_gone_on_with(host: Host, qtbot: QtBot) -> None:
    host.line.open("Again", "a bo")
    assert host.line.hasFocus()
    type_text(host.line, "at")
    pressed(qtbot, KEY.Key_Return)
    assert host.added == ["a boat"]
    assert host.before.hasFocus()


def test_a_place_that_has_gone_does_not_get_the_keyboard(host: Host, qtbot: QtBot) -> None:
    host.before.hide()
    pressed(qtbot, KEY.Key_Escape)
    assert not host.before.hasFocus()
