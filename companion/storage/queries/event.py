"""Reads about events: the running one, the list of all, whom one met there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from companion.model.capture import RawCapture
from companion.model.change import Kind
from companion.model.event import Attendee, Encounter, Event
from companion.model.identity import Id
from companion.model.need import Need, Offer
from companion.model.person import Person
from companion.model.promise import Promise
from companion.rules.search import fold
from companion.storage import journal, tables
from companion.storage.queries.person import newest_badge, records_of
from companion.storage.record import record_from, selected
from companion.storage.store import owner_of


@dataclass(frozen=True, slots=True)
class EventSummary:
    """An event and how many people were met there."""

    event: Event
    people: int


@dataclass(frozen=True, slots=True)
class Met:
    """A person met at an event, with what was heard and promised there, oldest first."""

    person: Person
    encounter: Encounter
    needs: tuple[Need, ...]
    offers: tuple[Offer, ...]
    promises: tuple[Promise, ...]
    has_note: bool
    """Whether anything at all is known of this person beyond the name."""
    badge: str | None = None
    """The number of their newest badge."""


@dataclass(frozen=True, slots=True)
class Expected:
    """How many people an event expects by its list of attendees, and how many of them one knows."""

    people: int
    known: int


def running_event(connection: Connection) -> Event | None:
    """The owner's event that has not ended."""
    columns = tables.event.c
    statement = selected(Kind.EVENT).where(
        columns.owner_id == owner_of(connection), columns.ends_at.is_(None)
    )
    row = connection.execute(statement).one_or_none()
    return record_from(Kind.EVENT, row) if row is not None else None


def events(connection: Connection, *, limit: int | None = None) -> Sequence[EventSummary]:
    """All events, the newest first."""
    columns = tables.event.c
    statement = selected(Kind.EVENT).order_by(columns.starts_at.desc(), columns.id.desc()).limit(limit)
    found = [record_from(Kind.EVENT, row) for row in connection.execute(statement)]
    met = select(tables.encounter.c.event_id, func.count()).group_by(tables.encounter.c.event_id)
    counts = {row[0]: row[1] for row in connection.execute(met)}
    return [EventSummary(event, counts.get(event.id, 0)) for event in found]


def events_around(connection: Connection, moment: datetime, *, limit: int) -> Sequence[Event]:
    """The newest first: the events closest to a moment, so many before it and so many after it."""
    columns = tables.event.c
    later = (
        selected(Kind.EVENT)
        .where(columns.starts_at > moment)
        .order_by(columns.starts_at, columns.id)
        .limit(limit)
    )
    earlier = (
        selected(Kind.EVENT)
        .where(columns.starts_at <= moment)
        .order_by(columns.starts_at.desc(), columns.id.desc())
        .limit(limit)
    )
    coming = [record_from(Kind.EVENT, row) for row in connection.execute(later)]
    return [*coming[::-1], *(record_from(Kind.EVENT, row) for row in connection.execute(earlier))]


def people_count(connection: Connection, event_id: Id) -> int:
    """How many people were met at an event."""
    statement = select(func.count()).where(tables.encounter.c.event_id == event_id)
    return connection.execute(statement).scalar_one()


def expected_at(connection: Connection, event_id: Id) -> Expected:
    """Whom an event expects; those on its list who are no contact of ours are counted too."""
    columns = tables.attendee.c
    statement = select(func.count(), func.count(columns.person_id)).where(columns.event_id == event_id)
    return Expected(*connection.execute(statement).one())


def attendees_named(connection: Connection, event_id: Id, name: str) -> Sequence[Attendee]:
    """Those on an event's list of exactly that name, case and accents ignored."""
    columns, wanted = tables.attendee.c, fold(name)
    # Only the names of a long list are read: a line is waiting to be saved.
    listed = connection.execute(select(columns.id, columns.name).where(columns.event_id == event_id))
    ids = [row.id for row in listed if fold(row.name) == wanted]
    return records_of(connection, Kind.ATTENDEE, "id", ids)


