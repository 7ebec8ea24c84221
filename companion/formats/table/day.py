"""Days as cells of a table write them; `5/12/2026` is read by what the whole column allows."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

_MONTHS: Mapping[str, int] = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                "january jan januar jänner",
                "february feb februar",
                "march mar märz mär mrz",
                "april apr",
                "may mai",
                "june jun juni",
                "july jul juli",
                "august aug",
                "september sep sept",
                "october oct oktober okt",
                "november nov",
                "december dec dezember dez",
            ),
            start=1,
        )
        for name in names.split()
    }
)
_LONGEST = 60
_TIME = re.compile(
    r"[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)? *(?:[ap]\.?m\.?)?(?:Z| ?UTC| ?[+-]\d{2}:?\d{2})?\Z",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"[0 ./-]*\Z")
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})|(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_PARTIAL = re.compile(r"--(\d{2})-?(\d{2})|(\d{4})(?:-(\d{2}))?")
_NUMBERS = re.compile(r"(\d{1,2})([./-]) ?(\d{1,2})(?:\2 ?(\d{2}|\d{4})?)?")
_NAMED = re.compile(
    r"(?:[^\W\d_]+,? )?(?:"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[. -]+(?P<month>[^\W\d_]+)"
    r"|(?P<month_2>[^\W\d_]+)[. -]+(?P<day_2>\d{1,2})(?:st|nd|rd|th)?"
    r")(?:[., -]+(?P<year>\d{4}|\d{2}))?\.?"
)
_MONTH_OF_YEAR = re.compile(r"(?P<month>[^\W\d_]+)[. -]+(?P<year>\d{4})")
_CENTURY_ENDS = 30
"""A year of two digits below it is of this century, as spreadsheets have it."""


class Order(StrEnum):
    """What comes first in a date of numbers."""

    DAY = "day"
    MONTH = "month"


def order_of(cells: Iterable[str]) -> Order | None:
    """What comes first in the dates of a column, where one of them can only be read in one way; else None."""
    orders = {order for cell in cells if (order := _order(cell)) is not None}
    return orders.pop() if len(orders) == 1 else None


def read_date(cell: str, order: Order | None) -> str | None:
    """A day as `YYYY-MM-DD`, or as much as a cell tells of it: `--MM-DD`, `YYYY-MM`, `YYYY`.

    Empty for a cell that says there is none (`0/0/00`), None for one that is no date, or that
    could be two, without an `order`.
    """
    text = _TIME.sub("", " ".join(cell[:_LONGEST].split()))
    if _NOTHING.match(text):
        return ""
    if (exact := _ISO.fullmatch(text)) is not None:
        return _written(*(int(part) for part in exact.groups() if part is not None))
    if (partial := _PARTIAL.fullmatch(text)) is not None:
        in_any_year, day, year, in_that_year = (int(part) if part else None for part in partial.groups())
        return _written(year, in_any_year or in_that_year, day)
    if (numbers := _NUMBERS.fullmatch(text)) is not None:
        return _by_order(numbers, order)
    return _by_name(text.lower())


def from_parts(year: str, month: str, day: str) -> str | None:
    """A day whose parts stand in cells of their own; empty without any, None where they are no date."""
    named = _MONTHS.get(month.strip(". ").lower())
    told = [part.strip() or "0" for part in (year, str(named) if named else month, day)]
    if not all(part.isdecimal() and len(part) < 5 for part in told):
        return None
    numbers = [int(part) or None for part in told]
    return _written(*numbers) if any(numbers) else ""


def _order(cell: str) -> Order | None:
    numbers = _NUMBERS.fullmatch(_TIME.sub("", " ".join(cell[:_LONGEST].split())))
    if numbers is None:
        return None
    first, second = int(numbers[1]), int(numbers[3])
    if first > 12 and second <= 12:
        return Order.DAY
    return Order.MONTH if second > 12 and first <= 12 else None


def _by_order(numbers: re.Match[str], order: Order | None) -> str | None:
    first, second = int(numbers[1]), int(numbers[3])
    # Nobody writes dots but with the day in front.
    known = Order.DAY if numbers[2] == "." else _order(numbers[0]) or order
    if known is None and first != second:
        return None
    day, month = (second, first) if known is Order.MONTH else (first, second)
    return _written(_year(numbers[4]), month, day)


def _by_name(text: str) -> str | None:
    """`12 May 2026`, `May 12`, `May 2026`."""
    named = _NAMED.fullmatch(text) or _MONTH_OF_YEAR.fullmatch(text)
    if named is None:
        return None
    told = named.groupdict()
    month = _MONTHS.get(told["month"] or told["month_2"])
    day = told.get("day") or told.get("day_2")
    return _written(_year(told["year"]), month, int(day) if day else None) if month else None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < _CENTURY_ENDS else 1900)


def _written(year: int | None, month: int | None, day: int | None) -> str | None:
    """A date as far as it is known, or None for one that the calendar does not have."""
    if not month:
        return f"{year:04}" if year and not day else None
    if not day:
        return f"{year:04}-{month:02}" if year and month <= 12 else None
    try:
        # In a leap year, so that the 29th of February is a birthday.
        date(year or 2000, month, day)
    except ValueError:
        return None
    return f"{year:04}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"
