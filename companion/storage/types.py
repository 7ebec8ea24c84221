"""How values are kept: instants as UTC, enums by value, text without what no database takes."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Enum, Text, TypeDecorator

from companion.model.capture import Span


class Instant(TypeDecorator[datetime]):
    """A point in time; kept in UTC, always comes back with its offset."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware instants only: a naive one is a defect of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without an offset")
        return value.astimezone(UTC).replace(tzinfo=None)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], datetime | None]:
        """Read the text that SQLite keeps; at once with its offset, which every row shown has some of."""
        return _instant


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


def plain_text(value: str) -> str:
    """Text with U+FFFD for each NUL and lone surrogate, which databases refuse."""
    if is_plain(value):
        return value
    storable = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return storable.replace("\0", "\ufffd")


def is_plain(value: str) -> bool:
    """Whether a text can be stored as it is."""
    if "\0" in value:
        return False
    if value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


class PlainText(TypeDecorator[str]):
    """Text as typed, but for what `plain_text` replaces."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what cannot be stored."""
        return None if value is None else plain_text(value)


class Spans(TypeDecorator[tuple[Span, ...]]):
    """Ranges of a line, kept as JSON pairs."""

    impl = JSON
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Span, ...]:
        """Pairs as records hold them."""
        return tuple((start, end) for start, end in value)


class Words(TypeDecorator[tuple[str, ...]]):
    """Several texts, kept as a JSON list."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> list[str] | None:
        """Replace what cannot be stored."""
        return None if value is None else [plain_text(word) for word in value]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...]:
        """Texts as records hold them."""
        return tuple(value)


def by_value(enum: type[StrEnum]) -> Enum:
    """A column of an enum's values, so that the file can be read without our names."""
    return Enum(enum, native_enum=False, length=24, values_callable=_values)


def _values(enum: Any) -> list[str]:
    return [member.value for member in enum]
