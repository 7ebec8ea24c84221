"""What happened with a person, newest first, a sentence each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from companion.model.change import Kind
from companion.model.followup import FollowUpState, Reason
from companion.model.identity import Id
from companion.model.promise import PromiseState
from companion.storage.queries.person import WholePerson


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
    def heard(event_id: Id | None) -> str:
        return f" ({whole.events[event_id].name})" if event_id else ""

    for meeting in whole.meetings:
        text = f"Met at {meeting.event.name}"
        yield TimelineItem(meeting.encounter.at, Kind.ENCOUNTER.value, text, meeting.encounter.id)
    for need in whole.needs:
        yield TimelineItem(
            need.heard_at, Kind.NEED.value, f"Needs: {need.text}{heard(need.event_id)}", need.id
        )
    for offer in whole.offers:
        text = f"Offers: {offer.text}{heard(offer.event_id)}"
        yield TimelineItem(offer.heard_at, Kind.OFFER.value, text, offer.id)
    for note in whole.notes:
        yield TimelineItem(note.at, Kind.NOTE.value, f"{note.text}{heard(note.event_id)}", note.id)
    yield from _promised(whole)
    for one in whole.introductions:
        asker = one.a_id == whole.person.id
        other = one.b_id if asker else one.a_id
        name = whole.names.get(other, one.b_name) if other else one.b_name
        text = f"Wants to meet {name}" if asker else f"{name} wants to meet them"
        yield TimelineItem(one.created_at, Kind.INTRODUCTION.value, text, one.id)
    for decision in whole.follow_ups:
        if decision.state is FollowUpState.DONE and decision.reason is Reason.HELLO:
            yield TimelineItem(decision.decided_at, "hello", "You wrote a hello", None)


def _promised(whole: WholePerson) -> Iterator[TimelineItem]:
    for promise in whole.promises:
        state = promise.state
        ending = {PromiseState.OPEN: f", due {promise.due}", PromiseState.LET_GO: ", let go"}.get(state, "")
        text = f"You promised: {promise.text}{ending}"
        yield TimelineItem(promise.made_at, Kind.PROMISE.value, text, promise.id)
        if promise.kept_at is not None:
            yield TimelineItem(
                promise.kept_at, Kind.PROMISE.value, f"Promise kept: {promise.text}", promise.id
            )
