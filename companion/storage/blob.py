"""Pictures beside the records that show them: kept once, and only while something names them."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, delete, insert, select

from companion.model.blob import Blob
from companion.model.change import Kind
from companion.storage import journal, tables
from companion.storage.bulk import run_many
from companion.storage.chunk import chunks
from companion.storage.record import TABLES, unpacked
from companion.storage.steps import Steps

_BLOB = tables.blob
_NAMES = ("digest", "media_type", "content")
_INSERT = insert(_BLOB)
_SHOWING = (Kind.PERSON, Kind.SOURCE_CARD)
_FIELD = "photo"


def add(connection: Connection, blobs: Sequence[Blob], steps: Steps) -> None:
    """Keep pictures, unless they are kept already."""
    for some in chunks(blobs):
        new = {blob.digest: blob for blob in some}
        there = select(_BLOB.c.digest).where(_BLOB.c.digest.in_(new))
        for digest in connection.execute(there).scalars():
            del new[digest]
        rows = [(blob.digest, blob.media_type, blob.content) for blob in new.values()]
        run_many(connection, _INSERT, _NAMES, rows)
        steps.done(len(some))


def remove_unnamed(connection: Connection) -> int:
    """Remove the pictures that no record shows and no undo or redo brings back; returns how many."""
    named = set(_shown(connection)) | set(_brought_back(connection))
    kept = connection.execute(select(_BLOB.c.digest)).scalars()
    unnamed = [digest for digest in kept if digest not in named]
    for some in chunks(unnamed):
        connection.execute(delete(_BLOB).where(_BLOB.c.digest.in_(some)))
    return len(unnamed)


def _shown(connection: Connection) -> Iterator[str]:
    for kind in _SHOWING:
        column = TABLES[kind].c[_FIELD]
        yield from connection.execute(select(column).where(column.is_not(None)).distinct()).scalars()


def _brought_back(connection: Connection) -> Iterator[str]:
    """What the records showed, before and after, that entries which can be taken back have changed."""
    for row in connection.execute(journal.reversible_changes(_SHOWING)):
        if row.removed is not None:
            digests = [getattr(unpacked(row.kind, row.removed), _FIELD)]
        else:
            digests = (row.fields or {}).get(_FIELD, [])
        yield from (digest for digest in digests if digest is not None)
