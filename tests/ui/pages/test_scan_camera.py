"""The camera of the Scan page: on while it is seen, and never in the way where there is none."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion import settings
from companion.picture import paper
from companion.ui.camera.feed import Feed
from companion.ui.camera.trouble import Trouble
from companion.ui.pages.scan_camera import ScanCamera
from companion.ui.widgets.button import Button
from tests.ui.cameras import BACK, FRONT, FakeCameras
from tests.ui.evening import CONTROL, KEY, Room
from tests.ui.scanning import MAYA, PRIYA, awaited, page, preview, reads, rows

Plug = Callable[..., FakeCameras]


@pytest.fixture
def plug(room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Plug:
    """Gives the window cameras and shows the Scan page."""

    def plugged(cameras: FakeCameras, *, missed_after: int = 5000) -> FakeCameras:
        def load(parent: QObject) -> tuple[Feed, FakeCameras]:
            return Feed(parent, missed_after=missed_after), cameras

        monkeypatch.setattr(ScanCamera, "load", staticmethod(load))
        shown = page(room)
        qtbot.waitUntil(lambda: shown.camera.is_of_use or bool(shown.camera.why_not))
        return cameras

    return plugged


def waits(room: Room, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: reads(room, words))


def test_a_code_before_the_camera_is_looked_at_and_scanning_goes_on(
    room: Room, qtbot: QtBot, plug: Plug
) -> None:
    cameras = plug(FakeCameras(FRONT))
    cameras.show(PRIYA)
    shown = awaited(room, qtbot, "Priya Raman")
    assert room.has_keyboard(shown.line)
    assert reads(room, "the camera")
    cameras.show(MAYA)
    waits(room, qtbot, "1 of 2")
    room.enter("?three clients")
    awaited(room, qtbot, "Maya Chen")
    room.press(KEY.Key_Return)
    assert rows(room) == ["Maya Chen: Saved", "Priya Raman: Saved  ·  ?three clients"]
    assert page(room).body.ready.isVisible()


def test_a_code_that_stays_before_the_camera_is_asked_once(room: Room, qtbot: QtBot, plug: Plug) -> None:
    cameras = plug(FakeCameras(FRONT))
    for _ in range(3):
        with qtbot.waitSignal(page(room).camera.found):
            cameras.show(PRIYA)
        cameras.show()
    awaited(room, qtbot, "Priya Raman")
    room.press(KEY.Key_Return)
    with qtbot.waitSignal(page(room).camera.found):
        cameras.show(PRIYA)
    QApplication.processEvents()
    assert not preview(room).isVisible()
    assert not reads(room, "just been read")


def test_the_picture_is_shown_with_the_outline_of_the_code(room: Room, qtbot: QtBot, plug: Plug) -> None:
    cameras = plug(FakeCameras(FRONT))
    view = page(room).camera.view
    cameras.show()
    qtbot.waitUntil(lambda: not view.shown.isNull())
    assert view.outlines == ()
    cameras.show(PRIYA)
    qtbot.waitUntil(lambda: len(view.outlines) == 1)
    corner, across, opposite, _ = view.outlines[0]
    assert 0 < corner.x() < 0.2
    assert 0.8 < across.x() < 1
    assert 0.8 < opposite.y() < 1
    qtbot.waitUntil(lambda: view.outlines == ())


def test_the_camera_is_off_when_the_page_is_left(room: Room, qtbot: QtBot, plug: Plug) -> None:
    cameras = plug(FakeCameras(FRONT))
    assert cameras.started == "front"
    room.press(KEY.Key_1, CONTROL)
    assert cameras.started is None
    assert page(room).camera.view.shown.isNull()
    qtbot.waitUntil(lambda: cameras.started == "front")


def test_the_camera_is_off_while_the_window_is_minimised(room: Room, qtbot: QtBot, plug: Plug) -> None:
    cameras = plug(FakeCameras(FRONT))
    room.window.setWindowState(Qt.WindowState.WindowMinimized)
    qtbot.waitUntil(lambda: cameras.started is None)
    room.window.setWindowState(Qt.WindowState.WindowNoState)
    qtbot.waitUntil(lambda: cameras.started == "front")


def test_another_camera_is_chosen_and_remembered(room: Room, qtbot: QtBot, plug: Plug) -> None:
    cameras = plug(FakeCameras(FRONT, BACK))
    choice = page(room).camera.choice
    choice.setFocus()
    room.press(KEY.Key_Down)
    qtbot.waitUntil(lambda: cameras.started == "back")
    assert settings.load(room.desk.folder).camera == "back"
    room.press(KEY.Key_1, CONTROL)
    page(room)
    qtbot.waitUntil(lambda: cameras.started == "back")


def test_no_camera_is_a_choice_too_and_can_be_taken_back(room: Room, qtbot: QtBot, plug: Plug) -> None:
    cameras = plug(FakeCameras(FRONT))
    page(room).camera.choice.setFocus()
    room.press(KEY.Key_Down)
    waits(room, qtbot, "The camera is switched off here.")
    assert cameras.started is None
    page(room).body.start.camera_wanted.emit()
    qtbot.waitUntil(lambda: cameras.started == "front")
    assert settings.load(room.desk.folder).camera is None


def other_ways_come_first(room: Room, qtbot: QtBot, words: str) -> None:
    waits(room, qtbot, words)
    start = page(room).body.start
    assert start.isVisible()
    assert start.why.startswith(words)
    assert room.has_keyboard(start.steps)
    assert not page(room).camera.isVisible()


def test_without_a_camera_the_other_ways_come_first(room: Room, qtbot: QtBot, plug: Plug) -> None:
    cameras = plug(FakeCameras())
    other_ways_come_first(room, qtbot, "No camera was found.")
    cameras.plug(FRONT)
    qtbot.waitUntil(lambda: cameras.started == "front")
    qtbot.waitUntil(page(room).camera.isVisible)


def test_a_camera_that_one_may_not_use_is_said(room: Room, qtbot: QtBot, plug: Plug) -> None:
    cameras = plug(FakeCameras(FRONT, refusal=Trouble.DENIED))
    other_ways_come_first(room, qtbot, "Companion may not use the camera.")
    cameras.refusal = None
    page(room).body.start.camera_wanted.emit()
    qtbot.waitUntil(page(room).camera.isVisible)
    assert cameras.started == "front"


def test_a_camera_that_breaks_is_said_with_the_reason(room: Room, qtbot: QtBot, plug: Plug) -> None:
    plug(FakeCameras(FRONT, refusal=Trouble.FAILED, reason="no bandwidth"))
    other_ways_come_first(room, qtbot, "The camera does not work: no bandwidth")


def test_a_camera_that_is_pulled_out_is_said_and_used_when_it_is_back(
    room: Room, qtbot: QtBot, plug: Plug
) -> None:
    cameras = plug(FakeCameras(FRONT))
    cameras.show()
    cameras.plug()
    other_ways_come_first(room, qtbot, "The camera is gone: Front camera.")
    assert cameras.started is None
    cameras.plug(FRONT)
    qtbot.waitUntil(lambda: cameras.started == "front")


def test_a_camera_that_shows_nothing_is_said_until_it_does(room: Room, qtbot: QtBot, plug: Plug) -> None:
    cameras = plug(FakeCameras(FRONT), missed_after=200)
    other_ways_come_first(room, qtbot, "The camera shows nothing.")
    cameras.show(PRIYA)
    awaited(room, qtbot, "Priya Raman")


def test_a_missing_library_is_named(room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_parent: QObject) -> tuple[Feed, FakeCameras]:
        raise ImportError("libpulse.so.0: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(ScanCamera, "load", staticmethod(load))
    other_ways_come_first(room, qtbot, "No camera can be used: libpulse.so.0 is missing on this system.")


def test_codes_wait_in_small_while_one_is_looked_at(room: Room, qtbot: QtBot, plug: Plug) -> None:
    cameras = plug(FakeCameras(FRONT))
    before = page(room).camera.view.width()
    cameras.show(PRIYA)
    awaited(room, qtbot, "Priya Raman")
    camera = page(room).camera
    assert camera.isVisible()
    assert camera.view.width() < before / 2
    room.press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: camera.view.width() > before / 2)


def test_a_paper_card_held_before_the_camera_is_photographed(
    room: Room, qtbot: QtBot, plug: Plug, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "can_read", lambda: False)
    monkeypatch.setattr(paper, "printed_lines", lambda _content: ())
    cameras = plug(FakeCameras(FRONT))
    (photograph,) = [
        one for one in page(room).findChildren(Button) if one.text() == "Photograph a paper card"
    ]
    photograph.click()
    assert reads(room, "The camera shows nothing yet.")
    cameras.show()
    photograph.click()
    shown = awaited(room, qtbot, "Paper card")
    assert (shown.paper.photograph.image.width(), shown.paper.photograph.image.height()) == (640, 480)
    assert reads(room, "the camera")
