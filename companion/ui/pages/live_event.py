"""Starting, editing and ending the running event from the Live page."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.model.error import BusyError
from companion.model.event import Event
from companion.ui.actions import Actions, Entry
from companion.ui.desk import Desk
from companion.ui.moment import clock_time
from companion.ui.pages.live_capture import Capturing
from companion.ui.tokens import Role, Type
from companion.ui.waiting import TypedLine
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.button import Button
from companion.ui.widgets.capture_line import Reader
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label

if TYPE_CHECKING:
    from companion.model.change import ChangeSet
    from companion.storage.engine import Connection
    from companion.storage.queries.event import Met
    from companion.ui.dialogs.event import EventDialog, EventValues
    from companion.ui.models.evening import Evening

_QUIET = timedelta(hours=12)
"""After so long without anything happening the window asks whether the event still runs."""


class StillThere(Card):
    """Asks, once, whether an event of long ago still runs."""

    answered = Signal(bool)
    """Whether the user is still there."""

    def __init__(self) -> None:
        super().__init__()
        self._question = Label("", Type.STRONG, wrap=True)
        self.end = Button("")
        self.stay = Button(self.tr("Yes, still here"))
        self.end.clicked.connect(lambda: self.answered.emit(False))
        self.stay.clicked.connect(lambda: self.answered.emit(True))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(Badge("clock", Role.DATE, size=18, plain=True))
        row.addWidget(self._question, 1)
        row.addWidget(self.end)
        row.addWidget(self.stay)
        self.hide()

    def ask(self, event: Event, captured: datetime | None, last: datetime) -> None:
        """Ask about an event whose last line, or anything, was at that moment of its day."""
        self._question.setText(self.tr("Still at {name}?").format(name=event.name))
        pattern = (
            self.tr("End it at {time}")
            if captured is None
            else self.tr("End it at the last capture ({time})")
        )
        self.end.setText(pattern.format(time=clock_time(captured or last)))
        self.setAccessibleName(self._question.text())
        self.show()


class EventSteps(QObject):
    """What can be done with the running event; the page says what there is, and is told nothing."""

    wanted = Signal()
    """A panel opens: its page shall be the one that is shown."""

    def __init__(
        self, desk: Desk, actions: Actions, page: QWidget, capturing: Capturing, reader: Reader
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._capturing = capturing
        self._reader = reader
        self._evening: Evening | None = None
        self._answered: tuple[object, datetime] | None = None
        self.strip = StillThere()
        self.strip.answered.connect(self._on_answered)
        add = actions.add
        self._start = add(Entry("start-event", self.tr("Start an event"), ("Ctrl+E",), "radio"), self.start)
        self._end = add(Entry("end-event", self.tr("End the event"), ("Ctrl+Shift+E",), "check"), self.end)
        self._edit = add(Entry("edit-event", self.tr("Edit the event"), icon="pencil"), self.edit)
        for action in (self._start, self._edit, self._end):
            action.setEnabled(False)

    def show_evening(self, evening: "Evening", now: datetime) -> None:
        """Offer what can be done now, and ask whether the event still runs when it has long been quiet."""
        self._evening = evening
        running = evening.event is not None
        self._start.setEnabled(True)
        self._edit.setEnabled(running)
        self._end.setEnabled(running)
        event, last = evening.event, evening.last_active
        if event is None or last is None or now - last < _QUIET or self._answered == (event.id, last):
            self.strip.hide()
            return
        captured = evening.last_captured
        self.strip.ask(event, captured and captured.astimezone(now.tzinfo), last.astimezone(now.tzinfo))

    def start(self) -> None:
        """Ask what begins now; Enter starts it."""
        if self._evening is None:
            return
        dialog = self._dialog(None)
        dialog.chosen.connect(lambda values: self._on_started(dialog, values))
        dialog.open()

    def edit(self) -> None:
        """Ask what shall be different about the running event."""
        event = self._evening.event if self._evening is not None else None
        if event is None:
            return
        dialog = self._dialog(event)
        dialog.chosen.connect(lambda values: self._on_edited(dialog, event, values))
        dialog.open()

    def end(self) -> None:
        """End the running event now, and ask who those were of whom nothing is noted."""
        if self._evening is not None and self._evening.event is not None:
            self._end_at(self._desk.now())

    def _dialog(self, event: Event | None) -> "EventDialog":
        from companion.ui.dialogs.event import EventDialog
        from companion.workflow.event import kind_in

        self.wanted.emit()
        running = self._evening.event if self._evening is not None else None
        return EventDialog(
            self._page.window(),
            self._desk.now(),
            kind_in,
            event=event,
            running=running if event is None else None,
        )

    def _on_started(self, dialog: "EventDialog", values: "EventValues") -> None:
        import tzlocal

        from companion.workflow.event import start

        zone = tzlocal.get_localzone_name()
        started = self._change(
            lambda connection: start(
                connection,
                values.name,
                now=self._desk.now(),
                time_zone=zone,
                kind=values.kind.value,
                venue=values.venue,
                goal=values.goal,
                at=values.starts_at,
            )
        )
        if started is not None:
            dialog.close_panel()

    def _on_edited(self, dialog: "EventDialog", before: Event, values: "EventValues") -> None:
        from companion.workflow.event import edit

        differing = values.differing(before)
        edited = self._change(lambda connection: edit(connection, before, differing))
        if edited is not None:
            dialog.close_panel()

    def _end_at(self, at: datetime) -> None:
        from companion.storage.queries.event import met_at
        from companion.workflow.event import end

        self.wanted.emit()
        ended = self._change(lambda connection: end(connection, at=at))
        if ended is None:
            return
        unknown = [met for met in self._desk.read(met_at, ended.id) if not met.has_note]
        if unknown:
            self._wrap_up(ended, unknown[::-1])

    def _wrap_up(self, event: Event, people: "Sequence[Met]") -> None:
        from companion.ui.dialogs.wrap_up import WrapUpDialog

        def keep(met: "Met", text: str) -> bool:
            now = self._desk.now()
            return self._capturing.submit(TypedLine(text, now, to_id=met.person.id, event_id=event.id))

        zone = self._desk.now().tzinfo
        WrapUpDialog(self._page.window(), people, zone=zone, reader=self._reader, keep=keep).open()

    def _on_answered(self, is_there: bool) -> None:
        evening = self._evening
        if evening is None or evening.event is None or evening.last_active is None:
            return
        self.strip.hide()
        if is_there:
            self._answered = (evening.event.id, evening.last_active)
        else:
            self._end_at(evening.last_captured or evening.last_active)

    def _change(self, plan: "Callable[[Connection], tuple[Event, ChangeSet]]") -> Event | None:
        """Change the event after the lines that were typed before; None when that was refused."""
        self._capturing.waiting.flush()
        if self._capturing.waiting.lines:
            self._desk.refused.emit(BusyError())
            return None
        return self._desk.change(plan)
