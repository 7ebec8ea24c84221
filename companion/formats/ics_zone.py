"""Which time zone an event of a calendar means, by its name or by what the calendar says of it."""

import re
from datetime import timedelta

from companion.formats.ics_block import Block, Blocks
from companion.formats.time_zone import UTC_NAME, is_zone, zone_named, zone_with

_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")
_MONTH = re.compile(r"BYMONTH=(\d{1,2})", re.IGNORECASE)
_NORTHERN_SPRING = range(2, 7)


class Zones:
    """The time zones of one calendar file."""

    def __init__(self, blocks: Blocks, time_zone: str) -> None:
        own = zone_named(blocks.zone_name) if blocks.zone_name else None
        self.usual = own or (time_zone if is_zone(time_zone) else UTC_NAME)
        """For times without a zone of their own."""
        self._described = {_value(block, "TZID"): block for block in reversed(blocks.zones)}
        self._known: dict[str, str | None] = {}

    def zone(self, name: str) -> str | None:
        """IANA's name of a zone that an event names; None for one that nothing is known of."""
        plain = name.strip(' "')
        if plain not in self._known:
            self._known[plain] = zone_named(plain) or self._by_description(plain)
        return self._known[plain]

    def _by_description(self, name: str) -> str | None:
        block = self._described.get(name)
        if block is None:
            return None
        place = _value(block, "X-LIC-LOCATION")
        located = zone_named(place) if place else None
        return located or self._by_offsets(block)

    def _by_offsets(self, block: Block) -> str | None:
        """By the distances to UTC that were valid last, and when summer begins."""
        last: dict[str, tuple[str, timedelta]] = {}
        months: dict[str, str] = {}
        part = since = ""
        for name, line in block.lines:
            value = line.rpartition(":")[2].strip()
            if name == "BEGIN":
                part, since = line, ""
            elif name == "DTSTART":
                since = value
                months.setdefault(part, value[4:6])
            elif name == "RRULE" and (month := _MONTH.search(line)) is not None:
                months[part] = month[1]
            elif name == "TZOFFSETTO" and (offset := _offset(value)) is not None:
                last[part] = max(last.get(part, ("", offset)), (since, offset))
        if "STANDARD" not in last:
            return None
        daylight = last["DAYLIGHT"][1] if "DAYLIGHT" in last else None
        spring = months.get("DAYLIGHT", "")
        is_northern = not spring.isdecimal() or int(spring) in _NORTHERN_SPRING
        return zone_with(last["STANDARD"][1], daylight, is_northern=is_northern, preferred=(self.usual,))


def _value(block: Block, name: str) -> str:
    return next((line.partition(":")[2].strip(' "') for named, line in block.lines if named == name), "")


def _offset(text: str) -> timedelta | None:
    match = _OFFSET.match(text)
    if match is None:
        return None
    length = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return -length if match[1] == "-" else length
