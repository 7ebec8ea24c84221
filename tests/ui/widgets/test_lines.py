"""Fields that take several texts: a line each, and one more to go on in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from companion.ui.widgets.lines import Lines
from tests.ui.keyboard import pressed, shown, type_text


def visible(lines: Lines) -> list[str]:
    return [line.text() for line in lines.lines if line.isVisible()]


def focused() -> QLineEdit:
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    return line


def test_another_line_comes_with_the_first_letter(theme: Theme, qtbot: QtBot) -> None:
    lines = Lines("Phone", "+372 5555 0101")
    shown(qtbot, lines)
    lines.setFocus()
    assert visible(lines) == [""]
    assert focused().placeholderText() == "+372 5555 0101"
    type_text(focused(), "1")
    assert visible(lines) == ["1", ""]
    pressed(qtbot, Qt.Key.Key_Down)
    type_text(focused(), "2")
    assert visible(lines) == ["1", "2", ""]
    assert lines.texts == ("1", "2")


def test_what_was_emptied_goes_once_the_keyboard_is_elsewhere(theme: Theme, qtbot: QtBot) -> None:
    lines = Lines("Phone")
    shown(qtbot, lines)
    lines.set_texts(("1", "2"))
    assert visible(lines) == ["1", "2", ""]
    lines.lines[1].setFocus()
    with qtbot.waitSignal(lines.edited):
        lines.lines[1].selectAll()
        lines.lines[1].del_()
        type_text(focused(), " ")
    assert visible(lines) == ["1", " "]
    assert lines.texts == ("1",)


def test_other_texts_take_the_place_of_more(theme: Theme, qtbot: QtBot) -> None:
    lines = Lines("Phone")
    shown(qtbot, lines)
    lines.set_texts(("1", "2", "3"))
    lines.set_texts(("  four  4 ",))
    assert lines.texts == ("four 4",)
    assert visible(lines) == ["  four  4 ", ""]


def test_each_line_has_a_name_of_its_own(theme: Theme, qtbot: QtBot) -> None:
    lines = Lines("Phone")
    qtbot.addWidget(lines)
    lines.set_texts(("1",))
    assert [line.accessibleName() for line in lines.lines] == ["Phone", "Phone 2"]


def test_up_and_down_go_from_line_to_line_and_stay_at_the_ends(theme: Theme, qtbot: QtBot) -> None:
    lines = Lines("Phone")
    shown(qtbot, lines)
    lines.set_texts(("1", "2"))
    lines.setFocus()
    came_to = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_Up,
        Qt.Key.Key_Up,
    ):
        pressed(qtbot, key)
        came_to.append(focused().text())
    assert came_to == ["2", "", "", "2", "1", "1"]
