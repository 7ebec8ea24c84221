"""A code on the whole screen: large, white in every theme, changed and closed by keys."""

from collections.abc import Iterator
from dataclasses import replace
from math import floor

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from companion.model.my_card import CardForm
from companion.qr.draw import draw
from companion.ui.code_view import Ask, CodeView, Fitness
from companion.ui.full_code import FullCode
from companion.ui.theme import Theme
from tests.ui.coding import grabbed, grey, read_in
from tests.ui.test_code_painting import assert_exact

KEY = Qt.Key
VIEW = CodeView(
    name="Katrin Saar",
    title="Product coach",
    organisation="Saar Studio",
    contact_lines=(),
    form=CardForm.VCARD,
    fields=(),
    asks=(Ask("Ask me about", "first product hires, remote teams"),),
    symbol=draw("MECARD:N:Saar,Katrin;EMAIL:katrin@saar.example;;"),
    fitness=Fitness.GOOD,
    note="Scans well",
)


@pytest.fixture
def host(theme: Theme, qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def full(host: QWidget, qtbot: QtBot) -> Iterator[FullCode]:
    shown = FullCode(host)
    with qtbot.waitActive(shown):
        shown.open(VIEW, count=2)
    yield shown
    if isValid(shown):
        shown.close()


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("size", [(1280, 800), (900, 560), (600, 1000)])
def test_the_code_is_as_large_as_the_screen_lets_it_be(
    theme: Theme, host: QWidget, size: tuple[int, int], ratio: float, choice: str
) -> None:
    theme.set_choice(choice)
    full = FullCode(host)
    full.show_view(VIEW, count=1)
    full.resize(*size)
    image = grabbed(full, ratio)
    assert VIEW.symbol is not None
    width, height = size
    side = min(height, width * 0.7) if width > height else min(width, height * 0.74)
    # The words are dark too: the code is cut out first.
    across, down = (
        (floor(side * ratio), image.height()) if width > height else (image.width(), floor(side * ratio))
    )
    assert_exact(
        grey(image.copy(0, 0, across, down)), VIEW.symbol, floor(side * ratio / (VIEW.symbol.modules + 8))
    )
    assert read_in(image) == [VIEW.symbol.text]
    corners = grey(image)[[0, 0, -1, -1], [0, -1, 0, -1]]
    assert set(corners) == {255}


def test_from_right_to_left_the_code_is_on_the_right(theme: Theme, host: QWidget, qtbot: QtBot) -> None:
    full = FullCode(host)
    full.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    full.show_view(VIEW, count=2)
    full.resize(1280, 800)
    image = grabbed(full)
    assert VIEW.symbol is not None
    assert read_in(image.copy(480, 0, 800, 800)) == [VIEW.symbol.text]
    with qtbot.waitSignal(full.stepped) as stepped:
        qtbot.keyClick(full, KEY.Key_Left)
    assert stepped.args == [1]


def test_keys_change_the_card_and_the_form(full: FullCode, qtbot: QtBot) -> None:
    for key, step in ((KEY.Key_Left, -1), (KEY.Key_Right, 1), (KEY.Key_Up, -1), (KEY.Key_Down, 1)):
        with qtbot.waitSignal(full.stepped) as stepped:
            qtbot.keyClick(full, key)
        assert stepped.args == [step]
    with qtbot.waitSignal(full.form_turned):
        qtbot.keyClick(full, KEY.Key_Space)
    qtbot.keyClick(full, KEY.Key_A)
    assert full.isVisible()


@pytest.mark.parametrize("key", [KEY.Key_Escape, KEY.Key_F, KEY.Key_Return])
def test_a_key_closes_it(full: FullCode, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(full.closed):
        qtbot.keyClick(full, key)
    assert not [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def test_a_click_closes_it(full: FullCode, qtbot: QtBot) -> None:
    with qtbot.waitSignal(full.closed):
        qtbot.mouseClick(full, Qt.MouseButton.LeftButton)


def test_it_is_said_to_screen_readers(full: FullCode) -> None:
    said = full.accessibleName()
    assert said.startswith("Katrin Saar. Product coach, Saar Studio. Scans well. Ask me about: first")
    assert full.accessibleDescription() == "← →: card, Space: MECARD, Esc: close"
    full.show_view(replace(VIEW, form=CardForm.MECARD, title="", organisation=""), count=1)
    assert full.accessibleName().startswith("Katrin Saar. Scans well")
    assert full.accessibleDescription() == "Space: vCard, Esc: close"
    full.close()


def test_long_words_and_small_screens_leave_the_code_alone(host: QWidget) -> None:
    full = FullCode(host)
    asks = tuple(Ask("Ask me about", "many words " * 60) for _ in range(2))
    full.show_view(replace(VIEW, name="Maria-Magdalena " * 5, asks=asks), count=2)
    full.resize(640, 400)
    assert VIEW.symbol is not None
    assert read_in(grabbed(full)) == [VIEW.symbol.text]
    full.show_view(replace(VIEW, symbol=None), count=1)
    assert read_in(grabbed(full)) == []
