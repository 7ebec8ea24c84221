"""Anybody as a code, by keys: from their page, with what is chosen kept nowhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.storage import journal
from companion.storage.opening import open_store
from companion.storage.queries.naming import person_named
from companion.ui.pages.people import PeoplePage
from companion.ui.pages.person_code import PersonCodePage
from companion.ui.theme import Theme
from companion.ui.widgets.button import Button, IconButton
from companion.workflow.capture import note
from companion.workflow.person import edit
from companion.workflow.tidy import delete
from tests.ui.carding import button, code, facts, pane, tick
from tests.ui.coding import grabbed, read_in
from tests.ui.evening import CONTROL, EVENING, KEY, Clock, Room, Rooms, changed_elsewhere

LINE = "Jürgen Müller, Größenwart @Übermut GmbH juergen@uebermut.example +49 30 1234567 ?a speaker #hr, likes tea"


@pytest.fixture
def rooms(folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, Clock(), qtbot)
    yield made
    made.put_away()


@pytest.fixture
def room(rooms: Rooms, folder: Path) -> Room:
    """The window of somebody who knows one person, on their code."""
    store = open_store(folder)
    store.apply(store.read(note, LINE, now=EVENING, region="DE").change_set, at=EVENING)
    store.close()
    made = rooms.enter()
    made.press(KEY.Key_3, CONTROL)
    made.press(KEY.Key_Down)
    made.press(KEY.Key_Q)
    return made


def page(room: Room) -> PersonCodePage:
    shown = room.window.page
    assert isinstance(shown, PersonCodePage)
    return shown


def look(room: Room) -> None:
    room.desk._look()
    QApplication.processEvents()


def test_the_code_says_how_to_reach_them_and_nothing_private(room: Room, qtbot: QtBot) -> None:
    text = code(room, qtbot)
    assert "FN:Jürgen Müller" in text
    assert "juergen@uebermut.example" in text
    for private in ("speaker", "tea", "hr"):
        assert private not in text
    assert room.says("Jürgen Müller as a code")
    assert facts(room) == [
        "+ Name and role",
        "+ Organisation  Übermut GmbH",
        "+ E-mail  juergen@uebermut.example",
        "+ Phone  +49 30 1234567",
    ]
    assert not any(one.text() == "Edit" for one in pane(room).findChildren(Button) if one.isVisible())


def test_what_is_chosen_is_not_kept(room: Room, qtbot: QtBot) -> None:
    def entries() -> int:
        return room.desk.read(journal.last_seq)

    before = entries()
    tick(room, "Organisation")
    assert "ORG" not in code(room, qtbot)
    pane(room).take_keyboard()
    room.press(KEY.Key_Space)
    assert code(room, qtbot).startswith("MECARD:")
    button(room, "vCard").click()
    assert "ORG" not in code(room, qtbot)
    assert entries() == before
    room.press(KEY.Key_Escape)
    room.press(KEY.Key_Q)
    assert "ORG" in code(room, qtbot)


def test_it_covers_the_screen_and_goes_back(room: Room, qtbot: QtBot) -> None:
    text = code(room, qtbot)
    room.press(KEY.Key_F)
    full = page(room).giving.full
    assert full is not None
    full.resize(1280, 800)
    assert read_in(grabbed(full)) == [text]
    assert "card" not in full.accessibleDescription().replace("vCard", "").replace("MECARD", "")
    qtbot.keyClick(full, KEY.Key_Right)
    assert full.view is not None
    qtbot.keyClick(full, KEY.Key_Escape)
    room.window.activateWindow()
    QApplication.processEvents()
    room.press(KEY.Key_Escape)
    assert isinstance(room.window.page, PeoplePage)
    assert room.says("Jürgen Müller")


def test_the_button_of_the_page_shows_it_too(room: Room) -> None:
    back = next(one for one in page(room).findChildren(IconButton) if one.isVisible())
    assert back.accessibleName() == "Back to the person"
    back.click()
    QApplication.processEvents()
    shown = room.window.page
    assert isinstance(shown, PeoplePage)
    tool = next(one for one in shown.findChildren(IconButton) if one.accessibleName() == "Show as code")
    tool.click()
    assert page(room).isVisible()


def test_what_another_program_changes_of_them_is_shown(room: Room, rooms: Rooms, qtbot: QtBot) -> None:
    assert "ORG:Übermut" in code(room, qtbot)
    changed_elsewhere(
        rooms.folder,
        lambda connection: edit(
            connection, person_named(connection, "Jürgen Müller"), {"organisation": ["Acme"]}, region="DE"
        )[1],
    )
    look(room)
    assert "ORG:Acme" in code(room, qtbot)
    changed_elsewhere(
        rooms.folder, lambda connection: delete(connection, person_named(connection, "Jürgen Müller"))
    )
    look(room)
    # Whoever is gone is still held out, until one goes back.
    assert "ORG:Acme" in code(room, qtbot)
    room.press(KEY.Key_F)
    assert page(room).giving.full is None
    room.press(KEY.Key_Escape)
    assert isinstance(room.window.page, PeoplePage)
