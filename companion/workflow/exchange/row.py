"""A card or row of an import with what is asked of it more than once, and how it is shown."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from companion.model.capture import ContactPhrase
from companion.model.contact import Contact
from companion.model.identity import Id
from companion.model.person import ContactKind
from companion.model.problem import Problem, ProblemCode, offending
from companion.model.source_card import IMPORT, SCAN
from companion.workflow.exchange.kept import (
    digest_of_card,
    digest_of_row,
    digest_of_text,
    row_uid,
    source_of_table,
)
from companion.workflow.exchange.news import Key, points_of
from companion.workflow.exchange.plan import Alike, Fate, FieldChange, ImportRow
from companion.workflow.exchange.reading import Item

_NO_DIGIT = re.compile(r"\D+")
_FEWEST_DIGITS = 7
"""A shorter number is an extension, or made up: many share it."""


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item with what is asked of it more than once."""

    item: Item
    contact: Contact
    digest: str
    uid: str | None
    points: Mapping[Key, ContactPhrase]
    keys: Sequence[Key]
    """Those of its points that are one person's more often than not."""

    @property
    def source(self) -> str:
        """Where the card that is kept of it comes from."""
        if self.item.card is not None:
            return IMPORT
        return SCAN if self.item.text else source_of_table(self.item.table)

    @property
    def is_group(self) -> bool:
        """Whether it is about several people."""
        return self.contact.members is not None


def read_item(item: Item, contact: Contact, region: str) -> ReadItem:
    """An item with what it is known again by: of a card its UID, of a row what tells whom it is about."""
    if item.card is not None:
        digest, uid = digest_of_card(item.card), contact.uid
    elif item.text:
        digest, uid = digest_of_text(item.text), None
    else:
        digest, uid = digest_of_row(contact), row_uid(contact)
    points = points_of(contact, region)
    return ReadItem(item, contact, digest, uid, points, [key for key in points if _identifies(key)])


def _identifies(key: Key) -> bool:
    kind, value = key
    if kind is ContactKind.PHONE:
        return len(_NO_DIGIT.sub("", value)) >= _FEWEST_DIGITS
    return kind is ContactKind.EMAIL


def row_of(
    one: ReadItem,
    fate: Fate,
    person_id: Id | None,
    *,
    alike: tuple[Alike, ...] = (),
    changes: Iterable[FieldChange] = (),
    problems: Iterable[Problem] = (),
) -> ImportRow:
    """How an item is shown, and what becomes of it; `problems` beside those of reading it."""
    item, contact = one.item, one.contact
    reachable = next((point.typed for point in one.points.values()), "")
    detail = ", ".join(part for part in (contact.title, contact.organisation) if part) or reachable
    return ImportRow(
        file=item.file,
        first_line=item.first_line,
        last_line=item.last_line,
        name=contact.name,
        detail=detail,
        fate=fate,
        record_id=person_id,
        alike=alike,
        changes=tuple(changes),
        problems=(*item.problems, *problems),
    )


def refused_row(item: Item) -> ImportRow:
    """How an item is shown that is not taken over."""
    return ImportRow(item.file, item.first_line, item.last_line, "", "", Fate.REFUSED, problems=item.problems)


def problem_about(one: ReadItem, code: ProblemCode, field_name: str, text: str) -> Problem:
    """Something that is noticed about an item as a whole."""
    item = one.item
    return Problem(code, item.first_line, item.last_line, field_name, offending(text), file=item.file)
