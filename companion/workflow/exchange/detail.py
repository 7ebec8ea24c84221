"""What the cards of a person say beyond the fields of a person."""

from collections.abc import Sequence

from companion.formats.vcard.meaning import contact_from
from companion.model.contact import Detail
from companion.model.source_card import SourceCard
from companion.workflow.exchange.kept import card_of


def details_of(sources: Sequence[SourceCard]) -> tuple[Detail, ...]:
    """Nicknames, anniversaries, relatives and the like on these cards, each once."""
    found: dict[Detail, None] = {}
    for source in sources:
        card = card_of(source)
        contact = contact_from(card)[0] if card is not None else None
        if contact is not None:
            found |= dict.fromkeys(contact.details)
    return tuple(found)
