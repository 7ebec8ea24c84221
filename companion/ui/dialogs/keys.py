"""The sheet of all keys, made from the registry of actions."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from companion.ui.actions import Actions, Entry, caps
from companion.ui.dialogs.overlay import Overlay
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.button import IconButton
from companion.ui.widgets.key_cap import KeyCap
from companion.ui.widgets.label import Label

_WIDTH = 720
_COLUMNS = 2


class KeysDialog(Overlay):
    """Shows which keys work where; the arrows scroll, Esc or "?" closes."""

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window, self.tr("Keys"), _WIDTH)
        self._actions = actions
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        close = IconButton("x", self.tr("Close"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Keys"), Type.TITLE), 1)
        head.addWidget(close)
        self.column.setContentsMargins(24, 16, 16, 16)
        self.column.setSpacing(12)
        self.column.addLayout(head)
        self.column.addWidget(self._area, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def open(self) -> None:
        """Show the keys as they are declared and switched now."""
        sheet = self._sheet()
        self._area.setWidget(sheet)
        self.setAccessibleDescription("; ".join(self._spoken()))
        super().open()

    def panel_height(self) -> int:
        """The title and all sections."""
        sheet = self._area.widget()
        return (sheet.sizeHint().height() if sheet is not None else 0) + 96

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll or close."""
        bar = self._area.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        if Qt.Key(event.key()) in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        elif event.text() == "?":
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _sheet(self) -> QWidget:
        sheet = QWidget()
        sheet.setProperty("page", True)
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(40)
        sides = [QVBoxLayout() for _ in range(_COLUMNS)]
        heights = [0] * _COLUMNS
        for context in self._actions.contexts():
            entries = self._entries(context)
            if not entries:
                continue
            shortest = heights.index(min(heights))
            heights[shortest] += len(entries) + 2
            sides[shortest].addWidget(Label(self._actions.title(context), Type.STRONG, Ink.ACCENT))
            sides[shortest].addLayout(self._section(entries))
        for side in sides:
            side.setSpacing(8)
            side.addStretch(1)
            columns.addLayout(side, 1)
        return sheet

    def _section(self, entries: tuple[Entry, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for row, entry in enumerate(entries):
            grid.addWidget(Label(entry.text), row, 0)
            grid.addLayout(_key_row(self._actions.live_keys(entry)), row, 1)
        return grid

    def _entries(self, context: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in self._actions.entries(context) if self._actions.live_keys(entry))

    def _spoken(self) -> Iterator[str]:
        for context in self._actions.contexts():
            for entry in self._entries(context):
                yield f"{entry.text}: {' '.join(caps(self._actions.live_keys(entry)[0]))}"


def _key_row(keys: tuple[str, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    row.addStretch(1)
    for number, key in enumerate(keys):
        if number:
            row.addWidget(Label("/", Type.CAPTION, Ink.MUTED))
        for cap in caps(key):
            row.addWidget(KeyCap(cap))
    return row
