"""Icons that stand beside a text."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from companion.ui.icons import paint_icon
from companion.ui.theme import scaled, tokens
from companion.ui.tokens import Ink, Role
from companion.ui.widgets.painting import fill_rounded, painter_on


class Badge(QLabel):
    """An icon in the colour of its role, on a soft disc unless plain; the text beside it says the same."""

    def __init__(
        self,
        icon: str,
        role: Role | Ink = Role.PERSON,
        *,
        size: int = 30,
        plain: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._role = role
        self._size = size
        self._plain = plain
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str, role: Role | Ink) -> None:
        """Show another icon."""
        self._icon, self._role = icon, role
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        side = scaled(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """A square."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc and the icon."""
        painter = painter_on(self)
        rect = QRectF(self.rect())
        if not self._plain and isinstance(self._role, Role):
            fill_rounded(painter, rect, rect.width() / 2, tokens().pair(self._role).soft)
        side = round(rect.width() * (1 if self._plain else 0.46))
        corner = rect.center() - QRectF(0, 0, side, side).center()
        paint_icon(
            painter, QRectF(round(corner.x()), round(corner.y()), side, side), self._icon, self._colour()
        )

    def _colour(self) -> str:
        return tokens().colour(self._role)
