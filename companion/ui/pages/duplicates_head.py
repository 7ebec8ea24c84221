"""What stands above people who may be kept twice: how many pairs there are, and how far the look-out is."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.pages.pair import EDGE
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.button import IconButton
from companion.ui.widgets.label import Label
from companion.ui.widgets.progress import ProgressBar
from companion.wording.phrase import counted

_LONG = 250
"""Milliseconds after which a look-out is said to be under way."""


class DuplicatesHead(QWidget):
    """Says what the page shows; knows no store."""

    back_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._back = IconButton("arrow-left", self.tr("Back"))
        self._title = Label("", Type.TITLE, wrap=True)
        self._sentence = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._doing = Label("", Type.SMALL, Ink.MUTED)
        self._bar = ProgressBar()
        self._busy = QWidget()
        self._long = QTimer(self, singleShot=True, interval=_LONG)
        self._lay_out()
        self._back.clicked.connect(self.back_chosen)
        self._long.timeout.connect(self._busy.show)

    def show_many(self, count: int) -> None:
        """Say how many pairs there are."""
        self._back.hide()
        self._title.setText(self.tr("Possible duplicates"))
        pairs = counted(
            count,
            self.tr("{count} pair looks like one person."),
            self.tr("{count} pairs look like one person each."),
        )
        said = self.tr("{pairs} Nothing is merged by itself.").format(pairs=pairs)
        self._say(said if count else "")

    def show_alone(self) -> None:
        """Say that two who were chosen are looked at."""
        self._back.show()
        self._title.setText(self.tr("Merge two people"))
        self._say(self.tr("All that is known of the one goes to the other. It can be undone."))

    def warn(self, text: str) -> None:
        """Say what went wrong."""
        self._say(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._sentence, text))

    def begin(self) -> None:
        """Say, unless it is over soon, that everybody is looked through."""
        if not self._long.isActive() and not self._busy.isVisible():
            self.show_step(self.tr("Looking through everybody"), 0, 0)
            self._long.start()

    def show_step(self, said: str, done: int, total: int) -> None:
        """Say how far it is."""
        self._doing.setText(said)
        self._bar.setAccessibleName(said)
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)

    def end(self) -> None:
        """Say no more of it."""
        self._long.stop()
        self._busy.hide()

    def _say(self, text: str) -> None:
        self._sentence.setText(text)
        self._sentence.setVisible(bool(text))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        busy = QHBoxLayout(self._busy)
        busy.setContentsMargins(0, 0, 0, 0)
        busy.setSpacing(12)
        busy.addWidget(self._doing)
        busy.addWidget(self._bar)
        self._busy.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, EDGE, 0)
        row.setSpacing(12)
        row.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._busy)
