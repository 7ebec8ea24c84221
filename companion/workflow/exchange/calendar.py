"""Events of calendar files: each becomes an event of ours, its attendees whom one expects there."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from companion.model.calendar import CalendarEvent
from companion.model.change import Change, Kind, Label
from companion.model.contact import Contact
from companion.model.event import Attendee, Event
from companion.model.identity import Id, new_id
from companion.model.person import ContactKind, Person
from companion.model.problem import Problem, ProblemCode, offending
from companion.rules.search import fold
from companion.storage import journal
from companion.storage.engine import Connection
from companion.storage.queries.card import people_with_keys
from companion.storage.queries.person import people_named, records_of
from companion.storage.record import contact_key, decoded
from companion.storage.store import owner_of
from companion.workflow.event import kind_in
from companion.workflow.exchange.plan import Alike, Fate, FieldChange, ImportRow
from companion.workflow.exchange.reading import Gathering, Item
from companion.workflow.exchange.watch import Stage, Watch

_NAMESPACE = UUID("4f2a7a39-5a0e-5c57-9a50-52d2f3c8c6b5")
_FIELDS = ("name", "venue", "goal", "starts_at", "ends_at")

_Key = tuple[str, str]


def plan_events(
    connection: Connection, gatherings: Sequence[Gathering], *, watch: Watch
) -> tuple[list[Change], list[ImportRow]]:
    """Plan the events of calendar files: known again by their UID, brought up to date, else new.

    Raises CancelledError.
    """
    owner_id = owner_of(connection)
    ids = {_id_of(one.event, owner_id) for one in gatherings}
    known = {event.id: event for event in records_of(connection, Kind.EVENT, "id", list(ids))}
    listed: dict[Id, set[_Key]] = {}
    changes: list[Change] = []
    rows: list[ImportRow] = []
    for place, one in enumerate(gatherings):
        watch.step(Stage.COMPARING, place, len(gatherings))
        event = _event(one.event, owner_id)
        before = known.get(event.id)
        there = listed.setdefault(event.id, _listed(connection, event.id))
        expected = _expected(connection, one.event.attendees, event.id, there)
        made, fate, fields = _planned(connection, event, before)
        come = [Change.add(attendee) for attendee in expected]
        known[event.id] = next((change.after for change in made if isinstance(change.after, Event)), event)
        changes += [*made, *come]
        rows.append(
            ImportRow(
                file=one.file,
                first_line=one.event.first_line,
                last_line=one.event.last_line,
                name=event.name,
                detail=event.venue or "",
                fate=Fate.UPDATE if come and fate is Fate.UNCHANGED else fate,
                kind=Kind.EVENT,
                record_id=event.id,
                changes=fields,
                problems=tuple(_kept(one, field) for field in fields if field.is_kept),
            )
        )
    return changes, rows


def _id_of(event: CalendarEvent, owner_id: Id) -> Id:
    """The one identity of an event of a calendar."""
    told = event.uid or f"{event.name} {event.starts_at.isoformat()}"
    return uuid5(_NAMESPACE, f"{owner_id}:{told}")


def _event(event: CalendarEvent, owner_id: Id) -> Event:
    return Event(
        id=_id_of(event, owner_id),
        owner_id=owner_id,
        name=event.name,
        kind=kind_in(event.name),
        venue=event.venue,
        goal=event.goal,
        # In UTC: an hour that comes twice in its zone never equals the same one kept.
        starts_at=event.starts_at.astimezone(UTC),
        ends_at=event.ends_at.astimezone(UTC),
        time_zone=event.time_zone,
    )


def _planned(
    connection: Connection, event: Event, before: Event | None
) -> tuple[list[Change], Fate, tuple[FieldChange, ...]]:
    """What a calendar changes of an event since it was imported; what the user has changed as well stays."""
    if before is None:
        return [Change.add(event)], Fate.NEW, ()
    base = _as_imported(connection, before)
    told: list[FieldChange] = []
    changed: dict[str, Any] = {}
    for name in _FIELDS:
        was, becomes, ours = base[name], getattr(event, name), getattr(before, name)
        if was == becomes or ours == becomes:
            continue
        is_kept = ours != was
        before_said, after_said = _said(ours, event.time_zone), _said(becomes, event.time_zone)
        told.append(FieldChange(name, before_said, after_said, is_kept))
        if not is_kept:
            changed[name] = becomes
    changes = [Change.of(before, replace(before, **changed))] if changed else []
    return changes, Fate.UPDATE if changes else Fate.UNCHANGED, tuple(told)


def _as_imported(connection: Connection, event: Event) -> dict[str, Any]:
    """The fields of an event as calendars said them last: without what was changed here since."""
    base: dict[str, Any] = {name: getattr(event, name) for name in _FIELDS}
    imported: set[str] = set()
    for label, fields in journal.labelled_history(connection, event.id):
        if label in (Label.IMPORT, Label.IMPORT_EVENTS, Label.SCAN):
            imported |= fields.keys()
            continue
        for name in fields.keys() & base.keys() - imported:
            base[name] = decoded(Kind.EVENT, name, fields[name][0])
    return base


def _kept(one: Gathering, field: FieldChange) -> Problem:
    lines = (one.event.first_line, one.event.last_line)
    return Problem(ProblemCode.KEPT_YOURS, *lines, field.field, offending(field.after), file=one.file)


def _said(value: object, time_zone: str) -> str:
    """A field as the user reads it, a moment by the clock in the event's zone."""
    if isinstance(value, datetime):
        return f"{value.astimezone(ZoneInfo(time_zone)):%Y-%m-%d %H:%M}"
    return str(value or "")


