"""Time zones as calendars name them, by the names of IANA."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

UTC_NAME = "UTC"
_LONGEST_NAME = 100
_MOST_PARTS = 3
# What a machine calls its own zone is nobody else's.
_NO_ZONES = frozenset({"localtime", "Factory"})
_YEAR = 2025
# Tried first where only the distance to UTC is known, so that a common one is found.
_USUAL = (
    *("Europe/Berlin", "Europe/London", "Europe/Athens", "America/New_York", "America/Chicago"),
    *("America/Denver", "America/Los_Angeles", "America/Phoenix", "America/Sao_Paulo", "Asia/Kolkata"),
    *("Asia/Shanghai", "Asia/Tokyo", "Asia/Dubai", "Australia/Sydney", "Australia/Brisbane"),
)


def zone_named(name: str) -> str | None:
    """The zone that an identifier means: IANA's, Windows', or one behind the name of a vendor; else None.

    `W. Europe Standard Time`, `/mozilla.org/20050126_1/Europe/Berlin` (RFC 5545, section 3.2.19).
    """
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    plain = name[:_LONGEST_NAME].strip(' "/')
    if plain in WINDOWS_TO_OLSON:
        return WINDOWS_TO_OLSON[plain]
    parts = plain.split("/")[-_MOST_PARTS:]
    endings = ("/".join(parts[start:]) for start in range(len(parts)))
    # The last word alone is a zone only if it is all there is: `/vendor/Turkey` may be anything.
    return next((one for one in endings if (one == plain or "/" in one) and is_zone(one)), None)


def is_zone(name: str) -> bool:
    """Whether IANA has a zone of this name."""
    return name in _zones()


def zone_with(
    standard: timedelta, daylight: timedelta | None, *, is_northern: bool, preferred: Iterable[str]
) -> str | None:
    """A zone with these distances to UTC in winter and summer, the preferred ones first; None if there is none."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    summer = standard if daylight is None else daylight
    wanted = (standard, summer) if is_northern else (summer, standard)
    for name in (*preferred, *_USUAL, *WINDOWS_TO_OLSON.values()):
        if is_zone(name) and _offsets(name) == wanted:
            return name
    hours = standard // timedelta(hours=1)
    fixed = f"Etc/GMT{-hours:+}"
    is_whole = daylight is None and standard == timedelta(hours=hours)
    return fixed if is_whole and is_zone(fixed) else None


@cache
def _zones() -> frozenset[str]:
    """All that the system knows, so that no foreign name is ever looked for among files."""
    return frozenset(available_timezones()) - _NO_ZONES


@cache
def _offsets(name: str) -> tuple[timedelta | None, timedelta | None]:
    """The distances to UTC in January and July."""
    zone = ZoneInfo(name)
    return datetime(_YEAR, 1, 15, tzinfo=zone).utcoffset(), datetime(_YEAR, 7, 15, tzinfo=zone).utcoffset()
