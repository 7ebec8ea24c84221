"""A field that takes several texts, a line each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Lines(QWidget):
    """One empty line more than there are texts: another one comes as soon as that is written into.

    Tab goes past that empty line, to the next field: it is come to by Down, or by a click.
    """

    edited = Signal()

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._placeholder = placeholder
        self._lines: list[QLineEdit] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.set_texts(())

    @property
    def texts(self) -> tuple[str, ...]:
        """What is written, without lines that are blank."""
        return tuple(text for line in self._lines if (text := " ".join(line.text().split())))

    @property
    def lines(self) -> tuple[QLineEdit, ...]:
        """The lines as they stand."""
        return tuple(self._lines)

    def line_of(self, text: str) -> QLineEdit:
        """The line in which a text is written, or the first."""
        words = text.split()
        return next((line for line in self._lines if line.text().split() == words), self._lines[0])

    def set_texts(self, texts: Sequence[str]) -> None:
        """Write other texts in place of all that is there."""
        for _ in range(len(self._lines), len(texts) + 1):
            self._add()
        for place, line in enumerate(self._lines):
            line.setText(texts[place] if place < len(texts) else "")
            line.setVisible(place <= len(texts))
        self._mend()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from line to line."""
        by = _STEPS.get(Qt.Key(event.key()), 0)
        shown = [line for line in self._lines if line.isVisible()]
        place = next((place for place, line in enumerate(shown) if line.hasFocus()), None)
        if by and place is not None:
            shown[max(0, min(place + by, len(shown) - 1))].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _add(self) -> None:
        line = QLineEdit()
        place = len(self._lines) + 1
        line.setAccessibleName(self._name if place == 1 else f"{self._name} {place}")
        line.textEdited.connect(self._on_edited)
        self._column.addWidget(line)
        if self._lines:
            QWidget.setTabOrder(self._lines[-1], line)
        else:
            self.setFocusProxy(line)
        self._lines.append(line)

    def _on_edited(self) -> None:
        self._mend()
        self.edited.emit()

    def _mend(self) -> None:
        """Keep one empty line below what is written; of several, those that the keyboard is not in go."""
        written = [place for place, line in enumerate(self._lines) if line.text().strip()]
        wanted = (written[-1] + 1 if written else 0) + 1
        while len(self._lines) < wanted:
            self._add()
        for place, line in enumerate(self._lines):
            line.setVisible(place < wanted or line.hasFocus())
            self._offer(line, is_more=0 < place == wanted - 1)
        self._lines[0].setPlaceholderText(self._placeholder)

    def _offer(self, line: QLineEdit, *, is_more: bool) -> None:
        policy = Qt.FocusPolicy
        line.setFocusPolicy(policy.ClickFocus if is_more else policy.StrongFocus)
        line.setPlaceholderText(self.tr("One more: press ↓") if is_more else "")
