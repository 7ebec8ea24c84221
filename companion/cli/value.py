"""Values typed on the command line: texts, FIELD=VALUE pairs, moments, files, stdin."""

import io
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from companion.model.error import DiskError, InvalidValueError
from companion.paths import absolute

_YEARS = range(1900, 9000)
"""Beyond them, days and time zones run into the ends of the calendar."""


def typed(text: str) -> str:
    """A text as it will be kept: U+FFFD for each byte of an argument that was no UTF-8."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


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
        if parsed.year in _YEARS:
            return parsed if parsed.tzinfo is not None else parsed.astimezone()
    except ValueError:
        pass
    raise InvalidValueError(field, text, ("2026-05-12", "2026-05-12T19:30", "2026-05-12T19:30+02:00"))


def standard_input() -> str:
    """All of stdin as text, empty when it is closed; bytes that are no UTF-8 become U+FFFD.

    Raises DiskError when it cannot be read.
    """
    return standard_bytes().decode("utf-8", "replace")


def standard_bytes(longest: int = -1) -> bytes:
    """All of stdin, or no more than `longest` bytes of it; empty when it is closed. Raises DiskError."""
    if sys.stdin is None:
        return b""
    try:
        return sys.stdin.buffer.read(longest)
    except OSError as error:
        raise DiskError(Path("stdin"), error.strerror or str(error)) from error


def standard_lines() -> list[str]:
    """The lines of stdin, without their ends; no other character than a line feed or return parts them."""
    return [line.removesuffix("\n") for line in io.StringIO(standard_input(), newline=None)]


def path_argument(text: str) -> Path:
    """A file named on the command line."""
    return absolute(Path(text))
