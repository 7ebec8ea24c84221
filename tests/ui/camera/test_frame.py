"""Frames of every format that cameras give: their brightness for the reader, their colours to look at."""

import numpy as np
import pytest
from PySide6 import QtMultimedia
from PySide6.QtCore import QSize

from companion.qr.frame import FrameReader
from companion.ui.camera.frame import mapped, photo_of
from tests.ui.scanning import code_image

FORMAT = QtMultimedia.QVideoFrameFormat.PixelFormat
WIDTH, HEIGHT = 642, 482
# Of a red that is neither black nor white: brightness, blue and red.
RED = (90, 100, 220)


def grey_code() -> np.ndarray:
    """A code in the middle of a grey picture."""
    image = code_image("Companion").scaled(440, 440).convertToFormat(code_image("x").Format.Format_Grayscale8)
    code = np.frombuffer(image.constBits(), np.uint8).reshape(440, image.bytesPerLine())[:, :440]
    whole = np.full((HEIGHT, WIDTH), 255, np.uint8)
    whole[20:460, 100:540] = code
    return whole


def frame(form: object, luma: np.ndarray, blue: int = 128, red: int = 128) -> object:
    """A frame of that format, its colours the same everywhere."""
    made = QtMultimedia.QVideoFrame(QtMultimedia.QVideoFrameFormat(QSize(WIDTH, HEIGHT), form))
    assert made.map(QtMultimedia.QVideoFrame.MapMode.WriteOnly)
    planes = [
        np.frombuffer(made.bits(plane), np.uint8).reshape(-1, made.bytesPerLine(plane))
        for plane in range(made.planeCount())
    ]
    first = planes[0]
    if form in (FORMAT.Format_YUYV, FORMAT.Format_UYVY):
        at = 0 if form == FORMAT.Format_YUYV else 1
        first[:, at : 2 * WIDTH : 2] = luma
        first[:, 1 - at : 2 * WIDTH : 4], first[:, 3 - at : 2 * WIDTH : 4] = blue, red
    elif form == FORMAT.Format_P010:
        first[:, 1 : 2 * WIDTH : 2] = luma
        planes[1][:, 1::4], planes[1][:, 3::4] = blue, red
    else:
        first[:HEIGHT, :WIDTH] = luma
        if len(planes) == 2:
            swap = form == FORMAT.Format_NV21
            planes[1][:, swap::2], planes[1][:, (not swap) :: 2] = blue, red
        else:
            swapped = form == FORMAT.Format_YV12
            planes[1][:], planes[2][:] = (red, blue) if swapped else (blue, red)
    made.unmap()
    return made


PACKED = [
    FORMAT.Format_NV12,
    FORMAT.Format_NV21,
    FORMAT.Format_YUV420P,
    FORMAT.Format_YV12,
    FORMAT.Format_YUV422P,
    FORMAT.Format_YUYV,
    FORMAT.Format_UYVY,
    FORMAT.Format_P010,
]


@pytest.mark.parametrize("form", PACKED, ids=lambda form: form.name)
def test_a_code_is_read_in_every_format_and_the_frame_let_go(form: object) -> None:
    made = frame(form, grey_code())
    with mapped(made) as seen:
        assert seen is not None
        assert made.isMapped()
        codes = FrameReader().read(seen.luma)
    assert [code.text for code in codes] == ["Companion"]
    assert not made.isMapped()


@pytest.mark.parametrize("form", PACKED, ids=lambda form: form.name)
def test_the_picture_has_the_colours_of_the_frame(form: object) -> None:
    made = frame(form, np.full((HEIGHT, WIDTH), RED[0], np.uint8), RED[1], RED[2])
    with mapped(made) as seen:
        assert seen is not None
        colour = seen.picture.pixelColor(10, 10)
    assert colour.red() > colour.green() + 60
    assert colour.red() > colour.blue() + 60
    # It outlives the frame.
    assert seen.picture.pixelColor(10, 10) == colour


def test_the_picture_is_small_however_large_the_frame_is() -> None:
    large = QtMultimedia.QVideoFrame(code_image("Companion").scaled(1920, 1080))
    with mapped(large) as seen:
        assert seen is not None
        assert seen.luma.width == 1920
        assert seen.picture.width() == 640


def test_the_frame_is_let_go_though_reading_it_fails() -> None:
    made = frame(FORMAT.Format_NV12, grey_code())
    with pytest.raises(RuntimeError), mapped(made):
        raise RuntimeError
    assert not made.isMapped()


def test_pictures_of_qt_are_read_as_well() -> None:
    with mapped(QtMultimedia.QVideoFrame(code_image("Companion"))) as seen:
        assert seen is not None
        assert [code.text for code in FrameReader().read(seen.luma)] == ["Companion"]


def test_a_frame_without_anything_in_it_gives_nothing() -> None:
    with mapped(QtMultimedia.QVideoFrame()) as seen:
        assert seen is None


@pytest.mark.parametrize("form", PACKED, ids=lambda form: form.name)
def test_a_photo_has_every_point_of_the_frame_in_its_colour(form: object) -> None:
    luma = np.full((HEIGHT, WIDTH), RED[0], np.uint8)
    luma[0, 0] = 255
    made = frame(form, luma, RED[1], RED[2])
    photo = photo_of(made)
    assert not made.isMapped()
    assert (photo.width(), photo.height()) == (WIDTH, HEIGHT)
    colour = photo.pixelColor(10, 10)
    assert colour.red() > colour.green() + 60
    assert photo.pixelColor(0, 0).lightness() > colour.lightness() + 60


def test_a_photo_of_a_picture_of_qt_is_the_whole_picture() -> None:
    large = code_image("Companion").scaled(1920, 1080)
    photo = photo_of(QtMultimedia.QVideoFrame(large))
    assert (photo.width(), photo.height()) == (1920, 1080)
    assert photo.convertToFormat(large.format()) == large


def test_there_is_no_photo_of_nothing() -> None:
    assert photo_of(QtMultimedia.QVideoFrame()).isNull()
