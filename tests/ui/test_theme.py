"""The theme dresses the whole application."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QGuiApplication
from pytestqt.qtbot import QtBot

from companion.ui.stylesheet import stylesheet
from companion.ui.theme import Theme, font, scaled, text_scale, tokens
from companion.ui.tokens import DARK, LIGHT, Type
from companion.ui.widgets.label import Label


def test_a_choice_changes_the_colours_at_once(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_choice("dark")
    assert tokens() is DARK
    assert QGuiApplication.palette().text().color().name().upper() == DARK.text


def test_the_same_choice_again_changes_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_choice("light")


def test_an_unknown_choice_is_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="sepia"):
        theme.set_choice("sepia")
    assert theme.choice == "light"


def test_the_system_is_followed_and_unknown_means_light(theme: Theme) -> None:
    theme.set_choice("dark")
    theme.set_choice("system")
    system_is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert tokens() is (DARK if system_is_dark else LIGHT)


@pytest.mark.parametrize("style", list(Type))
def test_the_bundled_font_has_every_weight(theme: Theme, style: Type) -> None:
    found = QFontInfo(font(style))
    assert found.family() == "Inter"
    assert found.weight() == style.value.weight


def test_texts_grow_to_twice_their_size(theme: Theme, qtbot: QtBot) -> None:
    label = Label("Maya Chen", Type.TITLE)
    qtbot.addWidget(label)
    before = label.sizeHint()
    theme.set_text_scale(2.0)
    label.ensurePolished()
    assert text_scale() == 2.0
    assert scaled(60) == 120
    assert label.font().pixelSize() == 44
    assert label.sizeHint().height() >= 2 * before.height() - 2
    assert label.sizeHint().width() >= 2 * before.width() - 8


def test_labels_keep_the_weight_of_their_style(theme: Theme, qtbot: QtBot) -> None:
    label = Label("Maya Chen", Type.STRONG)
    qtbot.addWidget(label)
    label.ensurePolished()
    assert QFontInfo(label.font()).family() == "Inter"
    assert label.font().weight() == 600


@pytest.mark.parametrize("wanted", [LIGHT, DARK], ids=["light", "dark"])
def test_no_rule_names_a_font_family(wanted: object) -> None:
    assert isinstance(wanted, type(LIGHT))
    assert "font-family" not in stylesheet(wanted)
    assert "font:" not in stylesheet(wanted)
