"""A part of the screen, picked with the mouse or by keys on a still picture of it."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from companion.ui.screen import Shot
from companion.ui.theme import font, scaled, tokens
from companion.ui.tokens import DARK, LIGHT, RADIUS_CARD, Type
from companion.ui.widgets.painting import fill_rounded, painter_on

_SMALLEST = 12
_STEP = 24
_FINE = 1
_VEIL = QColor(0, 0, 0, 110)
_OUTLINE, _LINE = LIGHT.text, DARK.focus
_FIRST_SIDE = 320
_MOVES = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class RegionPicker(QWidget):
    """Covers a screen with its own picture; a drag or Enter picks, Esc does not."""

    picked = Signal(object)
    """The Shot, cut to what was picked."""
    left = Signal()
    """Nothing was picked."""

    def __init__(self, shot: Shot, said: str) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self._shot = shot
        self._said = said
        self._start: QPoint | None = None
        self._region = QRect()
        self._is_over = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Pick a part of the screen"))
        self.setAccessibleName(self.tr("Pick a part of the screen"))
        self.setAccessibleDescription(self._keys())
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def region(self) -> QRect:
        """What is marked, in points of this widget."""
        return self._region

    def open(self) -> None:
        """Cover the screen."""
        self.setGeometry(self._shot.screen.geometry())
        side = min(scaled(_FIRST_SIDE), self.width() // 2, self.height() // 2)
        self._region = QRect(0, 0, side, side)
        self._region.moveCenter(self.rect().center())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin at that corner."""
        self._start = event.position().toPoint()
        self._region = QRect(self._start, self._start)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Reach to there."""
        if self._start is not None:
            self._region = QRect(self._start, event.position().toPoint()).normalized() & self.rect()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """That is it, unless the mouse was hardly moved."""
        self._start = None
        if min(self._region.width(), self._region.height()) >= _SMALLEST:
            self._pick()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the frame, with Shift they change its size, with Ctrl by one point."""
        move = _MOVES.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick()
        elif move is not None:
            step = _FINE if event.modifiers() & Qt.KeyboardModifier.ControlModifier else scaled(_STEP)
            self._move(move * step, grows=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: object) -> None:
        """However it is closed, somebody waits for it."""
        if not self._is_over:
            self._is_over = True
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, a veil around what is marked, the frame and the keys."""
        painter = painter_on(self)
        painter.drawImage(self.rect(), self._shot.image)
        painter.save()
        painter.setClipRegion(QRegion(self.rect()) - QRegion(self._region))
        painter.fillRect(self.rect(), _VEIL)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # A light line on a dark one is seen on any ground.
        for colour, width in (_OUTLINE, 5), (_LINE, 2):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRect(QRectF(self._region).adjusted(-2, -2, 2, 2))
        self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        colours, words = tokens(), "\n".join(filter(None, (self._said, self._keys())))
        painter.setFont(font(Type.STRONG))
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
        room = QRectF(0, 0, min(scaled(620), self.width() - 64), self.height())
        box = painter.boundingRect(room, flags, words)
        box.moveCenter(QRectF(self.rect()).center())
        box.moveTop(scaled(40))
        if (
            self._region.top() < box.bottom() + 24
            and self._region.bottom() < self.height() - box.height() - 64
        ):
            box.moveBottom(self.height() - scaled(40))
        fill_rounded(painter, box.adjusted(-20, -14, 20, 14), RADIUS_CARD, colours.surface)
        painter.setPen(QColor(colours.text))
        painter.drawText(box, flags, words)

    def _keys(self) -> str:
        return self.tr(
            "Drag a frame around the code. Or by keys: arrows move the frame, Shift and arrows size it, Enter reads it, Esc leaves."
        )

    def _move(self, by: QPoint, *, grows: bool) -> None:
        region = QRect(self._region)
        if grows:
            region.setBottomRight(region.bottomRight() + by)
        else:
            region.translate(by)
        # At the edge it stops.
        if self.rect().contains(region) and min(region.width(), region.height()) >= _SMALLEST:
            self._region = region
            self.update()

    def _pick(self) -> None:
        image = self._shot.image
        across, down = image.width() / max(1, self.width()), image.height() / max(1, self.height())
        box = self._region
        part = QRect(
            round(box.x() * across),
            round(box.y() * down),
            round(box.width() * across),
            round(box.height() * down),
        )
        self._is_over = True
        self.close()
        self.picked.emit(Shot(self._shot.screen, image.copy(part & image.rect())))
