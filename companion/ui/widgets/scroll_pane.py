"""A part of a page that is scrolled where it is higher than its place."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ScrollPane(QScrollArea):
    """As wide as its place and as high as what stands on `sheet`; Esc leaves it."""

    left = Signal()
    """Esc was pressed: back to where one came from."""

    def __init__(self, *, takes_arrows: bool = False) -> None:
        super().__init__()
        self.sheet: QWidget = _Sheet()
        self.sheet.setProperty("page", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # With the keyboard on itself the arrows scroll it.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if takes_arrows else Qt.FocusPolicy.NoFocus)
        self.setWidget(self.sheet)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class _Sheet(QWidget):
    """As high as its texts are at its width: the least height of each is that of the narrowest, and adds up to more."""

    def minimumSizeHint(self) -> QSize:
        least, layout = super().minimumSizeHint(), self.layout()
        return QSize(least.width(), 0) if layout is not None and layout.hasHeightForWidth() else least
