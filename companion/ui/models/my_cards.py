"""The user's own cards, read and changed through the desk; imported once the data is open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from companion.model.change import ChangeSet, Kind
from companion.model.event import Event
from companion.model.identity import Id
from companion.model.my_card import CardForm, MyCard
from companion.model.need import Need, Offer
from companion.model.person import ContactKind
from companion.storage.engine import Connection
from companion.storage.queries.card import WholeContact, contacts_of
from companion.storage.queries.event import running_event
from companion.storage.queries.person import records_of
from companion.storage.store import owner_of
from companion.ui.code_view import Ask
from companion.ui.desk import Desk, Touched
from companion.ui.models.shared_code import SharedCode
from companion.ui.my_values import MyValues
from companion.workflow.my_card import add_card, card_to_show, edit_card, my_cards, usual_fields
from companion.workflow.person import edit_me
from companion.workflow.tidy import delete

SHOWN = (Kind.PERSON, Kind.CONTACT_POINT, Kind.OFFER, Kind.NEED, Kind.MY_CARD, Kind.EVENT)
"""What of the data is shown with the cards."""


@dataclass(frozen=True, slots=True)
class _Mine:
    whole: WholeContact
    offers: tuple[Offer, ...]
    needs: tuple[Need, ...]
    """Those that are open."""
    cards: tuple[MyCard, ...]
    at_first: MyCard | None
    event: Event | None


@dataclass(frozen=True, slots=True)
class CardName:
    """A card among the others."""

    key: Id | None
    """None for the one that is there before any is stored."""
    name: str
    is_current: bool


class MyCards(SharedCode):
    """All cards of the user, one of them in hand; before one is stored there is one with what is usual."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._mine: _Mine = desk.read(_read_mine)
        self._current: Id | None = None
        self._is_behind = False

    # What there is

    def catch_up(self) -> None:
        """Read again what has changed."""
        if self._is_behind:
            self._is_behind = False
            self._mine = self.desk.read(_read_mine)
            self.changed.emit()

    def note(self, touched: Touched) -> None:
        """Hear what has changed."""
        self._is_behind = self._is_behind or touched.any(*SHOWN)

    def choose_at_first(self) -> None:
        """Take the card for the running event in hand, if there is one; else the one in hand stays."""
        at_first = self._mine.at_first
        if at_first is not None and at_first.event_id is not None:
            self._current = at_first.id

    @property
    def has_name(self) -> bool:
        """Whether the user has said who they are."""
        return bool(self._mine.whole.person.name)

    @property
    def names(self) -> Sequence[CardName]:
        """The cards by name."""
        current = self.current
        if current is None:
            return [CardName(None, self._usual_name(), is_current=True)]
        return [CardName(card.id, card.name, card.id == current.id) for card in self._mine.cards]

    @property
    def current(self) -> MyCard | None:
        """The card in hand; None before one is stored."""
        cards = self._mine.cards
        return next((card for card in cards if card.id == self._current), self._mine.at_first)

    @property
    def running(self) -> Event | None:
        """The running event, for which a card can be made."""
        return self._mine.event

    @property
    def values(self) -> MyValues:
        """What is known of the user, as it is typed."""
        person, points = self._mine.whole.person, self._mine.whole.contact_points

        def typed(kind: ContactKind) -> tuple[str, ...]:
            return tuple(point.typed or point.value for point in points if point.kind is kind)

        def one(text: str | None) -> tuple[str, ...]:
            return (text,) if text else ()

        return MyValues(
            name=one(person.name),
            title=one(person.title),
            organisation=one(person.organisation),
            email=typed(ContactKind.EMAIL),
            phone=typed(ContactKind.PHONE),
            url=typed(ContactKind.URL),
            address=typed(ContactKind.ADDRESS),
            birthday=one(person.birthday),
            ask_me_about=tuple(offer.text for offer in self._mine.offers),
            looking_for=tuple(need.text for need in self._mine.needs),
        )

    # What is shown of it

    @property
    def whole(self) -> WholeContact | None:
        """The user."""
        return self._mine.whole if self.has_name else None

    @property
    def fields(self) -> Sequence[str]:
        """What the card in hand shares."""
        current = self.current
        return current.fields if current is not None else usual_fields(self._mine.whole)

    @property
    def form(self) -> CardForm:
        """As what the card in hand is written."""
        current = self.current
        return current.form if current is not None else CardForm.VCARD

    @property
    def asks(self) -> tuple[Ask, ...]:
        """What the user can help with and looks for."""
        offers, needs = self._mine.offers, self._mine.needs
        said = (
            (self.tr("Ask me about"), [offer.text for offer in offers]),
            (self.tr("I am looking for"), [need.text for need in needs]),
        )
        return tuple(Ask(heading, ", ".join(texts)) for heading, texts in said if texts)

    @property
    def count(self) -> int:
        """How many cards there are."""
        return max(1, len(self._mine.cards))

    @property
    def card_name(self) -> str:
        """The name of the card in hand, where there are others."""
        current = self.current
        return current.name if current is not None and self.count > 1 else ""

    # What the user does

    def step(self, by: int) -> None:
        """Take the card before or behind in hand, around the ends."""
        cards, current = self._mine.cards, self.current
        if current is not None and len(cards) > 1:
            self.choose(cards[(cards.index(current) + by) % len(cards)].id)

    def choose(self, card_id: Id | None) -> None:
        """Take a card in hand."""
        self._current = card_id
        self.changed.emit()

    def turn_field(self, key: str, on: bool) -> None:
        """Share a fact on the card in hand, or do not."""
        fields = self.with_field(key, on)
        self._edit(lambda card: replace(card, fields=fields))

    def set_form(self, form: CardForm) -> None:
        """Write the card in hand in another form."""
        self._edit(lambda card: replace(card, form=form))

    def rename(self, name: str) -> None:
        """Call the card in hand something else."""
        self._edit(lambda card: replace(card, name=name))

    def add(self, name: str, event_id: Id | None) -> None:
        """Add a card that shares what the one in hand does, and take it in hand."""
        fields, form, first = self.fields, self.form, self.current is None

        def plan(connection: Connection) -> tuple[MyCard, ChangeSet]:
            # The one that was there before any was stored stays, as the oldest.
            kept = add_card(connection, self._usual_name(), fields, form=form)[1].changes if first else ()
            card, added = add_card(connection, name, fields, form=form, event_id=event_id)
            return card, replace(added, changes=(*kept, *added.changes))

        self._keep(plan)

    def remove(self) -> None:
        """Take the card in hand away; what is known of the user stays."""
        card = self.current
        if card is not None:
            self._current = None
            self.desk.change(lambda connection: (card, delete(connection, card)))

    def write(self, values: MyValues, *, before: MyValues) -> None:
        """Keep what was changed of what was known before; raises CompanionError, and then nothing is kept."""
        differing = values.differing(before)
        region, now = self.desk.settings.phone_region, self.desk.now()
        self.desk.try_change(lambda connection: edit_me(connection, differing, region=region, now=now))

    def _edit(self, edited: Callable[[MyCard], MyCard]) -> None:
        card = self.current

        def plan(connection: Connection) -> tuple[MyCard, ChangeSet]:
            if card is not None:
                return edit_card(connection, card, edited(card))
            made, _ = add_card(connection, self._usual_name(), self.fields, form=self.form)
            return add_card_as(connection, edited(made))

        self._keep(plan)

    def _keep(self, plan: Callable[[Connection], tuple[MyCard, ChangeSet]]) -> None:
        before, card = self._current, self.desk.change(plan)
        if card is not None:
            self._current = card.id
        if self._is_behind:
            self.catch_up()
        elif card is None or card.id != before:
            # What was refused is shown as it is stored.
            self.changed.emit()

    def _usual_name(self) -> str:
        return self.tr("Everyday")


def add_card_as(connection: Connection, card: MyCard) -> tuple[MyCard, ChangeSet]:
    """Plan a card with what that one has."""
    return add_card(connection, card.name, card.fields, form=card.form, event_id=card.event_id)


def _read_mine(connection: Connection) -> _Mine:
    owner = owner_of(connection)
    needs: Sequence[Need] = records_of(connection, Kind.NEED, "person_id", [owner])
    return _Mine(
        whole=next(iter(contacts_of(connection, [owner]))),
        offers=tuple(records_of(connection, Kind.OFFER, "person_id", [owner])),
        needs=tuple(need for need in needs if need.is_open),
        cards=tuple(my_cards(connection)),
        at_first=card_to_show(connection),
        event=running_event(connection),
    )
