"""A text that is edited where it stands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from companion.ui.widgets.label import Label
from companion.ui.widgets.text_line import TextLine
from tests.ui.keyboard import pressed, shown, type_text

KEY = Qt.Key


@pytest.fixture
def host(theme: Theme) -> QWidget:
    return QWidget()


@pytest.fixture
def line(host: QWidget, qtbot: QtBot) -> TextLine:
    layout = QVBoxLayout(host)
    made = TextLine("Name", "Nina Roth", placeholder="Add a name")
    layout.addWidget(made)
    layout.addWidget(QLineEdit())
    shown(qtbot, host)
    made.setFocus()
    return made


def label(line: TextLine) -> Label:
    found = line.findChild(Label)
    assert isinstance(found, Label)
    return found


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_F2])
def test_keys_open_it_with_all_text_selected(line: TextLine, qtbot: QtBot, key: Qt.Key) -> None:
    pressed(qtbot, key)
    assert line.editing
    editor = line.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.hasFocus()
    assert editor.selectedText() == "Nina Roth"


def test_a_double_click_opens_it(line: TextLine, qtbot: QtBot) -> None:
    qtbot.mouseDClick(line, Qt.MouseButton.LeftButton)
    assert line.editing


def test_enter_keeps_what_was_typed(line: TextLine, qtbot: QtBot) -> None:
    line.edit()
    with qtbot.waitSignal(line.edited) as told:
        _type(line, "  Zoë   Ågren ")
        pressed(qtbot, KEY.Key_Return)
    assert told.args == ["Zoë Ågren"]
    assert line.text == label(line).text() == "Zoë Ågren"
    assert line.hasFocus()
    assert not line.editing


def test_escape_restores(line: TextLine, qtbot: QtBot) -> None:
    line.edit()
    with qtbot.assertNotEmitted(line.edited):
        _type(line, "Other")
        pressed(qtbot, KEY.Key_Escape)
    assert line.text == label(line).text() == "Nina Roth"


def test_leaving_keeps_what_was_typed(line: TextLine, qtbot: QtBot) -> None:
    line.edit()
    with qtbot.waitSignal(line.edited) as told:
        _type(line, "Other")
        pressed(qtbot, KEY.Key_Tab)
    assert told.args == ["Other"]
    assert not line.hasFocus()


def test_the_same_text_is_no_change(line: TextLine, qtbot: QtBot) -> None:
    line.edit()
    with qtbot.assertNotEmitted(line.edited):
        pressed(qtbot, KEY.Key_Return)


def test_an_empty_text_says_what_could_be_there(line: TextLine) -> None:
    line.set_text("")
    assert label(line).text() == "Add a name"
    assert line.accessibleName() == "Name"


def test_a_text_from_outside_does_not_disturb_an_open_editor(line: TextLine, qtbot: QtBot) -> None:
    line.edit()
    _type(line, "Typed")
    line.set_text("Changed elsewhere")
    with qtbot.waitSignal(line.edited) as told:
        pressed(qtbot, KEY.Key_Return)
    assert told.args == ["Typed"]


def test_screen_readers_hear_what_it_is_and_says(line: TextLine) -> None:
    assert line.accessibleName() == "Name: Nina Roth"


def test_a_long_text_takes_several_lines(line: TextLine) -> None:
    line.set_text("a long text " * 30)
    assert line.heightForWidth(200) > 5 * line.heightForWidth(4000)


def _type(line: TextLine, text: str) -> None:
    editor = line.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    type_text(editor, text)
