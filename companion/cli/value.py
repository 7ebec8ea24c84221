"""Values typed on the command line: FIELD=VALUE pairs, moments, text from stdin."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from companion.model.error import InvalidValueError


def pairs(values: Sequence[str]) -> dict[str, list[str]]:
    """`FIELD=VALUE` words by field, in order; raises InvalidValueError for one without `=`."""
    found: dict[str, list[str]] = {}
    for pair in values:
        field, equals, value = pair.partition("=")
        if not equals:
            raise InvalidValueError("FIELD=VALUE", pair)
        found.setdefault(field.strip().lower(), []).append(value)
    return found


def moment(field: str, text: str) -> datetime:
    """A time as typed, local when it has no offset; raises InvalidValueError."""
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidValueError(field, text, ("2026-05-12T19:30",)) from None
    return parsed if parsed.tzinfo is not None else parsed.astimezone()


def standard_input() -> str:
    """All of stdin as text; bytes that are no UTF-8 become U+FFFD."""
    return sys.stdin.buffer.read().decode("utf-8", "replace")


def path_argument(text: str) -> Path:
    """A file named on the command line."""
    return Path(text).expanduser().absolute()
