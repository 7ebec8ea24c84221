"""Saving a capture line: whom it is about, and what becomes of everything in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from companion.model.capture import Capture, ContactPhrase, Mention, RawCapture, Span, TokenKind
from companion.model.change import Change, ChangeSet, Kind, Label, Record
from companion.model.event import Attendee, Encounter, Event
from companion.model.giving import Introduction, IntroductionState
from companion.model.identity import Id, new_id
from companion.model.need import Need, NeedState, Offer
from companion.model.person import ContactKind, ContactPoint, Note, Person, Tag
from companion.model.promise import Promise, PromiseState
from companion.rules.capture import READER_VERSION, read
from companion.rules.search import fold
from companion.storage.engine import Connection
from companion.storage.queries.event import (
    attendees_named,
    encounter_of,
    people_of_last_line,
    running_event,
)
from companion.storage.queries.person import (
    people_met_named,
    people_named,
    people_with_contact,
    records_of,
)
from companion.storage.record import contact_key
from companion.storage.store import owner_of

_LONGEST_FACT = 80

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Noted:
    """The plan for one line: what to store, and what the user is told of it."""

    change_set: ChangeSet
    event: Event | None = None
    people: tuple[Person, ...] = ()
    attached: tuple[Id, ...] = ()
    """Those of the people who were known before."""
    records: tuple[Record, ...] = ()
    """Everything that comes to be, the raw line included."""
    encounters: tuple[Encounter, ...] = ()
    """Where each person was met, new or from before; empty outside an event."""
    targets: tuple[Person, ...] = ()
    """The known people that introductions in the line are to."""
    note: str = ""

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Those of the records that are of a kind, in the order of the line."""
        return tuple(record for record in self.records if isinstance(record, kind))


def note(
    connection: Connection,
    line: str,
    *,
    now: datetime,
    region: str,
    event: Event | None = None,
    to: Person | None = None,
    to_last: bool = False,
    off: Sequence[Span] = (),
    attach: bool = True,
    meant: Mapping[str, Id] | None = None,
) -> Noted:
    """Plan what a capture line stores: people, what they need and offer, promises, the raw line.

    `event` is the running one unless given. With `to` everything is added to that person, with
    `to_last`, or without a name, to those of the last line; if there is nobody, only the raw line is
    kept. `attach=False` makes new people of all names but those in `meant`, which says of a name as typed who it
    means, whatever they are called; somebody who is gone is meant no more. `now` has an offset; its
    calendar day is the one that dates are read on.
    """
    if not line.strip():
        return Noted(ChangeSet(Label.CAPTURE, ()))
    capture = read(line, today=now.date(), region=region, off=off)
    event = event or running_event(connection)
    plan = _Plan(connection, capture, event, now)
    plan.keep_line(line, off)
    nameless = to_last or not capture.names
    known_already = [to] if to is not None else people_of_last_line(connection, event) if nameless else []
    for person in known_already:
        plan.about(person, words=_words_for(person, line, capture))
    said = _people_meant(connection, meant or {})
    for place, name in enumerate(() if known_already else capture.names):
        contacts = capture.contacts if place == 0 else ()
        known = said.get(name)
        if known is None and attach:
            known = known_person(connection, capture, name, contacts, event)
        plan.about(known or Person(new_id(), name), words=capture.note, is_new=known is None)
    return plan.noted(line)


def said_of(
    connection: Connection,
    person: Person,
    capture: Capture,
    *,
    line: str,
    now: datetime,
    event: Event | None = None,
    off: Sequence[Span] = (),
    is_new: bool = False,
) -> Noted:
    """Plan what is said of one person, whoever a line names: all that `capture` holds.

    `line` is what was typed of it, and kept raw; empty where nothing was. Nobody is met outside `event`.
    """
    plan = _Plan(connection, capture, event, now)
    if line.strip():
        plan.keep_line(line, off)
    plan.about(person, words=_words_for(person, line, capture), is_new=is_new)
    return plan.noted(line)


def _people_meant(connection: Connection, meant: Mapping[str, Id]) -> Mapping[str, Person]:
    ids = [*meant.values()]
    people = {one.id: one for one in records_of(connection, Kind.PERSON, "id", ids)} if ids else {}
    return {name: people[some] for name, some in meant.items() if some in people}


