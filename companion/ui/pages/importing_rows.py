"""The left side of the Import page: what was found, grouped by what becomes of it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from companion.ui.widgets.card import Card
from companion.ui.widgets.chip import FilterChip
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.paged_list import PagedList, RowSource

if TYPE_CHECKING:
    from companion.ui.models.importing_view import RowGroup

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ImportSide(Card):
    """Says which rows the user looks at; knows no store."""

    group_chosen = Signal(object)
    entered = Signal()
    """Enter was pressed in the list."""

    def __init__(self) -> None:
        super().__init__()
        self.list = PagedList(self.tr("What was found"))
        self._chips: dict[object, FilterChip] = {}
        self._buttons = QButtonGroup(self)
        self._chip_row = QWidget()
        self._flow = FlowLayout(self._chip_row, spacing=6)
        self._lay_out()
        self.list.installEventFilter(self)

    @property
    def chips(self) -> Sequence[FilterChip]:
        """What the groups are chosen by, in their order."""
        return tuple(self._chips.values())

    @property
    def group(self) -> object:
        """The key of the group that is shown."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), None)

    def set_groups(self, groups: "Sequence[RowGroup]") -> None:
        """Offer other groups; the same one stays chosen, all when it is gone."""
        before = self.group
        had_keyboard = any(chip.hasFocus() for chip in self._chips.values())
        for key in [key for key in self._chips if all(group.key != key for group in groups)]:
            chip = self._chips.pop(key)
            self._buttons.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for place, group in enumerate(groups):
            if group.key not in self._chips:
                self._insert(place, group.key)
            self._chips[group.key].setText(group.text)
            self._chips[group.key].updateGeometry()
        self._chips = {group.key: self._chips[group.key] for group in groups}
        for stop, following in pairwise((*self._chips.values(), self.list)):
            QWidget.setTabOrder(stop, following)
        if before not in self._chips or before is None:
            self._chips[None].setChecked(True)
        if had_keyboard and not any(chip.hasFocus() for chip in self._chips.values()):
            self.list.setFocus()

    def show_all(self) -> None:
        """Look at no group, whichever was looked at before."""
        if self._chips:
            self._chips[None].setChecked(True)

    def choose_group(self, key: object) -> None:
        """Look at one group."""
        self._chips[key].click()

    def show_lines(self, lines: RowSource, *, afresh: bool) -> None:
        """Show rows, from the top or where one was."""
        self.list.read(lines, afresh=afresh)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter is for the whole import: a double click, which opens a row elsewhere, must not start it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if watched is self.list and event.key() in _ENTER and not event.modifiers() & ~_KEYPAD:
            self.entered.emit()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.addWidget(self._chip_row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(6, 14, 6, 6)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.list, 1)

    def _insert(self, place: int, key: object) -> None:
        chip = FilterChip("")
        chip.clicked.connect(lambda: self.group_chosen.emit(key))
        self._buttons.addButton(chip)
        self._flow.insertWidget(place, chip)
        chip.show()
        self._chips[key] = chip


_KEYPAD = Qt.KeyboardModifier.KeypadModifier
