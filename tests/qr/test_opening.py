"""Pictures are opened within limits, and a hostile one gives a problem: never an error, never a long wait."""

import random
import struct
import sys
import time
import zlib

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from companion.model.problem import Problem, ProblemCode
from companion.qr.opening import MOST_BYTES, MOST_PIXELS, Page, open_picture
from tests.qr.scene import written

FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF")
BLACK, WHITE = 0, 255


def halves(width: int = 80, height: int = 40) -> Image.Image:
    """The left half black, the right one white."""
    image = Image.new("L", (width, height), WHITE)
    image.paste(BLACK, (0, 0, width // 2, height))
    return image


def opened(content: bytes) -> tuple[Page, ...]:
    pages = open_picture(content)
    assert not isinstance(pages, Problem), pages
    return pages


def refusal(content: bytes) -> tuple[ProblemCode, str]:
    problem = open_picture(content)
    assert isinstance(problem, Problem)
    assert problem.is_refusal
    return problem.code, problem.text


def is_halved(page: Page) -> bool:
    width = page.grey.shape[1]
    left, right = page.grey[:, : width // 2 - 8], page.grey[:, width // 2 + 8 :]
    return bool(left.max() < 40 and right.min() > 215)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_that_says(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(10_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_of_any_usual_format_is_opened(form):
    (page,) = opened(written(halves().convert("RGB"), form))
    assert page.grey.shape == (40, 80)
    assert page.is_whole
    assert is_halved(page)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F", "LAB"])
def test_every_mode_becomes_grey(mode):
    image = halves().convert("RGB")
    if mode == "LAB":
        grey = halves()
        content = written(
            Image.merge("LAB", (grey, Image.new("L", grey.size, 128), Image.new("L", grey.size, 128))), "TIFF"
        )
    elif mode == "I;16":
        content = written(Image.fromarray(np.asarray(halves(), np.uint16) * 257), "PNG")
    elif mode in ("I", "F", "CMYK"):
        content = written((halves() if mode in ("I", "F") else image).convert(mode), "TIFF")
    else:
        content = written(image.convert(mode), "PNG")
    (page,) = opened(content)
    assert page.grey.dtype == np.uint8
    assert is_halved(page)


def test_a_photo_in_the_colours_of_print_is_not_inverted():
    (page,) = opened(written(halves().convert("RGB").convert("CMYK"), "JPEG"))
    assert is_halved(page)


def test_more_steps_of_grey_are_stretched():
    faint = np.array([[1000, 1010, 1020]] * 3, np.uint16)
    (page,) = opened(written(Image.fromarray(faint), "PNG"))
    assert page.grey[0].tolist() == [0, 127, 255]
    (page,) = opened(written(Image.fromarray(np.full((3, 3), 7, np.uint16)), "PNG"))
    assert page.grey.tolist() == [[0] * 3] * 3


def test_what_is_transparent_is_white():
    layered = Image.new("RGBA", (80, 40), (0, 0, 0, 0))
    layered.paste((0, 0, 0, 255), (0, 0, 40, 40))
    assert is_halved(opened(written(layered))[0])
    palette = Image.new("P", (80, 40), 0)
    palette.putpalette([0, 0, 0, 10, 10, 10])
    palette.paste(1, (0, 0, 40, 40))
    assert is_halved(opened(written(palette, "PNG", transparency=0))[0])


def test_white_on_nothing_is_shown_on_black():
    layered = Image.new("RGBA", (80, 40), (255, 255, 255, 0))
    layered.paste((255, 255, 255, 255), (40, 0, 80, 40))
    assert is_halved(opened(written(layered))[0])


def test_a_picture_with_nothing_on_it_is_opened():
    assert opened(written(Image.new("RGBA", (80, 40), (0, 0, 0, 0))))[0].grey.max() == 0


@pytest.mark.parametrize("orientation", range(10))
def test_a_picture_is_turned_as_the_camera_was_held_and_its_places_turned_back(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    grey = np.full((40, 80), WHITE, np.uint8)
    grey[4:12, 6:20] = BLACK
    (page,) = opened(written(Image.fromarray(grey), "PNG", exif=exif))
    assert page.grey.shape == ((80, 40) if orientation in (5, 6, 7, 8) else (40, 80))
    rows, columns = (np.flatnonzero((page.grey < 99).any(axis=axis)) for axis in (1, 0))
    left, top, right, bottom = columns[0], rows[0], columns[-1] + 1, rows[-1] + 1
    corners = page.corners(((left, top), (right, top), (right, bottom), (left, bottom)))
    assert sorted(corners) == [(6, 4), (6, 12), (20, 4), (20, 12)]
    assert is_clockwise(corners)
    assert corners[0] == {2: (20, 4), 3: (20, 12), 4: (6, 12), 6: (6, 12), 7: (20, 12), 8: (20, 4)}.get(
        orientation, (6, 4)
    )


def is_clockwise(corners: tuple[tuple[int, int], ...]) -> bool:
    return sum(x * v - u * y for (x, y), (u, v) in zip(corners, corners[1:] + corners[:1], strict=True)) > 0


def test_an_orientation_that_is_no_number_is_no_orientation():
    ascii_not_short = struct.pack("<HHI4s", 0x0112, 2, 4, b"top")
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + ascii_not_short + bytes(4)
    assert opened(written(halves(), "JPEG", exif=exif))[0].grey.shape == (40, 80)


def test_places_outside_are_moved_to_the_edge():
    page = Page(np.zeros((30, 50), np.uint8))
    assert page.corners(((-3.2, -1), (60, 0.4), (50, 30), (0, 31))) == ((0, 0), (49, 0), (49, 29), (0, 29))


@pytest.mark.parametrize("form", ["GIF", "TIFF", "WEBP", "PNG"])
def test_an_animation_is_opened_frame_by_frame_up_to_eight(form):
    frames = [Image.new("RGB", (60, 60), (shade,) * 3) for shade in range(20, 240, 20)]
    content = written(frames[0], form, save_all=True, append_images=frames[1:], lossless=True)
    shades = [int(page.grey[30, 30]) for page in opened(content)]
    assert len(shades) == 8
    assert all(abs(shade - wanted) < 4 for shade, wanted in zip(shades, range(20, 180, 20), strict=True))


def test_pages_are_opened_until_they_are_too_large_together():
    large = Image.new("1", (5000, 5000))
    content = written(large, "TIFF", save_all=True, append_images=[large, large], compression="group4")
    assert len(opened(content)) == MOST_PIXELS // large.width // large.height == 2


def test_a_broken_page_ends_the_pages():
    pages = [halves(), halves()]
    content = written(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    second = content.rindex(struct.pack("<HHI", 258, 3, 1))
    assert len(opened(content)) == 2
    assert len(opened(content[:second] + b"\xff" * 40 + content[second + 40 :])) == 1


def test_of_several_photos_in_one_file_the_first_is_opened():
    content = written(halves(), "MPO", save_all=True, append_images=[halves().rotate(180)])
    assert len(opened(content)) == 1


@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "GIF", "TIFF"])
def test_a_picture_that_breaks_off_is_given_as_far_as_it_goes(form):
    image = Image.fromarray(np.random.default_rng(1).integers(100, 256, (200, 60), np.uint8))
    content = written(image, form)
    (page,) = opened(content[: len(content) * 2 // 3])
    assert not page.is_whole
    off = np.abs(page.grey.astype(int) - np.asarray(image)).mean(axis=1)
    assert np.count_nonzero(off < 12) >= 60


def test_a_photo_that_holds_another_one_may_break_off_behind_it():
    image = halves(400, 200)
    content = written(image, "JPEG", progressive=True, comment=written(image.resize((40, 20)), "JPEG"))
    (page,) = opened(content[: len(content) * 4 // 5])
    assert is_halved(page)
    assert not page.is_whole
    assert opened(content)[0].is_whole


def test_a_picture_that_was_sent_coarse_before_fine_is_shown_coarse():
    content = written(halves(400, 200), "JPEG", progressive=True)
    (page,) = opened(content[: len(content) * 2 // 3])
    assert is_halved(page)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"not a picture", "text"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "svg"),
        (b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj", "pdf"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file", "eps"),
        (b"P6 9 9 255 " + bytes(243), "pnm"),
        (b"\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0", "ico"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "avif"),
    ],
)
def test_what_is_no_picture_of_ours_is_refused_by_name(content, kind):
    assert refusal(content) == (ProblemCode.NO_PICTURE, kind)


def test_a_photo_of_some_telephones_is_opened_with_its_extra():
    pillow_heif.register_heif_opener()
    (page,) = opened(written(halves().convert("RGB"), "HEIF", quality=90))
    assert is_halved(page)


def test_a_photo_of_some_telephones_is_refused_by_name_without_its_extra(monkeypatch):
    pillow_heif.register_heif_opener()
    content = written(halves().convert("RGB"), "HEIF")
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    assert refusal(content) == (ProblemCode.NO_PICTURE, "heic")


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"GIF89a",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"II*\0\xff\xff\xff\xff",
        b"BM\xff\xff\xff\xff\0\0\0\0" + b"\xff" * 60,
        b"\0\0\0\x18ftypheic\0\0\0\0",
    ],
)
def test_a_picture_that_is_damaged_at_its_start_is_refused(content):
    assert refusal(content) == (ProblemCode.BAD_PICTURE, "")


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (50_000_001, 1), (2**31 - 1, 2**31 - 1)])
def test_a_picture_with_too_many_points_is_refused_by_its_header(width, height):
    bomb = png_that_says(width, height)
    started = time.process_time()
    assert refusal(bomb) == (ProblemCode.PICTURE_TOO_LARGE, f"{width} x {height}")
    assert time.process_time() - started < 0.5


def test_a_file_of_too_many_bytes_is_refused_unseen():
    content = written(halves())
    assert opened(content + bytes(MOST_BYTES - len(content)))
    assert refusal(content + bytes(MOST_BYTES - len(content) + 1)) == (ProblemCode.PICTURE_TOO_LARGE, "")


def test_a_jpeg_that_goes_over_its_points_again_and_again_is_refused():
    content = written(Image.new("L", (4000, 4000), BLACK), "JPEG", progressive=True)
    scan = content[content.rfind(b"\xff\xda") : -2]
    started = time.process_time()
    assert refusal(content[:-2] + scan * 2000 + content[-2:])[0] is ProblemCode.PICTURE_TOO_LARGE
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_with_wrong_bytes_is_no_error(form):
    exif = Image.Exif()
    exif[0x0112] = 6
    options = {"exif": exif} if form in ("JPEG", "PNG", "WEBP", "TIFF") else {}
    content = written(halves(20, 16), form, **options)
    chance = random.Random(7)
    for _ in range(300):
        broken = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        open_picture(bytes(broken))
    for end in range(0, len(content), 7):
        open_picture(content[:end])
