"""People who are kept twice: finding them, making two one, remembering that two are two."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import partial
from typing import Any

from companion.model.capture import Mention
from companion.model.change import KINDS, Change, ChangeSet, Kind, Label, Record
from companion.model.error import InvalidValueError, NotTwoPeopleError, OwnPersonError
from companion.model.event import Attendee, Encounter
from companion.model.followup import FollowUp
from companion.model.giving import Introduction
from companion.model.identity import Id, follow_up_id, new_id, pair_id
from companion.model.need import Need, Offer
from companion.model.person import ContactKind, ContactPoint, Note, NotSame, Person, Tag
from companion.rules.duplicates import Evidence, Suggestion, compare, duplicates
from companion.rules.search import words
from companion.storage.engine import Connection
from companion.storage.queries.duplicates import not_same_pairs, profiles, profiles_of
from companion.storage.queries.person import WholePerson, records_of, whole_person
from companion.storage.record import contact_key
from companion.storage.reference import referring
from companion.storage.store import owner_of
from companion.workflow.exchange.watch import UNWATCHED, Stage, Watch

FIELDS = ("name", "title", "organisation", "birthday", "starred", "photo")
"""What of two people only one can be kept of: the user chooses whose."""

Value = str | bool | None


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field of two people side by side."""

    name: str
    a: Value
    b: Value
    chosen: Id
    """Whose value is kept unless the user says otherwise."""

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.a != self.b


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two people side by side: the fields to choose between, all that will be kept of both, and why."""

    a: WholePerson
    b: WholePerson
    fields: tuple[ComparedField, ...]
    evidence: tuple[Evidence, ...]
    """Empty when nothing speaks for their being one."""


def suggested(connection: Connection, watch: Watch = UNWATCHED) -> Sequence[Suggestion]:
    """The pairs that may be one person, the most evidence first; not those said to be two.

    Raises CancelledError.
    """
    apart = not_same_pairs(connection)
    everybody = profiles(connection, partial(watch.step, Stage.READING))
    found = duplicates(everybody, partial(watch.step, Stage.COMPARING))
    return [pair for pair in found if frozenset((pair.a.id, pair.b.id)) not in apart] if apart else found


def reconsidered(connection: Connection, pairs: Iterable[tuple[Id, Id]]) -> Sequence[Suggestion]:
    """Those of the pairs that may still be one person, as they are now; not who is gone, nor said to be two."""
    wanted = [*pairs]
    apart = not_same_pairs(connection)
    people = {
        one.id: one for one in profiles_of(connection, sorted({some for pair in wanted for some in pair}))
    }
    found = []
    for a_id, b_id in wanted:
        a, b = people.get(a_id), people.get(b_id)
        evidence = compare(a, b) if a and b and frozenset((a_id, b_id)) not in apart else None
        if a and b and evidence is not None:
            found.append(Suggestion(a, b, evidence))
    return found


def compared(connection: Connection, a_id: Id, b_id: Id) -> Comparison:
    """What a page shows of two people side by side, `a` being kept; raises NotFoundError."""
    a, b = whole_person(connection, a_id), whole_person(connection, b_id)
    fields = tuple(
        ComparedField(
            name, getattr(a.person, name), getattr(b.person, name), _default(a.person, b.person, name).id
        )
        for name in FIELDS
    )
    return Comparison(a, b, fields, evidence_of(connection, a_id, b_id))


def evidence_of(connection: Connection, a_id: Id, b_id: Id) -> tuple[Evidence, ...]:
    """What speaks for two people being one; empty when it is not enough."""
    one, other = (profiles_of(connection, [some])[0] for some in (a_id, b_id))
    return compare(one, other) or ()


def merge(
    connection: Connection,
    keep: Person,
    gone: Person,
    *,
    now: datetime,
    choices: Mapping[str, Id] | None = None,
) -> tuple[Person, ChangeSet]:
    """Plan that two people are one: `keep` gets all that is known of `gone`, who goes.

    `choices` says for a field of FIELDS whose value is kept; else it is that of `keep`, or that of
    `gone` where `keep` has none. Words by which `gone` was found and that nothing else says are kept
    in a note. Raises OwnPersonError, NotTwoPeopleError, InvalidValueError.
    """
    _refuse_unless_two(connection, keep, gone)
    merged = _chosen(keep, gone, choices or {})
    union = _Union(connection, keep, gone)
    union.move_all()
    changes = [Change.of(keep, merged), *union.changes(), Change.remove(gone)]
    lost = ", ".join(_lost(union, keep, gone, merged))
    if lost:
        changes.append(Change.add(Note(new_id(), owner_of(connection), keep.id, None, lost, now)))
    return merged, ChangeSet(Label.MERGE, tuple(changes), {"name": merged.name, "text": gone.name})


def not_same(connection: Connection, a: Person, b: Person) -> ChangeSet:
    """Plan to remember that two who look alike are two; nothing changes if that is known.

    Raises OwnPersonError, NotTwoPeopleError.
    """
    _refuse_unless_two(connection, a, b)
    known = records_of(connection, Kind.NOT_SAME, "id", [pair_id(a.id, b.id)])
    changes = () if known else (Change.add(_apart(a.id, b.id)),)
    return ChangeSet(Label.NOT_SAME, changes, {"name": a.name, "text": b.name})


def _apart(a_id: Id, b_id: Id) -> NotSame:
    first, second = sorted((a_id, b_id))
    return NotSame(pair_id(a_id, b_id), first, second)


def _refuse_unless_two(connection: Connection, a: Person, b: Person) -> None:
    if owner_of(connection) in {a.id, b.id}:
        raise OwnPersonError
    if a.id == b.id:
        raise NotTwoPeopleError(a.name)


def _default(keep: Person, gone: Person, field: str) -> Person:
    """Whose value of a field is kept when nobody chooses: not an empty one."""
    return keep if getattr(keep, field) or not getattr(gone, field) else gone


def _chosen(keep: Person, gone: Person, choices: Mapping[str, Id]) -> Person:
    both = {keep.id: keep, gone.id: gone}
    for field, person_id in choices.items():
        if field not in FIELDS:
            raise InvalidValueError("field", field, FIELDS)
        if person_id not in both:
            raise InvalidValueError(field, str(person_id), [str(some) for some in both])
    values: dict[str, Any] = {
        field: getattr(both[choices[field]] if field in choices else _default(keep, gone, field), field)
        for field in FIELDS
    }
    if not values["name"] and gone.name:
        raise InvalidValueError("name", "")
    return replace(keep, **values)


class _Union:
    """All that points to the one who goes, made to point to the one who is kept.

    Of what there is one of for a person (a tag, a number, a meeting at an event) two become one.
    """

    def __init__(self, connection: Connection, keep: Person, gone: Person) -> None:
        self._connection = connection
        self._keep = keep
        self._gone = gone
        self._before: dict[Id, Record | None] = {}
        self._after: dict[Id, Record | None] = {}
        self._known: dict[object, Any] = {}
        """What the kept person has, by what there is one of."""
        self._sources: dict[Id, Id] = {}
        """The meeting that took the place of another."""
        self.dropped: list[Record] = []
        """What goes because the kept person has the same, or because it was between the two."""

    def move_all(self) -> None:
        """Follow every link to the one who goes."""
        moving = self._pointing(self._gone)
        self._known = {_sameness(one): one for one in self._pointing(self._keep).values()}

        def place(record: Any) -> tuple[bool, bool]:
            # Meetings first: what is said or decided about one moves along. Of two the kept person's own stays.
            return not isinstance(record, Encounter), getattr(record, "person_id", None) != self._keep.id

        for record in sorted(moving.values(), key=place):
            self._move(self._now(record))

    def points(self) -> Iterator[ContactPoint]:
        """The contact points that the kept person will have."""
        return (self._now(one) for one in self._known.values() if isinstance(one, ContactPoint))

    def changes(self) -> Iterator[Change]:
        """What is planned, one change a record."""
        for record_id, after in self._after.items():
            before = self._before[record_id]
            there: Any = before if after is None else after
            yield Change(KINDS[type(there)], record_id, before, after)

    def _pointing(self, person: Person) -> dict[Id, Any]:
        found = referring(self._connection, Kind.PERSON, person.id)
        return {record.id: record for _, record in found}

    def _now(self, record: Any) -> Any:
        """A record as it is planned to be."""
        return self._after.get(record.id, record)

    def _put(self, before: Record | None, after: Record | None) -> None:
        for some in (before, after):
            if some is not None:
                self._before.setdefault(some.id, before)
                self._after[some.id] = after

    def _move(self, record: Any) -> None:
        moved = _pointed(record, self._gone.id, self._keep.id)
        match moved:
            case None:
                self.dropped.append(record)
                self._put(record, None)
            case FollowUp():
                self._decide(record, moved)
            case NotSame():
                self._put(record, None)
                self._add_unless_known(_apart(moved.a_id, moved.b_id))
            case _:
                self._join(record, moved)

    def _join(self, record: Any, moved: Any) -> None:
        """Give a record to the kept person, or what it says to the record that says the same."""
        key = _sameness(moved)
        same = self._known.setdefault(key, moved)
        if same.id == record.id:
            self._put(record, moved)
            return
        joined = _joined(self._now(same), moved)
        if joined != self._now(same):
            self._put(same, joined)
        self.dropped.append(record)
        self._put(record, None)
        self._sources[record.id] = same.id
        for field, other in referring(self._connection, KINDS[type(record)], record.id):
            link: dict[str, Any] = {field: same.id}
            self._put(other, replace(self._now(other), **link))

    def _decide(self, record: FollowUp, moved: FollowUp) -> None:
        """Make a decision one about the kept person; of two about one reason the later counts."""
        source_id = self._sources.get(moved.source_id, moved.source_id)
        own_id = follow_up_id(self._keep.id, moved.reason, source_id)
        own = replace(moved, id=own_id, source_id=source_id)
        self._put(record, None)
        known = self._add_unless_known(own)
        if known.decided_at < own.decided_at:
            self._put(known, own)

    def _add_unless_known(self, record: Any) -> Any:
        """The record that is there in its place already, or itself, added."""
        known = self._known.setdefault(_sameness(record), record)
        if known is record:
            self._put(None, record)
        return known


def _pointed(record: Any, gone_id: Id, keep_id: Id) -> Any:
    """A record that points to another person; None for one that would tie a person to themselves."""
    links = {item.name: keep_id for item in fields(record) if getattr(record, item.name) == gone_id}
    moved: Any = replace(record, **links)
    match moved:
        case Encounter() if moved.introduced_by_id == moved.person_id:
            return replace(moved, introduced_by_id=None)
        case Introduction() | NotSame() if moved.a_id == moved.b_id:
            return None
        case _:
            return moved


def _sameness(record: Record) -> object:
    """What only one record may say of a person; its own id for one that may stand beside others."""
    match record:
        case ContactPoint():
            # The same number on the badges of two events is two.
            event = record.label if record.kind is ContactKind.BADGE else None
            key = contact_key(record.kind, record.value)
            said: tuple[object, ...] = (record.person_id, record.kind, key, event)
        case Tag():
            said = (record.person_id, record.name)
        case Encounter() | Attendee():
            said = (record.person_id, record.event_id)
        case Mention():
            said = (record.person_id, record.capture_id)
        case Note():
            said = (record.person_id, record.owner_id, record.event_id, record.text)
        case Need():
            said = (record.person_id, record.event_id, record.text, record.state)
        case Offer():
            said = (record.person_id, record.event_id, record.text)
        case _:
            said = (record.id,)
    return type(record), said


def _joined(kept: Any, other: Any) -> Any:
    """The record that stays, with what only the other one says."""
    match kept:
        case ContactPoint():
            return replace(kept, label=kept.label or other.label)
        case Encounter():
            introduced_by = kept.introduced_by_id or other.introduced_by_id
            return replace(kept, at=min(kept.at, other.at), introduced_by_id=introduced_by)
        case Mention():
            return replace(kept, encounter_id=kept.encounter_id or other.encounter_id)
        case _:
            return kept


def _lost(union: _Union, keep: Person, gone: Person, merged: Person) -> Sequence[str]:
    """What neither the merged person nor a contact point of theirs says any more."""
    told = [text for field in FIELDS if isinstance(text := getattr(merged, field), str)]
    known = set(words(" ".join([*told, *(f"{point.value} {point.typed}" for point in union.points())])))
    found: list[str] = []
    for text in _texts(union, keep, gone):
        some = set(words(text))
        if not some <= known:
            known |= some
            found.append(text)
    return found


def _texts(union: _Union, keep: Person, gone: Person) -> Iterator[str]:
    for person in (keep, gone):
        yield from (person.name, person.title or "", person.organisation or "", person.birthday or "")
    for record in union.dropped:
        if isinstance(record, ContactPoint):
            yield record.typed
        if isinstance(record, Introduction):
            yield from (record.b_name, record.why or "")
