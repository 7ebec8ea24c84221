"""The left side of the Duplicates page: the pairs that may be one person, to be gone through."""

from collections.abc import Sequence
from itertools import islice

from PySide6.QtWidgets import QVBoxLayout

from companion.ui.tokens import LIST_WIDTH
from companion.ui.widgets.card import Card
from companion.ui.widgets.paged_list import PAGE, PagedList
from companion.ui.widgets.row import Line, Row


class PairSide(Card):
    """Says which pair the user looks at, also where there is no room to show it; knows no store."""

    def __init__(self) -> None:
        super().__init__()
        self.list = PagedList(self.tr("Possible duplicates"))
        self.keys: Sequence[object] = ()
        """The pairs in the order of the list."""
        self._arrived: object = None
        """The pair that came with the lines shown last."""
        self.setMaximumWidth(LIST_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.addWidget(self.list)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other pairs, standing where one was."""
        were, self.keys = {*self.keys}, [line.key for line in lines if isinstance(line, Row)]
        self._arrived = next((key for key in self.keys if key not in were), None)
        unread = iter(lines)
        self.list.read(lambda limit: list(islice(unread, limit)), afresh=False)

    def browse(self, step: int) -> None:
        """Go so many pairs on, unless that is beyond the first or the last."""
        here = self.list.current_key
        if here not in self.keys:
            return
        place = self.keys.index(here) + step
        if 0 <= place < len(self.keys):
            self.list.reach(self.keys[place], place + PAGE)

    def go_past(self, key: object) -> None:
        """Go to the next pair; from the last one to the first."""
        self.browse(1 if key != self.keys[-1] else 1 - len(self.keys))

    def reach_arrived(self) -> None:
        """Go to the pair that was brought back."""
        self.list.reach(self._arrived, len(self.keys) + PAGE)

    def place_of(self, key: object) -> str:
        """Which of how many a pair is; nothing for one that is not among them."""
        if key not in self.keys:
            return ""
        place = self.keys.index(key) + 1
        return self.tr("{place} of {count}").format(place=place, count=len(self.keys))
