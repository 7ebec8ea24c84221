"""Pictures: kept once, with the records that show them, and for as long as something can show them again."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from companion.model.blob import Blob
from companion.model.change import ChangeSet, Label, Origin
from companion.model.error import StaleRecordError
from companion.storage import blob, tables
from companion.storage.queries.card import blob_with
from companion.storage.queries.person import person_with
from companion.storage.upkeep import examine, repair
from tests.builders import adding, changing, person, removing, source_card
from tests.storage.history import apply, newest, redo, undo

PICTURE, OTHER = Blob.of("image/png", b"\x89PNG"), Blob.of("image/jpeg", b"\xff\xd8" * 1000)


def digests(store):
    return set(store.read(lambda c: c.execute(select(tables.blob.c.digest)).scalars().all()))


def tidied(store):
    """What is left after unnamed pictures are removed."""
    store.maintain(blob.remove_unnamed)
    return digests(store)


def pictured(*blobs: Blob, **values) -> tuple[ChangeSet, object]:
    ada = person("Ada", photo=blobs[0].digest, **values)
    return replace(adding(ada), blobs=blobs), ada


def test_a_picture_is_kept_with_the_record_that_shows_it(store):
    change_set, _ = pictured(PICTURE)
    apply(store, change_set)
    assert store.read(blob_with, PICTURE.digest) == PICTURE


def test_a_picture_is_kept_once_however_often_it_comes(store):
    for _ in range(2):
        change_set, _ = pictured(PICTURE, PICTURE, OTHER)
        apply(store, change_set)
    count = select(func.count()).select_from(tables.blob)
    assert store.read(lambda c: c.execute(count).scalar_one()) == 2


def test_the_pictures_of_a_set_that_is_refused_are_not_kept(store):
    _, ada = pictured(PICTURE)
    stale = replace(changing((ada, replace(ada, title="x"))), blobs=(PICTURE,))
    with pytest.raises(StaleRecordError):
        apply(store, stale)
    assert digests(store) == set()


def test_a_set_without_effect_keeps_no_picture(store):
    apply(store, ChangeSet(Label.EDIT, (), blobs=(PICTURE,)))
    assert digests(store) == set()


def test_a_picture_that_a_person_or_a_card_shows_stays(store):
    change_set, ada = pictured(PICTURE)
    apply(store, change_set)
    apply(store, replace(adding(source_card(ada, photo=OTHER.digest)), blobs=(OTHER,)))
    assert tidied(store) == {PICTURE.digest, OTHER.digest}


def test_a_picture_that_was_replaced_stays_while_the_change_can_be_taken_back(store):
    change_set, ada = pictured(PICTURE)
    apply(store, change_set)
    changed = replace(ada, photo=OTHER.digest)
    apply(store, replace(changing((ada, changed)), blobs=(OTHER,)))
    assert tidied(store) == {PICTURE.digest, OTHER.digest}
    undo(store)
    assert tidied(store) == {PICTURE.digest, OTHER.digest}
    redo(store)
    assert store.read(person_with, ada.id) == changed


def test_a_picture_of_somebody_deleted_stays_while_they_can_be_brought_back(store):
    change_set, ada = pictured(PICTURE)
    card = source_card(ada, photo=OTHER.digest)
    apply(store, change_set)
    apply(store, replace(adding(card), blobs=(OTHER,)))
    apply(store, removing(ada, card))
    assert tidied(store) == {PICTURE.digest, OTHER.digest}


def test_a_picture_that_nothing_can_show_any_more_goes(store):
    change_set, _ = pictured(PICTURE)
    apply(store, change_set)
    undo(store)
    assert tidied(store) == {PICTURE.digest}
    redo(store)
    undo(store)
    assert tidied(store) == {PICTURE.digest}
    apply(store, adding(person("Ben")))
    assert tidied(store) == set()


def test_what_was_removed_by_a_program_cannot_be_brought_back_and_keeps_no_picture(store):
    change_set, ada = pictured(PICTURE)
    apply(store, change_set)
    apply(store, replace(removing(ada), origin=Origin.SYNC))
    assert newest(store).label is Label.ADD
    assert tidied(store) == set()


def test_a_picture_without_a_record_is_no_problem_and_goes_with_a_repair(store):
    change_set, ada = pictured(PICTURE, OTHER)
    apply(store, change_set)
    assert store.read(examine).whole
    store.maintain(repair)
    assert digests(store) == {PICTURE.digest}
    assert store.read(examine).whole
    assert store.read(person_with, ada.id) == ada


def test_pictures_of_any_number_are_kept(store):
    blobs = [Blob.of("image/png", str(number).encode()) for number in range(1200)]
    apply(store, replace(adding(person()), blobs=tuple(blobs)))
    assert len(digests(store)) == 1200
    assert tidied(store) == set()