def known_person(
    connection: Connection,
    capture: Capture,
    name: str,
    contacts: Sequence[ContactPhrase],
    event: Event | None,
) -> Person | None:
    """The known person that a name in a line means, or None for somebody new.

    Equal e-mail or phone; or, unless both companies are known and differ, an equal full name (two
    words or more), or a single first name that fits exactly one person met at the event.
    """
    keys = [(c.kind, c.value) for c in contacts if c.kind in {ContactKind.EMAIL, ContactKind.PHONE}]
    reachable = people_with_contact(connection, keys)
    if reachable:
        return next((person for person in reachable if fold(person.name) == fold(name)), reachable[0])
    if len(fold(name).split()) > 1:
        found = [person for person in people_named(connection, name) if _may_be(person, capture)]
        met = people_met_named(connection, event.id, name) if event is not None else ()
        here = {person.id for person in met}
        return max(found, key=lambda one: (one.id in here, _is_of(one, capture), one.id), default=None)
    if event is None:
        return None
    met = [p for p in people_met_named(connection, event.id, name) if _may_be(p, capture)]
    return met[0] if len(met) == 1 else None


def _may_be(person: Person, capture: Capture) -> bool:
    """Whether the companies, where both are known, are the same."""
    return not person.organisation or not capture.organisation or _is_of(person, capture)


def _is_of(person: Person, capture: Capture) -> bool:
    """Whether the person's company is known to be the one in the line."""
    return bool(capture.organisation) and fold(person.organisation or "") == fold(capture.organisation or "")


def _words_for(person: Person, line: str, capture: Capture) -> str:
    """The free words of a line added to somebody: what stands where a name would is one of them."""
    spans = [(token.start, token.end) for token in capture.tokens if token.kind is TokenKind.NAME]
    if not spans:
        return capture.note
    first = line[spans[0][0] : spans[-1][1]]
    if fold(first) == fold(person.name):
        return capture.note
    return "; ".join(piece for piece in (" ".join(first.split()), capture.note) if piece)


