"""Taking an archive over: another folder's records, or one's own as they were."""

from dataclasses import replace
from datetime import timedelta

import pytest

from companion.formats.archive import Archive
from companion.model.blob import Blob
from companion.model.identity import new_id
from companion.storage.queries.archive import all_blobs, all_records
from companion.storage.queries.card import blob_with
from companion.storage.queries.person import person_with, whole_person
from companion.workflow.exchange.intake import plan_import
from companion.workflow.exchange.reading import Sources
from companion.workflow.exchange.restoring import plan_archive
from companion.workflow.exchange.watch import UNWATCHED
from tests.builders import (
    NOW,
    adding,
    changing,
    encounter,
    event,
    mention,
    need,
    note,
    person,
    raw_capture,
    tag,
)

THEIRS = new_id()
"""The user of the other folder."""


def archive_of(*records, blobs=()):
    return Archive(THEIRS, "0002", NOW, tuple(records), tuple(blobs))


def restore(store, *records, blobs=()):
    archive = archive_of(*records, blobs=blobs)
    restored = store.read(plan_archive, "all.json", archive, watch=UNWATCHED)
    plan = store.read(plan_import, Sources(archives=(("all.json", archive),)), now=NOW, region="DE")
    store.apply(plan.change_set, at=NOW)
    return [(row.name, row.fate.value) for row in restored.rows]


def test_what_is_missing_comes_and_what_is_here_already_is_unchanged(store):
    ada = person()
    records = (person("Me", id=THEIRS), ada, need(ada), note(ada, owner_id=THEIRS))
    assert restore(store, *records) == [("Ada Byron", "new")]
    whole = store.read(whole_person, ada.id)
    assert [note.owner_id for note in whole.notes] == [store.owner_id]
    assert restore(store, *records) == [("Ada Byron", "unchanged")]


def test_what_differs_becomes_as_it_is_in_the_archive_and_is_told(store):
    ada = person()
    store.apply(adding(ada, tag(ada, "maths")), at=NOW)
    archive = archive_of(replace(ada, title="Analyst"), need(ada, "a printer"))
    restored = store.read(plan_archive, "all.json", archive, watch=UNWATCHED)
    (row,) = restored.rows
    assert row.fate.value == "update"
    assert [(one.field, one.before, one.after) for one in row.changes] == [
        ("title", "", "Analyst"),
        ("need", "", "a printer"),
    ]


def test_my_card_is_taken_over_while_there_is_none_here(store):
    restore(store, person("Me Myself", id=THEIRS, title="Host"))
    assert store.read(person_with, store.owner_id).name == "Me Myself"
    restore(store, person("Another", id=THEIRS))
    assert store.read(person_with, store.owner_id).name == "Me Myself"


def test_what_only_one_may_be_and_is_here_under_another_id_is_not_doubled(store):
    ada, fair = person(), event(owner_id=store.owner_id)
    store.apply(adding(ada, fair, tag(ada, "maths"), encounter(ada, fair)), at=NOW)
    met, line = encounter(ada, fair), raw_capture(owner_id=THEIRS)
    restore(store, ada, replace(fair, owner_id=THEIRS), tag(ada, "maths"), met, line, mention(ada, line, met))
    whole = store.read(whole_person, ada.id)
    assert [one.name for one in whole.tags] == ["maths"]
    assert len(whole.meetings) == 1
    assert [capture.id for capture in whole.captures] == [line.id]


def test_what_only_one_may_be_and_is_there_twice_comes_once(store):
    ada, fair, line = person(), event(owner_id=THEIRS), raw_capture(owner_id=THEIRS)
    met, again = encounter(ada, fair), encounter(ada, fair)
    twice = (tag(ada, "maths"), tag(ada, "maths"), met, again, line, mention(ada, line, again))
    assert restore(store, ada, fair, *twice) == [("Ada Byron", "new"), (fair.name, "new")]
    whole = store.read(whole_person, ada.id)
    assert [one.name for one in whole.tags] == ["maths"]
    assert [meeting.encounter.id for meeting in whole.meetings] == [met.id]
    assert [capture.id for capture in whole.captures] == [line.id]


def test_a_tag_of_the_other_user_that_is_mine_already_is_not_doubled(store):
    me = store.read(person_with, store.owner_id)
    store.apply(adding(tag(me, "maths")), at=NOW)
    restore(store, tag(person(id=THEIRS), "maths"))
    assert [one.name for one in store.read(whole_person, store.owner_id).tags] == ["maths"]


def test_of_two_events_that_run_there_the_second_has_ended(store):
    first, second = (event(name, owner_id=THEIRS, ends_at=None) for name in ("First", "Second"))
    assert restore(store, first, second) == [("First", "new"), ("Second", "new")]
    records = {record.id: record for record in store.read(lambda connection: list(all_records(connection)))}
    assert records[first.id].ends_at is None
    assert records[second.id].ends_at == second.starts_at


def test_an_event_that_runs_there_has_ended_where_one_runs_here(store):
    here = event("Here", owner_id=store.owner_id, ends_at=None)
    store.apply(adding(here), at=NOW)
    there = event("There", owner_id=THEIRS, ends_at=None, starts_at=NOW - timedelta(days=3))
    assert restore(store, there) == [("There", "new")]
    assert restore(store, replace(here, owner_id=THEIRS)) == [("Here", "unchanged")]


def test_an_event_that_runs_there_runs_on_here(store):
    there = event("There", owner_id=THEIRS, ends_at=None)
    restore(store, there)
    records = {record.id: record for record in store.read(lambda connection: list(all_records(connection)))}
    assert records[there.id].ends_at is None


def test_pictures_come_along(store):
    blob = Blob.of("image/png", b"a picture")
    restore(store, person(photo=blob.digest), blobs=(blob,))
    assert store.read(blob_with, blob.digest) == blob
    assert store.read(lambda connection: list(all_blobs(connection))) == [blob]


@pytest.mark.parametrize("count", [1, 1200])
def test_large_archives_are_compared_in_bounded_steps(store, count):
    records = [person(f"Ada {place}") for place in range(count)]
    assert len(restore(store, *records)) == count
    assert {fate for _, fate in restore(store, *records)} == {"unchanged"}


def test_what_was_changed_here_after_the_archive_was_made_stays_and_is_told(store):
    ada = person(title="Analyst")
    store.apply(adding(ada), at=NOW - timedelta(days=1))
    assert restore(store, replace(ada, title="Countess")) == [("Ada Byron", "update")]
    newest = replace(ada, title="Programmer")
    store.apply(changing((replace(ada, title="Countess"), newest)), at=NOW + timedelta(days=1))
    assert restore(store, replace(ada, title="Countess")) == [("Ada Byron", "unchanged")]
    assert store.read(person_with, ada.id) == newest
    restored = store.read(plan_archive, "a.json", archive_of(ada), watch=UNWATCHED)
    (problem,) = restored.rows[0].problems
    assert (problem.code.value, problem.property, problem.text) == ("kept_yours", "title", "Analyst")
