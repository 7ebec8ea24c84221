"""The rows of a table with delimiters and quotes (RFC 4180), however badly they are quoted."""

import csv
import io
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from companion.model.problem import Problem, ProblemCode, offending

LONGEST_LINE = 12 << 20
"""Characters of a line."""
LONGEST_CELL = 1 << 20
"""Characters."""
MOST_LINES = 2_000_000
_CONVINCING = 6
"""Delimiters within a cell, in lines that have as many as a row."""
_MOST_REMARKS = 1000
"""Of a file; where quotes are broken more often, it says nothing new."""
_MOST_STRAY = 10
"""Stray quotes of a line, after which all of them are taken as they stand."""
# The limit of the csv module is of the whole process.
_limit = threading.Lock()


class Row(NamedTuple):
    """The cells of one row, and the lines of the file that it stands on, counted from 1."""

    first_line: int
    last_line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineRows:
    """The lines of a text with their ends, without those that are too long."""

    lines: Sequence[str]
    problems: tuple[Problem, ...] = ()


def lines_of(text: str) -> LineRows:
    """The lines of a text, as an editor counts them; one beyond 12 MB is refused and stands empty."""
    lines = list(io.StringIO(text, newline=""))
    problems: list[Problem] = []
    for place, line in enumerate(lines):
        if len(line) > LONGEST_LINE:
            lines[place] = "\n"
            problems.append(_refusal(place, line))
    return LineRows(lines, tuple(problems))


def read_rows(source: LineRows, first: int, delimiter: str, width: int) -> tuple[list[Row], list[Problem]]:
    """All rows from a line on, but empty ones, and what is wrong with them.

    A quote that is never closed, or whose end would swallow whole rows of the `width` of the table,
    is taken for a part of its cell, and the line for a row of its own.
    """
    reading = _Reading(source.lines, delimiter, width)
    with _limit:
        before = csv.field_size_limit(LONGEST_CELL)
        try:
            reading.read(first)
        finally:
            csv.field_size_limit(before)
    return reading.rows, [*source.problems, *reading.problems]


def split_line(line: str, delimiter: str) -> tuple[str, ...]:
    """The cells of one line, in which only a quote before a delimiter closes; linear in its length."""
    quoted = _quoted(delimiter)
    text = line.rstrip("\r\n")
    cells: list[str] = []
    place, room = 0, _MOST_STRAY
    while place <= len(text):
        match = quoted.match(text, place) if room else None
        if match is not None:
            cells.append((match["exact"] or match["rough"] or "").replace('""', '"'))
            end = match.end()
        else:
            # Looking for the end of a quote again and again would take a square of the length.
            room -= bool(room) and text.startswith('"', place)
            found = text.find(delimiter, place)
            end = found if found >= 0 else len(text)
            cells.append(_without_stray(text[place:end]))
        place = end + len(delimiter)
    return tuple(cells)


def _without_stray(cell: str) -> str:
    """A cell without the one quote that was meant to begin it."""
    return cell[1:] if cell.startswith('"') and cell.count('"') == 1 else cell


@cache
def _quoted(delimiter: str) -> re.Pattern[str]:
    end = rf"(?=[{re.escape(delimiter)}]|\Z)"
    exact = r'(?P<exact>(?:[^"]|"")*+)'
    rough = rf'(?P<rough>(?:[^"]|"(?! *+{end}))*+)'
    return re.compile(rf' *+"(?:{exact}" *+{end}|{rough}" *+{end})')


class _Reading:
    """Rows as they are read: strictly as long as possible, a line at a time where quotes are broken."""

    def __init__(self, lines: Sequence[str], delimiter: str, width: int) -> None:
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        self._lines = lines
        self._delimiter = delimiter
        self._width = width

    def read(self, place: int) -> None:
        """Read on from a line."""
        # Of what a broken quote ran away with and that is read again; when it is spent, no quote spans lines.
        room = 4 * sum(map(len, self._lines)) + LONGEST_CELL
        while place < len(self._lines):
            broken, end = self._strictly(place) if room > 0 else (place, place + 1)
            if broken == len(self._lines):
                return
            room -= sum(map(len, self._lines[broken:end]))
            self._alone(broken)
            place = broken + 1

    def _strictly(self, place: int) -> tuple[int, int]:
        """Read rows to the end, or to one whose quotes are broken: its first line and where reading stopped."""
        lines = map(self._lines.__getitem__, range(place, len(self._lines)))
        reader = csv.reader(lines, delimiter=self._delimiter, skipinitialspace=True, strict=True)
        done = end = place
        try:
            for cells in reader:
                end = place + reader.line_num
                if end - done > 1 and self._swallows(done, end, len(cells)):
                    return done, end
                if any(cells):
                    self.rows.append(Row(done + 1, end, tuple(cells)))
                done = end
        except csv.Error:
            return done, place + reader.line_num
        return len(self._lines), end

    def _swallows(self, first: int, end: int, count: int) -> bool:
        """Whether a cell over several lines holds what are rows of their own.

        A note may well have as many commas as a row: the wider the rows, the fewer of them convince.
        """
        within = self._lines[first + 1 : end if count != self._width else end - 1]
        rows = sum(len(split_line(line, self._delimiter)) == self._width for line in within)
        enough = 1 if count != self._width else _CONVINCING
        return rows * (self._width - 1) >= enough and rows * 2 >= len(within)

    def _alone(self, place: int) -> None:
        """Read one line as a row of its own."""
        line = self._lines[place]
        cells = split_line(line, self._delimiter)
        if max(map(len, cells)) > LONGEST_CELL:
            self.problems.append(_refusal(place, line))
            return
        if '"' in line and len(self.problems) < _MOST_REMARKS:
            text = offending(line.strip())
            self.problems.append(Problem(ProblemCode.UNBALANCED_QUOTE, place + 1, place + 1, text=text))
        if any(cells):
            self.rows.append(Row(place + 1, place + 1, cells))


def _refusal(place: int, line: str) -> Problem:
    return Problem(ProblemCode.LINE_TOO_LONG, place + 1, place + 1, text=offending(line), is_refusal=True)
