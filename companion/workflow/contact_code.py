"""What the code of a card of mine, or of anybody, says."""

from collections.abc import Sequence

from companion.formats.contact_code import ContactCode, contact_code
from companion.model.contact import Contact
from companion.model.error import InvalidValueError, NotFoundError
from companion.model.my_card import CardForm, MyCard
from companion.model.person import ContactKind, Person
from companion.storage.engine import Connection
from companion.storage.queries.card import WholeContact, contacts_of
from companion.storage.queries.naming import is_id_of
from companion.workflow.my_card import ABOUT, contact_with, mine, usual_fields

FIELDS = ("name", *ABOUT, *(kind.value for kind in ContactKind if kind is not ContactKind.BADGE), "tags")
"""What a code may hold; of a kind of contact points all, unless the id of one is named. Badges are their event's own."""
_USUAL = tuple(name for name in FIELDS if name != "tags")
"""What the code of somebody holds when nothing is asked for: tags are the user's own words about them."""


def code_of_mine(
    connection: Connection,
    card: MyCard | None = None,
    *,
    form: CardForm | None = None,
    fields: Sequence[str] | None = None,
) -> ContactCode:
    """What a code of the user's own says: of a card all that is on it, without one the usual as far as it fits.

    `form` and `fields` are taken instead of the card's. Raises NotFoundError while the user has no name, and
    InvalidValueError for a field that is none.
    """
    contact = contact_of_mine(connection, card, fields=fields)
    form = form or (card.form if card is not None else CardForm.VCARD)
    return contact_code(contact, form, keeps_fields=fields is not None or card is not None)


def contact_of_mine(
    connection: Connection, card: MyCard | None = None, *, fields: Sequence[str] | None = None
) -> Contact:
    """What is handed over of the user: these fields, else those of a card, else the usual; raises as `code_of_mine`."""
    whole = mine(connection)
    if not whole.person.name:
        raise NotFoundError("my card", "")
    if fields is not None:
        wanted = fields_named(whole, fields)
    else:
        wanted = card.fields if card is not None else usual_fields(whole)
    return contact_with(whole, wanted)


def code_of(
    connection: Connection,
    person: Person,
    *,
    form: CardForm = CardForm.VCARD,
    fields: Sequence[str] | None = None,
) -> ContactCode:
    """What the code of somebody says: these fields, or as much as fits; raises InvalidValueError."""
    contact = contact_of(connection, person, fields=fields)
    return contact_code(contact, form, keeps_fields=fields is not None)


def contact_of(connection: Connection, person: Person, *, fields: Sequence[str] | None = None) -> Contact:
    """What is handed over of somebody: these fields, or all but tags; raises InvalidValueError."""
    whole = next(iter(contacts_of(connection, [person.id])))
    return contact_with(whole, _USUAL if fields is None else fields_named(whole, fields))


def fields_named(whole: WholeContact, names: Sequence[str]) -> tuple[str, ...]:
    """The fields that are meant by names, ids of contact points and endings of these; raises InvalidValueError."""
    return tuple(_field(whole, name.strip()) for name in names if name.strip())


def _field(whole: WholeContact, name: str) -> str:
    if name.lower() in FIELDS:
        return name.lower()
    found = [point for point in whole.contact_points if is_id_of(point.id, name)]
    if len(found) != 1:
        raise InvalidValueError("field", name, FIELDS)
    return str(found[0].id)
