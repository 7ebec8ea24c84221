"""The queue of the morning: whom to write to, why, and in which order.

A further reason joins with a member of `ReasonKind`, at its place in the order of the morning, and a
function beside `_promised` and `_hellos`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from companion.model.change import Kind
from companion.model.event import Meeting
from companion.model.followup import FollowUp, FollowUpState, Reason
from companion.model.identity import Id, follow_up_id
from companion.model.promise import Promise, PromiseState

HELLO_LASTS = timedelta(days=14)
"""How long after its day a hello still makes sense."""

_NIGHT = timedelta(hours=4)
_CLOSED = {FollowUpState.DONE, FollowUpState.LET_GO}


class ReasonKind(StrEnum):
    """What a reason is shown as, in the order of the morning."""

    PROMISE_OVERDUE = "promise_overdue"
    PROMISE = "promise"
    HELLO = "hello"

    @property
    def reason(self) -> Reason:
        """What the user's decision about it is stored under."""
        return Reason.PROMISE if self is ReasonKind.PROMISE_OVERDUE else Reason(self.value)


_ORDER = {kind: place for place, kind in enumerate(ReasonKind)}


@dataclass(frozen=True, slots=True)
class Source:
    """The record that a reason comes from."""

    kind: Kind
    id: Id


@dataclass(frozen=True, slots=True)
class DueReason:
    """Why to write to a person; its `id` is that of the follow-up that keeps the user's decision."""

    id: Id
    kind: ReasonKind
    person_id: Id
    text: str
    """The promise, or the name of the event."""
    due: date
    """The day it was meant for; putting it off does not change it."""
    day: date
    """When it stands in the queue: `due`, or the later day that it was put off to."""
    is_due: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Card:
    """One person of the queue.

    `reasons` are those that are due, in the order of the morning, then promises not yet due; if none
    is due, all that come, the next one first. `promises` are all open ones, the earliest due first.
    """

    person_id: Id
    reasons: tuple[DueReason, ...]
    promises: tuple[Promise, ...]

    @property
    def is_due(self) -> bool:
        """Whether the card belongs to today; the others are only shown on request."""
        return self.reasons[0].is_due


_Decisions = Mapping[tuple[Id, Reason, Id], FollowUp]


def queue(
    promises: Sequence[Promise], meetings: Sequence[Meeting], decisions: Sequence[FollowUp], *, today: date
) -> tuple[Card, ...]:
    """The cards that are due, in the order of the morning, then those to come, by day.

    Of equal first reasons the earlier due comes first, then whoever was met (last) earlier.
    """
    open_promises: defaultdict[Id, list[Promise]] = defaultdict(list)
    for promise in sorted(promises, key=lambda one: (one.due, one.id)):
        if promise.state is PromiseState.OPEN:
            open_promises[promise.person_id].append(promise)
    decided = {(one.person_id, one.reason, one.source_id): one for one in decisions}
    reasons: defaultdict[Id, list[DueReason]] = defaultdict(list)
    for reason in (*_promised(open_promises, decided, today), *_hellos(meetings, decided, today)):
        reasons[reason.person_id].append(reason)
    cards = [
        Card(person_id, _in_order(some), tuple(open_promises.get(person_id, ())))
        for person_id, some in reasons.items()
    ]
    met_at = _met_at(meetings)
    return tuple(sorted(cards, key=lambda card: _card_place(card, met_at.get(card.person_id))))


def served_promises(card: Card) -> tuple[Promise, ...]:
    """The promises that a message keeps: all that are due, else the next one, in their order."""
    promised = [reason for reason in card.reasons if reason.kind.reason is Reason.PROMISE]
    chosen = [reason for reason in promised if reason.is_due] or promised[:1]
    by_id = {promise.id: promise for promise in card.promises}
    return tuple(by_id[reason.source.id] for reason in chosen)


def due_reasons(card: Card) -> tuple[DueReason, ...]:
    """What Later, Skip and Let go act on: never a promise that is not yet due."""
    return tuple(reason for reason in card.reasons if reason.is_due)


def minutes(cards: int) -> int:
    """About how many minutes that many cards take: 0.8 each, at least one in all."""
    return max(1, round(cards * 0.8)) if cards else 0


def evening_of(moment: datetime, time_zone: str) -> date:
    """The day that a moment is remembered as, where it happened: until 04:00 it is the day before."""
    return (moment.astimezone(_zone(time_zone)) - _NIGHT).date()


@cache
def _zone(name: str) -> tzinfo:
    """A time zone by its IANA name; UTC for one that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _promised(
    promises: Mapping[Id, Sequence[Promise]], decided: _Decisions, today: date
) -> Iterator[DueReason]:
    for person_id, some in promises.items():
        for promise in some:
            decision = decided.get((person_id, Reason.PROMISE, promise.id))
            day = _day(promise.due, decision)
            if day is None:
                continue
            kind = ReasonKind.PROMISE_OVERDUE if promise.due < today else ReasonKind.PROMISE
            source = Source(Kind.PROMISE, promise.id)
            yield _reason(kind, person_id, promise.text, promise.due, day, source, today)


def _hellos(meetings: Sequence[Meeting], decided: _Decisions, today: date) -> Iterator[DueReason]:
    for meeting in meetings:
        met, event = meeting.encounter, meeting.event
        due = evening_of(met.at, event.time_zone) + timedelta(days=1)
        day = _day(due, decided.get((met.person_id, Reason.HELLO, met.id)))
        if day is None or today - day > HELLO_LASTS:
            continue
        source = Source(Kind.ENCOUNTER, met.id)
        yield _reason(ReasonKind.HELLO, met.person_id, event.name, due, day, source, today)


def _day(due: date, decision: FollowUp | None) -> date | None:
    """When a reason stands in the queue; None when it was closed, or put off without a date."""
    if decision is None:
        return due
    if decision.state in _CLOSED or decision.day is None:
        return None
    return max(due, decision.day)


def _reason(
    kind: ReasonKind, person_id: Id, text: str, due: date, day: date, source: Source, today: date
) -> DueReason:
    identity = follow_up_id(person_id, kind.reason, source.id)
    return DueReason(identity, kind, person_id, text, due, day, day <= today, source)


def _in_order(reasons: Sequence[DueReason]) -> tuple[DueReason, ...]:
    due = sorted((one for one in reasons if one.is_due), key=_reason_place)
    coming = sorted((one for one in reasons if not one.is_due), key=lambda one: (one.day, _reason_place(one)))
    if due:
        coming = [one for one in coming if one.kind.reason is Reason.PROMISE]
    return (*due, *coming)


def _reason_place(reason: DueReason) -> tuple[int, date, Id]:
    return _ORDER[reason.kind], reason.due, reason.source.id


def _met_at(meetings: Sequence[Meeting]) -> dict[Id, datetime]:
    """When each person was met last."""
    latest: dict[Id, datetime] = {}
    for met in (meeting.encounter for meeting in meetings):
        latest[met.person_id] = max(met.at, latest.get(met.person_id, met.at))
    return latest


def _card_place(card: Card, met_at: datetime | None) -> tuple[bool, date, int, date, bool, datetime, Id]:
    first = card.reasons[0]
    day = date.min if first.is_due else first.day
    unmet = datetime.max.replace(tzinfo=UTC)
    return (
        not first.is_due,
        day,
        _ORDER[first.kind],
        first.due,
        met_at is None,
        met_at or unmet,
        card.person_id,
    )
