"""The head of the Live page: which event runs, since when, and how to end it."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from companion.model.event import Event
from companion.ui.desk import Desk
from companion.ui.moment import exact, start_in_words
from companion.ui.theme import metrics, scaled, tokens
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.button import Button, ButtonKind, IconButton
from companion.ui.widgets.label import Label, plain_tip
from companion.ui.widgets.painting import fill_rounded
from companion.ui.widgets.timer import EventTimer
from companion.wording.progress import people_expected

if TYPE_CHECKING:
    from companion.storage.queries.event import Expected

_DOT = 10
_NARROW = 520


class LiveHeader(QWidget):
    """Names the running event, or says that none runs."""

    start_chosen = Signal()
    edit_chosen = Signal()
    end_chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._dot = _Dot()
        # A line of blanks keeps the place until the data is open.
        self._title = Label(" ", Type.TITLE, wrap=True)
        self._subtitle = Label(" ", Type.SMALL, Ink.MUTED, wrap=True)
        self._edit = IconButton("pencil", self.tr("Edit the event"))
        self._timer = EventTimer(desk.now)
        self._timer.setContentsMargins(0, 0, 16, 0)
        self._start = Button(self.tr("Start an event"), "radio", ButtonKind.PRIMARY)
        self._end = Button(self.tr("End event"))
        self._start.clicked.connect(self.start_chosen)
        self._edit.clicked.connect(self.edit_chosen)
        self._end.clicked.connect(self.end_chosen)
        for part in (self._dot, self._edit, self._timer, self._start, self._end):
            part.hide()
        self._lay_out()

    def show_event(self, event: Event | None, expected: "Expected | None" = None) -> None:
        """Show the running event, and whom it expects."""
        for part in (self._dot, self._edit, self._timer, self._end):
            part.setVisible(event is not None)
        self._start.setVisible(event is None)
        if event is None:
            self._title.setText(self.tr("No event is running"))
            self._subtitle.setText(self.tr("What you write down is kept all the same, without an event."))
            self._subtitle.setToolTip("")
            return
        now = self._desk.now()
        started = event.starts_at.astimezone(now.tzinfo)
        self._title.setText(event.name)
        self._subtitle.setText(self._parts(event, started, now, expected))
        self._subtitle.setToolTip(plain_tip(exact(started)))
        self._timer.start(event.starts_at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the tools below the name where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(_NARROW)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._row.setSpacing(8 if narrow else 20)

    def _parts(self, event: Event, started: datetime, now: datetime, expected: "Expected | None") -> str:
        goal = self.tr("goal: {goal}").format(goal=event.goal) if event.goal else ""
        people = people_expected(expected.people, expected.known) if expected is not None else ""
        parts = (event.venue, start_in_words(started, now), goal, people)
        return "  ·  ".join(part for part in parts if part)

    def _lay_out(self) -> None:
        name = QHBoxLayout()
        name.setSpacing(10)
        name.addWidget(self._dot)
        name.addWidget(self._title, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(name)
        words.addWidget(self._subtitle)
        words.addStretch(1)
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addWidget(self._timer)
        tools.addWidget(self._edit)
        tools.addWidget(self._end)
        tools.addWidget(self._start)
        tools.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(20)
        self._row.addLayout(words, 1)
        self._row.addLayout(tools)


class _Dot(QLabel):
    """The light that says "running"; the words beside it say so too."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(_DOT), metrics(Type.TITLE).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = scaled(_DOT)
        top = (self.height() - side) / 2
        fill_rounded(painter, QRectF(0, top, side, side), side / 2, tokens().danger.ink)
