"""Initials and their colours."""

import pytest
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from companion.ui.tokens import LIGHT
from companion.ui.widgets.avatar import Avatar, avatar_pair, initials


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Maya Chen", "MC"),
        ("  Ana   María de la Cruz ", "AC"),
        ("Zoë", "Z"),
        ("Mohammed Al-Farsi", "MA"),
        ("王小明", "王"),
        ("(Nina) Roth", "NR"),
        ("ben 7", "B7"),
        ("?!", "?"),
        ("", "?"),
        ("ß", "SS"),
        ("Dr. Ana Ruiz", "AR"),
        ("Prof. Dr. Ruiz", "R"),
        ("Dr.", "D"),
        ("Mrs Dalloway Woolf", "DW"),
        ("Drew Barr", "DB"),
    ],
)
def test_initials_are_the_first_letters_of_the_first_and_last_word(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_a_name_has_the_same_colours_for_ever() -> None:
    assert avatar_pair("Maya Chen", LIGHT.avatars) == LIGHT.avatars[6]
    assert avatar_pair("Tomás Ortega", LIGHT.avatars) == LIGHT.avatars[1]
    assert avatar_pair("\ud800", LIGHT.avatars) in LIGHT.avatars


def test_all_eight_pairs_are_used() -> None:
    names = (f"Person {number}" for number in range(100))
    assert {avatar_pair(name, LIGHT.avatars) for name in names} == set(LIGHT.avatars)


def test_an_avatar_shows_the_colours_of_its_person(theme: Theme, qtbot: QtBot) -> None:
    avatar = Avatar("Maya Chen", 40)
    qtbot.addWidget(avatar)
    avatar.resize(avatar.sizeHint())
    colour = avatar.grab().toImage().pixelColor(20, 4).name().upper()
    avatar.set_name("Jonas Weber")
    other = avatar.grab().toImage().pixelColor(20, 4).name().upper()
    assert (colour, other) == (LIGHT.avatars[6].soft, LIGHT.avatars[7].soft)
