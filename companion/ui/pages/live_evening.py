"""Whom the user met at the running event, and what they promised there."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from companion.model.promise import Promise, PromiseState
from companion.ui.moment import exact, passed, weekday_and_day
from companion.ui.theme import scaled
from companion.ui.tokens import CHIP_ROW_HEIGHT, Ink, Role, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.card import Card, CardHeading
from companion.ui.widgets.chip import Chip, ChipText
from companion.ui.widgets.label import Label
from companion.ui.widgets.row import Row
from companion.ui.widgets.row_list import RowList
from companion.wording.naming import name_words
from companion.wording.phrase import counted

if TYPE_CHECKING:
    from companion.model.identity import Id
    from companion.storage.queries.event import Met
    from companion.ui.models.evening import Evening

_PROMISED_WIDTH = 330
_MET_WIDTH = 400
"""The list keeps at least so much; the promises go before it becomes narrower."""
_FEWEST_ROWS = 2
_AFTERNOON_ENDS = 16
_MOST_PROMISES = 50


class EveningView(QWidget):
    """The list of people met, and beside it the promises made, while there is room for both."""

    person_opened = Signal(object)
    """The id of a person of the list."""

    def __init__(self) -> None:
        super().__init__()
        self.people = RowList(self.tr("People met at this event"), chips=True)
        self.people.row_opened.connect(self.person_opened)
        self.card = Card()
        self._heading = CardHeading("")
        self._count = Chip()
        self._heading.row.insertWidget(1, self._count)
        self._nobody = Label(
            self.tr("Nobody yet. Write a name and what they need, and press Enter."),
            Type.BODY,
            Ink.MUTED,
            wrap=True,
        )
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._promised = PromisedCard()
        self._lay_out()

    def show_evening(self, evening: "Evening", now: datetime) -> None:
        """Show whom one met, the latest first."""
        if evening.event is None:
            return
        starts_at = evening.event.starts_at.astimezone(now.tzinfo)
        tonight = starts_at.hour >= _AFTERNOON_ENDS and (now - starts_at).days < 1
        self._heading.set_title(self.tr("Met tonight") if tonight else self.tr("Met here"))
        self._count.show_chip(ChipText(str(len(evening.met))))
        self._heading.set_aside(self._heard(evening.met))
        self._stack.setCurrentIndex(0 if evening.met else 1)
        self.people.set_lines([self._row(some, now) for some in evening.met])
        title = self.tr("Promised tonight") if tonight else self.tr("Promised here")
        self._promised.show_promises(title, evening.met)

    def choose(self, person_id: "Id") -> None:
        """Make a person the current one of the list."""
        self.people.choose(person_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the promises out where both would be too narrow."""
        super().resizeEvent(event)
        wide = scaled(_PROMISED_WIDTH) + scaled(_MET_WIDTH) <= self.width()
        self._promised.setFixedWidth(scaled(_PROMISED_WIDTH))
        self._promised.setVisible(wide)
        self.people.setMinimumHeight(scaled(_FEWEST_ROWS * CHIP_ROW_HEIGHT))

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.people)
        self._stack.addWidget(self._nobody)
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 11, 0)
        head.addWidget(self._heading)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(6, 12, 6, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.card, 1)
        row.addWidget(self._promised)

    def _heard(self, met: "Sequence[Met]") -> str:
        needs = sum(len(some.needs) for some in met)
        promises = sum(len(some.promises) for some in met)
        parts = (
            counted(needs, self.tr("{count} need heard"), self.tr("{count} needs heard")) if needs else "",
            counted(promises, self.tr("{count} promise made"), self.tr("{count} promises made"))
            if promises
            else "",
        )
        return "  ·  ".join(part for part in parts if part)

    def _row(self, met: "Met", now: datetime) -> Row:
        person, at = met.person, met.encounter.at
        fresh = (now - at).total_seconds() < 60
        return Row(
            key=person.id,
            name=name_words(person.name, met.badge),
            detail=", ".join(part for part in (person.title, person.organisation) if part),
            chips=tuple(_chips(met)),
            aside=passed(at, now),
            aside_role=Role.PERSON if fresh else Role.NEUTRAL,
            tip=exact(at.astimezone(now.tzinfo)),
            starred=person.starred,
            photo=person.photo,
        )


class PromisedCard(Card):
    """What was promised at the event and by when, the earliest first."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[Promise, str], ...] | None = None
        self._heading = CardHeading("")
        self._heading.row.insertWidget(0, Badge("handshake", Role.PROMISE, size=18, plain=True))
        self._count = Chip()
        self._heading.row.addWidget(self._count)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 8, 0)
        head.addWidget(self._heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 8, 8)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._area, 1)

    def show_promises(self, title: str, met: "Sequence[Met]") -> None:
        """Show the promises to these people that stand."""
        self._heading.set_title(title)
        promised = [
            (promise, name_words(some.person.name, some.badge)) for some in met for promise in some.promises
        ]
        standing = [pair for pair in promised if pair[0].state is not PromiseState.LET_GO]
        shown = tuple(sorted(standing, key=lambda pair: (pair[0].due, pair[0].made_at)))
        if shown == self._shown:
            return
        self._shown = shown
        self._count.show_chip(ChipText(str(len(shown))))
        self._count.setVisible(bool(shown))
        sheet = QWidget()
        sheet.setProperty("page", True)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for promise, name in shown[:_MOST_PROMISES]:
            column.addLayout(self._promise(promise, name))
        rest = len(shown) - _MOST_PROMISES
        if rest > 0:
            column.addWidget(Label(self.tr("and {count} more").format(count=rest), Type.SMALL, Ink.MUTED))
        if not shown:
            empty = self.tr("What you promise with ! stands here, with the day it is due.")
            column.addWidget(Label(empty, Type.BODY, Ink.MUTED, wrap=True))
        column.addStretch(1)
        self._area.setWidget(sheet)

    def _promise(self, promise: Promise, name: str) -> QVBoxLayout:
        kept = promise.state is PromiseState.KEPT
        due = Chip(self.tr("Kept"), Role.OK) if kept else Chip(weekday_and_day(promise.due), Role.DATE)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(Label(name, Type.SMALL, Ink.MUTED, wrap=True), 1)
        below.addWidget(due)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(promise.text, Type.BODY, wrap=True))
        words.addLayout(below)
        return words


def _chips(met: "Met") -> Iterator[ChipText]:
    for need in met.needs:
        yield ChipText(need.text, Role.NEED)
    for offer in met.offers:
        yield ChipText(offer.text, Role.OFFER)
    for promise in met.promises:
        yield ChipText(promise.text, Role.PROMISE)
