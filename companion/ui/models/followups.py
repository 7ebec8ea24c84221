"""The follow-up queue as its page shows it: today's cards, what comes after them, and what was done."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject

from companion.model.change import ChangeSet, Kind
from companion.model.followup import Reason
from companion.model.identity import Id
from companion.model.promise import Promise, PromiseState
from companion.rules.drafting import DraftKind, Templates, greeting_name
from companion.rules.schedule import DueReason, ReasonKind, served_promises
from companion.storage.engine import Connection
from companion.storage.queries.person import person_with, records_of
from companion.storage.store import owner_of
from companion.ui.desk import Desk, Touched
from companion.ui.moment import exact_day, recent_day, weekday_and_day
from companion.ui.tokens import Ink, Role
from companion.ui.widgets.fact_card import Fact
from companion.ui.widgets.message_editor import Message
from companion.ui.widgets.row import Line, Row, Section
from companion.wording.naming import name_words
from companion.wording.progress import morning_done
from companion.wording.reason import due_words
from companion.wording.template import read_templates
from companion.workflow import morning as workflow
from companion.workflow.morning import CardFile, Decided
from companion.workflow.person import add

_SHOWN_KINDS = (
    Kind.PERSON,
    Kind.CONTACT_POINT,
    Kind.EVENT,
    Kind.ENCOUNTER,
    Kind.NEED,
    Kind.PROMISE,
    Kind.FOLLOW_UP,
)
_NIGHT_ENDS, _NOON, _EVENING = 4, 12, 18
_Decision = Callable[..., tuple[Decided, ChangeSet]]


@dataclass(frozen=True, slots=True)
class Morning:
    """What there is to do on a day, and what was done of it in one sitting."""

    my_name: str
    """The user's own, as one greets them; empty when they have no card yet."""
    due: tuple[CardFile, ...]
    coming: CardFile | None
    """The next card of a later day."""
    finished: int
    """How many people have left the queue."""
    promises_kept: int


@dataclass(frozen=True, slots=True)
class CardView:
    """A card in words."""

    name: str
    photo: str | None
    about: str
    needs: tuple[Fact, ...]
    promises: tuple[Fact, ...]
    keeps: str
    """What Done marks as kept."""
    to: str | None
    template: str
    message: Message


@dataclass(frozen=True, slots=True)
class LaterChoice:
    """A day that a card can be put off to; None: without a date."""

    name: str
    day: date | None
    day_in_words: str


def read_morning(
    connection: Connection, *, today: date, templates: Templates, seen: AbstractSet[Id], since: datetime
) -> Morning:
    """The morning of that day, for a sitting that began at `since` and in which `seen` people were due."""
    files = workflow.card_files(connection, today=today, templates=templates)
    due = tuple(one for one in files if one.card.is_due)
    gone = seen - {one.person.id for one in due}
    there_still = records_of(connection, Kind.PERSON, "id", [*gone])
    promises = records_of(connection, Kind.PROMISE, "person_id", [*seen])
    kept = [one for one in promises if one.state is PromiseState.KEPT and one.kept_at >= since]
    me = person_with(connection, owner_of(connection))
    coming = next((one for one in files if not one.card.is_due), None)
    return Morning(greeting_name(me.name), due, coming, len(there_still), len(kept))


def later_days(today: date) -> tuple[date, date, date]:
    """Tomorrow, in three days, and the coming Monday."""
    return today + timedelta(days=1), today + timedelta(days=3), today + timedelta(days=7 - today.weekday())


