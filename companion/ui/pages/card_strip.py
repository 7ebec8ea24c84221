"""The user's cards by name, of which one is in hand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from companion.ui.theme import scaled
from companion.ui.tokens import Type
from companion.ui.widgets.button import Button, ButtonKind, IconButton
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.label import Label
from companion.wording.phrase import shortened

if TYPE_CHECKING:
    from companion.ui.models.my_cards import CardName

_LONGEST = 24
_WIDE = 400
"""Pixels at 100 % text from which the cards are beside the title."""
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


class CardStrip(QWidget):
    """A tab a card, and what can be done with the one in hand; the page moves on the arrows."""

    chosen = Signal(object)
    """The id of a card; None for the one that is there before any is stored."""
    add_chosen = Signal()
    rename_chosen = Signal()
    remove_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tabs: list[_Tab] = []
        self._keys: list[object] = []
        self._add = IconButton("plus", self.tr("Add a card"))
        self._rename = IconButton("pencil", self.tr("Rename the card"))
        self._remove = IconButton("trash-2", self.tr("Remove the card"))
        names = QWidget()
        self._flow = FlowLayout(names, spacing=4)
        tools = QHBoxLayout()
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(0)
        for button in (self._add, self._rename, self._remove):
            tools.addWidget(button)
        self._names, self._tools = names, QWidget()
        self._tools.setLayout(tools)
        self._title = Label(self.tr("My card"), Type.TITLE)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._arrange(is_wide=True)
        self._add.clicked.connect(self.add_chosen)
        self._rename.clicked.connect(self.rename_chosen)
        self._remove.clicked.connect(self.remove_chosen)

    @property
    def tabs(self) -> Sequence[Button]:
        """The cards as they stand there."""
        return [tab for tab in self._tabs if not tab.isHidden()]

    def show_names(self, names: "Sequence[CardName]") -> None:
        """Show the cards."""
        had_keyboard = any(tab.hasFocus() for tab in self._tabs)
        while len(self._tabs) < len(names):
            self._add_tab()
        self._keys = [card.key for card in names]
        for tab in self._tabs[len(names) :]:
            tab.hide()
        for tab, card in zip(self._tabs, names, strict=False):
            tab.show_card(card)
            if card.is_current and had_keyboard:
                tab.setFocus(Qt.FocusReason.TabFocusReason)
        is_stored = any(card.key is not None for card in names)
        self._rename.setEnabled(is_stored)
        self._remove.setEnabled(is_stored)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below where there is no room beside the title."""
        super().resizeEvent(event)
        self._arrange(is_wide=self.width() >= scaled(_WIDE))

    def _arrange(self, *, is_wide: bool) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._title, 0, 0, top)
        self._grid.addWidget(self._tools, 0, 2, top)
        if is_wide:
            self._grid.addWidget(self._names, 0, 1)
        else:
            self._grid.addWidget(self._names, 1, 0, 1, 3)

    def _add_tab(self) -> None:
        tab, place = _Tab(), len(self._tabs)
        tab.clicked.connect(lambda: self.chosen.emit(self._keys[place]))
        self._flow.addWidget(tab)
        self._tabs.append(tab)


class _Tab(Button):
    """One Tab stop for all: the card in hand."""

    def __init__(self) -> None:
        super().__init__("", kind=ButtonKind.TAB)

    def show_card(self, card: "CardName") -> None:
        self.setText(shortened(card.name, _LONGEST))
        self.setAccessibleName(self.tr("Card {name}").format(name=card.name))
        self.setChecked(card.is_current)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if card.is_current else Qt.FocusPolicy.ClickFocus)
        self.updateGeometry()
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)
