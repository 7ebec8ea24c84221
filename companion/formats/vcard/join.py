"""The cards of somebody who was two people: one card with what only the others say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from companion.formats.vcard.card import Card, Property
from companion.formats.vcard.convert import converted
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.formats.vcard.section import Section, sections_of

_ABOUT_THE_CARD = {"VERSION", "UID", "REV", "PRODID", "KIND", "PROFILE", "SOURCE"}
_OF_ONE = {"N", "FN", "ORG", "TITLE", "BDAY", "PHOTO", "NAME", "SORT-STRING"}
"""What a person has one of: it was chosen when the two became one."""
_LABELS = {"X-ABLABEL", "X-ABADR"}
_ITEM = re.compile(rb"item(\d+)", re.IGNORECASE)


def joined(card: Card, others: Sequence[Card]) -> Card:
    """A card with the lines of others that say what neither it nor a field of a person does."""
    lines: list[bytes] = []
    said = {_words(one) for one in card.properties}
    item = max((int(found[1]) for found in _ITEM.finditer(card.raw)), default=0)
    for other in others:
        alike = _read(converted(other, card.version)) if _differs(card, other) else other
        groups: dict[str, str] = {}
        for section in _telling(alike):
            one = section.property
            if one is None or _words(one) in said:
                continue
            if one.group and one.group not in groups:
                item += 1
                groups[one.group] = f"item{item}"
            said.add(_words(one))
            lines.append(_regrouped(section.content, one.group, groups))
    if not lines:
        return card
    sections = [section.content for section in sections_of(card)]
    added = (line if line.endswith((b"\n", b"\r")) else line + b"\r\n" for line in lines)
    return _read(b"".join((*sections[:-1], *added, sections[-1])), card.encoding)


def _differs(card: Card, other: Card) -> bool:
    return other.version != card.version or other.encoding != card.encoding


def _telling(card: Card) -> Iterator[Section]:
    """The lines that no field of a person is made of; a label only with what it is the label of."""
    sections = [section for section in sections_of(card) if section.property is not None]
    kept = [
        section for section in sections if section.property is not None and _tells(card, section.property)
    ]
    groups = {section.property.group for section in kept if section.property is not None} - {""}
    for section in sections:
        one = section.property
        is_label = one is not None and one.name.upper() in _LABELS and one.group in groups
        if section in kept or is_label:
            yield section


def _tells(card: Card, one: Property) -> bool:
    name = one.name.upper()
    if not name or name in _ABOUT_THE_CARD | _OF_ONE | _LABELS:
        return False
    somebody = Property("", "FN", "", "Somebody", 1, 1)
    contact, _ = contact_from(replace(card, properties=(somebody, one), problems=()))
    return contact is None or not (contact.points or contact.tags or contact.notes or contact.members)


def _words(one: Property) -> tuple[str, str, str]:
    return one.name.upper(), one.parameters.upper(), one.value


def _regrouped(content: bytes, group: str, groups: dict[str, str]) -> bytes:
    if not group:
        return content
    return groups[group].encode() + content.lstrip()[len(group.encode()) :]


def _read(raw: bytes, encoding: str | None = None) -> Card:
    return next(card for card in read_cards(raw, encoding=encoding) if isinstance(card, Card))
