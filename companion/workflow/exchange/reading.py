"""From the bytes of files to contacts, events and records: no database, so that it can run on any thread."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from companion.formats.vcard.card import Card
from companion.model.calendar import CalendarEvent
from companion.model.contact import Contact
from companion.model.payload import Payload, PayloadKind
from companion.model.problem import MOST_QUOTED, Problem, ProblemCode, offending
from companion.storage.pause import collector_paused
from companion.workflow.exchange.plan import TableRead
from companion.workflow.exchange.source import Format, Material, materials
from companion.workflow.exchange.watch import UNWATCHED, Stage, Watch

if TYPE_CHECKING:
    from companion.formats.archive import Archive
    from companion.formats.table.field import FieldChoice
    from companion.formats.table.sheet import Sheet

_STEP = 200
"""Cards between two looks at whether the work is still wanted."""
_SAMPLE = 5
_NUMBER = re.compile(r"\d")
_OF_PEOPLE = frozenset((PayloadKind.PERSON, PayloadKind.EMAIL, PayloadKind.PHONE))
"""The codes of which somebody is imported: the number of a badge is nobody's without the event."""
_NAMES = "names"
"""In place of a fingerprint where there is no header."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How the user wants files to be read, where guessing is not enough."""

    form: Format | None = None
    encoding: str | None = None
    """Of bytes that do not declare one."""
    time_zone: str = "UTC"
    """IANA name of the time zone that a calendar means which names none."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Title of a column -> field, for every table."""
    remembered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Fingerprint of a header -> title of a column -> field."""


@dataclass(frozen=True, slots=True)
class Item:
    """One card or row, and where it stands; `contact` is None when it is refused."""

    file: str
    first_line: int
    last_line: int
    contact: Contact | None
    problems: tuple[Problem, ...] = ()
    card: Card | None = None
    """The card as it came; None for a row of a table."""
    table: str = ""
    """Of a row: which columns its table has, but for those with a number: their count is as it happens."""
    text: str = ""
    """Of a code that is no card: all that it says."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """One event of a calendar file."""

    file: str
    event: CalendarEvent


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that the files hold."""

    items: tuple[Item, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    archives: tuple[tuple[str, "Archive"], ...] = ()
    tables: tuple[TableRead, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Of files as a whole, and of events and records."""

    @property
    def listed(self) -> tuple[Item, ...]:
        """Whom the files name, as a list of attendees: all cards and rows, and those invited by calendars."""
        invited = (
            Item(one.file, one.event.first_line, one.event.last_line, contact)
            for one in self.gatherings
            for contact in one.event.attendees
        )
        return (*self.items, *invited)


def read_sources(paths: Sequence[Path], choices: Choices, *, watch: Watch = UNWATCHED) -> Sources:
    """Read all that files, folders and archives hold.

    Raises NotFoundError for a path that is not there, CancelledError; anything else that is wrong
    with a file is a problem in the answer, and the rest is read.
    """
    return _Reading(choices, watch).read(materials(paths, form=choices.form))


def read_material(material: Material, choices: Choices, *, watch: Watch = UNWATCHED) -> Sources:
    """Read what is there already, as pasted or dropped text; raises CancelledError."""
    return _Reading(choices, watch).read(iter((material,)))


class _Reading:
    """Collects what each file holds."""

    def __init__(self, choices: Choices, watch: Watch) -> None:
        self._choices = choices
        self._watch = watch
        self._items: list[Item] = []
        self._gatherings: list[Gathering] = []
        self._archives: list[tuple[str, Archive]] = []
        self._tables: list[TableRead] = []
        self._problems: list[Problem] = []
        self._without_code: dict[str, int] = {}
        """By folder or archive, in how many pictures there was no code."""

    def read(self, found: Iterator[Material | Problem]) -> Sources:
        with collector_paused():
            for material in found:
                self._watch.step(Stage.READING, len(self._items), 0)
                if isinstance(material, Problem):
                    self._problems.append(material)
                else:
                    self._read(material)
        self._problems += [
            Problem(ProblemCode.NO_CODE, 0, 0, text=str(count), file=place)
            for place, count in self._without_code.items()
        ]
        return Sources(
            items=tuple(self._items),
            gatherings=tuple(self._gatherings),
            archives=tuple(self._archives),
            tables=tuple(self._tables),
            problems=tuple(self._problems),
        )

    def _read(self, material: Material) -> None:
        readers = {
            Format.VCARD: self._read_cards,
            Format.TABLE: self._read_table,
            Format.CALENDAR: self._read_calendar,
            Format.ARCHIVE: self._read_archive,
            Format.NAMES: self._read_names,
            Format.PICTURE: self._read_picture,
        }
        readers[material.format](material)

    def _read_cards(self, material: Material) -> None:
        from companion.formats.vcard.meaning import contact_from
        from companion.formats.vcard.read import read_cards

        for card in read_cards(material.content, encoding=self._choices.encoding):
            if isinstance(card, Problem):
                self._problems.append(replace(card, file=material.file))
                continue
            contact, problems = contact_from(card)
            lines = (card.first_line, card.last_line)
            self._add(Item(material.file, *lines, contact, _in(material, problems), card))

    def _read_table(self, material: Material) -> None:
        from companion.formats.table.contact import contacts_from
        from companion.formats.table.guess import fingerprint, guess_fields, with_chosen
        from companion.formats.table.sheet import read_sheet

        sheet = read_sheet(material.content, encoding=self._choices.encoding)
        self._problems += _in(material, sheet.problems)
        if not sheet.header:
            return
        known = fingerprint(sheet.header)
        columns = fingerprint([title for title in sheet.header if not _NUMBER.search(title)])
        chosen = self._choices.mapping or self._choices.remembered.get(known, {})
        mapping = with_chosen(guess_fields(sheet.header), _chosen(sheet.header, chosen))
        self._problems += _in(material, _left_out(sheet, mapping))
        told = {title: str(choice) for title, choice in mapping.items()}
        sample = tuple(row.cells for row in sheet.rows[:_SAMPLE])
        self._tables.append(TableRead(material.file, known, sheet.header, told, sheet.encoding, sample))
        for row in contacts_from(sheet, mapping):
            lines = (row.first_line, row.last_line)
            self._add(Item(material.file, *lines, row.contact, _in(material, row.problems), table=columns))

    def _read_names(self, material: Material) -> None:
        from companion.formats.table.names import read_names

        rows, problems = read_names(material.content, encoding=self._choices.encoding)
        self._problems += _in(material, problems)
        for row in rows:
            lines = (row.first_line, row.last_line)
            self._add(Item(material.file, *lines, row.contact, _in(material, row.problems), table=_NAMES))

    def _read_calendar(self, material: Material) -> None:
        from companion.formats.ics import read_calendar

        choices = self._choices
        events, problems = read_calendar(
            material.content, encoding=choices.encoding, time_zone=choices.time_zone
        )
        self._problems += _in(material, problems)
        self._gatherings += [Gathering(material.file, event) for event in events]

    def _read_archive(self, material: Material) -> None:
        from companion.formats.archive import read_archive

        archive, problems = read_archive(material.content)
        self._problems += _in(material, problems)
        if archive is not None:
            self._archives.append((material.file, archive))

    def _read_picture(self, material: Material) -> None:
        from companion.workflow.exchange.picture import codes_in

        codes, problems = codes_in(material, time_zone=self._choices.time_zone)
        self._problems += problems
        # What a sheet shows twice is one code.
        payloads = {one.payload.text: one.payload for one in codes}.values()
        left_out = [payload for payload in payloads if not self._take_over(material, payload)]
        if not payloads and not problems:
            self._note_without_code(material)
        is_refusal = not material.within and len(left_out) == len(payloads)
        self._problems += [_about_nobody(material, one, is_refusal=is_refusal) for one in left_out]

    def _take_over(self, material: Material, payload: Payload) -> bool:
        """Add the person or the events of a code; False where it is about neither."""
        if payload.kind is PayloadKind.EVENT:
            self._problems += _in(material, payload.problems)
            self._gatherings += [Gathering(material.file, event) for event in payload.events]
        elif payload.kind in _OF_PEOPLE and payload.contact is not None:
            self._add(_item(material, payload, payload.whole or payload.contact))
        else:
            return False
        return True

    def _note_without_code(self, material: Material) -> None:
        if material.within:
            self._without_code[material.within] = self._without_code.get(material.within, 0) + 1
        else:
            self._problems.append(Problem(ProblemCode.NO_CODE, 0, 0, is_refusal=True, file=material.file))

    def _add(self, item: Item) -> None:
        self._items.append(item)
        if len(self._items) % _STEP == 0:
            self._watch.step(Stage.READING, len(self._items), 0)


def _item(material: Material, payload: Payload, contact: Contact) -> Item:
    """Somebody in a code: a vCard is a card like those of files."""
    from companion.workflow.exchange.kept import card_in

    problems = _in(material, payload.problems)
    notes = (*contact.notes, payload.note) if payload.note else contact.notes
    contact = replace(contact, notes=notes)
    card = card_in(payload)
    if card is None:
        return Item(material.file, 0, 0, contact, problems, text=payload.text)
    return Item(material.file, 0, 0, contact, problems, card)


def _about_nobody(material: Material, payload: Payload, *, is_refusal: bool) -> Problem:
    """That a code is not taken over: of a secret with nothing of it but its kind, else in its own words."""
    refusals = [problem for problem in payload.problems if problem.is_refusal]
    if refusals:
        return replace(refusals[0], file=material.file)
    kind = payload.kind.value
    return Problem(ProblemCode.NOT_SOMEBODY, 0, 0, text=kind, is_refusal=is_refusal, file=material.file)


def _in(material: Material, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple([replace(problem, file=material.file) for problem in problems])


def _left_out(sheet: "Sheet", mapping: Mapping[str, "FieldChoice"]) -> tuple[Problem, ...]:
    """That columns are read as nothing although there is something in them; not of a table about nobody."""
    from companion.formats.table.guess import names_somebody

    unread = [place for place, title in enumerate(sheet.header) if title not in mapping]
    filled = [place for place in unread if any(row.cells[place].strip() for row in sheet.rows)]
    if not filled or not names_somebody(mapping.values()):
        return ()
    line = sheet.header_line
    return tuple(
        Problem(ProblemCode.COLUMN_LEFT_OUT, line, line, text=offending(titles))
        for titles in _listed(sheet.header[place] for place in filled)
    )


def _listed(titles: Iterable[str]) -> Iterator[str]:
    """Titles with commas between them, as many at a time as a problem quotes whole."""
    together = ""
    for title in titles:
        if together and len(together) + 2 + len(title) > MOST_QUOTED:
            yield together
            together = ""
        together = f"{together}, {title}" if together else title
    yield together


def _chosen(header: Sequence[str], chosen: Mapping[str, str]) -> dict[str, "FieldChoice"]:
    """What the user chose, by title of the column whatever its case."""
    from companion.formats.table.field import choice_in

    fields = {" ".join(title.split()).casefold(): choice_in(field) for title, field in chosen.items()}
    found = {title: fields.get(" ".join(title.split()).casefold()) for title in header}
    return {title: choice for title, choice in found.items() if choice is not None}
