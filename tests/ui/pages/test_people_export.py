"""Contacts out of the window, by keys: to files, to the clipboard, and what is dragged out."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from companion.storage.opening import open_store
from companion.ui.dialogs.export import ExportDialog
from companion.ui.pages.people import PeoplePage
from companion.ui.theme import Theme
from companion.ui.widgets.button import IconButton
from companion.ui.widgets.chip import FilterChip
from companion.ui.widgets.input import CheckBox, ComboBox
from companion.ui.widgets.toast import Toast
from companion.workflow.capture import note
from tests.builders import adding, person
from tests.ui.evening import CONTROL, EVENING, KEY, SHIFT, Clock, Room, Rooms, changed_elsewhere

LINES = (
    "Maya Chen, CTO @Northwind, swims in cold water, maya@northwind.example ?a Go engineer",
    "Aino Laine @Helsinki AI +speaks on basics",
    "Ben Roth +49 30 1234567 ?a boat",
)
AINO, BEN, MAYA = "Aino Laine", "Ben Roth", "Maya Chen"


@pytest.fixture
def rooms(folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, Clock(), qtbot)
    yield made
    made.put_away()


@pytest.fixture
def room(rooms: Rooms, folder: Path) -> Room:
    """The window of somebody who knows three people, on the People page with the keyboard in the list."""
    store = open_store(folder)
    for line in LINES:
        store.apply(store.read(note, line, now=EVENING, region="DE").change_set, at=EVENING)
    store.close()
    made = rooms.enter()
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    made.press(KEY.Key_3, CONTROL)
    made.press(KEY.Key_Down)
    return made


def page(room: Room) -> PeoplePage:
    shown = room.window.page
    assert isinstance(shown, PeoplePage)
    return shown


def panel(room: Room) -> ExportDialog:
    shown = room.panel()
    assert isinstance(shown, ExportDialog)
    return shown


def combo(room: Room, name: str) -> ComboBox:
    found = [one for one in panel(room).findChildren(ComboBox) if one.accessibleName() == name]
    assert len(found) == 1
    return found[0]


def offered(room: Room) -> list[str]:
    who = combo(room, "Who")
    return [who.itemText(place) for place in range(who.count())]


def choose(room: Room, name: str, text: str) -> None:
    """Walk to a field by Tab, and to a choice by the arrows."""
    wanted = combo(room, name)
    for _ in range(9):
        if wanted.hasFocus():
            break
        room.press(KEY.Key_Tab)
    assert wanted.hasFocus()
    for step in [KEY.Key_Up] * 5 + [KEY.Key_Down] * 5:
        if wanted.currentText() == text:
            return
        room.press(step)
    assert wanted.currentText() == text


def place(room: Room, path: Path) -> str:
    """Press Enter, and choose the place where it is asked for; the name that was proposed for it."""
    room.press(KEY.Key_Return)
    picker = room.window.findChild(QFileDialog)
    assert picker is not None
    proposed = [Path(name).name for name in picker.selectedFiles()]
    picker.fileSelected.emit(str(path))
    picker.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    room.window.activateWindow()
    QApplication.processEvents()
    return proposed[0] if proposed else ""


def exported(room: Room, qtbot: QtBot, path: Path) -> str:
    """Export by Enter; the name of the file that was proposed."""
    with qtbot.waitSignal(page(room).told):
        proposed = place(room, path)
    assert room.panel() is None
    return proposed


def toast(room: Room) -> Toast:
    return next(one for one in room.window.findChildren(Toast) if one.isVisible())


def names(path: Path) -> list[str]:
    return [line[3:] for line in path.read_text().splitlines() if line.startswith("FN:")]


def press_button(room: Room, qtbot: QtBot, name: str, *, of: object = None) -> None:
    buttons = [
        one
        for one in room.window.findChildren(IconButton)
        if one.isVisible() and one.accessibleName() == name and (of is None or one.parent() is of)
    ]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    QApplication.processEvents()


# Who


def test_everybody_is_exported_by_a_key_from_anywhere(room, qtbot, tmp_path):
    room.press(KEY.Key_1, CONTROL)
    room.press(KEY.Key_I, CONTROL | SHIFT)
    assert offered(room) == ["Everybody (3)", AINO]
    assert exported(room, qtbot, tmp_path / "all.vcf") == "contacts.vcf"
    assert names(tmp_path / "all.vcf") == [AINO, BEN, MAYA]
    assert toast(room).text == "Wrote 3 people to all.vcf"


def test_those_who_were_found_come_first(room, qtbot, tmp_path):
    room.press(KEY.Key_F, CONTROL)
    room.type("roth")
    room.press(KEY.Key_I, CONTROL | SHIFT)
    assert offered(room) == ["The one who was found", "Everybody (3)", BEN]
    exported(room, qtbot, tmp_path / "found.vcf")
    assert names(tmp_path / "found.vcf") == [BEN]


def test_a_filter_alone_finds_people_too(room, qtbot, tmp_path):
    chip = next(one for one in page(room).findChildren(FilterChip) if one.text() == "Has a need 2")
    chip.click()
    room.press(KEY.Key_I, CONTROL | SHIFT)
    assert offered(room)[0] == "The 2 who were found"
    exported(room, qtbot, tmp_path / "found.vcf")
    assert names(tmp_path / "found.vcf") == [BEN, MAYA]


def test_those_who_are_chosen_come_before_all(room, qtbot, tmp_path):
    room.press(KEY.Key_Down, SHIFT)
    assert room.says("2 people chosen")
    room.press(KEY.Key_I, CONTROL | SHIFT)
    assert offered(room) == ["The 2 who are chosen", "Everybody (3)", BEN]
    exported(room, qtbot, tmp_path / "some.vcf")
    assert names(tmp_path / "some.vcf") == [AINO, BEN]
    room.press(KEY.Key_Down)
    assert not room.says("chosen")


def test_all_are_chosen_by_a_key_and_one_is_left_out(room, qtbot, tmp_path):
    room.press(KEY.Key_A, CONTROL)
    assert room.says("3 people chosen")
    model = page(room).side.list.model()
    spot = page(room).side.list.visualRect(model.index(1, 0)).center()
    qtbot.mouseClick(page(room).side.list.viewport(), Qt.MouseButton.LeftButton, CONTROL, spot)
    press_button(room, qtbot, "Export…", of=page(room).side.chosen)
    assert offered(room)[0] == "All who are chosen"
    exported(room, qtbot, tmp_path / "some.vcf")
    assert names(tmp_path / "some.vcf") == [AINO, MAYA]


def test_all_that_are_chosen_are_all_that_were_found(room):
    room.press(KEY.Key_A, CONTROL)
    room.press(KEY.Key_I, CONTROL | SHIFT)
    assert offered(room) == ["Everybody (3)", AINO]


def test_the_person_who_is_shown_is_exported_by_their_button(room, qtbot, tmp_path):
    room.press(KEY.Key_Down)
    press_button(room, qtbot, "Export…", of=page(room).pane.head)
    assert combo(room, "Who").currentText() == BEN
    assert exported(room, qtbot, tmp_path / "ben.vcf") == "Ben Roth.vcf"
    assert names(tmp_path / "ben.vcf") == [BEN]
    assert toast(room).text == "Wrote 1 person to ben.vcf"


def test_nobody_can_be_exported_while_nobody_is_known(rooms):
    room = rooms.enter()
    room.press(KEY.Key_I, CONTROL | SHIFT)
    assert room.panel() is None


# How


def test_private_things_stay_home_unless_notes_are_wanted(room, qtbot, tmp_path):
    room.press(KEY.Key_I, CONTROL | SHIFT)
    exported(room, qtbot, tmp_path / "plain.vcf")
    assert "cold water" not in (tmp_path / "plain.vcf").read_text()
    room.press(KEY.Key_I, CONTROL | SHIFT)
    notes = panel(room).findChild(CheckBox)
    while not notes.hasFocus():
        room.press(KEY.Key_Tab)
    room.press(KEY.Key_Space)
    for _ in range(2):
        room.press(KEY.Key_Tab)
    exported(room, qtbot, tmp_path / "notes.vcf")
    content = (tmp_path / "notes.vcf").read_text()
    assert "NOTE:swims in cold water" in content
    assert "Go engineer" not in content
    room.press(KEY.Key_I, CONTROL | SHIFT)
    assert not panel(room).findChild(CheckBox).isChecked()


@pytest.mark.parametrize(("chosen", "line"), [("4.0", "VERSION:4.0"), ("2.1", "VERSION:2.1")])
def test_a_version_is_chosen_with_a_sentence_about_it(room, qtbot, tmp_path, chosen, line):
    room.press(KEY.Key_I, CONTROL | SHIFT)
    assert room.says("All phones and address books read it.")
    choose(room, "Version", chosen)
    assert not room.says("All phones and address books read it.")
    exported(room, qtbot, tmp_path / "some.vcf")
    assert line in (tmp_path / "some.vcf").read_text()
    room.press(KEY.Key_I, CONTROL | SHIFT)
    assert combo(room, "Version").currentText() == chosen


def test_a_table_is_written(room, qtbot, tmp_path):
    room.press(KEY.Key_I, CONTROL | SHIFT)
    choose(room, "As", "A table (CSV)")
    assert not combo(room, "Version").isVisible()
    assert exported(room, qtbot, tmp_path / "some.csv") == "contacts.csv"
    with (tmp_path / "some.csv").open(newline="") as file:
        assert [row["Name"] for row in csv.DictReader(file)] == [AINO, BEN, MAYA]


def test_everything_is_written_whoever_is_chosen(room, qtbot, tmp_path):
    room.press(KEY.Key_Down, SHIFT)
    room.press(KEY.Key_I, CONTROL | SHIFT)
    choose(room, "As", "Everything (JSON)")
    assert room.says("your private notes")
    assert not combo(room, "Who").isEnabled()
    assert exported(room, qtbot, tmp_path / "all.json") == "companion 2026-05-12.json"
    assert "cold water" in json.dumps(json.loads((tmp_path / "all.json").read_text()))
    assert toast(room).text == "Wrote everything to all.json"


@pytest.mark.parametrize("exists", [True, False])
def test_the_folder_that_is_offered_is_there(
    exists: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    documents = tmp_path / "Documents"
    if exists:
        documents.mkdir()
    room: Room = request.getfixturevalue("room")
    room.press(KEY.Key_I, CONTROL | SHIFT)
    choose(room, "As", "A vCard file each, in a folder")
    room.press(KEY.Key_Return)
    picker = room.window.findChild(QFileDialog)
    assert picker is not None
    assert Path(picker.directory().absolutePath()) == (documents if exists else tmp_path)
    assert [Path(name) for name in picker.selectedFiles()] == [documents if exists else tmp_path]
    picker.close()


def test_a_file_each_goes_into_a_folder_and_the_way_to_it_is_offered(room, qtbot, tmp_path):
    opened: list[str] = []

    class Files(QObject):
        @Slot(QUrl)
        def show(self, url: QUrl) -> None:
            opened.append(url.toLocalFile())

    files = Files()
    QDesktopServices.setUrlHandler("file", files, "show")
    room.press(KEY.Key_I, CONTROL | SHIFT)
    choose(room, "As", "A vCard file each, in a folder")
    exported(room, qtbot, tmp_path / "cards")
    assert sorted(path.name for path in (tmp_path / "cards").iterdir()) == [
        f"{name}.vcf" for name in (AINO, BEN, MAYA)
    ]
    said = toast(room)
    button = next(one for one in said.findChildren(QAbstractButton) if one.isVisible())
    assert (said.text, button.text()) == ("Wrote 3 people to cards", "Open folder")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opened == [str(tmp_path / "cards")]
    QDesktopServices.unsetUrlHandler("file")


# What goes wrong


def test_a_place_that_cannot_be_written_is_said_and_another_can_be_chosen(room, qtbot, tmp_path):
    (tmp_path / "file").touch()
    room.press(KEY.Key_I, CONTROL | SHIFT)
    place(room, tmp_path / "file" / "all.vcf")
    qtbot.waitUntil(lambda: any(str(tmp_path) in one.text() for one in panel(room).findChildren(QLabel)))
    assert panel(room).isVisible()
    exported(room, qtbot, tmp_path / "all.vcf")
    assert len(names(tmp_path / "all.vcf")) == 3


def test_escape_leaves_everything_as_it_was(room):
    room.press(KEY.Key_I, CONTROL | SHIFT)
    room.press(KEY.Key_Escape)
    assert room.panel() is None
    assert room.has_keyboard(page(room).side.list)


def test_an_export_can_be_called_off_and_leaves_no_file(room, folder, qtbot, tmp_path):
    changed_elsewhere(folder, lambda _: adding(*(person(f"Person {i}") for i in range(3000))))
    room.press(KEY.Key_I, CONTROL | SHIFT)
    place(room, tmp_path / "all.vcf")
    assert not combo(room, "Who").isEnabled()
    room.press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: combo(room, "Who").isEnabled())
    assert list(tmp_path.glob("*.vcf")) == []
    room.press(KEY.Key_Escape)
    assert room.panel() is None


def test_closing_the_panel_calls_off_what_is_under_way(room, folder, qtbot, tmp_path):
    changed_elsewhere(folder, lambda _: adding(*(person(f"Person {i}") for i in range(3000))))
    room.press(KEY.Key_I, CONTROL | SHIFT)
    place(room, tmp_path / "all.vcf")
    room.press(KEY.Key_K, CONTROL)
    assert not isinstance(room.panel(), ExportDialog)
    room.desk.jobs.finish()
    assert list(tmp_path.glob("*.vcf")) == []


# The clipboard, and what is dragged


def test_who_is_chosen_is_copied_as_a_card_and_as_text(room):
    room.press(KEY.Key_Down)
    room.press(KEY.Key_Down)
    room.press(KEY.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert b"FN:Maya Chen" in bytes(data.data("text/vcard").data())
    assert data.text() == "Maya Chen\nCTO, Northwind\nmaya@northwind.example"
    assert toast(room).text == "Copied Maya Chen"


def test_several_are_copied_as_they_are_now(room, qtbot):
    room.press(KEY.Key_Down, SHIFT)
    press_button(room, qtbot, "Copy as vCard")
    assert toast(room).text == "Copied 2 people"
    room.press(KEY.Key_Delete)
    assert QGuiApplication.clipboard().mimeData().text().startswith("Aino Laine\nHelsinki AI\n\nBen Roth")


def test_many_are_copied_once_their_cards_are_made(room, folder, qtbot):
    changed_elsewhere(folder, lambda _: adding(*(person(f"Person {i}") for i in range(150))))
    qtbot.waitUntil(lambda: page(room).side.list.has_more)
    room.press(KEY.Key_A, CONTROL)
    with qtbot.waitSignal(page(room).told):
        room.press(KEY.Key_C, CONTROL)
    assert toast(room).text == "Copied 153 people"
    assert (
        bytes(QGuiApplication.clipboard().mimeData().data("text/vcard").data()).count(b"BEGIN:VCARD") == 153
    )


def test_both_are_in_the_palette(room):
    choices = [entry.text for entry in room.window.registry.choices()]
    assert {"Copy as vCard", "Export contacts"} <= set(choices)


def test_a_copy_of_words_stays_a_copy_of_words(room):
    room.press(KEY.Key_F, CONTROL)
    room.type("roth")
    room.press(KEY.Key_A, CONTROL)
    room.press(KEY.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "roth"


def test_those_who_are_chosen_are_dragged_out_as_cards_text_and_a_file(room):
    room.press(KEY.Key_Down, SHIFT)
    people = page(room).side.list
    assert people.dragEnabled()
    data = people.model().mimeData(people.selectedIndexes())
    content = bytes(data.data("text/x-vcard").data()).decode()
    assert [line[3:] for line in content.splitlines() if line.startswith("FN:")] == [AINO, BEN]
    (url,) = data.urls()
    assert Path(url.toLocalFile()).name == "contacts.vcf"
    assert names(Path(url.toLocalFile())) == [AINO, BEN]


def test_what_is_copied_is_not_to_be_had_once_the_window_is_gone(room):
    people = page(room).side.list
    data = people.model().mimeData(people.selectedIndexes())
    room.leave()
    assert data.text() == ""
