"""Taking things away: a record with everything that stands on it, in one change set."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from companion.model.capture import Mention, RawCapture
from companion.model.change import KINDS, Change, ChangeSet, Kind, Label, Record
from companion.model.event import Attendee, Encounter, Event
from companion.model.giving import Introduction
from companion.model.identity import Id
from companion.model.my_card import MyCard
from companion.model.need import Need, Offer
from companion.model.person import ContactPoint, Note, Person, Tag
from companion.model.promise import Promise
from companion.storage.engine import Connection
from companion.storage.queries.person import person_with, records_of
from companion.storage.reference import referring

DELETABLE = (
    Kind.NEED,
    Kind.OFFER,
    Kind.PROMISE,
    Kind.NOTE,
    Kind.TAG,
    Kind.CONTACT_POINT,
    Kind.INTRODUCTION,
    Kind.ENCOUNTER,
    Kind.EVENT,
    Kind.ATTENDEE,
    Kind.MY_CARD,
)
_UNTIED = {
    (Kind.ENCOUNTER, "introduced_by_id"),
    (Kind.INTRODUCTION, "b_id"),
    (Kind.ATTENDEE, "person_id"),
}
"""Fields that may point to a person without being about them: what stays keeps a name, if it has one."""
_LABELS = {Kind.PERSON: Label.DELETE_PERSON, Kind.EVENT: Label.DELETE_EVENT}


def delete(connection: Connection, record: Record) -> ChangeSet:
    """Plan to take away a person or another record, and what makes no sense without it.

    Of a person everything goes, the raw lines that were only about them and the cards that they came
    from too; an introduction to them and the lists of those expected at events keep the name. Of an
    event the encounters and the list go; what was heard there and my cards for it stay.
    """
    removal = _Removal(connection)
    removal.remove(record)
    label = _LABELS.get(KINDS[type(record)], Label.DELETE)
    return ChangeSet(label, removal.changes(), facts_of(connection, record))


def facts_of(connection: Connection, record: Record) -> dict[str, str]:
    """What a sentence about a record says: its `kind`, the `name` of whom it is about, its own `text`."""
    kind = KINDS[type(record)].value
    if isinstance(record, Person | Event):
        return {"kind": kind, "name": record.name}
    person_id = getattr(record, "person_id", None) or getattr(record, "a_id", None)
    name = person_with(connection, person_id).name if person_id else ""
    return {"kind": kind, "name": name, "text": _text(connection, record)}


def name_of(connection: Connection, record: Record) -> str:
    """What a record is called in a list: its own text, or the name of whom it is about."""
    facts = facts_of(connection, record)
    return facts.get("text") or facts["name"]


def _text(connection: Connection, record: Record) -> str:
    match record:
        case Need() | Offer() | Promise() | Note():
            return record.text
        case Tag() | Attendee() | MyCard():
            return record.name
        case ContactPoint():
            return record.value
        case Introduction():
            return record.b_name
        case RawCapture():
            return record.line
        case Encounter():
            event: Event = records_of(connection, Kind.EVENT, "id", [record.event_id])[0]
            return event.name
        case _:
            return ""


class _Removal:
    """Follows what points to a record: removes what cannot be without it, unties the rest."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._gone: dict[Id, Record] = {}
        self._untied: dict[Id, Change] = {}

    def remove(self, record: Record) -> None:
        """Take a record into the removal, with what stands on it."""
        if record.id in self._gone:
            return
        self._gone[record.id] = record
        for field, other in referring(self._connection, KINDS[type(record)], record.id):
            if self._goes_along(record, field, other):
                self.remove(other)
            else:
                # Nothing kept points to more than one thing that goes.
                nothing: dict[str, Any] = {field: None}
                self._untied[other.id] = Change.of(other, replace(other, **nothing))
        for other in self._unpointed(record):
            self.remove(other)

    def changes(self) -> tuple[Change, ...]:
        """The planned changes; what is untied and goes as well only goes."""
        untied = [change for some, change in self._untied.items() if some not in self._gone]
        return (*untied, *(Change.remove(record) for record in self._gone.values()))

    def _goes_along(self, record: Record, field: str, other: Record) -> bool:
        if isinstance(record, Event):
            return isinstance(other, Encounter | Attendee)
        if isinstance(record, Encounter):
            return False
        return (KINDS[type(other)], field) not in _UNTIED

    def _unpointed(self, record: Record) -> Iterator[Any]:
        """What belongs to a record without a foreign key: decisions about it, its raw line."""
        if isinstance(record, Promise | Encounter):
            yield from records_of(self._connection, Kind.FOLLOW_UP, "source_id", [record.id])
        if isinstance(record, Mention):
            others = records_of(self._connection, Kind.MENTION, "capture_id", [record.capture_id])
            if all(other.id in self._gone for other in others):
                yield from records_of(self._connection, Kind.RAW_CAPTURE, "id", [record.capture_id])
