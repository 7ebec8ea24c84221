"""What the Live page shows, without what reading a line takes; imported only once the data is open."""

from dataclasses import dataclass
from datetime import datetime

from companion.model.change import Kind
from companion.model.event import Event
from companion.model.person import Person
from companion.storage.engine import Connection
from companion.storage.queries.event import (
    Expected,
    Met,
    expected_at,
    last_activity,
    last_capture_at,
    met_at,
    people_of_last_line,
    running_event,
)
from companion.storage.queries.person import people_page, person_with
from companion.storage.store import owner_of

SHOWN = (
    Kind.EVENT,
    Kind.ENCOUNTER,
    Kind.PERSON,
    Kind.NEED,
    Kind.OFFER,
    Kind.PROMISE,
    Kind.MENTION,
    Kind.RAW_CAPTURE,
    Kind.ATTENDEE,
)
"""The kinds of records that the page shows something of."""


@dataclass(frozen=True, slots=True)
class Evening:
    """The running event, if any, and whom the user met there, the latest first."""

    event: Event | None
    met: tuple[Met, ...]
    expected: Expected | None
    """Whom the event expects; None without one."""
    last_people: tuple[Person, ...]
    """Whom a line without a name is about."""
    last_active: datetime | None
    """When something last happened at the event; None without one."""
    last_captured: datetime | None
    """When the latest line was written there."""
    knows_anybody: bool
    has_own_name: bool


def evening(connection: Connection) -> Evening:
    """What the page shows now."""
    event = running_event(connection)
    return Evening(
        event=event,
        met=tuple(met_at(connection, event.id)) if event is not None else (),
        expected=expected_at(connection, event.id) if event is not None else None,
        last_people=tuple(people_of_last_line(connection, event)),
        last_active=last_activity(connection, event) if event is not None else None,
        last_captured=last_capture_at(connection, event.id) if event is not None else None,
        knows_anybody=bool(people_page(connection, after=None, limit=1)),
        has_own_name=bool(person_with(connection, owner_of(connection)).name),
    )
