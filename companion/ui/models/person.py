"""One person as their page shows them, and what can be changed there; imported once the data is open."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from operator import itemgetter

from PySide6.QtCore import QObject

from companion.model.change import ChangeSet, Record
from companion.model.contact import Detail, DetailKind
from companion.model.error import InvalidValueError, NotFoundError
from companion.model.identity import Id
from companion.model.need import Need, NeedState, Offer
from companion.model.person import ContactKind, ContactPoint, Person
from companion.model.promise import Promise, PromiseState
from companion.rules.dates import read_day
from companion.rules.schedule import ReasonKind, queue
from companion.storage.engine import Connection
from companion.storage.queries.person import WholePerson, newest_badge, whole_person
from companion.ui.desk import Desk
from companion.ui.moment import (
    birthday,
    day_in_words,
    exact,
    exact_day,
    read_birthday,
    recent_day,
    weekday_and_day,
)
from companion.ui.tokens import Ink, Role
from companion.ui.widgets.chip import ChipText
from companion.ui.widgets.fact_column import FactText
from companion.wording.code import text_words
from companion.wording.field import PERSON_FIELDS, card_words, detail_words
from companion.wording.naming import name_words
from companion.wording.reason import NEED_STATES, PROMISE_STATES, due_words, past_words
from companion.wording.timeline import timeline
from companion.workflow import person as workflow
from companion.workflow.exchange.detail import details_by_card
from companion.workflow.tidy import delete

STATES_OF_NEEDS = tuple((state.value, words) for state, words in NEED_STATES.items())
STATES_OF_PROMISES = tuple((state.value, words) for state, words in PROMISE_STATES.items())
_NEED_ROLES = {
    NeedState.OPEN: Role.NEUTRAL,
    NeedState.BEING_HELPED: Role.PERSON,
    NeedState.MET: Role.OK,
    NeedState.NO_LONGER: Role.NEUTRAL,
}
_PROMISE_ROLES = {
    PromiseState.OPEN: Role.NEUTRAL,
    PromiseState.KEPT: Role.OK,
    PromiseState.LET_GO: Role.NEUTRAL,
}
CONTACT_ICONS = {
    ContactKind.EMAIL: "mail",
    ContactKind.PHONE: "phone",
    ContactKind.URL: "link",
    ContactKind.ADDRESS: "map-pin",
    ContactKind.IM: "message-circle",
    ContactKind.BADGE: "id-card",
}
BIRTHDAY = "birthday"
"""The key of the line with a birthday, which is a field of the person and no record."""
_DAYS = (DetailKind.ANNIVERSARY, DetailKind.DATE)
_RECENT = 14
"""Days for which the last contact counts as fresh."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, as the timeline tells it."""

    kind: str
    text: str
    when: str
    tip: str


@dataclass(frozen=True, slots=True)
class DetailLine:
    """One more thing that a card says, which no field holds."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class CardLines:
    """What one card says besides, and where it comes from."""

    source: str
    tip: str
    """When it came, exactly."""
    lines: tuple[DetailLine, ...]
    key: Id | None = None
    """Of a paper card, by which it is taken away."""
    photo: str | None = None
    """The digest of the photo of a paper card."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person in words."""

    id: Id
    name: str
    called: str
    """The name, or what stands for it."""
    title: str
    organisation: str
    starred: bool
    photo: str | None
    """The digest of a picture."""
    met: str
    """Where and when one met."""
    next_step: str
    next_role: Role
    contact: ChipText | None
    """How long ago the last contact was."""
    contact_tip: str
    tags: tuple[tuple[Id, str], ...]
    needs: tuple[FactText, ...]
    offers: tuple[FactText, ...]
    promises: tuple[FactText, ...]
    notes: tuple[FactText, ...]
    contact_points: tuple[FactText, ...]
    cards: tuple[CardLines, ...]
    happenings: tuple[Happening, ...]


