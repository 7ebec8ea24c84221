"""People, how to reach them, and what is known of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from companion.model.identity import Id


class ContactKind(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    ADDRESS = "address"
    IM = "im"
    """An account of a messenger: the handle, the service as its label."""
    BADGE = "badge"
    """The number of a badge, the name of its event as its label: outside that event it is nobody's."""


@dataclass(frozen=True, slots=True)
class Person:
    """A human; the user is one too."""

    id: Id
    name: str
    title: str | None = None
    organisation: str | None = None
    starred: bool = False
    birthday: str | None = None
    """`YYYY-MM-DD`, or as much of it as is known: `--MM-DD`, `YYYY-MM`, `YYYY` (RFC 6350, section 4.3.1)."""
    photo: str | None = None
    """The digest of a blob."""


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """An e-mail address, phone number (E.164), web or postal address of a person."""

    id: Id
    person_id: Id
    kind: ContactKind
    value: str
    typed: str
    """The form it was typed in."""
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """One word (lower case) that groups people."""

    id: Id
    person_id: Id
    name: str


@dataclass(frozen=True, slots=True)
class Note:
    """Free words of the owner about a person; private, never exported by default."""

    id: Id
    owner_id: Id
    person_id: Id
    event_id: Id | None
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NotSame:
    """That two people who look alike are two; its id is `identity.pair_id`."""

    id: Id
    a_id: Id
    b_id: Id
