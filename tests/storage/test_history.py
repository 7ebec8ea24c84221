import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from companion.model.blob import Blob
from companion.model.change import Change, ChangeSet, Kind, Label, Record
from companion.model.person import Person
from companion.storage import journal, search_index
from companion.storage.opening import open_store
from companion.storage.queries.person import person_with
from companion.storage.record import TABLES, record_from, selected
from companion.storage.reference import referring
from tests.builders import (
    NOW,
    attendee,
    encounter,
    event,
    need,
    not_same,
    person,
    promise,
    source_card,
)
from tests.storage.history import apply, redo, undo
from tests.storage.kept import Kept, kept

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("\0\ud800\udc00\u202e\U0001f600é")), max_size=12)
FIELDS = ("name", "title", "organisation", "starred")


class Histories(RuleBasedStateMachine):
    """Whatever was done, each undo gives the state before, each redo the state after, to the letter."""

    fresh: Path

    @initialize()
    def open(self) -> None:
        self.home = Path(tempfile.mkdtemp())
        shutil.copytree(self.fresh, self.home / "data")
        self.store = open_store(self.home / "data")
        self.before: list[Kept] = []
        self.undone: list[Kept] = []

    def do(self, *changes: Change) -> None:
        self.store_set(ChangeSet(Label.EDIT, changes))

    def store_set(self, change_set: ChangeSet) -> None:
        before, seq = kept(self.store), self.store.read(journal.last_seq)
        if apply(self.store, change_set) > seq:
            self.before.append(before)
            self.undone.clear()

    def people(self) -> list[Person]:
        return [one for one in self.all_of(Kind.PERSON) if one.id != self.store.owner_id]

    def all_of(self, kind: Kind) -> list[Record]:
        statement = selected(kind).order_by(TABLES[kind].c.id)
        return [record_from(kind, row) for row in self.store.read(lambda c: c.execute(statement).all())]

    @rule(names=st.lists(TEXTS, min_size=1, max_size=3))
    def add_people(self, names: list[str]) -> None:
        self.do(*(Change.add(person(name)) for name in names))

    @rule(data=st.data(), text=TEXTS)
    def tell(self, data: st.DataObject, text: str) -> None:
        if people := self.people():
            who = data.draw(st.sampled_from(people))
            self.do(Change.add(need(who, text)), Change.add(promise(who, text, owner_id=self.store.owner_id)))

    @rule(data=st.data(), name=TEXTS)
    def meet(self, data: st.DataObject, name: str) -> None:
        running = [one for one in self.all_of(Kind.EVENT) if one.ends_at is None]
        started = event(name, owner_id=self.store.owner_id, ends_at=None)
        ended = [Change.of(one, replace(one, ends_at=NOW)) for one in running]
        known = [None, *self.people()]
        met = data.draw(st.lists(st.sampled_from(known[1:]), unique=True)) if known[1:] else []
        by = data.draw(st.sampled_from(known))
        encounters = [encounter(who, started, introduced_by_id=by and by.id) for who in met]
        self.do(*ended, *map(Change.add, encounters), Change.add(started))

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        people = self.people()
        if not people:
            return
        some = data.draw(st.lists(st.sampled_from(people), unique=True, min_size=1, max_size=2))
        changes = []
        for who in some:
            fields = data.draw(st.lists(st.sampled_from(FIELDS), unique=True))
            values = {name: data.draw(st.booleans() if name == "starred" else TEXTS) for name in fields}
            changes.append(Change.of(who, replace(who, **values)))
        self.do(*changes)

    @rule(data=st.data(), names=st.lists(TEXTS, min_size=1, max_size=3), content=st.binary(max_size=9))
    def import_cards(self, data: st.DataObject, names: list[str], content: bytes) -> None:
        picture = Blob.of("image/png", content)
        known = self.people()
        news = data.draw(st.lists(st.sampled_from(known), unique=True, max_size=2)) if known else []
        come = [person(name, photo=picture.digest) for name in names]
        cards = [source_card(who, name, content=content) for who, name in zip(come, names, strict=True)]
        updated = [Change.of(who, replace(who, title=names[0], photo=picture.digest)) for who in news]
        cards += [source_card(who, who.name, photo=picture.digest) for who in news]
        changes = (*updated, *map(Change.add, (*cards, *come, source_card(None))))
        self.store_set(ChangeSet(Label.IMPORT, changes, blobs=(picture,)))

    @rule(data=st.data(), name=TEXTS)
    def expect(self, data: st.DataObject, name: str) -> None:
        if events := self.all_of(Kind.EVENT):
            where = data.draw(st.sampled_from(events))
            who = data.draw(st.sampled_from([None, *self.people()]))
            self.do(Change.add(attendee(where, who, name=name)))

    @rule(data=st.data())
    def change_cards(self, data: st.DataObject) -> None:
        if cards := self.all_of(Kind.SOURCE_CARD):
            card = data.draw(st.sampled_from(cards))
            changed = replace(card, content=data.draw(st.binary(max_size=9)), uid=data.draw(TEXTS))
            self.do(Change.of(card, changed))

    @rule(data=st.data())
    def tell_apart(self, data: st.DataObject) -> None:
        people = self.people()
        apart = {(one.a_id, one.b_id) for one in self.all_of(Kind.NOT_SAME)}
        pairs = [(a, b) for a in people for b in people if a.id < b.id and (a.id, b.id) not in apart]
        if pairs:
            self.do(Change.add(not_same(*data.draw(st.sampled_from(pairs)))))

    @rule(data=st.data(), name=TEXTS)
    def rename_event(self, data: st.DataObject, name: str) -> None:
        if events := self.all_of(Kind.EVENT):
            held = data.draw(st.sampled_from(events))
            self.do(Change.of(held, replace(held, name=name, venue=None)))

    @rule(data=st.data())
    def remove_person(self, data: st.DataObject) -> None:
        if people := self.people():
            who = data.draw(st.sampled_from(people))
            found = self.store.read(lambda c: list(referring(c, Kind.PERSON, who.id)))
            untied = {
                record.id: Change.of(record, replace(record, introduced_by_id=None))
                for field, record in found
                if field == "introduced_by_id"
            }
            gone = {one.id: Change.remove(one) for field, one in found if field != "introduced_by_id"}
            self.do(Change.remove(who), *(untied | gone).values())

    @rule(data=st.data())
    def remove_and_add_in_one(self, data: st.DataObject) -> None:
        if needs := self.all_of(Kind.NEED):
            told = data.draw(st.sampled_from(needs))
            added = person("Ben")
            self.do(Change.remove(told), Change.add(added), Change.add(need(added, told.text)))

    @rule()
    def edit_own_card(self) -> None:
        me = self.store.read(person_with, self.store.owner_id)
        self.do(Change.of(me, replace(me, name=f"{me.name}x"[-3:])))

    @precondition(lambda self: self.before)
    @rule()
    def take_back(self) -> None:
        self.undone.append(kept(self.store))
        undo(self.store)
        assert kept(self.store) == self.before.pop()

    @precondition(lambda self: self.undone)
    @rule()
    def do_again(self) -> None:
        self.before.append(kept(self.store))
        redo(self.store)
        assert kept(self.store) == self.undone.pop()

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = open_store(self.home / "data")

    @invariant()
    def knows_what_can_be_taken_back_and_done_again(self) -> None:
        entries = self.store.read(journal.undoable_entries, self.store.owner_id, limit=1000)
        assert len(entries) == len(self.before)
        redoable = self.store.read(journal.redoable_entry, self.store.owner_id)
        assert (redoable is not None) == bool(self.undone)

    def teardown(self) -> None:
        assert self.store.read(search_index.disagreements) == 0
        self.store.close()
        shutil.rmtree(self.home)


def test_any_history_can_be_taken_back_and_done_again_to_the_letter(fresh_folder):
    Histories.fresh = fresh_folder
    run_state_machine_as_test(Histories, settings=settings(max_examples=40, stateful_step_count=25))
