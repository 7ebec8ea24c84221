"""The head of the Scan page: where one is, the ways in, and what is being read."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.theme import scaled
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.button import Button, ButtonKind, IconButton
from companion.ui.widgets.label import Label, breakable, lines_tip

_NARROW = 480
_SLOW = 400
"""Milliseconds after which it is said that one picture is being read."""


class ScanHead(QWidget):
    """Knows no store; the ways are here while the page shows something else."""

    chosen = Signal(str)
    """The name of a way."""
    cancelled = Signal()
    offer_taken = Signal()
    """What was offered beside the sentence is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._event = Label(" ", Type.SMALL, Ink.MUTED, wrap=True)
        self._said = Label("", Type.BODY, Role.PROMISE, wrap=True)
        self.offer = Button("", "id-card", ButtonKind.SOFT)
        self.offer.clicked.connect(self.offer_taken)
        self._step = Label("", Type.SMALL, Ink.MUTED)
        self._cancel = Button(self.tr("Stop"), kind=ButtonKind.PLAIN)
        self._cancel.clicked.connect(self.cancelled)
        self._ways = QWidget()
        self._slow = QTimer(self, singleShot=True, interval=_SLOW)
        self._slow.timeout.connect(lambda: self._show_reading(shown=True))
        self._lay_out()
        for part in (self._said, self.offer, self._step, self._cancel, self._ways):
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
        """Say which picture is read; of one alone only once it takes a moment, as a paper card does."""
        said = self.tr("Reading {place} of {count}").format(place=place, count=count)
        self._step.setText(said if count > 1 else self.tr("Reading the picture …"))
        self._slow.stop()
        if count == 1:
            self._slow.start()
        self._show_reading(shown=count > 1)

    def _show_reading(self, *, shown: bool) -> None:
        for part in (self._step, self._cancel):
            part.setVisible(shown)

    def say(self, text: str, offer: str = "", more: str = "") -> None:
        """Say something until something else is done, and offer what a button says; a tool tip says more of it."""
        self._said.setText(breakable(text))
        self._said.setToolTip(lines_tip(more))
        self._said.setAccessibleDescription(more)
        self._said.setVisible(bool(text))
        self.offer.setText(offer)
        self.offer.updateGeometry()
        self.offer.setVisible(bool(offer))
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
            ("papers", "id-card", self.tr("Photos of paper cards (Ctrl+Shift+P)")),
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
        column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignLeading)