def plan_attendees(
    connection: Connection, items: Sequence[Item], event: Event, *, watch: Watch
) -> tuple[list[Change], list[ImportRow]]:
    """Plan whom an event expects, from the cards, rows or names of its list of attendees.

    Nobody becomes a contact by being on a list; who is known is tied to it. Raises CancelledError.
    """
    watch.step(Stage.COMPARING, 0, len(items))
    there = _listed(connection, event.id)
    people = _people(connection, [item.contact for item in items if item.contact is not None])
    changes: list[Change] = []
    rows: list[ImportRow] = []
    for item in items:
        lines = (item.first_line, item.last_line)
        if item.contact is None:
            refused = ImportRow(
                item.file, *lines, "", "", Fate.REFUSED, Kind.ATTENDEE, problems=item.problems
            )
            rows.append(refused)
            continue
        attendee = _attendee(item.contact, event.id, people)
        is_new = _key(attendee) not in there
        if is_new:
            there.add(_key(attendee))
            changes.append(Change.add(attendee))
        known = _known(item.contact, people)
        rows.append(
            ImportRow(
                item.file,
                *lines,
                name=attendee.name,
                detail=attendee.organisation or attendee.email or "",
                fate=Fate.NEW if is_new else Fate.UNCHANGED,
                kind=Kind.ATTENDEE,
                record_id=attendee.person_id,
                alike=(known,) if known is not None else (),
                attendee=attendee,
                problems=item.problems,
            )
        )
    return changes, rows


def _listed(connection: Connection, event_id: Id) -> set[_Key]:
    """Those who are on an event's list already."""
    return {_key(some) for some in records_of(connection, Kind.ATTENDEE, "event_id", [event_id])}


def _expected(
    connection: Connection, contacts: Sequence[Contact], event_id: Id, there: set[_Key]
) -> list[Attendee]:
    """Those who are not on the event's list yet; after it they are `there` too."""
    people = _people(connection, contacts)
    expected: list[Attendee] = []
    for contact in contacts:
        attendee = _attendee(contact, event_id, people)
        if _key(attendee) not in there:
            there.add(_key(attendee))
            expected.append(attendee)
    return expected


def _key(attendee: Attendee) -> _Key:
    """By what an attendee is known again: the address, else name and company."""
    if attendee.email:
        return contact_key(ContactKind.EMAIL, attendee.email), ""
    return fold(attendee.name), fold(attendee.organisation or "")


def _attendee(contact: Contact, event_id: Id, people: dict[str, Person]) -> Attendee:
    email = _email(contact)
    known = _known(contact, people)
    known_id = known.id if known is not None else None
    name = contact.name or email or ""
    return Attendee(new_id(), event_id, known_id, name, contact.organisation, contact.title, email)


def _known(contact: Contact, people: dict[str, Person]) -> Alike | None:
    """Whom one knows somebody on a list as: by the address, else by the name."""
    email = _email(contact)
    if email and (same := people.get(contact_key(ContactKind.EMAIL, email))) is not None:
        return Alike(same.id, same.name, email)
    named = people.get(_named(contact))
    return Alike(named.id, named.name, "") if named is not None else None


def _email(contact: Contact) -> str | None:
    return next((point.value for point in contact.points if point.kind is ContactKind.EMAIL), None)


def _named(contact: Contact) -> str:
    return f"{fold(contact.name)}\n{fold(contact.organisation or '')}"


def _people(connection: Connection, contacts: Iterable[Contact]) -> dict[str, Person]:
    """The known people on a list: by address, or by a full name unless the companies differ."""
    found: dict[str, Person] = {}
    emails = {
        (ContactKind.EMAIL, contact_key(ContactKind.EMAIL, point.value))
        for contact in contacts
        for point in contact.points
        if point.kind is ContactKind.EMAIL
    }
    holders = people_with_keys(connection, list(emails))
    ids = [people[0][0] for people in holders.values()]
    by_id = {person.id: person for person in records_of(connection, Kind.PERSON, "id", ids)}
    for (_, value), people in holders.items():
        found[value] = by_id[people[0][0]]
    for contact in contacts:
        if len(fold(contact.name).split()) > 1:
            fitting = [some for some in people_named(connection, contact.name) if _may_be(some, contact)]
            if len(fitting) == 1:
                found[_named(contact)] = fitting[0]
    return found


def _may_be(person: Person, contact: Contact) -> bool:
    """Whether the companies, where both are known, are the same."""
    if not person.organisation or not contact.organisation:
        return True
    return fold(person.organisation) == fold(contact.organisation)
