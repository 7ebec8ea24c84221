"""What an import will change, as it is shown before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from companion.model.change import ChangeSet, Kind, Label
from companion.model.event import Attendee
from companion.model.identity import Id
from companion.model.problem import Problem


class Fate(StrEnum):
    """What becomes of one card, row, event or record."""

    NEW = "new"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    """New, but somebody known has the same e-mail address or number: never merged by itself."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of somebody known, as it is and as the card has it."""

    field: str
    """A field of a person, a kind of contact point, or `tag`, `note`, `need`, `offer`."""
    before: str
    after: str
    is_kept: bool = False
    """Whether the user has changed it as well, so that it stays as it is."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody who may be the same person, and the address or number that says so."""

    id: Id
    name: str
    shared: str
    """Empty where it is the name alone."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One card, row, event or record of an import."""

    file: str
    first_line: int
    last_line: int
    name: str
    detail: str
    """What tells this one from others of the name: company, address, number."""
    fate: Fate
    kind: Kind = Kind.PERSON
    """PERSON, EVENT, or ATTENDEE for somebody on the list of an event."""
    record_id: Id | None = None
    """Whom or what it becomes, or became before."""
    changes: tuple[FieldChange, ...] = ()
    alike: tuple[Alike, ...] = ()
    """Of somebody on the list of an event: whom one knows them as."""
    attendee: Attendee | None = None
    """What is said of somebody on the list of an event."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table as it was read, for whoever wants to read it otherwise."""

    file: str
    fingerprint: str
    """Of the header: the same columns are read in the same way again."""
    header: tuple[str, ...]
    mapping: Mapping[str, str]
    """Title of a column -> field (`str(FieldChoice)`), as it was guessed, remembered or chosen."""
    encoding: str
    sample: tuple[tuple[str, ...], ...]
    """The first rows, a cell for each title."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything an import would do, and the one change set that does it."""

    change_set: ChangeSet = field(default_factory=lambda: ChangeSet(Label.IMPORT, ()))
    rows: tuple[ImportRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Of files as a whole."""

    def count(self, *fates: Fate, kind: Kind | None = None) -> int:
        """How many rows have one of these fates, of a kind or of any."""
        return sum(row.fate in fates and kind in (None, row.kind) for row in self.rows)

    @property
    def refused(self) -> tuple[Problem, ...]:
        """Why something was refused, in the order of the files; each with its file and lines."""
        of_rows = (problem for row in self.rows for problem in row.problems if problem.is_refusal)
        return (*(problem for problem in self.problems if problem.is_refusal), *of_rows)

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """What was taken over, but by guessing or in part."""
        of_rows = (problem for row in self.rows for problem in row.problems if not problem.is_refusal)
        return (*(problem for problem in self.problems if not problem.is_refusal), *of_rows)
