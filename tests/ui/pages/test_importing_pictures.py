"""Pictures on the Import page: the codes in them are cards like any other, and secrets are not taken."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from tests.drawing import picture_of
from tests.ui.evening import KEY, Clock, Room, Rooms
from tests.ui.importing import awaited, cards, lines, page, people, says

WIFI = "WIFI:S:Guests;T:WPA;P:needle-of-a-password;;"
BEN = "MECARD:N:Okafor,Ben;EMAIL:ben@hub.example;;"


@pytest.fixture
def rooms(folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, Clock(), qtbot)
    yield made
    made.put_away()


@pytest.fixture
def room(rooms: Rooms) -> Room:
    return rooms.enter()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    (made / "ana.vcf").write_bytes(cards(("FN:Ana Ruiz",)))
    (made / "ben.png").write_bytes(picture_of(BEN, WIFI))
    (made / "empty.jpg").write_bytes(picture_of(form="JPEG"))
    return made


def test_codes_of_pictures_are_imported_beside_cards_and_the_rest_is_said(
    room: Room, qtbot: QtBot, files: Path
) -> None:
    room.window.workspace.take_paths((files,))
    shown = awaited(room, qtbot)
    assert lines(shown) == [
        "Refused 2",
        "ben.png: A code in it was not taken over, since it is about nobody: wireless network.",
        "files: There is no code in 1 of its pictures.",
        "New 2",
        "Ana Ruiz: ",
        "Ben Okafor: ben@hub.example",
    ]
    assert not says(shown, "needle")
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)
    assert people(room) == 2
    kept = [one.read_bytes() for one in room.desk.folder.rglob("*") if one.is_file()]
    assert kept
    assert not any(b"needle" in content for content in kept)


def test_a_picture_chosen_on_the_page_is_imported_or_says_why_not(
    room: Room, qtbot: QtBot, files: Path
) -> None:
    room.window.workspace.show_page("import")
    page(room).take_paths((files / "empty.jpg",))
    assert lines(awaited(room, qtbot)) == ["Refused 1", "empty.jpg: No code was found in this picture."]
