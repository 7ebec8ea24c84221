"""The line at the bottom of the window that tells the keys of the page."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from companion.ui.actions import Hint
from companion.ui.theme import font, metrics, scaled, tokens
from companion.ui.tokens import HINT_BAR_HEIGHT, Type
from companion.ui.widgets.key_cap import cap_size, paint_cap
from companion.ui.widgets.painting import leading, mirrored, painter_on

_MARGIN = 24
_CAP_GAP = 4
_TEXT_GAP = 7
_HINT_GAP = 16


class HintBar(QLabel):
    """Key caps and what they do; what does not fit at the end is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hints: tuple[Hint, ...] = ()

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What it tells."""
        return self._hints

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Tell other keys."""
        self._hints = tuple(hints)
        self.setAccessibleName(", ".join(f"{' '.join(hint.caps)}: {hint.text}" for hint in self._hints))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the design says."""
        return QSize(0, scaled(HINT_BAR_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hints that fit."""
        painter = painter_on(self)
        painter.fillRect(self.rect(), tokens().sunken)
        painter.fillRect(0, 0, self.width(), 1, tokens().border)
        x = float(_MARGIN)
        for hint in self._hints:
            width = _hint_width(hint)
            if x + width > self.width() - _MARGIN:
                return
            self._paint_hint(painter, x, hint)
            x += width + scaled(_HINT_GAP)

    def _paint_hint(self, painter: QPainter, x: float, hint: Hint) -> None:
        bounds = QRectF(self.rect()).adjusted(0, 1, 0, 0)
        for cap in hint.caps:
            size = cap_size(cap)
            box = QRectF(x, round(bounds.center().y() - size.height() / 2), size.width(), size.height())
            paint_cap(painter, QPointF(mirrored(box, bounds, self.layoutDirection()).topLeft()), cap)
            x += size.width() + _CAP_GAP
        box = QRectF(x - _CAP_GAP + _TEXT_GAP, bounds.top(), _text_width(hint) + 2, bounds.height())
        painter.setFont(font(Type.CAPTION))
        painter.setPen(tokens().muted)
        alignment = leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(mirrored(box, bounds, self.layoutDirection()), alignment, hint.text)


def _text_width(hint: Hint) -> int:
    return metrics(Type.CAPTION).horizontalAdvance(hint.text)


def _hint_width(hint: Hint) -> int:
    caps = sum(cap_size(cap).width() for cap in hint.caps) + _CAP_GAP * (len(hint.caps) - 1)
    return caps + _TEXT_GAP + _text_width(hint)
