"""Codes in picture files: what they are, what they say, where they lie; and what is no picture or says too much."""

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from companion.model.code import Code, CodeFormat
from companion.model.problem import Problem, ProblemCode
from companion.qr.decoding import Sighting
from companion.qr.luma import Luma
from companion.qr.read import code_of, read_luma, read_picture
from tests.qr.scene import (
    Grey,
    Scene,
    Wear,
    enlarged,
    flat,
    modules,
    sheet,
    symbol,
    tilted,
    without_code,
    worn,
    written,
)

FORMS = zxingcpp.BarcodeFormat
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ruiz;Ana\r\nFN:Ana Ruiz\r\nEND:VCARD\r\n"


def codes_in(content: bytes, **options: bool) -> tuple[Code, ...]:
    codes, problems = read_picture(content, **options)
    assert problems == ()
    return codes


def texts(codes: tuple[Code, ...]) -> list[str]:
    return [code.text for code in codes]


def picture_of(form: FORMS, text: str | bytes, scale: int = 4, **options: object) -> Image.Image:
    return Image.fromarray(enlarged(symbol(form, text, **options), scale))


@pytest.mark.parametrize(
    ("form", "said", "expected"),
    [
        (FORMS.QRCode, CARD, CodeFormat.QR),
        (FORMS.MicroQRCode, "12345", CodeFormat.MICRO_QR),
        (FORMS.RMQRCode, "https://example.org", CodeFormat.RMQR),
        (FORMS.Aztec, CARD, CodeFormat.AZTEC),
        (FORMS.DataMatrix, CARD, CodeFormat.DATA_MATRIX),
        (FORMS.PDF417, CARD, CodeFormat.PDF417),
    ],
)
def test_a_code_of_each_kind_is_read_exactly(form, said, expected):
    (code,) = codes_in(written(picture_of(form, said)))
    assert (code.format, code.text, code.content) == (expected, said, said.encode())


@pytest.mark.parametrize(("form", "said"), [(FORMS.Code128, "A-1234"), (FORMS.EAN13, "5901234123457")])
def test_bar_codes_are_read_only_when_asked_for(form, said):
    bars = np.tile(np.repeat(symbol(form, said)[:1], 3, axis=1), (60, 1))
    content = written(Image.fromarray(np.pad(bars, 40, constant_values=255)))
    assert codes_in(content) == ()
    (code,) = codes_in(content, linear=True)
    assert (code.format, code.text) == (CodeFormat.LINEAR, said)


def test_bar_codes_do_not_hide_a_code():
    bars = np.tile(np.repeat(symbol(FORMS.Code128, "A-1234")[:1], 2, axis=1), (60, 1))
    ground = np.full((300, 500), 255, np.uint8)
    ground[20:80, 20 : 20 + bars.shape[1]] = bars
    code = enlarged(modules(CARD), 3)
    ground[100 : 100 + len(code), 100 : 100 + len(code)] = code
    assert texts(codes_in(written(Image.fromarray(ground)), linear=True)) == ["A-1234", CARD]


@pytest.mark.parametrize("tilt", [0, 30, 50])
def test_the_corners_are_where_the_code_is(tilt):
    scene = tilted(CARD, 4, version=6, tilt=tilt, axis=30, turn=200)
    (code,) = codes_in(scene.png)
    assert np.array(code.position) == pytest.approx(np.array(scene.placed[0].corners), abs=3)


def test_the_corners_are_in_points_of_the_file_even_if_it_says_how_it_is_turned():
    scene = tilted(CARD, 4, version=6, turn=25)
    exif = Image.Exif()
    for orientation in (1, 3, 6, 8):
        exif[0x0112] = orientation
        (code,) = codes_in(written(Image.fromarray(scene.grey), "JPEG", exif=exif, quality=95))
        assert np.array(code.position) == pytest.approx(np.array(scene.placed[0].corners), abs=3)


def test_a_large_photo_is_read_small_and_its_corners_are_those_of_the_photo():
    scene = tilted(CARD, 14, version=6, turn=25)
    photo = np.full((2000, 2600), 205, np.uint8)
    height, width = scene.grey.shape
    photo[900 : 900 + height, 1400 : 1400 + width] = scene.grey
    (code,) = codes_in(written(Image.fromarray(photo), "JPEG"))
    wanted = np.add(scene.placed[0].corners, (1400, 900))
    assert np.array(code.position) == pytest.approx(wanted, abs=4)


