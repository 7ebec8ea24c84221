"""A list of people that is walked through by keys."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from companion.ui.tokens import Role
from companion.ui.widgets.face import Faces
from companion.ui.widgets.label import plain_tip
from companion.ui.widgets.row import ROW, Index, Line, Row, RowDelegate, Section

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

HandOut = Callable[[Sequence[object]], QMimeData]
"""What other programs get for the rows with these keys."""


class RowModel(QAbstractListModel):
    """Rows and headings as a list view reads them."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []
        self._places: dict[object, int] = {}
        self._hand_out: HandOut | None = None

    def hand_out_by(self, hand_out: HandOut) -> None:
        """Let rows be dragged out of the list; what is handed out is made from their keys."""
        self._hand_out = hand_out

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Hold other lines."""
        self.beginResetModel()
        self._lines = list(lines)
        self._places = {line.key: i for i, line in enumerate(self._lines) if isinstance(line, Row)}
        self.endResetModel()

    def add_lines(self, lines: Sequence[Line]) -> None:
        """Hold more lines, behind the others."""
        first = len(self._lines)
        if not lines:
            return
        self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
        self._lines += lines
        self._places |= {line.key: first + i for i, line in enumerate(lines) if isinstance(line, Row)}
        self.endInsertRows()

    def line(self, place: int) -> Line:
        """The line at that place."""
        return self._lines[place]

    def place(self, key: object) -> int | None:
        """Where the row with that key is."""
        return self._places.get(key)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if isinstance(self._lines[index.row()], Section):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self._hand_out is not None else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """What is dragged out: the rows from the top."""
        if self._hand_out is None:
            return super().mimeData(indexes)
        return self._hand_out(self.keys_at(index.row() for index in indexes))

    def supportedDragActions(self) -> Qt.DropAction:
        """Rows are copied, and never taken away."""
        return Qt.DropAction.CopyAction

    def keys_at(self, places: Iterable[int]) -> tuple[object, ...]:
        """The keys of the rows at these places, from the top."""
        lines = (self._lines[place] for place in sorted(places))
        return tuple(line.key for line in lines if isinstance(line, Row))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What the delegate draws, a screen reader says and the pointer shows."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == ROW:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line)
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name if isinstance(line, Row) else line.title
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, Row):
            return plain_tip(line.tip)
        return None

    def _spoken(self, line: Line) -> str:
        if isinstance(line, Section):
            return ", ".join(part for part in (line.title, str(line.count), line.detail) if part)
        words = self._role_words()
        chips = (
            f"{words[chip.role]}: {chip.text}" if chip.role in words else chip.text for chip in line.chips
        )
        starred = self.tr("starred") if line.starred else ""
        parts = (line.name, starred, line.detail, *chips, line.aside)
        return ", ".join(part for part in parts if part)

    def _role_words(self) -> dict[Role, str]:
        return {
            Role.NEED: self.tr("needs"),
            Role.OFFER: self.tr("offers"),
            Role.PROMISE: self.tr("promised"),
        }


class RowList(QListView):
    """One Tab stop; arrows, J and K move, Enter and a double click open.

    Where several may be chosen, Shift and Ctrl choose more than the current one.
    """

    row_chosen = Signal(object)
    """The key of the row that has become the current one, None when there is none."""
    row_opened = Signal(object)
    choice_changed = Signal()
    """Other rows are chosen, where several may be."""

    def __init__(
        self,
        name: str,
        *,
        chips: bool = False,
        sections: bool = False,
        several: bool = False,
        rows: RowModel | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = rows or RowModel()
        self._delegate = RowDelegate(chips=chips)
        self._single_keys = True
        self._setting = False
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(not sections)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(self._delegate)
        self.setModel(self._rows)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.doubleClicked.connect(lambda _index: self._open())

    @property
    def current_key(self) -> object:
        """The key of the current row, None when there is none."""
        line = self._current_line()
        return line.key if line is not None else None

    @property
    def chosen_keys(self) -> tuple[object, ...]:
        """The keys of the rows that are chosen, from the top: the current one's, or those of several."""
        chosen = self._rows.keys_at(index.row() for index in self.selectionModel().selectedRows())
        return chosen or ((self.current_key,) if self.current_key is not None else ())

    def hand_out_by(self, hand_out: HandOut) -> None:
        """Let the chosen rows be dragged out of the list."""
        self._rows.hand_out_by(hand_out)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def set_faces(self, faces: Faces) -> None:
        """Say where the photos in the rows come from; without it there are initials."""
        self._delegate.faces = faces
        faces.changed.connect(self.viewport().update)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines.

        The same row stays the current one; when it is gone, the one that took its place, so that a
        queue that is worked off goes on by itself. Of several chosen rows those stay so that are there.
        """
        before, place, chosen = self.current_key, self.currentIndex().row(), self.chosen_keys
        self._setting = True
        self._rows.set_lines(lines)
        kept = self._rows.place(before) if before is not None else None
        index = self._nearest(kept if kept is not None else place)
        if index.isValid():
            self._make_current(index)
        if len(chosen) > 1:
            self._choose_again(chosen)
        self._setting = False
        if self.current_key != before:
            self.row_chosen.emit(self.current_key)
        self.choice_changed.emit()

    def choose(self, key: object) -> bool:
        """Make a row the current one; False when it is not there."""
        place = self._rows.place(key)
        if place is None:
            return False
        self._make_current(self._rows.index(place))
        return True

    def step(self, by: int) -> None:
        """Go to the next row (1) or the previous one (-1), over headings."""
        place = self.currentIndex().row() + by
        while 0 <= place < self._rows.rowCount():
            if isinstance(self._rows.line(place), Row):
                self._make_current(self._rows.index(place))
                return
            place += by

    def set_single_keys(self, on: bool) -> None:
        """Whether J and K move; without them letters search the names."""
        self._single_keys = on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, open, or leave the key to others."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}.get(Qt.Key(event.key())) if plain else None
        if self._single_keys and step is not None:
            self.step(step)
        elif plain and event.key() in _OPENING_KEYS:
            self._open()
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier) -> QModelIndex:
        """Where a key goes: Home to the first row, not to the heading above it."""
        index = super().moveCursor(action, held)
        if not index.isValid() or isinstance(self._rows.line(index.row()), Row):
            return index
        return self._nearest(index.row())

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row into sight, and a heading that stands right above it."""
        above = index.row() - 1
        if above >= 0 and isinstance(self._rows.line(above), Section):
            super().scrollTo(self._rows.index(above), hint)
        super().scrollTo(index, hint)

    def keyboardSearch(self, search: str) -> None:
        """Jump to a name, unless letters are commands."""
        if not self._single_keys:
            super().keyboardSearch(search)

    def _nearest(self, place: int) -> QModelIndex:
        """The row there, else the next one, else the last; the first when there was none."""
        rows = [i for i in range(self._rows.rowCount()) if isinstance(self._rows.line(i), Row)]
        if not rows:
            return QModelIndex()
        return self._rows.index(next((i for i in rows if i >= place), rows[-1]))

    def _make_current(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def _choose_again(self, keys: Iterable[object]) -> None:
        selection = QItemSelection()
        for key in keys:
            place = self._rows.place(key)
            if place is not None:
                selection.select(self._rows.index(place), self._rows.index(place))
        if not selection.isEmpty():
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _current_line(self) -> Row | None:
        index = self.currentIndex()
        line = self._rows.line(index.row()) if index.isValid() else None
        return line if isinstance(line, Row) else None

    def _open(self) -> None:
        if self.current_key is not None:
            self.row_opened.emit(self.current_key)

    def _on_current_changed(self) -> None:
        if not self._setting:
            self.row_chosen.emit(self.current_key)

    def _on_selection_changed(self) -> None:
        if not self._setting:
            self.choice_changed.emit()
