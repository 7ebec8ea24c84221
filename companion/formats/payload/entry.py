r"""Entries of the form `KEY:value;` (MECARD, BIZCARD, MATMSG, WIFI), where `\` makes the next character a plain one."""

import re
from collections.abc import Mapping, Sequence

_PIECE = r"(?:[^\\{0}]++|\\(?:.|\Z))*+"
_PIECES = {mark: re.compile(f"({_PIECE.format(mark)})(?:{mark}|\\Z)", re.DOTALL) for mark in ";,"}
_ENTRY = re.compile(r"\s*+([A-Za-z][A-Za-z0-9-]{0,30}+)[ \t]*+:(.*+)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def pieces_of(text: str, mark: str) -> Sequence[str]:
    """What stands between the semicolons or commas of a text that no backslash precedes, still escaped."""
    found = [match[1] for match in _PIECES[mark].finditer(text)]
    # The pattern finds nothing once more at the end, behind the last piece.
    return found[:-1] if len(found) > 1 and not text.endswith(mark) else found


def entries_of(text: str) -> Mapping[str, Sequence[str]]:
    """The values by key in upper case, in their order and still escaped; empty ones are left out."""
    found: dict[str, list[str]] = {}
    for piece in pieces_of(text, ";"):
        entry = _ENTRY.fullmatch(piece)
        if entry is not None and entry[2].strip():
            found.setdefault(entry[1].upper(), []).append(entry[2].strip())
    return found


def plain(value: str) -> str:
    r"""A value without its backslashes; `\n` is a line end, as some write it."""
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
