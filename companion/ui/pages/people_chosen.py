"""Below the list of people while several are chosen: how many, and what can be done with all of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.ui.tokens import Ink, Type
from companion.ui.widgets.button import IconButton
from companion.ui.widgets.label import Label
from companion.ui.widgets.paged_list import Chosen
from companion.wording.phrase import counted


class ChosenStrip(QWidget):
    """Not there while only one person is chosen."""

    copy_chosen = Signal()
    export_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self.copy = IconButton("copy", self.tr("Copy as vCard"))
        self.export = IconButton("download", self.tr("Export…"))
        self.copy.clicked.connect(self.copy_chosen)
        self.export.clicked.connect(self.export_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 4, 2)
        row.setSpacing(2)
        row.addWidget(self._words, 1)
        row.addWidget(self.copy)
        row.addWidget(self.export)
        self.hide()

    def show_chosen(self, chosen: Chosen, *, has_more: bool) -> None:
        """Say how many are chosen; those not read yet are not counted."""
        self._words.setText(self._sentence(chosen, has_more))
        self.setVisible(len(chosen.keys) > 1)

    def _sentence(self, chosen: Chosen, has_more: bool) -> str:
        if chosen.besides is None or not has_more:
            return self.tr("{count} people chosen").format(count=len(chosen.keys))
        if not chosen.besides:
            return self.tr("All chosen")
        return counted(len(chosen.besides), self.tr("All chosen but one"), self.tr("All chosen but {count}"))