def met_at(connection: Connection, event_id: Id) -> Sequence[Met]:
    """Whom one met at an event, the latest first, with what was heard there."""
    encounter = tables.encounter.c
    statement = selected(Kind.ENCOUNTER).where(encounter.event_id == event_id)
    encounters: list[Encounter] = [
        record_from(Kind.ENCOUNTER, row)
        for row in connection.execute(statement.order_by(encounter.at.desc(), encounter.id.desc()))
    ]
    ids = [one.person_id for one in encounters]
    people = {person.id: person for person in records_of(connection, Kind.PERSON, "id", ids)}
    needs, offers, promises, notes, points, tags = (
        _grouped(records_of(connection, kind, "person_id", ids))
        for kind in (Kind.NEED, Kind.OFFER, Kind.PROMISE, Kind.NOTE, Kind.CONTACT_POINT, Kind.TAG)
    )

    def met(one: Encounter) -> Met:
        some = one.person_id
        told = (needs, offers, promises, notes, points, tags)
        person = people[some]
        known = any(some in group for group in told) or bool(person.title or person.organisation)
        here = [tuple(r for r in group.get(some, ()) if r.event_id == event_id) for group in told[:3]]
        return Met(person, one, here[0], here[1], here[2], known, newest_badge(points.get(some, ())))

    return [met(one) for one in encounters]


def _grouped(records: Sequence[Any]) -> dict[Id, list[Any]]:
    groups: dict[Id, list[Any]] = {}
    for record in records:
        groups.setdefault(record.person_id, []).append(record)
    return groups


def newest_capture(connection: Connection) -> RawCapture | None:
    """The newest raw line of the owner."""
    columns = tables.raw_capture.c
    statement = selected(Kind.RAW_CAPTURE).where(columns.owner_id == owner_of(connection))
    row = connection.execute(statement.order_by(columns.id.desc()).limit(1)).one_or_none()
    return record_from(Kind.RAW_CAPTURE, row) if row is not None else None


def last_people(connection: Connection, event_id: Id | None) -> Sequence[Person]:
    """Whom the newest line about anybody was about: in that event, or at all with None."""
    capture, mention = tables.raw_capture.c, tables.mention.c
    newest = (
        select(capture.id)
        .where(capture.owner_id == owner_of(connection))
        .where(capture.id.in_(select(mention.capture_id)))
        .order_by(capture.id.desc())
        .limit(1)
    )
    if event_id is not None:
        newest = newest.where(capture.event_id == event_id)
    statement = (
        selected(Kind.PERSON)
        .join_from(tables.mention, tables.person, mention.person_id == tables.person.c.id)
        .where(mention.capture_id == newest.scalar_subquery())
        .order_by(mention.id)
    )
    return [record_from(Kind.PERSON, row) for row in connection.execute(statement)]


def people_of_last_line(connection: Connection, event: Event | None) -> Sequence[Person]:
    """Whom the newest line in the event was about, else the newest line at all."""
    here = last_people(connection, event.id) if event is not None else ()
    return here or last_people(connection, None)


def encounter_of(connection: Connection, person_id: Id, event_id: Id) -> Encounter | None:
    """When a person was met at an event, if ever."""
    columns = tables.encounter.c
    statement = selected(Kind.ENCOUNTER).where(columns.person_id == person_id, columns.event_id == event_id)
    row = connection.execute(statement).one_or_none()
    return record_from(Kind.ENCOUNTER, row) if row is not None else None


def last_capture_at(connection: Connection, event_id: Id) -> datetime | None:
    """When the latest line was written at an event."""
    capture = tables.raw_capture.c
    statement = select(func.max(capture.at)).where(capture.event_id == event_id)
    return connection.execute(statement).scalar_one()


def last_activity(connection: Connection, event: Event) -> datetime:
    """The latest capture in an event, edit of it, or its creation."""
    moments = (last_capture_at(connection, event.id), journal.last_touched(connection, event.id))
    return max((moment for moment in moments if moment is not None), default=event.starts_at)
