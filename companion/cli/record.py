"""Records as the JSON shows them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from companion.cli.context import Context
from companion.model.change import KINDS, Kind
from companion.model.event import Encounter, Event
from companion.model.giving import Introduction
from companion.model.identity import Id
from companion.model.my_card import MyCard
from companion.model.need import Need, Offer
from companion.model.person import ContactPoint, Note, Person, Tag
from companion.model.promise import Promise
from companion.storage import journal
from companion.storage.engine import Connection
from companion.storage.queries.person import WholePerson, records_of
from companion.wording.timeline import TimelineItem

Told = Person | ContactPoint | Tag | Note | Event | Encounter | Need | Offer | Promise | MyCard
"""What is told of people and events."""

History = Sequence[tuple[datetime, Mapping[str, Any]]]


def shown(context: Context, connection: Connection, record: Told | Introduction) -> dict[str, object]:
    """One record with its kind, as the edits answer it."""
    if isinstance(record, Introduction):
        others = [some for some in (record.a_id, record.b_id) if some is not None]
        people = records_of(connection, Kind.PERSON, "id", others)
        names = {person.id: person.name for person in people}
        fields = _introduction(context, record, names, journal.history(connection, record.id))
    else:
        fields = _fields(context, record)
    return {**fields, "kind": KINDS[type(record)].value, "id": str(record.id)}


def _fields(context: Context, record: Told) -> dict[str, object]:
    match record:
        case Person():
            return {"name": record.name, "organisation": record.organisation, "title": record.title}
        case Need():
            heard = context.instant(record.heard_at)
            return {"text": record.text, "state": record.state.value, "heard_at": heard}
        case Promise():
            return {"text": record.text, "due": record.due.isoformat(), "state": record.state.value}
        case Offer():
            return {"text": record.text, "heard_at": context.instant(record.heard_at)}
        case Note() | Encounter():
            text = {"text": record.text} if isinstance(record, Note) else {}
            return {**text, "at": context.instant(record.at)}
        case Tag() | Event():
            return {"name": record.name}
        case MyCard():
            return {"name": record.name, "fields": [*record.fields], "form": record.form.value}
        case _:
            return {"kind": record.kind.value, "value": record.value, "label": record.label}


def person_shown(
    context: Context, connection: Connection, whole: WholePerson, past: Sequence[TimelineItem]
) -> dict[str, object]:
    """Everything about one person, as `show` answers it."""

    def of(records: Sequence[Told]) -> list[dict[str, object]]:
        return [{"id": str(record.id), **_fields(context, record)} for record in records]

    person = whole.person
    return {
        "id": str(person.id),
        "name": person.name,
        "organisation": person.organisation,
        "title": person.title,
        "birthday": person.birthday,
        "starred": person.starred,
        "contact_points": of(whole.contact_points),
        "tags": sorted(tag.name for tag in whole.tags),
        "needs": of(whole.needs),
        "offers": of(whole.offers),
        "promises": of(whole.promises),
        "introductions": [
            _introduction(context, one, whole.names, journal.history(connection, one.id))
            for one in whole.introductions
        ],
        "notes": of(whole.notes),
        "timeline": [{"at": context.instant(one.at), "kind": one.kind, "text": one.text} for one in past],
    }


def _introduction(
    context: Context, one: Introduction, names: Mapping[Id, str], history: History
) -> dict[str, object]:
    moved = [(at, fields["state"]) for at, fields in history if "state" in fields]
    first = moved[0][1][0] if moved else one.state.value
    states = [(one.created_at, first), *((at, after) for at, (_, after) in moved)]
    other = {"id": str(one.b_id), "name": names[one.b_id]} if one.b_id else {"id": None, "name": one.b_name}
    return {
        "id": str(one.id),
        "a": {"id": str(one.a_id), "name": names[one.a_id]},
        "b": other,
        "why": one.why,
        "state": one.state.value,
        "history": [{"at": context.instant(at), "state": state} for at, state in states],
    }
