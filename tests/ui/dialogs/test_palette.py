"""Ctrl+K by keys: type, choose, do."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.actions import Actions, Entry, Group
from companion.ui.dialogs.overlay import Overlay
from companion.ui.dialogs.palette import Palette
from companion.ui.dialogs.palette_list import PaletteItem, PaletteList
from companion.ui.theme import Theme
from companion.ui.tokens import LIGHT
from tests.ui.keyboard import pressed, shown, type_text

KEY = Qt.Key
PEOPLE = (
    PaletteItem(11, "Ingrid Solberg", "“intro to school nurses”", "users"),
    PaletteItem(12, "Zoë Ågren", "Bolt", "users"),
)


def people(typed: str) -> Sequence[PaletteItem]:
    return tuple(
        person for person in PEOPLE if typed.casefold() in f"{person.title} {person.detail}".casefold()
    )


class Desk(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.below = QLineEdit()
        QVBoxLayout(self).addWidget(self.below)
        self.actions_ = Actions(self)
        self.done: list[str] = []
        self.found: list[object] = []
        for entry in (
            Entry("introduce", "Introduce two people…", ("I",), "handshake", context="people"),
            Entry("undo", "Undo", ("Ctrl+Z",), "undo-2"),
            Entry("end", "End event"),
            Entry("go-followups", "Follow-ups", ("Ctrl+2",), "list-checks", group=Group.GO),
        ):
            self.actions_.add(entry, lambda name=entry.name: self.done.append(name))
        self.actions_.name_context("people", "People")
        self.actions_.set_context("people")

    def open(self) -> Palette:
        palette = Palette(self.actions_, people, self)
        palette.person_chosen.connect(self.found.append)
        palette.open()
        return palette


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Desk:
    made = Desk()
    shown(qtbot, made, 1000, 700)
    made.below.setFocus()
    return made


def listed(palette: Palette) -> dict[str, list[str]]:
    return {section.title: [item.title for item in section.items] for section in palette.sections}


def typed(text: str) -> None:
    target = QApplication.focusWidget()
    assert isinstance(target, QLineEdit)
    type_text(target, text)


def test_all_that_can_be_done_is_there_at_once(desk: Desk) -> None:
    assert listed(desk.open()) == {
        "Actions": ["Introduce two people…", "Undo", "End event"],
        "People": ["Ingrid Solberg", "Zoë Ågren"],
        "Go to": ["Follow-ups"],
    }


def test_letters_narrow_it(desk: Desk) -> None:
    palette = desk.open()
    typed("intro")
    assert listed(palette) == {"Actions": ["Introduce two people…"], "People": ["Ingrid Solberg"]}
    item = palette.sections[0].items[0]
    assert (item.detail, item.caps, item.icon) == ("People", ("I",), "handshake")


@pytest.mark.parametrize(
    ("letters", "first"),
    [
        ("people", "Introduce two people…"),
        ("EVENT", "End event"),
        ("intorduce", "Introduce two people…"),
        ("e", "End event"),
    ],
)
def test_words_inside_and_small_mistakes_are_found(desk: Desk, letters: str, first: str) -> None:
    palette = desk.open()
    typed(letters)
    assert listed(palette)["Actions"][0] == first


def test_enter_does_the_chosen_action_and_closes(desk: Desk, qtbot: QtBot) -> None:
    palette = desk.open()
    typed("undo")
    pressed(qtbot, KEY.Key_Return)
    assert desk.done == ["undo"]
    assert palette.isHidden()
    assert desk.below.hasFocus()


def test_arrows_go_over_titles_and_around(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Down):
        pressed(qtbot, key)
    pressed(qtbot, KEY.Key_Return)
    assert desk.found == [11]
    desk.open()
    pressed(qtbot, KEY.Key_Up)
    pressed(qtbot, KEY.Key_Return)
    assert desk.done == ["go-followups"]


def test_page_keys_stop_at_the_ends(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    pressed(qtbot, KEY.Key_PageDown)
    pressed(qtbot, KEY.Key_PageDown)
    pressed(qtbot, KEY.Key_Return)
    desk.open()
    pressed(qtbot, KEY.Key_PageDown)
    pressed(qtbot, KEY.Key_PageUp)
    pressed(qtbot, KEY.Key_Return)
    assert desk.done == ["go-followups", "introduce"]


def test_a_person_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    typed("zoë")
    pressed(qtbot, KEY.Key_Return)
    assert desk.found == [12]


def test_a_click_chooses(desk: Desk, qtbot: QtBot) -> None:
    palette = desk.open()
    found = palette.findChild(PaletteList)
    assert isinstance(found, PaletteList)
    place = found.visualRect(found.model().index(2, 0)).center()
    qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.done == ["undo"]


def test_escape_and_a_click_beside_it_close(desk: Desk, qtbot: QtBot) -> None:
    palette = desk.open()
    pressed(qtbot, KEY.Key_Escape)
    assert palette.isHidden()
    assert desk.below.hasFocus()
    palette = desk.open()
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomLeft())
    assert palette.isHidden()
    assert desk.done == desk.found == []


def test_nothing_found_is_said_and_enter_does_nothing(desk: Desk, qtbot: QtBot) -> None:
    palette = desk.open()
    typed("qqq <b>")
    assert palette.sections == ()
    pressed(qtbot, KEY.Key_Down)
    pressed(qtbot, KEY.Key_Return)
    assert palette.isVisible()


def test_the_keyboard_stays_inside(desk: Desk, qtbot: QtBot) -> None:
    palette = desk.open()
    inside = QApplication.focusWidget()
    pressed(qtbot, KEY.Key_Tab)
    pressed(qtbot, KEY.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is inside
    assert palette.isAncestorOf(inside) if inside else False


def test_a_second_one_takes_the_place_of_the_first(desk: Desk, qtbot: QtBot) -> None:
    first = desk.open()
    second = desk.open()
    assert first.isHidden()
    pressed(qtbot, KEY.Key_Escape)
    assert second.isHidden()
    assert desk.below.hasFocus()
    qtbot.waitUntil(lambda: not desk.findChildren(Overlay))


def test_the_chosen_line_is_heard(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    field = QApplication.focusWidget()
    assert field is not None
    typed("in")
    assert field.accessibleDescription() == "Introduce two people…, People"
    pressed(qtbot, KEY.Key_Down)
    assert field.accessibleDescription() == "Ingrid Solberg, “intro to school nurses”"


def test_the_window_is_dimmed_and_the_panel_follows_its_size(desk: Desk) -> None:
    palette = desk.open()
    corner = desk.grab().toImage().pixelColor(3, 3)
    assert corner.name() == "#b2b1ae"
    assert LIGHT.bg != corner.name()
    assert (palette.panel.width(), palette.panel.y()) == (620, 110)
    desk.resize(500, 600)
    assert palette.size() == desk.size()
    assert palette.panel.width() == 452
