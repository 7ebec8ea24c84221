"""Working through the follow-up queue: what is in it, and what the user decides about it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from companion.model.change import Change, ChangeSet, Kind, Label, Record
from companion.model.error import AmbiguousError, NotFoundError
from companion.model.event import Encounter, Meeting
from companion.model.followup import FollowUp, FollowUpState, Reason
from companion.model.identity import Id, follow_up_id
from companion.model.need import Need, NeedState
from companion.model.person import ContactKind, Person
from companion.model.promise import Promise, PromiseState
from companion.rules.drafting import Draft, DraftKind, Templates, draft, draft_kind, known_facts
from companion.rules.schedule import HELLO_LASTS, Card, due_reasons, queue, served_promises
from companion.storage.engine import Connection
from companion.storage.queries import morning as reads
from companion.storage.queries.naming import is_id_of, person_named, record_named
from companion.storage.queries.person import newest_badge, person_with, records_of
from companion.storage.store import owner_of

_NAMEABLE = (Kind.PERSON, Kind.PROMISE, Kind.FOLLOW_UP, Kind.ENCOUNTER)
"""What a decision may be about: a card is its person, a reason its follow-up or what it comes from."""


@dataclass(frozen=True, slots=True)
class CardFile:
    """A card of the queue with what is needed to write to the person."""

    card: Card
    person: Person
    needs: tuple[Need, ...]
    """The open ones, oldest first."""
    meeting: Meeting | None
    """The latest."""
    to: str | None
    """The first e-mail address."""
    draft: Draft
    badge: str | None = None
    """The number of their newest badge."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision changed, and whose card comes next."""

    person: Person
    changed: tuple[Record, ...]
    next: Person | None


def cards(connection: Connection, *, today: date) -> tuple[Card, ...]:
    """The queue of that day: the cards that are due, in their order, then those to come."""
    promises = reads.open_promises(connection)
    # A day more on either side: the evening of an event is computed in the event's own time zone.
    first = today - HELLO_LASTS - timedelta(days=3)
    meetings = {
        one.encounter.id: one
        for one in (
            *reads.meetings_since(connection, datetime.combine(first, time(), UTC)),
            *reads.meetings_with(connection, reads.hellos_put_off(connection)),
        )
    }
    people = {promise.person_id for promise in promises}
    people |= {one.encounter.person_id for one in meetings.values()}
    decisions = reads.decisions(connection, [*people])
    return queue(promises, [*meetings.values()], decisions, today=today)


def due_count(connection: Connection, *, today: date) -> int:
    """How many people are due to hear from the user."""
    return sum(card.is_due for card in cards(connection, today=today))


def card_files(connection: Connection, *, today: date, templates: Templates) -> tuple[CardFile, ...]:
    """The queue of that day with people, needs and drafts, in its order."""
    found = cards(connection, today=today)
    desk = _Correspondence(connection, [card.person_id for card in found], today, templates)
    return tuple(desk.card_file(card) for card in found)


def draft_to(
    connection: Connection,
    person: Person,
    *,
    today: date,
    templates: Templates,
    kind: DraftKind | None = None,
) -> tuple[str | None, Draft]:
    """The address of a person and the message to them, of another kind than its card's if given."""
    card = next((card for card in cards(connection, today=today) if card.person_id == person.id), None)
    served = served_promises(card) if card is not None else ()
    desk = _Correspondence(connection, [person.id], today, templates)
    return desk.address(person.id), desk.draft(person.id, served, kind)


