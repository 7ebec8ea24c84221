"""The events and time zones of a calendar file as blocks of unfolded lines (RFC 5545, section 3.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from companion.model.problem import Problem, ProblemCode

LONGEST_LINE = 1 << 20
"""Characters of an unfolded line; what is beyond is cut off, and said."""
MOST_LINES = 5000
"""Of one block, attendees included."""
EVENT = "VEVENT"
ZONE = "VTIMEZONE"
REPEATING = ("RRULE", "RDATE")
_KEPT = {
    EVENT: frozenset(
        {
            *("UID", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "ATTENDEE"),
            *("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", *REPEATING),
        }
    ),
    ZONE: frozenset({"TZID", "X-LIC-LOCATION", "TZOFFSETTO", "DTSTART", "RRULE"}),
}
_LINE_END = re.compile(r"\r?\r?\n|\r")
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_EDGE = re.compile(r"\s*(BEGIN|END)\s*:\s*([A-Za-z0-9-]{1,40})\s*", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """One event or time zone: the lines of it that we read, unfolded, and where it stands in the file."""

    kind: str
    first_line: int
    last_line: int = 0
    lines: list[tuple[str, str]] = field(default_factory=list)
    """Name in capitals and whole line; in a time zone `BEGIN` and the name of a part of it as well."""
    is_too_long: bool = False


@dataclass(slots=True)
class Blocks:
    """Everything of a calendar file that we read."""

    events: list[Block] = field(default_factory=list)
    zones: list[Block] = field(default_factory=list)
    zone_name: str = ""
    """As the calendar as a whole says it (X-WR-TIMEZONE); empty where it does not."""
    problems: list[Problem] = field(default_factory=list)


def blocks_of(text: str) -> Blocks:
    """The events and time zones of a file, wherever they stand; parts of them left open are closed, and said."""
    scan = _Scan()
    number = 0
    for number, last, line in _unfolded(text):
        edge = _EDGE.fullmatch(line) if line[:1] in "BbEe " else None
        if edge is None:
            scan.keep(line, number)
        elif edge[1].upper() == "BEGIN":
            scan.begin(edge[2].upper(), number)
        else:
            scan.end(edge[2].upper(), number)
        scan.last_line = last
    scan.close(is_ended=False)
    return scan.found


def _unfolded(text: str) -> Iterator[tuple[int, int, str]]:
    """Each line with the numbers of the first and last one that it stands on."""
    parts: list[str] = []
    first = last = room = 0
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if line[:1] in {" ", "\t"} and parts:
            parts.append(line[1 : max(room, 0) + 1])
            room -= len(line)
        elif line:
            if parts:
                yield first, last, "".join(parts)
            parts, first, room = [line[:LONGEST_LINE]], number, LONGEST_LINE - len(line)
        last = number if line else last
    if parts:
        yield first, last, "".join(parts)


class _Scan:
    def __init__(self) -> None:
        self.found = Blocks()
        self.last_line = 0
        self._block: Block | None = None
        self._nested: list[str] = []

    def begin(self, kind: str, number: int) -> None:
        if self._block is None or kind in {EVENT, ZONE, "VCALENDAR"}:
            self.close(is_ended=False)
            self._block = Block(kind, number) if kind in _KEPT else None
            return
        self._nested.append(kind)
        if self._block.kind == ZONE:
            self._block.lines.append(("BEGIN", kind))

    def end(self, kind: str, number: int) -> None:
        if self._block is None:
            return
        if self._nested and kind == self._nested[-1]:
            self._nested.pop()
        elif kind in {self._block.kind, "VCALENDAR"}:
            self.last_line = number if kind == self._block.kind else self.last_line
            self.close(is_ended=kind == self._block.kind)

    def keep(self, line: str, number: int) -> None:
        match = _NAME.match(line)
        name = match[0].upper() if match else ""
        block = self._block
        if block is None:
            if name == "X-WR-TIMEZONE" and not self.found.zone_name:
                self.found.zone_name = line.partition(":")[2].strip()
        elif name in _KEPT[block.kind] and (block.kind == ZONE or not self._nested):
            block.is_too_long = block.is_too_long or len(block.lines) >= MOST_LINES
            if not block.is_too_long:
                block.lines.append((name, line))
            if len(line) >= LONGEST_LINE:
                self.found.problems.append(Problem(ProblemCode.CUT, number, number, property=name))

    def close(self, *, is_ended: bool) -> None:
        """End the block that is open, if there is one."""
        block, self._block, self._nested = self._block, None, []
        if block is None:
            return
        block.last_line = max(self.last_line, block.first_line)
        (self.found.events if block.kind == EVENT else self.found.zones).append(block)
        if not is_ended:
            self.found.problems.append(Problem(ProblemCode.NO_END, block.first_line, block.last_line))
