"""A photo with its own proportions, which may be opened to be seen large."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui.theme import scaled, tokens
from companion.ui.widgets.painting import painter_on, stroke_focus, stroke_rounded

_RADIUS = 8
_RING = 4
"""Pixels around the photo that the ring of the keyboard needs."""
_LEAST = 120
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Photograph(QWidget):
    """Draws a photo as large as there is room for; a small one can have the keyboard and be opened."""

    opened = Signal()
    """A small one was clicked, or Enter or Space was pressed on it."""

    def __init__(self, name: str, largest: QSize | None = None, parent: QWidget | None = None) -> None:
        """`largest` is that of a small one, in pixels at 100 % text; any other takes all the room there is."""
        super().__init__(parent)
        self._image = QImage()
        self._shown = QImage()
        """As many pixels as are seen: made when they are first drawn."""
        self._largest = largest
        self.setAccessibleName(name)
        if largest is None:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def image(self) -> QImage:
        """The photo."""
        return self._image

    def show_image(self, image: QImage) -> None:
        """Draw another photo."""
        self._image, self._shown = image, QImage()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A small one has the proportions of its photo."""
        if self._largest is None or self._image.isNull():
            return QSize(scaled(_LEAST), scaled(_LEAST))
        room = QSize(scaled(self._largest.width()), scaled(self._largest.height()))
        ring = QSize(2 * _RING, 2 * _RING)
        return self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio) + ring

    def minimumSizeHint(self) -> QSize:
        """So small that one still sees what it is of."""
        return QSize(scaled(_LEAST), scaled(_LEAST)) if self._largest is None else self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a small one."""
        if self._largest is not None and event.key() in _OPENING:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open a small one."""
        is_left = event.button() is Qt.MouseButton.LeftButton
        if self._largest is not None and is_left and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the photo with round corners, and the ring."""
        if self._image.isNull():
            return
        painter = painter_on(self)
        room = QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)
        size = self._image.size().toSizeF().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(room.topLeft(), size)
        place.moveCenter(room.center())
        self._paint(painter, place)
        stroke_rounded(painter, place, _RADIUS, tokens().border)
        if self.hasFocus():
            stroke_focus(painter, place, _RADIUS, tokens().focus)

    def _paint(self, painter: QPainter, place: QRectF) -> None:
        """As the ground of the shape: a clip would leave its corners jagged."""
        ratio = self.devicePixelRatio()
        pixels = (place.size() * ratio).toSize()
        if self._shown.size() != pixels:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._shown = self._image.scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        brush = QBrush(self._shown)
        brush.setTransform(QTransform.fromTranslate(place.left(), place.top()).scale(1 / ratio, 1 / ratio))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
