"""A sentence that stays until it was read: what went wrong, where, and what to do."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.ui.tokens import PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, Ink, Role, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.button import IconButton
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label


class Notice(QWidget):
    """Stands above the page, with the page's margins; Esc or its button puts it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label("", Type.BODY, Ink.TEXT, wrap=True)
        self._close = IconButton("x", self.tr("Close the notice"))
        self._close.clicked.connect(self.hide)
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
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        """Forget the sentence once it was read."""
        self._label.setText("")
