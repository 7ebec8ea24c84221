"""Whom a code goes to unless the user says otherwise: what may mislead is added to nobody by Enter alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.storage.queries.naming import person_named
from companion.storage.queries.person import people_counts, whole_person
from companion.ui.theme import Theme
from tests.ui.evening import KEY, Clock, Room, Rooms
from tests.ui.scanning import reads, shown_text

USER_IN_LINK = "https://google.com@evil.example/login"
MIXED_SCRIPTS = "https://\u0430pple.example/login"
PROFILE = "https://www.linkedin.com/in/maya-chen"


@pytest.fixture
def room(folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[Room]:
    """The window at an event, with Maya Chen in hand."""
    made = Rooms(folder, Clock(), qtbot)
    room = made.enter()
    room.start_event()
    room.enter("Maya Chen @Northwind")
    yield room
    made.put_away()


def kept_with_maya(room: Room) -> list[str]:
    """The notes and pages of Maya Chen."""
    maya = room.desk.read(whole_person, room.desk.read(person_named, "Maya Chen").id)
    return [*(note.text for note in maya.notes), *(point.value for point in maya.contact_points)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ask for the red door", "Ask for the red door"),
        (USER_IN_LINK, "evil.example"),
        (MIXED_SCRIPTS, "\u0430pple.example"),
    ],
)
def test_what_may_be_of_anybody_is_kept_by_itself_until_tab_says_otherwise(
    room: Room, qtbot: QtBot, text: str, name: str
) -> None:
    shown = shown_text(room, qtbot, text, name)
    assert shown.known.new.isChecked()
    assert shown.save.text() == "Save"
    room.press(KEY.Key_Return)
    assert kept_with_maya(room) == []


def test_a_text_is_added_to_whom_one_talks_to_by_tab(room: Room, qtbot: QtBot) -> None:
    shown = shown_text(room, qtbot, "Ask for the red door", "Ask for the red door")
    room.press(KEY.Key_Tab)
    assert shown.save.text() == "Add to Maya Chen"
    room.press(KEY.Key_Return)
    assert kept_with_maya(room) == ["Ask for the red door"]


def test_a_plain_link_goes_to_whom_one_talks_to(room: Room, qtbot: QtBot) -> None:
    shown = shown_text(room, qtbot, "https://northwind.example/jobs", "northwind.example")
    assert shown.save.text() == "Add to Maya Chen"
    room.press(KEY.Key_Return)
    assert kept_with_maya(room) == ["https://northwind.example/jobs"]


def test_a_name_guessed_from_a_link_is_marked_and_nobody_is_meant_by_it_alone(
    room: Room, qtbot: QtBot
) -> None:
    shown = shown_text(room, qtbot, PROFILE, "Maya Chen")
    assert reads(room, "Name guessed from the link")
    assert reads(room, "You know them: same name")
    assert shown.known.new.isChecked()
    room.press(KEY.Key_Tab)
    room.press(KEY.Key_Return)
    assert kept_with_maya(room) == [PROFILE]
    assert room.desk.read(people_counts).people == 1


def test_whoever_has_the_page_is_meant_whatever_the_name_is(room: Room, qtbot: QtBot) -> None:
    room.enter(f"Maya Chen {PROFILE}")
    assert kept_with_maya(room) == [PROFILE]
    shown = shown_text(room, qtbot, PROFILE, "Maya Chen")
    assert shown.known.attach.isChecked()
    assert shown.save.text() == "Add to Maya Chen"


def test_the_cells_of_a_badge_are_told_by_themselves(room: Room, qtbot: QtBot) -> None:
    shown_text(room, qtbot, "Ana Ruiz;Head of Talent;Acme Corp;10442", "Ana Ruiz")
    assert not reads(room, "guessed")
