"""What came with a person's card, on their page: shown in words and as it came, the birthday edited in place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from companion.model.error import InvalidValueError
from companion.storage.opening import open_store
from companion.storage.queries.naming import person_named
from companion.storage.queries.person import whole_person
from companion.ui.pages.people import PeoplePage
from companion.ui.theme import Theme
from companion.ui.widgets.text_line import TextLine
from companion.workflow.exchange.intake import plan_import
from companion.workflow.exchange.reading import Choices, read_material
from companion.workflow.exchange.source import Material, format_of
from tests.ui.evening import CONTROL, EVENING, KEY, Clock, Room, Rooms

CARD = (
    "FN:Maya Chen",
    "UID:maya",
    "BDAY:--0412",
    "NICKNAME:<b>May</b>",
    "ANNIVERSARY:20090815",
    "item1.X-ABRELATEDNAMES:Li",
    "item1.X-ABLABEL:sister",
    "X-SKYPE:maya.skype",
    "ADR;TYPE=HOME:;;Am Hafen 17;Hamburg;;20457;Germany",
    "NOTE:One line\\nand another",
)


@pytest.fixture
def rooms(folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, Clock(), qtbot)
    yield made
    made.put_away()


def bring(folder: Path, *lines: str) -> None:
    content = "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", "")).encode()
    material = Material("maya.vcf", content, format_of("maya.vcf", content))
    store = open_store(folder)
    plan = store.read(plan_import, read_material(material, Choices()), now=EVENING, region="DE")
    store.apply(plan.change_set, at=EVENING)
    store.close()


@pytest.fixture
def room(rooms: Rooms, folder: Path, qtbot: QtBot) -> Room:
    """Maya, who came with a card, with the keyboard on her in the list."""
    bring(folder, *CARD)
    made = rooms.enter()
    made.press(KEY.Key_3, CONTROL)
    made.press(KEY.Key_Down)
    qtbot.waitUntil(lambda: page(made).pane.head.name.text == "Maya Chen")
    return made


def page(room: Room) -> PeoplePage:
    shown = room.window.page
    assert isinstance(shown, PeoplePage)
    return shown


def texts(room: Room) -> list[str]:
    labels = page(room).pane.findChildren(QLabel)
    shown = [label.text().replace("\u200b", "") for label in labels if label.isVisible()]
    return [text for text in shown if text]


def line(room: Room, text: str) -> TextLine:
    found = [one for one in page(room).pane.findChildren(TextLine) if one.isVisible() and one.text == text]
    assert len(found) == 1, (text, found)
    return found[0]


def birthday(room: Room) -> str | None:
    person = room.desk.read(person_named, "Maya Chen")
    return room.desk.read(whole_person, person.id).person.birthday


def rewrite(room: Room, text: str, to: str) -> None:
    line(room, text).setFocus()
    room.press(KEY.Key_Return)
    room.enter(to)


def test_what_the_card_says_beside_all_fields_is_shown_with_its_source(room: Room) -> None:
    shown = texts(room)
    first = shown.index("From their card")
    assert shown[first : first + 8] == [
        "From their card",
        "Nickname",
        "<b>May</b>",
        "Anniversary",
        "15 August 2009",
        "Related (sister)",
        "Li",
        "From a card imported 12 May",
    ]


def test_somebody_without_more_on_a_card_has_no_such_part(rooms: Rooms, folder: Path, qtbot: QtBot) -> None:
    bring(folder, "FN:Aino Laine", "EMAIL:aino@hel.example")
    room = rooms.enter()
    room.press(KEY.Key_3, CONTROL)
    qtbot.waitUntil(lambda: page(room).pane.head.name.text == "Aino Laine")
    assert "From their card" not in texts(room)


def test_accounts_addresses_and_notes_stand_where_one_looks_for_them(room: Room) -> None:
    assert line(room, "maya.skype")
    assert line(room, "Am Hafen 17, Hamburg, 20457, Germany")
    assert line(room, "One line\nand another")
    assert {"skype", "home"} <= set(texts(room))


def test_a_birthday_is_said_in_words_and_edited_as_people_write_it(room: Room) -> None:
    assert "birthday" in texts(room)
    rewrite(room, "12 April", "12 april 1985")
    assert birthday(room) == "1985-04-12"
    rewrite(room, "12 April 1985", "April 1985")
    assert birthday(room) == "1985-04"
    rewrite(room, "April 1985", "1985")
    assert birthday(room) == "1985"
    room.press(KEY.Key_Z, CONTROL)
    assert line(room, "April 1985")


def test_a_birthday_that_is_none_is_refused_and_can_be_typed_again(room: Room, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.desk.refused) as refused:
        rewrite(room, "12 April", "some day")
    assert isinstance(refused.args[0], InvalidValueError)
    qtbot.waitUntil(lambda: line(room, "12 April").editing)
    assert birthday(room) == "--04-12"


def test_a_birthday_is_taken_away_and_added(room: Room, qtbot: QtBot) -> None:
    line(room, "12 April").setFocus()
    room.press(KEY.Key_Delete)
    assert birthday(room) is None
    page(room).pane.add_contact("birthday")
    room.enter("29.2.")
    assert birthday(room) == "--02-29"
    assert line(room, "29 February")


def test_a_postal_address_can_be_added(room: Room) -> None:
    page(room).pane.add_contact("address")
    room.enter("Telliskivi 60a, Tallinn")
    assert line(room, "Telliskivi 60a, Tallinn")
    assert line(room, "Am Hafen 17, Hamburg, 20457, Germany")
