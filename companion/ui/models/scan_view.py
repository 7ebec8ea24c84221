"""A code as the Scan page shows it, as values; imported once the first is read."""

from dataclasses import dataclass

from companion.model.code import CodeFormat
from companion.model.identity import Id
from companion.model.payload import Payload
from companion.ui.models.importing_view import ChangeLine, FactLine
from companion.ui.tokens import Role
from companion.ui.widgets.chip import ChipText


@dataclass(frozen=True, slots=True)
class Scan:
    """A code that was read and waits to be looked at."""

    number: int
    """By which it is known again; counted from 1."""
    payload: Payload
    source: str
    """Where it was seen: the name of a file, or words."""
    format: CodeFormat | None = None
    """None for text that was pasted, and for a paper card."""

    @property
    def key(self) -> str:
        """By which the same one is known when it comes again: its text, or the photo of a paper card."""
        return key_of(self.payload)


def key_of(payload: Payload) -> str:
    """By which a code or paper card is known when it comes again."""
    return payload.picture.digest if payload.picture is not None else payload.text


@dataclass(frozen=True, slots=True)
class LinkText:
    """A web address in parts, of which the host says whose it is."""

    before: str
    """The scheme, and what stands before an `@` to mislead."""
    host: str
    behind: str


@dataclass(frozen=True, slots=True)
class CellLine:
    """One cell of a badge or line of a paper card, and the value of the BadgeField that it is taken for."""

    text: str
    field: str


@dataclass(frozen=True, slots=True)
class KnownView:
    """Somebody known that a code may be of, and the two ways to go on."""

    id: Id
    name: str
    about: str
    """Title and company."""
    photo: str | None
    why: str
    """A sentence: "You know them: same e-mail"."""
    attach: str
    """What it means to add the code to them."""
    new: str
    """What it means not to."""
    changes: tuple[ChangeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanView:
    """One code in words."""

    number: int
    kind: ChipText
    place: str
    """Which of several it is: "2 of 5"; empty for one alone."""
    source: str
    name: str
    about: str
    icon: str
    """Stands in place of a picture where the code is of nobody."""
    icon_role: Role
    sentence: str
    """What becomes of it."""
    save: str
    """What the main button says; empty for what is never stored."""
    raw: str
    """What the code says, with what cannot be seen escaped."""
    link: LinkText | None = None
    openable: str | None = None
    """The address that is opened if the user asks."""
    facts: tuple[FactLine, ...] = ()
    remarks: tuple[str, ...] = ()
    cells: tuple[CellLine, ...] = ()
    picture: bytes = b""
    """The photo of a paper card, whose cells may be rewritten."""
    known: KnownView | None = None
