"""Framed areas on which a page puts its parts."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.label import Label, restyle


class Card(QFrame):
    """A white sheet with round corners; an inset one lies on another card."""

    def __init__(self, parent: QWidget | None = None, *, inset: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("inset", inset)
        self.setProperty("ringed", False)

    def set_ringed(self, ringed: bool) -> None:
        """Draw the focus ring around the card, for the one that the keyboard is on."""
        if self.property("ringed") != ringed:
            self.setProperty("ringed", ringed)
            restyle(self)


class Callout(Card):
    """One thing to remember about a person: an icon, a coloured word, and the text in their words."""

    def __init__(
        self, icon: str, role: Role, heading: str, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._heading = Label(heading, Type.CHIP, role)
        self._text = Label(text, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._heading)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 10, 15, 10)
        row.setSpacing(9)
        row.addWidget(Badge(icon, role, size=18, plain=True))
        row.addLayout(words, 1)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text.setText(text)


class CardHeading(QWidget):
    """The title of a card, with a number beside it and a sentence at the end of the line."""

    def __init__(self, title: str, *, is_wrapping: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self._title = Label(title, Type.HEADING, wrap=is_wrapping)
        self._aside = Label("", Type.SMALL, Ink.MUTED)
        self.row.addWidget(self._title, 1 if is_wrapping else 0)
        if not is_wrapping:
            self.row.addStretch(1)
        self.row.addWidget(self._aside)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_aside(self, text: str) -> None:
        """Change the sentence at the end of the line."""
        self._aside.setText(text)
