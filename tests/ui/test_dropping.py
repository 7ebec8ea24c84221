"""What is dragged over the window from elsewhere: the veil, the keyboard, and what was open before."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.dropping import DropVeil
from companion.ui.pages.importing_preview import PreviewView
from tests.ui.evening import CONTROL, KEY, Room
from tests.ui.keyboard import shown

_LEFT, _NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_COPY = Qt.DropAction.CopyAction
_WHERE = QPoint(640, 300)


@pytest.fixture
def friends(tmp_path: Path) -> QMimeData:
    file = tmp_path / "friends.vcf"
    file.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Maya Chen\nEND:VCARD\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    return data


def send(room: Room, event: QEvent) -> None:
    handle = room.window.windowHandle()
    assert handle is not None
    QApplication.sendEvent(handle, event)
    QApplication.processEvents()


def hover(room: Room, data: QMimeData) -> None:
    send(room, QDragEnterEvent(_WHERE, _COPY, data, _LEFT, _NO_KEYS))
    send(room, QDragMoveEvent(_WHERE, _COPY, data, _LEFT, _NO_KEYS))


def drop(room: Room, data: QMimeData) -> None:
    hover(room, data)
    send(room, QDropEvent(QPointF(_WHERE), _COPY, data, _LEFT, _NO_KEYS))


def is_covered(room: Room) -> bool:
    veil = room.window.findChild(DropVeil)
    return veil is not None and veil.isVisible()


def preview(room: Room, qtbot: QtBot) -> PreviewView:
    def is_there() -> bool:
        found = room.window.findChild(PreviewView)
        return found is not None and found.isVisible()

    qtbot.waitUntil(is_there)
    found = room.window.findChild(PreviewView)
    assert found is not None
    return found


def test_the_window_is_covered_only_while_something_is_over_it(
    room: Room, qtbot: QtBot, friends: QMimeData
) -> None:
    hover(room, friends)
    assert is_covered(room)
    send(room, QDragLeaveEvent())
    assert not is_covered(room)
    drop(room, friends)
    assert not is_covered(room)
    preview(room, qtbot)


def test_the_window_is_seen_again_though_the_other_program_ended_while_it_dragged(
    room: Room, qtbot: QtBot, friends: QMimeData
) -> None:
    handle = room.window.windowHandle()
    for use in (
        lambda: QTest.mouseMove(handle, QPoint(300, 300)),
        lambda: QTest.mousePress(handle, _LEFT, _NO_KEYS, QPoint(1270, 10)),
        lambda: QTest.keyClick(handle, KEY.Key_A),
    ):
        hover(room, friends)
        assert is_covered(room)
        use()
        qtbot.waitUntil(lambda: not is_covered(room))


def test_what_is_dropped_takes_the_keyboard_along(room: Room, qtbot: QtBot, friends: QMimeData) -> None:
    elsewhere = QWidget()
    shown(qtbot, elsewhere)
    assert not room.window.isActiveWindow()
    drop(room, friends)
    qtbot.waitUntil(room.window.isActiveWindow)
    shown_now = preview(room, qtbot)
    qtbot.waitUntil(lambda: room.has_keyboard(shown_now))


@pytest.mark.parametrize("key", [KEY.Key_K, KEY.Key_E])
def test_what_is_dropped_takes_the_place_of_a_panel(
    room: Room, qtbot: QtBot, friends: QMimeData, key: Qt.Key
) -> None:
    room.press(key, CONTROL)
    assert room.panel() is not None
    drop(room, friends)
    assert room.panel() is None
    assert room.has_keyboard(preview(room, qtbot))


def test_a_key_to_a_page_puts_a_panel_away(room: Room) -> None:
    room.press(KEY.Key_K, CONTROL)
    room.press(KEY.Key_3, CONTROL)
    assert room.panel() is None
    page = room.window.page
    assert page is not None
    assert room.has_keyboard(page)
