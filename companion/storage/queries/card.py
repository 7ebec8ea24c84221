"""Reads for many people at once: what an import looks up before it, and what an export writes.

Each takes any number of keys and asks for them in a few statements.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, cast, or_, select

from companion.model.blob import Blob
from companion.model.change import Kind
from companion.model.identity import Id
from companion.model.person import ContactKind, ContactPoint, Note, Person, Tag
from companion.model.source_card import SourceCard
from companion.storage import tables
from companion.storage.chunk import chunks
from companion.storage.queries.person import records_of
from companion.storage.record import record_from, selected
from companion.storage.store import owner_of

_CARD = tables.source_card.c
_POINT = tables.contact_point.c
_PERSON = tables.person.c


@dataclass(frozen=True, slots=True)
class WholeContact:
    """What a contact card says of a person; each list oldest first."""

    person: Person
    contact_points: tuple[ContactPoint, ...]
    tags: tuple[Tag, ...]
    notes: tuple[Note, ...]
    source_cards: tuple[SourceCard, ...]


def blob_with(connection: Connection, digest: str) -> Blob | None:
    """The picture of that digest; None when it is not kept."""
    return blobs_with(connection, [digest]).get(digest)


def blobs_with(connection: Connection, digests: Sequence[str]) -> Mapping[str, Blob]:
    """The pictures of these digests; those that are not kept are left out."""
    found: dict[str, Blob] = {}
    columns = tables.blob.c
    for some in chunks(digests):
        statement = select(columns.digest, columns.media_type, columns.content)
        rows = connection.execute(statement.where(columns.digest.in_(some)))
        found |= {row.digest: Blob(*row) for row in rows}
    return found


def photos_of(connection: Connection, person_ids: Sequence[Id]) -> Mapping[Id, str]:
    """The digests of the photos of these people; those without one are left out."""
    found: dict[Id, str] = {}
    columns = tables.person.c
    for some in chunks(person_ids):
        statement = select(columns.id, columns.photo).where(columns.id.in_(some), columns.photo.is_not(None))
        found |= {row.id: row.photo for row in connection.execute(statement)}
    return found


def source_cards_of(connection: Connection, person_ids: Sequence[Id]) -> Mapping[Id, Sequence[SourceCard]]:
    """The cards that these people came from, oldest first; people without one are left out."""
    return _grouped(connection, Kind.SOURCE_CARD, person_ids)


def cards_with_digest(connection: Connection, digests: Sequence[str]) -> Mapping[str, Sequence[SourceCard]]:
    """The kept cards of each digest, oldest first; digests that none has are left out."""
    return _cards_by(connection, _CARD.digest, digests)


def cards_with_uid(connection: Connection, uids: Sequence[str]) -> Mapping[str, Sequence[SourceCard]]:
    """The kept cards of each UID, oldest first; UIDs that none has are left out."""
    return _cards_by(connection, _CARD.uid, uids)


def group_cards(connection: Connection) -> Sequence[SourceCard]:
    """The kept cards of groups of people, oldest first."""
    statement = selected(Kind.SOURCE_CARD).where(_CARD.person_id.is_(None)).order_by(_CARD.id)
    return [record_from(Kind.SOURCE_CARD, row) for row in connection.execute(statement)]


def people_with_keys(
    connection: Connection, keys: Sequence[tuple[ContactKind, str]]
) -> Mapping[tuple[ContactKind, str], Sequence[tuple[Id, str]]]:
    """Who has each of these contact points, as (kind, `record.contact_key`): (id, name), oldest first.

    The user is left out, and so are keys that nobody has.
    """
    owner = owner_of(connection)
    values: dict[ContactKind, list[str]] = {}
    for kind, value in dict.fromkeys(keys):
        values.setdefault(kind, []).append(value)
    found: dict[tuple[ContactKind, str], list[tuple[Id, str]]] = {}
    for kind, of_kind in values.items():
        for some in chunks(of_kind):
            statement = (
                select(_POINT.value_key, _PERSON.id, _PERSON.name)
                .join_from(tables.contact_point, tables.person, _POINT.person_id == _PERSON.id)
                .where(_POINT.kind == kind, _POINT.value_key.in_(some), _PERSON.id != owner)
                .order_by(_PERSON.id)
                .distinct()
            )
            for value, person_id, name in connection.execute(statement):
                found.setdefault((kind, value), []).append((person_id, name))
    return found


def people_with_names(connection: Connection, names: Sequence[str]) -> Mapping[str, Sequence[Person]]:
    """The people of each of these names, folded (`rules.search.fold`), oldest first.

    The user is left out, and so are names that nobody bears.
    """
    owner = owner_of(connection)
    columns = selected(Kind.PERSON).add_columns(_PERSON.name_key)
    found: dict[str, list[Person]] = {}
    for some in chunks(list(dict.fromkeys(names))):
        statement = columns.where(_PERSON.name_key.in_(some), _PERSON.id != owner).order_by(_PERSON.id)
        for *person, name in connection.execute(statement):
            found.setdefault(name, []).append(record_from(Kind.PERSON, person))
    return found


def people_ids(connection: Connection) -> Sequence[Id]:
    """Everybody but the user, by name."""
    statement = select(_PERSON.id).where(_PERSON.id != owner_of(connection))
    return connection.execute(statement.order_by(_PERSON.name_key, _PERSON.id)).scalars().all()


def cards_came_at(connection: Connection, card_ids: Sequence[Id]) -> Mapping[Id, datetime]:
    """When each of these kept cards came, or another one took its place, last."""
    change, entry = tables.change.c, tables.change_set.c
    # Of a card that only goes to another person, nothing that it says has changed.
    came = or_(change.fields.is_(None), cast(change.fields, Text).contains('"digest"'))
    found: dict[Id, datetime] = {}
    for some in chunks(card_ids):
        statement = (
            select(change.record_id, entry.at)
            .join_from(tables.change, tables.change_set, entry.seq == change.seq)
            .where(
                change.kind == Kind.SOURCE_CARD, change.record_id.in_(some), change.removed.is_(None), came
            )
            .order_by(entry.seq)
        )
        found |= {row.record_id: row.at for row in connection.execute(statement)}
    return found


def contacts_of(connection: Connection, person_ids: Sequence[Id]) -> Iterator[WholeContact]:
    """What contact cards say of these people, in this order; those who are gone are left out.

    Read a few hundred at a time as they are asked for: all of them need not fit into memory.
    """
    for some in chunks(person_ids):
        people = {person.id: person for person in records_of(connection, Kind.PERSON, "id", some)}
        kinds = (Kind.CONTACT_POINT, Kind.TAG, Kind.NOTE, Kind.SOURCE_CARD)
        groups = [_grouped(connection, kind, some) for kind in kinds]
        for person_id in some:
            if person_id in people:
                yield WholeContact(people[person_id], *(tuple(group.get(person_id, ())) for group in groups))


def _grouped(connection: Connection, kind: Kind, person_ids: Sequence[Id]) -> Mapping[Id, Sequence[Any]]:
    groups: dict[Id, list[Any]] = {}
    for record in records_of(connection, kind, "person_id", person_ids):
        groups.setdefault(record.person_id, []).append(record)
    return groups


def _cards_by(
    connection: Connection, column: ColumnElement[Any], keys: Sequence[str]
) -> Mapping[str, Sequence[SourceCard]]:
    found: dict[str, list[SourceCard]] = {}
    for some in chunks(list(dict.fromkeys(keys))):
        statement = selected(Kind.SOURCE_CARD).add_columns(column).where(column.in_(some))
        for *card, key in connection.execute(statement.order_by(_CARD.id)):
            found.setdefault(key, []).append(record_from(Kind.SOURCE_CARD, card))
    return found
