"""Some facts of one kind about a person, a line each, in their own words."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label, plain_tip


@dataclass(frozen=True, slots=True)
class Fact:
    """A text and what is said about it at the end of its line."""

    text: str
    aside: str = ""
    aside_ink: Ink | Role = Ink.MUTED
    tip: str = ""
    """The exact form of the aside, such as a date."""


class FactCard(Card):
    """An icon, a coloured word and the facts below it; the same few lines are used again for ever new facts."""

    def __init__(self, icon: str, role: Role, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_FactLine] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Label(heading, Type.CHIP, role))
        words.addLayout(self._column)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 10, 15, 11)
        row.setSpacing(11)
        row.addWidget(Badge(icon, role, size=18, plain=True), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setAccessibleName(heading)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show exactly these; nothing at all when there is none."""
        while len(self._lines) < len(facts):
            self._lines.append(line := _FactLine())
            self._column.addWidget(line)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(facts))
        for line, fact in zip(self._lines, facts, strict=False):
            line.show_fact(fact)
        self.setVisible(bool(facts))


class _FactLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._text = Label(wrap=True)
        self._aside = Label("", Type.SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._aside, 0, Qt.AlignmentFlag.AlignTop)

    def show_fact(self, fact: Fact) -> None:
        self._text.setText(fact.text)
        self._aside.setText(fact.aside)
        self._aside.set_ink(fact.aside_ink)
        self._aside.setVisible(bool(fact.aside))
        self.setToolTip(plain_tip(fact.tip))
