"""Two people side by side, and what becomes of them when they are one; imported once the data is open."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject

from companion.model.change import ChangeSet, Kind, Record
from companion.model.error import NotFoundError
from companion.model.identity import Id
from companion.model.person import ContactKind, Note, Person
from companion.storage.engine import Connection
from companion.storage.queries.person import WholePerson, person_with
from companion.ui.desk import Desk
from companion.ui.models.person import CONTACT_ICONS, PersonFile, PersonView
from companion.ui.moment import birthday, day_in_words
from companion.ui.tokens import Ink, Role
from companion.ui.widgets.fact_column import FactText
from companion.wording.evidence import evidence_words
from companion.wording.field import PERSON_FIELDS
from companion.wording.timeline import timeline
from companion.workflow import merge as workflow
from companion.workflow.merge import ComparedField, Comparison

Choices = Mapping[str, Id]
"""Whose value of a field is kept."""

_SHOWN_FIRST = ("name", "title", "organisation", "birthday", "photo", "starred")
_Line = tuple[object, str, str]
"""The id of a record, what it says, and a quiet word."""


class Fate(Enum):
    """What becomes of something that is known of one of the two."""

    STAYS = "stays"
    JOINS = "joins"
    """It is added to what is known of the other one."""
    SAME = "same"
    """The other one has it already."""


@dataclass(frozen=True, slots=True)
class SideView:
    """One of the two, as the head of a column."""

    id: Id
    name: str
    met: str
    photo: str | None


@dataclass(frozen=True, slots=True)
class FieldValue:
    """What one of the two has in a field."""

    owner: Id
    text: str
    """Empty where there is nothing."""
    photo: str | None = None
    can_be_kept: bool = True


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of both: a choice where they differ."""

    field: str
    label: str
    left: FieldValue
    right: FieldValue
    kept: Id
    differs: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is known of one of the two."""

    text: str
    fate: Fate
    aside: str = ""


@dataclass(frozen=True, slots=True)
class JoinedView:
    """Everything of one kind that is known of both."""

    label: str
    icon: str
    role: Role | Ink
    left: tuple[Item, ...]
    right: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """Two people in words; the left one stays."""

    left: SideView
    right: SideView
    evidence: tuple[str, ...]
    fields: tuple[FieldView, ...]
    joined: tuple[JoinedView, ...]


class PairFile(QObject):
    """Reads two people, says what would become of them, and does it."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = PersonFile(desk, self)

    def read(self, kept: Id, gone: Id, choices: Choices) -> PairView | None:
        """The two side by side; None when one of them is not there any more."""
        try:
            comparison, changes = self._desk.read(self._planned, kept, gone, choices)
        except NotFoundError:
            return None
        return self._view(comparison, changes, choices)

    def merge(self, kept: Id, gone: Id, choices: Choices) -> bool:
        """Make them one; whether it was stored."""

        def plan(connection: Connection) -> tuple[Person, ChangeSet]:
            keep, go = person_with(connection, kept), person_with(connection, gone)
            return workflow.merge(connection, keep, go, now=self._desk.now(), choices=choices)

        return self._desk.change(plan) is not None

    def set_apart(self, a: Id, b: Id) -> bool:
        """Remember that they are two; whether it was stored."""

        def plan(connection: Connection) -> tuple[bool, ChangeSet]:
            one, other = person_with(connection, a), person_with(connection, b)
            return True, workflow.not_same(connection, one, other)

        return self._desk.change(plan) is not None

    def _planned(
        self, connection: Connection, kept: Id, gone: Id, choices: Choices
    ) -> tuple[Comparison, ChangeSet]:
        both = workflow.compared(connection, kept, gone)
        _, changes = workflow.merge(
            connection, both.a.person, both.b.person, now=self._desk.now(), choices=choices
        )
        return both, changes

    # In words

    def _view(self, both: Comparison, changes: ChangeSet, choices: Choices) -> PairView:
        left, right = (self._words.view_of(one) for one in (both.a, both.b))
        fields = {one.name: one for one in both.fields}
        return PairView(
            left=_side(left),
            right=_side(right),
            evidence=tuple(_begun(evidence_words(one)) for one in both.evidence),
            fields=tuple(
                self._field(fields[name], both, choices)
                for name in _SHOWN_FIRST
                if fields[name].a or fields[name].b
            ),
            joined=tuple(self._joined(both, left, right, changes)),
        )

    def _field(self, one: ComparedField, both: Comparison, choices: Choices) -> FieldView:
        return FieldView(
            field=one.name,
            label=self.tr("Star") if one.name == "starred" else PERSON_FIELDS[one.name],
            left=self._value(one, both.a.person),
            right=self._value(one, both.b.person),
            kept=choices.get(one.name, one.chosen),
            differs=one.differs,
        )

    def _value(self, one: ComparedField, person: Person) -> FieldValue:
        value = getattr(person, one.name)
        text = value or ""
        if one.name == "starred":
            text = self.tr("Starred") if value else self.tr("Not starred")
        elif one.name == "birthday":
            text = birthday(text)
        elif one.name == "photo":
            text = self.tr("Photo of {name}").format(name=person.name) if value else ""
        return FieldValue(
            person.id,
            text,
            photo=value if one.name == "photo" else None,
            can_be_kept=bool(value) or one.name != "name",
        )

    def _joined(
        self, both: Comparison, left: PersonView, right: PersonView, changes: ChangeSet
    ) -> Iterator[JoinedView]:
        fate = _Fates(both, changes)
        for label, icon, role, ours, theirs in self._kinds(both, left, right):
            stay = tuple(Item(text, Fate.STAYS, aside) for key, text, aside in ours if not fate.vanishes(key))
            come = tuple(
                Item(text, fate.of(key), aside) for key, text, aside in theirs if not fate.vanishes(key)
            )
            come += tuple(Item(note.text, Fate.JOINS) for note in fate.notes) if icon == "pencil" else ()
            if stay or come:
                yield JoinedView(label, icon, role, stay, come)

    def _kinds(
        self, both: Comparison, left: PersonView, right: PersonView
    ) -> Iterator[tuple[str, str, Role | Ink, Iterable[_Line], Iterable[_Line]]]:
        for kind in ContactKind:
            label, icon = PERSON_FIELDS[kind.value], CONTACT_ICONS[kind]
            yield label, icon, Ink.MUTED, _points(both.a, kind), _points(both.b, kind)
        yield self.tr("Tags"), "tag", Ink.MUTED, _tags(left), _tags(right)
        facts: tuple[tuple[str, str, Role | Ink, Callable[[PersonView], Sequence[FactText]]], ...] = (
            (self.tr("Needs"), "lightbulb", Role.NEED, lambda one: one.needs),
            (self.tr("Offers"), "gift", Role.OFFER, lambda one: one.offers),
            (self.tr("You promised"), "handshake", Role.PROMISE, lambda one: one.promises),
            (self.tr("Notes"), "pencil", Ink.MUTED, lambda one: one.notes),
        )
        for label, icon, role, told in facts:
            yield label, icon, role, _facts(told(left)), _facts(told(right))
        yield self.tr("Met at"), "calendar", Role.DATE, self._meetings(both.a), self._meetings(both.b)
        title = self.tr("Introductions")
        yield title, "users", Role.PERSON, self._introductions(both.a), self._introductions(both.b)

    def _meetings(self, whole: WholePerson) -> Iterator[_Line]:
        now = self._desk.now()
        for one in whole.meetings:
            day = one.encounter.at.astimezone(now.tzinfo).date()
            yield one.encounter.id, one.event.name, day_in_words(day, now.date())

    def _introductions(self, whole: WholePerson) -> Iterator[_Line]:
        for item in timeline(whole, zone=self._desk.now().tzinfo):
            if item.kind == Kind.INTRODUCTION.value:
                yield item.id, item.text, ""


