"""What stands in one cell: cleaned, several values apart, and guarded against being taken for a formula."""

import re
from collections.abc import Iterable, Sequence

_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
_PHONE = re.compile(r"\+[0-9][0-9 ()./-]*(?: ext\. \d+)?")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")
_CONTROL_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]+")
_LINE_END = re.compile(r"\r\r?\n|\r|\u2028")
_GOOGLE = ":::"
_SEPARATOR = re.compile(r"(?<!\\)(\\*+)([;\n])")
_TAG_SEPARATOR = re.compile(r"(?<!\\)(\\*+)([;,\n])")
_ESCAPED = re.compile(r"(?<!\\)(\\*+)(;)")
_ESCAPED_TAG = re.compile(r"(?<!\\)(\\*+)([;,])")
_RULE = re.compile(r"^---$", re.MULTILINE)
_LIKE_A_RULE = re.compile(r"^(\\*---)$", re.MULTILINE)
_ESCAPED_RULE = re.compile(r"^\\(\\*---)$", re.MULTILINE)


def guarded(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula: an apostrophe goes before `= + - @ tab CR`.

    Only a phone number may begin with its plus. `unguarded` takes the apostrophe off again.
    """
    return f"'{text}" if _DANGEROUS.match(text) and not _PHONE.fullmatch(text) else text


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that `guarded`, or somebody before a spreadsheet, put in front."""
    return cell[1:] if _GUARDED.match(cell) else cell


def line_in(cell: str) -> str:
    """A cell as one line: blanks and line breaks collapsed, no control characters."""
    return one_line(unguarded(cell))


def one_line(text: str) -> str:
    """A text that no longer is a cell as one line."""
    line = " ".join(text.split())
    return line if line.isprintable() else _CONTROL.sub("", line)


def text_in(cell: str) -> str:
    """A cell as it is, its line breaks kept."""
    return _CONTROL_IN_TEXT.sub("", _LINE_END.sub("\n", unguarded(cell))).strip()


def parts_in(cell: str) -> list[str]:
    """The values of a cell of Google's, which stand with three colons between them."""
    return [line for part in unguarded(cell).split(_GOOGLE) if (line := one_line(part))]


def items_in(cell: str, *, are_tags: bool = False) -> list[str]:
    """Several needs, offers or tags of one cell: `;` stands between them (between tags `,` too), `\\;` does not.

    Of backslashes only those before a separator mean anything: two are one.
    """
    items: list[str] = []
    for part in unguarded(cell).split(_GOOGLE):
        items += _split(part, _TAG_SEPARATOR if are_tags else _SEPARATOR)
    return list(dict.fromkeys(line for item in items if (line := one_line(item))))


def cell_of(items: Iterable[str], *, are_tags: bool = False) -> str:
    """The cell of which `items_in` makes these items."""
    pattern = _ESCAPED_TAG if are_tags else _ESCAPED
    escaped = [pattern.sub(r"\1\1\\\2", item) for item in items]
    ended = [item + "\\" * (len(item) - len(item.rstrip("\\"))) for item in escaped[:-1]]
    return ";".join([*ended, *escaped[-1:]])


def notes_in(cell: str) -> list[str]:
    """The notes of a cell: `---` alone on a line stands between two."""
    notes = (_ESCAPED_RULE.sub(r"\1", note) for note in _RULE.split(text_in(cell)))
    return [note for whole in notes if (note := whole.strip())]


def cell_of_notes(notes: Sequence[str]) -> str:
    """The cell of which `notes_in` makes these notes."""
    return "\n---\n".join(_LIKE_A_RULE.sub(r"\\\1", note) for note in notes)


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    items, start, kept = [], 0, ""
    for match in separator.finditer(text):
        slashes = len(match[1])
        kept += text[start : match.start()] + "\\" * (slashes // 2)
        start = match.end()
        if slashes % 2:
            kept += match[2]
        else:
            items.append(kept)
            kept = ""
    items.append(kept + text[start:])
    return items
