"""The form of what is known of the user, by keys: filled in, refused, left and gone on with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme, tokens
from companion.workflow.person import edit_me
from tests.ui.carding import entered, facts, form, line, look, walk_to, write
from tests.ui.coding import grabbed
from tests.ui.evening import CONTROL, EVENING, KEY, SHIFT, Clock, Room, Rooms, changed_elsewhere


@pytest.fixture
def rooms(folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, Clock(), qtbot)
    yield made
    made.put_away()


@pytest.fixture
def room(rooms: Rooms) -> Room:
    return entered(rooms)


def stored_elsewhere(rooms: Rooms, values: dict[str, list[str]]) -> None:
    """Change what is known of the user as another program does."""
    changed_elsewhere(
        rooms.folder, lambda connection: edit_me(connection, values, region="EE", now=EVENING)[1]
    )


def test_tab_goes_from_field_to_field(rooms: Rooms) -> None:
    room = rooms.enter()
    room.press(KEY.Key_C, CONTROL | SHIFT)
    for text in ("Katrin", "Coach", "Saar Studio", "k@saar.example", "+372 5555 0101", "saar.example"):
        room.type(text)
        room.press(KEY.Key_Tab)
    assert line(room, "Birthday").hasFocus()
    room.press(KEY.Key_Tab, SHIFT)
    assert line(room, "Website").hasFocus()
    room.press(KEY.Key_Return)
    assert facts(room) == [
        "+ Name and role",
        "+ Organisation  Saar Studio",
        "+ E-mail  k@saar.example",
        "+ Phone  +372 5555 0101",
        "+ Website  saar.example",
    ]


def test_a_form_that_is_refused_says_why_and_where_and_stays(rooms: Rooms) -> None:
    room = rooms.enter()
    room.press(KEY.Key_C, CONTROL | SHIFT)
    room.type("Katrin")
    write(room, "E-mail", "k@saar.example")
    write(room, "E-mail 2", "at home")
    write(room, "Website", "saar.example")
    room.press(KEY.Key_Return)
    assert form(room).accessibleDescription() == "E-mail: “at home” does not fit as e-mail address."
    assert room.says("E-mail: “at home” does not fit as e-mail address.")
    wrong = line(room, "E-mail 2")
    assert wrong.hasFocus()
    assert wrong.accessibleDescription() == form(room).accessibleDescription()
    danger = tokens().danger.ink
    assert grabbed(wrong).pixelColor(wrong.width() // 2, 0).name() == danger.lower()
    room.type("k@home.example")
    write(room, "Birthday", "once in May")
    room.press(KEY.Key_Return)
    assert form(room).accessibleDescription().startswith("Birthday: “once in May” does not fit as birthday.")
    assert line(room, "Birthday").hasFocus()
    assert wrong.accessibleDescription() == ""
    write(room, "Birthday", "12 May")
    room.press(KEY.Key_Return)
    assert room.panel() is None
    assert facts(room) == [
        "+ Name",
        "+ E-mail  k@saar.example",
        "+ E-mail  k@home.example",
        "+ Website  saar.example",
        "- Birthday  12 May",
    ]


@pytest.mark.parametrize("way", ["Esc", "Cancel"])
def test_what_was_cancelled_is_gone(room: Room, way: str) -> None:
    room.press(KEY.Key_E)
    write(room, "Title", "Coach of many")
    if way == "Esc":
        room.press(KEY.Key_Escape)
    else:
        walk_to(room, "Cancel")
        room.press(KEY.Key_Return)
    assert room.panel() is None
    assert "+ Website  saar.example" in facts(room)
    room.press(KEY.Key_E)
    assert line(room, "Title").text() == "Product coach"
    assert not room.says("Unsaved changes")
    write(room, "Organisation", "Saar & Co")
    room.press(KEY.Key_Return)
    assert room.says("Product coach, Saar & Co")


def test_a_cancelled_first_card_is_no_draft_of_the_next(rooms: Rooms) -> None:
    room = rooms.enter()
    room.press(KEY.Key_C, CONTROL | SHIFT)
    room.type("Katarina")
    room.press(KEY.Key_Escape)
    room.press(KEY.Key_Return)
    assert line(room, "Name").text() == ""


def test_a_form_that_was_left_otherwise_is_gone_on_with_and_says_so(room: Room) -> None:
    room.press(KEY.Key_E)
    write(room, "Title", "Coach of many")
    room.press(KEY.Key_K, CONTROL)
    room.press(KEY.Key_Escape)
    assert "+ Website  saar.example" in facts(room)
    room.press(KEY.Key_E)
    assert line(room, "Title").text() == "Coach of many"
    assert room.says("Unsaved changes from before")
    room.press(KEY.Key_Return)
    assert room.says("Coach of many, Saar Studio")
    room.press(KEY.Key_E)
    assert not room.says("Unsaved changes from before")


def test_unsaved_changes_from_before_are_dropped(room: Room) -> None:
    room.press(KEY.Key_E)
    write(room, "Title", "Coach of many")
    write(room, "Birthday", "")
    form(room).close_panel()
    room.press(KEY.Key_E)
    assert line(room, "Birthday").text() == ""
    walk_to(room, "Drop them")
    room.press(KEY.Key_Return)
    assert line(room, "Title").text() == "Product coach"
    assert line(room, "Birthday").text() == "12 April 1985"
    assert not room.says("Unsaved changes")
    assert line(room, "Name").hasFocus()
    form(room).close_panel()
    room.press(KEY.Key_E)
    assert not room.says("Unsaved changes")


def test_what_was_left_unsaved_never_comes_over_what_was_stored_since(room: Room, rooms: Rooms) -> None:
    room.press(KEY.Key_E)
    write(room, "Title", "Coach of many")
    form(room).close_panel()
    stored_elsewhere(rooms, {"email": ["katrin@new.example"]})
    look(room)
    room.press(KEY.Key_E)
    assert line(room, "Title").text() == "Product coach"
    assert line(room, "E-mail").text() == "katrin@new.example"
    assert not room.says("Unsaved changes")


def test_only_what_was_changed_in_the_form_is_saved(room: Room, rooms: Rooms) -> None:
    room.press(KEY.Key_E)
    write(room, "Title", "Coach of many")
    stored_elsewhere(rooms, {"email": ["katrin@new.example"]})
    look(room)
    room.press(KEY.Key_Return)
    assert room.says("Coach of many, Saar Studio")
    assert "+ E-mail  katrin@new.example" in facts(room)
