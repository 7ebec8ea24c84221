"""The ways of codes into the window: files, folders, the clipboard, a drop anywhere, the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPixmap, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from companion.ui.dialogs.region import RegionPicker
from companion.ui.pages import scan_ways
from companion.ui.pages.importing import ImportPage
from companion.ui.pages.importing_preview import PreviewView
from companion.ui.pages.live import LivePage
from companion.ui.pages.scan import ScanPage
from tests.ui.evening import CONTROL, KEY, SHIFT, Room
from tests.ui.importing import cards
from tests.ui.keyboard import shown
from tests.ui.scanning import BADGE, MAYA, PRIYA, awaited, code_file, code_image, page, preview, reads, rows

_LEFT, _NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_COPY = Qt.DropAction.CopyAction


@pytest.fixture(autouse=True)
def _nothing_is_left_in_the_clipboard(qapp: QApplication) -> Iterator[None]:
    """What Python made must be gone before Python is: the platform of the tests keeps it to the very end."""
    yield
    qapp.clipboard().clear()


def handle_of(room: Room) -> QWindow:
    handle = room.window.windowHandle()
    assert handle is not None
    return handle


def drop(room: Room, data: QMimeData) -> None:
    where = QPoint(640, 300)
    for event in (
        QDragEnterEvent(where, _COPY, data, _LEFT, _NO_KEYS),
        QDropEvent(QPointF(where), _COPY, data, _LEFT, _NO_KEYS),
    ):
        QApplication.sendEvent(handle_of(room), event)
        QApplication.processEvents()


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def picture(image: QImage, text: str = "") -> QMimeData:
    data = QMimeData()
    data.setImageData(image)
    if text:
        data.setText(text)
    return data


def choose(room: Room, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, path: Path) -> None:
    """Choose in the dialog that a key opens."""
    room.press(key, modifier)
    dialog = next(one for one in room.window.findChildren(QFileDialog) if one.isVisible())
    dialog.filesSelected.emit([str(path)])
    dialog.close()
    come_back(room, qtbot)


def test_pictures_and_folders_are_chosen_by_keys(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    code_file(pictures / "a.png", PRIYA)
    (pictures / "b.txt").write_text("no picture")
    (pictures / "deeper").mkdir()
    code_file(pictures / "deeper" / "c.png", BADGE)
    page(room)
    choose(room, qtbot, KEY.Key_O, CONTROL | SHIFT, pictures)
    awaited(room, qtbot, "Priya Raman")
    qtbot.waitUntil(lambda: reads(room, "1 of 2"))
    choose(room, qtbot, KEY.Key_O, CONTROL, code_file(tmp_path / "maya.png", MAYA))
    qtbot.waitUntil(lambda: reads(room, "1 of 3"))


def test_a_folder_without_pictures_is_said(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    page(room).take_paths([tmp_path / "empty"])
    qtbot.waitUntil(lambda: reads(room, "There is no picture in it."))


def test_a_picture_without_a_code_is_said(room: Room, qtbot: QtBot) -> None:
    blank = QImage(200, 200, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFFFF)
    page(room).take_picture(blank)
    qtbot.waitUntil(lambda: reads(room, "No code was found in the picture."))


def test_a_picture_is_pasted_on_any_page_even_into_a_line(room: Room, qtbot: QtBot) -> None:
    assert isinstance(room.window.page, LivePage)
    room.line.setFocus()
    QGuiApplication.clipboard().setMimeData(picture(code_image(PRIYA)))
    QTest.keyClick(handle_of(room), KEY.Key_V, CONTROL)
    awaited(room, qtbot, "Priya Raman")
    assert room.line.text == ""


def test_files_of_pictures_are_pasted_on_any_page(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    data = files(code_file(tmp_path / "priya.png", PRIYA))
    data.setText("priya.png")
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(handle_of(room), KEY.Key_V, CONTROL)
    awaited(room, qtbot, "Priya Raman")


def test_a_text_that_is_pasted_into_a_line_stays_there(room: Room, qtbot: QtBot) -> None:
    room.line.setFocus()
    QGuiApplication.clipboard().setMimeData(picture(code_image(PRIYA), "Ana Ruiz"))
    QTest.keyClick(handle_of(room), KEY.Key_V, CONTROL)
    qtbot.waitUntil(lambda: room.line.text == "Ana Ruiz")
    assert isinstance(room.window.page, LivePage)


def test_the_text_of_a_code_is_pasted_on_the_page(room: Room, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(PRIYA)
    page(room)
    room.press(KEY.Key_V, CONTROL)
    awaited(room, qtbot, "Priya Raman")
    assert reads(room, "the clipboard")


def test_an_empty_clipboard_is_said(room: Room) -> None:
    QGuiApplication.clipboard().clear()
    page(room)
    room.press(KEY.Key_V, CONTROL)
    assert reads(room, "There is no picture and no text in the clipboard.")


def test_a_picture_that_is_dropped_is_scanned(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    drop(room, files(code_file(tmp_path / "priya.png", PRIYA)))
    awaited(room, qtbot, "Priya Raman")
    drop(room, picture(code_image(MAYA)))
    qtbot.waitUntil(lambda: reads(room, "1 of 2"))


def test_a_mixed_drop_is_divided(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    friends = tmp_path / "friends.vcf"
    friends.write_bytes(cards(("FN:Ben Roth",)))
    drop(room, files(friends, code_file(tmp_path / "priya.png", PRIYA)))
    awaited(room, qtbot, "Priya Raman")
    assert reads(room, "1 file that is no picture waits on the Import page (Ctrl+I).")
    room.press(KEY.Key_I, CONTROL)
    assert isinstance(room.window.page, ImportPage)
    qtbot.waitUntil(lambda: room.window.findChild(PreviewView) is not None)


def test_a_folder_goes_where_what_is_in_it_belongs(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    pictures, contacts = tmp_path / "pictures", tmp_path / "contacts"
    pictures.mkdir()
    contacts.mkdir()
    code_file(pictures / "a.png", PRIYA)
    code_file(contacts / "a.png", MAYA)
    (contacts / "friends.vcf").write_bytes(cards(("FN:Ben Roth",)))
    drop(room, files(contacts))
    assert isinstance(room.window.page, ImportPage)
    drop(room, files(pictures))
    awaited(room, qtbot, "Priya Raman")


def come_back(room: Room, qtbot: QtBot) -> None:
    """Give the keyboard to the window again, as a click on it does."""
    with qtbot.waitActive(room.window):
        room.window.activateWindow()
    QApplication.processEvents()


class Elsewhere:
    """Other programs' windows, before one that covers the screen.

    The platform of the tests gives windows away as well that other tests have closed.
    """

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._labels: list[QLabel] = []
        self._put(QLabel("no code here"), 800, QPoint())

    def show(self, text: str, place: QPoint) -> None:
        label = QLabel()
        label.setPixmap(QPixmap.fromImage(code_image(text)).scaled(380, 380))
        self._put(label, 380, place)

    def _put(self, label: QLabel, side: int, place: QPoint) -> None:
        self._labels.append(label)
        shown(self._qtbot, label, side, side)
        label.move(place)


@pytest.fixture
def elsewhere(qtbot: QtBot) -> Elsewhere:
    return Elsewhere(qtbot)


def test_a_code_on_the_screen_is_read_behind_the_window(
    room: Room, qtbot: QtBot, elsewhere: Elsewhere
) -> None:
    elsewhere.show(PRIYA, QPoint(100, 100))
    come_back(room, qtbot)
    room.press(KEY.Key_B, CONTROL | SHIFT)
    assert not room.window.isVisible()
    awaited(room, qtbot, "Priya Raman")
    assert room.window.isVisible()
    assert reads(room, "the screen")


def picker(qtbot: QtBot) -> RegionPicker:
    def found() -> RegionPicker | None:
        open_ones = (one for one in QApplication.topLevelWidgets() if isinstance(one, RegionPicker))
        return next((one for one in open_ones if one.isVisible()), None)

    qtbot.waitUntil(lambda: found() is not None)
    one = found()
    assert one is not None
    return one


def test_a_part_of_the_screen_is_picked_with_the_mouse(
    room: Room, qtbot: QtBot, elsewhere: Elsewhere
) -> None:
    elsewhere.show(PRIYA, QPoint(10, 10))
    elsewhere.show(MAYA, QPoint(10, 410))
    come_back(room, qtbot)
    page(room).choose("region")
    cover = picker(qtbot)
    QTest.mousePress(cover, _LEFT, _NO_KEYS, QPoint(2, 396))
    QTest.mouseMove(cover, QPoint(460, 798))
    QTest.mouseRelease(cover, _LEFT, _NO_KEYS, QPoint(460, 798))
    awaited(room, qtbot, "Maya Chen")
    assert not reads(room, "1 of 2")


def test_a_part_of_the_screen_is_picked_by_keys(room: Room, qtbot: QtBot, elsewhere: Elsewhere) -> None:
    elsewhere.show(PRIYA, QPoint(10, 10))
    come_back(room, qtbot)
    page(room).choose("region")
    cover = picker(qtbot)
    before = QRect(cover.region)
    for _ in range(40):
        QTest.keyClick(cover, KEY.Key_Left)
        QTest.keyClick(cover, KEY.Key_Up)
    assert cover.region.topLeft().x() < 24
    for _ in range(8):
        QTest.keyClick(cover, KEY.Key_Right, SHIFT)
        QTest.keyClick(cover, KEY.Key_Down, SHIFT)
    assert cover.region.width() > before.width()
    QTest.keyClick(cover, KEY.Key_Return)
    awaited(room, qtbot, "Priya Raman")


def test_nothing_is_read_when_no_part_was_picked(room: Room, qtbot: QtBot, elsewhere: Elsewhere) -> None:
    elsewhere.show(PRIYA, QPoint(10, 10))
    come_back(room, qtbot)
    page(room).choose("region")
    QTest.keyClick(picker(qtbot), KEY.Key_Escape)
    qtbot.waitUntil(lambda: not [w for w in QApplication.topLevelWidgets() if isinstance(w, RegionPicker)])
    assert rows(room) == []
    assert not page(room).ways.is_busy


def test_a_screen_without_a_code_is_offered_to_pick_from(
    room: Room, qtbot: QtBot, elsewhere: Elsewhere
) -> None:
    come_back(room, qtbot)
    page(room).choose("screen")
    cover = picker(qtbot)
    assert cover._said == "No code was seen."
    QTest.keyClick(cover, KEY.Key_Escape)


@pytest.mark.parametrize(
    ("is_wayland", "said"),
    [
        (True, "Wayland lets no program see the screen by itself."),
        (False, "The system gives no picture of the screen."),
    ],
)
def test_a_screen_that_is_not_given_away_is_said(
    room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, is_wayland: bool, said: str
) -> None:
    monkeypatch.setattr(scan_ways, "is_wayland", lambda: is_wayland)
    black = QImage(64, 64, QImage.Format.Format_RGB32)
    black.fill(0xFF000000)
    page(room).ways.screen.grab = lambda _screen: black if is_wayland else QImage()
    page(room).choose("screen")
    qtbot.waitUntil(lambda: room.window.isVisible() and reads(room, said))
    assert isinstance(room.window.page, ScanPage)


def test_many_pictures_are_called_off(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    several = [code_file(tmp_path / f"{place}.png", f"Text {place}") for place in range(12)]
    page(room).take_paths(several)
    awaited(room, qtbot, "Text 0")
    page(room).head.cancelled.emit()
    qtbot.waitUntil(lambda: not page(room).ways.is_busy)
    assert preview(room).view is not None
    assert not reads(room, "Reading")
