"""What becomes of the text of a code: whom it is of, and everything in it, in one change set."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from companion.model.blob import Blob
from companion.model.capture import Capture, ContactPhrase, RawCapture, Span
from companion.model.change import Change, ChangeSet, Kind, Label
from companion.model.contact import Contact
from companion.model.error import SecretCodeError
from companion.model.event import Event
from companion.model.identity import new_id
from companion.model.payload import SECRETS, BadgeField, Payload, PayloadKind
from companion.model.person import ContactKind, Note, Person
from companion.model.problem import Problem
from companion.rules.capture import READER_VERSION, read
from companion.storage.engine import Connection
from companion.storage.queries.card import cards_with_digest
from companion.storage.queries.event import running_event
from companion.storage.queries.person import records_of
from companion.storage.store import owner_of
from companion.workflow.badge import payload_at, payloads_at, remember_badge
from companion.workflow.capture import Noted, note, said_of, within
from companion.workflow.exchange.calendar import plan_events
from companion.workflow.exchange.kept import Kept, card_in, digest_of_card, kept_card, kept_paper, kept_text
from companion.workflow.exchange.news import points_of, tags_of
from companion.workflow.exchange.reading import Gathering
from companion.workflow.exchange.watch import UNWATCHED
from companion.workflow.recognition import NOBODY, Meant, own_name, person_meant

__all__ = ["Meant", "Scanned", "payload_at", "payloads_at", "remember_badge", "save_scan", "whom_meant"]

_LONGEST_FACT = 80
_BARE = frozenset(("mailto", "tel"))
"""Schemes that say nothing but of what kind the rest is."""
_OF_PEOPLE = frozenset(
    (PayloadKind.PERSON, PayloadKind.BADGE, PayloadKind.EMAIL, PayloadKind.PHONE, PayloadKind.PAPER)
)
"""What makes somebody new of whom nothing else is known; a link may be anybody's."""

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Scanned:
    """The plan for one code: what to store, and what the user is told of it."""

    change_set: ChangeSet
    event: Event | None = None
    """Where it was scanned."""
    person: Person | None = None
    """Whom it is of, as they will be kept; None where it is of nobody."""
    is_new: bool = False
    """Whether that person was not known before."""
    gatherings: tuple[Event, ...] = ()
    """The events that the code announces, or says the place of, as they will be kept."""
    problems: tuple[Problem, ...] = ()

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """The records of a kind that come to be."""
        added = (change.after for change in self.change_set.changes if change.before is None)
        return tuple(record for record in added if isinstance(record, kind))


def whom_meant(connection: Connection, payload: Payload, *, region: str, event: Event | None = None) -> Meant:
    """The known person that a code is of, and why; `event` is the running one unless given.

    By an equal e-mail or phone, by their own page, by the number of a badge of that event, by the full name unless
    the companies differ, or by a first name that one person met there has.
    """
    if payload.contact is None or payload.kind in SECRETS:
        return NOBODY
    here = event or running_event(connection)
    contact = _labelled(payload.whole or payload.contact, here)
    return person_meant(connection, contact, region=region, event=here, page=payload.link)


