"""Photos are made small, and a hostile one gives nothing: never an error, never a long wait."""

import random
import struct
import time
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from companion.picture.photo import CARD_SIDE, MOST_BYTES, MOST_PROFILE, for_card, portrait
from tests.picture import profile

FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF")
SIDE = 48
RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)


def written(image: Image.Image, form: str, **options: Any) -> bytes:
    kept = BytesIO()
    image.save(kept, form, **options)
    return kept.getvalue()


def read(content: bytes | None) -> Image.Image:
    assert content is not None
    image = Image.open(BytesIO(content))
    image.load()
    return image


def speckled(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), random.Random(4).randbytes(width * height * 3))


def halves(left: tuple[int, int, int] = RED, right: tuple[int, int, int] = BLUE) -> Image.Image:
    """A picture twice as wide as high, of two colours."""
    image = Image.new("RGB", (200, 100), left)
    image.paste(right, (100, 0, 200, 100))
    return image


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_that_says(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(10_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def is_like(colour: tuple[int, ...] | float | None, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(one - other) < 12 for one, other in zip(colour, wanted, strict=True))


@pytest.mark.parametrize("form", FORMATS)
def test_a_photo_of_any_usual_format_becomes_a_small_square(form):
    small = read(portrait(written(speckled(300, 200), form), side=SIDE))
    assert (small.format, small.mode, small.size) == ("PNG", "RGB", (SIDE, SIDE))


@pytest.mark.parametrize("form", FORMATS)
def test_a_photo_of_any_usual_format_becomes_a_jpeg_for_a_card(form):
    photo = read(for_card(written(speckled(1500, 600), form)))
    assert (photo.format, photo.mode, photo.size) == ("JPEG", "RGB", (CARD_SIDE, 288))


def test_the_middle_is_shown():
    image = Image.new("RGB", (300, 100), RED)
    image.paste(BLUE, (100, 0, 200, 100))
    small = read(portrait(written(image, "PNG"), side=SIDE))
    assert small.getpixel((3, SIDE // 2)) == BLUE
    assert small.getpixel((SIDE - 4, SIDE // 2)) == BLUE


def test_a_small_photo_is_not_made_larger_for_a_card():
    assert read(for_card(written(speckled(30, 20), "PNG"))).size == (30, 20)


def test_a_small_plain_jpeg_stays_as_it_is_in_a_card():
    content = written(speckled(200, 100), "JPEG")
    assert for_card(content) == content


def test_what_a_camera_wrote_into_a_photo_does_not_leave_with_a_card():
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    content = written(speckled(200, 100), "JPEG", exif=exif, comment=b"call me")
    assert b"taken at home" in content
    card = for_card(content)
    assert card is not None
    assert b"taken at home" not in card
    assert b"call me" not in card


@pytest.mark.parametrize(
    ("orientation", "top_left"),
    [(1, RED), (2, BLUE), (3, BLUE), (4, RED), (5, RED), (6, RED), (7, BLUE), (8, BLUE), (9, RED), (0, RED)],
)
def test_a_photo_is_turned_as_the_camera_was_held(orientation, top_left):
    exif = Image.Exif()
    exif[0x0112] = orientation
    photo = read(for_card(written(halves(), "JPEG", exif=exif)))
    assert photo.size == ((100, 200) if orientation in (5, 6, 7, 8) else (200, 100))
    assert is_like(photo.getpixel((2, 2)), top_left)


def test_an_orientation_that_is_no_number_is_no_orientation():
    ascii_not_short = struct.pack("<HHI4s", 0x0112, 2, 4, b"top")
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + ascii_not_short + bytes(4)
    assert read(for_card(written(halves(), "JPEG", exif=exif))).size == (200, 100)


def test_of_an_animation_the_first_picture_is_shown():
    frames = [Image.new("RGB", (60, 60), colour) for colour in (RED, BLUE)]
    for form in ("GIF", "WEBP", "PNG", "TIFF"):
        content = written(frames[0], form, save_all=True, append_images=frames[1:], lossless=True)
        assert is_like(read(portrait(content, side=SIDE)).getpixel((9, 9)), RED), form


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_mode_becomes_plain_red_green_and_blue(mode):
    form = "JPEG" if mode == "CMYK" else "PNG"
    content = written(Image.new("RGB", (80, 80), WHITE).convert(mode), form)
    for photo in (read(portrait(content, side=SIDE)), read(for_card(content))):
        assert photo.mode == "RGB"


def test_what_is_transparent_is_white():
    layered = Image.new("RGBA", (80, 80), (0, 0, 0, 0))
    palette = Image.new("P", (80, 80), 0)
    palette.putpalette([0, 0, 0, 255, 255, 255])
    for content in (written(layered, "PNG"), written(layered, "WEBP", lossless=True)):
        assert read(portrait(content, side=SIDE)).getpixel((9, 9)) == WHITE
    content = written(palette, "PNG", transparency=0)
    assert read(portrait(content, side=SIDE)).getpixel((9, 9)) == WHITE


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'><rect width='9' height='9'/></svg>",
        b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file",
        b"P6 9 9 255 " + bytes(243),
        b"\x00\x00\x01\x00\x01\x00\x10\x10\x00\x00\x01\x00\x20\x00",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        b"II*\x00\xff\xff\xff\xff",
        b"BM" + b"\xff" * 60,
    ],
)
def test_what_is_no_photo_gives_nothing(content):
    assert portrait(content, side=SIDE) is None
    assert for_card(content) is None


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (50_000_001, 1), (2**31 - 1, 2**31 - 1)])
def test_a_picture_with_too_many_points_is_refused_by_its_header(width, height):
    bomb = png_that_says(width, height)
    started = time.process_time()
    assert portrait(bomb, side=SIDE) is None
    assert for_card(bomb) is None
    assert time.process_time() - started < 0.5


def test_a_picture_of_too_many_bytes_is_refused_unseen():
    content = written(speckled(60, 60), "PNG")
    assert portrait(content + bytes(MOST_BYTES - len(content)), side=SIDE) is not None
    assert portrait(content + bytes(MOST_BYTES - len(content) + 1), side=SIDE) is None


@pytest.mark.parametrize("second", [{}, {"append_images": [Image.new("RGB", (8, 8), RED)], "save_all": True}])
def test_a_jpeg_that_goes_over_its_points_again_and_again_is_refused(second):
    form = "MPO" if second else "JPEG"
    content = written(Image.new("RGB", (4000, 4000), RED), form, progressive=True, **second)
    if second:
        content = content[: content.find(b"\xff\xd9") + 2]
    scan = content[content.rfind(b"\xff\xda") : -2]
    assert portrait(content, side=SIDE) is not None
    bomb = content[:-2] + scan * 2000 + content[-2:]
    started = time.process_time()
    assert portrait(bomb, side=SIDE) is None
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize("form", FORMATS)
def test_a_photo_cut_off_anywhere_is_no_error(form):
    content = written(speckled(40, 30), form)
    for end in range(0, len(content), 7):
        portrait(content[:end], side=SIDE)
    assert portrait(content[: len(content) // 2], side=SIDE) is None
    assert for_card(content[: len(content) // 2]) is None


@pytest.mark.parametrize("form", FORMATS)
def test_a_photo_with_wrong_bytes_is_no_error(form):
    exif = Image.Exif()
    exif[0x0112] = 6
    options = {"exif": exif} if form in ("JPEG", "PNG", "WEBP", "TIFF") else {}
    content = written(speckled(20, 16), form, **options)
    chance = random.Random(7)
    for _ in range(400):
        broken = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        portrait(bytes(broken), side=SIDE)
        for_card(bytes(broken))


def squares(mode: str = "RGB") -> Image.Image:
    """Red, as wide as high."""
    return Image.new("RGB", (120, 120), RED).convert(mode)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_a_photo_is_shown_in_the_colours_that_its_profile_means(form):
    content = written(squares(), form, icc_profile=profile.turned_colours())
    small = read(portrait(content, side=SIDE))
    assert is_like(small.getpixel((9, 9)), BLUE)
    assert small.info.get("icc_profile") is None


def test_a_photo_that_is_made_smaller_for_a_card_has_the_colours_that_its_profile_meant():
    content = written(Image.new("RGB", (800, 800), RED), "JPEG", icc_profile=profile.turned_colours())
    card = read(for_card(content))
    assert is_like(card.getpixel((9, 9)), BLUE)
    assert card.info.get("icc_profile") is None


def test_a_small_photo_keeps_its_profile_in_a_card():
    content = written(squares(), "JPEG", icc_profile=profile.turned_colours())
    assert for_card(content) == content


@pytest.mark.parametrize("mode", ["P", "RGBA"])
def test_a_profile_is_used_whatever_way_the_colours_are_stored(mode):
    content = written(squares(mode), "PNG", icc_profile=profile.turned_colours())
    assert is_like(read(portrait(content, side=SIDE)).getpixel((9, 9)), BLUE)


def test_what_is_transparent_is_white_with_a_profile_too():
    content = written(Image.new("RGBA", (80, 80), (0, 0, 0, 0)), "PNG", icc_profile=profile.turned_colours())
    assert is_like(read(portrait(content, side=SIDE)).getpixel((9, 9)), WHITE)


@pytest.mark.parametrize(("mode", "half"), [("L", 128), ("LA", (128, 255)), ("I;16", 128)])
def test_a_profile_of_greys_is_used_for_greys(mode, half):
    image = Image.new(mode, (80, 80), half)
    plain = read(portrait(written(image, "PNG"), side=SIDE)).getpixel((9, 9))
    shown = read(portrait(written(image, "PNG", icc_profile=profile.light_grey()), side=SIDE)).getpixel(
        (9, 9)
    )
    assert is_like(plain, (128, 128, 128))
    assert is_like(shown, (188, 188, 188))


def test_a_profile_of_inks_is_used_for_inks():
    cyan = Image.new("CMYK", (1000, 1000), (255, 0, 0, 0))
    content = written(cyan, "JPEG", icc_profile=profile.red_ink())
    assert is_like(read(portrait(content, side=SIDE)).getpixel((9, 9)), RED)
    card = read(for_card(content))
    assert (card.mode, card.size) == ("RGB", (CARD_SIDE, CARD_SIDE))
    assert is_like(card.getpixel((9, 9)), RED)


@pytest.mark.parametrize(
    "unused",
    [
        b"",
        b"no profile",
        bytes(400),
        profile.turned_colours()[:128],
        profile.turned_colours()[:200],
        profile.light_grey(),
        profile.red_ink(),
        profile.profile(b"RGB ", b"XYZ ", {}),
        profile.profile(b"RGB ", b"Lab ", {}, device=b"link"),
        profile.turned_colours().replace(b"acsp", b"ACSP"),
        profile.turned_colours() + b"mpet",
        profile.turned_colours() + bytes(MOST_PROFILE),
    ],
    ids=[
        *(
            "empty",
            "text",
            "zeros",
            "a header",
            "cut off",
            "of greys",
            "of inks",
            "without tags",
            "of a link",
        ),
        *("unsigned", "of any number of steps", "too large"),
    ],
)
def test_a_profile_that_cannot_be_used_changes_nothing(unused):
    content = written(squares(), "TIFF", icc_profile=unused)
    assert is_like(read(portrait(content, side=SIDE)).getpixel((9, 9)), RED)


def test_inks_with_a_profile_that_is_damaged_are_shown_all_the_same():
    content = written(
        Image.new("CMYK", (80, 80), (255, 0, 0, 0)), "JPEG", icc_profile=profile.red_ink()[:300]
    )
    assert is_like(read(portrait(content, side=SIDE)).getpixel((9, 9)), (0, 255, 255))


@pytest.mark.parametrize("make", [profile.turned_colours, profile.light_grey, profile.red_ink])
def test_a_profile_with_wrong_bytes_is_no_error_and_no_long_wait(make):
    image = {profile.light_grey: squares("L"), profile.red_ink: squares("CMYK")}.get(make, squares())
    chance = random.Random(9)
    for _ in range(150):
        broken = bytearray(make())
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.choice([0, 1, 127, 255, chance.randrange(256)])
        started = time.process_time()
        assert portrait(written(image, "TIFF", icc_profile=bytes(broken)), side=SIDE) is not None
        assert time.process_time() - started < 0.5
