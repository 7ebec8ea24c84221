"""Codes on the screen: every module in whole device pixels, whatever the scale of the screen."""

from math import floor

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion.model.code import Symbol
from companion.qr.draw import draw
from companion.ui.code_painting import paint_symbol, points_a_module
from companion.ui.theme import Theme
from companion.ui.widgets.code_picture import RIM, CodePicture
from tests.ui.coding import Grey, grabbed, grey, read_in

TEXT = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Saar;Katrin;;;\r\nFN:Katrin Saar\r\nORG:Saar Studio\r\n"
    "EMAIL:katrin@saar.example\r\nTEL:+37255550101\r\nEND:VCARD\r\n"
)
SYMBOL = draw(TEXT)
QUIET = 4


def code_in(pixels: Grey, symbol: Symbol, side: int) -> Grey:
    """The modules of a code that is somewhere in a picture, and their quiet zone, cut out; a side each as wide."""
    dark = np.argwhere(pixels < 10)
    top, left = dark.min(axis=0)
    bottom, right = dark.max(axis=0) + 1
    assert (bottom - top, right - left) == (symbol.modules * side, symbol.modules * side)
    quiet = QUIET * side
    assert top >= quiet
    assert left >= quiet
    return pixels[top - quiet : bottom + quiet, left - quiet : right + quiet]


def assert_exact(pixels: Grey, symbol: Symbol, side: int) -> None:
    """That each pixel of the code is black or white, as its module is."""
    modules = np.pad(np.array(symbol.rows), QUIET)
    wanted = np.where(np.kron(modules, np.ones((side, side), bool)), 0, 255)
    assert np.array_equal(code_in(pixels, symbol, side), wanted)


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("width", [213, 320, 517])
def test_each_module_has_whole_device_pixels(
    theme: Theme, qtbot: QtBot, choice: str, ratio: float, width: int
) -> None:
    theme.set_choice(choice)
    picture = CodePicture()
    qtbot.addWidget(picture)
    picture.resize(width, width)
    picture.show_symbol(SYMBOL)
    image = grabbed(picture, ratio)
    pixels = grey(image)
    side = floor((width - 2 * RIM) * ratio / (SYMBOL.modules + 2 * QUIET))
    assert_exact(pixels, SYMBOL, side)
    assert read_in(image) == [TEXT]


@pytest.mark.parametrize("ratio", [1.25, 1.5, 1.75])
@pytest.mark.parametrize("place", [(53, 31), (7, 9), (11, 2)])
def test_a_code_that_begins_between_two_pixels_is_as_sharp(
    theme: Theme, qtbot: QtBot, ratio: float, place: tuple[int, int]
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(420, 420)
    picture = CodePicture(host)
    picture.setGeometry(*place, 320, 320)
    picture.show_symbol(SYMBOL)
    pixels = grey(grabbed(host, ratio))
    side = floor((320 - 2 * RIM) * ratio / (SYMBOL.modules + 2 * QUIET))
    assert_exact(pixels, SYMBOL, side)


def test_the_ring_of_the_keyboard_leaves_the_quiet_zone_white(theme: Theme, qtbot: QtBot) -> None:
    picture = CodePicture()
    qtbot.addWidget(picture)
    picture.resize(320, 320)
    picture.show_symbol(SYMBOL)
    with qtbot.waitActive(picture):
        picture.show()
        picture.activateWindow()
    picture.setFocus()
    assert picture.hasFocus()
    ringed = picture.grab().toImage()
    picture.clearFocus()
    assert picture.grab().toImage() != ringed
    pixels = grey(ringed)
    # The dark theme's ring, too, is lighter than what counts as dark.
    assert_exact(pixels, SYMBOL, (320 - 2 * RIM) // (SYMBOL.modules + 2 * QUIET))


def test_a_box_without_a_pixel_for_each_module_stays_empty(qtbot: QtBot) -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    paint_symbol(painter, QRectF(0, 0, 40, 40), SYMBOL)
    painter.end()
    assert points_a_module(SYMBOL, 40) == 0
    assert grey(image).min() == 255


def test_a_scaled_painter_draws_in_pixels_of_the_device_and_stays_as_it_was(qtbot: QtBot) -> None:
    image = QImage(700, 700, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    painter.scale(7.3, 7.3)
    painter.translate(3.1, 4.7)
    before = painter.transform()
    paint_symbol(painter, QRectF(0, 0, 80, 80), SYMBOL)
    assert painter.transform() == before
    painter.end()
    assert_exact(grey(image), SYMBOL, floor(80 * 7.3 / (SYMBOL.modules + 2 * QUIET)))


def test_what_cannot_be_drawn_is_said_in_its_place(theme: Theme, qtbot: QtBot) -> None:
    picture = CodePicture()
    qtbot.addWidget(picture)
    picture.resize(300, 300)
    picture.show_symbol(None, "Too much for a code")
    said = grey(picture.grab().toImage())
    picture.show_symbol(None)
    blank = grey(picture.grab().toImage())
    assert not np.array_equal(said, blank)
    assert picture.symbol is None
