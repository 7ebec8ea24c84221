"""The days that words at the end of a promise name; English, always seen from today."""

import re
from calendar import monthrange
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from companion.model.capture import PromisePhrase

_WEEKDAYS = {
    name: day
    for day, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed weds",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMBERS = {
    name: number
    for number, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        start=1,
    )
} | {"a": 1, "an": 1}
_PREPOSITIONS = {"by", "on", "before", "until"}
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th)?"
_DAY_MONTH = re.compile(
    rf"(?:(?:{_WEEKDAY}),? )?(?:"
    rf"(?P<day>\d{{1,2}}){_ORDINAL} (?:of )?(?P<month>{_MONTH})(?: (?P<year>\d{{4}}))?"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}}){_ORDINAL}(?:,? (?P<year2>\d{{4}}))?"
    r"|(?P<day3>\d{1,2})\.(?P<month3>\d{1,2})\.(?P<year3>\d{4})?"
    r"|(?P<year4>\d{4})-(?P<month4>\d{2})-(?P<day4>\d{2}))"
)
_NEAR = re.compile(
    rf"(?P<next>next )(?:(?P<next_day>{_WEEKDAY})|week)"
    rf"|(?:this )?(?P<weekday>{_WEEKDAY})"
    r"|(?P<short>[1-9]\d{0,2})(?P<unit>[dwm])"
    rf"|in (?P<count>[1-9]\d{{0,2}}|{_NUMBER}) (?P<units>day|week|month)s?"
)
_WORD = re.compile(r"\S+")
_TIME = re.compile(
    r"(?:(?:at )?(?:(?:0?[1-9]|1[0-2])(?::[0-5]\d)? ?[ap]m|(?:[01]?\d|2[0-3]):[0-5]\d|noon)"
    r"|at (?:[01]?\d|2[0-3])"
    r"|(?:at |in the )?(?:morning|afternoon|evening))[.,;!?]*",
    re.ASCII | re.IGNORECASE,
)
_TRAILING = ".,;!?"
_LONGEST_PHRASE = 5
_LONGEST_TIME = 3


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Where in a text a date stands, its preposition included, and the day it names.

    Behind the punctuation that follows it, at `rest`, a time of day may stand.
    """

    start: int
    end: int
    rest: int
    day: date


def next_working_day(today: date) -> date:
    """The first Monday to Friday after a day; no holidays are known."""
    return today + timedelta(days={4: 3, 5: 2}.get(today.weekday(), 1))


def find_date(text: str, today: date) -> DatePhrase | None:
    """The longest date phrase that ends a text, or that only a time of day follows."""
    words = deque(_WORD.finditer(text), _LONGEST_PHRASE + 1 + _LONGEST_TIME)
    spans = [word.span() for word in words]
    for count in (0, *_times(text, spans)):
        found = _ending(text, spans[: len(spans) - count], today)
        if found is not None:
            return found
    return None


def read_day(text: str, today: date) -> date | None:
    """The day that a whole text names, a preposition in front allowed; None for anything else."""
    text = text.strip()
    found = find_date(text, today)
    return found.day if found is not None and (found.start, found.rest) == (0, len(text)) else None


def read_promise(text: str, today: date) -> PromisePhrase:
    """A promise typed on its own: a date is taken off its end, unless nothing else is left.

    Without a date it is due on the next working day.
    """
    found = find_date(text, today)
    if found is None:
        return PromisePhrase(text, next_working_day(today))
    before, behind = text[: found.start].strip(" ,;"), text[found.rest :].strip()
    if not before:
        return PromisePhrase(text if behind else text[: found.end], found.day)
    return PromisePhrase(f"{before} {behind}".strip(), found.day)


def _times(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[int]:
    """How many words at the end are a time of day, the most first."""
    for count in range(min(_LONGEST_TIME, len(spans) - 1), 0, -1):
        if _TIME.fullmatch(_joined(text, spans[-count:])):
            yield count


def _ending(text: str, spans: Sequence[tuple[int, int]], today: date) -> DatePhrase | None:
    for first in range(max(0, len(spans) - _LONGEST_PHRASE), len(spans)):
        phrase = _joined(text, spans[first:])
        bare = phrase.rstrip(_TRAILING)
        # The second dot of 12.12. belongs to the date.
        for kept in (bare, phrase[: len(bare) + 1]):
            day = _named(kept, today)
            if day is not None:
                is_led = first > 0 and text[slice(*spans[first - 1])].lower() in _PREPOSITIONS
                end = spans[-1][1]
                return DatePhrase(spans[first - is_led][0], end - len(phrase) + len(kept), end, day)
    return None


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _named(typed: str, today: date) -> date | None:
    """The day that a phrase names; tom is one, Tom a person."""
    phrase = typed.lower()
    try:
        if phrase in {"today", "tonight"}:
            return today
        if phrase == "tomorrow" or typed == "tom":
            return today + timedelta(days=1)
        if phrase == "end of month":
            return today.replace(day=monthrange(today.year, today.month)[1])
        if (near := _NEAR.fullmatch(phrase)) is not None:
            return _near(near, today)
        if (far := _DAY_MONTH.fullmatch(phrase)) is not None:
            return _far(far, today)
    except (OverflowError, ValueError):
        # A day that the calendar does not have, or that lies beyond the year 9999.
        return None
    return None


def _near(match: re.Match[str], today: date) -> date:
    monday = today + timedelta(days=7 - today.weekday())
    if match["next"]:
        return monday + timedelta(days=_WEEKDAYS[match["next_day"]] if match["next_day"] else 0)
    if match["weekday"]:
        return today + timedelta(days=(_WEEKDAYS[match["weekday"]] - today.weekday() - 1) % 7 + 1)
    counted, unit = (match["short"], match["unit"]) if match["short"] else (match["count"], match["units"][0])
    count = _NUMBERS[counted] if counted in _NUMBERS else int(counted)
    if unit == "m":
        return _months_later(today, count)
    return today + timedelta(days=count * (7 if unit == "w" else 1))


def _months_later(today: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _far(match: re.Match[str], today: date) -> date | None:
    def part(name: str) -> str | None:
        return next((match[some] for some in (name, f"{name}2", f"{name}3") if match[some]), None)

    if match["year4"]:
        return date(int(match["year4"]), int(match["month4"]), int(match["day4"]))
    day, month, year = int(part("day") or 0), part("month") or "", part("year")
    number = int(month) if month.isdecimal() else _MONTHS[month]
    if year is not None:
        return date(int(year), number, day)
    return _next_such_day(day, number, today)


def _next_such_day(day: int, month: int, today: date) -> date | None:
    """The first such day on or after today; 29 February may be eight years away."""
    if not 1 <= day <= monthrange(2000, month)[1]:
        return None
    years = (year for year in range(today.year, today.year + 9) if day <= monthrange(year, month)[1])
    return next(found for year in years if (found := date(year, month, day)) >= today)
