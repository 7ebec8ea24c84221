"""The head of the Scan page: where one is, the ways in, and what is being read."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.theme import scaled
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.button import Button, ButtonKind, IconButton
from companion.ui.widgets.label import Label, breakable

_NARROW = 480


class ScanHead(QWidget):
    """Knows no store; the ways are here while the page shows something else."""

    chosen = Signal(str)
    """The name of a way."""
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._event = Label(" ", Type.SMALL, Ink.MUTED, wrap=True)
        self._said = Label("", Type.BODY, Role.PROMISE, wrap=True)
        self._step = Label("", Type.SMALL, Ink.MUTED)
        self._cancel = Button(self.tr("Stop"), kind=ButtonKind.PLAIN)
        self._cancel.clicked.connect(self.cancelled)
        self._ways = QWidget()
        self._lay_out()
        for part in (self._said, self._step, self._cancel, self._ways):
            part.hide()

    @property
    def said(self) -> str:
        """What it says of what has just happened."""
        return self._said.text()

    def show_event(self, sentence: str) -> None:
        """Say where whoever is scanned now was met."""
        self._event.setText(breakable(sentence))

    def show_state(self, *, is_looking: bool) -> None:
        """Offer the ways while a code is looked at."""
        self._ways.setVisible(is_looking)

    def show_step(self, place: int, count: int) -> None:
        """Say which picture is read; of one alone nothing is said, since it is read at once."""
        self._step.setText(self.tr("Reading {place} of {count}").format(place=place, count=count))
        for part in (self._step, self._cancel):
            part.setVisible(count > 1)

    def say(self, text: str) -> None:
        """Say something until something else is done."""
        self._said.setText(breakable(text))
        self._said.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._said, text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the ways below the words where there is no room beside them."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        is_narrow = self.width() < scaled(_NARROW)
        self._top.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self.tr("Scan"), Type.TITLE))
        words.addWidget(self._event)
        ways = QHBoxLayout(self._ways)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(2)
        for name, icon, text in (
            ("files", "image", self.tr("Choose pictures (Ctrl+O)")),
            ("folder", "folder-open", self.tr("Choose a folder (Ctrl+Shift+O)")),
            ("paste", "clipboard-paste", self.tr("Paste from the clipboard (Ctrl+V)")),
            ("screen", "monitor", self.tr("Read from the screen (Ctrl+Shift+B)")),
            ("region", "crop", self.tr("Pick a part of the screen (Ctrl+Shift+R)")),
        ):
            button = IconButton(icon, text)
            button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            ways.addWidget(button)
        tools = QHBoxLayout()
        tools.setSpacing(12)
        for part in (self._step, self._cancel, self._ways):
            tools.addWidget(part)
        tools.addStretch(1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(4)
        self._top.addLayout(words, 1)
        self._top.addLayout(tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._top)
        column.addWidget(self._said)
