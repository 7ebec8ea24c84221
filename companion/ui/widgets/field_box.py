"""A box to tick for one fact, which may be longer than its place."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui.theme import metrics, scaled
from companion.ui.tokens import Type
from companion.ui.widgets.input import CheckBox
from companion.ui.widgets.label import plain_tip

_LEAST = 120
_BESIDE = 40
"""Pixels of the box and the air around it."""


class FieldBox(CheckBox):
    """Gives the end of its text up where there is no room for it; the tool tip has all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Room for the box and a word."""
        return QSize(scaled(_LEAST), self.sizeHint().height())

    def shown_text(self, width: float) -> str:
        """As much of the text as fits."""
        return metrics(Type.BODY).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down from box to box; what lies to the sides is the page's."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell in the tool tip what is given up."""
        super().resizeEvent(event)
        fits = self.shown_text(self.width() - scaled(_BESIDE)) == self.text()
        self.setToolTip("" if fits else plain_tip(self.text()))
