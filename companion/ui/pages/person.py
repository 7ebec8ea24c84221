"""The right side of the People page: everything about one person, edited where it stands."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from companion.model.person import ContactKind
from companion.ui.pages.person_details import CardDetails
from companion.ui.pages.person_head import PersonHead
from companion.ui.pages.person_history import HistoryCard
from companion.ui.theme import scaled
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.card import Card, CardHeading
from companion.ui.widgets.fact_column import FactColumn
from companion.ui.widgets.label import Rule
from companion.ui.widgets.scroll_pane import ScrollPane

if TYPE_CHECKING:
    from companion.ui.models.person import PersonView

EDGE = 14
"""Pixels beside the cards, in which the scroll bar stands."""
_TWO_COLUMNS = 520
"""Pixels at 100 % text from which cards stand side by side."""

States = Sequence[tuple[str, str]]


class PersonPane(ScrollPane):
    """Shows a person; says what the user does there, and knows no store."""

    added = Signal(str, str)
    """need, offer, promise, tag or note; and its text."""
    contact_added = Signal(str, str)
    """A kind of contact point, or `birthday`, and what was typed."""
    rewritten = Signal(object, str)
    removed = Signal(object)
    state_chosen = Signal(object, str)
    day_typed = Signal(object, str)
    photo_wanted = Signal()
    """The photo of a paper card shall be kept with them."""
    photo_opened = Signal(object, str)
    """The key of a paper card, and the digest of its photo."""

    def __init__(self, states_of_needs: States, states_of_promises: States) -> None:
        super().__init__()
        self._shown: PersonView | None = None
        self._contact_field = ContactKind.EMAIL.value
        self.head = PersonHead()
        self.needs = FactColumn(self.tr("Need"), self.tr("What are they looking for?"), states_of_needs)
        self.offers = FactColumn(self.tr("Offer"), self.tr("What could they help others with?"))
        self.promises = FactColumn(
            self.tr("Promise"), self.tr("Nothing is promised to them."), states_of_promises
        )
        self.notes = FactColumn(self.tr("Note"), self.tr("What is good to remember?"), are_blocks=True)
        self.contacts = FactColumn(self.tr("Contact"), self.tr("No way to reach them yet."))
        self._columns = {
            "need": self.needs,
            "offer": self.offers,
            "promise": self.promises,
            "note": self.notes,
            "contact": self.contacts,
        }
        self._contact_names = {
            ContactKind.EMAIL.value: self.tr("E-mail address"),
            ContactKind.PHONE.value: self.tr("Phone number"),
            ContactKind.URL.value: self.tr("Web address"),
            ContactKind.ADDRESS.value: self.tr("Postal address"),
            "birthday": self.tr("Birthday"),
        }
        self._details = CardDetails()
        self._history = HistoryCard()
        self._adds: dict[str, Button] = {}
        self._upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.contact_menu = QMenu(self)
        self._lay_out()
        self._listen()

    def show_person(self, view: "PersonView") -> None:
        """Show a person; another one from the top."""
        before, self._shown = self._shown, view
        if before == view:
            return
        self.head.show_person(view)
        self.needs.set_facts(view.needs)
        self.offers.set_facts(view.offers)
        self.promises.set_facts(view.promises)
        self.notes.set_facts(view.notes)
        self.contacts.set_facts(view.contact_points)
        self._details.show_cards(view.cards)
        self._history.show_happenings(view.happenings)
        self._order_stops()
        if before is None or before.id != view.id:
            self.verticalScrollBar().setValue(0)

    def show_again(self) -> None:
        """Show what is stored in place of what was typed and refused."""
        view, self._shown = self._shown, None
        if view is not None:
            self.show_person(view)

    @property
    def photos(self) -> tuple[Button, ...]:
        """What opens the photos of paper cards."""
        return tuple(self._details.photos)

    def add(self, kind: str, typed: str = "") -> None:
        """Begin a new need, offer, promise, tag or note, going on with what was typed."""
        if kind == "tag":
            self.head.add_tag(typed)
            return
        column = self._columns[kind]
        column.add(self._invitations[kind], typed)
        self._reveal(column)

    def add_contact(self, field: str, typed: str = "") -> None:
        """Begin a new way to reach the person, or their birthday, going on with what was typed."""
        self._contact_field = field
        words = self._contact_names[field]
        partly = self.tr("12 April 1985, or what you know of it")
        self.contacts.add(partly if field == "birthday" else words, typed)
        self._reveal(self.contacts)

    def rewrite(self, key: object, typed: str, *, day: bool = False) -> None:
        """Open the editor of a line, or of its day, with what was typed."""
        for column in self._columns.values():
            column.rewrite(key, typed, day=day)

    def edit_name(self) -> None:
        """Edit the name."""
        self.head.name.edit()
        self._reveal(self.head)

    def take_keyboard(self) -> None:
        """Put the keyboard on the person."""
        self.head.name.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put cards below each other where there is no room beside."""
        super().resizeEvent(event)
        wide = self.viewport().width() >= scaled(_TWO_COLUMNS)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._upper.setDirection(direction)
        self._lower.setDirection(direction)

    def _lay_out(self) -> None:
        self._invitations = {
            "need": self.tr("What are they looking for?"),
            "offer": self.tr("What can they help others with?"),
            "promise": self.tr("What do you promise, and by when?"),
            "note": self.tr("What is good to remember?"),
        }
        needs = self._card(self.tr("Needs"), self.needs, "need")
        offers = self._card(self.tr("Offers"), self.offers, "offer")
        promises = self._card(self.tr("You promised"), self.promises, "promise")
        notes = self._card(self.tr("Good to remember"), self.notes, "note")
        self._fill_contacts(notes)
        for row, left, right in ((self._upper, needs, offers), (self._lower, self._history, notes)):
            row.setSpacing(16)
            row.addWidget(left, 11)
            row.addWidget(right, 10)
        self._column = column = QVBoxLayout(self.sheet)
        column.setContentsMargins(0, 0, EDGE, 0)
        column.setSpacing(15)
        column.addWidget(self.head)
        column.addSpacing(2)
        column.addLayout(self._upper)
        column.addWidget(promises)
        column.addLayout(self._lower, 1)
        self.verticalScrollBar().rangeChanged.connect(self._leave_room)

    def _order_stops(self) -> None:
        """Let Tab go as one reads; lines that came later would else be last."""
        stops = [*self.head.stops]
        for kind in ("need", "offer", "promise"):
            stops += (self._adds[kind], *self._columns[kind].stops)
        stops += self._history.stops
        for kind in ("note", "contact"):
            stops += (self._adds[kind], *self._columns[kind].stops)
        stops += self.photos
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)

    def _leave_room(self, _least: int, most: int) -> None:
        """Keep the cards where they are when the scroll bar comes and goes."""
        bar = self.verticalScrollBar().sizeHint().width() if most > 0 else 0
        self._column.setContentsMargins(0, 0, EDGE - bar, 0)

    def _card(self, title: str, column: FactColumn, kind: str) -> Card:
        button = Button(self.tr("Add"), "plus", ButtonKind.PLAIN)
        button.setAccessibleName(f"{title}: {button.text()}")
        button.clicked.connect(lambda: self.add(kind))
        self._adds[kind] = button
        heading = CardHeading(title, is_wrapping=True)
        heading.row.addWidget(button)
        card = Card()
        card.setAccessibleName(title)
        layout = QVBoxLayout(card)
        heading.row.setContentsMargins(4, 0, 0, 0)
        layout.setContentsMargins(12, 8, 10, 14)
        layout.setSpacing(6)
        layout.addWidget(heading)
        layout.addWidget(column)
        layout.addStretch(1)
        return card

    def _fill_contacts(self, card: Card) -> None:
        for field, words in self._contact_names.items():
            self.contact_menu.addAction(words).setData(field)
        self.contact_menu.addSeparator()
        self.contact_menu.addAction(self.tr("Photo of their card…")).setData("")
        self.contact_menu.triggered.connect(self._on_contact_chosen)
        button = Button(self.tr("Add"), "plus", ButtonKind.PLAIN)
        button.setAccessibleName(self.tr("Contact: Add"))
        self._adds["contact"] = button
        below = QPoint(0, button.sizeHint().height())
        button.clicked.connect(lambda: self.contact_menu.popup(button.mapToGlobal(below)))
        heading = CardHeading(self.tr("Contact"), is_wrapping=True)
        heading.row.setContentsMargins(4, 0, 0, 0)
        heading.row.addWidget(button)
        layout = card.layout()
        if isinstance(layout, QVBoxLayout):
            place = layout.count() - 1
            for part in (self._details, self.contacts, heading, Rule()):
                layout.insertWidget(place, part)

    def _listen(self) -> None:
        for kind, column in self._columns.items():
            column.added.connect(lambda text, kind=kind: self._on_added(kind, text))
            column.rewritten.connect(self.rewritten)
            column.removed.connect(self.removed)
            column.state_chosen.connect(self.state_chosen)
            column.day_typed.connect(self.day_typed)
        self.head.tag_added.connect(lambda text: self.added.emit("tag", text))
        self.head.tag_removed.connect(self.removed)
        self._details.photo_opened.connect(self.photo_opened)

    def _on_contact_chosen(self, action: QAction) -> None:
        if action.data():
            self.add_contact(action.data())
        else:
            self.photo_wanted.emit()

    def _on_added(self, kind: str, text: str) -> None:
        if kind == "contact":
            self.contact_added.emit(self._contact_field, text)
        else:
            self.added.emit(kind, text)

    def _reveal(self, part: QWidget) -> None:
        # The part has its place only once all layouts have made room for it.
        QTimer.singleShot(0, part, lambda: self.ensureWidgetVisible(part, 0, 24))
