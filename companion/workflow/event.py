"""Starting, ending and editing events."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from companion.model.change import Change, ChangeSet, Label
from companion.model.error import InvalidValueError, NoRunningEventError
from companion.model.event import Event, EventKind
from companion.model.identity import new_id
from companion.rules.search import words
from companion.storage.engine import Connection
from companion.storage.queries.event import running_event
from companion.storage.store import owner_of

_TEXTS = ("name", "venue", "goal")
EDITABLE = ("name", "kind", "venue", "goal", "starts_at", "ends_at")


def start(
    connection: Connection,
    name: str,
    *,
    now: datetime,
    time_zone: str,
    kind: str | None = None,
    venue: str | None = None,
    goal: str | None = None,
    at: datetime | None = None,
) -> tuple[Event, ChangeSet]:
    """Plan a new running event, which may have begun in the past; ends the one that is running.

    Without a kind, the name's own word for one is taken ("Founders mixer"). Raises InvalidValueError.
    """
    name = _words(name)
    if not name:
        raise InvalidValueError("name", name)
    event = Event(
        id=new_id(),
        owner_id=owner_of(connection),
        name=name,
        kind=_kind(kind) if kind else kind_in(name),
        venue=_words(venue) or None,
        goal=_words(goal) or None,
        starts_at=at or now,
        ends_at=None,
        time_zone=time_zone,
    )
    running = running_event(connection)
    ended = (Change.of(running, _ended(running, now)),) if running is not None else ()
    return event, ChangeSet(Label.START_EVENT, (*ended, Change.add(event)), {"name": name})


def end(connection: Connection, *, at: datetime) -> tuple[Event, ChangeSet]:
    """Plan the end of the running event; raises NoRunningEventError."""
    running = running_event(connection)
    if running is None:
        raise NoRunningEventError
    ended = _ended(running, at)
    return ended, ChangeSet(Label.END_EVENT, (Change.of(running, ended),), {"name": ended.name})


def edit(
    connection: Connection, event: Event, values: Mapping[str, str | datetime | None]
) -> tuple[Event, ChangeSet]:
    """Plan new values of an event's fields; an empty `ends_at` lets it run on.

    Raises InvalidValueError for an unknown field, a value that does not fit, or when two events
    would run at once.
    """
    edited = event
    for field, value in values.items():
        edited = _with(edited, field, value)
    if edited.ends_at is not None and edited.ends_at < edited.starts_at:
        raise InvalidValueError("ends_at", edited.ends_at.isoformat())
    running = running_event(connection)
    if edited.ends_at is None and running is not None and running.id != edited.id:
        raise InvalidValueError("ends_at", "")
    changes = (Change.of(event, edited),) if edited != event else ()
    return edited, ChangeSet(Label.EDIT_EVENT, changes, {"name": edited.name})


def _with(event: Event, field: str, value: str | datetime | None) -> Event:
    if field not in EDITABLE:
        raise InvalidValueError("field", field, EDITABLE)
    if field == "starts_at" and isinstance(value, datetime):
        return replace(event, starts_at=value)
    if field == "ends_at" and (value is None or isinstance(value, datetime)):
        return replace(event, ends_at=value)
    if field == "kind" and isinstance(value, str):
        return replace(event, kind=_kind(value))
    if field not in _TEXTS or not (value is None or isinstance(value, str)):
        raise InvalidValueError(field, str(value or ""))
    text = _words(value)
    if field == "venue":
        return replace(event, venue=text or None)
    if field == "goal":
        return replace(event, goal=text or None)
    if not text:
        raise InvalidValueError("name", "")
    return replace(event, name=text)


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def _ended(event: Event, at: datetime) -> Event:
    return replace(event, ends_at=max(at, event.starts_at))


def _kind(value: str) -> EventKind:
    try:
        return EventKind(value.strip().lower())
    except ValueError:
        raise InvalidValueError("kind", value, [kind.value for kind in EventKind]) from None


def kind_in(name: str) -> EventKind:
    """The kind that an event's own name says ("Founders mixer"), else `OTHER`."""
    named = set(words(name))
    return next((kind for kind in EventKind if kind.value in named), EventKind.OTHER)
