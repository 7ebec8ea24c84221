"""The lines of a code's preview: what it says, what is remarkable, and what the cells of a badge are."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.theme import scaled
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.chip import Chip
from companion.ui.widgets.input import ComboBox
from companion.ui.widgets.label import Label, breakable

if TYPE_CHECKING:
    from companion.ui.models.importing_view import ChangeLine, FactLine
    from companion.ui.models.scan_view import CellLine

_FIELD_WIDTH = 190
_NAME_WIDTH = 92


def fact(line: "FactLine") -> QWidget:
    """An icon, a text, and a quiet word at its end."""
    made, row = _row()
    row.addWidget(Badge(line.icon, line.ink, size=18, plain=True), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(breakable(line.text), Type.BODY, wrap=True), 1)
    if line.label:
        row.addWidget(Label(line.label, Type.SMALL, Ink.MUTED), 0, Qt.AlignmentFlag.AlignTop)
    return made


def remark(text: str) -> QWidget:
    """A warning sign and a sentence."""
    made, row = _row()
    row.addWidget(Badge("triangle-alert", Role.PROMISE, size=18, plain=True), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(breakable(text), Type.BODY, wrap=True), 1)
    return made


def change(line: "ChangeLine") -> QWidget:
    """A field of somebody known with what the code says of it, and whether it is taken over."""
    made, row = _row()
    nothing = QCoreApplication.translate("ScanFacts", "nothing")
    made.setAccessibleName(line.spoken(nothing))
    field = Label(line.field, Type.SMALL, Ink.MUTED, wrap=True)
    field.setFixedWidth(scaled(_NAME_WIDTH))
    field.setContentsMargins(0, 2, 0, 0)
    row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(breakable(line.after), Type.BODY, wrap=True), 1)
    if line.kept:
        chip = Chip(QCoreApplication.translate("ScanFacts", "yours stays"), Role.PROMISE)
    else:
        chip = Chip(QCoreApplication.translate("ScanFacts", "added"), Role.OK)
    row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    return made


def _row() -> tuple[QWidget, QHBoxLayout]:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    return made, row


class BadgeCells(QWidget):
    """Says of each cell of a badge what it is, and lets it be another thing; knows no store."""

    chosen = Signal(object)
    """A tuple of the values of BadgeField, in the order of the cells."""

    def __init__(self, fields: Sequence[tuple[str, str]], after: QWidget) -> None:
        super().__init__()
        self._fields = tuple(fields)
        self._after = after
        """What takes the keyboard above the cells."""
        self._cells: tuple[CellLine, ...] = ()
        self.combos: list[ComboBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_cells(self, cells: "Sequence[CellLine]") -> None:
        """Show exactly these; what has the keyboard keeps it as long as the texts are the same."""
        texts = [cell.text for cell in cells]
        if texts != [cell.text for cell in self._cells]:
            self._make(cells)
        self._cells = tuple(cells)
        for combo, cell in zip(self.combos, cells, strict=True):
            combo.setCurrentIndex(max(0, combo.findData(cell.field)))
        self.setVisible(bool(cells))

    def _make(self, cells: "Sequence[CellLine]") -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.combos = []
        for number, cell in enumerate(cells, start=1):
            self._column.addWidget(self._line(number, cell))
        # Tab goes as one reads: these came later than what stands below them.
        for stop, following in pairwise((self._after, *self.combos)):
            QWidget.setTabOrder(stop, following)

    def _line(self, number: int, cell: "CellLine") -> QWidget:
        made, row = _row()
        shown = cell.text or self.tr("empty")
        combo = ComboBox(self.tr("What cell {number} is: {text}").format(number=number, text=shown))
        combo.setFixedWidth(scaled(_FIELD_WIDTH))
        for words, value in self._fields:
            combo.addItem(words, value)
        combo.activated.connect(lambda _place: self._on_activated())
        self.combos.append(combo)
        row.addWidget(Label(breakable(shown), Type.BODY, Ink.TEXT if cell.text else Ink.FAINT, wrap=True), 1)
        row.addWidget(combo)
        return made

    def _on_activated(self) -> None:
        self.chosen.emit(tuple(combo.currentData() for combo in self.combos))
