"""Cards of the user's own: what is shown of them to whom, as a code to be scanned."""

from dataclasses import dataclass
from enum import StrEnum

from companion.model.identity import Id


class CardForm(StrEnum):
    """As what the text of a code says a contact."""

    VCARD = "vcard"
    MECARD = "mecard"
    """Of fewer characters, so that the code has fewer modules; it knows no labels and no messengers."""


@dataclass(frozen=True, slots=True)
class MyCard:
    """One card of the user: which facts of their own are on it, beside the name, which always is."""

    id: Id
    owner_id: Id
    name: str
    """What the user calls the card: `Work`, `Rowing`."""
    fields: tuple[str, ...]
    """`title`, `organisation`, `birthday`, or the id of a contact point of the owner's person, in the card's order."""
    form: CardForm
    event_id: Id | None = None
    """The event for which it was made: while that runs, it is the one that is shown first."""
