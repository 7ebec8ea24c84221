"""A person's initials on a quiet colour that stays the same for the same name."""

import zlib

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from companion.ui.theme import font, scaled, tokens
from companion.ui.tokens import Pair, Type
from companion.ui.widgets.painting import fill_rounded, painter_on


def initials(name: str) -> str:
    """The first letters of the first and the last word; "?" when there is no letter or digit."""
    first_letters = [next((letter for letter in word if letter.isalnum()), "") for word in name.split()]
    found = [letter for letter in first_letters if letter]
    if not found:
        return "?"
    return (found[0] if len(found) == 1 else found[0] + found[-1]).upper()


def avatar_pair(name: str, pairs: tuple[Pair, ...]) -> Pair:
    """The colours of a name, the same on every machine and day."""
    return pairs[zlib.crc32(name.encode("utf-8", "surrogatepass")) % len(pairs)]


def paint_avatar(painter: QPainter, rect: QRectF, name: str) -> None:
    """Draw the round picture of a person."""
    pair = avatar_pair(name, tokens().avatars)
    fill_rounded(painter, rect, rect.width() / 2, pair.soft)
    painter.setFont(_font(rect.width()))
    painter.setPen(pair.ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))


class Avatar(QLabel):
    """The round picture of a person; their name stands beside it, so that it is silent for screen readers."""

    def __init__(self, name: str = "", size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name = name
        self._size = size

    def set_name(self, name: str) -> None:
        """Show another person."""
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        side = scaled(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """A square."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the initials."""
        painter = painter_on(self)
        paint_avatar(painter, QRectF(self.rect()), self._name)


def _font(side: float) -> QFont:
    made = QFont(font(Type.STRONG))
    made.setPixelSize(max(9, round(side * 0.38)))
    return made
