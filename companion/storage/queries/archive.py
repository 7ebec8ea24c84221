"""Everything that is kept, for an archive of it."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from companion.model.blob import Blob
from companion.model.change import Kind, Record
from companion.storage import tables
from companion.storage.record import TABLES, record_from, selected


def all_records(connection: Connection) -> Iterator[Record]:
    """Every record, kind by kind, oldest first."""
    for kind in Kind:
        for row in connection.execute(selected(kind).order_by(TABLES[kind].c.id)):
            yield record_from(kind, row)


def all_blobs(connection: Connection) -> Iterator[Blob]:
    """Every picture."""
    columns = tables.blob.c
    statement = select(columns.digest, columns.media_type, columns.content).order_by(columns.digest)
    for row in connection.execute(statement):
        yield Blob(*row)
