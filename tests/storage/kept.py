"""What a store holds, as one value to compare."""

from typing import Any

from sqlalchemy import Connection, select

from companion.model.change import Kind
from companion.storage import search_index, tables
from companion.storage.record import TABLES
from companion.storage.store import Store

Kept = dict[str, list[tuple[Any, ...]]]


def kept(store: Store) -> Kept:
    """Every row of every kind of record, and every search document but for its number."""
    return store.read(_kept)


def _kept(connection: Connection) -> Kept:
    rows = {kind.value: select(TABLES[kind]) for kind in Kind}
    rows["search"] = select(*(tables.search_document.c[name] for name in search_index.Document._fields))
    return {name: sorted(map(tuple, connection.execute(some)), key=repr) for name, some in rows.items()}
