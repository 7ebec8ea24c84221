"""Chips that do something, by keys and mouse."""

from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from companion.ui.tokens import Role
from companion.ui.widgets.chip import ChipText
from companion.ui.widgets.chip_button import StateChip, TagChip
from tests.ui.keyboard import pressed, shown

KEY = Qt.Key
ChipT = TypeVar("ChipT", TagChip, StateChip)
STATES = (("open", "open"), ("met", "met"), ("no_longer", "no longer needed"))


@pytest.fixture
def host(theme: Theme) -> QWidget:
    return QWidget()


@pytest.fixture
def tag(host: QWidget, qtbot: QtBot) -> TagChip:
    return placed(host, TagChip("sailing"), qtbot)


def placed(host: QWidget, chip: ChipT, qtbot: QtBot) -> ChipT:
    row = QHBoxLayout(host)
    row.addWidget(chip)
    row.addStretch(1)
    shown(qtbot, host)
    chip.setFocus()
    return chip


@pytest.mark.parametrize("key", [KEY.Key_Delete, KEY.Key_Backspace])
def test_delete_takes_a_tag_away(tag: TagChip, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(tag.removed), qtbot.assertNotEmitted(tag.clicked):
        pressed(qtbot, key)


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space])
def test_enter_presses_a_tag(tag: TagChip, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(tag.clicked), qtbot.assertNotEmitted(tag.removed):
        pressed(qtbot, key)


def test_a_click_on_the_cross_takes_it_away_and_beside_it_presses(tag: TagChip, qtbot: QtBot) -> None:
    left = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(tag.removed), qtbot.assertNotEmitted(tag.clicked):
        qtbot.mouseClick(tag, left, pos=tag.sign_box().center().toPoint())
    with qtbot.waitSignal(tag.clicked), qtbot.assertNotEmitted(tag.removed):
        qtbot.mouseClick(tag, left, pos=QPoint(8, tag.height() // 2))


def test_the_cross_is_at_the_end_in_both_directions(tag: TagChip) -> None:
    assert tag.sign_box().center().x() > tag.width() / 2
    tag.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert tag.sign_box().center().x() < tag.width() / 2


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_state_offers_the_others_and_says_which_was_chosen(host: QWidget, qtbot: QtBot) -> None:
    chip = placed(host, StateChip("State", STATES), qtbot)
    chip.show_chip(ChipText("met", Role.OK))
    assert chip.accessibleName() == "State: met"
    pressed(qtbot, KEY.Key_Return)
    assert chip.menu.activeAction().text() == "met"
    qtbot.keyClick(chip.menu, KEY.Key_Down)
    with qtbot.waitSignal(chip.chosen) as told:
        qtbot.keyClick(chip.menu, KEY.Key_Return)
    assert told.args == ["no_longer"]
