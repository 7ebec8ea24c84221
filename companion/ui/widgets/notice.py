"""A sentence that stays until it was read: what went wrong, where, and what to do."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from companion.ui.tokens import PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, Ink, Role, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.button import IconButton
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class Notice(QWidget):
    """Stands above the page, with the page's margins.

    Esc puts it away wherever the keyboard is in the window, before it means anything else there; so does its
    button, and the next thing that works.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label("", Type.BODY, Ink.TEXT, wrap=True)
        self._close = IconButton("x", self.tr("Close the notice (Esc)"))
        self._close.clicked.connect(self.put_away)
        self._fresh = QTimer(self, singleShot=True, interval=0)
        card = Card()
        around = QHBoxLayout(self)
        around.setContentsMargins(PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP // 2, PAGE_MARGIN_SIDE, 0)
        around.addWidget(card)
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(Badge("triangle-alert", Role.DANGER, size=18, plain=True), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, text: str) -> None:
        """Show a sentence in place of the one before."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self._fresh.start()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def put_away(self) -> None:
        """Forget the sentence: it was read."""
        self.hide()
        self._label.setText("")

    def pass_by(self) -> None:
        """Something has worked since: go, unless it is that which went wrong in part."""
        if not self._fresh.isActive():
            self.put_away()

    def showEvent(self, event: QShowEvent) -> None:
        """Hear every key of the window, as long as there is something to put away."""
        super().showEvent(event)
        cast("QApplication", QApplication.instance()).installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hear no keys; the sentence stays for the time when the window is shown again."""
        super().hideEvent(event)
        cast("QApplication", QApplication.instance()).removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Esc before whatever has the keyboard, and before every shortcut."""
        if (
            event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
            or not isinstance(event, QKeyEvent)
            or event.key() != Qt.Key.Key_Escape
            or not isinstance(watched, QWidget)
            or watched.window() is not self.window()
        ):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.put_away()
        return True
