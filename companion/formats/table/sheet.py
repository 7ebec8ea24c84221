"""The bytes of a table to its header and rows: charset, delimiter, quotes and a preamble are found out."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from companion.formats.decoding import Decoded, decode
from companion.formats.signature import kind_of
from companion.formats.table.column import choice_for
from companion.formats.table.field import IDENTIFYING
from companion.formats.table.record import MOST_LINES, LineRows, Row, lines_of, read_rows
from companion.model.problem import Problem, ProblemCode, offending

LARGEST = 64 << 20
"""Bytes of a file."""
MOST_COLUMNS = 2000
_WORD = re.compile(r"\w")
_DELIMITERS = ",;\t|"
_LONGEST_PREAMBLE = 30
_SAMPLE_LINES = 60
_SAMPLE_LENGTH = 64 << 10


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands: titles and the cells below them, nothing of them understood."""

    encoding: str = "utf-8"
    delimiter: str = ","
    header: tuple[str, ...] = ()
    """The titles, each once and none empty: a second `Email` is `Email (2)`, a column without title its number.

    Empty only when the table was refused as a whole.
    """
    header_line: int = 0
    """Where the header begins; 0 for a table without one, whose titles are the numbers of its columns."""
    rows: tuple[Row, ...] = ()
    """Each with as many cells as the header."""
    problems: tuple[Problem, ...] = ()


def read_sheet(content: bytes, *, encoding: str | None = None) -> Sheet:
    """The table in the bytes of a file; what is wrong with it is among its problems, never raised.

    The header is the first line that looks like one, so that a preamble is passed over. Refused are files
    beyond 64 MB or 2,000 columns, and what is no table. Raises LookupError for an `encoding` that is no charset.
    """
    if len(content) > LARGEST:
        return _refused(ProblemCode.FILE_TOO_LARGE, str(len(content)))
    other = kind_of(content)
    if other:
        return _refused(ProblemCode.NO_CARD, other)
    decoded = decode(content, encoding)
    if _WORD.search(decoded.text) is None:
        return _refused(ProblemCode.NO_CARD, "empty")
    if _is_binary(decoded.text):
        return _refused(ProblemCode.NO_CARD, "binary")
    if decoded.text.count("\n") + decoded.text.count("\r") > 2 * MOST_LINES:
        return _refused(ProblemCode.FILE_TOO_LARGE, "")
    lines = lines_of(decoded.text)
    first, declared = _declared_delimiter(lines.lines)
    delimiter = declared or _sniffed_delimiter(lines.lines[first:])
    return _sheet(decoded, lines, first, delimiter)


def _sheet(decoded: Decoded, lines: LineRows, first: int, delimiter: str) -> Sheet:
    sample = _sample(lines.lines[first:], delimiter)
    rows, problems = read_rows(lines, first, delimiter, _width(sample))
    if not rows:
        return Sheet(problems=(*_refused(ProblemCode.NO_CARD, "empty").problems, *problems))
    place = _header_place(rows[:_LONGEST_PREAMBLE])
    titles = rows[place].cells if place is not None else ("",) * _width(rows)
    if len(titles) > MOST_COLUMNS:
        return _refused(ProblemCode.BAD_FILE, f"{len(titles)} columns")
    header = _unique(titles)
    fitted, misfits = _fitted(rows[place + 1 :] if place is not None else rows, len(header))
    found = sorted([*problems, *misfits], key=lambda problem: problem.first_line)
    return Sheet(
        encoding=decoded.encoding,
        delimiter=delimiter,
        header=header,
        header_line=rows[place].first_line if place is not None else 0,
        rows=tuple(fitted),
        problems=(*decoded.problems, *found),
    )


def _refused(code: ProblemCode, text: str) -> Sheet:
    return Sheet(problems=(Problem(code, 0, 0, text=text, is_refusal=True),))


def _is_binary(text: str) -> bool:
    """Whether a text is none: one character in ten is a control character."""
    sample = text[:4096]
    return sum(char < " " and char not in "\t\r\n\x0b\x0c" for char in sample) * 10 > len(sample)


def _declared_delimiter(lines: Sequence[str]) -> tuple[int, str]:
    """The number of lines before the table, and the delimiter where Excel's line `sep=;` says it."""
    first = lines[0].strip("\"' \r\n").lower()
    return (1, first[4]) if first.startswith("sep=") and len(first) == 5 else (0, "")


def _sniffed_delimiter(lines: Sequence[str]) -> str:
    """The one by which most titles of a line are known; else the one that gives the most even rows."""
    return max(_DELIMITERS, key=lambda delimiter: _merit(_sample(lines, delimiter)))


def _sample(lines: Sequence[str], delimiter: str) -> list[Row]:
    taken: list[str] = []
    room = _SAMPLE_LENGTH
    for line in islice(lines, _SAMPLE_LINES):
        taken.append(line[:room])
        room -= len(line)
        if room <= 0:
            break
    rows, _ = read_rows(LineRows(taken), 0, delimiter, 0)
    return rows


def _merit(rows: Sequence[Row]) -> tuple[int, float, int]:
    known = max((_known_titles(row.cells) for row in rows[:_LONGEST_PREAMBLE]), default=0)
    width = _width(rows)
    even = sum(len(row.cells) == width for row in rows) / len(rows) if width > 1 else 0.0
    return known, even, width


def _width(rows: Sequence[Row]) -> int:
    """How many cells most rows have."""
    counted = Counter(len(row.cells) for row in rows[: 10 * _SAMPLE_LINES])
    return max(counted, key=lambda width: (counted[width], width), default=0)


def _known_titles(cells: Sequence[str]) -> int:
    """How many cells are titles that we know, if one of them is of somebody."""
    choices = [choice for cell in cells[:MOST_COLUMNS] if (choice := choice_for(cell)) is not None]
    return len(choices) if any(choice.field in IDENTIFYING for choice in choices) else 0


def _header_place(rows: Sequence[Row]) -> int | None:
    """Where the header is; None for a table without one, which begins with somebody's address."""
    known = [_known_titles(row.cells) for row in rows]
    best = max(known, default=0)
    if best > 1 or (best == 1 and _width(rows) == 1):
        return known.index(best)
    width = max(_width(rows), 1)
    place = next((index for index, row in enumerate(rows) if sum(map(bool, row.cells)) * 2 > width), 0)
    is_data = any("@" in cell and "." in cell for row in rows[place : place + 1] for cell in row.cells)
    return None if is_data and not best else place


def _unique(titles: Sequence[str]) -> tuple[str, ...]:
    header: dict[str, None] = {}
    for number, cell in enumerate(titles, start=1):
        title = " ".join(cell.replace("\ufeff", "").split()) or str(number)
        unique, count = title, 1
        while unique in header:
            count += 1
            unique = f"{title} ({count})"
        header[unique] = None
    return tuple(header)


def _fitted(rows: Sequence[Row], width: int) -> tuple[list[Row], list[Problem]]:
    """Rows as wide as the header; what stands beyond it is said."""
    fitted: list[Row] = []
    problems: list[Problem] = []
    for row in rows:
        cells = row.cells
        if len(cells) < width:
            row = row._replace(cells=cells + ("",) * (width - len(cells)))
        elif len(cells) > width:
            beyond = ", ".join(cell for cell in cells[width:] if cell.strip())
            row = row._replace(cells=cells[:width])
            if beyond:
                text = offending(beyond)
                problems.append(Problem(ProblemCode.BAD_VALUE, row.first_line, row.last_line, text=text))
        fitted.append(row)
    return fitted, problems
