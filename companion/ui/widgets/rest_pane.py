"""What stands in place of a list that is done."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from companion.ui.theme import scaled
from companion.ui.tokens import LIST_WIDTH
from companion.ui.widgets.empty_state import EmptyState

_NOTICE = 72
"""Pixels at 100 % text that a notice takes, with the air around it."""


class RestPane(QWidget):
    """A sentence that can have the keyboard, and over its lower edge, as wide as a list, the place for notices."""

    def __init__(self, icon: str, *, edge: int = 0) -> None:
        super().__init__()
        self.state = EmptyState(icon, "", "")
        self.state.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.notice_place = QWidget()
        self._edge = edge
        # The notice lies over the lower edge: the sentence needs all the room there is in a small window.
        cell = QGridLayout(self)
        cell.setContentsMargins(0, 0, edge, 0)
        cell.addWidget(self.state, 0, 0)
        middle = Qt.AlignmentFlag.AlignHCenter
        cell.addWidget(self.notice_place, 0, 0, Qt.AlignmentFlag.AlignBottom | middle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep notices within the width there is."""
        super().resizeEvent(event)
        room = self.width() - self._edge
        self.notice_place.setFixedSize(min(scaled(LIST_WIDTH), room), scaled(_NOTICE))
