"""Boxes for facts that may be longer than their place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from companion.ui.widgets.field_box import FieldBox
from tests.ui.keyboard import pressed, shown

LONG = "E-mail  somebody.with.a.very.long.name@department.of.everything.example <b>"


def test_what_is_given_up_of_a_long_fact_stands_in_the_tool_tip(theme: Theme, qtbot: QtBot) -> None:
    box = FieldBox()
    box.setText(LONG)
    shown(qtbot, box, 200, 40)
    assert box.shown_text(150).endswith("…")
    assert "&lt;b&gt;" in box.toolTip()
    assert box.minimumSizeHint().width() < 200
    box.resize(900, 40)
    assert box.shown_text(860) == LONG
    assert box.toolTip() == ""


def test_arrows_go_up_and_down_and_leave_the_sides_to_the_page(theme: Theme, qtbot: QtBot) -> None:
    seen = []

    class Page(QWidget):
        def keyPressEvent(self, event: object) -> None:
            seen.append(event)

    page = Page()
    column = QVBoxLayout(page)
    boxes = [FieldBox(), FieldBox()]
    for box in boxes:
        column.addWidget(box)
    shown(qtbot, page)
    boxes[0].setFocus()
    pressed(qtbot, Qt.Key.Key_Down)
    assert boxes[1].hasFocus()
    pressed(qtbot, Qt.Key.Key_Left)
    assert boxes[1].hasFocus()
    assert len(seen) == 1
