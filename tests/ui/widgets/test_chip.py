"""Chips, and the layout that they flow in."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from companion.ui.tokens import LIGHT, Role
from companion.ui.widgets.chip import Chip, ChipFlow, ChipText, FilterChip
from companion.ui.widgets.flow import FlowLayout
from tests.ui.keyboard import shown

WORDS = tuple(ChipText(word) for word in ("energy", "Go", "Tartu", "venues", "speakers"))


def test_a_chip_wears_the_colours_of_its_role(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip("Backend engineer", Role.NEED)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    assert chip.grab().toImage().pixelColor(5, 10).name().upper() == LIGHT.need.soft
    chip.show_chip(ChipText("Intros", Role.OFFER))
    assert chip.role is Role.OFFER
    assert chip.grab().toImage().pixelColor(5, 10).name().upper() == LIGHT.offer.soft


def test_a_long_chip_can_be_narrow_and_tells_all_in_its_tip(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip("a <b>very</b> long need " * 10)
    qtbot.addWidget(chip)
    assert chip.minimumSizeHint().width() < 60 < chip.sizeHint().width()
    assert "&lt;b&gt;very" in chip.toolTip()


def test_chips_flow_into_as_many_lines_as_they_need(theme: Theme, qtbot: QtBot) -> None:
    flow = ChipFlow()
    shown(qtbot, flow, 120, 200)
    flow.set_chips(WORDS)
    assert flow.heightForWidth(1000) == 21
    assert flow.heightForWidth(120) > 3 * 21


def test_chips_are_shown_in_the_same_controls_again(theme: Theme, qtbot: QtBot) -> None:
    flow = ChipFlow()
    shown(qtbot, flow, 400, 200)
    flow.set_chips(WORDS)
    flow.set_chips(WORDS[:2])
    visible = [chip.text() for chip in flow.findChildren(Chip) if chip.isVisible()]
    assert visible == ["energy", "Go"]
    assert flow.chips == WORDS[:2]
    assert len(flow.findChildren(Chip)) == len(WORDS)


def test_the_flow_begins_where_lines_begin(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    host.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    layout = FlowLayout(host)
    chips = [Chip("one"), Chip("two")]
    for chip in chips:
        layout.addWidget(chip)
    shown(qtbot, host, 300, 100)
    layout.setGeometry(QRect(0, 0, 300, 100))
    assert chips[0].geometry().right() == 299
    assert chips[1].geometry().right() < chips[0].geometry().left()


def test_the_flow_gives_its_items_back(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    layout = FlowLayout(host)
    layout.addWidget(Chip("one", parent=host))
    assert layout.count() == 1
    assert layout.itemAt(1) is None
    assert layout.takeAt(0) is not None
    assert layout.takeAt(0) is None


def test_a_filter_chip_is_switched_by_key_and_mouse(theme: Theme, qtbot: QtBot) -> None:
    chip = FilterChip("Has a need 31")
    shown(qtbot, chip)
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert not chip.isChecked()
