"""vCards in codes, by the reader of cards: a missing BEGIN, END or line end costs nothing."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from companion.formats.payload.fitting import fitted
from companion.formats.payload.line import with_line_ends, without_charsets
from companion.formats.payload.said import Said
from companion.formats.vcard.card import Card
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.model.contact import Contact
from companion.model.payload import Payload, PayloadKind
from companion.model.problem import Problem, ProblemCode

_BEGIN = re.compile(r"(?:\A|[\r\n]|\\n)[ \t]*+BEGIN[ \t]*+:[ \t]*+VCARD\b", re.IGNORECASE)
_BEGUN = re.compile(r"[ \t]++(?=BEGIN:VCARD(?:[\r\n]|\Z))", re.IGNORECASE)
"""Behind other words on its line."""
_ENDED = re.compile(r"((?:\A|[\r\n])[ \t]*+END:VCARD)(?:[ \t]++|(?:\\r)?\\n)(?=[^\s])", re.IGNORECASE)
"""With other words behind it on its line."""
_END = re.compile(r"END[ \t]*+:[ \t]*+VCARD", re.IGNORECASE)
_LINE_END = re.compile(r"\r\r\n|\r\n|\n|\r")
_NAMED = re.compile(r"(?:\A|[\r\n])F?N(?:;[^:\r\n]{0,200}+)?:", re.IGNORECASE)
_REACHED = re.compile(r"[\r\n](?:TEL|EMAIL|ORG|VERSION|END)(?:;[^:\r\n]{0,200}+)?:")


@dataclass(slots=True)
class _Page:
    """A card that is about somebody."""

    card: Card
    contact: Contact
    problems: Sequence[Problem]
    before: Sequence[str] = ()
    behind: list[str] = field(default_factory=list)
    """Lines around it that are no card, or one about nobody."""

    @property
    def note(self) -> str:
        return "\n".join((*self.before, *self.behind))

    @property
    def text(self) -> str:
        """The part of the code's text that is about this person."""
        return "\n".join((*self.before, self.card.raw.decode(errors="replace"), *self.behind))


def read(said: Said) -> tuple[Payload, ...] | None:
    """A person for each card, with its lines as a file would hold them; None for a text that is no card.

    Of several each has its own part of the text. What stands around a card is a note of that person.
    """
    text = with_line_ends(said.bare)
    if _BEGIN.search(text) is None:
        text = _BEGUN.sub("\n", text, count=1)
    if _BEGIN.search(text) is None:
        if _NAMED.search(text) is None or _REACHED.search(text) is None:
            return None
        text = text if _END.search(text) else f"{text}\r\nEND:VCARD"
    pages, problems = _pages(without_charsets(_ENDED.sub(r"\1\n", text)))
    if not pages:
        said.add_problems(softened(problems))
        return None
    if len(pages) == 1:
        return (_person(said, pages[0]),)
    return tuple(_person(Said(page.text, said.time_zone), page) for page in pages)


def _pages(text: str) -> tuple[Sequence[_Page], Sequence[Problem]]:
    """The cards about somebody with what stands around them, and the problems of the others."""
    lines = _LINE_END.split(text)
    pages: list[_Page] = []
    around: list[str] = []
    problems: list[Problem] = []
    for found in read_cards(text.encode(errors="replace")):
        if isinstance(found, Card):
            contact, told = contact_from(found)
            if contact is not None:
                pages.append(_Page(found, contact, told, () if pages else around))
                # What comes now stands behind this one.
                around = pages[-1].behind
                continue
            problems += told
        elif found.code is not ProblemCode.OUTSIDE:
            problems.append(found)
        around.append("\n".join(lines[found.first_line - 1 : found.last_line]))
    return pages, problems


def _person(said: Said, page: _Page) -> Payload:
    said.add_problems(page.problems)
    fit = fitted(said, page.contact)
    whole = fitted(Said(said.text, said.time_zone, cuts=False), page.contact)
    note = said.paragraph(page.note)
    return said.payload(PayloadKind.PERSON, fit.name, contact=fit, whole=whole, card=page.card.raw, note=note)


def softened(problems: Iterable[Problem]) -> Iterable[Problem]:
    """The problems of what is kept as a note instead: nothing is refused then."""
    return [replace(one, is_refusal=False) for one in problems if one.code is not ProblemCode.NO_CARD]
