"""What happened with a person, newest first, a sentence each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from types import MappingProxyType

from companion.model.change import Kind
from companion.model.followup import FollowUpState, Reason
from companion.model.giving import Introduction
from companion.model.identity import Id
from companion.model.promise import Promise, PromiseState
from companion.storage.queries.person import WholePerson
from companion.wording.naming import name_words
from companion.wording.phrase import mark

_PROMISED: Mapping[PromiseState, str] = MappingProxyType(
    {
        PromiseState.OPEN: mark("Timeline", "You promised: {text}, due {due}"),
        PromiseState.KEPT: mark("Timeline", "You promised: {text}"),
        PromiseState.LET_GO: mark("Timeline", "You promised: {text}, let go"),
    }
)


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened, and the record that tells of it."""

    at: datetime
    kind: str
    text: str
    id: Id | None


def timeline(whole: WholePerson, *, zone: tzinfo | None) -> tuple[TimelineItem, ...]:
    """Meetings, needs and offers heard, promises made and kept, introductions, notes; newest first."""
    items = sorted(_items(whole), key=lambda item: (item.at, str(item.id)), reverse=True)
    return tuple(TimelineItem(item.at.astimezone(zone), item.kind, item.text, item.id) for item in items)


def _items(whole: WholePerson) -> Iterator[TimelineItem]:
    def heard(pattern: str, text: str, event_id: Id | None) -> str:
        said = pattern.format(text=text)
        return f"{said} ({whole.events[event_id].name})" if event_id else said

    for meeting in whole.meetings:
        text = mark("Timeline", "Met at {event}").format(event=meeting.event.name)
        yield TimelineItem(meeting.encounter.at, Kind.ENCOUNTER.value, text, meeting.encounter.id)
    for need in whole.needs:
        text = heard(mark("Timeline", "Needs: {text}"), need.text, need.event_id)
        yield TimelineItem(need.heard_at, Kind.NEED.value, text, need.id)
    for offer in whole.offers:
        text = heard(mark("Timeline", "Offers: {text}"), offer.text, offer.event_id)
        yield TimelineItem(offer.heard_at, Kind.OFFER.value, text, offer.id)
    for note in whole.notes:
        yield TimelineItem(note.at, Kind.NOTE.value, heard("{text}", note.text, note.event_id), note.id)
    for promise in whole.promises:
        yield from _promised(promise)
    for one in whole.introductions:
        yield TimelineItem(one.created_at, Kind.INTRODUCTION.value, _introduced(whole, one), one.id)
    for decision in whole.follow_ups:
        if decision.state is FollowUpState.DONE and decision.reason is Reason.HELLO:
            said = mark("Timeline", "You wrote a hello")
            yield TimelineItem(decision.decided_at, decision.reason.value, said, None)


def _promised(promise: Promise) -> Iterator[TimelineItem]:
    pattern = _PROMISED[promise.state]
    text = pattern.format(text=promise.text, due=promise.due)
    yield TimelineItem(promise.made_at, Kind.PROMISE.value, text, promise.id)
    if promise.kept_at is not None:
        text = mark("Timeline", "Promise kept: {text}").format(text=promise.text)
        yield TimelineItem(promise.kept_at, Kind.PROMISE.value, text, promise.id)


def _introduced(whole: WholePerson, one: Introduction) -> str:
    if one.a_id != whole.person.id:
        return mark("Timeline", "{name} wants to meet them").format(name=name_words(whole.names[one.a_id]))
    name = name_words(whole.names[one.b_id]) if one.b_id is not None else one.b_name
    return mark("Timeline", "Wants to meet {name}").format(name=name)
