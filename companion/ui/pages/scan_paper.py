"""A paper card as it is looked at: its photo, and what was read of its print, to be put right line by line."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from companion.ui.theme import scaled
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.input import ComboBox
from companion.ui.widgets.label import Label
from companion.ui.widgets.photograph import Photograph

if TYPE_CHECKING:
    from companion.ui.models.scan_view import CellLine

_LARGEST = QSize(240, 150)
_FIELD_WIDTH = 170
_LONGEST = 500


class PaperCard(QWidget):
    """Says what each line is taken for, and lets it be put right; knows no store."""

    chosen = Signal(object, object)
    """The values of BadgeField, and the texts, of all lines."""
    submitted = Signal()
    """Enter was pressed in a line."""
    opened = Signal()
    """The photo is wanted large."""

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._fields = tuple(fields)
        self._picture = b""
        self._cells: list[tuple[str, str]] = []
        # It stands where whoever shows this card wants it.
        self.photograph = Photograph(self.tr("Photo of the card"), _LARGEST)
        self.photograph.opened.connect(self.opened)
        self.edits: list[QLineEdit] = []
        self.combos: list[ComboBox] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("What the card says"), Type.CHIP, Ink.MUTED))
        column.addLayout(self._lines)

    def show_paper(self, picture: bytes, cells: "Sequence[CellLine]") -> None:
        """Show a photo and exactly these lines; what has the keyboard keeps it while they say the same."""
        if picture != self._picture:
            self._picture = picture
            self.photograph.show_image(QImage.fromData(picture))
        if [text for text, _ in self._cells] != [cell.text for cell in cells]:
            self._make(cells)
        self._cells = [(cell.text, cell.field) for cell in cells]
        for combo, cell in zip(self.combos, cells, strict=True):
            combo.setCurrentIndex(max(0, combo.findData(cell.field)))
        self.photograph.setVisible(bool(picture))
        self.setVisible(bool(cells))

    def _make(self, cells: "Sequence[CellLine]") -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.edits, self.combos = [], []
        for number, cell in enumerate(cells, start=1):
            self._lines.addWidget(self._line(number, cell))
        # Tab goes as one reads: these came later than what stands below them.
        stops = [
            self.photograph,
            *(stop for pair in zip(self.edits, self.combos, strict=True) for stop in pair),
        ]
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)

    def _line(self, number: int, cell: "CellLine") -> QWidget:
        edit = QLineEdit(cell.text)
        edit.setAccessibleName(self.tr("Line {number} of the card").format(number=number))
        edit.setMaxLength(_LONGEST)
        edit.textEdited.connect(lambda _text: self._tell())
        edit.returnPressed.connect(self.submitted)
        edit.setCursorPosition(0)
        combo = ComboBox(self.tr("What line {number} is").format(number=number))
        combo.setFixedWidth(scaled(_FIELD_WIDTH))
        for words, value in self._fields:
            combo.addItem(words, value)
        combo.activated.connect(lambda _place: self._tell())
        self.edits.append(edit)
        self.combos.append(combo)
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(edit, 1)
        row.addWidget(combo)
        return made

    def _tell(self) -> None:
        texts = tuple(edit.text() for edit in self.edits)
        fields = tuple(combo.currentData() for combo in self.combos)
        self._cells = [*zip(texts, fields, strict=True)]
        self.chosen.emit(fields, texts)
