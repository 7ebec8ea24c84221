"""Contacts go out of one window and come in again elsewhere, and nothing unknown in them is lost."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from companion.ui.dialogs.export import ExportDialog
from companion.ui.pages.people import PeoplePage
from companion.ui.widgets.input import ComboBox
from tests.ui.evening import CONTROL, KEY, SHIFT, Clock, Room, Rooms
from tests.ui.importing import awaited, people

CARD = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Some Phone//EN\r\nUID:maya-1\r\nN:Chen;Maya;;;\r\nFN:Maya Chen\r\n"
    b"TITLE:Engineer\r\nEMAIL;TYPE=INTERNET,WORK:maya@northwind.example\r\nBDAY:--0412\r\n"
    b"X-SHOE-SIZE;TYPE=EU:38\r\nEND:VCARD\r\n"
)
LIST = (
    "Name,Company,Job title,E-mail\r\nAino Laine,Helsinki AI,Researcher,aino@hel.example\r\nBen Roth,,,\r\n"
)


@pytest.fixture
def rooms(folder: Path, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, Clock(), qtbot)
    yield made
    made.put_away()


def companion(folder: Path, *words: object) -> dict[str, object]:
    """What the command line answers, as another program asks it."""
    command = [sys.executable, "-m", "companion", "--data", str(folder), "--json", *map(str, words)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def page(room: Room) -> PeoplePage:
    shown = room.window.page
    assert isinstance(shown, PeoplePage)
    return shown


def export(room: Room, qtbot: QtBot, path: Path, *, version: str) -> None:
    room.press(KEY.Key_I, CONTROL | SHIFT)
    panel = room.panel()
    assert isinstance(panel, ExportDialog)
    combo = next(one for one in panel.findChildren(ComboBox) if one.accessibleName() == "Version")
    while not combo.hasFocus():
        room.press(KEY.Key_Tab)
    while combo.currentText() != version:
        room.press(KEY.Key_Down)
    with qtbot.waitSignal(page(room).told):
        room.press(KEY.Key_Return)
        picker = room.window.findChild(QFileDialog)
        assert picker is not None
        picker.fileSelected.emit(str(path))
        picker.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    room.window.activateWindow()
    QApplication.processEvents()


def test_a_card_goes_out_as_it_came_with_nothing_but_the_change_made_here(
    rooms: Rooms, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    (tmp_path / "in.vcf").write_bytes(CARD)
    companion(folder, "import", tmp_path / "in.vcf")
    room = rooms.enter()
    room.press(KEY.Key_3, CONTROL)
    export(room, qtbot, tmp_path / "out.vcf", version="As they came")
    assert (tmp_path / "out.vcf").read_bytes() == CARD
    title = page(room).pane.head.title
    title.setFocus()
    room.press(KEY.Key_Return)
    room.enter("Architect")
    export(room, qtbot, tmp_path / "edited.vcf", version="As they came")
    lines = (tmp_path / "edited.vcf").read_bytes().split(b"\r\n")
    before = CARD.split(b"\r\n")
    assert [line for line in lines if line not in before and not line.startswith(b"REV:")] == [
        b"TITLE:Architect"
    ]
    assert [line for line in before if line not in lines] == [b"TITLE:Engineer"]
    other = tmp_path / "other"
    assert companion(other, "import", tmp_path / "edited.vcf")["new"] == 1
    assert companion(folder, "import", tmp_path / "edited.vcf")["new"] == 0
    shown = companion(other, "show", "Maya Chen")
    assert (shown["title"], shown["birthday"]) == ("Architect", "--04-12")


def test_whoever_is_on_the_list_is_known_by_their_name_in_the_evening(
    rooms: Rooms, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "guests.csv").write_text(LIST, newline="")
    room = rooms.enter()
    room.start_event()
    companion(folder, "import", tmp_path / "guests.csv", "--event", "Founders Mixer")
    qtbot.waitUntil(lambda: room.says("2 expected"))
    room.enter("Aino Laine ?a test bed")
    assert [(row.name, row.detail) for row in room.rows()] == [("Aino Laine", "Researcher, Helsinki AI")]
    assert room.says("2 expected, 1 you know")
    aino = companion(folder, "show", "aino@hel.example")
    assert (aino["name"], aino["organisation"]) == ("Aino Laine", "Helsinki AI")


def test_a_list_is_taken_in_by_the_window_serves_the_evening_and_goes_again_whole(
    rooms: Rooms, tmp_path: Path, qtbot: QtBot
) -> None:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    (tmp_path / "guests.csv").write_text(LIST, newline="")
    room = rooms.enter()
    room.start_event()
    room.press(KEY.Key_I, CONTROL)
    room.press(KEY.Key_Return)
    picker = room.window.findChild(QFileDialog)
    assert picker is not None
    picker.filesSelected.emit([str(tmp_path / "guests.csv")])
    picker.close()
    room.window.activateWindow()
    shown = awaited(room, qtbot)
    room.press(KEY.Key_E)
    room.press(KEY.Key_Down)
    room.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: shown.button.text() == "Expect 2 people")
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: room.says("2 expected"))
    room.enter("Aino Laine ?a test bed")
    assert [(row.name, row.detail) for row in room.rows()] == [("Aino Laine", "Researcher, Helsinki AI")]
    assert room.says("2 expected, 1 you know")
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Z, CONTROL)
    assert room.rows() == []
    assert not room.says("you know")
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: not room.says("2 expected"))
    assert people(room) == 0
