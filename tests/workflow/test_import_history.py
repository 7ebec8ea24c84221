"""Whatever was done after an import, taking the import back loses nothing of it and strands nothing."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from companion.model.change import KINDS, Change, ChangeSet, Kind, Label
from companion.model.error import UndoRefusedError
from companion.model.followup import FollowUp
from companion.model.identity import Id
from companion.storage import journal, search_index
from companion.storage.inverse import inverse
from companion.storage.opening import open_store
from companion.storage.record import record_from, selected
from companion.storage.reference import references
from companion.storage.store import Store
from companion.workflow.tidy import delete
from tests.builders import (
    NOW,
    attendee,
    contact_point,
    encounter,
    event,
    follow_up,
    introduction,
    mention,
    need,
    not_same,
    person,
    raw_capture,
    source_card,
    tag,
)

Records = dict[Id, Any]
TITLES = st.sampled_from(["a", "b", "imported"])


def everything(store: Store) -> Records:
    found = store.read(lambda c: [one for kind in Kind for one in read_all(c, kind)])
    return {one.id: one for one in found if one.id != store.owner_id}


def read_all(connection: Connection, kind: Kind) -> list[Any]:
    return [record_from(kind, row) for row in connection.execute(selected(kind))]


def every(store: Store, kind: Kind) -> list[Any]:
    """The records of a kind, oldest first; of people, not the user."""
    found = store.read(read_all, kind)
    return sorted((one for one in found if one.id != store.owner_id), key=lambda one: one.id)


class Acts:
    """What a user does after an import, as hypothesis draws it."""

    def __init__(self, store: Store, data: st.DataObject) -> None:
        self.store = store
        self.draw = data.draw
        self.entry = self.imported()

    def imported(self) -> journal.Entry:
        known, mixer = [person("Known"), person("Other")], event(owner_id=self.store.owner_id)
        dinner = event("Dinner", owner_id=self.store.owner_id)
        tags = [tag(who, "berlin") for who in known]
        self.do(*map(Change.add, (*known, mixer, *tags, attendee(mixer))))
        self.known = everything(self.store)
        changes: list[Change] = [Change.add(dinner)]
        for number in range(self.draw(st.integers(1, 3))):
            who = person(f"New {number}")
            records = [who, contact_point(who), tag(who), source_card(who)]
            if where := self.draw(st.sampled_from([None, mixer, dinner])):
                records.append(encounter(who, where))
            if self.draw(st.booleans()):
                records.append(attendee(dinner, who))
            changes += map(Change.add, records)
        for who, label in zip(known, tags, strict=True):
            if self.draw(st.booleans()):
                changes.append(Change.of(who, replace(who, title="imported", organisation="imported")))
                changes += [Change.remove(label), Change.add(contact_point(who, "imported@example.org"))]
        seq = self.store.apply(ChangeSet(Label.IMPORT, tuple(changes)), at=NOW)
        self.brought = everything(self.store)
        return self.store.read(journal.entry_at, seq)

    def do(self, *changes: Change) -> None:
        self.store.apply(ChangeSet(Label.EDIT, changes), at=NOW)

    def any(self, kind: Kind) -> Any:
        found = every(self.store, kind)
        return self.draw(st.sampled_from(found)) if found else None

    def edit(self) -> None:
        if who := self.any(Kind.PERSON):
            self.do(Change.of(who, replace(who, title=self.draw(TITLES))))

    def edit_point(self) -> None:
        if point := self.any(Kind.CONTACT_POINT):
            self.do(Change.of(point, replace(point, label=self.draw(TITLES))))

    def take_away(self) -> None:
        kinds = [Kind.TAG, Kind.CONTACT_POINT, Kind.ATTENDEE, Kind.SOURCE_CARD, Kind.ENCOUNTER, Kind.PERSON]
        if some := self.any(self.draw(st.sampled_from(kinds))):
            self.store.apply(self.store.read(delete, some), at=NOW)

    def tell(self) -> None:
        if who := self.any(Kind.PERSON):
            line = raw_capture(owner_id=self.store.owner_id)
            self.do(*map(Change.add, (need(who), mention(who, line), line)))

    def tag_again(self) -> None:
        who = self.any(Kind.PERSON)
        if who and not any(one.person_id == who.id for one in every(self.store, Kind.TAG)):
            self.do(Change.add(tag(who, "berlin")))

    def meet(self) -> None:
        who, where = self.any(Kind.PERSON), self.any(Kind.EVENT)
        met = {(one.person_id, one.event_id) for one in every(self.store, Kind.ENCOUNTER)}
        if who and (who.id, where.id) not in met:
            self.do(Change.add(encounter(who, where, introduced_by_id=self.any(Kind.PERSON).id)))

    def link(self) -> None:
        a, b = self.any(Kind.PERSON), self.any(Kind.PERSON)
        if a and a != b:
            made = [introduction(a, b, owner_id=self.store.owner_id), attendee(self.any(Kind.EVENT), b)]
            apart = {one.id for one in every(self.store, Kind.NOT_SAME)}
            made += [pair for pair in [not_same(a, b)] if pair.id not in apart]
            self.do(*map(Change.add, made))

    def decide(self) -> None:
        if met := self.any(Kind.ENCOUNTER):
            who = next(one for one in every(self.store, Kind.PERSON) if one.id == met.person_id)
            decided = follow_up(who, met, owner_id=self.store.owner_id)
            if decided.id not in {one.id for one in every(self.store, Kind.FOLLOW_UP)}:
                self.do(Change.add(decided))

    def take_back(self) -> None:
        newest = self.store.read(journal.undoable_entries, self.store.owner_id, limit=1)[0]
        if newest.seq > self.entry.seq:
            self.store.apply(self.store.read(inverse, newest).change_set, at=NOW)


ACTS: list[Callable[[Acts], None]] = [
    Acts.edit,
    Acts.edit_point,
    Acts.take_away,
    Acts.tell,
    Acts.tag_again,
    Acts.meet,
    Acts.link,
    Acts.decide,
    Acts.take_back,
]


@settings(max_examples=60)
@given(st.data())
def test_taking_back_an_import_loses_nothing_that_was_done_since(fresh_folder, tmp_path_factory, data):
    home = tmp_path_factory.mktemp("import")
    store = open_store(Path(shutil.copytree(fresh_folder, home / "data")))
    acts = Acts(store, data)
    for act in data.draw(st.lists(st.sampled_from(ACTS), max_size=6)):
        act(acts)
    was = everything(store)
    try:
        planned = store.read(inverse, acts.entry)
    except UndoRefusedError:
        planned = None
    if planned is not None:
        store.apply(planned.change_set, at=NOW)
        now = everything(store)
        assert store.read(lambda c: c.exec_driver_sql("PRAGMA foreign_key_check").all()) == []
        assert store.read(search_index.disagreements) == 0
        assert_nothing_is_lost(acts, was, now)
        assert_the_rest_is_taken_back(acts, was, now)
        assert {KINDS[type(now[some])] for _, some in planned.kept} <= {Kind.PERSON, Kind.EVENT}
        undone = store.read(journal.redoable_entry, store.owner_id)
        store.apply(store.read(inverse, undone).change_set, at=NOW)
        assert everything(store) == was
    store.close()
    shutil.rmtree(home)


def assert_nothing_is_lost(acts: Acts, was: Records, now: Records) -> None:
    """What the user made is as it was, what it is about is there, and so are the fields that the user changed."""
    for some, record in was.items():
        if isinstance(record, FollowUp) and record.source_id in was:
            assert record.source_id in now
        if some not in acts.brought:
            assert now[some] == record
        for name, value, left in differing(record, acts.brought.get(some, record)):
            assert value != left
            assert getattr(now[some], name) == value


def assert_the_rest_is_taken_back(acts: Acts, was: Records, now: Records) -> None:
    """What hangs together with nothing that was changed since is gone; fields that were not are as before."""
    changed = {some for some in was.keys() | acts.brought.keys() if was.get(some) != acts.brought.get(some)}
    came = (acts.brought.keys() - acts.known.keys()) & was.keys()
    together = hanging_together(was, came, changed)
    touched_since = {some for entry in later(acts) for some in entry}
    assert not (came - together - touched_since) & now.keys()
    for some in acts.known.keys() & was.keys():
        for name, _, imported in differing(acts.known[some], acts.brought.get(some, acts.known[some])):
            if some not in touched_since:
                assert getattr(was[some], name) == imported
                assert getattr(now[some], name) == getattr(acts.known[some], name)


def later(acts: Acts) -> Iterator[set[Id]]:
    """The records of each entry after the import."""
    for entry in acts.store.read(journal.undoable_entries, acts.store.owner_id, limit=100):
        if entry.seq > acts.entry.seq:
            changes = acts.store.read(journal.changes_of, entry)
            yield hanging_together(
                acts.brought, acts.brought.keys() - acts.known.keys(), {c.record_id for c in changes}
            )


def hanging_together(records: Records, came: set[Id], changed: set[Id]) -> set[Id]:
    """What is tied to what was changed by references from or to what came, however many."""
    together = set(changed)
    ties = [
        {record.id, getattr(record, field)}
        for record in records.values()
        for field in [name for name, _ in references(KINDS[type(record)])]
        + ["source_id"] * hasattr(record, "source_id")
    ]
    while grown := {some for tie in ties if tie & together for some in tie & came} - together:
        together |= grown
    return together


def differing(record: Any, other: Any) -> Iterator[tuple[str, Any, Any]]:
    for item in fields(record):
        values = getattr(record, item.name), getattr(other, item.name)
        if values[0] != values[1]:
            yield (item.name, *values)
