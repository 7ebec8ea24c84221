"""Icons: there, in the wanted colour, and sharp."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

import companion.ui
from companion.model.person import ContactKind
from companion.paths import resource
from companion.ui.icons import app_icon, icon, pixmap
from companion.ui.models.person import CONTACT_ICONS

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_in_its_colour(qtbot: QtBot, name: str) -> None:
    colours = _opaque_colours(pixmap(name, "#C2557F", 24).toImage())
    assert colours
    if name != "companion":
        assert all(_distance(colour, QColor("#C2557F")) <= 2 for colour in colours)


def test_an_icon_has_the_pixels_of_the_screen(qtbot: QtBot) -> None:
    sharp = pixmap("check", "#000000", 16, 2.0)
    assert sharp.size() == QSize(32, 32)
    assert sharp.deviceIndependentSize().toSize() == QSize(16, 16)
    assert icon("check", "#000000", 16).pixmap(QSize(16, 16), 2.0).size() == QSize(32, 32)


def test_an_icon_is_drawn_once(qtbot: QtBot) -> None:
    assert pixmap("x", "#123456", 20).cacheKey() == pixmap("x", "#123456", 20).cacheKey()
    assert pixmap("x", "#123456", 20).cacheKey() != pixmap("x", "#654321", 20).cacheKey()


def test_the_application_has_an_icon_for_every_place(qtbot: QtBot) -> None:
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 32, 48, 256}


def test_every_icon_that_is_named_is_there() -> None:
    folder = Path(companion.ui.__file__).parent
    named = re.compile(r'(?:Badge|paint_icon|icon)\([^"\n)]*"([a-z0-9-]+)"')
    found = {name for path in folder.rglob("*.py") for name in named.findall(path.read_text("utf-8"))}
    assert found
    assert found <= set(NAMES)


def test_every_kind_of_contact_point_has_an_icon_of_its_own() -> None:
    assert set(CONTACT_ICONS) == set(ContactKind)
    assert len({*CONTACT_ICONS.values()}) == len(ContactKind)
    assert {*CONTACT_ICONS.values()} <= set(NAMES)


def test_fonts_and_icons_come_with_their_licences() -> None:
    assert "SIL Open Font License" in resource("fonts/LICENSE_FONT").read_text("utf-8")
    assert "ISC License" in resource("icons/LICENSE").read_text("utf-8")


def _opaque_colours(image: QImage) -> list[QColor]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return [pixel for pixel in pixels if pixel.alpha() == 255]


def _distance(one: QColor, other: QColor) -> int:
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue()))
