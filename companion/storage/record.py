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

from companion.model.capture import Span
from companion.model.change import KINDS, Kind, Record
from companion.model.my_card import MyCard
from companion.model.person import ContactKind, ContactPoint, Person
from companion.rules.search import fold
from companion.storage import tables
from companion.storage.types import Instant, Spans, Words, is_plain, plain_text

_TYPES: Mapping[Kind, type[Any]] = {kind: record_type for record_type, kind in KINDS.items()}
_DERIVED: Mapping[Kind, tuple[str, ...]] = {Kind.PERSON: ("name_key",), Kind.CONTACT_POINT: ("value_key",)}
_json = json.JSONEncoder(ensure_ascii=False).encode
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
    if record.__class__ is MyCard:
        record = replace(record, fields=tuple(map(plain_text, record.fields)))
    values = values_of(record)
    if is_plain("".join([value for value in values if value.__class__ is str])):
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
    values = values_of(record)
    return (*values, *derived(record).values()) if KINDS[type(record)] in _DERIVED else values


def values_of(record: Record) -> tuple[Any, ...]:
    """What the fields of a record hold, in the order of `names`."""
    return _values(KINDS[type(record)])(record)


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


def encoded(value: Any) -> Any:
    """A field's value as JSON can say it; instants in UTC."""
    encode = _ENCODERS.get(value.__class__)
    if encode is not None:
        return encode(value)
    return value.value if isinstance(value, StrEnum) else value


def decoded(kind: Kind, name: str, value: Any) -> Any:
    """The value of a field from its JSON form."""
    decode = _decoder(kind, name)
    return value if value is None or decode is None else decode(value)


@cache
def _decoder(kind: Kind, name: str) -> Callable[[Any], Any] | None:
    """What reads a field's JSON form; None when that is the value itself."""
    column = TABLES[kind].c[name].type
    if isinstance(column, Enum) and column.enum_class is not None:
        members: Mapping[Any, Any] = {member.value: member for member in column.enum_class}
        return members.__getitem__
    return next((decode for types, decode in _DECODERS.items() if isinstance(column, types)), None)


def packed(record: Record) -> bytes:
    """A whole record as compressed JSON."""
    kind = KINDS[type(record)]
    values = list(_values(kind)(record))
    for place, encode in _encoders(kind):
        if values[place] is not None:
            values[place] = encode(values[place])
    content = dict(zip(names(kind), values, strict=True))
    # A small window: to set up a large one takes longer than to compress a record.
    compressor = zlib.compressobj(wbits=12, memLevel=5)
    return compressor.compress(_json(content).encode()) + compressor.flush()


@cache
def _encoders(kind: Kind) -> Sequence[tuple[int, Callable[[Any], Any]]]:
    """The fields that JSON does not say as they are, by their places in a record."""
    types = [TABLES[kind].c[name].type for name in names(kind)]
    return [
        (place, encode)
        for place, column in enumerate(types)
        for sort, encode in _ENCODED.items()
        if isinstance(column, sort)
    ]


def unpacked(kind: Kind, content: bytes) -> Record:
    """The record that `packed` made."""
    values = json.loads(zlib.decompress(content))
    record: Record = _TYPES[kind](**{name: decoded(kind, name, value) for name, value in values.items()})
    return record


def _ranges(value: Any) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in value)


_ENCODERS: Mapping[type, Callable[[Any], Any]] = {
    UUID: str,
    datetime: lambda value: value.astimezone(UTC).isoformat(),
    date: date.isoformat,
    bytes: lambda value: base64.b64encode(value).decode("ascii"),
}
_ENCODED: Mapping[type, Callable[[Any], Any]] = {
    Uuid: _ENCODERS[UUID],
    Instant: _ENCODERS[datetime],
    Date: _ENCODERS[date],
    LargeBinary: _ENCODERS[bytes],
}
_DECODERS: Mapping[type, Callable[[Any], Any]] = {
    Uuid: UUID,
    Instant: datetime.fromisoformat,
    Date: date.fromisoformat,
    Spans: _ranges,
    Words: tuple,
    LargeBinary: base64.b64decode,
}
