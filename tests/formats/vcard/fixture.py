"""Our own card files, one for each quirk of a producer, and the facts that a reader must find in them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.formats.vcard.card import Card
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.model.contact import Contact, DetailKind
from companion.model.person import ContactKind
from companion.model.problem import Problem

FOLDER = Path(__file__).parent / "fixtures"
NAMES = sorted(path.stem for path in FOLDER.glob("*.vcf"))
CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "vcard"


@dataclass(frozen=True, slots=True)
class Found:
    """All that reading a file gave."""

    cards: Sequence[Card]
    contacts: Sequence[Contact]
    problems: Sequence[Problem]


def content(name: str) -> bytes:
    """The bytes of a fixture."""
    return (FOLDER / f"{name}.vcf").read_bytes()


def expected(name: str) -> Any:
    """The facts of a fixture: what is left out of a contact is to be empty."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def corpus_files() -> list[Path]:
    """The shared files of other projects, where they are there."""
    return sorted(path for path in CORPUS.rglob("*.vcf") if path.is_file())


def found_in(data: bytes) -> Found:
    """Read a file to its end: cards, contacts, and every problem once."""
    cards: list[Card] = []
    contacts: list[Contact] = []
    problems: list[Problem] = []
    for item in read_cards(data):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        cards.append(item)
        contact, more = contact_from(item)
        problems += dict.fromkeys((*item.problems, *more))
        if contact is not None:
            contacts.append(contact)
    return Found(cards, contacts, problems)


def facts(contact: Contact) -> dict[str, Any]:
    """What a contact says, in the words of the fixtures; empty things left out."""
    said: dict[str, Any] = {
        "name": contact.name,
        "title": contact.title,
        "organisation": contact.organisation,
        **{kind.value: points(contact, kind) for kind in ContactKind},
        "birthday": contact.birthday,
        "tags": [*contact.tags],
        "notes": [*contact.notes],
        "details": sorted(
            (
                [one.kind.value, one.value, one.label]
                for one in contact.details
                if one.kind is not DetailKind.OTHER
            ),
            key=lambda said: [part or "" for part in said],
        ),
        "photo": contact.photo and [contact.photo.media_type, picture_named(contact.photo.content)],
        "uid": contact.uid,
        "members": contact.members and [*contact.members],
        "starred": contact.starred,
    }
    return {name: value for name, value in said.items() if value}


def points(contact: Contact, kind: ContactKind) -> list[list[str | None]]:
    """Value and label of each contact point of a kind, in their order."""
    return [[one.value, one.label] for one in contact.points if one.kind is kind]


def picture_named(picture: bytes) -> str:
    """The picture file that these bytes are."""
    named = {path.read_bytes(): path.name for path in FOLDER.glob("portrait.*")}
    return named.get(picture, f"another of {len(picture)} bytes")