class _Correspondence:
    """What drafts to some people are made of, read at once."""

    def __init__(
        self, connection: Connection, person_ids: Sequence[Id], today: date, templates: Templates
    ) -> None:
        def grouped(kind: Kind) -> dict[Id, list[Any]]:
            groups: dict[Id, list[Any]] = {some: [] for some in person_ids}
            for record in records_of(connection, kind, "person_id", person_ids):
                groups[record.person_id].append(record)
            return groups

        self._today = today
        self._templates = templates
        self._me = person_with(connection, owner_of(connection))
        self._people = {one.id: one for one in records_of(connection, Kind.PERSON, "id", person_ids)}
        self._needs = grouped(Kind.NEED)
        self._points = grouped(Kind.CONTACT_POINT)
        self._meetings: dict[Id, list[Meeting]] = {some: [] for some in person_ids}
        for meeting in reads.meetings_of(connection, person_ids):
            self._meetings[meeting.encounter.person_id].append(meeting)

    def card_file(self, card: Card) -> CardFile:
        """A card with its person, needs and draft."""
        some = card.person_id
        needs = tuple(need for need in self._needs[some] if need.state is NeedState.OPEN)
        meeting = max(self._meetings[some], key=lambda one: one.encounter.at, default=None)
        draft = self.draft(some, served_promises(card), None)
        badge = newest_badge(self._points[some])
        return CardFile(card, self._people[some], needs, meeting, self.address(some), draft, badge)

    def address(self, person_id: Id) -> str | None:
        """The first e-mail address of a person."""
        points = self._points[person_id]
        return next((point.value for point in points if point.kind is ContactKind.EMAIL), None)

    def draft(self, person_id: Id, served: Sequence[Promise], kind: DraftKind | None) -> Draft:
        """The message that serves these promises."""
        facts = known_facts(
            self._people[person_id],
            self._me,
            meetings=self._meetings[person_id],
            needs=self._needs[person_id],
            served=served,
        )
        kind = kind or draft_kind(served, today=self._today)
        return draft(kind, facts, self._templates, today=self._today)


def done(connection: Connection, name: str, *, now: datetime) -> tuple[Decided, ChangeSet]:
    """Plan that the message is written: the served promises are kept, the other due reasons closed.

    `name` is a person with a card, a promise or a follow-up; the latter two are done alone. Raises
    NotFoundError, AmbiguousError.
    """
    task = _Task(connection, name, now)
    for promise in task.served:
        task.change(promise, replace(promise, state=PromiseState.KEPT, kept_at=now))
    for why in task.due:
        if why.promise is None:
            task.decide(why, FollowUpState.DONE, None)
    return task.planned(Label.DONE)


def later(connection: Connection, name: str, *, day: date | None, now: datetime) -> tuple[Decided, ChangeSet]:
    """Plan to come back on a day, or someday (None): a promise keeps the day it is due."""
    return _put_off(_Task(connection, name, now), Label.LATER, FollowUpState.SNOOZED, day)


def skip(connection: Connection, name: str, *, now: datetime) -> tuple[Decided, ChangeSet]:
    """Plan to come back tomorrow."""
    tomorrow = now.date() + timedelta(days=1)
    return _put_off(_Task(connection, name, now), Label.SKIP, FollowUpState.SKIPPED, tomorrow)


def _put_off(
    task: "_Task", label: Label, state: FollowUpState, day: date | None
) -> tuple[Decided, ChangeSet]:
    for why in task.due:
        task.decide(why, state, day)
    return task.planned(label)


def let_go(connection: Connection, name: str, *, now: datetime) -> tuple[Decided, ChangeSet]:
    """Plan to drop the promises that are due and to dismiss the other due reasons."""
    task = _Task(connection, name, now)
    for why in task.due:
        if why.promise is not None:
            task.change(why.promise, replace(why.promise, state=PromiseState.LET_GO))
        else:
            task.decide(why, FollowUpState.LET_GO, None)
    return task.planned(Label.LET_GO)


@dataclass(frozen=True, slots=True)
class _Why:
    """A reason that a decision is about."""

    person_id: Id
    reason: Reason
    source_id: Id
    promise: Promise | None

    @property
    def id(self) -> Id:
        return follow_up_id(self.person_id, self.reason, self.source_id)


