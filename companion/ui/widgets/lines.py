"""A field that takes several texts, a line each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget


class Lines(QWidget):
    """One empty line more than there are texts: another one comes as soon as that is written into."""

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

    def set_texts(self, texts: Sequence[str]) -> None:
        """Write other texts in place of all that is there."""
        for _ in range(len(self._lines), len(texts) + 1):
            self._add()
        for place, line in enumerate(self._lines):
            line.setText(texts[place] if place < len(texts) else "")
            line.setVisible(place <= len(texts))
        self._mend()

    def _add(self) -> None:
        line = QLineEdit()
        place = len(self._lines) + 1
        line.setAccessibleName(self._name if place == 1 else f"{self._name} {place}")
        line.textEdited.connect(self._on_edited)
        self._column.addWidget(line)
        if self._lines:
            QWidget.setTabOrder(self._lines[-1], line)
        else:
            line.setPlaceholderText(self._placeholder)
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
