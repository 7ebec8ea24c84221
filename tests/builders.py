"""Records for tests: each complete, with defaults that any test may rely on not to matter."""

import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from companion.model.capture import Mention, RawCapture
from companion.model.change import Change, ChangeSet, Label, Record
from companion.model.event import Attendee, Encounter, Event, EventKind
from companion.model.followup import FollowUp, FollowUpState, Reason
from companion.model.giving import Introduction, IntroductionState
from companion.model.identity import Id, follow_up_id, new_id, pair_id
from companion.model.my_card import CardForm, MyCard
from companion.model.need import Need, NeedState, Offer
from companion.model.person import ContactKind, ContactPoint, Note, NotSame, Person, Tag
from companion.model.promise import Promise, PromiseState
from companion.model.source_card import IMPORT, SourceCard

NOW = datetime(2026, 3, 12, 20, 30, tzinfo=UTC)
TODAY = date(2026, 3, 12)


def person(name: str = "Ada Byron", **values: Any) -> Person:
    return replace(Person(new_id(), name), **values)


def contact_point(who: Person, value: str = "ada@example.org", **values: Any) -> ContactPoint:
    return replace(ContactPoint(new_id(), who.id, ContactKind.EMAIL, value, value), **values)


def tag(who: Person, name: str = "berlin") -> Tag:
    return Tag(new_id(), who.id, name)


def note(who: Person, text: str = "likes chess", *, owner_id: Id, **values: Any) -> Note:
    return replace(Note(new_id(), owner_id, who.id, None, text, NOW), **values)


def need(who: Person, text: str = "a graphic designer", **values: Any) -> Need:
    return replace(Need(new_id(), who.id, None, text, NeedState.OPEN, NOW), **values)


def offer(who: Person, text: str = "knows investors", **values: Any) -> Offer:
    return replace(Offer(new_id(), who.id, None, text, NOW), **values)


def promise(who: Person, text: str = "send the posting", *, owner_id: Id, **values: Any) -> Promise:
    made = Promise(new_id(), owner_id, who.id, None, text, TODAY, PromiseState.OPEN, NOW)
    return replace(made, **values)


def event(name: str = "Founders mixer", *, owner_id: Id, **values: Any) -> Event:
    """A gathering that has ended; `ends_at=None` for a running one."""
    started = NOW.replace(hour=18)
    made = Event(
        new_id(), owner_id, name, EventKind.MIXER, "Hub", None, started, NOW.replace(hour=23), "Europe/Berlin"
    )
    return replace(made, **values)


def encounter(who: Person, at: Event, /, **values: Any) -> Encounter:
    return replace(Encounter(new_id(), who.id, at.id, NOW), **values)


def raw_capture(line: str = "Ada Byron ?a graphic designer", *, owner_id: Id, **values: Any) -> RawCapture:
    return replace(RawCapture(new_id(), owner_id, None, NOW, line, (), 1), **values)


def mention(who: Person, capture: RawCapture, met: Encounter | None = None) -> Mention:
    return Mention(new_id(), capture.id, who.id, met and met.id)


def follow_up(who: Person, source: Promise | Encounter, *, owner_id: Id, **values: Any) -> FollowUp:
    reason = Reason.PROMISE if isinstance(source, Promise) else Reason.HELLO
    made_id = follow_up_id(who.id, reason.value, source.id)
    made = FollowUp(made_id, owner_id, who.id, reason, source.id, FollowUpState.SNOOZED, TODAY, NOW)
    return replace(made, **values)


def introduction(a: Person, b: Person, *, owner_id: Id, **values: Any) -> Introduction:
    made = Introduction(new_id(), owner_id, a.id, b.id, b.name, None, None, IntroductionState.IDEA, NOW)
    return replace(made, **values)


def source_card(who: Person | None, uid: str | None = None, **values: Any) -> SourceCard:
    """A card as it came; None for the card of a group."""
    made_id, content = new_id(), zlib.compress(b"BEGIN:VCARD")
    digest = sha256(made_id.bytes).hexdigest()
    made = SourceCard(made_id, who and who.id, IMPORT, uid, "3.0", digest, None, content)
    return replace(made, **values)


def not_same(a: Person, b: Person) -> NotSame:
    return NotSame(pair_id(a.id, b.id), a.id, b.id)


def attendee(at: Event, who: Person | None = None, /, **values: Any) -> Attendee:
    return replace(Attendee(new_id(), at.id, who and who.id, who.name if who else "Ada Byron"), **values)


def my_card(*fields: str, owner_id: Id, **values: Any) -> MyCard:
    return replace(MyCard(new_id(), owner_id, "Work", fields, CardForm.VCARD), **values)


def adding(*records: Record, label: Label = Label.ADD, **facts: str) -> ChangeSet:
    return ChangeSet(label, tuple(Change.add(record) for record in records), facts)


def changing(*pairs: tuple[Record, Record], label: Label = Label.EDIT, **facts: str) -> ChangeSet:
    return ChangeSet(label, tuple(Change.of(before, after) for before, after in pairs), facts)


def removing(*records: Record, label: Label = Label.DELETE, **facts: str) -> ChangeSet:
    return ChangeSet(label, tuple(Change.remove(record) for record in records), facts)