def test_a_small_code_in_a_large_photo_is_read():
    photo = np.full((1800, 3000), 205, np.uint8)
    code = enlarged(modules(CARD, version=5), 2)
    photo[1500 : 1500 + len(code), 40 : 40 + len(code)] = code
    matrix = enlarged(symbol(FORMS.DataMatrix, "badge 7"), 8)
    photo[100 : 100 + len(matrix), 2000 : 2000 + len(matrix)] = matrix
    assert texts(codes_in(written(Image.fromarray(photo)))) == ["badge 7", CARD]


def test_every_code_of_a_sheet_is_read_in_reading_order():
    names = [f"BEGIN:VCARD\nFN:Person {number}\nEND:VCARD\n" for number in range(20)]
    assert texts(codes_in(sheet(names, 2, columns=5, version=5).png)) == names


def test_a_code_that_a_plain_look_finds_but_cannot_read_is_levelled():
    scene = tilted("https://example.org/1", 5, version=7, tilt=68, axis=5, turn=2, around=20)
    assert texts(codes_in(scene.png)) == ["https://example.org/1"]


@pytest.mark.parametrize(
    "wear",
    [
        Wear(is_inverted=True),
        Wear(shade=0.9),
        Wear(glare=0.8),
        Wear(blur=1.5),
        Wear(noise=45),
        Wear(shade=0.5, blur=0.8, noise=8),
    ],
)
def test_a_worn_picture_is_read(wear):
    assert texts(codes_in(worn(flat(CARD, 3, version=6), wear).png)) == [CARD]


# Each of these is read in one way of looking only.


def test_a_code_far_out_of_focus_is_read():
    assert texts(codes_in(worn(tilted(CARD, 5, version=5, turn=31), Wear(blur=3)).png)) == [CARD]


def test_a_faint_code_is_read():
    grey = tilted(CARD, 4, version=5, turn=20).grey
    faint = 100 + grey / 255 * 11 + np.random.default_rng(1).normal(0, 1.5, grey.shape)
    assert texts(codes_in(Scene(faint.astype(np.uint8)).png)) == [CARD]


