"""Controls to choose and search with, drawn to match the rest."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSizePolicy, QWidget

from companion.ui.icons import icon, paint_icon
from companion.ui.theme import font, metrics, scaled, tokens
from companion.ui.tokens import Type
from companion.ui.widgets.painting import (
    fill_rounded,
    leading,
    mirrored,
    painter_on,
    stroke_focus,
    stroke_rounded,
)

_BOX = 20
_GAP = 10
_CHEVRON = 16


class CheckBox(QCheckBox):
    """A box to tick, with its text beside it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough for box and text."""
        text = metrics(Type.BODY).horizontalAdvance(self.text())
        return QSize(scaled(_BOX) + scaled(_GAP) + text + 6, scaled(_BOX) + 8)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """The text counts as well as the box."""
        return True

    def shown_text(self, width: float) -> str:
        """What of the text stands in that width: all of it."""
        return self.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the tick, the text and the ring."""
        painter = painter_on(self)
        colours = tokens()
        rect, side = QRectF(self.rect()), scaled(_BOX)
        box = mirrored(QRectF(3, (rect.height() - side) / 2, side, side), rect, self.layoutDirection())
        if self.isChecked():
            fill_rounded(painter, box, 5, colours.accent if self.isEnabled() else colours.faint)
            tick = QRectF(0, 0, side - 6, side - 6)
            tick.moveCenter(box.center())
            paint_icon(painter, tick, "check", colours.on_accent)
        else:
            fill_rounded(painter, box, 5, colours.surface)
            stroke_rounded(painter, box, 5, colours.strong)
        words = rect.adjusted(side + scaled(_GAP) + 3, 0, 0, 0)
        painter.setFont(font(Type.BODY))
        painter.setPen(colours.text if self.isEnabled() else colours.faint)
        alignment = leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter
        shown = self.shown_text(words.width())
        painter.drawText(mirrored(words, rect, self.layoutDirection()), alignment, shown)
        if self.hasFocus():
            stroke_focus(painter, box.adjusted(-3, -3, 3, 3), 7, colours.focus)


class ComboBox(QComboBox):
    """A list to choose one from; the wheel does not change it in passing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow that the style sheet left out."""
        super().paintEvent(event)
        painter = QPainter(self)
        rect, side = QRectF(self.rect()), scaled(_CHEVRON)
        arrow = QRectF(rect.right() - side - 10, round(rect.center().y() - side / 2), side, side)
        paint_icon(painter, mirrored(arrow, rect, self.layoutDirection()), "chevron-down", tokens().muted)


class SearchField(QLineEdit):
    """A line to search with; Esc empties it."""

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._sign = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self._set_icon()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window while nothing was typed here that they could be about."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redoes = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undoes or redoes:
                event.ignore()
                return False
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._set_icon()

    def _set_icon(self) -> None:
        self._sign.setIcon(icon("search", tokens().faint, 16))
