"""The cells of a badge: JSON, `key: value` lines, or texts with one separator between them."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

from companion.formats.payload.key import field_of

_KEYED = re.compile(
    r"[ \t\"']*+([^\W\d_][^:=＝：\r\n\t;|\"']{0,40}+)[\"']?[ \t]*+[:=＝：][ \t]*+(.*+)", re.DOTALL
)
_QUERY = re.compile(r"[A-Za-z_][\w.-]{0,40}+=[^&=\s]*+(?:&[A-Za-z_][\w.-]{0,40}+=[^&=\s]*+)++")
_LINES = re.compile(r"[\r\n]+")
_SEPARATORS = ("\t", "|", ";", "^", "~")
_DIVIDED = re.compile(r"[\t|;^]")
"""Between words none of these stands by chance."""
_CELLS = {
    mark: re.compile(rf' *+(?:"((?:[^"]|"")*+)"|([^"{re.escape(mark)}]*+)) *+{re.escape(mark)}')
    for mark in (*_SEPARATORS, ",")
}
"""A cell with what ends it, perhaps between quotation marks as in tables (RFC 4180)."""


class Cells(NamedTuple):
    """What stands in the cells of a badge."""

    texts: Sequence[str]
    keys: Sequence[str] = ()
    """What each is called, where the badge says so; as long as `texts`, or empty."""
    separator: str = ""
    """A line end or a comma where these stand between the cells: any text may be divided like this."""


def cells_of(text: str) -> Cells:
    """The cells of a text, always the same ones for badges of the same form; one cell if nothing divides it."""
    return _of_json(text) or _of_query(text) or _of_keys(text) or _of_separator(text)


def is_divided(text: str, cells: Cells) -> bool:
    """Whether a text is one line with several cells, whoever made it: it can be said what they are."""
    return len(cells.texts) > 1 and not cells.separator and _DIVIDED.search(text) is not None


def _of_json(text: str) -> Cells | None:
    if not (text.startswith("{") and text.endswith("}")):
        return None
    try:
        # Numbers stay as they are written: a badge may begin with zeros, or be longer than a number may be.
        found = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    pairs = [*_pairs(found)]
    return Cells([value for _, value in pairs], [key for key, _ in pairs]) if pairs else None


def _pairs(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Keys and texts, also of an object within the object."""
    for key, value in found.items():
        if isinstance(value, dict):
            yield from ((inner, text) for inner, some in value.items() if (text := _text(some)))
        elif text := _text(value):
            yield key, text


def _text(value: Any) -> str:
    """The text of a value; a list of texts as its first."""
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) else ""


def _of_query(text: str) -> Cells | None:
    if _QUERY.fullmatch(text) is None:
        return None
    pairs = [part.partition("=") for part in text.split("&")]
    return Cells([unquote_plus(value) for _, _, value in pairs], [key for key, _, _ in pairs])


def _of_keys(text: str) -> Cells | None:
    """Lines, or pieces of one line, of which one at least begins with a key that we know."""
    for pieces in _divisions(text):
        found = [_keyed(piece) for piece in pieces]
        keys = [key for key, _ in found if key]
        if len(keys) * 2 >= len(found) and any(field_of(key)[0] for key in keys):
            return Cells([value for _, value in found], [key for key, _ in found])
    return None


def _divisions(text: str) -> Iterator[Sequence[str]]:
    lines = [line for line in _LINES.split(text) if line.strip()]
    if len(lines) > 1:
        yield lines
        return
    yield from (_split(text, separator) for separator in (*_SEPARATORS, ",") if separator in text)
    yield [text]


def _keyed(piece: str) -> tuple[str, str]:
    found = _KEYED.fullmatch(piece.strip())
    return (found[1].strip(), found[2].strip()) if found is not None else ("", piece.strip())


def _of_separator(text: str) -> Cells:
    lines = [line for line in _LINES.split(text) if line.strip()]
    if len(lines) == 1:
        divided = max((_split(lines[0], separator) for separator in _SEPARATORS), key=len)
        if len(divided) > 1:
            return Cells(divided)
        return Cells(_split(lines[0], ","), separator=",")
    return Cells([line.strip() for line in lines], separator="\n")


def _split(line: str, separator: str) -> Sequence[str]:
    """What stands between the separators, but for those within quotation marks."""
    found = _quoted(line + separator, separator) if '"' in line else None
    return [cell.strip() for cell in found or line.split(separator)]


def _quoted(line: str, separator: str) -> Sequence[str] | None:
    """The cells of a line in which quotation marks stand around cells and nowhere else."""
    cells: list[str] = []
    place = 0
    while place < len(line):
        found = _CELLS[separator].match(line, place)
        if found is None:
            return None
        cells.append(found[1].replace('""', '"') if found[1] is not None else found[2])
        place = found.end()
    return cells
