"""Photos of paper cards on the page of a person: attached, looked at, taken away and back."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from companion.storage.queries.naming import person_named
from companion.storage.queries.person import whole_person
from companion.ui.dialogs.photo import PhotoDialog
from companion.ui.pages.people import PeoplePage
from companion.workflow.person import create
from tests.ui.evening import CONTROL, KEY, Room
from tests.ui.importing import texts


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "ana.jpg"
    Image.new("RGB", (640, 400), "navy").save(path)
    return path


@pytest.fixture
def people(room: Room) -> PeoplePage:
    """The page, on Ana."""
    room.start_event()
    room.enter("Ana Ruiz @Acme")
    room.press(KEY.Key_3, CONTROL)
    page = room.window.page
    assert isinstance(page, PeoplePage)
    page.show_person(room.desk.read(person_named, "Ana Ruiz").id)
    return page


def photos(room: Room) -> int:
    whole = room.desk.read(whole_person, room.desk.read(person_named, "Ana Ruiz").id)
    return len([card for card in whole.source_cards if card.is_paper])


def attached(room: Room, qtbot: QtBot, people: PeoplePage, photo: Path) -> None:
    people.photos.attach(photo)
    qtbot.waitUntil(lambda: photos(room) == 1)
    QApplication.processEvents()


def opened(room: Room, qtbot: QtBot, people: PeoplePage) -> PhotoDialog:
    (button,) = people.pane.photos
    button.setFocus()
    room.press(KEY.Key_Space)
    qtbot.waitUntil(lambda: bool(room.window.findChildren(PhotoDialog)))
    (dialog,) = room.window.findChildren(PhotoDialog)
    return dialog


def test_a_photo_is_chosen_among_the_ways_to_reach_somebody(
    room: Room, qtbot: QtBot, people: PeoplePage, photo: Path
) -> None:
    people.pane.contact_menu.actions()[-1].trigger()
    (dialog,) = room.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(photo))
    dialog.reject()
    qtbot.waitUntil(lambda: photos(room) == 1)
    assert any("From a paper card" in text for text in texts(people.pane))


def test_a_photo_is_looked_at_and_taken_away_and_undo_brings_it_back(
    room: Room, qtbot: QtBot, people: PeoplePage, photo: Path
) -> None:
    attached(room, qtbot, people, photo)
    dialog = opened(room, qtbot, people)
    image = dialog.photograph.image
    assert (image.width(), image.height()) == (640, 400)
    dialog.remove.setFocus()
    room.press(KEY.Key_Space)
    assert not dialog.isVisible()
    assert photos(room) == 0
    assert people.pane.photos == ()
    room.press(KEY.Key_Z, CONTROL)
    assert photos(room) == 1


def test_esc_leaves_the_photo_where_it_is(room: Room, qtbot: QtBot, people: PeoplePage, photo: Path) -> None:
    attached(room, qtbot, people, photo)
    dialog = opened(room, qtbot, people)
    room.press(KEY.Key_Escape)
    assert not dialog.isVisible()
    assert photos(room) == 1


def test_a_file_that_is_no_photo_is_refused_in_a_sentence(
    room: Room, qtbot: QtBot, people: PeoplePage, tmp_path: Path
) -> None:
    path = tmp_path / "notes.pdf"
    path.write_bytes(b"%PDF-1.7")
    people.photos.attach(path)
    said = "notes.pdf: It cannot be opened as a picture: it is a PDF document."
    qtbot.waitUntil(lambda: any(said in text for text in texts(room.window)))
    assert photos(room) == 0


def test_a_photo_goes_to_whom_it_was_chosen_for_whoever_is_shown_when_it_is_read(
    room: Room, qtbot: QtBot, people: PeoplePage, photo: Path
) -> None:
    people.photos.attach(photo)
    ben = room.desk.change(lambda _: create("Ben Okafor"))
    assert ben is not None
    people.show_person(ben.id)
    qtbot.waitUntil(lambda: photos(room) == 1)
    assert room.desk.read(whole_person, ben.id).source_cards == ()


def test_tab_stays_within_the_photo_and_space_closes_it(
    room: Room, qtbot: QtBot, people: PeoplePage, photo: Path
) -> None:
    attached(room, qtbot, people, photo)
    dialog = opened(room, qtbot, people)
    for _ in range(5):
        room.press(KEY.Key_Tab)
        assert room.has_keyboard(dialog)
    dialog.setFocus()
    room.press(KEY.Key_Space)
    assert not dialog.isVisible()
    assert photos(room) == 1
