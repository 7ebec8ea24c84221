"""What the import page says of each card and row; imported once the data is open."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType

from PySide6.QtCore import QLocale, QObject

from companion.model.change import Kind, Label, Record
from companion.model.need import Need, Offer
from companion.model.person import ContactKind, ContactPoint, Note, Person, Tag
from companion.model.problem import Problem, ProblemCode
from companion.ui.models.importing import Preview
from companion.ui.models.importing_columns import sheet_of
from companion.ui.models.importing_events import EventWords
from companion.ui.models.importing_listed import ListedWords
from companion.ui.models.importing_view import (
    AlikeLine,
    ChangeLine,
    FactLine,
    RemarkLine,
    RowGroup,
    RowView,
    Sheet,
)
from companion.ui.moment import birthday
from companion.ui.tokens import Role
from companion.ui.widgets.chip import ChipText
from companion.ui.widgets.row import Line, Row, Section
from companion.wording.field import PERSON_FIELDS
from companion.wording.naming import name_words
from companion.wording.phrase import counted
from companion.wording.progress import events_counted, people_counted
from companion.wording.remark import reason, where
from companion.wording.stage import FATES
from companion.workflow.exchange.plan import Fate, FieldChange, ImportRow
from companion.workflow.exchange.watch import Stage

ORDER = (Fate.DUPLICATE, Fate.UPDATE, Fate.REFUSED, Fate.NEW, Fate.UNCHANGED)
"""What asks to be looked at comes first."""

NOTICED = "noticed"
"""The group of the rows with a remark."""
_SAMPLE = 6

FATE_ROLES: Mapping[Fate, Role] = MappingProxyType(
    {
        Fate.NEW: Role.OK,
        Fate.UPDATE: Role.OFFER,
        Fate.UNCHANGED: Role.NEUTRAL,
        Fate.DUPLICATE: Role.PROMISE,
        Fate.REFUSED: Role.DANGER,
    }
)
_STORED = (Fate.NEW, Fate.UPDATE, Fate.DUPLICATE)
_POINT_ICONS = {
    ContactKind.EMAIL: "mail",
    ContactKind.PHONE: "phone",
    ContactKind.URL: "link",
    ContactKind.ADDRESS: "map-pin",
    ContactKind.IM: "message-circle",
    ContactKind.BADGE: "id-card",
}


class ImportWords(QObject):
    """Says a preview in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.listed = ListedWords(self)
        self._events = EventWords(self)

    def lines(self, preview: Preview, group: object) -> "LineReader":
        """The lines of the list: all (None), those of one fate, or those with a remark (NOTICED)."""
        if group == NOTICED:
            return LineReader(self._row(preview, place) for place in preview.noticed)
        fates = (group,) if isinstance(group, Fate) else ORDER
        return LineReader(line for fate in fates for line in self._group(preview, fate))

    def view(self, preview: Preview, place: int) -> RowView:
        """One row, whole."""
        row = preview.rows[place]
        if row.kind is Kind.ATTENDEE:
            return self._listed_view(preview, row)
        records = preview.told.get(row.record_id, ()) if row.record_id is not None else ()
        is_new = row.fate in (Fate.NEW, Fate.DUPLICATE)
        return RowView(
            name=self._name(row),
            about=row.detail,
            photo=_photo(preview, row, records),
            icon=_icon(row),
            fate=ChipText(FATES[row.fate], FATE_ROLES[row.fate]),
            place=_place(row),
            sentence=self._sentence(preview, row),
            facts=tuple(self._facts(row, records)) if is_new or row.kind is Kind.EVENT else (),
            changes=tuple(self._change(change) for change in row.changes),
            alike=tuple(
                AlikeLine(
                    some.id, name_words(some.name), self.tr("Both have {shared}").format(shared=some.shared)
                )
                for some in row.alike
            ),
            remarks=tuple(_remark(problem) for problem in _told_beside(row)),
        )

    def button(self, preview: Preview) -> str:
        """What the main button says."""
        if preview.listing.event is not None:
            return self.listed.button(preview)
        if not preview.plan.change_set:
            return self.tr("Nothing to import")
        people, events = (preview.plan.count(*_STORED, kind=kind) for kind in (Kind.PERSON, Kind.EVENT))
        if preview.sources.archives or not (people or events):
            return self.tr("Import")
        if not people:
            return self.tr("Import {events}").format(events=events_counted(events))
        if not events:
            return self.tr("Import {people}").format(people=people_counted(people))
        return self.tr("Import {people} and {events}").format(
            people=people_counted(people), events=events_counted(events)
        )

    def summary(self, preview: Preview) -> str:
        """Below the title: what was read, and that nothing is stored yet."""
        files = sorted({row.file for row in preview.rows})
        if len(files) == 1:
            return self.tr("From {file}. Nothing is stored yet.").format(file=_file_name(files[0]))
        if files:
            said = counted(len(files), self.tr("From {count} file."), self.tr("From {count} files."))
            return f"{said} {self.tr('Nothing is stored yet.')}"
        return self.tr("Nobody was found in it.")

    def groups(self, preview: Preview) -> Sequence[RowGroup]:
        """What can be looked at alone, with how many there are: "New 97"."""
        found = [RowGroup(None, self.tr("All {count}").format(count=len(preview.rows)))]
        found += [
            RowGroup(fate, f"{self._titles()[fate]} {len(preview.groups[fate])}")
            for fate in ORDER
            if fate in preview.groups
        ]
        if preview.noticed:
            words = self.tr("With remarks {count}").format(count=len(preview.noticed))
            found.append(RowGroup(NOTICED, words))
        return found

    def sheets(self, preview: Preview) -> Sequence[Sheet]:
        """The tables whose columns can be chosen."""
        return [sheet_of(table, _file_name(table.file)) for table in preview.sources.tables]

    def sample(self, preview: Preview) -> str:
        """Some names with letters that can be read wrongly, to see at once whether they are."""
        names = (row.name for row in preview.rows if not row.name.isascii())
        return "  ·  ".join(dict.fromkeys(islice(names, _SAMPLE)))

    def encodings(self) -> Sequence[tuple[str, str | None]]:
        """How undeclared bytes can be read, in words, and the name of the encoding; None for guessing."""
        return (
            (self.tr("As each file says"), None),
            (self.tr("Unicode (UTF-8)"), "utf-8"),
            (self.tr("Western European (Windows)"), "windows-1252"),
            (self.tr("Western European (ISO 8859-15)"), "iso-8859-15"),
            (self.tr("Western European (Mac)"), "mac-roman"),
            (self.tr("Western European (DOS)"), "cp850"),
            (self.tr("Central European (Windows)"), "windows-1250"),
            (self.tr("Baltic (Windows)"), "windows-1257"),
            (self.tr("Cyrillic (Windows)"), "windows-1251"),
            (self.tr("Cyrillic (KOI8-R)"), "koi8-r"),
            (self.tr("Greek (Windows)"), "windows-1253"),
            (self.tr("Turkish (Windows)"), "windows-1254"),
            (self.tr("Hebrew (Windows)"), "windows-1255"),
            (self.tr("Arabic (Windows)"), "windows-1256"),
            (self.tr("Vietnamese (Windows)"), "windows-1258"),
            (self.tr("Thai"), "cp874"),
            (self.tr("Japanese (Shift JIS)"), "cp932"),
            (self.tr("Japanese (EUC)"), "euc-jp"),
            (self.tr("Korean"), "cp949"),
            (self.tr("Chinese, simplified (GB 18030)"), "gb18030"),
            (self.tr("Chinese, traditional (Big5)"), "big5"),
            (self.tr("Unicode (UTF-16)"), "utf-16"),
        )

    def step(self, stage: Stage, done: int, total: int) -> str:
        """How far a stage is: "3,200 so far", "400 of 10,000", "35 %"; nothing where it is not known."""
        locale = QLocale()
        if stage is Stage.SAVING:
            return self.tr("{percent} %").format(percent=100 * done // total) if total else ""
        if total:
            return self.tr("{done} of {total}").format(
                done=locale.toString(done), total=locale.toString(total)
            )
        return self.tr("{done} so far").format(done=locale.toString(done)) if done else ""

    def _group(self, preview: Preview, fate: Fate) -> Iterator[Line]:
        places = preview.groups.get(fate, ())
        if places:
            explained = self._explained(preview)[fate]
            yield Section(self._titles()[fate], len(places), FATE_ROLES[fate], explained)
        for some in places:
            yield self._row(preview, some)

    def _row(self, preview: Preview, at: int) -> Row:
        row = preview.rows[at]
        records = preview.told.get(row.record_id, ()) if row.record_id is not None else ()
        return Row(
            key=at,
            name=self._name(row),
            detail=self._detail(row, records),
            tip=_place(row),
            photo=_photo(preview, row, records),
            icon=_icon(row),
            icon_role=FATE_ROLES[row.fate] if row.fate is Fate.REFUSED else Role.DATE,
        )

    def _name(self, row: ImportRow) -> str:
        if row.name:
            return row.name
        quoted = next((problem.text for problem in row.problems if problem.text and problem.first_line), "")
        return f"“{quoted}”" if quoted else _file_name(row.file) or self.tr("Without a name")

    def _detail(self, row: ImportRow, records: Sequence[Record]) -> str:
        if row.fate is Fate.REFUSED and row.problems:
            return reason(row.problems[0])
        if row.kind is Kind.ATTENDEE:
            return self.listed.detail(row)
        if row.changes:
            return ", ".join(self._short(change) for change in row.changes)
        if row.alike:
            return self.tr("Like {name}: {shared}").format(
                name=name_words(row.alike[0].name), shared=row.alike[0].shared
            )
        return self._events.detail(row, records) if row.kind is Kind.EVENT else row.detail

    def _short(self, change: FieldChange) -> str:
        name = _field(change)
        if change.is_kept:
            return self.tr("{field} stays yours").format(field=name)
        if change.before and change.after:
            return f"{name}: {change.before} → {change.after}"
        return f"{name}: {change.after or '–'}" if change.before or change.after else name

    def _sentence(self, preview: Preview, row: ImportRow) -> str:
        if row.fate is Fate.REFUSED and row.problems:
            return reason(row.problems[0])
        if row.kind is Kind.ATTENDEE:
            return self.listed.sentence(preview, row)
        if row.changes and all(change.is_kept for change in row.changes):
            return self.tr("The card has changed, but only where you changed it as well: yours stays.")
        if row.kind is Kind.EVENT:
            return self._events.explained()[row.fate]
        return self._told()[row.fate]

    def _listed_view(self, preview: Preview, row: ImportRow) -> RowView:
        return RowView(
            name=self._name(row),
            about=self.listed.about(row),
            photo=None,
            icon=_icon(row),
            fate=ChipText(FATES[row.fate], FATE_ROLES[row.fate]),
            place=_place(row),
            sentence=self._sentence(preview, row),
            facts=tuple(self.listed.facts(row)),
            known=tuple(self.listed.known(row)),
            remarks=tuple(_remark(problem) for problem in _told_beside(row)),
        )

    def _change(self, change: FieldChange) -> ChangeLine:
        kept = self.tr("You changed it yourself: it stays as it is.") if change.is_kept else ""
        before, after = change.before, change.after
        if change.field == "photo" and not before and not after:
            after = self.tr("another photo")
        return ChangeLine(_field(change), before, after, kept)

    def _facts(self, row: ImportRow, records: Sequence[Record]) -> Iterator[FactLine]:
        if row.kind is Kind.EVENT:
            yield from self._events.facts(records)
        for record in sorted(records, key=_rank):
            match record:
                case ContactPoint():
                    yield FactLine(
                        _POINT_ICONS[record.kind], record.typed or record.value, record.label or ""
                    )
                case Person(birthday=str() as day):
                    yield FactLine("cake", birthday(day))
                case Tag():
                    yield FactLine("tag", record.name)
                case Note():
                    yield FactLine("pencil", record.text)
                case Need():
                    yield FactLine("lightbulb", record.text, ink=Role.NEED)
                case Offer():
                    yield FactLine("gift", record.text, ink=Role.OFFER)
                case _:
                    # Where somebody was met is told by their page; a card that is kept is no fact.
                    continue

    def _titles(self) -> Mapping[Fate, str]:
        return {
            Fate.DUPLICATE: self.tr("Possible duplicates"),
            Fate.UPDATE: self.tr("Updates"),
            Fate.REFUSED: self.tr("Refused"),
            Fate.NEW: self.tr("New"),
            Fate.UNCHANGED: self.tr("Unchanged"),
        }

    def _explained(self, preview: Preview) -> Mapping[Fate, str]:
        if preview.listing.event is not None and not preview.sources.archives:
            return self.listed.explained()
        if preview.plan.change_set.label is Label.IMPORT_EVENTS:
            return self._events.explained()
        return {
            Fate.DUPLICATE: self.tr("Imported as new; merge them later."),
            Fate.UPDATE: self.tr("You know them; the card says more."),
            Fate.REFUSED: self.tr("Not imported, and why."),
            Fate.NEW: self.tr("Not among your people yet."),
            Fate.UNCHANGED: self.tr("The same as last time."),
        }

    def _told(self) -> Mapping[Fate, str]:
        return {
            Fate.DUPLICATE: self.tr(
                "Somebody you know has the same address or number. Imported as a new person: nobody is ever"
                " merged without you."
            ),
            Fate.UPDATE: self.tr("Imported before. Since then the card has changed, and brings this:"),
            Fate.REFUSED: self.tr("Not imported."),
            Fate.NEW: self.tr("Not among your people yet."),
            Fate.UNCHANGED: self.tr("The same as when it was imported before: nothing changes."),
        }


class LineReader:
    """Gives the lines of a list, the next ones each time it is called."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines

    def __call__(self, limit: int) -> Sequence[Line]:
        """The next lines; fewer than `limit` at the end."""
        return list(islice(self._lines, limit))


def _photo(preview: Preview, row: ImportRow, records: Sequence[Record]) -> str | None:
    """The photo that somebody comes with, else the one that they have."""
    coming = next((record.photo for record in records if isinstance(record, Person)), None)
    return coming or (preview.photos.get(row.record_id) if row.record_id is not None else None)


def _rank(record: Record) -> int:
    """How early a record is told: first how to reach somebody."""
    if isinstance(record, ContactPoint):
        return list(_POINT_ICONS).index(record.kind)
    kinds = (Person, Need, Offer, Tag, Note)
    return 10 + next((place for place, kind in enumerate(kinds) if isinstance(record, kind)), len(kinds))


def _field(change: FieldChange) -> str:
    return PERSON_FIELDS.get(change.field, change.field)


def _told_beside(row: ImportRow) -> Iterator[Problem]:
    """The remarks that are not told already: by the sentence, or among the changes."""
    beside = row.problems[1:] if row.fate is Fate.REFUSED else row.problems
    return (problem for problem in beside if problem.code is not ProblemCode.KEPT_YOURS or not row.changes)


def _remark(problem: Problem) -> RemarkLine:
    lines = where(_file_name(problem.file), problem.first_line, problem.last_line)
    return RemarkLine(reason(problem), lines)


def _place(row: ImportRow) -> str:
    return where(_file_name(row.file), row.first_line, row.last_line)


def _icon(row: ImportRow) -> str:
    """What stands for a row that is about nobody."""
    if row.fate is Fate.REFUSED:
        return "triangle-alert"
    return "calendar" if row.kind is Kind.EVENT else ""


def _file_name(file: str) -> str:
    """The last part of a path; within an archive the name of the archive as well."""
    parts = file.replace("\\", "/").split("/")
    archives = [place for place, part in enumerate(parts[:-1]) if part.lower().endswith(".zip")]
    return "/".join(parts[archives[-1] :]) if archives else parts[-1]
