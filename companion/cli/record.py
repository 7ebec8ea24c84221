"""Records as the JSON shows them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from companion.cli.context import Context
from companion.model.change import KINDS, Record
from companion.model.event import Event
from companion.model.giving import Introduction
from companion.model.identity import Id
from companion.model.need import Need, Offer
from companion.model.person import ContactPoint, Note, Person, Tag
from companion.model.promise import Promise
from companion.storage.queries.person import WholePerson

History = Sequence[tuple[datetime, Mapping[str, Any]]]


def shown(context: Context, record: Record) -> dict[str, object]:
    """One record with its kind, as the edits answer it."""
    return {"kind": KINDS[type(record)].value, "id": str(record.id), **_fields(context, record)}


def _fields(context: Context, record: Record) -> dict[str, object]:
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
        case Note():
            return {"text": record.text, "at": context.instant(record.at)}
        case Tag() | Event():
            return {"name": record.name}
        case ContactPoint():
            return {"kind": record.kind.value, "value": record.value, "label": record.label}
        case Introduction():
            return {"to": record.b_name, "state": record.state.value}
        case _:
            return {}


def person_shown(
    context: Context, whole: WholePerson, timeline: Sequence[Any], histories: Mapping[Id, History]
) -> dict[str, object]:
    """Everything about one person, as `show` answers it."""

    def of(records: Sequence[Any]) -> list[dict[str, object]]:
        return [{"id": str(record.id), **_fields(context, record)} for record in records]

    person = whole.person
    return {
        "id": str(person.id),
        "name": person.name,
        "organisation": person.organisation,
        "title": person.title,
        "birthday": person.birthday,
        "starred": person.starred,
        "contact_points": [_fields(context, point) for point in whole.contact_points],
        "tags": sorted(tag.name for tag in whole.tags),
        "needs": of(whole.needs),
        "offers": of(whole.offers),
        "promises": of(whole.promises),
        "introductions": [
            _introduction(context, whole, one, histories.get(one.id, ())) for one in whole.introductions
        ],
        "notes": of(whole.notes),
        "timeline": [{"at": context.instant(one.at), "kind": one.kind, "text": one.text} for one in timeline],
    }


def _introduction(
    context: Context, whole: WholePerson, one: Introduction, history: History
) -> dict[str, object]:
    def reference(person_id: Id | None, name: str) -> dict[str, object]:
        known = whole.names.get(person_id, name) if person_id else name
        return {"id": str(person_id) if person_id else None, "name": known}

    moved = [(at, fields["state"]) for at, fields in history if "state" in fields]
    first = moved[0][1][0] if moved else one.state.value
    states = [(one.created_at, first), *((at, after) for at, (_, after) in moved)]
    return {
        "id": str(one.id),
        "a": reference(one.a_id, ""),
        "b": reference(one.b_id, one.b_name),
        "why": one.why,
        "state": one.state.value,
        "history": [{"at": context.instant(at), "state": state} for at, state in states],
    }
