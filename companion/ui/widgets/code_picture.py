"""A code on the page: dark on a white sheet, in the dark theme too."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.model.code import Symbol
from companion.ui.code_painting import LIGHT, paint_symbol
from companion.ui.theme import font, tokens
from companion.ui.tokens import LIGHT as LIGHT_TOKENS
from companion.ui.tokens import RADIUS_CAPTURE, Type
from companion.ui.widgets.painting import fill_rounded, painter_on, stroke_focus, stroke_rounded

RIM = 5
"""Pixels around the quiet zone: the ring of the keyboard and the round corners stay within them."""
_LEAST = 160


class CodePicture(QWidget):
    """As large a code as its square holds in whole device pixels; can have the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol: Symbol | None = None
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def symbol(self) -> Symbol | None:
        """The code that is drawn."""
        return self._symbol

    def show_symbol(self, symbol: Symbol | None, words: str = "") -> None:
        """Draw a code, or say why there is none."""
        self._symbol, self._words = symbol, words
        self.update()

    def minimumSizeHint(self) -> QSize:
        """As small as one could scan it from nearby."""
        return QSize(_LEAST, _LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet, the code and the ring."""
        painter = painter_on(self)
        side = min(self.width(), self.height())
        sheet = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        fill_rounded(painter, sheet, RADIUS_CAPTURE, LIGHT)
        if tokens() is LIGHT_TOKENS:
            stroke_rounded(painter, sheet, RADIUS_CAPTURE, tokens().border)
        inside = sheet.adjusted(RIM, RIM, -RIM, -RIM)
        if self._symbol is not None:
            paint_symbol(painter, inside, self._symbol)
        elif self._words:
            painter.setPen(QColor(LIGHT_TOKENS.muted))
            painter.setFont(font(Type.BODY))
            centred = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inside.adjusted(24, 24, -24, -24), centred, self._words)
        if self.hasFocus():
            stroke_focus(painter, sheet, RADIUS_CAPTURE, LIGHT_TOKENS.focus)
