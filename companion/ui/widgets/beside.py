"""A list and, beside it, what it stands on."""

from PySide6.QtWidgets import QBoxLayout, QWidget


class Beside(QWidget):
    """Gives the list four parts of the width and the rest six, as far as they take it."""

    def __init__(self, side: QWidget, rest: QWidget, *, spacing: int) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)
        self._row.addWidget(side, 4)
        self._row.addWidget(rest, 6)

    def set_beside(self, beside: bool) -> None:
        """Put the two beside each other, or the list above the rest."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
