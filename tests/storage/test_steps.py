"""How far a large change set has come is told, and it can be called off."""

import itertools

import pytest

from companion.model.blob import Blob
from companion.model.change import ChangeSet, Label
from companion.model.error import CancelledError
from companion.storage import journal
from tests.builders import NOW, adding, contact_point, person, removing
from tests.storage.kept import kept

PICTURES = tuple(Blob.of("image/png", str(number).encode()) for number in range(600))


@pytest.fixture
def many():
    people = [person(f"Person {number}") for number in range(700)]
    return [*people, *(contact_point(who, f"{number}@example.org") for number, who in enumerate(people))]


def test_progress_goes_from_step_to_step_to_the_end(store, many):
    told = []
    added = ChangeSet(Label.IMPORT, adding(*many).changes, blobs=PICTURES)
    store.apply(added, at=NOW, progress=lambda *step: told.append(step))
    done = [step for step, _ in told]
    assert len(done) > 8
    assert done == sorted(done)
    assert {total for _, total in told} == {done[-1]}
    told.clear()
    store.apply(removing(*many), at=NOW, progress=lambda *step: told.append(step))
    assert told[-1][0] == told[-1][1]
    assert len(told) > 8


def test_a_set_that_is_called_off_leaves_nothing_wherever_it_was(store, many):
    added = ChangeSet(Label.IMPORT, adding(*many).changes, blobs=PICTURES)
    before = kept(store)
    for patience in itertools.count():
        asked = itertools.count()
        try:
            store.apply(added, at=NOW, cancelled=lambda asked=asked, most=patience: next(asked) >= most)
        except CancelledError:
            assert kept(store) == before
            assert store.read(journal.last_seq) == 0
        else:
            break
    assert patience > 8
    assert store.read(journal.last_seq) == 1


def test_a_set_can_be_stored_after_it_was_called_off(store, many):
    with pytest.raises(CancelledError):
        store.apply(adding(*many), at=NOW, cancelled=lambda: True)
    assert store.apply(adding(*many), at=NOW) == 1
