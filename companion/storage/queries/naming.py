"""What the user means by a name: an id, the ending of one, an e-mail address, an exact name."""

from collections.abc import Sequence
from string import hexdigits
from typing import Any

from sqlalchemy import Connection, func

from companion.model.change import Kind, Record
from companion.model.error import AmbiguousError, NotFoundError
from companion.model.event import Event
from companion.model.identity import Id
from companion.model.person import ContactKind, Person
from companion.rules.search import fold
from companion.storage.queries.person import people_named, people_with_contact
from companion.storage.record import TABLES, record_from, selected
from companion.storage.store import owner_of

_SHORTEST_ENDING = 4


def person_named(connection: Connection, name: str) -> Person:
    """The one person of that id, id ending (4 or more characters), e-mail address or exact name.

    Raises NotFoundError; AmbiguousError with the candidates.
    """
    owner = owner_of(connection)
    found = [person for person in _by_id(connection, Kind.PERSON, name) if person.id != owner]
    found = found or list(people_with_contact(connection, [(ContactKind.EMAIL, name)]))
    if not found and name.strip():
        found = list(people_named(connection, name))
    person: Person = _only("person", name, [(person, person.name) for person in found])
    return person


def event_named(connection: Connection, name: str) -> Event:
    """The one event of that id, id ending or exact name; raises NotFoundError, AmbiguousError."""
    found = _by_id(connection, Kind.EVENT, name)
    if not found:
        # The database tells only plain Latin letters apart from their capitals.
        events = (record_from(Kind.EVENT, row) for row in connection.execute(selected(Kind.EVENT)))
        found = [event for event in events if fold(event.name) == fold(name)]
    event: Event = _only("event", name, [(event, event.name) for event in found])
    return event


def record_named(connection: Connection, name: str, kinds: Sequence[Kind]) -> Any:
    """The one record of these kinds with that id or id ending; raises NotFoundError, AmbiguousError."""
    found = [record for kind in kinds for record in _by_id(connection, kind, name)]
    return _only("id", name, [(record, _said(record)) for record in found])


def is_id_of(record_id: Id, name: str) -> bool:
    """Whether a name is that id, or an ending of 4 or more characters of it."""
    ending = _ending(name)
    return ending is not None and record_id.hex.endswith(ending)


def _ending(name: str) -> str | None:
    """The hexadecimal digits of an id or an id ending; None for any other name."""
    ending = name.strip().replace("-", "").lower()
    fits = _SHORTEST_ENDING <= len(ending) <= 32 and set(ending) <= set(hexdigits)
    return ending if fits else None


def _by_id(connection: Connection, kind: Kind, name: str) -> list[Any]:
    ending = _ending(name)
    if ending is None:
        return []
    columns = TABLES[kind].c
    if len(ending) == 32:
        statement = selected(kind).where(columns.id == Id(ending))
    else:
        statement = selected(kind).where(func.substr(columns.id, -len(ending)) == ending)
    return [record_from(kind, row) for row in connection.execute(statement)]


def _only(kind: str, name: str, found: Sequence[tuple[Any, str]]) -> Any:
    if not found:
        raise NotFoundError(kind, name)
    if len(found) > 1:
        raise AmbiguousError(kind, name, [(record.id, said) for record, said in found])
    return found[0][0]


def _said(record: Record) -> str:
    return str(getattr(record, "text", "") or getattr(record, "name", "") or getattr(record, "value", ""))