class FollowUpQueue(QObject):
    """Reads the queue, says it in words and passes on what the user decides about a card.

    A sitting lasts as long as the page and the day do: what it counts are the people who were due in it.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._templates = read_templates()
        self.morning = Morning("", (), None, 0, 0)
        self.arrived: Id | None = None
        """Who has come into the queue since it was read before."""
        self.begin()

    def begin(self) -> None:
        """Start a new sitting."""
        self._since = self._desk.now()
        self._seen: frozenset[Id] = frozenset()
        self.read()

    def read(self) -> None:
        """Read what is due now."""
        before = {one.person.id for one in self.morning.due}
        self.morning = self._desk.read(
            read_morning,
            today=self.today,
            templates=self._templates,
            seen=self._seen,
            since=self._since,
        )
        due = [one.person.id for one in self.morning.due]
        self.arrived = next((some for some in due if some not in before), None)
        self._seen = self._seen.union(due)

    @property
    def today(self) -> date:
        """The day whose queue it is."""
        return self._desk.now().date()

    def shows(self, touched: Touched) -> bool:
        """Whether a change can be seen in the queue."""
        return touched.any(*_SHOWN_KINDS)

    def card(self, person_id: object) -> CardFile | None:
        """The card of a person that is due."""
        return next((one for one in self.morning.due if one.person.id == person_id), None)

    def done(self, person_id: Id) -> None:
        """The message is written: keep the promises that it served."""
        self._decide(workflow.done, person_id)

    def later(self, person_id: Id, day: date | None) -> None:
        """Come back to the card on a day, or someday."""
        self._decide(workflow.later, person_id, day=day)

    def skip(self, person_id: Id) -> None:
        """Come back to the card tomorrow."""
        self._decide(workflow.skip, person_id)

    def let_go(self, person_id: Id) -> None:
        """Drop the promises that are due and dismiss the other reasons."""
        self._decide(workflow.let_go, person_id)

    def add_note(self, one: CardFile, text: str) -> bool:
        """Keep a note about the person; whether it could be stored."""
        plan = partial(add, person=one.person, kind="note", text=text, now=self._desk.now())
        return self._desk.change(plan) is not None

    def lines(self) -> list[Line]:
        """The queue in its order, every kind of reason under its heading."""
        titles = {
            ReasonKind.PROMISE_OVERDUE: (self.tr("Promised, overdue"), Role.PROMISE),
            ReasonKind.PROMISE: (self.tr("Promised, due today"), Role.PROMISE),
            ReasonKind.HELLO: (self.tr("Say hello"), Role.NEUTRAL),
        }
        lines: list[Line] = []
        for kind, (title, role) in titles.items():
            rows = [self._row(one) for one in self.morning.due if one.card.reasons[0].kind is kind]
            if rows:
                lines += [Section(title, len(rows), role), *rows]
        return lines

    def view(self, one: CardFile) -> CardView:
        """A card in words."""
        served = "; ".join(some.text for some in served_promises(one.card))
        return CardView(
            name=name_words(one.person.name, one.badge),
            photo=one.person.photo,
            about=self._about(one),
            needs=tuple(Fact(need.text) for need in one.needs),
            promises=tuple(self._promised(some) for some in one.card.promises),
            keeps=self.tr("Marks as kept: {promises}").format(promises=served) if served else "",
            to=one.to,
            template=self._template(one.draft.kind),
            message=Message(one.draft.subject, one.draft.body),
        )

    def greeting(self) -> str:
        """How the user is greeted at this time of the day."""
        hour = self._desk.now().hour
        if _NIGHT_ENDS <= hour < _NOON:
            named, plain = self.tr("Good morning, {name}"), self.tr("Good morning")
        elif _NOON <= hour < _EVENING:
            named, plain = self.tr("Good afternoon, {name}"), self.tr("Good afternoon")
        else:
            named, plain = self.tr("Good evening, {name}"), self.tr("Good evening")
        name = self.morning.my_name
        return named.format(name=name) if name else plain

    def rest(self) -> tuple[str, str]:
        """What is said when nobody is due: what was done, and what comes next."""
        done, coming = self.morning.finished, self._coming()
        if done:
            return morning_done(done, self.morning.promises_kept), coming
        nobody = self.tr("Whom you meet and what you promise comes up here the morning after.")
        return self.tr("Nobody is waiting to hear from you today"), coming or nobody

    def later_choices(self) -> tuple[LaterChoice, ...]:
        """What Later offers, each with its day."""
        tomorrow, soon, monday = later_days(self.today)
        return (
            LaterChoice(self.tr("Tomorrow"), tomorrow, weekday_and_day(tomorrow)),
            LaterChoice(self.tr("In three days"), soon, weekday_and_day(soon)),
            LaterChoice(self.tr("Next week"), monday, weekday_and_day(monday)),
            LaterChoice(self.tr("No date"), None, self.tr("stays on their page")),
        )

    def _decide(self, decision: _Decision, person_id: Id, **how: date | None) -> None:
        self._desk.change(partial(decision, name=str(person_id), now=self._desk.now(), **how))

    def _promised(self, promise: Promise) -> Fact:
        due = promise.due
        ink: Ink | Role = Role.DANGER if due < self.today else Role.PROMISE
        if due > self.today:
            ink = Ink.MUTED
        return Fact(promise.text, due_words(due, self.today), ink, exact_day(due))

    def _coming(self) -> str:
        coming = self.morning.coming
        if coming is None:
            return ""
        day = coming.card.reasons[0].day
        when = self.tr("tomorrow") if day - self.today == timedelta(days=1) else weekday_and_day(day)
        who = name_words(coming.person.name, coming.badge)
        return self.tr("Next: {name}, {day}.").format(name=who, day=when)

    def _about(self, one: CardFile) -> str:
        work = ", ".join(filter(None, (one.person.title, one.person.organisation)))
        met = self.tr("met at {event}").format(event=one.meeting.event.name) if one.meeting else ""
        return "  ·  ".join(filter(None, (work, met)))

    def _template(self, kind: DraftKind) -> str:
        names = {
            DraftKind.HELLO: self.tr("Template: hello"),
            DraftKind.PROMISE_KEPT: self.tr("Template: promise kept"),
            DraftKind.LATE_PROMISE: self.tr("Template: late promise"),
        }
        return names[kind]

    def _row(self, one: CardFile) -> Row:
        first = one.card.reasons[0]
        aside, role = self._aside(first)
        day = self._met_on(first) if first.kind is ReasonKind.HELLO else first.due
        return Row(
            one.person.id,
            name_words(one.person.name, one.badge),
            first.text,
            aside=aside,
            aside_role=role,
            tip=exact_day(day),
            starred=one.person.starred,
            photo=one.person.photo,
        )

    def _aside(self, reason: DueReason) -> tuple[str, Role]:
        if reason.kind.reason is Reason.PROMISE:
            late = reason.kind is ReasonKind.PROMISE_OVERDUE
            return due_words(reason.due, self.today), Role.DANGER if late else Role.PROMISE
        return self.tr("met {day}").format(day=recent_day(self._met_on(reason), self.today)), Role.NEUTRAL

    def _met_on(self, hello: DueReason) -> date:
        """The evening of the meeting: its hello is due the day after."""
        return hello.due - timedelta(days=1)
