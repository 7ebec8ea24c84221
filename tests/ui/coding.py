"""Codes in what the window shows, saves and prints, read as a phone does."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import zxingcpp
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QWidget

from companion.qr.read import read_picture

Grey = np.ndarray[tuple[int, int], np.dtype[np.uint8]]

_DOTS_AN_INCH, _POINTS_AN_INCH = 300, 72


def grey(image: QImage) -> Grey:
    """The pixels of a picture, a byte each."""
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width()].copy()


def grabbed(widget: QWidget, ratio: float = 1.0) -> QImage:
    """What a screen of that ratio shows of a widget."""
    size = (widget.size().toSizeF() * ratio).toSize()
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("#FF00FF"))
    widget.render(image)
    return image


def read_in(image: QImage) -> Sequence[str]:
    """The texts of all codes in a picture."""
    found = zxingcpp.read_barcodes(grey(image), text_mode=zxingcpp.TextMode.Plain)
    return [code.text for code in found]


def read_in_file(path: Path) -> Sequence[str]:
    """The texts of all codes in a file that holds a picture."""
    codes, _ = read_picture(path.read_bytes())
    return [code.text for code in codes]


def printed(path: Path) -> QImage:
    """The first page of a PDF as a printer of 300 dpi puts it on paper."""
    document = QPdfDocument(None)
    assert document.load(str(path)) is QPdfDocument.Error.None_
    assert document.pageCount() == 1
    size = document.pagePointSize(0) * (_DOTS_AN_INCH / _POINTS_AN_INCH)
    page = document.render(0, QSize(round(size.width()), round(size.height())))
    document.close()
    paper = QImage(page.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, page)
    painter.end()
    return paper
