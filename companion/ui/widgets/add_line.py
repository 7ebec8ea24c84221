"""A line that is there only while something is added."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

_KEPT_OPEN = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class AddLine(QLineEdit):
    """Enter or leaving adds what was typed, Esc does not; then the keyboard is where it was before."""

    added = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: QWidget | None = None
        self.returnPressed.connect(lambda: self._close(self.text(), back=True))
        self.hide()

    def open(self, name: str, typed: str = "") -> None:
        """Take the keyboard, going on with what was typed; `name` says what is to be typed."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setText(typed)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self._close("", back=True)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in _KEPT_OPEN:
            self._close(self.text(), back=False)

    def _close(self, text: str, *, back: bool) -> None:
        if self.isHidden():
            return
        self.clear()
        self.hide()
        if back and self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        if text.strip():
            self.added.emit(text)
