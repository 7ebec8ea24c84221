"""Where a table says that people were met: an event known by that name, or a new one on that day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, tzinfo

from companion.model.change import Change, Record
from companion.model.contact import Contact
from companion.model.event import Encounter, Event
from companion.model.identity import Id, new_id
from companion.model.person import Note
from companion.rules.search import fold
from companion.settings import time_zone_of
from companion.storage.engine import Connection
from companion.storage.queries.event import events
from companion.workflow.event import kind_in

_NOON = time(12)


class Meetings:
    """The encounters that rows of tables tell of, and the events that they are at."""

    def __init__(self, connection: Connection, owner_id: Id, now: datetime) -> None:
        self.changes: list[Change] = []
        """The events that come to be."""
        self._connection = connection
        self._owner_id = owner_id
        self._now = now
        self._events: dict[tuple[str, date | None], Event] | None = None

    def records_for(self, contact: Contact, person_id: Id) -> Iterator[Record]:
        """The encounter of a new person; words in a note where there is no day to make an event of."""
        if contact.met_at is None and contact.met_on is None:
            return
        event = self._event(contact.met_at, contact.met_on) if contact.met_at is not None else None
        if event is not None:
            yield Encounter(new_id(), person_id, event.id, _at(event, contact.met_on, self._now.tzinfo))
            return
        said = " ".join(
            part for part in (contact.met_at, contact.met_on and contact.met_on.isoformat()) if part
        )
        yield Note(new_id(), self._owner_id, person_id, None, f"Met: {said}", self._now)

    def _event(self, name: str, day: date | None) -> Event | None:
        if self._events is None:
            found = [one.event for one in events(self._connection)]
            self._events = {(fold(event.name), self._day(event)): event for event in found}
            self._events |= {(fold(event.name), None): event for event in reversed(found)}
        known = self._events.get((fold(name), day))
        if known is not None or day is None:
            return known
        at = datetime.combine(day, _NOON, self._now.tzinfo)
        event = Event(
            id=new_id(),
            owner_id=self._owner_id,
            name=name,
            kind=kind_in(name),
            venue=None,
            goal=None,
            starts_at=at,
            ends_at=at,
            time_zone=time_zone_of(self._now),
        )
        self.changes.append(Change.add(event))
        self._events[fold(name), day] = event
        return event

    def _day(self, event: Event) -> date:
        return event.starts_at.astimezone(self._now.tzinfo).date()


def _at(event: Event, day: date | None, zone: tzinfo | None) -> datetime:
    """When somebody was met: on that day as far as the event lasted then."""
    at = datetime.combine(day, _NOON, zone or UTC) if day is not None else event.starts_at
    at = max(at, event.starts_at)
    return min(at, event.ends_at) if event.ends_at is not None else at
