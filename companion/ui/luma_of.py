"""Pictures of Qt as the reader of codes takes them: rows of grey."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from companion.qr.luma import Luma

MOST_PIXELS = 50_000_000
"""Larger pictures are not looked at."""


def luma_of(image: QImage) -> Luma | None:
    """A copy of a picture in grey, transparent parts white; None for one without pixels or with far too many."""
    if image.isNull() or image.width() * image.height() > MOST_PIXELS:
        return None
    grey = _flat(image).convertToFormat(QImage.Format.Format_Grayscale8)
    return Luma(memoryview(bytes(grey.constBits())), grey.width(), grey.height(), grey.bytesPerLine())


def _flat(image: QImage) -> QImage:
    if not image.hasAlphaChannel():
        return image
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    painter = QPainter(flat)
    # As many points as there are, however many of them the picture counts as one.
    painter.drawImage(flat.rect(), image)
    painter.end()
    return flat
