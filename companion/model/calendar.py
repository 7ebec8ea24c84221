"""What a calendar says of a gathering, before it is an event of ours."""

from dataclasses import dataclass
from datetime import datetime

from companion.model.contact import Contact


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A gathering as a calendar file describes it; of one that repeats, the first."""

    uid: str | None
    """By which the calendar knows it again; None where it does not say."""
    name: str
    venue: str | None
    goal: str | None
    """Its description, line breaks kept."""
    starts_at: datetime
    """Aware."""
    ends_at: datetime
    """Aware, never before the start; of a whole day, the midnight that ends it."""
    time_zone: str
    """IANA name."""
    attendees: tuple[Contact, ...] = ()
    """The people invited who have not declined: name and e-mail address; rooms are no people."""
    first_line: int = 0
    last_line: int = 0
