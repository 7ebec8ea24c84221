"""What the Import page shows while files are read or people are stored."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.theme import scaled
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.button import Button
from companion.ui.widgets.label import Label
from companion.ui.widgets.progress import ProgressBar

_WIDTH = 420


class BusyPane(QWidget):
    """Says how far it is; Esc or the button call it off."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("", Type.TITLE, wrap=True)
        self._detail = Label("", Type.BODY, Ink.MUTED, wrap=True)
        self._bar = ProgressBar()
        self.button = Button(self.tr("Cancel"), "x")
        self._lay_out()
        self.button.clicked.connect(self.cancelled)

    @property
    def detail(self) -> str:
        """What it says below the title."""
        return self._detail.text()

    def begin(self, title: str) -> None:
        """Say what is begun."""
        if title == self._title.text():
            return
        self._title.setText(title)
        self._detail.setText("")
        self._bar.hide()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, title))

    def show_step(self, detail: str, done: int, total: int) -> None:
        """Say how far it is; no bar where the end is not known."""
        self._detail.setText(detail)
        self._bar.setVisible(total > 0)
        self._bar.setAccessibleName(detail)
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc calls it off."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        for label in (self._title, self._detail):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = QWidget()
        inner.setMaximumWidth(scaled(_WIDTH))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Badge("upload", Role.PERSON, size=88), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._detail)
        column.addWidget(self._bar)
        column.addSpacing(4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 4)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)