class PersonFile(QObject):
    """Reads a person, says them in words and passes on what the user changes."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._whole: WholePerson | None = None
        self._records: dict[object, Record] = {}

    def read(self, person_id: Id) -> PersonView | None:
        """The person of that id, in words; None when there is none any more."""
        try:
            self._whole = whole = self._desk.read(whole_person, person_id)
        except NotFoundError:
            self._whole = None
            self._records = {}
            return None
        self._records = {record.id: record for records in _told(whole) for record in records}
        return self.view_of(whole)

    @property
    def person_id(self) -> Id | None:
        """Who was read last; None for nobody."""
        return self._whole.person.id if self._whole is not None else None

    # What the user changes; each says whether it was stored

    def edit(self, field: str, text: str) -> bool:
        """Give a field of the person another value."""
        return self._edit({field: [text]})

    def add(self, kind: str, text: str) -> bool:
        """Add a need, offer, promise, tag or note."""
        now = self._desk.now()
        return self._change(partial(workflow.add, person=self._person(), kind=kind, text=text, now=now))

    def add_contact(self, field: str, text: str) -> bool:
        """Add a contact point of a kind, or the birthday."""
        if field == BIRTHDAY:
            return self.edit(BIRTHDAY, read_birthday(text))
        points = self._whole.contact_points if self._whole is not None else ()
        values = {field: [*(point.value for point in points if point.kind == field), text]}
        return self._edit(values)

    def rewrite(self, key: object, text: str) -> bool:
        """Give a record, or the birthday, other words."""
        if key == BIRTHDAY:
            return self.edit(BIRTHDAY, read_birthday(text))
        record, region = self._records[key], self._desk.settings.phone_region
        return self._change(lambda _: workflow.rewrite(record, text, name=self._person().name, region=region))

    def set_state(self, key: object, state: str) -> bool:
        """Put a need or promise into another state."""
        record, now = self._records[key], self._desk.now()
        return self._change(lambda _: workflow.set_state(record, state, now=now))

    def move_due(self, key: object, text: str) -> bool:
        """Move the day of a promise to the one that was typed."""
        promise, today = self._records[key], self._desk.now().date()

        def plan(_: Connection) -> tuple[Promise, ChangeSet]:
            day = read_day(text, today)
            if day is None or not isinstance(promise, Promise):
                raise InvalidValueError("day", text, (self.tr("fri"), self.tr("in 3 days"), "2026-12-03"))
            return workflow.move_due(promise, day, name=self._person().name)

        return self._change(plan)

    def remove(self, key: object) -> bool:
        """Take a record, or the birthday, away."""
        if key == BIRTHDAY:
            return self.edit(BIRTHDAY, "")
        return self._remove(self._records[key])

    def delete(self) -> bool:
        """Take the person away, with all that is known of them."""
        return self._remove(self._person())

    def _edit(self, values: Mapping[str, Sequence[str]]) -> bool:
        region = self._desk.settings.phone_region
        return self._change(partial(workflow.edit, person=self._person(), values=values, region=region))

    def _remove(self, record: Record) -> bool:
        return self._change(lambda connection: (record, delete(connection, record)))

    def _change(self, plan: Callable[[Connection], tuple[Record, ChangeSet]]) -> bool:
        return self._desk.change(plan) is not None

    def _person(self) -> Person:
        if self._whole is None:
            raise RuntimeError("nobody is shown")
        return self._whole.person

    # In words

    def view_of(self, whole: WholePerson) -> PersonView:
        """A person that was read already, in words."""
        person, today = whole.person, self._desk.now().date()
        step, role = self._next_step(whole, today)
        return PersonView(
            id=person.id,
            name=person.name,
            called=name_words(person.name, newest_badge(whole.contact_points)),
            title=person.title or "",
            organisation=person.organisation or "",
            starred=person.starred,
            photo=person.photo,
            met=self._met(whole, today),
            next_step=step,
            next_role=role,
            contact=self._contact(whole, today),
            contact_tip=exact(self._local(whole.last_contact)) if whole.last_contact else "",
            tags=tuple(sorted(((tag.id, tag.name) for tag in whole.tags), key=itemgetter(1))),
            needs=tuple(self._need(need, whole) for need in sorted(whole.needs, key=_need_place)),
            offers=tuple(self._offer(offer, whole) for offer in whole.offers),
            promises=tuple(
                self._promise(one, whole, today) for one in sorted(whole.promises, key=_due_place)
            ),
            notes=tuple(
                FactText(note.id, note.text, tip=self._source(whole, note.event_id, note.at))
                for note in whole.notes
            ),
            contact_points=(*map(_contact_point, whole.contact_points), *_birthday(person)),
            cards=tuple(self._cards(whole, today)),
            happenings=tuple(self._happenings(whole, today)),
        )

    def _met(self, whole: WholePerson, today: date) -> str:
        if not whole.meetings:
            return ""
        first, last = whole.meetings[0], whole.meetings[-1]
        day = day_in_words(self._local(first.encounter.at).date(), today)
        met = self.tr("Met at {event}, {day}").format(event=first.event.name, day=day)
        if first is last:
            return met
        day = day_in_words(self._local(last.encounter.at).date(), today)
        last_met = self.tr("last at {event}, {day}").format(event=last.event.name, day=day)
        return f"{met}; {last_met}"

    def _next_step(self, whole: WholePerson, today: date) -> tuple[str, Role]:
        """The first reason to write to them, and how urgent it looks."""
        cards = queue(whole.promises, whole.meetings, whole.follow_ups, today=today)
        if not cards:
            return "", Role.NEUTRAL
        reason = cards[0].reasons[0]
        day = due_words(reason.day, today)
        if reason.kind is ReasonKind.HELLO and reason.is_due:
            return self.tr("Next: say hello"), Role.PERSON
        if reason.kind is ReasonKind.HELLO:
            return self.tr("Next: say hello, {day}").format(day=day), Role.PERSON
        role = Role.DANGER if reason.kind is ReasonKind.PROMISE_OVERDUE else Role.PROMISE
        return self.tr("Next: {promise}, {day}").format(promise=reason.text, day=day), role

    def _contact(self, whole: WholePerson, today: date) -> ChipText | None:
        if whole.last_contact is None:
            return None
        day = self._local(whole.last_contact).date()
        role = Role.OK if (today - day).days <= _RECENT else Role.NEUTRAL
        if (today - day).days <= 1:
            return ChipText(past_words(day, today), role)
        return ChipText(self.tr("{span} ago").format(span=past_words(day, today)), role)

    def _need(self, need: Need, whole: WholePerson) -> FactText:
        return FactText(
            need.id,
            need.text,
            "lightbulb",
            Role.NEED,
            is_past=need.state in (NeedState.MET, NeedState.NO_LONGER),
            state=ChipText(NEED_STATES[need.state], _NEED_ROLES[need.state]),
            tip=self._source(whole, need.event_id, need.heard_at),
        )

    def _offer(self, offer: Offer, whole: WholePerson) -> FactText:
        tip = self._source(whole, offer.event_id, offer.heard_at)
        return FactText(offer.id, offer.text, "gift", Role.OFFER, tip=tip)

    def _promise(self, promise: Promise, whole: WholePerson, today: date) -> FactText:
        is_open = promise.state is PromiseState.OPEN
        made = self._source(whole, promise.event_id, promise.made_at)
        due = self.tr("due {day}").format(day=exact_day(promise.due))
        return FactText(
            promise.id,
            promise.text,
            "handshake",
            Role.PROMISE,
            is_past=not is_open,
            state=ChipText(PROMISE_STATES[promise.state], _PROMISE_ROLES[promise.state]),
            day=weekday_and_day(promise.due),
            day_ink=Role.DANGER if is_open and promise.due < today else Ink.MUTED,
            tip=f"{due}; {made}",
        )

    def _source(self, whole: WholePerson, event_id: Id | None, moment: datetime) -> str:
        """Where and when it was heard or written."""
        at = exact(self._local(moment))
        return f"{whole.events[event_id].name}, {at}" if event_id is not None else at

    def _cards(self, whole: WholePerson, today: date) -> Iterator[CardLines]:
        for card in self._desk.read(details_by_card, whole.source_cards):
            at = self._local(card.came_at) if card.came_at is not None else None
            source = card_words(card.source, day_in_words(at.date(), today) if at is not None else "")
            lines = tuple(DetailLine(detail_words(detail), _said(detail)) for detail in card.details)
            if card.text:
                name = self.tr("Text of the card") if card.photo is not None else self.tr("Text of the code")
                lines = (*lines, DetailLine(name, text_words(card.text)))
            tip = exact(at) if at is not None else ""
            yield CardLines(source, tip, lines, card.source.id, card.photo)

    def _happenings(self, whole: WholePerson, today: date) -> Iterator[Happening]:
        for item in timeline(whole, zone=self._desk.now().tzinfo):
            yield Happening(item.kind, item.text, recent_day(item.at.date(), today), exact(item.at))

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._desk.now().tzinfo)


def _told(whole: WholePerson) -> Iterator[Sequence[Record]]:
    """What a person's page shows that can be changed or taken away there."""
    yield from (whole.needs, whole.offers, whole.promises, whole.notes, whole.contact_points, whole.tags)
    yield [card for card in whole.source_cards if card.is_paper]


def _need_place(need: Need) -> tuple[int, Id]:
    return list(NeedState).index(need.state), need.id


def _due_place(promise: Promise) -> tuple[bool, date, Id]:
    return promise.state is not PromiseState.OPEN, promise.due, promise.id


def _said(detail: Detail) -> str:
    """What a card says, days in words."""
    return birthday(detail.value) if detail.kind in _DAYS else detail.value


def _birthday(person: Person) -> Iterator[FactText]:
    """A birthday stands among what a person is reached by, and is edited there."""
    if person.birthday:
        yield FactText(BIRTHDAY, birthday(person.birthday), "cake", aside=PERSON_FIELDS["birthday"].lower())


def _contact_point(point: ContactPoint) -> FactText:
    is_email = point.kind is ContactKind.EMAIL
    icon = CONTACT_ICONS[point.kind]
    typed = point.typed or point.value
    tip = point.value if point.value != typed else ""
    return FactText(point.id, typed, icon, aside=point.label or "", tip=tip, is_copyable=is_email)
