"""Records to JSON objects and back, by the types of their fields."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

from companion.model.change import KINDS, Kind, Record

RECORD_TYPES: Mapping[Kind, type[Record]] = {kind: record_type for record_type, kind in KINDS.items()}
_LARGEST_INTEGER = 1 << 63


@dataclass(frozen=True, slots=True)
class RecordField:
    """One field of a kind of record, and how its value is written and read."""

    name: str
    hint: Any
    encode: Callable[[Any], Any] | None
    """None where JSON has such values itself."""
    decode: Callable[[Any], Any]
    """Raises ValueError for a value of another type."""
    is_required: bool
    default: Any
    """What stands for a value that is missing or does not fit, unless it is required."""


@cache
def fields_of(kind: Kind) -> tuple[RecordField, ...]:
    """The fields of a kind of record, in its order."""
    record_type = RECORD_TYPES[kind]
    hints = get_type_hints(record_type)
    return tuple(
        RecordField(
            name=item.name,
            hint=hints[item.name],
            encode=_encoder(hints[item.name]),
            decode=_decoder(hints[item.name]),
            is_required=item.default is MISSING and NoneType not in get_args(hints[item.name]),
            default=None if item.default is MISSING else item.default,
        )
        for item in fields(record_type)
    )


def encoded(record: Record) -> dict[str, Any]:
    """A record as JSON can say it: its kind as `type`, then its fields."""
    kind = KINDS[type(record)]
    values: dict[str, Any] = {"type": kind.value}
    for item in fields_of(kind):
        value = getattr(record, item.name)
        values[item.name] = value if item.encode is None or value is None else item.encode(value)
    return values


def _encoder(hint: Any) -> Callable[[Any], Any] | None:
    """Tuples become lists, and members of enums their text, without being told to."""
    encoders: Mapping[Any, Callable[[Any], Any]] = {
        UUID: str,
        datetime: datetime.isoformat,
        date: date.isoformat,
        bytes: lambda value: base64.b64encode(value).decode("ascii"),
    }
    return encoders.get(_plain(hint))


def _decoder(hint: Any) -> Callable[[Any], Any]:
    part = _plain(hint)
    decode = _tuple_decoder(part) if get_origin(part) is tuple else _decoder_of(part)
    if part is hint:
        return decode
    return lambda value: None if value is None else decode(value)


def _plain(hint: Any) -> Any:
    """A type without `| None`."""
    if isinstance(hint, UnionType):
        (part,) = (part for part in get_args(hint) if part is not NoneType)
        return part
    return hint


def _decoder_of(part: Any) -> Callable[[Any], Any]:
    if isinstance(part, type) and issubclass(part, StrEnum):
        return lambda value: part(_text(value))
    decoders: Mapping[Any, Callable[[Any], Any]] = {
        str: _text,
        bool: _boolean,
        int: _integer,
        UUID: lambda value: UUID(_text(value)),
        datetime: instant_in,
        date: lambda value: date.fromisoformat(_text(value)),
        bytes: lambda value: base64.b64decode(_text(value), validate=True),
    }
    decode: Callable[[Any], Any] = decoders[part]
    return decode


def _tuple_decoder(hint: Any) -> Callable[[Any], tuple[Any, ...]]:
    parts = get_args(hint)
    if parts[-1] is Ellipsis:
        one = _decoder(parts[0])
        return lambda value: tuple(one(item) for item in _list(value))
    several = [_decoder(part) for part in parts]
    return lambda value: tuple(decode(item) for decode, item in zip(several, _list(value), strict=True))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("not true or false")
    return value


def _integer(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("not an integer")
    if not -_LARGEST_INTEGER <= value < _LARGEST_INTEGER:
        raise ValueError("an integer of more than 64 bits")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    return value


def instant_in(value: Any) -> datetime:
    """A moment in ISO 8601 with its distance to UTC; raises ValueError for anything else."""
    instant = datetime.fromisoformat(_text(value))
    if instant.tzinfo is None:
        raise ValueError("an instant without its distance to UTC")
    try:
        instant.astimezone(UTC)
    except OverflowError:
        raise ValueError("an instant beyond the calendar") from None
    return instant
