"""Codes that are shown to the real window."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.qr.draw import draw
from companion.qr.png import png
from companion.ui.pages.scan import ScanPage
from companion.ui.pages.scan_preview import ScanPreview
from companion.ui.widgets.row import ROW
from tests.ui.evening import CONTROL, KEY, Room
from tests.ui.importing import texts

PRIYA = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Priya Raman\r\nTITLE:Brand designer\r\nORG:Freelance\r\n"
    "EMAIL:priya@raman.example\r\nTEL;TYPE=CELL:+372 5555 0142\r\nEND:VCARD\r\n"
)
MAYA = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Maya Chen\r\nTITLE:Head of Platform\r\nORG:Northwind\r\n"
    "EMAIL:maya@northwind.example\r\nEND:VCARD\r\n"
)
BADGE = "Ana Ruiz;Head of Talent;Acme Corp;10442"
WIFI = "WIFI:S:Delta Guest;T:WPA;P:letmein99;;"


def code_file(path: Path, text: str) -> Path:
    """A picture of a code."""
    path.write_bytes(png(draw(text)))
    return path


def code_image(*texts: str) -> QImage:
    """A picture with a code for each text, side by side."""
    codes = [QImage.fromData(png(draw(text), side=400)) for text in texts]
    sheet = QImage(440 * len(codes), 440, QImage.Format.Format_RGB32)
    sheet.fill(0xFFFFFFFF)
    painter = QPainter(sheet)
    for place, code in enumerate(codes):
        painter.drawImage(20 + 440 * place, 20, code)
    painter.end()
    return sheet


def page(room: Room) -> ScanPage:
    """The Scan page, by its key unless it is there."""
    if not isinstance(room.window.page, ScanPage):
        room.press(KEY.Key_B, CONTROL)
    shown = room.window.page
    assert isinstance(shown, ScanPage)
    return shown


def preview(room: Room) -> ScanPreview:
    found = page(room).findChild(ScanPreview)
    assert found is not None
    return found


def awaited(room: Room, qtbot: QtBot, name: str) -> ScanPreview:
    """The preview, once it shows a code of that name."""

    def is_there() -> bool:
        found = room.window.findChild(ScanPreview)
        return found is not None and found.isVisible() and found.view is not None and found.view.name == name

    qtbot.waitUntil(is_there)
    QApplication.processEvents()
    return preview(room)


def looked_at(room: Room, qtbot: QtBot, name: str, *paths: Path) -> ScanPreview:
    """What pictures say, with the cursor in the line."""
    page(room).take_paths(paths)
    return awaited(room, qtbot, name)


def shown_text(room: Room, qtbot: QtBot, text: str, name: str) -> ScanPreview:
    """What a text says that was pasted."""
    clipboard = QApplication.clipboard()
    clipboard.setText(text)
    page(room).choose("paste")
    return awaited(room, qtbot, name)


def rows(room: Room) -> Sequence[str]:
    """The list of what was scanned, as it reads."""
    model = page(room).body.scans.list.model()
    found = [model.index(place, 0).data(ROW) for place in range(model.rowCount())]
    return [f"{row.name}: {row.detail}" for row in found]


def reads(room: Room, words: str) -> bool:
    """Whether the page says that."""
    return any(words in text for text in texts(page(room)))
