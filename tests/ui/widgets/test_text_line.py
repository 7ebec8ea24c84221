"""A text that is edited where it stands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
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


@pytest.fixture
def block(host: QWidget, qtbot: QtBot) -> TextLine:
    layout = QVBoxLayout(host)
    made = TextLine("Note", "swims\nin May", is_block=True)
    layout.addWidget(made)
    layout.addWidget(QLineEdit())
    layout.addStretch(1)
    shown(qtbot, host)
    made.setFocus()
    return made


def test_shift_enter_begins_a_line_in_a_block_and_enter_keeps_it(block: TextLine, qtbot: QtBot) -> None:
    pressed(qtbot, KEY.Key_Return)
    editor = block.findChild(QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit)
    height = editor.height()
    pressed(qtbot, KEY.Key_End, Qt.KeyboardModifier.ControlModifier)
    pressed(qtbot, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_text(editor, "  or June ")
    assert editor.height() > height
    with qtbot.waitSignal(block.edited) as told:
        pressed(qtbot, KEY.Key_Return)
    assert told.args == ["swims\nin May\n  or June"]
    assert block.hasFocus()


def test_a_block_that_was_only_looked_at_is_no_change(block: TextLine, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(block.edited):
        for key in (KEY.Key_Return, KEY.Key_Return, KEY.Key_F2, KEY.Key_Escape, KEY.Key_F2, KEY.Key_Tab):
            pressed(qtbot, key)
    assert not block.editing
    assert block.text == "swims\nin May"


def test_a_line_of_several_is_no_change_in_one_when_only_looked_at(line: TextLine, qtbot: QtBot) -> None:
    line.set_text("two\nlines")
    with qtbot.assertNotEmitted(line.edited):
        pressed(qtbot, KEY.Key_Return)
        pressed(qtbot, KEY.Key_Return)


def test_a_hugging_line_is_as_wide_as_its_text_and_wider_to_write_in(theme: Theme, qtbot: QtBot) -> None:
    short, long = (TextLine("Day", text, is_hugging=True) for text in ("fri", "in a fortnight or so"))
    assert short.sizeHint().width() < long.sizeHint().width()
    assert short.sizeHint().height() == long.sizeHint().height()
    shown(qtbot, short)
    narrow = short.sizeHint().width()
    short.edit()
    assert short.sizeHint().width() > 4 * narrow


def test_what_was_refused_can_be_typed_again(line: TextLine, qtbot: QtBot) -> None:
    line.edit("Nina R")
    with qtbot.waitSignal(line.closed), qtbot.waitSignal(line.edited) as told:
        pressed(qtbot, KEY.Key_Return)
    assert told.args == ["Nina R"]


def test_a_long_address_may_go_on_in_the_next_line(line: TextLine) -> None:
    address = "somebody.with.a.long.name@a-very-long-company-name.example"
    line.set_text(address)
    assert line.text == address
    assert label(line).text().replace("\u200b", "") == address
    assert line.heightForWidth(150) > line.heightForWidth(2000)
