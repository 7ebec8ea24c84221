"""The edits of the person page: adding facts, changing fields, texts and states."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from companion.model.change import KINDS, Change, ChangeSet, Kind, Label, Record
from companion.model.error import InvalidValueError
from companion.model.giving import Introduction, IntroductionState
from companion.model.identity import Id, new_id
from companion.model.need import Need, NeedState, Offer
from companion.model.person import ContactKind, ContactPoint, Note, Person, Tag
from companion.model.promise import Promise, PromiseState
from companion.rules.dates import read_promise
from companion.rules.phone import e164
from companion.storage.engine import Connection
from companion.storage.queries.event import encounter_of, running_event
from companion.storage.queries.person import person_with, records_of
from companion.storage.record import contact_key
from companion.storage.store import owner_of
from companion.workflow.my_card import following

FACTS = ("need", "offer", "promise", "tag", "note")
_TYPED = tuple(kind.value for kind in ContactKind if kind is not ContactKind.BADGE)
"""The number of a badge comes from the badge: typed, it would be without its event."""
FIELDS = ("name", "title", "organisation", "birthday", "starred", *_TYPED)
MY_FIELDS = (*(field for field in FIELDS if field != "starred"), "ask_me_about", "looking_for")
_BIRTHDAY = re.compile(r"(?P<year>[0-9]{4}|-)(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_BIRTHDAYS = ("YYYY-MM-DD", "--MM-DD", "YYYY-MM", "YYYY")
_YES = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}

S = TypeVar("S", NeedState, PromiseState, IntroductionState)


def create(name: str) -> tuple[Person, ChangeSet]:
    """Plan somebody of whom nothing but the name is known; raises InvalidValueError."""
    words = " ".join(name.split())
    if not words:
        raise InvalidValueError("name", name)
    person = Person(new_id(), words)
    return person, ChangeSet(Label.ADD_PERSON, (Change.add(person),), {"name": words})


def add(
    connection: Connection, person: Person, kind: str, text: str, *, now: datetime
) -> tuple[Record, ChangeSet]:
    """Plan a new need, offer, promise, tag or note of a person; a promise may end in a date.

    A tag that is there already is answered as it is. Raises InvalidValueError.
    """
    if kind not in FACTS:
        raise InvalidValueError("kind", kind, FACTS)
    words = _kept(Kind(kind), text)
    if not words:
        raise InvalidValueError(kind, text)
    if kind == "tag" and (known := _tag_of(connection, person.id, words)) is not None:
        return known, ChangeSet(Label.ADD, ())
    record = _fact(connection, person, kind, words, now)
    facts = {"name": person.name, "text": words, "kind": kind}
    return record, ChangeSet(Label.ADD, (Change.add(record),), facts)


def _kept(kind: Kind, text: str) -> str:
    """A text as it is kept: the lines of a note stay, a tag is lower case and has no sign."""
    if kind is Kind.NOTE:
        return text.strip()
    words = " ".join(text.split())
    return words.lstrip("# ").lower() if kind is Kind.TAG else words


def _fact(connection: Connection, person: Person, kind: str, text: str, now: datetime) -> Record:
    owner, event_id = owner_of(connection), _here(connection, person)
    match kind:
        case "need":
            return Need(new_id(), person.id, event_id, text, NeedState.OPEN, now)
        case "offer":
            return Offer(new_id(), person.id, event_id, text, now)
        case "tag":
            return Tag(new_id(), person.id, text)
        case "note":
            return Note(new_id(), owner, person.id, event_id, text, now)
        case _:
            some = read_promise(text, now.date())
            state = PromiseState.OPEN
            return Promise(new_id(), owner, person.id, event_id, some.text, some.due, state, now)


def _here(connection: Connection, person: Person) -> Id | None:
    """The running event, if the person was met there."""
    event = running_event(connection)
    if event is None or encounter_of(connection, person.id, event.id) is None:
        return None
    return event.id


def _tag_of(connection: Connection, person_id: Id, name: str) -> Tag | None:
    tags = records_of(connection, Kind.TAG, "person_id", [person_id])
    return next((tag for tag in tags if tag.name == name), None)


def edit(
    connection: Connection, person: Person, values: Mapping[str, Sequence[str]], *, region: str
) -> tuple[Person, ChangeSet]:
    """Plan new values of a person's fields: several for contact points, an empty one removes.

    What is given for `email`, `phone`, `url` or `address` takes the place of all that were there.
    Raises InvalidValueError, also where a name is taken away.
    """
    edited, changes = _edited(connection, person, values, FIELDS, region)
    if not edited.name and "name" in values:
        raise InvalidValueError("name", "")
    return edited, ChangeSet(Label.EDIT_PERSON, tuple(changes), {"name": edited.name})


def edit_me(
    connection: Connection, values: Mapping[str, Sequence[str]], *, region: str, now: datetime
) -> tuple[Person, ChangeSet]:
    """Plan new values of the user's own card; `ask_me_about` are offers, `looking_for` needs of mine.

    What takes the place of contact points takes it on the cards that are shown as codes too.
    """
    me = person_with(connection, owner_of(connection))
    edited, changes = _edited(connection, me, values, MY_FIELDS, region)
    changes += following(connection, changes)
    texts = values.get("ask_me_about")
    if texts is not None:
        changes += _replaced(connection, me, Kind.OFFER, texts, now)
    texts = values.get("looking_for")
    if texts is not None:
        changes += _replaced(connection, me, Kind.NEED, texts, now)
    return edited, ChangeSet(Label.EDIT_MY_CARD, tuple(changes))


def _edited(
    connection: Connection,
    person: Person,
    values: Mapping[str, Sequence[str]],
    fields: Sequence[str],
    region: str,
) -> tuple[Person, list[Change]]:
    edited = person
    changes: list[Change] = []
    for field, given in values.items():
        if field not in fields:
            raise InvalidValueError("field", field, fields)
        if field in set(ContactKind):
            changes += _contacts(connection, person, ContactKind(field), given, region)
        elif field not in {"ask_me_about", "looking_for"}:
            edited = _with(edited, field, " ".join(given[-1].split()))
    if edited != person:
        changes.insert(0, Change.of(person, edited))
    return edited, changes


def _with(person: Person, field: str, value: str) -> Person:
    if field == "starred":
        if value.lower() not in _YES:
            raise InvalidValueError(field, value, ("true", "false"))
        return replace(person, starred=_YES[value.lower()])
    if field == "name":
        return replace(person, name=value)
    if field == "birthday" and value and not _is_birthday(value):
        raise InvalidValueError(field, value, _BIRTHDAYS)
    changed: dict[str, Any] = {field: value or None}
    return replace(person, **changed)


def _is_birthday(value: str) -> bool:
    """Whether as much of a day is said as is known of it: without a year it has both month and day."""
    match = _BIRTHDAY.fullmatch(value)
    if match is None or (match["year"] == "-" and match["day"] is None):
        return False
    try:
        # Any leap year will do: the 29th of February is a birthday.
        year = 2000 if match["year"] == "-" else int(match["year"])
        date(year, int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        return False
    return True


def _contacts(
    connection: Connection, person: Person, kind: ContactKind, given: Sequence[str], region: str
) -> list[Change]:
    before = [
        point
        for point in records_of(connection, Kind.CONTACT_POINT, "person_id", [person.id])
        if point.kind is kind
    ]
    wanted = {contact_key(kind, value): (value, typed) for value, typed in _values(kind, given, region)}
    kept = {contact_key(kind, point.value) for point in before}
    gone = [Change.remove(point) for point in before if contact_key(kind, point.value) not in wanted]
    come = [
        Change.add(ContactPoint(new_id(), person.id, kind, value, typed))
        for key, (value, typed) in wanted.items()
        if key not in kept
    ]
    return [*gone, *come]


def _values(kind: ContactKind, given: Sequence[str], region: str) -> list[tuple[str, str]]:
    """What to keep, and as what it was typed."""
    typed = [" ".join(value.split()) for value in given if value.strip()]
    return [(contact_value(kind, value, region), value) for value in typed]


def contact_value(kind: ContactKind, typed: str, region: str) -> str:
    """The value to keep of a contact point as typed; raises InvalidValueError."""
    if kind is ContactKind.PHONE:
        # An extension or a number that is valid nowhere is kept as typed: it is what the user has.
        return e164(typed, region) or typed
    if kind is ContactKind.EMAIL and not re.fullmatch(r"[^@\s]+@[^@\s]+", typed):
        raise InvalidValueError(kind.value, typed)
    return typed


def _replaced(
    connection: Connection, me: Person, kind: Kind, texts: Sequence[str], now: datetime
) -> list[Change]:
    wanted = dict.fromkeys(_kept(kind, text) for text in texts if text.strip())
    # What was found already is not on the card, and stays.
    records = records_of(connection, kind, "person_id", [me.id])
    before = [record for record in records if not isinstance(record, Need) or record.is_open]
    gone = [Change.remove(record) for record in before if record.text not in wanted]
    known = {record.text for record in before}
    come = [_fact(connection, me, kind.value, text, now) for text in wanted if text not in known]
    return [*gone, *(Change.add(record) for record in come)]


def rewrite(record: Record, text: str, *, name: str, region: str) -> tuple[Record, ChangeSet]:
    """Plan another wording of a need, offer, promise, note, tag or contact point of a person.

    `name` is the person's, for the sentence. Raises InvalidValueError when nothing is left.
    """
    words = _kept(KINDS[type(record)], text)
    if not words:
        raise InvalidValueError("text", text)
    match record:
        case Need() | Offer() | Promise() | Note():
            edited: Record = replace(record, text=words)
        case Tag():
            edited = replace(record, name=words)
        case ContactPoint():
            edited = replace(record, value=contact_value(record.kind, words, region), typed=words)
        case _:
            raise InvalidValueError("text", text)
    changes = (Change.of(record, edited),) if edited != record else ()
    return edited, ChangeSet(Label.EDIT, changes, {"name": name, "text": words})


def move_due(promise: Promise, due: date, *, name: str) -> tuple[Promise, ChangeSet]:
    """Plan another day for a promise: what was promised for, not a snooze."""
    edited = replace(promise, due=due)
    changes = (Change.of(promise, edited),) if edited != promise else ()
    return edited, ChangeSet(Label.EDIT, changes, {"name": name, "text": promise.text})


def set_state(record: Record, state: str, *, now: datetime) -> tuple[Record, ChangeSet]:
    """Plan another state of a need, promise or introduction; raises InvalidValueError."""
    word = "_".join(state.lower().replace("-", " ").replace("_", " ").split())
    match record:
        case Need():
            edited: Record = replace(record, state=_state(NeedState, word))
        case Promise():
            new = _state(PromiseState, word)
            kept_at = (record.kept_at or now) if new is PromiseState.KEPT else None
            edited = replace(record, state=new, kept_at=kept_at)
        case Introduction():
            edited = replace(record, state=_state(IntroductionState, word))
        case _:
            raise InvalidValueError("state", state)
    changes = (Change.of(record, edited),) if edited != record else ()
    text = record.b_name if isinstance(record, Introduction) else record.text
    return edited, ChangeSet(Label.SET_STATE, changes, {"text": text, "state": word})


def _state(states: type[S], word: str) -> S:
    try:
        return states(word)
    except ValueError:
        raise InvalidValueError("state", word, [state.value for state in states]) from None
