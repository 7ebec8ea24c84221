"""The settings by keys: each takes effect at once and is there after a restart."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from companion import settings
from companion.settings import INTERNATIONAL
from companion.storage.queries.person import person_with
from companion.storage.store import owner_of
from companion.ui.pages.settings import SettingsPage
from companion.ui.theme import Theme, text_scale, tokens
from companion.ui.tokens import DARK, LIGHT
from companion.ui.widgets.button import Button
from companion.ui.widgets.input import CheckBox, ComboBox
from companion.ui.widgets.toast import Toast
from tests.ui.evening import CONTROL, KEY, Clock, Room, Rooms
from tests.ui.keyboard import type_text


@pytest.fixture
def rooms(folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, Clock(), qtbot)
    yield made
    made.put_away()
    if text_scale() != 1.0 or tokens() is not LIGHT:
        # The application wears what was chosen last.
        theme.set_text_scale(2.0)
        theme.set_choice("dark")


@pytest.fixture
def room(rooms: Rooms) -> Room:
    return entered(rooms)


def entered(rooms: Rooms) -> Room:
    room = rooms.enter()
    room.press(KEY.Key_Comma, CONTROL)
    return room


def page(room: Room) -> SettingsPage:
    shown = room.window.page
    assert isinstance(shown, SettingsPage)
    return shown


def box(room: Room, name: str) -> ComboBox:
    return next(one for one in page(room).findChildren(ComboBox) if one.accessibleName() == name)


def button(room: Room, text: str) -> Button:
    return next(one for one in page(room).findChildren(Button) if one.text() == text)


def says(room: Room, words: str) -> bool:
    labels = page(room).findChildren(QLabel)
    return any(words in label.text() for label in labels if label.isVisible())


def my_name(room: Room) -> str:
    return room.desk.read(lambda connection: person_with(connection, owner_of(connection)).name)


def test_my_name_is_kept_on_enter(room: Room, rooms: Rooms) -> None:
    room.enter("Katrin Tamm")
    assert my_name(room) == "Katrin Tamm"
    toast = page(room).findChild(Toast)
    assert isinstance(toast, Toast)
    assert toast.text == "Edited my card"
    room.leave()
    again = entered(rooms)
    assert my_name(again) == "Katrin Tamm"
    again.press(KEY.Key_A, CONTROL)
    again.type("Somebody")
    again.press(KEY.Key_Escape)
    again.press(KEY.Key_Tab)
    assert my_name(again) == "Katrin Tamm"


def test_my_name_is_kept_when_the_keyboard_leaves_or_the_window_closes(room: Room, rooms: Rooms) -> None:
    room.type("Katrin")
    room.press(KEY.Key_Tab)
    assert my_name(room) == "Katrin"
    room.press(KEY.Key_Z, CONTROL)
    assert my_name(room) == ""
    page(room).arrive()
    room.type("Kat")
    room.leave()
    assert my_name(entered(rooms)) == "Kat"


def test_colours_change_at_once_and_stay(room: Room, rooms: Rooms) -> None:
    assert tokens() is LIGHT
    box(room, "Colours").setFocus()
    room.press(KEY.Key_End)
    assert tokens() is DARK
    assert settings.load(rooms.folder).theme == "dark"
    room.leave()
    again = entered(rooms)
    assert tokens() is DARK
    assert box(again, "Colours").currentText() == "Dark"


def test_texts_grow_at_once_and_stay(room: Room, rooms: Rooms) -> None:
    box(room, "Size of texts").setFocus()
    for percent in (125, 150, 200):
        room.press(KEY.Key_Down)
        assert text_scale() == pytest.approx(percent / 100, abs=0.04)
        assert settings.load(rooms.folder).text_scale == percent
        assert not box(room, "Size of texts").visibleRegion().isEmpty()
    room.leave()
    again = entered(rooms)
    assert text_scale() == 2
    assert box(again, "Size of texts").currentText() == "200 %"


def test_single_letters_rest_once_switched_off(room: Room, rooms: Rooms) -> None:
    tick = page(room).findChild(CheckBox)
    assert isinstance(tick, CheckBox)
    tick.setFocus()
    room.press(KEY.Key_Space)
    assert not room.window.registry.single_keys
    room.leave()
    again = entered(rooms)
    assert not again.window.registry.single_keys
    tick = page(again).findChild(CheckBox)
    assert isinstance(tick, CheckBox)
    assert not tick.isChecked()


def test_phones_are_read_by_the_chosen_country(room: Room, rooms: Rooms) -> None:
    country = box(room, "Country of my phone numbers")
    country.setFocus()
    assert country.itemData(0) is None
    assert country.itemData(1) == INTERNATIONAL
    type_text(country, "Eston")
    assert country.currentText() == "Estonia (EE)"
    assert room.desk.settings.phone_region == "EE"
    room.leave()
    again = entered(rooms)
    assert box(again, "Country of my phone numbers").currentData() == "EE"
    assert again.desk.settings.phone_region == "EE"


def test_countries_stand_in_the_order_of_their_names(room: Room) -> None:
    country = box(room, "Country of my phone numbers")
    names = [country.itemText(place) for place in range(2, country.count())]
    assert len(names) > 200
    assert names[:4] == ["Afghanistan (AF)", "Åland Islands (AX)", "Albania (AL)", "Algeria (DZ)"]


def test_a_backup_is_made_and_said(room: Room, rooms: Rooms, qtbot: QtBot) -> None:
    button(room, "Back up now").setFocus()
    room.press(KEY.Key_Space)
    qtbot.waitUntil(lambda: says(room, "Copied 0 people to "))
    made = rooms.folder / "backups" / "companion-2026-05-12-190000.db"
    assert made.exists()
    assert says(room, str(made))
    assert button(room, "Back up now").isEnabled()


def test_a_backup_that_cannot_be_made_is_said(room: Room, rooms: Rooms, qtbot: QtBot) -> None:
    target = rooms.folder / "backups" / "companion-2026-05-12-190000.db"
    target.mkdir(parents=True)
    (target / "in the way").touch()
    button(room, "Back up now").setFocus()
    room.press(KEY.Key_Return)
    qtbot.waitUntil(button(room, "Back up now").isEnabled)
    assert says(room, "backups")
    assert not says(room, "Copied")


def test_the_folder_is_shown_and_can_be_copied(room: Room, rooms: Rooms) -> None:
    assert says(room, str(rooms.folder))
    button(room, "Copy the path").setFocus()
    room.press(KEY.Key_Return)
    assert QGuiApplication.clipboard().text() == str(rooms.folder)


def test_what_cannot_be_kept_is_said_and_not_shown_as_chosen(room: Room, rooms: Rooms) -> None:
    path = rooms.folder / "settings.toml"
    path.unlink()
    path.mkdir()
    box(room, "Colours").setFocus()
    room.press(KEY.Key_End)
    assert room.says("settings.toml")
    assert box(room, "Colours").currentText() == "As the system"
    assert tokens() is LIGHT
    path.rmdir()


def test_the_version_is_told(room: Room) -> None:
    assert says(room, "Companion 0.")
