"""What a code says of people and events, made fit to be shown: each field on its line, and none without end."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from companion.formats.address import scheme_of
from companion.formats.payload.host import address_in, remark_host
from companion.formats.payload.said import Said
from companion.model.calendar import CalendarEvent
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact, Detail
from companion.model.payload import Payload, PayloadKind
from companion.model.person import ContactKind
from companion.model.problem import ProblemCode

_REACHING = (ContactKind.EMAIL, ContactKind.PHONE)
_WEB = ("", "http", "https")


def point(kind: ContactKind, value: str, label: str | None = None) -> ContactPhrase:
    """A contact point as a code says it."""
    return ContactPhrase(kind, value, value, label)


def is_somebody(contact: Contact) -> bool:
    """Whether it has a name, organisation, e-mail address or phone number."""
    return bool(contact.name or contact.organisation or _reached(contact))


def named(contact: Contact) -> Contact:
    """The contact with a name: its own, else the organisation, else an address or number."""
    return replace(contact, name=contact.name or contact.organisation or _reached(contact))


def _reached(contact: Contact) -> str:
    values = (one.value for kind in _REACHING for one in contact.points if one.kind is kind)
    return next(values, "")


def person(said: Said, contact: Contact, **fields: object) -> Payload | None:
    """A person, fitted and with a name; None for what says of nobody."""
    contact = fitted(said, contact)
    if not is_somebody(contact):
        return None
    contact = named(contact)
    return said.payload(PayloadKind.PERSON, contact.name, contact=contact, **fields)


def fitted(said: Said, contact: Contact) -> Contact:
    """A contact whose texts can be shown and kept; addresses that are never opened are among its notes."""
    points = [*_points(said, contact.points)]
    refused = [one.value for one in points if one.kind is ContactKind.URL and _is_refused(said, one.value)]
    notes = [text for note in contact.notes if (text := said.paragraph(note))]
    return replace(
        contact,
        name=said.line(contact.name, "N"),
        title=said.line(contact.title or "", "TITLE") or None,
        organisation=said.line(contact.organisation or "", "ORG") or None,
        points=tuple(_counted(said, [one for one in points if one.value not in refused])),
        tags=said.some([tag for one in contact.tags if (tag := said.line(one, "CATEGORIES"))], "CATEGORIES"),
        notes=said.some([*notes, *refused], "NOTE"),
        details=said.some([*_details(said, contact.details)], "details"),
        uid=said.line(contact.uid or "", "UID") or None,
        members=contact.members and said.some([said.line(one) for one in contact.members], "MEMBER"),
    )


def fitted_event(said: Said, event: CalendarEvent) -> CalendarEvent:
    """A gathering whose texts can be shown and kept."""
    attendees = [named(fitted(said, one)) for one in said.some(event.attendees, "ATTENDEE")]
    return replace(
        event,
        uid=said.whole_line(event.uid or "") or None,
        name=said.line(event.name, "SUMMARY"),
        venue=said.line(event.venue or "", "LOCATION") or None,
        goal=said.paragraph(event.goal or "") or None,
        attendees=tuple(attendees),
    )


def _points(said: Said, points: Sequence[ContactPhrase]) -> Iterator[ContactPhrase]:
    for one in points:
        read = said.whole_line if one.kind is ContactKind.URL else said.line
        value = read(one.value)
        if value:
            label = said.line(one.label or "") or None
            yield ContactPhrase(one.kind, value, value, label)


def _is_refused(said: Said, address: str) -> bool:
    """Whether a web address is one that is never opened; says so, and what is odd about its host."""
    found = address_in(address)
    if found is not None:
        remark_host(said, found)
        return False
    scheme = scheme_of(address)
    if scheme in _WEB or "." in scheme:
        return False
    said.remark(ProblemCode.NOT_OPENED, scheme)
    return True


def _counted(said: Said, points: Sequence[ContactPhrase]) -> Iterator[ContactPhrase]:
    """Each once, and of each kind as many as are kept."""
    once = {(one.kind, one.value.casefold()): one for one in reversed(points)}
    kept = [one for one in points if once[one.kind, one.value.casefold()] is one]
    for kind in dict.fromkeys(one.kind for one in kept):
        yield from said.some([one for one in kept if one.kind is kind], kind.value)


def _details(said: Said, details: Sequence[Detail]) -> Iterator[Detail]:
    for one in details:
        value = said.line(one.value)
        if value:
            yield Detail(one.kind, value, said.line(one.label or "") or None)
