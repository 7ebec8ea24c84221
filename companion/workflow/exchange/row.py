"""A card or row of an import with what is asked of it more than once, and how it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from companion.model.capture import ContactPhrase
from companion.model.contact import Contact
from companion.model.identity import Id
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
from companion.workflow.exchange.plan import Fate, ImportRow
from companion.workflow.exchange.reading import Item


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item with what is asked of it more than once."""

    item: Item
    contact: Contact
    digest: str
    uid: str | None
    points: Mapping[Key, ContactPhrase]

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
    return ReadItem(item, contact, digest, uid, points_of(contact, region))


def row_of(one: ReadItem, fate: Fate, person_id: Id | None) -> ImportRow:
    """How an item is shown, and what becomes of it."""
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
        problems=item.problems,
    )


def refused_row(item: Item) -> ImportRow:
    """How an item is shown that is not taken over."""
    return ImportRow(item.file, item.first_line, item.last_line, "", "", Fate.REFUSED, problems=item.problems)


def problem_about(one: ReadItem, code: ProblemCode, field_name: str, text: str) -> Problem:
    """Something that is noticed about an item as a whole."""
    item = one.item
    return Problem(code, item.first_line, item.last_line, field_name, offending(text), file=item.file)
