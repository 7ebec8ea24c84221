"""Whom a code is of: somebody known, and what says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from companion.model.capture import Capture, ContactPhrase
from companion.model.change import Kind
from companion.model.contact import Contact
from companion.model.event import Event
from companion.model.person import ContactKind, Person
from companion.rules.duplicates import Evidence, EvidenceKind, compare
from companion.rules.profile import profile_of
from companion.rules.search import fold
from companion.storage.engine import Connection
from companion.storage.queries.duplicates import profiles_of
from companion.storage.queries.person import people_met, people_with_contact, records_of
from companion.storage.record import contact_key
from companion.workflow.capture import known_person
from companion.workflow.exchange.news import points_of, tags_of
from companion.workflow.exchange.plan import FieldChange

_REACHING = (ContactKind.EMAIL, ContactKind.PHONE)
_TELLING = {
    ContactKind.EMAIL: EvidenceKind.SAME_EMAIL,
    ContactKind.PHONE: EvidenceKind.SAME_PHONE,
    ContactKind.URL: EvidenceKind.SAME_URL,
    ContactKind.BADGE: EvidenceKind.SAME_BADGE,
}
_FIELDS = ("name", "title", "organisation", "birthday")


@dataclass(frozen=True, slots=True)
class Meant:
    """The known person that a code is of, why, and what it says that is not known so."""

    person: Person | None = None
    """None for somebody new."""
    evidence: tuple[Evidence, ...] = ()
    """The most telling first; `companion.wording.evidence` says it."""
    differences: tuple[FieldChange, ...] = ()
    """What comes to be known, and what is known otherwise and stays (`is_kept`)."""


NOBODY = Meant()


def person_meant(
    connection: Connection,
    contact: Contact,
    *,
    region: str,
    event: Event | None,
    page: str | None = None,
) -> Meant:
    """Whom a contact is: by e-mail or phone, by the badge of that event, or by the name as in a capture line.

    `page` is the address of their own page where the code is nothing else: whoever has it is meant.
    """
    described = replace(contact, points=tuple(points_of(contact, region).values()))
    reached = [point for point in described.points if point.kind in _REACHING]
    name = own_name(contact)
    said = Capture(organisation=contact.organisation)
    known = known_person(connection, said, name, reached, None) if reached else None
    known = known or _with_page(connection, page) or _with_badge(connection, described.points, event)
    if known is None and name:
        known = known_person(connection, said, name, (), event)
    return meant_as(connection, described, known, region=region) if known is not None else NOBODY


def meant_as(connection: Connection, contact: Contact, known: Person, *, region: str) -> Meant:
    """What says that a contact is somebody known, and what it says otherwise."""
    described = replace(contact, points=tuple(points_of(contact, region).values()))
    evidence = _evidence(connection, described, known)
    return Meant(known, evidence, tuple(_differences(connection, described, known)))


def own_name(contact: Contact) -> str:
    """The name that a contact says; empty where an address, a number or the organisation stands for it."""
    made = {contact.organisation, *(point.value for point in contact.points)}
    return "" if contact.name in made else contact.name


def _with_page(connection: Connection, page: str | None) -> Person | None:
    """The one who has a page; if several have it, it is no one's own."""
    found = people_with_contact(connection, [(ContactKind.URL, page)]) if page is not None else ()
    return found[0] if len(found) == 1 else None


def _with_badge(
    connection: Connection, points: Sequence[ContactPhrase], event: Event | None
) -> Person | None:
    """Who was met at the event with the badge of that number; at others somebody else has it."""
    numbers = [(point.kind, point.value) for point in points if point.kind is ContactKind.BADGE]
    if event is None or not numbers:
        return None
    keys = {contact_key(*number) for number in numbers}
    holders = [person.id for person in people_with_contact(connection, numbers)]
    wearing = {
        point.person_id
        for point in records_of(connection, Kind.CONTACT_POINT, "person_id", holders)
        if point.kind is ContactKind.BADGE
        and point.label == event.name
        and contact_key(point.kind, point.value) in keys
    }
    # There may be two events of that name.
    return next((person for person in people_met(connection, event.id) if person.id in wearing), None)


def _evidence(connection: Connection, contact: Contact, known: Person) -> tuple[Evidence, ...]:
    """All that the two have in common; the name or the badge alone was enough to say who is meant."""
    ours, theirs = profile_of(contact), profiles_of(connection, [known.id])[0]
    found = list(compare(ours, theirs) or ())
    told = {one.kind for one in found}
    reached = {(kind, value) for kind, value, _ in theirs.points}
    for point in contact.points:
        kind = _TELLING.get(point.kind)
        if kind is not None and kind not in told and (point.kind.value, point.value) in reached:
            found.insert(0, Evidence(kind, point.value))
    if not found:
        is_same = fold(contact.name) == fold(known.name)
        found.append(Evidence(EvidenceKind.SAME_NAME if is_same else EvidenceKind.SIMILAR_NAME, known.name))
    return tuple(found)


def _differences(connection: Connection, contact: Contact, known: Person) -> Iterator[FieldChange]:
    for name in _FIELDS:
        said = (own_name(contact) if name == "name" else getattr(contact, name)) or ""
        before = getattr(known, name) or ""
        if said and said != before:
            yield FieldChange(name, before, said, is_kept=bool(before))
    if contact.photo is not None and known.photo is None:
        yield FieldChange("photo", "", "")
    points = records_of(connection, Kind.CONTACT_POINT, "person_id", [known.id])
    reached = {(point.kind, contact_key(point.kind, point.value)) for point in points}
    for point in contact.points:
        if (point.kind, contact_key(point.kind, point.value)) not in reached:
            yield FieldChange(point.kind.value, "", point.typed)
    tagged = {tag.name for tag in records_of(connection, Kind.TAG, "person_id", [known.id])}
    yield from (FieldChange("tag", "", tag) for tag in tags_of(contact) if tag not in tagged)
