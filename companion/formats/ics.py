"""Calendar files (RFC 5545) to gatherings: each event is handed to icalendar alone, so that none spoils another."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from companion.formats.decoding import decode
from companion.formats.ics_block import REPEATING, Block, blocks_of
from companion.formats.ics_zone import Zones
from companion.formats.signature import kind_of
from companion.formats.time_zone import UTC_NAME
from companion.model.calendar import CalendarEvent
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact
from companion.model.person import ContactKind
from companion.model.problem import Problem, ProblemCode, offending

LARGEST = 64 << 20
"""Bytes of a file."""
_ZONE_PARAMETER = re.compile(r';TZID=("[^"]*+"|[^";:]*+)', re.IGNORECASE)
_ADDRESS = re.compile(r"(?:mailto:)?\s*([^\s@?:]+@[^\s@?]+)(?:\?.*)?", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]+")
_MOMENTS = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID"})
_NOT_PEOPLE = frozenset({"ROOM", "RESOURCE"})
_FIRST_YEAR, _LAST_YEAR = 1900, 9000
_DAY = timedelta(days=1)


def read_calendar(
    content: bytes, *, encoding: str | None = None, time_zone: str = UTC_NAME
) -> tuple[tuple[CalendarEvent, ...], tuple[Problem, ...]]:
    """The gatherings of a calendar file in its order, and what was wrong with them; never raises on its text.

    Of an event that repeats the first one is read, and said. Times without a zone, in UTC, and whole days
    are in the calendar's own zone, else in `time_zone`. Who has declined, and rooms, are left out. Refused are
    files beyond 64 MB and events that were cancelled, or have no name or no start. Raises LookupError for an
    `encoding` that is no charset.
    """
    if len(content) > LARGEST:
        return (), (Problem(ProblemCode.FILE_TOO_LARGE, 0, 0, text=str(len(content)), is_refusal=True),)
    decoded = decode(content, encoding)
    blocks = blocks_of(decoded.text)
    masters = {_said(block, "UID") for block in blocks.events if not _said(block, "RECURRENCE-ID")}
    zones = Zones(blocks, time_zone)
    events: list[CalendarEvent] = []
    problems = [*decoded.problems, *blocks.problems]
    for block in blocks.events:
        # Another time for one of a series belongs to the series.
        if not (_said(block, "RECURRENCE-ID") and _said(block, "UID") in masters):
            reading = _Reading(block, zones)
            event = reading.event()
            events += [event] if event is not None else []
            problems += reading.problems
    if not blocks.events:
        found = kind_of(content) or "text"
        problems.append(
            Problem(ProblemCode.NO_CARD, 0, 0, text=found if found != "ics" else "", is_refusal=True)
        )
    return tuple(events), tuple(sorted(problems, key=lambda problem: problem.first_line))


def _said(block: Block, name: str) -> str:
    """The value of the first line of that name as it stands; empty without one."""
    return next((line.partition(":")[2].strip() for named, line in block.lines if named == name), "")


class _Reading:
    """One event on its way."""

    def __init__(self, block: Block, zones: Zones) -> None:
        self.problems: list[Problem] = []
        self._block = block
        self._zones = zones
        self._values: dict[str, list[Any]] = {}

    def event(self) -> CalendarEvent | None:
        """The event, or None when it is refused; the last problem says why."""
        if not self._block.is_too_long and _said(self._block, "DTSTART"):
            self._values = _parsed([line for name, line in self._block.lines if name not in REPEATING])
        name = " ".join((self._text("SUMMARY") or self._text("LOCATION")).split())
        start, zone = self._moment("DTSTART")
        if self._is_refused(name, start) or start is None:
            return None
        starts_at = _instant(start, zone)
        for repeating in REPEATING:
            if _said(self._block, repeating):
                self._remark(ProblemCode.CUT, repeating, _said(self._block, repeating))
        return CalendarEvent(
            uid=self._text("UID") or None,
            name=name,
            venue=", ".join(filter(None, map(str.strip, self._text("LOCATION").splitlines()))) or None,
            goal=self._text("DESCRIPTION") or None,
            starts_at=starts_at,
            ends_at=self._end(start, starts_at, zone),
            time_zone=zone,
            attendees=tuple(self._attendees()),
            first_line=self._block.first_line,
            last_line=self._block.last_line,
        )

    def _is_refused(self, name: str, start: date | None) -> bool:
        """Whether it cannot be an event of ours; says why."""
        status = self._text("STATUS")
        refusals = (
            (self._block.is_too_long, ProblemCode.TOO_MANY_PROPERTIES, None, ""),
            (start is None, ProblemCode.BAD_VALUE, "DTSTART", _said(self._block, "DTSTART")),
            (status.upper() == "CANCELLED", ProblemCode.BAD_VALUE, "STATUS", status),
            (not name, ProblemCode.NO_IDENTITY, "SUMMARY", ""),
        )
        for is_refused, code, told, text in refusals:
            if is_refused:
                self._remark(code, told, text, is_refusal=True)
                return True
        return False

    def _remark(self, code: ProblemCode, name: str | None, text: str, *, is_refusal: bool = False) -> None:
        first, last = self._block.first_line, self._block.last_line
        self.problems.append(Problem(code, first, last, name, offending(text), is_refusal))

    def _text(self, name: str) -> str:
        """A text with its line breaks, or empty."""
        said = next((str(value) for value in self._values.get(name, ())), "")
        return _CONTROL.sub("", said.replace("\r\n", "\n")).strip()

    def _moment(self, name: str) -> tuple[date | None, str]:
        """A day or a time as it is said, and the zone it is in; None where there is none that we can keep."""
        value = next((getattr(value, "dt", None) for value in self._values.get(name, ())), None)
        line = next((line for named, line in self._block.lines if named == name), "")
        named = _ZONE_PARAMETER.search(line)
        zone = self._zones.zone(named[1]) if named is not None else self._zones.usual
        if zone is None and named is not None:
            self._remark(ProblemCode.BAD_VALUE, "TZID", named[1].strip('"'))
        is_kept = isinstance(value, date) and _FIRST_YEAR <= value.year <= _LAST_YEAR
        return value if is_kept else None, zone or self._zones.usual

    def _end(self, start: date, starts_at: datetime, zone: str) -> datetime:
        """When it ends: as said, else after its duration, else a day after a day and at once after a time."""
        usual = starts_at if isinstance(start, datetime) else _instant(start + _DAY, zone)
        told = next((name for name in ("DTEND", "DURATION") if _said(self._block, name)), None)
        if told is None:
            return usual
        ends_at = self._after_duration(starts_at) if told == "DURATION" else None
        if told == "DTEND":
            end, own_zone = self._moment("DTEND")
            ends_at = _instant(end, own_zone) if end is not None else None
        if ends_at is None or ends_at < starts_at:
            self._remark(ProblemCode.BAD_VALUE, told, _said(self._block, told))
            return usual
        return max(ends_at, usual)

    def _after_duration(self, starts_at: datetime) -> datetime | None:
        """Days are days by the clock on the wall, hours are hours (RFC 5545, section 3.3.6)."""
        length = next((getattr(value, "dt", None) for value in self._values.get("DURATION", ())), None)
        if not isinstance(length, timedelta) or abs(length) > timedelta(days=36500):
            return None
        if length % _DAY:
            return (starts_at.astimezone(UTC) + length).astimezone(starts_at.tzinfo)
        return starts_at + length

    def _attendees(self) -> Iterator[Contact]:
        known: set[str] = set()
        for value in self._values.get("ATTENDEE", ()):
            contact = _attendee(str(value), getattr(value, "params", {}))
            key = (
                contact.points[0].value
                if contact is not None and contact.points
                else contact and contact.name
            )
            if contact is not None and key and key.casefold() not in known:
                known.add(key.casefold())
                yield contact


def _attendee(value: str, parameters: Any) -> Contact | None:
    """One of the people invited; None for a room, for who has declined, and for nobody."""
    if _parameter(parameters, "CUTYPE").upper() in _NOT_PEOPLE:
        return None
    if _parameter(parameters, "PARTSTAT").upper() == "DECLINED":
        return None
    found = _ADDRESS.fullmatch(value.strip()) or _ADDRESS.fullmatch(_parameter(parameters, "EMAIL"))
    email = found[1] if found is not None else ""
    name = _parameter(parameters, "CN").strip("\"' ")
    points = (ContactPhrase(ContactKind.EMAIL, email, email),) if email else ()
    return Contact(name=name or email, points=points) if name or email else None


def _parameter(parameters: Any, name: str) -> str:
    """The value of a parameter on one line; a list where somebody forgot the quotes."""
    value = parameters.get(name, "")
    said = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return " ".join(_CONTROL.sub("", said).split())


def _parsed(lines: Sequence[str]) -> dict[str, list[Any]]:
    """What icalendar makes of the lines of an event; a line that it cannot bear is left out."""
    plain = [_without_zone(line) for line in lines]
    whole = _component(plain)
    if whole is not None:
        return whole
    values: dict[str, list[Any]] = {}
    for line in plain:
        for name, found in (_component([line]) or {}).items():
            values.setdefault(name, []).extend(found)
    return values


def _component(lines: Sequence[str]) -> dict[str, list[Any]] | None:
    from icalendar import Event, prop

    # From version 7 on, what cannot be read is there as well, and raises whatever is asked of it.
    broken = getattr(prop, "vBroken", ())
    try:
        event = Event.from_ical("\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", "")))
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError):
        # The library bears most of what is wrong, but not all: a parameter with two values, a length of days
        # beyond all bounds (versions 6.0 to 7.3).
        return None
    found = {name: value if isinstance(value, list) else [value] for name, value in event.items()}
    return {name: [one for one in values if not isinstance(one, broken)] for name, values in found.items()}


def _without_zone(line: str) -> str:
    """Zones are told by us: the library would ask the file system for whatever stands there."""
    name = line[:20].upper().partition(";")[0]
    return _ZONE_PARAMETER.sub("", line, count=1) if name in _MOMENTS else line


def _instant(value: date, zone: str) -> datetime:
    """A moment in its zone; a day begins at its midnight."""
    place = ZoneInfo(zone)
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), place)
    return value.replace(tzinfo=place) if value.tzinfo is None else value.astimezone(place)