def save_scan(
    connection: Connection,
    payload: Payload,
    *,
    line: str = "",
    now: datetime,
    region: str,
    event: Event | None = None,
    to: Person | None = None,
    attach: bool = True,
    is_new: bool = False,
    name: str | None = None,
    off: Sequence[Span] = (),
    badge: Sequence[BadgeField] | None = None,
) -> Scanned:
    """Plan what a code stores, and what was typed beside it: a capture line about the same person.

    `event` is the running one unless given. The code is of `to`, else of whom `whom_meant` finds, else of
    somebody new; `attach=False` finds nobody, with `is_new` it is not of `to` either. `name` is what the user
    calls them; a badge of whom nobody says a name makes a person without one. What is known stays: a code only
    adds. A vCard is kept as it came, like an imported one, any other text of a person beside them, unless all that
    it says is kept. `badge` is what the cells of the badges at this event hold, as the user has just said of one.
    Raises SecretCodeError for what is never stored.
    """
    if payload.kind in SECRETS:
        raise SecretCodeError(payload.kind.value)
    here = event or running_event(connection)
    if any(problem.is_refusal for problem in payload.problems):
        return Scanned(ChangeSet(Label.SCAN, ()), here, problems=payload.problems)
    typed = _Typed(line, read(line, today=now.date(), region=region, off=off), tuple(off))
    scan = _Scan(connection, payload, typed, here, now, region)
    if payload.kind is PayloadKind.EVENT:
        return scan.announced(to)
    if payload.kind is PayloadKind.PLACE and here is not None and here.venue is None:
        return scan.placed(here, to)
    person = None if is_new else to
    if person is None and attach and not is_new:
        person = scan.meant(name)
    if person is not None:
        return scan.about(person, badge=badge, is_new=False)
    if name or is_new or scan.is_of_somebody:
        return scan.about(Person(new_id(), scan.name_of(name)), badge=badge, is_new=True)
    return scan.noted()


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed beside a code."""

    line: str
    capture: Capture
    off: tuple[Span, ...]


class _Scan:
    """What becomes of one code."""

    def __init__(
        self,
        connection: Connection,
        payload: Payload,
        typed: _Typed,
        event: Event | None,
        now: datetime,
        region: str,
    ) -> None:
        self._connection = connection
        self._payload = payload
        self._typed = typed
        self._event = event
        self._now = now
        self._region = region
        self._contact = _labelled(payload.whole or payload.contact or _linked(payload), event)

    @property
    def is_of_somebody(self) -> bool:
        """Whether somebody comes to be by it: the code is a person's, or the line names one."""
        return self._payload.kind in _OF_PEOPLE or bool(self._typed.capture.names)

    def name_of(self, name: str | None) -> str:
        """What somebody new is called: as the user says, the code, the line, or else by how they are reached."""
        return name or own_name(self._contact) or self._typed.capture.name or self._contact.name

    def meant(self, name: str | None) -> Person | None:
        """The known person that the code, or what was typed beside one without a name, is about."""
        described = replace(self._contact, name=self.name_of(name))
        page = self._payload.link if self._payload.contact is not None else None
        meant = person_meant(self._connection, described, region=self._region, event=self._event, page=page)
        return meant.person

    def about(self, person: Person, *, badge: Sequence[BadgeField] | None, is_new: bool) -> Scanned:
        """Everything that the code and the line say, for one person; and how badges like it are read here."""
        kept = self._kept(person)
        told = self._told(person, kept)
        changes = [*self._remembered(badge)]
        if told != person and not is_new:
            changes.append(Change.of(person, told))
        said = said_of(
            self._connection,
            told,
            self._capture(),
            line=self._typed.line,
            now=self._now,
            event=self._event,
            off=self._typed.off,
            is_new=is_new,
        )
        changes += said.change_set.changes
        if kept is not None:
            changes.append(Change.add(kept.source))
        changes += [Change.add(some) for some in self._notes(person)]
        after = said.people[0]
        blobs = (kept.blob,) if kept is not None and kept.blob is not None else ()
        return self._scanned(changes, after, is_new=is_new, blobs=blobs)

    def announced(self, to: Person | None) -> Scanned:
        """The events of a calendar, and the line as if it had been typed alone."""
        gatherings = [Gathering("", event) for event in self._payload.events]
        changes, rows = plan_events(self._connection, gatherings, watch=UNWATCHED)
        there = {row.record_id for row in rows}
        known = records_of(self._connection, Kind.EVENT, "id", [some for some in there if some is not None])
        events = {event.id: event for event in known}
        events |= {change.id: change.after for change in changes if isinstance(change.after, Event)}
        scanned = self._scanned([*changes, *self._line(to).change_set.changes])
        return replace(scanned, gatherings=tuple(events.values()))

    def placed(self, event: Event, to: Person | None) -> Scanned:
        """The place of an event that had none, and the line as if it had been typed alone."""
        placed = replace(event, venue=self._payload.place)
        changes = [Change.of(event, placed), *self._line(to).change_set.changes]
        return replace(self._scanned(changes, label=Label.EDIT_EVENT), gatherings=(placed,))

    def noted(self) -> Scanned:
        """A text that is about nobody: kept like a line that nothing is read of, at the event."""
        text = _said(self._payload)
        owner, event = owner_of(self._connection), self._event.id if self._event is not None else None
        raw = RawCapture(new_id(), owner, event, self._now, text, ((0, len(text)),), READER_VERSION)
        return self._scanned([Change.add(raw), *self._line(None).change_set.changes])

    def _remembered(self, badge: Sequence[BadgeField] | None) -> Sequence[Change]:
        return (
            remember_badge(self._event, badge).changes
            if self._event is not None and badge is not None
            else ()
        )

    def _line(self, to: Person | None) -> Noted:
        typed = self._typed
        return note(
            self._connection,
            typed.line,
            now=self._now,
            region=self._region,
            event=self._event,
            to=to,
            off=typed.off,
        )

    def _scanned(
        self,
        changes: Sequence[Change],
        person: Person | None = None,
        *,
        is_new: bool = False,
        blobs: tuple[Blob, ...] = (),
        label: Label = Label.SCAN,
    ) -> Scanned:
        name = person.name if person is not None else ""
        if label is Label.EDIT_EVENT and self._event is not None:
            name = self._event.name
        said = self._payload.title
        facts = {"name": name[:_LONGEST_FACT]} if name else {"text": said[:_LONGEST_FACT]}
        change_set = ChangeSet(label, tuple(changes), facts, blobs=blobs)
        return Scanned(change_set, self._event, person, is_new, problems=self._payload.problems)

    def _capture(self) -> Capture:
        """What was typed, with what the code says beside it."""
        typed, contact = self._typed.capture, self._contact
        points = points_of(contact, self._region).values()
        tags = dict.fromkeys((*tags_of(contact), *typed.tags))
        return replace(typed, contacts=(*points, *typed.contacts), tags=tuple(tags))

    def _told(self, person: Person, kept: Kept | None) -> Person:
        """The person with what the code says and was not known."""
        contact = self._contact
        photo = kept.portrait if kept is not None else None
        named = person.name if self._is_named(person) else own_name(contact) or person.name
        return replace(
            person,
            name=named,
            title=person.title or contact.title,
            organisation=person.organisation or contact.organisation,
            birthday=person.birthday or contact.birthday,
            photo=person.photo or photo,
        )

    def _is_named(self, person: Person) -> bool:
        """Whether it is a name, and not an address or number in its place."""
        points = records_of(self._connection, Kind.CONTACT_POINT, "person_id", [person.id])
        return bool(person.name) and person.name not in {
            text for point in points for text in (point.value, point.typed)
        }

    def _kept(self, person: Person) -> Kept | None:
        """The card, photo or text, as it came; None where it is kept already or says no more than what is kept of it."""
        kept = _as_it_came(self._payload, person)
        if kept is None:
            return None
        same = cards_with_digest(self._connection, [kept.source.digest]).get(kept.source.digest, ())
        return None if any(card.person_id == person.id for card in same) else kept

    def _notes(self, person: Person) -> Sequence[Note]:
        """What the code says in free words, and was not noted of the person before."""
        owner, event = owner_of(self._connection), self._event.id if self._event is not None else None
        texts = dict.fromkeys((*self._contact.notes, *_words(self._payload)))
        known = {one.text for one in records_of(self._connection, Kind.NOTE, "person_id", [person.id])}
        at = within(self._event, self._now)
        return [Note(new_id(), owner, person.id, event, text, at) for text in texts if text not in known]


