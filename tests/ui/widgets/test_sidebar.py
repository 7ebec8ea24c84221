"""The sidebar and the hint bar."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from companion.ui.actions import Hint
from companion.ui.theme import Theme
from companion.ui.widgets.hint_bar import HintBar
from companion.ui.widgets.sidebar import NavEntry, Sidebar
from tests.ui.keyboard import pressed, shown

KEY = Qt.Key
TOP = (NavEntry("live", "Live", "radio"), NavEntry("people", "People", "users"))
BOTTOM = (NavEntry("settings", "Settings", "settings"),)


@pytest.fixture
def sidebar(theme: Theme, qtbot: QtBot) -> Sidebar:
    made = Sidebar(TOP, BOTTOM, "Ctrl K")
    shown(qtbot, made, 208, 800)
    return made


def button(sidebar: Sidebar, text: str) -> QAbstractButton:
    return next(found for found in sidebar.findChildren(QAbstractButton) if found.text() == text)


def test_only_the_given_pages_are_there(sidebar: Sidebar) -> None:
    texts = [found.text() for found in sidebar.findChildren(QAbstractButton)]
    assert texts == ["Search", "Live", "People", "Settings"]


def test_a_click_and_keys_choose_a_page(sidebar: Sidebar, qtbot: QtBot) -> None:
    chosen: list[str] = []
    sidebar.page_chosen.connect(chosen.append)
    qtbot.mouseClick(button(sidebar, "People"), Qt.MouseButton.LeftButton)
    button(sidebar, "Live").setFocus()
    pressed(qtbot, KEY.Key_Down)
    pressed(qtbot, KEY.Key_Down)
    pressed(qtbot, KEY.Key_Return)
    pressed(qtbot, KEY.Key_Up)
    pressed(qtbot, KEY.Key_Space)
    assert chosen == ["people", "settings", "people"]


def test_one_page_is_the_open_one(sidebar: Sidebar) -> None:
    sidebar.set_current("live")
    sidebar.set_current("settings")
    checked = [found.text() for found in sidebar.findChildren(QAbstractButton) if found.isChecked()]
    assert checked == ["Settings"]
    with pytest.raises(KeyError):
        sidebar.set_current("give")


def test_a_count_is_seen_and_heard(sidebar: Sidebar) -> None:
    before = button(sidebar, "People").grab().toImage()
    sidebar.set_count("people", 7)
    assert button(sidebar, "People").grab().toImage() != before
    assert button(sidebar, "People").accessibleDescription() == "7 waiting"
    sidebar.set_count("people", 0)
    assert button(sidebar, "People").accessibleDescription() == ""
    assert button(sidebar, "People").grab().toImage() == before


def test_the_search_can_be_wanted(sidebar: Sidebar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sidebar.search_chosen):
        qtbot.mouseClick(button(sidebar, "Search"), Qt.MouseButton.LeftButton)


def test_the_sidebar_grows_with_the_text(theme: Theme, sidebar: Sidebar) -> None:
    assert sidebar.sizeHint().width() == 208
    theme.set_text_scale(1.5)
    assert sidebar.sizeHint().width() == 312


def test_hints_are_heard_and_what_does_not_fit_is_left_out(theme: Theme, qtbot: QtBot) -> None:
    bar = HintBar()
    shown(qtbot, bar, 200, 40)
    bar.set_hints((Hint(("Ctrl", "Z"), "Undo"),))
    short = bar.grab().toImage()
    bar.set_hints((Hint(("Ctrl", "Z"), "Undo"), Hint(("Ctrl", "K"), "Commands and much more")))
    assert bar.accessibleName() == "Ctrl Z: Undo, Ctrl K: Commands and much more"
    assert bar.grab().toImage() == short
    bar.set_hints(())
    assert bar.hints == ()
    assert bar.grab().toImage() != short
