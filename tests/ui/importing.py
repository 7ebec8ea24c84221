"""What an import would bring, looked at in the real window."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from companion.model.person import Person
from companion.storage.queries.naming import person_named
from companion.storage.queries.person import people_counts, whole_person
from companion.ui.pages.importing import ImportPage
from companion.ui.pages.importing_preview import PreviewView
from companion.ui.widgets.row import ROW, Row, Section
from companion.ui.widgets.toast import Toast
from tests.ui.evening import KEY, Room


def cards(*people: Sequence[str]) -> bytes:
    lines = [("BEGIN:VCARD", "VERSION:3.0", *person, "END:VCARD") for person in people]
    return "".join(f"{line}\r\n" for card in lines for line in card).encode()


def page(room: Room) -> ImportPage:
    shown = room.window.page
    assert isinstance(shown, ImportPage)
    return shown


def view(room: Room) -> PreviewView:
    found = page(room).findChild(PreviewView)
    assert found is not None
    return found


def looked_at(room: Room, qtbot: QtBot, *paths: Path) -> PreviewView:
    """What these files would bring, with the keyboard on the list."""
    room.window.workspace.take_paths(paths)
    return awaited(room, qtbot)


def awaited(room: Room, qtbot: QtBot) -> PreviewView:
    qtbot.waitUntil(lambda: page(room).findChild(PreviewView) is not None and view(room).isVisible())
    return view(room)


def imported(room: Room, qtbot: QtBot, *paths: Path) -> None:
    looked_at(room, qtbot, *paths)
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)


def lines(shown: PreviewView) -> list[str]:
    """The list as it reads: headings with their count, rows with what is said of them."""
    model = shown.side.list.model()
    found = [model.index(place, 0).data(ROW) for place in range(model.rowCount())]
    return [
        f"{line.title} {line.count}" if isinstance(line, Section) else f"{line.name}: {line.detail}"
        for line in found
    ]


def names(shown: PreviewView) -> list[str]:
    model = shown.side.list.model()
    found = [model.index(place, 0).data(ROW) for place in range(model.rowCount())]
    return [line.name for line in found if isinstance(line, Row)]


def texts(widget: QWidget) -> list[str]:
    labels = widget.findChildren(QLabel)
    return [label.text().replace("\u200b", "") for label in labels if label.isVisible()]


def says(widget: QWidget, words: str) -> bool:
    return any(words in text for text in texts(widget))


def toast(room: Room) -> str:
    return next(one.text for one in room.window.findChildren(Toast) if one.isVisible())


def people(room: Room) -> int:
    return room.desk.read(people_counts).people


def somebody(room: Room, name: str) -> Person:
    found = room.desk.read(person_named, name)
    return room.desk.read(whole_person, found.id).person


def go_to(room: Room, qtbot: QtBot, name: str) -> None:
    """Walk to a row by keys."""
    shown = view(room)
    for _ in range(60):
        if names_at(shown) == name:
            break
        room.press(KEY.Key_J)
    assert names_at(shown) == name
    qtbot.waitUntil(lambda: says(shown.row, name))


def names_at(shown: PreviewView) -> str:
    line = shown.side.list.currentIndex().data(ROW)
    return line.name if isinstance(line, Row) else ""


def chips(shown: PreviewView) -> list[str]:
    return [chip.text() for chip in shown.side.chips if chip.isVisible()]
