"""Codes as files and on a terminal: each kind of picture is read again, and looks as it must."""

import re
from io import BytesIO

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtSvg import QSvgRenderer

from companion.qr.draw import draw
from companion.qr.pdf import pdf
from companion.qr.png import png, points_a_module
from companion.qr.svg import svg
from companion.qr.terminal import half_blocks
from tests.qr.drawn import picture

TEXTS = ["x", "Łucja Żółć\r\n" * 12, "a" * 858]
SYMBOL = draw(TEXTS[1])


def text_in(image: object) -> str:
    (found,) = zxingcpp.read_barcodes(image, text_mode=zxingcpp.TextMode.Plain)
    return found.text


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("side", [1, 200, 1024])
def test_a_png_holds_whole_points_in_black_and_white(text, side):
    symbol = draw(text)
    image = Image.open(BytesIO(png(symbol, side=side)))
    points = max(1, side // (symbol.modules + 8))
    assert (image.format, image.mode) == ("PNG", "1")
    assert np.array_equal(np.array(image.convert("L")), picture(symbol, points))


@pytest.mark.parametrize("text", TEXTS)
def test_a_png_is_read_again(text):
    assert text_in(Image.open(BytesIO(png(draw(text)))).convert("L")) == text


def test_a_module_has_as_many_whole_points_as_fit():
    whole = SYMBOL.modules + 8
    assert [points_a_module(SYMBOL, side) for side in (0, whole, 2 * whole - 1, 2 * whole)] == [1, 1, 1, 2]


@pytest.mark.parametrize("text", TEXTS)
def test_an_svg_is_read_again_on_any_ground(qapp, text):
    renderer = QSvgRenderer(QByteArray(svg(draw(text)).encode()))
    assert renderer.isValid()
    image = QImage(700, 700, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    assert text_in(image) == text


def test_an_svg_needs_nothing_from_elsewhere():
    drawing = svg(SYMBOL)
    assert re.findall(r"https?://[^\"]+", drawing) == ["http://www.w3.org/2000/svg"]
    assert "crispEdges" in drawing


def test_an_svg_says_how_large_it_is(qapp):
    renderer = QSvgRenderer(QByteArray(svg(SYMBOL).encode()))
    size = renderer.defaultSize()
    assert size.width() == size.height()
    # 80 millimetres in points of 90 an inch, or as pixels of 96.
    assert 200 < size.width() < 310


def page(content: bytes, points: int) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    assert document.error() is QPdfDocument.Error.None_
    assert document.pageCount() == 1
    size = document.pagePointSize(0)
    assert size.width() == size.height() == pytest.approx(80 / 25.4 * 72, abs=0.01)
    image = document.render(0, QSize(points, points))
    document.close()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


@pytest.mark.parametrize("text", TEXTS)
def test_a_pdf_is_one_page_that_is_read_again_at_any_size(qapp, text):
    symbol = draw(text)
    for points in (3 * (symbol.modules + 8), 1001):
        assert text_in(page(pdf(symbol), points)) == text


def test_a_pdf_shows_no_seams_between_modules(qapp):
    whole = SYMBOL.modules + 8
    image = page(pdf(SYMBOL), whole * 7)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    assert np.array_equal(lines[:, : image.width()] < 128, picture(SYMBOL, 7) < 128)


def test_a_pdf_names_the_place_of_each_object():
    content = pdf(SYMBOL)
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", content)[1])
    assert content[start:].startswith(b"xref\n0 5\n0000000000 65535 f \n")
    places = re.findall(rb"(\d{10}) 00000 n ", content[start:])
    for number, place in enumerate(places, start=1):
        assert content[int(place) :].startswith(b"%d 0 obj\n" % number)
    length = int(re.search(rb"/Length (\d+)", content)[1])
    assert content.split(b"stream\n", 1)[1][length:].startswith(b"\nendstream")


LINE = re.compile("\x1b\\[38;5;16;48;5;231m([ ▀▄█]+)\x1b\\[0m")


@pytest.mark.parametrize("text", TEXTS)
def test_on_a_terminal_every_line_is_black_on_white_and_the_code_is_read_again(text):
    symbol = draw(text)
    lines = [LINE.fullmatch(line)[1] for line in half_blocks(symbol).split("\n")]
    halves = [[[char in "▀█", char in "▄█"] for char in line] for line in lines]
    dark = np.array(halves).transpose(0, 2, 1).reshape(2 * len(lines), -1)
    assert np.array_equal(dark[: symbol.modules + 8], picture(symbol, 1) == 0)
    assert not dark[symbol.modules + 8 :].any()
    assert text_in(np.kron(~dark, np.ones((4, 4), bool)).astype(np.uint8) * 255) == text
