"""A frame of a camera as the reader of codes takes it, and as a small picture to look at; imports QtMultimedia."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from companion.qr.luma import Luma
from companion.qr.planes import Plane, Planes

_WIDEST = 640
"""Points of the small picture."""
_FORMAT = QVideoFrameFormat.PixelFormat


@dataclass(frozen=True, slots=True)
class _Packing:
    """Where a format holds its brightness and its two colours: plane, first byte, bytes from one to the next."""

    luma: tuple[int, int, int]
    blue: tuple[int, int, int]
    red: tuple[int, int, int]
    across: int = 2
    """Points of a row that share a colour, and of a column."""
    down: int = 2


# Of 16 bits the second byte is the high one.
_P010 = _Packing((0, 1, 2), (1, 1, 4), (1, 3, 4))
_PACKINGS: Mapping[QVideoFrameFormat.PixelFormat, _Packing] = MappingProxyType(
    {
        _FORMAT.Format_NV12: _Packing((0, 0, 1), (1, 0, 2), (1, 1, 2)),
        _FORMAT.Format_NV21: _Packing((0, 0, 1), (1, 1, 2), (1, 0, 2)),
        _FORMAT.Format_YUV420P: _Packing((0, 0, 1), (1, 0, 1), (2, 0, 1)),
        _FORMAT.Format_YV12: _Packing((0, 0, 1), (2, 0, 1), (1, 0, 1)),
        _FORMAT.Format_YUV422P: _Packing((0, 0, 1), (1, 0, 1), (2, 0, 1), down=1),
        _FORMAT.Format_YUYV: _Packing((0, 0, 2), (0, 1, 4), (0, 3, 4), down=1),
        _FORMAT.Format_UYVY: _Packing((0, 1, 2), (0, 0, 4), (0, 2, 4), down=1),
        _FORMAT.Format_P010: _P010,
        _FORMAT.Format_P016: _P010,
    }
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A frame while it is mapped: nothing of it may be kept but the small picture."""

    luma: Luma
    picture: QImage


@contextmanager
def mapped(frame: QVideoFrame) -> Iterator[Seen | None]:
    """A frame's brightness, without a copy where it lies in memory as such; None when there is nothing to see.

    It is let go when the block ends, however it does.
    """
    packing = _PACKINGS.get(frame.pixelFormat())
    form = QVideoFrameFormat.imageFormatFromPixelFormat(frame.pixelFormat())
    if packing is None and form is QImage.Format.Format_Invalid:
        # What else there is, Qt knows how to show.
        yield _seen(frame.toImage())
        return
    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        yield None
        return
    try:
        yield _unpacked(frame, packing) if packing is not None else _seen(_wrapped(frame, form))
    finally:
        frame.unmap()


def photo_of(frame: QVideoFrame) -> QImage:
    """A frame with all its points, to be kept; null when there is nothing to see."""
    packing = _PACKINGS.get(frame.pixelFormat())
    form = QVideoFrameFormat.imageFormatFromPixelFormat(frame.pixelFormat())
    if packing is None and form is QImage.Format.Format_Invalid:
        return frame.toImage()
    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        return QImage()
    try:
        image = _wrapped(frame, form) if packing is None else _small(_planes(frame, packing), frame.width())
        # It is to live on when these bytes do not.
        return image.copy()
    finally:
        frame.unmap()


def _unpacked(frame: QVideoFrame, packing: _Packing) -> Seen:
    planes = _planes(frame, packing)
    # The picture is to live on when these bytes do not.
    return Seen(planes.brightness(), _small(planes, _WIDEST).copy())


def _small(planes: Planes, widest: int) -> QImage:
    """The picture with no more points beside each other; as long as its bytes live."""
    small = planes.small(widest)
    return QImage(small.content, small.width, small.height, 4 * small.width, QImage.Format.Format_RGB32)


def _planes(frame: QVideoFrame, packing: _Packing) -> Planes:
    def plane(place: tuple[int, int, int]) -> Plane:
        number, first, step = place
        return Plane(memoryview(frame.bits(number)), frame.bytesPerLine(number), first, step)

    width, height = frame.width(), frame.height()
    luma, blue, red = plane(packing.luma), plane(packing.blue), plane(packing.red)
    return Planes(width, height, luma, blue, red, packing.across, packing.down)


def _wrapped(frame: QVideoFrame, form: QImage.Format) -> QImage:
    """A frame of a format of pictures, as long as it is mapped."""
    return QImage(frame.bits(0), frame.width(), frame.height(), frame.bytesPerLine(0), form)


def _seen(image: QImage) -> Seen | None:
    """The same of a picture, by a grey copy."""
    if image.isNull():
        return None
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    luma = Luma(memoryview(bytes(grey.constBits())), grey.width(), grey.height(), grey.bytesPerLine())
    small = image.scaledToWidth(min(image.width(), _WIDEST), Qt.TransformationMode.FastTransformation)
    return Seen(luma, small.convertToFormat(QImage.Format.Format_RGB32).copy())
