"""An import as it is looked at before it is stored: how much of what, each row, and how it was read."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from companion.ui.pages.importing_expected import ExpectedChoice
from companion.ui.pages.importing_reading import ReadingPane
from companion.ui.pages.importing_row import ImportRowPane
from companion.ui.pages.importing_rows import ImportSide
from companion.ui.theme import scaled
from companion.ui.tokens import LIST_WIDTH, Ink, Role, Type
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.label import Label, breakable

_BESIDE = 560
"""Pixels at 100 % text from which the row is beside the list."""
_HEAD_BESIDE = 480
"""Pixels at 100 % text from which the buttons stand beside the title."""
_SOON = 40
"""Milliseconds that the list is walked through before a row is shown."""
_LEAST = 300
"""Pixels at 100 % text that list or row are high where they take turns; the whole is scrolled then."""
_LOWEST = 200
"""Pixels at 100 % text that list and row are high at least beside each other."""
_AIR = 12
"""Pixels above what is scrolled to."""
EDGE = 14
"""Pixels in which the scroll bars of the right side stand."""
_NO_LIMIT = 16_777_215
"""Qt's QWIDGETSIZE_MAX."""


@dataclass(frozen=True, slots=True)
class HeadText:
    """What stands above the list."""

    summary: str
    button: str
    can_import: bool


