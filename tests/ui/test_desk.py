"""The one door for changes: large ones are stored on a thread, whole or not at all, and told of once."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.model.change import ChangeSet, Kind, Label
from companion.model.error import CancelledError, CompanionError, StaleRecordError
from companion.model.identity import new_id
from companion.storage.queries.person import people_counts
from companion.storage.store import Store
from companion.ui.desk import Desk, Done, Touched
from companion.workflow.exchange.watch import Stage
from tests.builders import adding, changing, person, tag

NOW = datetime(2026, 5, 12, 21, tzinfo=UTC)


class Heard:
    """What was heard of one large change."""

    def __init__(self, desk: Desk) -> None:
        self.steps: list[tuple[Stage, int, int]] = []
        self.ends: list[str] = []
        self.errors: list[CompanionError] = []
        self.said: list[Done] = []
        self.touched: list[Touched] = []
        desk.done.connect(self._said)
        desk.changed.connect(self._touched)

    def store(self, desk: Desk, change_set: ChangeSet) -> object:
        return desk.change_watched(
            change_set,
            stepped=lambda *step: self.steps.append(step),
            done=lambda: self.ends.append("stored"),
            failed=self.errors.append,
        )

    def _said(self, done: Done) -> None:
        self.ends.append("said")
        self.said.append(done)

    def _touched(self, touched: Touched) -> None:
        self.ends.append("changed")
        self.touched.append(touched)


@pytest.fixture
def desk(folder: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(folder, lambda: NOW)
    with qtbot.waitSignal(made.opened):
        made.open()
    yield made
    made.close()


@pytest.fixture
def heard(desk: Desk) -> Heard:
    return Heard(desk)


def many(count: int) -> ChangeSet:
    return adding(
        *(person(f"Person {number}") for number in range(count)), label=Label.IMPORT, count=str(count)
    )


def test_the_collector_rests_until_the_data_is_shown_or_let_go(folder: Path, qtbot: QtBot) -> None:
    first, second = Desk(folder, lambda: NOW), Desk(folder, lambda: NOW)
    with qtbot.waitSignal(first.opened):
        first.open()
        assert not gc.isenabled()
    qtbot.waitUntil(gc.isenabled)
    second.open()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()
    first.close()


def test_the_collector_works_on_where_the_data_cannot_be_opened(folder: Path, qtbot: QtBot) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "companion.db").write_bytes(b"x" * 4096)
    desk = Desk(folder, lambda: NOW)
    with qtbot.waitSignal(desk.failed):
        desk.open()
    assert gc.isenabled()
    desk.close()


def test_a_large_change_is_told_of_when_it_is_there(desk: Desk, heard: Heard, qtbot: QtBot) -> None:
    heard.store(desk, many(300))
    qtbot.waitUntil(lambda: "said" in heard.ends)
    assert heard.ends == ["changed", "stored", "said"]
    assert heard.said == [Done(Label.IMPORT, {"count": "300"})]
    assert desk.read(people_counts).people == 300
    assert {stage for stage, _, _ in heard.steps} == {Stage.SAVING}


def test_what_is_stale_is_refused_whole(desk: Desk, heard: Heard, store: Store, qtbot: QtBot) -> None:
    ada = person("Ada")
    store.apply(adding(ada), at=NOW)
    store.apply(changing((ada, replace(ada, title="Countess"))), at=NOW)
    late = changing((ada, replace(ada, title="Lady")), label=Label.IMPORT)
    heard.store(desk, replace(late, changes=(*many(3).changes, *late.changes)))
    qtbot.waitUntil(lambda: bool(heard.errors))
    assert isinstance(heard.errors[0], StaleRecordError)
    assert desk.read(people_counts).people == 1
    assert heard.said == []


def test_a_large_change_that_is_called_off_leaves_nothing(desk: Desk, heard: Heard, qtbot: QtBot) -> None:
    call_off = heard.store(desk, many(3000))
    assert callable(call_off)
    call_off()
    qtbot.waitUntil(lambda: bool(heard.errors))
    assert isinstance(heard.errors[0], CancelledError)
    assert desk.read(people_counts).people == 0


def test_of_very_many_changes_only_the_kinds_are_told(desk: Desk, heard: Heard, qtbot: QtBot) -> None:
    heard.store(desk, many(1500))
    qtbot.waitUntil(lambda: "said" in heard.ends)
    touched = heard.touched[0]
    assert (touched.records, touched.kinds) == (frozenset(), {Kind.PERSON})
    assert touched.any(Kind.TAG, Kind.PERSON)
    assert not touched.any(Kind.TAG)
    assert touched.has(new_id())


def test_what_another_program_stored_right_before_is_told_with_it(
    desk: Desk, heard: Heard, store: Store, qtbot: QtBot
) -> None:
    ada = person("Ada")
    store.apply(adding(ada, tag(ada)), at=NOW)
    heard.store(desk, many(1500))
    qtbot.waitUntil(lambda: "said" in heard.ends)
    assert [touched.kinds for touched in heard.touched] == [{Kind.PERSON, Kind.TAG}]


def test_other_programs_are_heard_again_after_what_was_called_off(
    desk: Desk, heard: Heard, store: Store, qtbot: QtBot
) -> None:
    call_off = heard.store(desk, many(3000))
    assert callable(call_off)
    call_off()
    qtbot.waitUntil(lambda: bool(heard.errors))
    with qtbot.waitSignal(desk.changed):
        store.apply(adding(person("Ada")), at=NOW)


def test_of_a_few_changes_each_record_is_told(desk: Desk, heard: Heard, qtbot: QtBot) -> None:
    ada = person("Ada")
    heard.store(desk, adding(ada, tag(ada), label=Label.IMPORT))
    qtbot.waitUntil(lambda: "said" in heard.ends)
    touched = heard.touched[0]
    assert touched.has(ada.id)
    assert not touched.has(new_id())
    assert touched.any(Kind.TAG)
    assert not touched.any(Kind.NEED)


def test_an_import_is_taken_back_and_done_again_on_a_thread(desk: Desk, heard: Heard, qtbot: QtBot) -> None:
    heard.store(desk, many(3))
    qtbot.waitUntil(lambda: "said" in heard.ends)
    for act, left in ((desk.undo, 0), (desk.redo, 3), (desk.undo, 0)):
        said = len(heard.said)
        with qtbot.waitSignal(desk.done):
            act()
            # A second press while it is under way is not a second undo.
            act()
            assert len(heard.said) == said
        assert desk.read(people_counts).people == left
    assert [done.label for done in heard.said] == [Label.IMPORT, Label.UNDO, Label.REDO, Label.UNDO]