def _labelled(contact: Contact, event: Event | None) -> Contact:
    """A contact whose number of a badge says of which event it is."""
    where = event.name if event is not None else None
    points = tuple(
        replace(point, label=where) if point.kind is ContactKind.BADGE else point for point in contact.points
    )
    return replace(contact, points=points)


def _linked(payload: Payload) -> Contact:
    """What a link says of the person in hand."""
    if payload.link is None:
        return Contact()
    return Contact(points=(ContactPhrase(ContactKind.URL, payload.link, payload.link),))


def _words(payload: Payload) -> Sequence[str]:
    """The free words of a code: a note, the body of a message, a place."""
    return [text for text in (payload.note, payload.place) if text]


def _said(payload: Payload) -> str:
    """A text that is about nobody, as it is kept."""
    return "\n".join(text for text in (payload.link, *_words(payload)) if text)


def _is_understood(payload: Payload) -> bool:
    """Whether all of a text is kept in other records: a note, a bare number, an address with nothing beside it."""
    if payload.kind is PayloadKind.NOTE:
        return True
    text = payload.text.strip()
    scheme, _, rest = text.partition(":")
    said = {text, text.removeprefix("#"), rest if scheme.lower() in _BARE else text}
    points = payload.contact.points if payload.contact is not None else ()
    return payload.link in said or payload.place in said or any(point.value in said for point in points)


def _as_it_came(payload: Payload, person: Person) -> Kept | None:
    """The photo of a paper card, a vCard, else the text unless other records hold all of it."""
    if payload.picture is not None:
        return kept_paper(payload.text, payload.picture, person.id)
    card = _card(payload, person)
    return card if card is not None or _is_understood(payload) else kept_text(payload.text, person.id)


def _card(payload: Payload, person: Person) -> Kept | None:
    """A vCard as an import keeps it."""
    from companion.formats.vcard.meaning import contact_from

    card = card_in(payload)
    contact = contact_from(card)[0] if card is not None else None
    if card is None or contact is None:
        return None
    return kept_card(card, contact, digest_of_card(card), person.id)
