"""How long the running event has lasted."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from companion.ui.theme import font
from companion.ui.tokens import Type
from companion.ui.widgets.label import Label

_SECOND = 1000


class EventTimer(Label):
    """Hours, minutes and seconds since a moment, on digits that do not dance."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__("", Type.TIMER, parent=parent)
        self.setFont(font(Type.TIMER))
        self.setAccessibleName(self.tr("Time since the event started"))
        self._now = now
        self._since: datetime | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND)
        self._clock.timeout.connect(self.refresh)

    def start(self, since: datetime) -> None:
        """Count from that moment on."""
        self._since = since
        self.refresh()

    def refresh(self) -> None:
        """Show the time that has passed until now; nothing before the start."""
        if self._since is None:
            return
        passed = max(self._now() - self._since, timedelta())
        minutes, seconds = divmod(int(passed.total_seconds()), 60)
        hours, minutes = divmod(minutes, 60)
        self.setText(f"{hours:02}:{minutes:02}:{seconds:02}")

    def showEvent(self, event: QShowEvent) -> None:
        """Run while it is seen."""
        super().showEvent(event)
        self.refresh()
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._clock.stop()
