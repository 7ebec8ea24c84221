"""Ways to reach somebody, from the cells of one row."""

import re
from collections.abc import Iterator, Sequence

from companion.formats.table.cell import line_in, one_line, parts_in, text_in, unguarded
from companion.formats.table.column import NETWORKS
from companion.formats.table.field import ADDRESS_PARTS, Field
from companion.model.capture import ContactPhrase
from companion.model.person import ContactKind

_ANGLE = re.compile(r"<\s*+(?:mailto:)?([^<>\s@]++@[^<>\s@]++)\s*+>", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s<>;,]+@[^@\s<>;,]+")
_GAP = re.compile(r"[;,\s]+")
_SCHEME = re.compile(r"(?:mailto|tel):", re.IGNORECASE)
_FEWEST_DIGITS = 3
# As Google writes them; what somebody typed stays in its own case.
_KNOWN_LABELS = frozenset(
    {
        *(
            "home",
            "work",
            "mobile",
            "main",
            "other",
            "pager",
            "fax",
            "home fax",
            "work fax",
            "business",
            "cell",
        ),
        *("home page", "blog", "profile", "private", "personal", "work mobile", "school"),
    }
)


def email_points(cell: str, label: str | None) -> list[ContactPhrase] | None:
    """The addresses of a cell; `Ana <ana@acme.com>`, several with `;` between them; None if one is none."""
    found: list[str] = []
    for part in parts_in(cell):
        in_brackets = _ANGLE.findall(part)
        found += in_brackets or [_SCHEME.sub("", some) for some in _GAP.split(part) if some]
    if not all(_EMAIL.fullmatch(address) for address in found):
        return None
    return [_point(ContactKind.EMAIL, address, label) for address in found]


def phone_points(cell: str, label: str | None) -> list[ContactPhrase] | None:
    """The numbers of a cell, several with `;` between them; None if one has hardly a digit."""
    found: list[str] = []
    for part in parts_in(cell):
        several = [some.strip() for some in part.split(";")]
        found += several if all(_is_number(some) for some in several) else [part]
    numbers = [_SCHEME.sub("", number) for number in found]
    if not all(_is_number(number) for number in numbers):
        return None
    return [_point(ContactKind.PHONE, number, label) for number in numbers]


def url_points(cell: str, label: str | None) -> list[ContactPhrase]:
    """The web addresses of a cell; what a network calls somebody by is an account there."""
    points: list[ContactPhrase] = []
    for value in parts_in(cell):
        is_handle = label in NETWORKS and (value.startswith("@") or not {".", "/"} & {*value})
        points.append(_point(ContactKind.IM if is_handle else ContactKind.URL, value, label))
    return points


def im_points(cell: str, label: str | None) -> list[ContactPhrase]:
    """The messenger accounts of a cell."""
    return [_point(ContactKind.IM, value, label and label.lower()) for value in parts_in(cell)]


def address_point(whole: str, parts: Sequence[tuple[Field, str]], label: str | None) -> ContactPhrase | None:
    """One address: its parts in the order in which they are written, or the whole if that says more."""
    told = [
        line for field in ADDRESS_PARTS for part, cell in parts if part is field and (line := _address(cell))
    ]
    written = _address(whole)
    is_whole = all(line.casefold() in written.casefold() for line in told)
    value = written if is_whole else ", ".join([written, *told] if _is_lone(parts, written) else told)
    return _point(ContactKind.ADDRESS, value, label) if value else None


def label_in(cell: str) -> tuple[str | None, bool]:
    """What the values of the column beside are called, and whether Google's star marks them as preferred."""
    text = line_in(cell)
    label = text.lstrip("* ")
    folded = label.casefold()
    return (folded if folded in _KNOWN_LABELS else label) or None, text.startswith("*")


def _is_number(text: str) -> bool:
    return sum(char.isdecimal() for char in text) >= _FEWEST_DIGITS


def _address(cell: str) -> str:
    lines: Iterator[str] = (one_line(line).strip(", ") for line in text_in(cell).split("\n"))
    return ", ".join(line for line in lines if line)


def _is_lone(parts: Sequence[tuple[Field, str]], written: str) -> bool:
    """Whether the whole address is only the street of one whose other parts stand in cells of their own."""
    return bool(written) and not any(
        field is Field.STREET and unguarded(cell).strip() for field, cell in parts
    )


def _point(kind: ContactKind, value: str, label: str | None) -> ContactPhrase:
    return ContactPhrase(kind, value, value, label)
