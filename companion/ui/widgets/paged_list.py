"""A list that may be very long: its rows are read page by page, as they come into view."""

from collections.abc import Callable, Sequence

from companion.ui.widgets.row import Index, Line, Row
from companion.ui.widgets.row_list import RowList, RowModel

PAGE = 100

RowSource = Callable[[int], Sequence[Line]]
"""The next so many lines; fewer at the end. Headings among them have a sentence: all lines are of one height."""


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

    def __init__(self, name: str) -> None:
        self._paged = PagedRows()
        super().__init__(name, rows=self._paged)

    def read(self, more: RowSource, *, afresh: bool, keeping: bool = False) -> bool:
        """Show what a source gives: afresh from the top, else with the same rows in sight.

        Keeping, nothing is shown, and False returned, if the current row would go.
        """
        offset, depth = self.verticalScrollBar().value(), PAGE
        if afresh:
            self._paged.set_lines(())
        else:
            lowest = self.indexAt(self.viewport().rect().bottomLeft()).row()
            depth = max(lowest, self.currentIndex().row(), 0) + PAGE
        lines = more(depth)
        if keeping and not any(isinstance(line, Row) and line.key == self.current_key for line in lines):
            return False
        self._paged.go_on_with(more if len(lines) == depth else None)
        self.set_lines(lines)
        if not afresh:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(offset)
        return True

    def reach(self, key: object, most: int) -> bool:
        """Make a row the current one if it is among the first so many."""
        while not self.choose(key):
            if self._paged.rowCount() >= most or not self._paged.canFetchMore(self.rootIndex()):
                return False
            self._paged.fetchMore(self.rootIndex())
        return True
