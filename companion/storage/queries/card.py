"""Reads for many people at once: what an import looks up before it, and what an export writes.

Each takes any number of keys and asks for them in a few statements. Of an import they are tens of thousands:
these go to the database as one list.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, bindparam, cast, func, or_, select

from companion.model.blob import Blob
from companion.model.change import Kind
from companion.model.identity import Id
from companion.model.person import ContactKind, ContactPoint, Note, Person, Tag
from companion.model.source_card import SourceCard
from companion.storage import tables
from companion.storage.chunk import chunks
from companion.storage.queries.person import records_of
from companion.storage.record import record_from, selected
from companion.storage.statement import rows_of
from companion.storage.store import owner_of
from companion.storage.types import plain_text

_CARD = tables.source_card.c
_POINT = tables.contact_point.c
_PERSON = tables.person.c
_KEYS = select(func.json_each(bindparam("keys", type_=Text)).table_valued("value").c.value)
"""What a list of texts holds, as `_listed` says it."""


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
    return _cards_by(connection, "digest", digests)


def cards_with_uid(connection: Connection, uids: Sequence[str]) -> Mapping[str, Sequence[SourceCard]]:
    """The kept cards of each UID, oldest first; UIDs that none has are left out."""
    return _cards_by(connection, "uid", uids)


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
    for kind, value in keys:
        values.setdefault(kind, []).append(value)
    found: dict[tuple[ContactKind, str], list[tuple[Id, str]]] = {}
    for kind, of_kind in values.items():
        asked = {"kind": kind, "keys": _listed(of_kind), "owner": owner}
        for value, person_id, name in rows_of(connection, _holders(), asked):
            found.setdefault((kind, value), []).append((person_id, name))
    return found


@cache
def _holders() -> Select[Any]:
    """Key, id and name of whoever but the `owner` has a contact point of a `kind` and of one of the `keys`."""
    columns: tuple[ColumnElement[Any], ...] = (_POINT.value_key, _PERSON.id, _PERSON.name)
    has_one = _POINT.value_key.in_(_KEYS), _POINT.kind == bindparam("kind", type_=_POINT.kind.type)
    return (
        select(*columns)
        .join_from(tables.contact_point, tables.person, _POINT.person_id == _PERSON.id)
        .where(*has_one, _PERSON.id != bindparam("owner", type_=_PERSON.id.type))
        .order_by(_PERSON.id)
        .distinct()
    )


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


def _cards_by(connection: Connection, name: str, keys: Sequence[str]) -> Mapping[str, Sequence[SourceCard]]:
    found: dict[str, list[SourceCard]] = {}
    for *card, key in rows_of(connection, _cards_among(name), {"keys": _listed(keys)}):
        found.setdefault(key, []).append(record_from(Kind.SOURCE_CARD, card))
    return found


@cache
def _cards_among(name: str) -> Select[Any]:
    """The kept cards of which the column of that name is one of the `keys`, and last that column."""
    column = _CARD[name]
    return selected(Kind.SOURCE_CARD).add_columns(column).where(column.in_(_KEYS)).order_by(_CARD.id)


def _listed(keys: Sequence[str]) -> str:
    return json.dumps([*map(plain_text, keys)], ensure_ascii=False)
