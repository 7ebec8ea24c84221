"""What a card, a row of a table or a code says of a person, before it is anybody we know."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from companion.model.capture import ContactPhrase


class DetailKind(StrEnum):
    """What is read of a card and shown, though no field of a person holds it."""

    NICKNAME = "nickname"
    PHONETIC_NAME = "phonetic_name"
    ROLE = "role"
    ANNIVERSARY = "anniversary"
    DATE = "date"
    RELATED = "related"
    GENDER = "gender"
    LANGUAGE = "language"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Detail:
    """One more thing that a card says: a nickname, an anniversary, a spouse."""

    kind: DetailKind
    value: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as it came: never decoded here, since it may be hostile."""

    media_type: str
    """Such as `image/jpeg`, by its first bytes where they tell."""
    content: bytes


@dataclass(frozen=True, slots=True)
class Contact:
    """A person as the outside describes them; texts are decoded, on one line but for notes."""

    name: str = ""
    """The formatted name; made of its parts, the organisation, an address or a number if there is none."""
    title: str | None = None
    organisation: str | None = None
    """Organisation and units, joined by a comma and a blank."""
    points: tuple[ContactPhrase, ...] = ()
    """The preferred one of a kind first; `value` and `typed` are both the text of the card."""
    birthday: str | None = None
    """`YYYY-MM-DD`, `--MM-DD`, `YYYY-MM` or `YYYY` (RFC 6350, section 4.3.1)."""
    tags: tuple[str, ...] = ()
    """Categories, in their own case."""
    notes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    photo: Photo | None = None
    starred: bool = False
    uid: str | None = None
    met_at: str | None = None
    """The name of the event where they were met; only tables say it."""
    met_on: date | None = None
    members: tuple[str, ...] | None = None
    """The UIDs of the members when this is a group (RFC 6350, section 6.6.5); None for a person."""
