"""How files were read, where that can be chosen: the writing of their characters, and the columns of tables."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.ui.theme import scaled
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.card import Card
from companion.ui.widgets.input import ComboBox
from companion.ui.widgets.label import Label, Rule, breakable, plain_tip
from companion.ui.widgets.scroll_pane import ScrollPane

if TYPE_CHECKING:
    from companion.ui.models.importing_view import Column, Sheet

_BESIDE = 420
"""Pixels at 100 % text from which a field stands beside its column."""
_FEW = 24
"""More columns are shown at once only when they are asked for."""


class ReadingPane(ScrollPane):
    """Offers other ways to read; knows no store."""

    encoding_chosen = Signal(object)
    """The name of an encoding, or None for guessing."""
    field_chosen = Signal(str, str, str)
    """Fingerprint of a header, title of a column, and the field it is."""

    def __init__(
        self, encodings: Sequence[tuple[str, str | None]], fields: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__()
        self._fields = tuple(fields)
        self._tables: dict[tuple[str, str], _TableCard] = {}
        self.encoding = ComboBox(self.tr("How characters are written"))
        for words, name in encodings:
            self.encoding.addItem(words, name)
        self._sample = Label("", Type.BODY, wrap=True)
        self._column = QVBoxLayout()
        self._lay_out()
        self.encoding.activated.connect(lambda _place: self.encoding_chosen.emit(self.encoding.currentData()))

    def show_reading(self, encoding: str | None, sample: str, sheets: "Sequence[Sheet]") -> None:
        """Show how it was read; what has the keyboard stays where it is."""
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(encoding)))
        self._sample.setText(breakable(sample))
        self._sample.setVisible(bool(sample))
        wanted = {(sheet.file, sheet.fingerprint): sheet for sheet in sheets}
        for key in [key for key in self._tables if key not in wanted]:
            gone = self._tables.pop(key)
            gone.hide()
            gone.deleteLater()
        for key, sheet in wanted.items():
            if key not in self._tables:
                card = _TableCard(sheet, self._fields)
                card.field_chosen.connect(self.field_chosen)
                self._tables[key] = card
                self._column.addWidget(card)
            self._tables[key].show_sheet(sheet)

    def combos(self) -> list[ComboBox]:
        """What can be chosen, from the top."""
        return [self.encoding, *(combo for card in self._tables.values() for combo in card.combos)]

    def _lay_out(self) -> None:
        explained = self.tr("Used where a file does not say it. The list shows at once how names read.")
        self.encoding.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        card = Card()
        card.setAccessibleName(self.tr("Characters"))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 12, 16, 16)
        inside.setSpacing(8)
        inside.addWidget(Label(self.tr("Characters"), Type.HEADING, wrap=True))
        inside.addWidget(Label(explained, Type.SMALL, Ink.MUTED, wrap=True))
        inside.addWidget(self.encoding)
        inside.addWidget(self._sample)
        self._column.setSpacing(12)
        self._column.addWidget(card)
        whole = QVBoxLayout(self.sheet)
        whole.setContentsMargins(0, 0, 14, 0)
        whole.setSpacing(12)
        whole.addLayout(self._column)
        whole.addStretch(1)


class _TableCard(Card):
    """The columns of one table, each with the field it is read as."""

    field_chosen = Signal(str, str, str)

    def __init__(self, sheet: "Sheet", fields: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.combos: list[ComboBox] = []
        self._fields = tuple(fields)
        self._sheet = sheet
        self._lines: list[_ColumnLine] = []
        self.setAccessibleName(self.tr("Columns of {file}").format(file=sheet.file))
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(16, 12, 16, 16)
        self._inside.setSpacing(10)
        self._inside.addWidget(
            Label(breakable(self.tr("Columns of {file}").format(file=sheet.file)), Type.HEADING, wrap=True)
        )
        explained = self.tr(
            "Guessed by their titles. What you choose is remembered for tables like this one."
        )
        self._inside.addWidget(Label(explained, Type.SMALL, Ink.MUTED, wrap=True))
        self._more = Button("", "chevron-down", ButtonKind.PLAIN)
        self._more.clicked.connect(self._show_all)
        self._add(sheet.columns[:_FEW])
        self._inside.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        rest = len(sheet.columns) - len(self._lines)
        self._more.setText(self.tr("{count} more columns").format(count=rest))
        self._more.setVisible(rest > 0)

    def show_sheet(self, sheet: "Sheet") -> None:
        """Show how the same columns are read now."""
        self._sheet = sheet
        now = {column.title: column for column in sheet.columns}
        for line in self._lines:
            if line.column.title in now:
                line.show_column(now[line.column.title])

    def _show_all(self) -> None:
        self._more.hide()
        shown = len(self._lines)
        self._add(self._sheet.columns[shown:])
        self.combos[shown].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, columns: "Sequence[Column]") -> None:
        for column in columns:
            line = _ColumnLine(column, self._fields)
            line.field_chosen.connect(self._on_chosen)
            if self._lines:
                line.add_rule()
            self._inside.insertWidget(2 + len(self._lines), line)
            self._lines.append(line)
            self.combos.append(line.combo)

    def _on_chosen(self, title: str, field: str) -> None:
        self.field_chosen.emit(self._sheet.fingerprint, title, field)


class _ColumnLine(QWidget):
    """Title and first values of a column, and the field beside or below them."""

    field_chosen = Signal(str, str)

    def __init__(self, column: "Column", fields: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.column = column
        self.combo = ComboBox(self.tr("Field of the column {title}").format(title=column.title))
        self.combo.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for words, name in fields:
            self.combo.addItem(words, name)
        self._title = Label(breakable(column.title or "–"), Type.STRONG, wrap=True)
        self._sample = Label("", Type.SMALL, Ink.MUTED)
        self._sample.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        about = QVBoxLayout()
        about.setSpacing(0)
        about.addWidget(self._title)
        about.addWidget(self._sample)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addLayout(about, 5)
        self._row.addWidget(self.combo, 4)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(10)
        self._whole.addLayout(self._row)
        self.show_column(column)
        self.combo.activated.connect(
            lambda _place: self.field_chosen.emit(self.column.title, self.combo.currentData())
        )

    def add_rule(self) -> None:
        """Set it apart from the line above."""
        self._whole.insertWidget(0, Rule())

    def show_column(self, column: "Column") -> None:
        """Show what it is read as now; a choice that is not offered to everybody is offered here."""
        from companion.wording.field import column_words

        self.column = column
        self._sample.setToolTip(plain_tip(column.sample))
        self._show_sample()
        place = self.combo.findData(column.field)
        if place < 0:
            self.combo.insertItem(0, column_words(column.field), column.field)
            place = 0
        self.combo.setCurrentIndex(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the field below the title where there is no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= scaled(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)
        self._show_sample()

    def _show_sample(self) -> None:
        room = (
            self.width() * 5 // 9 - 12
            if self._row.direction() is QBoxLayout.Direction.LeftToRight
            else self.width()
        )
        shown = self._sample.fontMetrics().elidedText(
            " ".join(self.column.sample.split()), Qt.TextElideMode.ElideRight, max(room, 60)
        )
        self._sample.setText(shown or self.tr("empty in the first rows"))
