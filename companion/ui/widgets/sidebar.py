"""The way through the window: pages at the top, what is rarely needed at the bottom."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.ui.icons import paint_icon
from companion.ui.theme import font, metrics, scaled, tokens
from companion.ui.tokens import RADIUS_CONTROL, SIDEBAR_WIDTH, Ink, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.key_cap import cap_size, paint_cap
from companion.ui.widgets.label import Label
from companion.ui.widgets.painting import (
    fill_rounded,
    leading,
    mirrored,
    painter_on,
    stroke_focus,
    stroke_rounded,
    trailing,
)

_ENTRY_HEIGHT = 41
_SEARCH_HEIGHT = 36
_ICON = 18
_MARGIN = 12


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One page that the sidebar opens."""

    name: str
    text: str
    icon: str


class Sidebar(QWidget):
    """Opens the pages that it is given, and the search."""

    page_chosen = Signal(str)
    search_chosen = Signal()

    def __init__(
        self,
        top: Sequence[NavEntry],
        bottom: Sequence[NavEntry],
        search_cap: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Pages"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._buttons: dict[str, _NavButton] = {}
        search = _SearchButton(self.tr("Search"), search_cap)
        search.clicked.connect(self.search_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 18, _MARGIN, 14)
        column.setSpacing(3)
        column.addLayout(self._brand())
        column.addSpacing(8)
        column.addWidget(search)
        column.addSpacing(8)
        for entry in top:
            column.addWidget(self._button(entry))
        column.addStretch(1)
        for entry in bottom:
            column.addWidget(self._button(entry))

    def set_current(self, name: str) -> None:
        """Show which page is open. Raises KeyError."""
        self._buttons[name].setChecked(True)

    def set_count(self, name: str, count: int) -> None:
        """Show how much waits on a page; nothing for 0. Raises KeyError."""
        self._buttons[name].set_count(count)

    def sizeHint(self) -> QSize:
        """As wide as the design says."""
        return QSize(scaled(SIDEBAR_WIDTH), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the page above or below with the arrows."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        here = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        buttons[(here + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().sunken)
        edge = QRectF(self.width() - 1, 0, 1, self.height())
        painter.fillRect(mirrored(edge, QRectF(self.rect()), self.layoutDirection()), tokens().border)

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Badge("sprout", Ink.ACCENT, size=22, plain=True))
        row.addWidget(Label("Companion", Type.BRAND), 1)
        return row

    def _button(self, entry: NavEntry) -> "_NavButton":
        button = _NavButton(entry)
        button.clicked.connect(lambda: self.page_chosen.emit(entry.name))
        self._buttons[entry.name] = button
        return button


class _NavButton(QAbstractButton):
    def __init__(self, entry: NavEntry) -> None:
        super().__init__()
        self._entry = entry
        self._count = 0
        self.setText(entry.text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleDescription(self.tr("%n waiting", "", count) if count else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(SIDEBAR_WIDTH) - 2 * _MARGIN, scaled(_ENTRY_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        colours, rect = tokens(), QRectF(self.rect())
        if self.isChecked():
            fill_rounded(painter, rect, RADIUS_CONTROL, colours.surface)
            stroke_rounded(painter, rect, RADIUS_CONTROL, colours.border)
        elif self.underMouse():
            fill_rounded(painter, rect, RADIUS_CONTROL, colours.hover)
        _paint_item(painter, self, self._entry.icon, colours.accent if self.isChecked() else colours.muted)
        if self._count:
            room = mirrored(rect.adjusted(0, 0, -12, 0), rect, self.layoutDirection())
            painter.setFont(font(Type.CHIP))
            painter.drawText(
                room, trailing(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter, str(self._count)
            )
        if self.hasFocus():
            stroke_focus(painter, rect, RADIUS_CONTROL, colours.focus)


class _SearchButton(QAbstractButton):
    def __init__(self, text: str, cap: str) -> None:
        super().__init__()
        self._cap = cap
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(SIDEBAR_WIDTH) - 2 * _MARGIN, scaled(_SEARCH_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        colours, rect = tokens(), QRectF(self.rect())
        fill_rounded(painter, rect, RADIUS_CONTROL, colours.hover if self.underMouse() else colours.surface)
        stroke_rounded(painter, rect, RADIUS_CONTROL, colours.border)
        _paint_item(painter, self, "search", colours.muted)
        size = cap_size(self._cap)
        y = round(rect.center().y() - size.height() / 2)
        cap = mirrored(
            QRectF(rect.right() - 8 - size.width(), y, size.width(), size.height()),
            rect,
            self.layoutDirection(),
        )
        paint_cap(painter, QPointF(cap.topLeft()), self._cap)
        if self.hasFocus():
            stroke_focus(painter, rect, RADIUS_CONTROL, colours.focus)


def _paint_item(painter: QPainter, button: QAbstractButton, icon: str, tint: str) -> None:
    """Icon and text, where every line of the sidebar has them."""
    rect, direction = QRectF(button.rect()), button.layoutDirection()
    slot, side = scaled(_ICON), scaled(_ICON if icon != "search" else 16)
    place = QRectF(13 + (slot - side) / 2, round(rect.center().y() - side / 2), side, side)
    paint_icon(painter, mirrored(place, rect, direction), icon, tint)
    painter.setFont(font(Type.MEDIUM))
    painter.setPen(tokens().text if button.isChecked() else tokens().muted)
    x = 13 + slot + 9
    words = QRectF(x, 0, metrics(Type.MEDIUM).horizontalAdvance(button.text()) + 2, rect.height())
    alignment = leading(direction) | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(mirrored(words, rect, direction), alignment, button.text())