def half_in_the_dark() -> Grey:
    grey = tilted(CARD, 3.5, version=5, turn=169).grey.copy()
    grey[:, grey.shape[1] // 2 :] //= 32
    return worn(Scene(grey), Wear(blur=0.5)).grey


def test_a_code_half_in_the_dark_is_read():
    assert texts(codes_in(Scene(half_in_the_dark()).png)) == [CARD]


def test_a_code_that_is_read_does_not_hide_one_that_is_harder_to_read():
    easy, hard = enlarged(modules("easy"), 3), half_in_the_dark()
    both = np.full((max(len(easy), len(hard)), easy.shape[1] + hard.shape[1]), 205, np.uint8)
    both[: len(easy), : len(easy)] = easy
    both[: len(hard), len(easy) :] = hard
    assert sorted(texts(codes_in(Scene(both).png))) == [CARD, "easy"]


def test_a_code_in_coarse_noise_is_read():
    worn_out = worn(tilted(CARD, 5, version=6, axis=87, turn=213), Wear(glare=0.5, noise=90), seed=321)
    assert texts(codes_in(worn_out.png)) == [CARD]


def test_a_tiny_code_is_read():
    worn_out = worn(tilted(CARD, 1.4, version=5, axis=157, turn=343), Wear(shade=0.5, noise=30), seed=691)
    assert texts(codes_in(worn_out.png)) == [CARD]


def test_a_tiny_code_in_a_photo_is_read():
    photo = np.full((900, 1000), 205, np.uint8)
    code = worn(tilted(CARD, 1.3, version=5, turn=8), Wear(noise=4)).grey
    photo[300 : 300 + code.shape[0], 400 : 400 + code.shape[1]] = code
    assert texts(codes_in(Scene(photo).png)) == [CARD]


def test_a_small_code_that_is_no_qr_code_is_read_in_a_photo():
    matrix = enlarged(symbol(FORMS.DataMatrix, CARD), 2)
    photo = np.full((1400, 1900), 205, np.uint8)
    photo[300 : 300 + len(matrix), 400 : 400 + len(matrix)] = matrix
    assert texts(codes_in(Scene(photo).png)) == [CARD]


def test_a_code_whose_ink_is_a_picture_is_read():
    code = enlarged(modules(CARD, version=6), 5)
    spots = np.random.default_rng(3).choice(np.array([60, 215], np.uint8), (len(code) // 4 + 1,) * 2)
    ink = np.kron(spots, np.ones((4, 4), np.uint8))[: len(code), : len(code)]
    assert texts(codes_in(Scene(np.where(code == 0, ink, np.uint8(255))).png)) == [CARD]


def test_the_frames_of_an_animation_are_read_each_code_once():
    first, second = (Image.fromarray(enlarged(modules(text, version=4), 3)) for text in ("one", "two"))
    content = written(first, "GIF", save_all=True, append_images=[second, first])
    assert sorted(texts(codes_in(content))) == ["one", "two"]


@pytest.mark.parametrize(
    ("form", "options"),
    [("PNG", {}), ("JPEG", {}), ("WEBP", {}), ("BMP", {}), ("GIF", {}), ("TIFF", {"compression": "group4"})],
)
def test_a_code_in_a_file_of_any_usual_format_is_read(form, options):
    image = Image.fromarray(enlarged(modules(CARD), 3)).convert("1" if options else "RGB")
    assert texts(codes_in(written(image, form, **options))) == [CARD]


@pytest.mark.parametrize(
    ("said", "content"),
    [
        ("Müller", "Müller".encode()),
        ("Müller", "Müller".encode("cp1252")),
        ("株式会社ソニー", "株式会社ソニー".encode("cp932")),
        ("\ufeffBEGIN".lstrip("\ufeff"), "\ufeffBEGIN".encode()),
    ],
)
def test_what_a_code_says_is_text_and_bytes(said, content):
    (code,) = codes_in(written(picture_of(FORMS.QRCode, content)))
    assert (code.text, code.content) == (said, content)


def test_a_charset_that_a_code_declares_is_read():
    (code,) = codes_in(written(picture_of(FORMS.QRCode, "Привет, C:\\", eci="Cp1251")))
    assert (code.text, code.content) == ("Привет, C:\\", "Привет, C:\\".encode("cp1251"))


@pytest.mark.parametrize("said", ["a\tb\nc\0d", "\x1d01", "<GS>", "\\000003", "{}"])
def test_nothing_of_a_text_is_escaped(said):
    (code,) = codes_in(written(picture_of(FORMS.QRCode, said.encode())))
    assert code.text == said


@pytest.mark.parametrize("size", [(400, 300), (900, 700)])
def test_a_picture_without_a_code_gives_nothing(size):
    assert read_picture(without_code(3, *size).png) == ((), ())


def test_what_is_no_picture_is_a_problem():
    codes, (problem,) = read_picture(b"%PDF-1.7\n")
    assert (codes, problem.code, problem.text) == ((), ProblemCode.NO_PICTURE, "pdf")


def test_a_picture_that_breaks_off_is_read_as_far_as_it_goes():
    ground = np.full((900, 300), 255, np.uint8)
    code = enlarged(modules(CARD), 3)
    ground[10 : 10 + len(code), 10 : 10 + len(code)] = code
    ground[500:, :] = np.random.default_rng(1).integers(0, 256, (400, 300), np.uint8)
    content = written(Image.fromarray(ground))
    assert texts(codes_in(content[: len(content) // 2])) == [CARD]


def test_a_picture_that_breaks_off_before_its_code_is_a_problem():
    content = written(Image.fromarray(np.random.default_rng(1).integers(0, 256, (200, 200), np.uint8)))
    codes, (problem,) = read_picture(content[: len(content) // 2])
    assert (codes, problem.code, problem.is_refusal) == ((), ProblemCode.BAD_PICTURE, True)


def test_a_code_that_says_too_much_is_refused():
    corners = ((0, 0), (9, 0), (9, 9), (0, 9))
    fits = Sighting(CodeFormat.QR, "a" * 8192, b"a" * 8192, corners)
    assert code_of(fits, corners) == Code(CodeFormat.QR, "a" * 8192, b"a" * 8192, corners)
    problem = code_of(Sighting(CodeFormat.QR, "a" * 8193, b"a" * 8193, corners), corners)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.is_refusal) == (ProblemCode.PAYLOAD_TOO_LARGE, True)


def test_a_picture_in_memory_is_read_whatever_its_strides():
    grey = flat(CARD, 3, version=6).grey
    height, width = grey.shape
    padded = np.zeros((height, width * 2 + 10), np.uint8)
    padded[:, : 2 * width : 2] = grey
    codes, problems = read_luma(Luma(memoryview(padded.tobytes()), width, height, width * 2 + 10, 2))
    assert (texts(codes), problems) == ([CARD], ())


@pytest.mark.parametrize("shape", [(1, 1), (1, 60), (60, 1), (6, 4000), (8, 70_000), (70_000, 8)])
def test_a_picture_too_narrow_for_a_code_is_no_error(shape):
    assert read_picture(Scene(np.zeros(shape, np.uint8)).png) == ((), ())