class PreviewView(QScrollArea):
    """The list, beside it the row or how it was read; knows no store."""

    import_chosen = Signal()
    discard_chosen = Signal()
    row_wanted = Signal(object)
    """The key of a row that is to be shown."""

    def __init__(
        self, encodings: Sequence[tuple[str, str | None]], fields: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__()
        self.expected = ExpectedChoice()
        self.side = ImportSide()
        self.row = ImportRowPane()
        self.reading = ReadingPane(encodings, fields)
        self._summary = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._said = Label("", Type.SMALL, Role.PROMISE, wrap=True)
        self._said.hide()
        self.button = Button("", "check", ButtonKind.PRIMARY)
        self.discard = Button(self.tr("Start over"))
        self._list_tab = Button(self.tr("What was found"), kind=ButtonKind.TAB)
        self._row_tab = Button(self.tr("Details"), kind=ButtonKind.TAB)
        self.reading_tab = Button(self.tr("How it was read"), kind=ButtonKind.TAB)
        self._stack = QStackedWidget()
        self._inner = QWidget()
        self._grid = QGridLayout()
        self._is_beside: bool | None = None
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._lay_out()
        self._listen()

    def show_head(self, head: HeadText) -> None:
        """Say what was read and what the button does."""
        self._summary.setText(breakable(head.summary))
        self.button.setText(head.button)
        self.button.setEnabled(head.can_import)
        self.button.updateGeometry()

    def say(self, text: str) -> None:
        """Say something about what has just happened; an empty text takes it away."""
        self._said.setText(text)
        self._said.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._said, text))

    def wait(self, text: str) -> None:
        """Say what is under way; nothing can be imported until the head is shown again."""
        self.button.setEnabled(False)
        self.say(text)

    def begin(self) -> None:
        """Look at other files: at all of the list, and beside it at the details of a row."""
        self._show_list()
        self.side.show_all()

    def take_keyboard(self) -> None:
        """Put the keyboard on the list."""
        if not self.side.isVisible():
            self._list_tab.click()
        self.side.list.setFocus()
        self._reveal(self.side)

    def choose_event(self) -> None:
        """Put the keyboard where it is chosen at which event these people are expected."""
        self.expected.combo.setFocus(Qt.FocusReason.OtherFocusReason)
        self._reveal(self.expected)

    def show_reading(self) -> None:
        """Show how it was read, with the keyboard where that can be chosen."""
        self.reading_tab.click()
        self.reading.encoding.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_keyboard(self) -> bool:
        """Whether the keyboard is somewhere in it."""
        return self.isAncestorOf(self.window().focusWidget())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list or row alone where there is no room for both."""
        super().resizeEvent(event)
        beside = self.width() >= scaled(_HEAD_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._head.setDirection(direction)
        self._show_sides()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self.tr("Import"), Type.TITLE))
        words.addWidget(self._summary)
        buttons = QWidget()
        row = FlowLayout(buttons, spacing=8)
        row.addWidget(self.discard)
        row.addWidget(self.button)
        self._head.setContentsMargins(0, 0, EDGE, 0)
        self._head.setSpacing(12)
        self._head.addLayout(words, 1)
        self._head.addWidget(buttons)
        self._tabs = QWidget()
        tabs = FlowLayout(self._tabs, spacing=4)
        for tab in (self._list_tab, self._row_tab, self.reading_tab):
            tabs.addWidget(tab)
        self._row_tab.setChecked(True)
        # How high its pages would like to be shall not make the whole scroll.
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._stack.addWidget(self.row)
        self._stack.addWidget(self.reading)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(0, 4)
        self._grid.setColumnStretch(1, 6)
        self._grid.setRowStretch(1, 1)
        self._inner.setProperty("page", True)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._head)
        column.addWidget(self.expected)
        column.addWidget(self._said)
        column.addLayout(self._grid, 1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inner)

    def _listen(self) -> None:
        self.button.clicked.connect(self.import_chosen)
        self.discard.clicked.connect(self.discard_chosen)
        self.side.entered.connect(self.import_chosen)
        self.side.list.row_chosen.connect(lambda _key: self._soon.start())
        self.side.list.row_opened.connect(lambda _key: self._row_tab.click())
        self._soon.timeout.connect(lambda: self.row_wanted.emit(self.side.list.current_key))
        for tab in (self._list_tab, self._row_tab, self.reading_tab):
            tab.clicked.connect(lambda _checked: self._show_sides())
        self.row.left.connect(self.take_keyboard)
        self.reading.left.connect(self._leave_reading)
        self.expected.left.connect(self.take_keyboard)

    def _show_list(self) -> None:
        self._list_tab.setChecked(True)
        self._show_sides()

    def _leave_reading(self) -> None:
        self._show_list()
        self.take_keyboard()

    def _reveal(self, part: QWidget) -> None:
        """Scroll so far that a part is seen, from its top where there is not room for all of it."""
        top, bar = part.mapTo(self._inner, QPoint()).y(), self.verticalScrollBar()
        if not bar.value() <= top <= top + part.height() <= bar.value() + self.viewport().height():
            bar.setValue(top - _AIR)

    def _show_sides(self) -> None:
        beside = self.width() >= scaled(_BESIDE)
        self._arrange(beside=beside)
        # Once scrolled to, all of the list is in sight, and so is the row that keys go to.
        least = scaled(_LOWEST) if beside else min(scaled(_LEAST), self.viewport().height() - 2 * _AIR)
        self.side.setMinimumHeight(least)
        self._stack.setMinimumHeight(least)
        self._list_tab.setVisible(not beside)
        if beside and self._list_tab.isChecked():
            self._row_tab.setChecked(True)
        alone = not beside and self._list_tab.isChecked()
        self.side.setMaximumWidth(LIST_WIDTH if beside else _NO_LIMIT)
        self.side.setVisible(beside or alone)
        self._stack.setVisible(not alone)
        self._stack.setCurrentWidget(self.reading if self.reading_tab.isChecked() else self.row)

    def _arrange(self, *, beside: bool) -> None:
        """The tabs stand over the row, or over everything where list and row take turns."""
        if beside == self._is_beside:
            return
        self._is_beside = beside
        for part in (self.side, self._tabs, self._stack):
            self._grid.removeWidget(part)
        if beside:
            self._grid.addWidget(self.side, 0, 0, 2, 1)
            self._grid.addWidget(self._tabs, 0, 1)
            self._grid.addWidget(self._stack, 1, 1)
        else:
            self._grid.addWidget(self._tabs, 0, 0, 1, 2)
            self._grid.addWidget(self.side, 1, 0, 1, 2)
            self._grid.addWidget(self._stack, 1, 0, 1, 2)
