"""A list that may be very long: its rows are read page by page, as they come into view."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex

from companion.ui.widgets.row import Index, Line, Row
from companion.ui.widgets.row_list import RowList, RowModel

PAGE = 100

RowSource = Callable[[int], Sequence[Line]]
"""The next so many lines; fewer at the end. Headings among them have a sentence: all lines are of one height."""


_ELSE = QItemSelectionModel.SelectionFlag.Clear | QItemSelectionModel.SelectionFlag.Current
"""A choice that takes the place of the one before, and does not add to it or take away from it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which rows of a list are chosen."""

    keys: tuple[object, ...]
    besides: tuple[object, ...] | None = None
    """After all were chosen: those that were not meant; all others are, read or not. None: only those with `keys`."""


class PagedRows(RowModel):
    """Asks its source for more rows when the view comes to the last one."""

    def __init__(self) -> None:
        super().__init__()
        self._more: RowSource | None = None

    def go_on_with(self, more: RowSource | None) -> None:
        """Say where further rows come from; None: there are none."""
        self._more = more

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there may be more rows."""
        return self._more is not None

    def fetchMore(self, parent: Index) -> None:
        """Read a page."""
        if self._more is None:
            return
        lines = self._more(PAGE)
        if len(lines) < PAGE:
            self._more = None
        self.add_lines(lines)


class PagedList(RowList):
    """Keeps its place when it is read again."""

    def __init__(self, name: str, *, several: bool = False) -> None:
        self._paged = PagedRows()
        self._has_all = False
        """Whether all rows were chosen at once: those that are read later are, too."""
        super().__init__(name, several=several, rows=self._paged)

    @property
    def chosen(self) -> Chosen:
        """Which rows are chosen."""
        keys = self.chosen_keys
        if not self._has_all:
            return Chosen(keys)
        meant = set(keys)
        everybody = self._paged.keys_at(range(self._paged.rowCount()))
        return Chosen(keys, tuple(key for key in everybody if key not in meant))

    @property
    def has_more(self) -> bool:
        """Whether there may be rows that were not read."""
        return self._paged.canFetchMore(self.rootIndex())

    def selectAll(self) -> None:
        """Choose all rows, those that are not read yet too."""
        super().selectAll()
        self._has_all = len(self.chosen_keys) > 1

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Forget that all were chosen when a key or the mouse chooses others in their place."""
        command = super().selectionCommand(index, event)
        if command & _ELSE:
            self._has_all = False
        return command

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """Choose rows that were read after all were chosen."""
        super().rowsInserted(parent, start, end)
        if self._has_all:
            read = QItemSelection(self._paged.index(start), self._paged.index(end))
            self.selectionModel().select(read, QItemSelectionModel.SelectionFlag.Select)

    def read(self, more: RowSource, *, afresh: bool, keeping: bool = False) -> bool:
        """Show what a source gives: afresh from the top, else with the same rows in sight.

        Keeping, nothing is shown, and False returned, if the current row would go.
        """
        offset, depth, chosen = self.verticalScrollBar().value(), PAGE, self.chosen
        if afresh:
            self._has_all = False
            self._paged.set_lines(())
        else:
            lowest = self.indexAt(self.viewport().rect().bottomLeft()).row()
            depth = max(lowest, self.currentIndex().row(), 0) + PAGE
            if len(chosen.keys) > 1:
                depth = max(depth, self._paged.rowCount())
        lines = more(depth)
        if keeping and not any(isinstance(line, Row) and line.key == self.current_key for line in lines):
            return False
        self._paged.go_on_with(more if len(lines) == depth else None)
        self.set_lines(lines)
        if self._has_all:
            everybody = self._paged.keys_at(range(self._paged.rowCount()))
            self._choose_again(key for key in everybody if key not in (chosen.besides or ()))
        if not afresh:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(offset)
        return True

    def _make_current(self, index: QModelIndex) -> None:
        if not self._setting:
            self._has_all = False
        super()._make_current(index)

    def reach(self, key: object, most: int) -> bool:
        """Make a row the current one if it is among the first so many."""
        while not self.choose(key):
            if self._paged.rowCount() >= most or not self._paged.canFetchMore(self.rootIndex()):
                return False
            self._paged.fetchMore(self.rootIndex())
        return True
