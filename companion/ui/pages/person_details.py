"""What is known of a person besides, by their cards: shown as it came, never edited."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.theme import scaled
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.card import CardHeading
from companion.ui.widgets.label import Label, Rule, breakable, plain_tip

if TYPE_CHECKING:
    from companion.ui.models.person import CardLines, DetailLine

_NAME_WIDTH = 92
_MOST = 30


class CardDetails(QWidget):
    """A heading and, card by card, lines; not there at all for a person of whom no more is known."""

    photo_opened = Signal(object, str)
    """The key of a paper card, and the digest of its photo."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[CardLines, ...] = ()
        self.photos: list[Button] = []
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(4, 0, 0, 0)
        self._lines.setSpacing(4)
        heading = CardHeading(self.tr("From their card"), is_wrapping=True)
        heading.row.setContentsMargins(4, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Rule())
        column.addWidget(heading)
        column.addLayout(self._lines)
        self.hide()

    def show_cards(self, cards: "Sequence[CardLines]") -> None:
        """Show what other cards say."""
        if tuple(cards) == self._shown:
            return
        self._shown = tuple(cards)
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.photos = []
        for card in cards:
            if card.photo is not None:
                self._lines.addWidget(self._photo(card), 0, Qt.AlignmentFlag.AlignLeading)
            for line in card.lines[:_MOST]:
                self._lines.addWidget(_line(line))
            source = Label(card.source, Type.CAPTION, Ink.MUTED, wrap=True)
            source.setToolTip(plain_tip(card.tip))
            source.setContentsMargins(0, 2, 0, 8)
            self._lines.addWidget(source)
        self.setVisible(bool(cards))

    def _photo(self, card: "CardLines") -> Button:
        button = Button(self.tr("Photo of the card"), "image", ButtonKind.SOFT)
        button.clicked.connect(lambda: self.photo_opened.emit(card.key, card.photo))
        self.photos.append(button)
        return button


def _line(line: "DetailLine") -> QWidget:
    name = Label(breakable(line.name), Type.SMALL, Ink.MUTED, wrap=True)
    name.setFixedWidth(scaled(_NAME_WIDTH))
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    text = Label(breakable(line.text), Type.BODY, wrap=True)
    text.setAlignment(Qt.AlignmentFlag.AlignTop)
    row.addWidget(text, 1)
    return made
