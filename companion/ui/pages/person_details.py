"""What is known of a person besides, by their card: shown as it came, never edited."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.theme import scaled
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.card import CardHeading
from companion.ui.widgets.label import Label, Rule, breakable

if TYPE_CHECKING:
    from companion.ui.models.person import DetailLine

_NAME_WIDTH = 92
_MOST = 30


class CardDetails(QWidget):
    """A heading and lines; not there at all for a person of whom no more is known."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[DetailLine, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(4, 0, 0, 0)
        self._lines.setSpacing(4)
        heading = CardHeading(self.tr("More about them"), is_wrapping=True)
        heading.row.setContentsMargins(4, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Rule())
        column.addWidget(heading)
        column.addLayout(self._lines)
        self.hide()

    def show_details(self, details: "Sequence[DetailLine]") -> None:
        """Show other lines."""
        wanted = tuple(details[:_MOST])
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in wanted:
            self._lines.addWidget(_line(line))
        self.setVisible(bool(wanted))


def _line(line: "DetailLine") -> QWidget:
    name = Label(breakable(line.name), Type.SMALL, Ink.MUTED, wrap=True)
    name.setFixedWidth(scaled(_NAME_WIDTH))
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(breakable(line.text), Type.BODY, wrap=True), 1)
    return made
