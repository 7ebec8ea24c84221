"""What the import page says of the events of calendars; imported once the data is open."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from companion.model.change import Record
from companion.model.event import Attendee, Event
from companion.ui.models.importing_view import FactLine
from companion.ui.moment import exact, exact_day
from companion.workflow.exchange.plan import Fate, ImportRow


class EventWords(QObject):
    """Says in words what an event of a calendar becomes, when it is, and whom it expects."""

    def explained(self) -> Mapping[Fate, str]:
        """What becomes of the events of each fate."""
        return {
            Fate.DUPLICATE: self.tr("Imported as new."),
            Fate.UPDATE: self.tr("You know them; the calendar says more."),
            Fate.REFUSED: self.tr("Not imported, and why."),
            Fate.NEW: self.tr("Not among your events yet."),
            Fate.UNCHANGED: self.tr("The same as last time."),
        }

    def detail(self, row: ImportRow, records: Sequence[Record]) -> str:
        """The day and the place of an event that is new, the place of others."""
        days = (exact_day(_start(event).date()) for event in records if isinstance(event, Event))
        return "  ·  ".join(part for part in (*days, row.detail) if part)

    def facts(self, records: Sequence[Record]) -> Iterator[FactLine]:
        """When it is, what for, and who is expected there besides those who were already."""
        for record in records:
            if isinstance(record, Event):
                yield FactLine("clock", exact(_start(record)))
                if record.goal:
                    yield FactLine("file-text", record.goal)
        for record in records:
            if isinstance(record, Attendee):
                yield FactLine("users", record.name, self.tr("expected"))


def _start(event: Event) -> datetime:
    """When it begins, by the clock where it is."""
    return event.starts_at.astimezone(ZoneInfo(event.time_zone))
