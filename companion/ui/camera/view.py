"""What a camera sees, with the outlines of the codes in it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainterPath, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from companion.model.code import Code
from companion.ui.icons import paint_icon
from companion.ui.theme import font, scaled
from companion.ui.tokens import DARK, LIGHT, RADIUS_CARD, Type
from companion.ui.widgets.painting import painter_on

Outline = tuple[QPointF, ...]

_RATIO = 16 / 9
_LOWEST = 200
_NO_LIMIT = 16_777_215
"""Qt's QWIDGETSIZE_MAX."""
_HELD = 600
"""Milliseconds for which an outline stays after its code was seen last."""
_GROUND, _ON_GROUND = LIGHT.text, DARK.text
"""The same in both themes: pictures are what they are."""
_ICON = 28


class CameraView(QLabel):
    """Paints the newest picture, all of it; knows no camera."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self._outlines: tuple[Outline, ...] = ()
        self._said = ""
        self._is_small = False
        self._held = QTimer(self, singleShot=True, interval=_HELD)
        self._held.timeout.connect(lambda: self._outline(()))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(self.tr("What the camera sees"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._fit()

    @property
    def shown(self) -> QImage:
        """The picture."""
        return self._picture

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """The outlines of codes, in parts of the picture: from 0 to 1 across and down."""
        return self._outlines

    def show_picture(self, picture: QImage) -> None:
        """Show a newer picture."""
        self._picture = picture
        self.update()

    def show_codes(self, codes: Sequence[Code], size: QSize) -> None:
        """Outline codes in a frame of that size; while none is seen the last ones stay a moment."""
        if not codes:
            return
        width, height = max(1, size.width()), max(1, size.height())
        self._outline(
            tuple(tuple(QPointF(x / width, y / height) for x, y in code.position) for code in codes)
        )
        self._held.start()

    def say(self, text: str) -> None:
        """Say something in place of a picture."""
        self._said = text
        self.setAccessibleDescription(text)
        self.update()

    def blank(self, text: str = "") -> None:
        """Show no picture any more."""
        self._picture = QImage()
        self._outline(())
        self.say(text)

    def sizeHint(self) -> QSize:
        """As wide as a camera sees."""
        return QSize(640, 360)

    def set_small(self, small: bool) -> None:
        """Be as high as its width sees, or as high as there is room."""
        self._is_small = small
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the form of a small one."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least, most = (round(self.width() / _RATIO),) * 2 if self._is_small else (scaled(_LOWEST), _NO_LIMIT)
        if (self.minimumHeight(), self.maximumHeight()) != (least, most):
            self.setMinimumHeight(least)
            self.setMaximumHeight(most)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture and what was found in it."""
        painter = painter_on(self)
        whole = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(whole, RADIUS_CARD, RADIUS_CARD)
        painter.setClipPath(shape)
        painter.fillRect(whole, QColor(_GROUND))
        if self._picture.isNull():
            painter.setPen(QColor(_ON_GROUND))
            painter.setFont(font(Type.BODY))
            side = scaled(_ICON)
            centre = whole.center()
            icon = QRectF(centre.x() - side / 2, centre.y() - side - 6, side, side)
            paint_icon(painter, icon, "camera", _ON_GROUND)
            below = QRectF(16, centre.y() + 4, whole.width() - 32, whole.height() / 2 - 8)
            top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(below, top | Qt.TextFlag.TextWordWrap, self._said)
            return
        box = self._box()
        painter.drawImage(box, self._picture)
        # A light line on a dark one is seen on any ground.
        for colour, width in ((_GROUND, 7.0), (DARK.focus, 3.0)):
            pen = QPen(QColor(colour), width)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for outline in self._outlines:
                points = [
                    QPointF(box.x() + p.x() * box.width(), box.y() + p.y() * box.height()) for p in outline
                ]
                painter.drawPolygon(QPolygonF(points))

    def _box(self) -> QRectF:
        """Where the picture is: as large as it can be, its form kept."""
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(0, 0, size.width(), size.height())
        box.moveCenter(QRectF(self.rect()).center())
        return box

    def _outline(self, outlines: tuple[Outline, ...]) -> None:
        if outlines != self._outlines:
            self._outlines = outlines
            self.update()
