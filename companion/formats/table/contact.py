"""Rows of a table to contacts, by the fields that its columns are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from companion.formats.table.cell import items_in, line_in, notes_in, parts_in
from companion.formats.table.column import choice_for
from companion.formats.table.day import Order, from_parts, order_of, read_date
from companion.formats.table.field import ADDRESS_PARTS, LABEL_OF, Field, FieldChoice
from companion.formats.table.guess import is_month_first, names_somebody
from companion.formats.table.point import (
    address_point,
    email_points,
    im_points,
    label_in,
    phone_points,
    url_points,
)
from companion.formats.table.record import Row
from companion.formats.table.sheet import Sheet
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact, Detail, DetailKind
from companion.model.person import ContactKind
from companion.model.problem import Problem, ProblemCode, offending

_DATES = (Field.BIRTHDAY, Field.MET_ON, Field.DATE)
_BIRTH_PARTS = (Field.BIRTH_YEAR, Field.BIRTH_MONTH, Field.BIRTH_DAY)
_PERSONAL = (Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME, Field.SUFFIX)
_KIND_ORDER = tuple(ContactKind)
# Groups that Google makes itself; its star before them is no part of their name.
_GOOGLE_GROUPS = frozenset({"mycontacts", "my contacts", "other contacts"})
_GOOGLE_STARRED = frozenset({"starred", "starred in android"})
_SALUTATIONS = frozenset({"mr", "mrs", "ms", "miss", "mx", "herr", "herrn", "frau"})
_YES = frozenset({"1", "true", "yes", "y", "x", "ja", "j", "wahr", "on", "*", "★", "✓"})
# What Outlook writes of everybody of whom nothing was said.
_UNSAID = {"gender": frozenset({"unspecified", "nicht angegeben", "keine angabe"})}
_READERS: Mapping[Field, Callable[[str, str | None], list[ContactPhrase] | None]] = {
    Field.EMAIL: email_points,
    Field.PHONE: phone_points,
    Field.URL: url_points,
    Field.IM: im_points,
}


class TableRow(NamedTuple):
    """What one row says of somebody."""

    first_line: int
    last_line: int
    contact: Contact | None
    """None when it is refused; the last problem says why."""
    problems: tuple[Problem, ...] = ()


class _Column(NamedTuple):
    place: int
    title: str
    choice: FieldChoice
    order: Order | None


def contacts_from(sheet: Sheet, mapping: Mapping[str, FieldChoice]) -> Iterator[TableRow]:
    """One row after the other, read by a mapping from titles to fields; wholly empty ones are passed over.

    A row with neither name, organisation, e-mail nor phone is refused; a table without a column for any
    of these is refused as a whole, in one row. The sheet's own problems are not said again.
    """
    if not sheet.header:
        return
    if not names_somebody(mapping[title] for title in sheet.header if title in mapping):
        line = sheet.header_line
        refusal = Problem(
            ProblemCode.NO_COLUMN, line, line, text=offending(", ".join(sheet.header)), is_refusal=True
        )
        yield TableRow(line, line, None, (refusal,))
        return
    columns = _columns(sheet, mapping)
    for row in sheet.rows:
        if any(cell and not cell.isspace() for cell in row.cells):
            yield _Reading(row, columns).result()


def _columns(sheet: Sheet, mapping: Mapping[str, FieldChoice]) -> Sequence[_Column]:
    usual = Order.MONTH if is_month_first(sheet.header) else None
    columns: list[_Column] = []
    for place, title in enumerate(sheet.header):
        choice = mapping.get(title)
        if choice is not None:
            is_date = choice.field in _DATES
            order = order_of(row.cells[place] for row in sheet.rows) or usual if is_date else None
            columns.append(_Column(place, title, choice, order))
    return columns


class _Reading:
    """One row on its way to a contact; collects what does not fit."""

    def __init__(self, row: Row, columns: Sequence[_Column]) -> None:
        self._row = row
        self._problems: list[Problem] = []
        self._filled: dict[Field, list[tuple[_Column, str]]] = {}
        cells = row.cells
        for column in columns:
            cell = cells[column.place]
            if cell and not cell.isspace():
                self._filled.setdefault(column.choice.field, []).append((column, cell))

    def result(self) -> TableRow:
        points = self._points()
        organisation = (
            ", ".join(filter(None, map(self._line, (Field.ORGANISATION, Field.DEPARTMENT)))) or None
        )
        name = self._name()
        first, last, _ = self._row
        if not name and not organisation and not any(_reaches(point) for point in points):
            said = " ".join(filter(None, map(line_in, self._row.cells)))
            refusal = Problem(ProblemCode.NO_IDENTITY, first, last, text=offending(said), is_refusal=True)
            return TableRow(first, last, None, (*self._problems, refusal))
        tags, is_starred = self._tags()
        contact = Contact(
            name=name or organisation or next(point.value for point in points if _reaches(point)),
            title=self._line(Field.TITLE),
            organisation=organisation,
            points=points,
            birthday=self._birthday(),
            tags=tags,
            notes=self._notes(),
            needs=self._items(Field.NEEDS),
            offers=self._items(Field.OFFERS),
            details=tuple(self._details()),
            uid=self._line(Field.UID),
            starred=is_starred or (self._line(Field.STARRED) or "").casefold() in _YES,
            met_at=self._line(Field.MET_AT),
            met_on=self._met_on(),
        )
        return TableRow(first, last, contact, tuple(self._problems))

    def _cells(self, field: Field) -> Sequence[tuple[_Column, str]]:
        """The columns of a field that are not empty here."""
        return self._filled.get(field, ())

    def _line(self, field: Field) -> str | None:
        for _, cell in self._cells(field):
            if line := line_in(cell):
                return line
        return None

    def _name(self) -> str:
        """The name, or what is made of its parts; Mr and Ms are no part of it."""
        whole = self._line(Field.NAME)
        if whole:
            return whole
        prefix = (self._line(Field.PREFIX) or "").split()
        kept = [word for word in prefix if word.rstrip(".").casefold() not in _SALUTATIONS]
        return " ".join(filter(None, (*kept, *map(self._line, _PERSONAL))))

    def _misfit(self, column: _Column, cell: str) -> None:
        first, last, _ = self._row
        text = offending(line_in(cell))
        self._problems.append(Problem(ProblemCode.BAD_VALUE, first, last, property=column.title, text=text))

    def _points(self) -> tuple[ContactPhrase, ...]:
        found: list[tuple[int, bool, ContactPhrase]] = []
        for field, read in _READERS.items():
            cells = self._cells(field)
            labels = self._labels(LABEL_OF[field]) if cells else {}
            for column, cell in cells:
                label, is_preferred = labels.get(column.choice.group, (None, False))
                points = read(cell, label or column.choice.label)
                if points is None:
                    self._misfit(column, cell)
                found += [(_KIND_ORDER.index(point.kind), not is_preferred, point) for point in points or ()]
        found += [
            (_KIND_ORDER.index(point.kind), not is_first, point) for is_first, point in self._addresses()
        ]
        found.sort(key=lambda one: one[:2])
        once: dict[tuple[ContactKind, str], ContactPhrase] = {}
        for _, _, point in found:
            once.setdefault((point.kind, point.value.casefold()), point)
        return tuple(once.values())

    def _labels(self, field: Field) -> Mapping[int, tuple[str | None, bool]]:
        return {column.choice.group: label_in(cell) for column, cell in self._cells(field)}

    def _addresses(self) -> Iterator[tuple[bool, ContactPhrase]]:
        labels = self._labels(Field.ADDRESS_LABEL)
        wholes: dict[tuple[int, str | None, int], str] = {}
        parts: dict[tuple[int, str | None, int], list[tuple[Field, str]]] = {}
        for column, cell in self._cells(Field.ADDRESS):
            key = (column.choice.group, column.choice.label, 0)
            # Two whole addresses are never one, parts of the same group and label are.
            wholes[key if key not in wholes else (*key[:2], column.place)] = cell
        for field in ADDRESS_PARTS:
            for column, cell in self._cells(field):
                parts.setdefault((column.choice.group, column.choice.label, 0), []).append((field, cell))
        for key in dict.fromkeys((*wholes, *parts)):
            group, own, _ = key
            label, is_preferred = labels.get(group, (None, False))
            point = address_point(wholes.get(key, ""), parts.get(key, ()), label or own)
            if point is not None:
                yield is_preferred, point

    def _birthday(self) -> str | None:
        for column, cell in self._cells(Field.BIRTHDAY):
            read = read_date(line_in(cell), column.order)
            if read is None:
                self._misfit(column, cell)
            elif read:
                return read
        if self._filled.keys().isdisjoint(_BIRTH_PARTS):
            return None
        read = from_parts(*(self._line(field) or "" for field in _BIRTH_PARTS))
        if read is None:
            for column, cell in (one for field in _BIRTH_PARTS for one in self._cells(field)):
                self._misfit(column, cell)
        return read or None

    def _met_on(self) -> date | None:
        for column, cell in self._cells(Field.MET_ON):
            read = read_date(line_in(cell), column.order)
            if read:
                try:
                    return date.fromisoformat(read)
                except ValueError:
                    # A part of a date, such as a year, is no day.
                    read = None
            if read is None:
                self._misfit(column, cell)
        return None

    def _tags(self) -> tuple[tuple[str, ...], bool]:
        tags: dict[str, None] = {}
        is_starred = False
        for _, cell in self._cells(Field.TAGS):
            for item in items_in(cell, are_tags=True):
                own = item.removeprefix("*").strip()
                group = own.casefold() if item.startswith("*") else ""
                is_starred = is_starred or group in _GOOGLE_STARRED
                if own and group not in _GOOGLE_GROUPS | _GOOGLE_STARRED:
                    tags[own] = None
        return tuple(tags), is_starred

    def _notes(self) -> tuple[str, ...]:
        """Notes as they are, and below them what other columns say that the user has mapped to notes."""
        notes: list[str] = []
        others: list[str] = []
        for column, cell in self._cells(Field.NOTES):
            usual = choice_for(column.title)
            if usual is not None and usual.field is Field.NOTES:
                notes += notes_in(cell)
            else:
                others.append(f"{column.title}: {line_in(cell)}")
        return (*dict.fromkeys(notes), *(["\n".join(others)] if others else []))

    def _items(self, field: Field) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item for _, cell in self._cells(field) for item in items_in(cell)))

    def _details(self) -> Iterator[Detail]:
        for field, kind in ((Field.NICKNAME, DetailKind.NICKNAME), (Field.ROLE, DetailKind.ROLE)):
            if (line := self._line(field)) is not None:
                yield Detail(kind, line)
        spoken = " ".join(filter(None, (line_in(cell) for _, cell in self._cells(Field.PHONETIC_NAME))))
        if spoken:
            yield Detail(DetailKind.PHONETIC_NAME, spoken)
        yield from self._days()
        for field, kind in ((Field.RELATED, DetailKind.RELATED), (Field.CUSTOM, DetailKind.OTHER)):
            for label, column, cell in self._called(field):
                words = label or (column.title.lower() if kind is DetailKind.OTHER else None)
                unsaid = _UNSAID.get(words or "", ())
                yield from (
                    Detail(kind, text, words) for text in parts_in(cell) if text.casefold() not in unsaid
                )

    def _days(self) -> Iterator[Detail]:
        for label, column, cell in self._called(Field.DATE):
            read = read_date(line_in(cell), column.order)
            if read is None:
                self._misfit(column, cell)
            elif read and label == DetailKind.ANNIVERSARY:
                yield Detail(DetailKind.ANNIVERSARY, read)
            elif read:
                yield Detail(DetailKind.DATE, read, label or column.title.lower())

    def _called(self, field: Field) -> Iterator[tuple[str | None, _Column, str]]:
        """The cells of a field with what each is called: by the column beside it, or by its own title."""
        labels = {
            column.choice.group: line_in(cell).lstrip("* ").casefold()
            for column, cell in self._cells(LABEL_OF[field])
        }
        for column, cell in self._cells(field):
            yield labels.get(column.choice.group) or column.choice.label, column, cell


def _reaches(point: ContactPhrase) -> bool:
    return point.kind in {ContactKind.EMAIL, ContactKind.PHONE}
