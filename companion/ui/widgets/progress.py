"""How far a list of things to do has come."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from companion.ui.theme import tokens
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.label import Label
from companion.ui.widgets.painting import fill_rounded, painter_on

_WIDTH = 180
_HEIGHT = 6


class Progress(QWidget):
    """A sentence such as "5 of 12 done" and a thin bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Label("", Type.SMALL, Ink.MUTED)
        self._bar = ProgressBar()
        self._bar.setAccessibleName(self.tr("Progress"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._label)
        row.addWidget(self._bar)

    def set_progress(self, done: int, total: int) -> None:
        """Show how many are done of how many."""
        self._label.setText(self.tr("{done} of {total} done").format(done=done, total=total))
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)


class ProgressBar(QProgressBar):
    """A thin bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Thin and not too long."""
        return QSize(_WIDTH, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Shorter where there is no room."""
        return QSize(_WIDTH // 3, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groove and the part that is done."""
        painter = painter_on(self)
        rect, radius = QRectF(self.rect()), _HEIGHT / 2
        fill_rounded(painter, rect, radius, tokens().border)
        part = (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        if part <= 0:
            return
        filled = QRectF(rect.left(), rect.top(), max(rect.width() * part, 2 * radius), rect.height())
        if self.isRightToLeft():
            filled.moveRight(rect.right())
        fill_rounded(painter, filled, radius, tokens().accent)
