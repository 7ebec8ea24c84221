"""How the expected facts of a card are written down, and how they are compared with a contact."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import EllipsisType

from companion.model.contact import Contact
from companion.model.person import ContactKind
from companion.model.problem import ProblemCode

UNSAID = ...
"""In place of a fact, a value or a label: the raw text leaves it open, so that it is not compared."""

Point = tuple[str | EllipsisType, str | EllipsisType | None]
"""A contact point: its text and its label."""

URN = "urn:uuid:"
SOME_PERSON: Mapping[str, object] = {
    "name": UNSAID,
    "organisation": None,
    "title": None,
    "birthday": None,
    "emails": (),
    "phones": (),
    "urls": (),
    "ims": (),
    "addresses": (),
    "tags": (),
    "notes": (),
    "details": UNSAID,
    "photo": None,
    "uid": None,
    "members": None,
}
"""What a card does not say is expected not to be there; only details are more than is written down."""

KINDS = {
    "emails": ContactKind.EMAIL,
    "phones": ContactKind.PHONE,
    "urls": ContactKind.URL,
    "ims": ContactKind.IM,
    "addresses": ContactKind.ADDRESS,
}


@dataclass(frozen=True)
class Facts:
    """What one card of a file says, or why it is refused."""

    said: Mapping[str, object] = field(default_factory=dict)
    refused: ProblemCode | None = None


@dataclass(frozen=True)
class Among:
    """Some of a list, in their order; the card may say more."""

    some: tuple[object, ...]


@dataclass(frozen=True)
class Text:
    """A long text by its beginning and its end."""

    begin: str
    end: str
    length: int | EllipsisType = UNSAID


@dataclass(frozen=True)
class Picture:
    """A photo by what its bytes are."""

    media_type: str
    length: int
    digest: str


NOBODY = Facts(refused=ProblemCode.NO_IDENTITY)
"""A card with neither name, organisation, e-mail nor phone."""


def person(name: str | EllipsisType, **said: object) -> Facts:
    """The facts of a card that is taken over; what is not given is expected to be empty."""
    assert said.keys() < SOME_PERSON.keys()
    return Facts({**SOME_PERSON, "name": name, **said})


def among(*some: object) -> Among:
    """Some of a list, in their order."""
    return Among(some)


def differences(facts: Facts, contact: Contact) -> list[str]:
    """Each stated fact that the contact does not tell, as a line to read."""
    found = told(contact)
    return [
        f"{name}: expected {expected!r}, got {found[name]!r}"
        for name, expected in facts.said.items()
        if not agrees(expected, found[name])
    ]


def told(contact: Contact) -> dict[str, object]:
    """A contact in the terms of the facts."""
    points = {
        name: tuple((point.typed, point.label) for point in contact.points if point.kind is kind)
        for name, kind in KINDS.items()
    }
    return {
        **points,
        "name": contact.name,
        "organisation": contact.organisation,
        "title": contact.title,
        "birthday": contact.birthday,
        "tags": contact.tags,
        "notes": tuple(plain(note) for note in contact.notes),
        "details": tuple((detail.kind.value, detail.value, detail.label) for detail in contact.details),
        "photo": contact.photo
        and Picture(
            contact.photo.media_type,
            len(contact.photo.content),
            hashlib.sha256(contact.photo.content).hexdigest(),
        ),
        "uid": without_urn(contact.uid),
        "members": contact.members and tuple(without_urn(member) for member in contact.members),
    }


def agrees(expected: object, found: object) -> bool:
    """Whether what was found is what is expected, as far as that is said."""
    if expected is UNSAID:
        return True
    if isinstance(expected, Text):
        return (
            isinstance(found, str)
            and found.startswith(expected.begin)
            and found.endswith(expected.end)
            and expected.length in (UNSAID, len(found))
        )
    if isinstance(expected, Among):
        left = iter(found if isinstance(found, Sequence) else ())
        return all(any(agrees(one, other) for other in left) for one in expected.some)
    if isinstance(expected, (tuple, list)):
        return (
            isinstance(found, tuple)
            and len(expected) == len(found)
            and all(agrees(one, other) for one, other in zip(expected, found, strict=True))
        )
    return expected == found


def plain(text: str) -> str:
    """A text without what nobody sees: blanks at the end of lines, empty lines around it."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def without_urn(uid: str | None) -> str | None:
    """A UID as people compare it (RFC 6350, section 6.7.6)."""
    return uid and uid.removeprefix(URN)
