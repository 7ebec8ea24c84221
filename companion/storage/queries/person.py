"""Reads about people: who they are, how lists show them, everything about one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import chain, islice, repeat
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    type_coerce,
)

from companion.model.capture import RawCapture
from companion.model.change import Kind
from companion.model.error import NotFoundError
from companion.model.event import Event, Meeting
from companion.model.followup import FollowUp, FollowUpState
from companion.model.giving import Introduction
from companion.model.identity import Id
from companion.model.need import Need, NeedState, Offer
from companion.model.person import ContactKind, ContactPoint, Note, Person, Tag
from companion.model.promise import Promise
from companion.model.source_card import SourceCard
from companion.rules.search import fold
from companion.storage import tables
from companion.storage.chunk import chunks
from companion.storage.record import TABLES, contact_key, record_from, selected
from companion.storage.statement import rows_of
from companion.storage.store import owner_of

_TOGETHER = 50
"""So many rows of people are read by one statement: about as many as a list shows."""
_PLACES = tuple(f"id_{place}" for place in range(_TOGETHER))


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """A person as a row of a list."""

    id: Id
    name: str
    organisation: str | None
    title: str | None
    tags: tuple[str, ...]
    open_needs: int
    last_contact: datetime | None
    met_at: datetime | None
    starred: bool
    photo: str | None
    badge: str | None = None
    """Of somebody without a name, the number of their newest badge."""


@dataclass(frozen=True, slots=True)
class WholePerson:
    """Everything kept about one person; each list oldest first."""

    person: Person
    contact_points: tuple[ContactPoint, ...]
    tags: tuple[Tag, ...]
    needs: tuple[Need, ...]
    offers: tuple[Offer, ...]
    promises: tuple[Promise, ...]
    introductions: tuple[Introduction, ...]
    notes: tuple[Note, ...]
    meetings: tuple[Meeting, ...]
    follow_ups: tuple[FollowUp, ...]
    captures: tuple[RawCapture, ...]
    events: dict[Id, Event]
    """The events that any of it was heard at."""
    names: dict[Id, str]
    """Of the other people in the introductions."""
    source_cards: tuple[SourceCard, ...]
    """The cards that they came from."""
    last_contact: datetime | None


def person_with(connection: Connection, person_id: Id) -> Person:
    """The person of that id; raises NotFoundError."""
    row = connection.execute(selected(Kind.PERSON).where(tables.person.c.id == person_id)).one_or_none()
    if row is None:
        raise NotFoundError("person", str(person_id))
    person: Person = record_from(Kind.PERSON, row)
    return person


def people_with_contact(connection: Connection, keys: Iterable[tuple[ContactKind, str]]) -> Sequence[Person]:
    """The people who have one of these e-mail addresses or phones, the user left out."""
    columns = tables.contact_point.c
    wanted = [
        and_(columns.kind == kind, columns.value_key == contact_key(kind, value)) for kind, value in keys
    ]
    if not wanted:
        return []
    owners = select(columns.person_id).where(or_(*wanted))
    return _people(connection, tables.person.c.id.in_(owners))


def people_named(connection: Connection, name: str) -> Sequence[Person]:
    """The people of exactly that name, case and accents ignored."""
    return _people(connection, tables.person.c.name_key == fold(name))


def people_met_named(connection: Connection, event_id: Id, first_name: str) -> Sequence[Person]:
    """The people met at an event whose name, or its first word, is that one."""
    met = select(tables.encounter.c.person_id).where(tables.encounter.c.event_id == event_id)
    key = tables.person.c.name_key
    wanted = fold(first_name)
    alike = or_(key == wanted, key.startswith(f"{wanted} ", autoescape=True))
    return _people(connection, tables.person.c.id.in_(met), alike)


def people_met(connection: Connection, event_id: Id) -> Sequence[Person]:
    """Everybody met at an event."""
    met = select(tables.encounter.c.person_id).where(tables.encounter.c.event_id == event_id)
    return _people(connection, tables.person.c.id.in_(met))


def _people(connection: Connection, *conditions: ColumnElement[bool]) -> Sequence[Person]:
    statement = selected(Kind.PERSON).where(tables.person.c.id != owner_of(connection), *conditions)
    rows = connection.execute(statement.order_by(tables.person.c.id))
    return [record_from(Kind.PERSON, row) for row in rows]


def records_of(connection: Connection, kind: Kind, field: str, ids: Sequence[Id]) -> Sequence[Any]:
    """The records of a kind whose field holds one of these ids, oldest first."""
    column = TABLES[kind].c[field]
    found: list[Any] = []
    for some in chunks(ids):
        statement = selected(kind).where(column.in_(some))
        rows = connection.execute(statement.order_by(TABLES[kind].c.id))
        found += [record_from(kind, row) for row in rows]
    return found


def last_contact_of(person_id: ColumnElement[Id]) -> ColumnElement[datetime | None]:
    """When a person was last met or written to: encounters, follow-ups done, promises kept."""
    met = select(func.max(tables.encounter.c.at)).where(tables.encounter.c.person_id == person_id)
    wrote = select(func.max(tables.follow_up.c.decided_at)).where(
        tables.follow_up.c.person_id == person_id, tables.follow_up.c.state == FollowUpState.DONE
    )
    kept = select(func.max(tables.promise.c.kept_at)).where(tables.promise.c.person_id == person_id)
    newest: ColumnElement[Any] = func.nullif(
        func.max(*(func.coalesce(some.scalar_subquery(), "") for some in (met, wrote, kept))), ""
    )
    return type_coerce(newest, tables.encounter.c.at.type)


def summaries(connection: Connection, statement: Select[Any]) -> Sequence[PersonSummary]:
    """The rows of people that a select on `person` gives, in its order."""
    found = [_summary(row) for row in connection.execute(statement.with_only_columns(*_shown()))]
    return _with_badges(connection, found)


def summaries_of(connection: Connection, ids: Sequence[Id]) -> Sequence[PersonSummary]:
    """The rows of these people, in this order; those who are gone are left out."""
    return summaries_keyed(connection, [one.hex for one in ids])


def summaries_keyed(connection: Connection, keys: Sequence[str]) -> Sequence[PersonSummary]:
    """`summaries_of` people whose ids are given as the file has them."""
    found: dict[str, PersonSummary] = {}
    for start in range(0, len(keys), _TOGETHER):
        some = keys[start : start + _TOGETHER]
        asked = dict(zip(_PLACES, islice(chain(some, repeat(some[0])), _TOGETHER), strict=True))
        found |= {row[-1]: _summary(row) for row in rows_of(connection, _shown_together(), asked)}
    return _with_badges(connection, [found[key] for key in keys if key in found])


def _with_badges(connection: Connection, found: Sequence[PersonSummary]) -> Sequence[PersonSummary]:
    """The rows, with what those without a name are called by instead: there are few of them."""
    nameless = [one.id for one in found if not one.name]
    if not nameless:
        return found
    points: dict[Id, list[ContactPoint]] = {}
    for point in records_of(connection, Kind.CONTACT_POINT, "person_id", nameless):
        points.setdefault(point.person_id, []).append(point)
    return [replace(one, badge=newest_badge(points.get(one.id, ()))) for one in found]


def newest_badge(points: Sequence[ContactPoint]) -> str | None:
    """The number of the last badge among the contact points of a person, oldest first."""
    numbers = [point.value for point in points if point.kind is ContactKind.BADGE]
    return numbers[-1] if numbers else None


@cache
def _shown_together() -> Select[Any]:
    """The rows of `_TOGETHER` people, and last their ids as the file has them."""
    key = type_coerce(tables.person.c.id, String)
    return select(*_shown(), key).where(key.in_([bindparam(place, type_=String) for place in _PLACES]))


@cache
def _shown() -> tuple[ColumnElement[Any], ...]:
    """What is read of a person for their row."""
    person = tables.person.c
    tags = select(func.group_concat(tables.tag.c.name, "\n")).where(tables.tag.c.person_id == person.id)
    needs = select(func.count()).where(
        tables.need.c.person_id == person.id, tables.need.c.state == NeedState.OPEN
    )
    met = select(func.min(tables.encounter.c.at)).where(tables.encounter.c.person_id == person.id)
    return (
        person.id,
        person.name,
        person.organisation,
        person.title,
        tags.scalar_subquery(),
        needs.scalar_subquery(),
        last_contact_of(person.id),
        met.scalar_subquery(),
        person.starred,
        person.photo,
    )


def _summary(row: Sequence[Any]) -> PersonSummary:
    """A row of `_shown`."""
    return PersonSummary(row[0], row[1], row[2], row[3], _split(row[4]), *row[5:10])


def _split(joined: str | None) -> tuple[str, ...]:
    return tuple(sorted(joined.split("\n"))) if joined else ()


def having(kind: Kind) -> ColumnElement[bool]:
    """That a person has an open need, or an offer."""
    if kind is Kind.NEED:
        need = tables.need.c
        return exists().where(need.person_id == tables.person.c.id, need.state == NeedState.OPEN)
    return exists().where(tables.offer.c.person_id == tables.person.c.id)


def people_page(
    connection: Connection, *, after: tuple[str, Id] | None, limit: int | None, only: Kind | None = None
) -> Sequence[PersonSummary]:
    """People by name, those behind the (folded name, id) `after`; only those with a need, or an offer."""
    person = tables.person.c
    statement = select(tables.person).where(person.id != owner_of(connection))
    if only is not None:
        statement = statement.where(having(only))
    if after is not None:
        name, last = after
        statement = statement.where(
            or_(person.name_key > name, and_(person.name_key == name, person.id > last))
        )
    return summaries(connection, statement.order_by(person.name_key, person.id).limit(limit))


@dataclass(frozen=True, slots=True)
class PeopleCounts:
    """How many people there are, and how many of them need or can help with something."""

    people: int
    with_need: int
    with_offer: int


def people_counts(connection: Connection) -> PeopleCounts:
    """The counts above the list of people, the user left out."""
    owner = owner_of(connection)
    people = select(func.count()).select_from(tables.person).where(tables.person.c.id != owner)
    needing = select(func.count(tables.need.c.person_id.distinct())).where(
        tables.need.c.state == NeedState.OPEN, tables.need.c.person_id != owner
    )
    offering = select(func.count(tables.offer.c.person_id.distinct())).where(
        tables.offer.c.person_id != owner
    )
    return PeopleCounts(*(connection.execute(some).scalar_one() for some in (people, needing, offering)))


def whole_person(connection: Connection, person_id: Id) -> WholePerson:
    """Everything about one person; raises NotFoundError."""
    person = person_with(connection, person_id)

    def records(kind: Kind, *conditions: ColumnElement[bool]) -> tuple[Any, ...]:
        table = tables.metadata.tables[kind.value]
        condition = conditions or (table.c.person_id == person_id,)
        rows = connection.execute(selected(kind).where(*condition).order_by(table.c.id))
        return tuple(record_from(kind, row) for row in rows)

    introduction, mention = tables.introduction.c, tables.mention.c
    captured = select(mention.capture_id).where(mention.person_id == person_id)
    introductions: tuple[Introduction, ...] = records(
        Kind.INTRODUCTION, or_(introduction.a_id == person_id, introduction.b_id == person_id)
    )
    heard = [*records(Kind.NEED), *records(Kind.OFFER), *records(Kind.PROMISE), *records(Kind.NOTE)]
    encounters = records(Kind.ENCOUNTER)
    event_ids = {record.event_id for record in (*heard, *encounters, *introductions)} - {None}
    events = {event.id: event for event in records(Kind.EVENT, tables.event.c.id.in_(event_ids))}
    others = {some for one in introductions for some in (one.a_id, one.b_id)} - {None}
    named = select(tables.person.c.id, tables.person.c.name).where(tables.person.c.id.in_(others))
    contact = select(last_contact_of(tables.person.c.id)).where(tables.person.c.id == person_id)
    return WholePerson(
        person=person,
        contact_points=records(Kind.CONTACT_POINT),
        tags=records(Kind.TAG),
        needs=tuple(record for record in heard if isinstance(record, Need)),
        offers=tuple(record for record in heard if isinstance(record, Offer)),
        promises=tuple(record for record in heard if isinstance(record, Promise)),
        introductions=introductions,
        notes=tuple(record for record in heard if isinstance(record, Note)),
        meetings=tuple(Meeting(one, events[one.event_id]) for one in encounters),
        follow_ups=records(Kind.FOLLOW_UP),
        captures=records(Kind.RAW_CAPTURE, tables.raw_capture.c.id.in_(captured)),
        events=events,
        names={row.id: row.name for row in connection.execute(named)},
        source_cards=records(Kind.SOURCE_CARD),
        last_contact=connection.execute(contact).scalar_one(),
    )
