"""What the import page shows, as values."""

from dataclasses import dataclass

from companion.model.identity import Id
from companion.ui.tokens import Ink, Role
from companion.ui.widgets.chip import ChipText


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that can be looked at alone."""

    key: object
    """None for all."""
    text: str
    """Name and count."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, what is in it, and what it is read as."""

    title: str
    sample: str
    field: str
    """As a mapping holds it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose columns can be chosen."""

    file: str
    fingerprint: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """One thing that a card says, with an icon and a quiet word."""

    icon: str
    text: str
    label: str = ""
    ink: Role | Ink = Ink.MUTED


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field of somebody known, as it is and as it will be."""

    field: str
    before: str
    after: str
    kept: str = ""
    """Why it stays as it is, when it does."""

    def spoken(self, empty: str) -> str:
        """The line for screen readers."""
        return f"{self.field}: {self.before or empty} → {self.after or empty}. {self.kept}".strip()


@dataclass(frozen=True, slots=True)
class AlikeLine:
    """Somebody known who may be the same person."""

    id: Id
    name: str
    evidence: str


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """What was noticed, and where."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class RowView:
    """One card or row in words."""

    name: str
    about: str
    photo: str | None
    icon: str
    """Stands in place of a picture where the row is about nobody."""
    fate: ChipText
    place: str
    sentence: str
    facts: tuple[FactLine, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    alike: tuple[AlikeLine, ...] = ()
    known: tuple[AlikeLine, ...] = ()
    """Whom one knows somebody on a list of attendees as."""
    remarks: tuple[RemarkLine, ...] = ()