class _Plan:
    """Collects the records that a line adds, person by person."""

    def __init__(self, connection: Connection, capture: Capture, event: Event | None, now: datetime) -> None:
        self._connection = connection
        self._capture = capture
        self._event = event
        self._event_id = event.id if event is not None else None
        self._now = now
        self._at = within(event, now)
        self._owner_id = owner_of(connection)
        self._raw_id: Id | None = None
        self._changes: list[Change] = []
        self._people: list[Person] = []
        self._attached: list[Id] = []
        self._encounters: list[Encounter] = []
        self._targets: list[Person] = []
        self._words = ""

    def keep_line(self, line: str, off: Sequence[Span]) -> None:
        """The raw line comes first: it is kept whatever it says."""
        owner, event = self._owner_id, self._event_id
        self._raw_id = new_id()
        self._add(RawCapture(self._raw_id, owner, event, self._now, line, tuple(off), READER_VERSION))

    def about(self, person: Person, *, words: str, is_new: bool = False) -> None:
        """Everything in the line, for one of the people it is about; once, however often they are named."""
        if any(person.id == other.id for other in self._people):
            return
        self._words = words
        attendee = self._attendee(person)
        after = self._told(person)
        if is_new and attendee is not None:
            after = _as_expected(after, attendee)
        if is_new:
            self._add(after)
        else:
            self._attached.append(person.id)
            if after != person:
                self._changes.append(Change.of(person, after))
        if not self._people:
            self._add_contact_points(after)
        if attendee is not None:
            self._expect(attendee, after, is_new=is_new)
        self._people.append(after)
        self._add_tags(after)
        met = self._met(after)
        if self._raw_id is not None:
            self._add(Mention(new_id(), self._raw_id, after.id, met.id if met else None))
        self._add_heard(after)
        for name in self._capture.intros:
            self._add_introduction(after, name)
        if words:
            self._add(Note(new_id(), self._owner_id, after.id, self._event_id, words, self._at))

    def noted(self, line: str) -> Noted:
        """The finished plan."""
        names = ", ".join(person.name for person in self._people)[:_LONGEST_FACT]
        facts = {"name": names} if names else {"text": " ".join(line.split())[:_LONGEST_FACT]}
        added = tuple(change.after for change in self._changes if change.before is None and change.after)
        return Noted(
            change_set=ChangeSet(Label.CAPTURE, tuple(self._changes), facts),
            event=self._event,
            people=tuple(self._people),
            attached=tuple(self._attached),
            records=added,
            encounters=tuple(self._encounters),
            targets=tuple(self._targets),
            note=self._words,
        )

    def _add(self, record: Record) -> None:
        self._changes.append(Change.add(record))

    def _told(self, person: Person) -> Person:
        """The person with what the line says of title, company and star; the newest word counts."""
        capture = self._capture
        return replace(
            person,
            title=capture.title or person.title,
            organisation=capture.organisation or person.organisation,
            starred=capture.starred or person.starred,
        )

    def _attendee(self, person: Person) -> Attendee | None:
        """The one whom the event expects by this name and knows nothing more of; not of another company."""
        event, name = self._event, person.name
        listed = attendees_named(self._connection, event.id, name) if event is not None and name else ()
        if len(listed) != 1 or listed[0].person_id is not None:
            return None
        said, expected = fold(self._told(person).organisation or ""), fold(listed[0].organisation or "")
        return listed[0] if not said or not expected or said == expected else None

    def _expect(self, attendee: Attendee, person: Person, *, is_new: bool) -> None:
        """Tie somebody on the list to the person they are, whose address it may tell."""
        self._changes.append(Change.of(attendee, replace(attendee, person_id=person.id)))
        says_address = not self._people and any(c.kind is ContactKind.EMAIL for c in self._capture.contacts)
        if is_new and attendee.email and not says_address:
            email = attendee.email
            self._add(ContactPoint(new_id(), person.id, ContactKind.EMAIL, email, email))

    def _add_contact_points(self, person: Person) -> None:
        points = records_of(self._connection, Kind.CONTACT_POINT, "person_id", [person.id])
        known = {_key(point) for point in points}
        for some in self._capture.contacts:
            key = _key(some)
            if key not in known:
                known.add(key)
                self._add(ContactPoint(new_id(), person.id, some.kind, some.value, some.typed, some.label))

    def _add_tags(self, person: Person) -> None:
        known = {tag.name for tag in records_of(self._connection, Kind.TAG, "person_id", [person.id])}
        for name in self._capture.tags:
            if name not in known:
                self._add(Tag(new_id(), person.id, name))

    def _met(self, person: Person) -> Encounter | None:
        if self._event is None:
            return None
        met = encounter_of(self._connection, person.id, self._event.id)
        if met is None:
            met = Encounter(new_id(), person.id, self._event.id, self._at)
            self._add(met)
        self._encounters.append(met)
        return met

    def _add_heard(self, person: Person) -> None:
        event, at = self._event_id, self._at
        for text in self._capture.needs:
            self._add(Need(new_id(), person.id, event, text, NeedState.OPEN, at))
        for text in self._capture.offers:
            self._add(Offer(new_id(), person.id, event, text, at))
        for some in self._capture.promises:
            state = PromiseState.OPEN
            promise = Promise(new_id(), self._owner_id, person.id, event, some.text, some.due, state, at)
            self._add(promise)

    def _add_introduction(self, person: Person, name: str) -> None:
        target = named_target(self._connection, name, self._event_id)
        other = None
        if target is not None and target.id != person.id:
            other = target.id
            self._targets.append(target)
        owner, event, idea = self._owner_id, self._event_id, IntroductionState.IDEA
        self._add(Introduction(new_id(), owner, person.id, other, name, event, None, idea, self._at))


def _key(point: ContactPoint | ContactPhrase) -> tuple[ContactKind, str, str | None]:
    """By what a contact point is known again; the same number on the badges of two events is two."""
    event = point.label if point.kind is ContactKind.BADGE else None
    return point.kind, contact_key(point.kind, point.value), event


def _as_expected(person: Person, attendee: Attendee) -> Person:
    """Somebody new with what the event's list says of them and the line does not."""
    return replace(
        person,
        title=person.title or attendee.title,
        organisation=person.organisation or attendee.organisation,
    )


def named_target(connection: Connection, name: str, event_id: Id | None) -> Person | None:
    """The one known person whom an introduction names: people at the event first."""
    here = people_met_named(connection, event_id, name) if event_id is not None else ()
    found = here or people_named(connection, name)
    return found[0] if len(found) == 1 else None


def within(event: Event | None, moment: datetime) -> datetime:
    """A moment, moved inside the event when the line was written later or earlier."""
    if event is None:
        return moment
    if event.ends_at is not None and moment > event.ends_at:
        return event.ends_at
    return max(moment, event.starts_at)
