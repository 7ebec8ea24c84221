"""Which records point to which: the references between kinds, and reads that follow them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection

from companion.model.change import Kind, Record
from companion.model.identity import Id
from companion.storage.chunk import chunks
from companion.storage.record import TABLES, record_from, selected


@cache
def references(kind: Kind) -> Sequence[tuple[str, Kind]]:
    """The fields of a kind of record that point to another, and to which kind.

    But for the owner: who owns something is never removed, and is pointed to by almost everything.
    """
    columns = [column for column in TABLES[kind].c if column.name != "owner_id"]
    return [(column.name, Kind(key.column.table.name)) for column in columns for key in column.foreign_keys]


def referring(connection: Connection, kind: Kind, record_id: Id) -> Iterator[tuple[str, Record]]:
    """Every (field, record) that points to a record."""
    for other, table in TABLES.items():
        for field, target in references(other):
            if target is kind:
                for row in connection.execute(selected(other).where(table.c[field] == record_id)):
                    yield field, record_from(other, row)


def records_there(connection: Connection, kind: Kind, ids: Sequence[Id]) -> Mapping[Id, Any]:
    """The records of a kind with these ids; those that are gone are left out."""
    found: dict[Id, Any] = {}
    for some in chunks(ids):
        rows = connection.execute(selected(kind).where(TABLES[kind].c.id.in_(some)))
        records = (record_from(kind, row) for row in rows)
        found |= {record.id: record for record in records}
    return found
