"""vCards in codes, by the reader of cards: a missing BEGIN, END or line end costs nothing."""

import re
from collections.abc import Iterable
from dataclasses import replace

from companion.formats.payload.fitting import fitted
from companion.formats.payload.line import with_line_ends, without_charsets
from companion.formats.payload.said import Said
from companion.formats.vcard.card import Card
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.model.payload import Payload, PayloadKind
from companion.model.problem import Problem, ProblemCode

_BEGIN = re.compile(r"(?:\A|[\r\n]|\\n)[ \t]*+BEGIN[ \t]*+:[ \t]*+VCARD\b", re.IGNORECASE)
_END = re.compile(r"END[ \t]*+:[ \t]*+VCARD", re.IGNORECASE)
_NAMED = re.compile(r"(?:\A|[\r\n])F?N(?:;[^:\r\n]{0,200}+)?:", re.IGNORECASE)
_REACHED = re.compile(r"[\r\n](?:TEL|EMAIL|ORG|VERSION|END)(?:;[^:\r\n]{0,200}+)?:")


def read(said: Said) -> Payload | None:
    """A person, with the lines of the card as a file would hold them; None for a text that is no card.

    Of several cards the first that is about somebody is read, and said.
    """
    text = with_line_ends(said.bare)
    if _BEGIN.search(text) is None:
        if _NAMED.search(text) is None or _REACHED.search(text) is None:
            return None
        text = text if _END.search(text) else f"{text}\r\nEND:VCARD"
    return _read(said, without_charsets(text))


def _read(said: Said, text: str) -> Payload | None:
    cards: list[Card] = []
    problems: list[Problem] = []
    for found in read_cards(text.encode(errors="replace")):
        if isinstance(found, Card):
            cards.append(found)
        else:
            problems.append(found)
    for card in cards:
        contact, told = contact_from(card)
        if contact is not None:
            said.add_problems([*problems, *told])
            if len(cards) > 1:
                said.remark(ProblemCode.CUT, "", "VCARD")
            fit = fitted(said, contact)
            return said.payload(PayloadKind.PERSON, fit.name, contact=fit, card=card.raw)
        problems += told
    said.add_problems(softened(problems))
    return None


def softened(problems: Iterable[Problem]) -> Iterable[Problem]:
    """The problems of what is kept as a note instead: nothing is refused then."""
    return [replace(one, is_refusal=False) for one in problems if one.code is not ProblemCode.NO_CARD]
