"""Gatherings, and whom the user met there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from companion.model.identity import Id


class EventKind(StrEnum):
    CONFERENCE = "conference"
    MIXER = "mixer"
    MEETING = "meeting"
    CALL = "call"
    PARTY = "party"
    DINNER = "dinner"
    FAIR = "fair"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Event:
    """A gathering; at most one of an owner is running (has no `ends_at`)."""

    id: Id
    owner_id: Id
    name: str
    kind: EventKind
    venue: str | None
    goal: str | None
    starts_at: datetime
    ends_at: datetime | None
    time_zone: str
    """IANA name; "the evening of" the event is computed in it."""
    badge: str | None = None
    """What the badges there say, cell by cell: values of `payload.BadgeField`, a semicolon between them."""


@dataclass(frozen=True, slots=True)
class Encounter:
    """A person met at an event; one for each (person, event)."""

    id: Id
    person_id: Id
    event_id: Id
    at: datetime
    introduced_by_id: Id | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """An encounter with its event."""

    encounter: Encounter
    event: Event


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody expected at an event, by its list of attendees; known to us or not."""

    id: Id
    event_id: Id
    person_id: Id | None
    name: str
    organisation: str | None = None
    title: str | None = None
    email: str | None = None
