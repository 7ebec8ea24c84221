"""A panel in which something is found by a few letters and chosen by the arrows and Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from companion.ui.dialogs.overlay import Overlay
from companion.ui.dialogs.palette_list import PaletteItem, PaletteList, PaletteSection
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.label import Label, Rule

_WIDTH = 620
_FORWARDED = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FindPanel(Overlay):
    """What every such panel does; a panel says in `found_for` what there is, and in `take_item` what to do with it."""

    def __init__(self, window: QWidget, name: str, invitation: str) -> None:
        super().__init__(window, name, _WIDTH)
        self._input = QLineEdit()
        self._input.setProperty("bare", True)
        self._input.setProperty("face", Type.HEADING.name)
        self._input.setStyleSheet("font-weight: 400;")
        self._input.setAccessibleName(name)
        self._input.setPlaceholderText(invitation)
        self._input.installEventFilter(self)
        self._list = PaletteList(self.tr("What was found"))
        self._nothing = Label("", Type.BODY, Ink.MUTED)
        self.setFocusProxy(self._input)
        self._lay_out()
        self._input.textChanged.connect(self._search)
        self._list.clicked.connect(lambda _index: self._choose())

    @property
    def sections(self) -> tuple[PaletteSection, ...]:
        """What is listed."""
        return self._list.sections

    def found_for(self, wanted: str) -> Sequence[PaletteSection]:
        """What there is for what was typed, blanks at its ends left out."""
        raise NotImplementedError

    def take_item(self, item: PaletteItem) -> None:
        """Do something with what was chosen; the panel is closed."""
        raise NotImplementedError

    def open(self) -> None:
        """Show all that there is for nothing typed, ready to type."""
        self._input.clear()
        self._search("")
        super().open()

    def panel_height(self) -> int:
        """The line to type in and all that was found."""
        found = self._list.content_height() if self.sections else self._nothing.sizeHint().height() + 24
        return 48 + found + 10

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move, choose and close from the line."""
        if watched is not self._input or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() in _FORWARDED:
            self._list.move_by_key(Qt.Key(event.key()))
            self._input.setAccessibleDescription(self._list.spoken())
        elif event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            return super().eventFilter(watched, event)
        return True

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(7, 0, 8, 0)
        line.setSpacing(14)
        line.addWidget(Badge("search", Ink.FAINT, size=16, plain=True))
        line.addWidget(self._input, 1)
        line.addStrut(46)
        self.column.setContentsMargins(8, 0, 8, 8)
        self.column.setSpacing(0)
        self.column.addLayout(line)
        self.column.addWidget(Rule())
        self.column.addWidget(self._nothing)
        self.column.addWidget(self._list, 1)
        self._nothing.setContentsMargins(13, 12, 13, 12)

    def _search(self, typed: str) -> None:
        wanted = " ".join(typed.split())
        self._list.set_sections(tuple(section for section in self.found_for(wanted) if section.items))
        self._nothing.setText(self.tr("Nothing found for “{text}”").format(text=wanted))
        self._nothing.setVisible(not self.sections)
        self._list.setVisible(bool(self.sections))
        self._input.setAccessibleDescription(self._list.spoken())
        self.place()

    def _choose(self) -> None:
        item = self._list.current_item()
        if item is not None:
            self.close_panel()
            self.take_item(item)
