"""A card's bytes by property: which physical lines say what, so that the others can stay as they are."""

from dataclasses import replace
from typing import NamedTuple

from companion.formats.vcard.card import Card, Property
from companion.formats.vcard.fold import physical_lines
from companion.formats.vcard.read import read_cards


class Section(NamedTuple):
    """Some whole lines of a card."""

    property: Property | None
    """None for lines that no property owns: BEGIN, END, blank ones."""
    content: bytes
    """As they are, their ends included."""


def sections_of(card: Card) -> list[Section]:
    """All lines of a card in their order, each once; the first has BEGIN, the last one END."""
    lines = physical_lines(card.raw)
    sections: list[Section] = []
    done = 0
    for one in _counted_within(card, len(lines)).properties:
        first, last = one.first_line - 1, one.last_line
        sections += [Section(None, line) for line in lines[done:first]]
        sections.append(Section(one, b"".join(lines[first:last])))
        done = last
    return [*sections, *(Section(None, line) for line in lines[done:])]


def _counted_within(card: Card, count: int) -> Card:
    """The card with lines counted from its own BEGIN.

    They cannot be told by counting where a card was lifted out of this one, or BEGIN or END was added: then its
    bytes are read once more.
    """
    if card.last_line - card.first_line + 1 == count:
        shift = card.first_line - 1
        if not shift:
            return card
        moved = [
            one._replace(first_line=one.first_line - shift, last_line=one.last_line - shift)
            for one in card.properties
        ]
        return replace(card, properties=moved)
    return next(
        (again for again in read_cards(card.raw, encoding=card.encoding) if isinstance(again, Card)), card
    )