class _Fates:
    """What a planned merge does with what is known of the one who goes."""

    def __init__(self, both: Comparison, changes: ChangeSet) -> None:
        self._after: dict[object, Record | None] = {one.id: one.after for one in changes.changes}
        ours, theirs = ({one.id for one in some.introductions} for some in (both.a, both.b))
        self._between = ours & theirs
        self.notes = tuple(
            one.after for one in changes.changes if one.before is None and isinstance(one.after, Note)
        )
        """What is written down because nothing else says it any more."""

    def of(self, key: object) -> Fate:
        return Fate.SAME if self._after.get(key, self) is None else Fate.JOINS

    def vanishes(self, key: object) -> bool:
        """Whether it is between the two, and goes with that."""
        return key in self._between


def _side(view: PersonView) -> SideView:
    return SideView(view.id, view.called, view.met, view.photo)


def _points(whole: WholePerson, kind: ContactKind) -> Iterator[_Line]:
    for point in whole.contact_points:
        if point.kind is kind:
            yield point.id, point.typed or point.value, point.label or ""


def _begun(text: str) -> str:
    """A phrase as it stands alone."""
    return text[:1].upper() + text[1:]


def _tags(view: PersonView) -> Iterator[_Line]:
    for key, name in view.tags:
        yield key, f"#{name}", ""


def _facts(facts: Sequence[FactText]) -> Iterator[_Line]:
    for fact in facts:
        said = (fact.state.text if fact.state is not None and fact.is_past else "", fact.day)
        yield fact.key, fact.text, ", ".join(part for part in said if part)
