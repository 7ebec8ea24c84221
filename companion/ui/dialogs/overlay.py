"""A panel over the dimmed window."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from companion.ui.theme import scaled, tokens
from companion.ui.widgets.card import Card

_TOP = 110
_MARGIN = 24


class Overlay(QWidget):
    """Covers its window, holds the keyboard while it is open, and gives it back to where it was.

    It is made anew each time it is wanted, takes the place of one that is open, and goes when it closes.
    It is a child of the window and no window of its own: dimming and place are then right on every
    platform, with or without a compositor.
    """

    def __init__(self, window: QWidget, name: str, width: int) -> None:
        super().__init__(window)
        self._window = window
        self._width = width
        self._before: QWidget | None = None
        self.setAccessibleName(name)
        self.panel = Card(self)
        self.column = QVBoxLayout(self.panel)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it and take the keyboard."""
        close_panels(self._window)
        self._before = QApplication.focusWidget()
        self.place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_panel(self) -> None:
        """Give the keyboard back and go."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.deleteLater()

    def panel_width(self) -> int:
        """How wide the panel is: as it would like to be, while the window has room."""
        return min(scaled(self._width), self.width() - 2 * _MARGIN)

    def panel_height(self) -> int:
        """How high the panel would like to be."""
        return self.panel.sizeHint().height()

    def place(self) -> None:
        """Cover the window and put the panel in its upper middle."""
        self.setGeometry(self._window.rect())
        width = self.panel_width()
        height = min(self.panel_height(), self.height() - 2 * _MARGIN)
        top = max(_MARGIN, min(_TOP, self.height() - height - _MARGIN))
        self.panel.setGeometry((self.width() - width) // 2, top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - the name is Qt's
        """Keep the keyboard inside."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; no key reaches the page below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window."""
        QPainter(self).fillRect(self.rect(), QColor(*tokens().dim))


def close_panels(window: QWidget) -> None:
    """Put away whatever panel is open over a window."""
    for panel in window.findChildren(Overlay):
        panel.close_panel()
