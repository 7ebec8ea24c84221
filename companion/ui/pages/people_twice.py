"""A quiet line above the list of people: some of them may be kept twice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.ui.tokens import Ink, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.button import Button, ButtonKind, IconButton
from companion.ui.widgets.label import Label
from companion.wording.phrase import counted


class TwiceStrip(QWidget):
    """Asks once; not there while there is nothing that the user has not seen yet."""

    look_chosen = Signal()
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self.look = Button(self.tr("Look"), "", ButtonKind.PLAIN)
        self.dismiss = IconButton("x", self.tr("Do not ask about these again"), is_small=True)
        self.look.clicked.connect(self.look_chosen)
        self.dismiss.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(Badge("copy-check", Ink.MUTED, size=16, plain=True))
        row.addWidget(self._words, 1)
        row.addWidget(self.look)
        row.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_count(self, count: int | None) -> None:
        """Say how many people may be kept twice; None: it is not known, but well possible."""
        if count is None:
            said = self.tr("Some people may be kept twice")
        else:
            said = counted(
                count,
                self.tr("{count} person may be kept twice"),
                self.tr("{count} people may be kept twice"),
            )
        self._words.setText(said)
        self.look.setAccessibleName(f"{said}: {self.look.text()}")
        self.setVisible(count is None or count > 0)
