"""Where an import is told that its people are those whom an event expects."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from companion.ui.theme import scaled
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.input import ComboBox
from companion.ui.widgets.label import Label

if TYPE_CHECKING:
    from companion.model.identity import Id

_BESIDE = 480
"""Pixels at 100 % text from which the events stand beside the words."""
_WIDEST = 400
"""Pixels at 100 % text."""
_LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ExpectedChoice(QWidget):
    """Offers events; not there while there is none, or nobody who could be expected; knows no store."""

    event_chosen = Signal(object)
    """The id of an event; None: they are on nobody's list."""
    left = Signal()
    """Enter or Esc was pressed: it is chosen."""

    def __init__(self) -> None:
        super().__init__()
        words = self.tr("These people are expected at")
        self.combo = ComboBox(words)
        self._words = Label(words, Type.BODY)
        self._note = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._offered: tuple[tuple[str, Id | None], ...] = ()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.combo.activated.connect(lambda _place: self.event_chosen.emit(self.combo.currentData()))
        self.hide()

    def show_events(self, events: "Sequence[tuple[str, Id | None]]", chosen: "Id | None", note: str) -> None:
        """Offer events, the first of them none, and say what it means that this one is chosen."""
        if tuple(events) != self._offered:
            self._offered = tuple(events)
            self.combo.clear()
            for words, event_id in events:
                self.combo.addItem(words, event_id)
        # Qt finds the very object only, not an id that is equal.
        ids = [event_id for _, event_id in events]
        self.combo.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)
        self.combo.setAccessibleDescription(note)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setVisible(len(events) > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the events below the words where there is no room beside them."""
        super().resizeEvent(event)
        beside = self.width() >= scaled(_BESIDE)
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._line.setSpacing(10 if beside else 2)
        self.combo.setMaximumWidth(scaled(_WIDEST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc leave."""
        if event.key() in _LEAVING and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.combo.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._words.setBuddy(self.combo)
        self._line.addWidget(self._words)
        self._line.addWidget(self.combo, 1)
        self._line.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._line)
        column.addWidget(self._note)
