"""What the cards and codes of a person say beyond the fields of a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from companion.formats.vcard.meaning import contact_from
from companion.model.contact import Detail
from companion.model.source_card import SourceCard
from companion.storage.engine import Connection
from companion.storage.queries.card import cards_came_at
from companion.workflow.exchange.kept import card_of, text_of


@dataclass(frozen=True, slots=True)
class CardDetails:
    """What one card of a person says that no field of theirs holds, the text of one code, or a paper card."""

    source: SourceCard
    came_at: datetime | None
    """When it was imported; None where nothing tells."""
    details: tuple[Detail, ...]
    text: str = ""
    """Of a code or paper card all that it says, exactly; to be shown by `wording.code.text_words`."""
    photo: str | None = None
    """The digest of the photo of a paper card."""


def details_by_card(connection: Connection, sources: Sequence[SourceCard]) -> tuple[CardDetails, ...]:
    """What each of these cards of a person says besides, the newest first; what two say, the newer one does."""
    came_at = cards_came_at(connection, [source.id for source in sources])
    long_ago = datetime.min.replace(tzinfo=UTC)
    newest = sorted(sources, key=lambda one: (came_at.get(one.id, long_ago), one.id), reverse=True)
    said: set[Detail] = set()
    found: list[CardDetails] = []
    for source in newest:
        details = tuple(detail for detail in details_of([source]) if detail not in said)
        said.update(details)
        text = text_of(source) if source.is_text else ""
        photo = source.photo if source.is_paper else None
        if details or text or photo:
            found.append(CardDetails(source, came_at.get(source.id), details, text, photo))
    return tuple(found)


def details_of(sources: Sequence[SourceCard]) -> tuple[Detail, ...]:
    """Nicknames, anniversaries, relatives and the like on these cards, each once."""
    found: dict[Detail, None] = {}
    for source in sources:
        card = card_of(source)
        contact = contact_from(card)[0] if card is not None else None
        if contact is not None:
            found |= dict.fromkeys(contact.details)
    return tuple(found)
