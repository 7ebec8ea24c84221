"""Records to rows and back, and to JSON for the journal."""

import base64
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Enum, LargeBinary, Select, Table, Uuid, select

from companion.model.change import KINDS, Kind, Record
from companion.model.identity import Id
from companion.model.person import ContactKind, ContactPoint, Person
from companion.rules.search import fold
from companion.storage import tables
from companion.storage.types import Instant, Spans, is_plain, plain_text

_TYPES: Mapping[Kind, type[Any]] = {kind: record_type for record_type, kind in KINDS.items()}
_DERIVED: Mapping[Kind, tuple[str, ...]] = {Kind.PERSON: ("name_key",), Kind.CONTACT_POINT: ("value_key",)}
TABLES: Mapping[Kind, Table[Any]] = {kind: tables.metadata.tables[kind.value] for kind in Kind}


@cache
def names(kind: Kind) -> tuple[str, ...]:
    """The fields of a kind of record, in the order of its constructor."""
    return tuple(item.name for item in fields(_TYPES[kind]))


@cache
def selected(kind: Kind) -> Select[Any]:
    """A select of whole records of a kind; add `where` and `order_by`."""
    columns = TABLES[kind].c
    return select(*(columns[name] for name in names(kind)))


def record_from(kind: Kind, row: Sequence[Any]) -> Any:
    """The record that a row of `selected(kind)` holds."""
    return _TYPES[kind](*row)


def storable(record: Record) -> Record:
    """A record as it will be read back: its text without what no database takes."""
    values = _values(KINDS[type(record)])(record)
    if all(is_plain(value) for value in values if value.__class__ is str):
        return record
    fields = zip(names(KINDS[type(record)]), values, strict=True)
    cleaned: dict[str, Any] = {name: plain_text(value) for name, value in fields if isinstance(value, str)}
    return replace(record, **cleaned)


@cache
def column_names(kind: Kind) -> tuple[str, ...]:
    """The columns of a kind of record: its fields, and those that are derived of them."""
    return (*names(kind), *_DERIVED.get(kind, ()))


def row_of(record: Record) -> tuple[Any, ...]:
    """The row that holds a record, in the order of `column_names`."""
    kind = KINDS[type(record)]
    values = _values(kind)(record)
    return (*values, *derived(record).values()) if kind in _DERIVED else values


@cache
def _values(kind: Kind) -> Callable[[Record], tuple[Any, ...]]:
    return attrgetter(*names(kind))


def derived(record: Record) -> dict[str, Any]:
    """Columns computed from a record, for looking it up: never journalled."""
    if isinstance(record, Person):
        return {"name_key": fold(record.name)}
    if isinstance(record, ContactPoint):
        return {"value_key": contact_key(record.kind, record.value)}
    return {}


def contact_key(kind: ContactKind, value: str) -> str:
    """A contact point as it is compared: e-mail and web addresses without case, scheme, `www.`."""
    if kind is ContactKind.PHONE:
        return value
    folded = value.strip().casefold()
    if kind is ContactKind.URL:
        folded = folded.removeprefix("https://").removeprefix("http://").removeprefix("www.")
        return folded.rstrip("/")
    return folded


def encoded(value: object) -> object:
    """A field's value as JSON can say it; instants in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def decoded(kind: Kind, name: str, value: Any) -> Any:
    """The value of a field from its JSON form."""
    if value is None:
        return None
    column = TABLES[kind].c[name].type
    if isinstance(column, Uuid):
        return Id(value)
    if isinstance(column, Instant):
        return datetime.fromisoformat(value)
    if isinstance(column, Date):
        return date.fromisoformat(value)
    if isinstance(column, Spans):
        return tuple((start, end) for start, end in value)
    if isinstance(column, LargeBinary):
        return base64.b64decode(value)
    if isinstance(column, Enum) and column.enum_class is not None:
        return column.enum_class(value)
    return value


def packed(record: Record) -> bytes:
    """A whole record as compressed JSON."""
    kind = KINDS[type(record)]
    content = {name: encoded(getattr(record, name)) for name in names(kind)}
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode())


def unpacked(kind: Kind, content: bytes) -> Record:
    """The record that `packed` made."""
    values = json.loads(zlib.decompress(content))
    record: Record = _TYPES[kind](**{name: decoded(kind, name, value) for name, value in values.items()})
    return record
