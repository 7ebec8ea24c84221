"""The toast: it says, it waits, it undoes, it goes."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from companion.ui.widgets.toast import DURATION, Toast
from tests.ui.keyboard import shown

SHORT = 1


@pytest.fixture
def host(theme: Theme, qtbot: QtBot) -> QWidget:
    return shown(qtbot, QWidget(), 352, 500)


def test_it_lies_over_the_lower_edge_and_follows_it(host: QWidget, qtbot: QtBot) -> None:
    toast = Toast(host, "Ctrl Z")
    toast.show_text("Marked done: Aino Laine")
    assert toast.isVisible()
    assert (toast.x(), toast.geometry().right()) == (5, 352 - 6)
    assert toast.geometry().bottom() == 500 - 13
    host.resize(400, 300)
    assert toast.geometry().bottom() == 300 - 13
    assert toast.width() == 390


def test_it_stays_for_eight_seconds_by_itself() -> None:
    assert DURATION == 8000


def test_it_goes_by_itself(host: QWidget, qtbot: QtBot) -> None:
    toast = Toast(host, "Ctrl Z", SHORT)
    toast.show_text("Saved")
    qtbot.waitUntil(toast.isHidden)


def test_it_stays_while_the_pointer_is_on_it(host: QWidget, qtbot: QtBot) -> None:
    toast = Toast(host, "Ctrl Z", SHORT)
    toast.show_text("Saved")
    QApplication.sendEvent(toast, QEnterEvent(QPointF(9, 9), QPointF(9, 9), QPointF(9, 9)))
    with qtbot.waitSignal(toast.destroyed, timeout=50, raising=False):
        pass
    assert toast.isVisible()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(toast.isHidden)


def test_it_stays_while_the_keyboard_is_in_it(host: QWidget, qtbot: QtBot) -> None:
    toast = Toast(host, "Ctrl Z", SHORT)
    toast.show_text("Saved")
    undo(toast).setFocus()
    with qtbot.waitSignal(toast.destroyed, timeout=50, raising=False):
        pass
    assert toast.isVisible()
    undo(toast).clearFocus()
    qtbot.waitUntil(toast.isHidden)


def test_undo_is_chosen_by_mouse_and_key(host: QWidget, qtbot: QtBot) -> None:
    toast = Toast(host, "Ctrl Z")
    toast.show_text("Saved")
    with qtbot.waitSignal(toast.undo_chosen):
        qtbot.mouseClick(undo(toast), Qt.MouseButton.LeftButton)
    assert toast.isHidden()
    toast.show_text("Saved again")
    with qtbot.waitSignal(toast.undo_chosen):
        qtbot.keyClick(undo(toast), Qt.Key.Key_Space)


def test_what_cannot_be_undone_offers_no_undo(host: QWidget, qtbot: QtBot) -> None:
    toast = Toast(host, "Ctrl Z")
    toast.show_text("Undone", undoable=False)
    assert undo(toast).isHidden()
    assert toast.text == toast.accessibleName() == "Undone"
    assert not toast.grab().isNull()


def undo(toast: Toast) -> QAbstractButton:
    found = toast.findChild(QAbstractButton)
    assert isinstance(found, QAbstractButton)
    return found


def test_what_is_too_long_for_a_line_stands_in_two(host: QWidget) -> None:
    toast = Toast(host, "Ctrl Z")
    toast.show_text("Captured Ada")
    low = toast.height()
    toast.show_text("Captured somebody whose name is as long as all the names of a family taken together")
    assert toast.height() > low
    assert toast.geometry().bottom() == 500 - 13
    host.resize(1200, 500)
    assert toast.height() == low


def test_it_may_offer_something_else_than_undoing(host: QWidget, qtbot: QtBot) -> None:
    toast = Toast(host, "Ctrl Z")
    toast.undo_chosen.connect(lambda: pytest.fail("nothing was undone"))
    toast.show_text("Wrote 12 people to contacts.vcf", undoable=False, offer="Open folder")
    assert undo(toast).text() == "Open folder"
    with qtbot.waitSignal(toast.offer_chosen):
        qtbot.mouseClick(undo(toast), Qt.MouseButton.LeftButton)
    assert toast.isHidden()
    toast.show_text("Deleted Ada")
    assert undo(toast).text() == "Undo"


def test_it_goes_on_elsewhere_when_what_it_stands_over_is_not_shown_any_more(
    host: QWidget, qtbot: QtBot
) -> None:
    first, second = QWidget(host), QWidget(host)
    for place in (first, second):
        place.resize(352, 200)
        place.show()
    toast = Toast(first, "Ctrl Z")
    toast.show_text("Saved")
    with qtbot.waitSignal(toast.stranded):
        first.hide()
    toast.move_to(second)
    assert toast.isVisible()
    assert toast.geometry().bottom() == 200 - 13
    second.resize(352, 300)
    assert toast.geometry().bottom() == 300 - 13


def test_one_that_is_gone_is_not_moved(host: QWidget, qtbot: QtBot) -> None:
    first = QWidget(host)
    first.show()
    toast = Toast(first, "Ctrl Z")
    toast.show_text("Saved")
    toast.hide()
    with qtbot.assertNotEmitted(toast.stranded):
        first.hide()
