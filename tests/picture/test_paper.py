"""The print of photographed paper cards is read as they lie; what is no card, or hostile, gives nothing."""

import socket
import struct
import sys
import zlib
from collections.abc import Sequence
from io import BytesIO

import cv2
import numpy as np
import pytest
from onnxruntime.capi import onnxruntime_pybind11_state as onnx
from PIL import Image
from rapidocr.main import RapidOCRError

from companion.formats.paper_card import cells_of
from companion.model.paper import PrintedLine
from companion.model.payload import BadgeField
from companion.picture import paper
from companion.picture.paper import can_read, printed_lines
from tests.picture.paper_layout import LAYOUTS, printed
from tests.picture.paper_scene import WEARS, photographed
from tests.picture.paper_truth import TRUTHS, Truth

PLAIN, DARK, UPRIGHT = (
    next(n for n, one in enumerate(LAYOUTS) if one.__name__ == f"_{name}")
    for name in ("plain", "dark", "upright")
)


def photo(number: int, layout: int, wear: str) -> bytes:
    return photographed(printed(TRUTHS[number], layout), WEARS[wear], number)


def told_of(lines: Sequence[PrintedLine]) -> dict[BadgeField, list[str]]:
    found: dict[BadgeField, list[str]] = {}
    for text, field in cells_of(lines):
        found.setdefault(field, []).append(text)
    return found


def assert_told(found: dict[BadgeField, list[str]], truth: Truth) -> None:
    def digits(text: str) -> str:
        return "".join(filter(str.isdecimal, text))

    assert found[BadgeField.NAME] == [truth.name]
    assert found[BadgeField.TITLE] == [truth.title]
    assert found[BadgeField.ORGANISATION] == [truth.company]
    assert found[BadgeField.EMAIL] == [truth.email]
    assert found[BadgeField.URL] == [truth.url]
    assert sorted(map(digits, found[BadgeField.PHONE])) == sorted(map(digits, (truth.phone, truth.mobile)))


@pytest.mark.parametrize(
    ("number", "layout", "wear"),
    [
        (3, PLAIN, "table"),
        (7, DARK, "tilt"),
        (13, UPRIGHT, "all"),
        (10, PLAIN, "head"),
        (25, PLAIN, "quarter"),
    ],
)
def test_a_photographed_card_is_read_as_it_lies(number, layout, wear):
    content = photo(number, layout, wear)
    lines = printed_lines(content)
    assert_told(told_of(lines), TRUTHS[number])
    assert all(right - left > bottom - top for left, top, right, bottom in (line.box for line in lines))


def test_print_that_is_never_sure_is_read_in_the_surest_position(monkeypatch):
    monkeypatch.setattr(paper, "_SURE", 2)
    assert_told(told_of(printed_lines(photo(3, PLAIN, "scan"))), TRUTHS[3])


def test_a_photo_says_how_it_was_held():
    content = photo(3, PLAIN, "scan")
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = BytesIO()
    Image.open(BytesIO(content)).transpose(Image.Transpose.ROTATE_90).save(kept, "JPEG", exif=exif)
    lines = printed_lines(kept.getvalue())
    assert lines[0].text == TRUTHS[3].company
    # Below each other, and wider than high.
    tops = [line.box[1] for line in lines]
    assert tops[0] < tops[-1]
    assert all(right - left > bottom - top for left, top, right, bottom in (line.box for line in lines))


def test_lines_come_in_rows_from_left_to_right():
    texts = [line.text for line in printed_lines(photo(3, PLAIN, "tilt"))]
    assert texts[0] == TRUTHS[3].company
    assert (
        texts.index(TRUTHS[3].street) < texts.index(f"Tel. {TRUTHS[3].phone}") < texts.index(TRUTHS[3].town)
    )


def test_what_holds_no_print_has_no_lines():
    blank = Image.new("RGB", (900, 600), "white")
    noise = np.random.default_rng(2).integers(0, 256, (600, 900, 3), np.uint8)
    for image in (blank, Image.fromarray(noise)):
        kept = BytesIO()
        image.save(kept, "PNG")
        assert printed_lines(kept.getvalue()) == ()


def png_that_says(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", b"\xff\xd8\xff\xe0 broken", png_that_says(60_000, 60_000), png_that_says(1, 1)],
)
def test_what_is_no_photo_has_no_lines(content):
    assert printed_lines(content) == ()


def test_nothing_is_fetched(monkeypatch):
    def refused(*_):
        raise AssertionError("the web was asked")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    paper._reader.cache_clear()
    assert printed_lines(photo(3, PLAIN, "scan")) != ()


@pytest.mark.parametrize("missing", ["rapidocr", "onnxruntime"])
def test_without_the_extra_nothing_is_read(monkeypatch, missing):
    assert can_read()
    monkeypatch.setitem(sys.modules, missing, None)
    assert not can_read()
    assert printed_lines(photo(3, PLAIN, "scan")) == ()


@pytest.mark.parametrize("error", [RuntimeError(), cv2.error(), RapidOCRError(), onnx.Fail()])
def test_a_reader_that_fails_gives_no_lines(monkeypatch, error):
    def failing(*_, **__):
        raise error

    monkeypatch.setattr(paper, "_reader", lambda: failing)
    assert printed_lines(photo(3, PLAIN, "scan")) == ()


def test_a_reader_that_cannot_be_loaded_gives_no_lines(monkeypatch):
    monkeypatch.setitem(sys.modules, "cv2", None)
    assert can_read()
    assert printed_lines(photo(3, PLAIN, "scan")) == ()
