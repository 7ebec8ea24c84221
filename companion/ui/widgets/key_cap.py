"""A key of the keyboard, drawn as its cap."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from companion.ui.theme import font, metrics, scaled, tokens
from companion.ui.tokens import Tokens, Type
from companion.ui.widgets.painting import fill_rounded, painter_on

_PADDING = 20
_MINIMUM = 27
_HEIGHT = 19
_SHADOW = 2


def cap_size(text: str) -> QSize:
    """How large the cap of a key is."""
    width = metrics(Type.CAP).horizontalAdvance(text) + scaled(_PADDING)
    return QSize(max(width, scaled(_MINIMUM)), scaled(_HEIGHT))


def paint_cap(painter: QPainter, place: QPointF, text: str, colours: Tokens | None = None) -> None:
    """Draw a cap with its top left corner there, in the colours of the theme unless others are given."""
    colours = colours or tokens()
    size = cap_size(text)
    rect = QRectF(place.x(), place.y(), size.width(), size.height())
    fill_rounded(painter, rect, 5, colours.border)
    face = rect.adjusted(1, 1, -1, -_SHADOW)
    fill_rounded(painter, face, 4, colours.surface)
    painter.setFont(font(Type.CAP))
    painter.setPen(colours.muted)
    painter.drawText(face, Qt.AlignmentFlag.AlignCenter, text)


class KeyCap(QLabel):
    """One cap beside a text; the text beside it says what the key does."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As large as the cap."""
        return cap_size(self.text())

    def minimumSizeHint(self) -> QSize:
        """As large as the cap."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        painter = painter_on(self)
        paint_cap(painter, QPointF(0, 0), self.text())
