"""One of two values of which one is kept."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from companion.ui.icons import paint_icon
from companion.ui.theme import font, scaled, tokens
from companion.ui.tokens import RADIUS_CONTROL, Type
from companion.ui.widgets.avatar import paint_avatar
from companion.ui.widgets.face import Faces
from companion.ui.widgets.painting import (
    fill_rounded,
    leading,
    mirrored,
    painter_on,
    stroke_focus,
    stroke_rounded,
)

_PADDING = 9
_ICON = 18
_GAP = 9
_PHOTO = 56
_LEFT_TO_ROW = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter),
)


class ChoiceCell(QRadioButton):
    """Shows a value, and by a tick, a frame and its weight whether it is the one that is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo: str | None = None
        self._faces: Faces | None = None
        self._name = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_faces(self, faces: Faces) -> None:
        """Say where photos come from."""
        self._faces = faces
        faces.changed.connect(self.update)

    def show_value(self, text: str, *, is_kept: bool, name: str, photo: str | None = None) -> None:
        """Show a text, or the photo of that digest; an empty text is said to be nothing."""
        self.setText(text)
        self._photo, self._name = photo, name
        self.setChecked(is_kept)
        # One Tab stop for both: the one that is kept.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_kept else Qt.FocusPolicy.ClickFocus)
        self.updateGeometry()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be pressed."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave what chooses and moves to the row."""
        if event.key() in _LEFT_TO_ROW:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as the text at the present width."""
        return QSize(scaled(160), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Room for a few words."""
        return QSize(scaled(80), scaled(_ICON) + 2 * scaled(_PADDING))

    def hasHeightForWidth(self) -> bool:
        """A long text goes on in the next line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at that width."""
        if self._photo is not None:
            return scaled(_PHOTO) + 2 * scaled(_PADDING)
        return max(
            round(self._laid_out(self._room(width)).boundingRect().height()), scaled(_ICON)
        ) + 2 * scaled(_PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the tick, the value and the ring."""
        painter, colours = painter_on(self), tokens()
        rect, direction = QRectF(self.rect()), self.layoutDirection()
        if self.isChecked():
            fill_rounded(painter, rect, RADIUS_CONTROL, colours.accent_soft)
            stroke_rounded(painter, rect, RADIUS_CONTROL, colours.accent)
        else:
            if self.underMouse() and self.isEnabled():
                fill_rounded(painter, rect, RADIUS_CONTROL, colours.hover)
            stroke_rounded(painter, rect, RADIUS_CONTROL, colours.border)
        side, padding = scaled(_ICON), scaled(_PADDING)
        if self.isEnabled():
            sign = mirrored(QRectF(padding, padding, side, side), rect, direction)
            tick, tint = ("circle-check", colours.accent) if self.isChecked() else ("circle", colours.strong)
            paint_icon(painter, sign, tick, tint)
        start = padding + side + scaled(_GAP)
        if self._photo is not None:
            box = QRectF(start, padding, scaled(_PHOTO), scaled(_PHOTO))
            paint_avatar(painter, mirrored(box, rect, direction), self._name, self._photo, self._faces)
        else:
            words = mirrored(QRectF(start, padding, self._room(self.width()), 0), rect, direction)
            painter.setPen(
                colours.text if self.isChecked() else colours.muted if self.text() else colours.faint
            )
            layout = self._laid_out(words.width())
            lift = max(0.0, (side - layout.boundingRect().height()) / 2)
            layout.draw(painter, QPointF(words.left(), words.top() + lift))
        if self.hasFocus():
            stroke_focus(painter, rect, RADIUS_CONTROL, colours.focus)

    def _room(self, width: int) -> float:
        return max(1.0, width - scaled(_PADDING) * 2 - scaled(_ICON) - scaled(_GAP))

    def _laid_out(self, width: float) -> QTextLayout:
        """The text in lines of that width; a word that is longer is broken anywhere."""
        style = Type.STRONG if self.isChecked() else Type.BODY
        layout = QTextLayout(self.text() or self.tr("nothing"), font(style))
        option = QTextOption(leading(self.layoutDirection()))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout
