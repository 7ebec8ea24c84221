"""Cards of the user's own: which there are, which is shown, and what is on them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from companion.model.capture import ContactPhrase
from companion.model.change import Change, ChangeSet, Kind, Label
from companion.model.contact import Contact
from companion.model.error import AmbiguousError, InvalidValueError, NotFoundError
from companion.model.identity import Id, new_id
from companion.model.my_card import CardForm, MyCard
from companion.model.person import ContactKind, ContactPoint
from companion.rules.search import fold
from companion.storage.engine import Connection
from companion.storage.queries.card import WholeContact, contacts_of
from companion.storage.queries.event import running_event
from companion.storage.queries.naming import is_id_of
from companion.storage.queries.person import records_of
from companion.storage.store import owner_of

ABOUT = ("title", "organisation", "birthday")
"""What a card of mine may show beside the name, which is on every card, and beside contact points."""

_SHOWN = (ContactKind.EMAIL, ContactKind.PHONE, ContactKind.URL)
_AT_HOME = "home"


def my_cards(connection: Connection) -> Sequence[MyCard]:
    """The user's cards, the oldest first."""
    return records_of(connection, Kind.MY_CARD, "owner_id", [owner_of(connection)])


def card_to_show(connection: Connection) -> MyCard | None:
    """The card that was made for the running event, else the first one for any; None without a card."""
    event = running_event(connection)
    here = event.id if event is not None else None
    cards = my_cards(connection)
    fitting = (card for wanted in (here, None) for card in cards if card.event_id == wanted)
    return next(fitting, cards[0] if cards else None)


def card_named(connection: Connection, name: str) -> MyCard:
    """The one card of mine that is called so, or has that id or id ending; raises NotFoundError, AmbiguousError."""
    cards = my_cards(connection)
    found = [card for card in cards if fold(card.name) == fold(name)]
    found = found or [card for card in cards if is_id_of(card.id, name)]
    if not found:
        raise NotFoundError(Kind.MY_CARD.value, name)
    if len(found) > 1:
        raise AmbiguousError(Kind.MY_CARD.value, name, [(card.id, card.name) for card in found])
    return found[0]


def add_card(
    connection: Connection,
    name: str,
    fields: Sequence[str] | None = None,
    *,
    form: CardForm = CardForm.VCARD,
    event_id: Id | None = None,
) -> tuple[MyCard, ChangeSet]:
    """Plan a card of the user's own: with these fields, or with the usual ones; raises InvalidValueError."""
    whole = mine(connection)
    chosen = usual_fields(whole) if fields is None else tuple(fields)
    card = _checked(MyCard(new_id(), whole.person.id, name, chosen, form, event_id), whole)
    return card, ChangeSet(Label.EDIT_MY_CARD, (Change.add(card),), {"name": card.name})


def edit_card(connection: Connection, before: MyCard, after: MyCard) -> tuple[MyCard, ChangeSet]:
    """Plan that a card becomes another version of itself; raises InvalidValueError."""
    card = _checked(after, mine(connection))
    changes = (Change.of(before, card),) if card != before else ()
    return card, ChangeSet(Label.EDIT_MY_CARD, changes, {"name": card.name})


def mine(connection: Connection) -> WholeContact:
    """All that a card of the user could show."""
    return next(iter(contacts_of(connection, [owner_of(connection)])))


def _checked(card: MyCard, whole: WholeContact) -> MyCard:
    """A card with its name on one line and each field once; raises InvalidValueError for a field that is none."""
    name = " ".join(card.name.split())
    if not name:
        raise InvalidValueError("name", card.name)
    possible = {*ABOUT, *(str(point.id) for point in whole.contact_points)}
    for field in card.fields:
        if field not in possible:
            raise InvalidValueError("field", field, ABOUT)
    return replace(card, name=name, fields=tuple(dict.fromkeys(card.fields)))


def usual_fields(whole: WholeContact) -> tuple[str, ...]:
    """What somebody shows of themselves who has chosen nothing: nothing of home, and no birthday."""
    points = (
        point
        for point in whole.contact_points
        if point.kind in _SHOWN and _AT_HOME not in (point.label or "").split()
    )
    return ("title", "organisation", *(str(point.id) for point in points))


def contact_with(whole: WholeContact, fields: Sequence[str]) -> Contact:
    """Somebody with these fields alone, the name always, contact points in the order of the fields.

    A field that is none any more, such as the id of a contact point that is gone, is nothing.
    """
    person = whole.person
    points = [
        point
        for field in fields
        for point in whole.contact_points
        if field in (str(point.id), point.kind.value)
    ]
    return Contact(
        name=person.name,
        title=person.title if "title" in fields else None,
        organisation=person.organisation if "organisation" in fields else None,
        points=tuple(
            ContactPhrase(one.kind, one.value, one.typed, one.label) for one in dict.fromkeys(points)
        ),
        birthday=person.birthday if "birthday" in fields else None,
        tags=tuple(tag.name for tag in whole.tags) if "tags" in fields else (),
    )


def following(connection: Connection, changes: Sequence[Change]) -> Iterator[Change]:
    """Plan that what takes the place of my contact points takes it on my cards too."""
    gone = [one.before for one in changes if isinstance(one.before, ContactPoint) and one.after is None]
    come = [one.after for one in changes if isinstance(one.after, ContactPoint) and one.before is None]
    instead = {
        str(point.id): tuple(str(other.id) for other in come if other.kind is point.kind) for point in gone
    }
    for card in my_cards(connection):
        fields = tuple(dict.fromkeys(some for field in card.fields for some in instead.get(field, (field,))))
        if fields != card.fields:
            yield Change.of(card, replace(card, fields=fields))
