"""Contacts to a table that spreadsheets, other address books and `read_sheet` understand."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from companion.formats.table.cell import cell_of, cell_of_notes, guarded
from companion.model.contact import Contact, DetailKind
from companion.model.person import ContactKind

_POINTS = (
    (ContactKind.EMAIL, "Email"),
    (ContactKind.PHONE, "Phone"),
    (ContactKind.URL, "URL"),
    (ContactKind.ADDRESS, "Address"),
    (ContactKind.IM, "IM"),
)
_NUMBERED = frozenset({ContactKind.EMAIL, ContactKind.PHONE})
"""The kinds whose first column has a number even if it is the only one."""

_Column = tuple[str, Callable[[Contact], str]]


def write_table(contacts: Iterable[Contact], *, with_notes: bool = False, with_needs: bool = False) -> str:
    """A table with a header, one row a contact, in UTF-8 with CRLF (RFC 4180).

    Columns that would be empty are left out, but for name, title, organisation, e-mail and phone. Private
    things leave only on request. Cells that a spreadsheet would take for a formula begin with an apostrophe,
    which `contacts_from` takes off: what is written is read back the same, but for photos and
    details other than nickname and role.
    """
    people = list(contacts)
    columns = [*_columns(people, with_notes=with_notes, with_needs=with_needs)]
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow([title for title, _ in columns])
    writer.writerows([guarded(cell(contact)) for _, cell in columns] for contact in people)
    return table.getvalue()


def _columns(people: Sequence[Contact], *, with_notes: bool, with_needs: bool) -> Iterator[_Column]:
    yield "Name", lambda contact: contact.name
    yield "Title", lambda contact: contact.title or ""
    yield "Organisation", lambda contact: contact.organisation or ""
    for kind, word in _POINTS:
        yield from _point_columns(people, kind, word)
    optional: list[_Column] = [
        ("Birthday", lambda contact: contact.birthday or ""),
        ("Tags", lambda contact: cell_of(contact.tags, are_tags=True)),
        ("Starred", lambda contact: "yes" if contact.starred else ""),
        ("Nickname", lambda contact: _detail(contact, DetailKind.NICKNAME)),
        ("Role", lambda contact: _detail(contact, DetailKind.ROLE)),
        ("Offers", lambda contact: cell_of(contact.offers)),
        ("Met at", lambda contact: contact.met_at or ""),
        ("UID", lambda contact: contact.uid or ""),
        ("Met on", lambda contact: contact.met_on.isoformat() if contact.met_on else ""),
    ]
    if with_needs:
        optional.append(("Needs", lambda contact: cell_of(contact.needs)))
    if with_notes:
        optional.append(("Notes", lambda contact: cell_of_notes(contact.notes)))
    yield from (column for column in optional if any(column[1](contact) for contact in people))


def _point_columns(people: Sequence[Contact], kind: ContactKind, word: str) -> Iterator[_Column]:
    """A column for each point of a kind that somebody has, and one for its label where somebody has one."""
    most = max((len(_values(contact, kind)) for contact in people), default=0)
    labels = [any(_part_of(kind, place, 1, contact) for contact in people) for place in range(most)]
    is_numbered = kind in _NUMBERED or most > 1 or any(labels)
    for place in range(max(most, kind in _NUMBERED)):
        title = f"{word} {place + 1}" if is_numbered else word
        yield title, partial(_part_of, kind, place, 0)
        if place < most and labels[place]:
            yield f"{title} - Label", partial(_part_of, kind, place, 1)


def _part_of(kind: ContactKind, place: int, part: int, contact: Contact) -> str:
    """The value (0) or the label (1) of one point of a kind; empty where there is none."""
    values = _values(contact, kind)
    return values[place][part] if place < len(values) else ""


def _values(contact: Contact, kind: ContactKind) -> list[tuple[str, str]]:
    return [(point.value, point.label or "") for point in contact.points if point.kind is kind]


def _detail(contact: Contact, kind: DetailKind) -> str:
    return next((detail.value for detail in contact.details if detail.kind is kind), "")
