"""Strokes that several controls share; every shape is mirrored where text runs from right to left."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPaintDevice, QPainter, QPen

from companion.ui.tokens import FOCUS_RING

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


def painter_on(device: QPaintDevice) -> QPainter:
    """A painter with smooth edges that writes each text in the text's own direction."""
    painter = QPainter(device)
    prepare(painter)
    return painter


def prepare(painter: QPainter) -> None:
    """Make a painter that Qt has opened draw like ours."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)


def fill_rounded(painter: QPainter, rect: QRectF, radius: float, colour: str) -> None:
    """A rounded area without a border."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect, radius, radius)


def stroke_rounded(painter: QPainter, rect: QRectF, radius: float, colour: str, width: float = 1) -> None:
    """A border that lies wholly inside the rectangle."""
    painter.setPen(QPen(QColor(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def stroke_focus(painter: QPainter, rect: QRectF, radius: float, colour: str) -> None:
    """The ring of what has the keyboard."""
    stroke_rounded(painter, rect, radius, colour, FOCUS_RING)


def mirrored(rect: QRectF, bounds: QRectF, direction: Qt.LayoutDirection) -> QRectF:
    """A rectangle laid out from left to right, where it belongs in that direction."""
    if direction is not Qt.LayoutDirection.RightToLeft:
        return rect
    return QRectF(bounds.left() + bounds.right() - rect.right(), rect.top(), rect.width(), rect.height())


def leading(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """The side where lines begin."""
    to_right = direction is not Qt.LayoutDirection.RightToLeft
    return _LEFT if to_right else _RIGHT


def trailing(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """The side where lines end."""
    to_right = direction is not Qt.LayoutDirection.RightToLeft
    return _RIGHT if to_right else _LEFT


def elided(text: str, metrics: QFontMetrics, width: float) -> str:
    """The text on one line, its end given up for an ellipsis where it does not fit."""
    return metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, int(width))