class _Task:
    """What a name on the command line, or a card in the window, means in today's queue."""

    due: tuple[_Why, ...] = ()
    """The card's due reasons, or the one that was named."""
    served: tuple[Promise, ...] = ()
    """The promises that the card's message keeps, or the one that was named."""

    def __init__(self, connection: Connection, name: str, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._changes: list[Change] = []
        self._cards = cards(connection, today=now.date())
        self.person = person_with(connection, self._meant(name))

    def _meant(self, name: str) -> Id:
        """Take what a name means for the task; whose it is."""
        person, whys = self._named(name)
        candidates = [(why.id, why.reason.value) for why in whys]
        candidates += [(person.id, person.name)] if person is not None else []
        if len(candidates) > 1:
            raise AmbiguousError("id", name, candidates)
        if not whys:
            # Also for an id: the user's own is nobody's.
            return self._card_of(person_named(self._connection, name).id)
        why = whys[0]
        if why.promise is None:
            self.due = (why,)
        elif why.promise.state is PromiseState.OPEN:
            self.due, self.served = (why,), (why.promise,)
        return why.person_id

    def _named(self, name: str) -> tuple[Person | None, list[_Why]]:
        """The person, and the reasons in the queue or put aside, that have this id or ending of one."""
        whys = {why.id: why for card in self._cards for why in _whys(card) if is_id_of(why.id, name)}
        try:
            record = record_named(self._connection, name, _NAMEABLE)
        except NotFoundError:
            return None, [*whys.values()]
        if isinstance(record, Person):
            return record, [*whys.values()]
        why = self._why(record)
        return None, [*(whys | {why.id: why}).values()]

    def _card_of(self, person_id: Id) -> Id:
        for card in self._cards:
            if card.person_id == person_id:
                acting = {reason.id for reason in due_reasons(card)}
                self.due = tuple(why for why in _whys(card) if why.id in acting)
                self.served = served_promises(card)
        return person_id

    def _why(self, record: Promise | FollowUp | Encounter) -> _Why:
        """The reason that comes from a record, whether or not it stands in the queue."""
        if isinstance(record, Promise):
            return _Why(record.person_id, Reason.PROMISE, record.id, record)
        if isinstance(record, Encounter):
            return _Why(record.person_id, Reason.HELLO, record.id, None)
        promises = records_of(self._connection, Kind.PROMISE, "id", [record.source_id])
        return _Why(record.person_id, record.reason, record.source_id, next(iter(promises), None))

    def change(self, before: Record, after: Record) -> None:
        """Plan another version of a record."""
        self._changes.append(Change.of(before, after))

    def decide(self, why: _Why, state: FollowUpState, day: date | None) -> None:
        """Plan a decision about a reason in place of an earlier one."""
        owner = owner_of(self._connection)
        decision = FollowUp(why.id, owner, why.person_id, why.reason, why.source_id, state, day, self._now)
        earlier = records_of(self._connection, Kind.FOLLOW_UP, "id", [why.id])
        if not earlier:
            self._changes.append(Change.add(decision))
        elif (earlier[0].state, earlier[0].day) != (state, day):
            self.change(earlier[0], decision)

    def planned(self, label: Label) -> tuple[Decided, ChangeSet]:
        """The plan, with whose card comes next."""
        changed = tuple(change.after for change in self._changes if change.after is not None)
        decided = Decided(self.person, changed, self._next())
        return decided, ChangeSet(label, tuple(self._changes), {"name": self.person.name})

    def _next(self) -> Person | None:
        due = [card.person_id for card in self._cards if card.is_due]
        place = due.index(self.person.id) if self.person.id in due else 0
        others = [some for some in (*due[place:], *due[:place]) if some != self.person.id]
        return person_with(self._connection, others[0]) if others else None


def _whys(card: Card) -> list[_Why]:
    promises = {promise.id: promise for promise in card.promises}
    return [
        _Why(card.person_id, one.kind.reason, one.source.id, promises.get(one.source.id))
        for one in card.reasons
    ]
