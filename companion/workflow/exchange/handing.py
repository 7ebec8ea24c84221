"""People as other programs take them from here: dragged out or copied, as contact cards and as plain text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from companion.model.identity import Id
from companion.model.person import ContactKind
from companion.storage.engine import Connection
from companion.storage.queries.card import WholeContact, contacts_of
from companion.workflow.exchange.export import Wanted, cards, file_names
from companion.workflow.exchange.watch import UNWATCHED, Watch

_SAID = (ContactKind.EMAIL, ContactKind.PHONE)


@dataclass(frozen=True, slots=True)
class Handed:
    """Some people, ready to be taken over by another program."""

    names: tuple[str, ...]
    cards: bytes
    text: str
    """Name, what they do, e-mail and phone, a line each; a blank line between two people."""

    @property
    def file_name(self) -> str:
        """What a file of the cards is called."""
        return file_name(self.names)


def handed_out(
    connection: Connection, ids: Sequence[Id], *, now: datetime, region: str, watch: Watch = UNWATCHED
) -> Handed:
    """These people in this order, those who are gone left out; what is private stays home.

    Raises CancelledError.
    """
    made = list(cards(connection, ids, Wanted(region=region), now=now, watch=watch))
    text = "\n\n".join("\n".join(_lines(whole)) for whole in contacts_of(connection, ids))
    return Handed(tuple(name for name, _ in made), b"".join(card for _, card in made), text)


def file_name(names: Sequence[str]) -> str:
    """What a file with the cards of these people is called: after the one who is alone in it."""
    return next(file_names(names)) if len(names) == 1 else "contacts.vcf"


def _lines(whole: WholeContact) -> Iterator[str]:
    person = whole.person
    yield person.name
    does = ", ".join(part for part in (person.title, person.organisation) if part)
    if does:
        yield does
    for kind in _SAID:
        yield from (point.typed for point in whole.contact_points if point.kind is kind)
