"""The capture line: what was typed (kept for ever) and what the reader made of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from companion.model.identity import Id
from companion.model.person import ContactKind

Span = tuple[int, int]
"""Half-open range in code points of a raw line exactly as typed."""


class TokenKind(StrEnum):
    NAME = "name"
    TITLE = "title"
    ORGANISATION = "organisation"
    NEED = "need"
    OFFER = "offer"
    PROMISE = "promise"
    DATE = "date"
    INTRO = "intro"
    TAG = "tag"
    STAR = "star"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the raw line and what it was read as; a date lies inside its promise."""

    kind: TokenKind
    start: int
    end: int
    text: str
    """The value it gave, cleaned: no sign, no enclosing quotes, blanks collapsed."""


@dataclass(frozen=True, slots=True)
class PromisePhrase:
    """What was promised in a line, and the day it is due (the next working day if none is named)."""

    text: str
    due: date


@dataclass(frozen=True, slots=True)
class ContactPhrase:
    """A contact point in a line: the value to keep (phones as E.164), the typed form, its label."""

    kind: ContactKind
    value: str
    typed: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One capture line as read; `names` is empty when the line belongs to the last person."""

    names: tuple[str, ...] = ()
    title: str | None = None
    organisation: str | None = None
    contacts: tuple[ContactPhrase, ...] = ()
    tags: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    promises: tuple[PromisePhrase, ...] = ()
    intros: tuple[str, ...] = ()
    starred: bool = False
    note: str = ""
    tokens: tuple[Token, ...] = ()

    @property
    def name(self) -> str | None:
        """The first person named, or None."""
        return self.names[0] if self.names else None

    def values(self, kind: ContactKind) -> tuple[str, ...]:
        """The contact points of one kind, in line order."""
        return tuple(contact.value for contact in self.contacts if contact.kind is kind)


@dataclass(frozen=True, slots=True)
class RawCapture:
    """A line exactly as typed, with the wall clock and the reader's version, kept for ever."""

    id: Id
    owner_id: Id
    event_id: Id | None
    at: datetime
    line: str
    off: tuple[Span, ...]
    """The spans that the user took back to plain text."""
    reader: int
    """The version of the reader that read it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """That a raw capture is about a person, and to which encounter it belongs (none outside an event)."""

    id: Id
    capture_id: Id
    person_id: Id
    encounter_id: Id | None
