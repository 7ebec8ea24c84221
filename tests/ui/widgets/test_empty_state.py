"""The first steps, by keys and mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.empty_state import EmptyState, FirstStep
from companion.ui.widgets.label import Label
from tests.ui.keyboard import pressed, shown

KEY = Qt.Key
STEPS = (
    FirstStep("card", "users", "Create my card", "Name and one way to reach you"),
    FirstStep("event", "radio", "Start an event", "Open the capture line and begin"),
)


@pytest.fixture
def empty(theme: Theme, qtbot: QtBot) -> EmptyState:
    made = EmptyState("sprout", "Who could you help?", "Write down what people need.", STEPS)
    shown(qtbot, made, 800, 600)
    made.focus_first()
    return made


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((KEY.Key_2,), "event"),
        ((KEY.Key_Return,), "card"),
        ((KEY.Key_Space,), "card"),
        ((KEY.Key_Down, KEY.Key_Return), "event"),
        ((KEY.Key_Up, KEY.Key_Return), "event"),
        ((KEY.Key_Tab, KEY.Key_Return), "event"),
    ],
)
def test_keys_choose_a_step(empty: EmptyState, qtbot: QtBot, keys: tuple[Qt.Key, ...], expected: str) -> None:
    with qtbot.waitSignal(empty.chosen) as told:
        for key in keys:
            pressed(qtbot, key)
    assert told.args == [expected]


def test_digits_can_be_switched_off_and_others_do_nothing(empty: EmptyState, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(empty.chosen):
        for key in (KEY.Key_0, KEY.Key_3, KEY.Key_A):
            pressed(qtbot, key)
        empty.set_single_keys(False)
        pressed(qtbot, KEY.Key_1)


def test_a_click_chooses_a_step(empty: EmptyState, qtbot: QtBot) -> None:
    card = empty.findChildren(QAbstractButton)[1]
    with qtbot.waitSignal(empty.chosen) as told:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert told.args == ["event"]
    assert (card.text(), card.accessibleDescription()) == (STEPS[1].title, STEPS[1].detail)


def test_the_words_can_change(empty: EmptyState) -> None:
    empty.set_texts("All done", "15 people, 4 promises kept.")
    texts = [label.text() for label in empty.findChildren(Label)]
    assert texts == ["All done", "15 people, 4 promises kept."]


def test_without_steps_there_is_nothing_to_focus(theme: Theme, qtbot: QtBot) -> None:
    empty = EmptyState("check", "All done", "Nothing is due.")
    shown(qtbot, empty)
    empty.focus_first()
    assert not empty.findChildren(QAbstractButton)


def test_long_texts_are_not_cut(theme: Theme, qtbot: QtBot) -> None:
    theme.set_text_scale(2.0)
    empty = EmptyState("sprout", "Who could you help today, and how?", "Write down what people need. " * 6)
    shown(qtbot, empty, 1280, 800)
    for label in empty.findChildren(Label):
        assert label.height() >= label.heightForWidth(label.width())


def test_the_icon_is_round(empty: EmptyState) -> None:
    badge = empty.findChild(Badge)
    assert isinstance(badge, Badge)
    assert (badge.width(), badge.height()) == (88, 88)
