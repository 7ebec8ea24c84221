"""The pairs that may be one person: looked for off the GUI thread, kept up to date, asked about once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.model.person import Person
from companion.storage.store import Store
from companion.ui.desk import Desk
from companion.ui.models import duplicates
from companion.ui.models.duplicates import DuplicateReview, PairKey
from companion.ui.models.pair import PairFile
from companion.ui.widgets.row import Row, Section
from tests.builders import NOW, adding, contact_point, person, removing
from tests.ui.evening import changed_elsewhere


@pytest.fixture
def desk(folder: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(folder, lambda: NOW)
    with qtbot.waitSignal(made.opened):
        made.open()
    yield made
    made.close()


@pytest.fixture
def ana(store: Store) -> tuple[Person, Person, Person]:
    """Three who share an address."""
    people = (person("Ana Ruiz"), person("Anna Ruiz"), person("Ana R. Ruiz"))
    store.apply(adding(*people, *(contact_point(one, "ana@x.org") for one in people)), at=NOW)
    return people


@pytest.fixture
def review(ana: tuple[Person, ...], desk: Desk, qtbot: QtBot) -> DuplicateReview:
    made = DuplicateReview(desk, desk)
    looked_through(made, qtbot)
    return made


def looked_through(review: DuplicateReview, qtbot: QtBot) -> None:
    with qtbot.waitSignal(review.changed):
        review.look()


def keys(review: DuplicateReview) -> list[PairKey]:
    return [line.key for line in review.lines() if isinstance(line, Row) and isinstance(line.key, frozenset)]


def test_everybody_is_looked_through_in_sight_of_who_looks_on(
    ana: tuple[Person, ...], desk: Desk, qtbot: QtBot
) -> None:
    review = DuplicateReview(desk, desk)
    assert (review.is_known, review.count, review.unseen) == (False, 0, 0)
    told: list[tuple[str, int, int]] = []
    review.stepped.connect(lambda *step: told.append(step))
    looked_through(review, qtbot)
    assert (review.is_known, review.is_searching, review.count) == (True, False, 3)
    assert told[0] == ("3 of 3 people read", 3, 3)


def test_nobody_is_looked_through_twice_unless_something_has_changed(
    review: DuplicateReview, folder: Path, qtbot: QtBot
) -> None:
    review.look()
    assert not review.is_searching
    changed_elsewhere(folder, lambda _connection: adding(person("Ben Ode")))
    qtbot.waitUntil(lambda: (review.look(), review.is_searching)[1])


def test_three_pairs_of_one_person_are_one_who_is_kept_twice(review: DuplicateReview) -> None:
    assert (review.count, review.unseen) == (3, 1)


def test_what_was_seen_is_not_asked_about_again_and_what_is_new_is(
    review: DuplicateReview, desk: Desk, folder: Path, qtbot: QtBot
) -> None:
    review.mark_seen()
    assert (review.count, review.unseen) == (3, 0)
    again = DuplicateReview(desk, desk)
    looked_through(again, qtbot)
    assert again.unseen == 0
    late, later = person("Ben Ode"), person("Ben Ode")
    points = (contact_point(late, "ben@x.org"), contact_point(later, "ben@x.org"))
    changed_elsewhere(folder, lambda _connection: adding(late, later, *points))
    qtbot.waitUntil(lambda: (again.look(), again.unseen)[1] == 1)


def test_what_was_seen_is_not_asked_about_again_even_if_that_cannot_be_written_down(
    review: DuplicateReview, desk: Desk, folder: Path, qtbot: QtBot
) -> None:
    settings = folder / "settings.toml"
    settings.unlink(missing_ok=True)
    settings.mkdir()
    review.changed.connect(review.mark_seen)
    with qtbot.waitSignal(desk.refused):
        review.mark_seen()
    assert review.unseen == 0


def test_a_decision_that_is_taken_while_everybody_is_looked_through_counts(
    ana: tuple[Person, ...], desk: Desk, qtbot: QtBot
) -> None:
    review, (one, other, third) = DuplicateReview(desk, desk), ana
    review.look()
    assert PairFile(desk, desk).set_apart(one.id, other.id)
    qtbot.waitUntil(lambda: review.is_known)
    assert {*keys(review)} == {frozenset((one.id, third.id)), frozenset((other.id, third.id))}


def test_after_a_merge_the_others_may_be_the_kept_one(
    review: DuplicateReview, ana: tuple[Person, ...], desk: Desk
) -> None:
    one, other, third = ana
    PairFile(desk, desk).merge(one.id, other.id, {})
    review.follow(one.id, other.id)
    assert keys(review) == [frozenset((one.id, third.id))]
    desk.undo()
    assert review.count == 3


def test_who_looked_like_the_one_who_is_gone_looks_like_the_kept_one(
    store: Store, desk: Desk, qtbot: QtBot
) -> None:
    one, other, third = person("Ana Ruiz"), person("Ana Ruiz"), person("Ana Ruiz")
    points = [contact_point(some, "a@gmail.com") for some in (one, other)]
    points += [contact_point(some, "b@gmail.com") for some in (other, third)]
    store.apply(adding(one, other, third, *points), at=NOW)
    review = DuplicateReview(desk, desk)
    looked_through(review, qtbot)
    assert {*keys(review)} == {frozenset((one.id, other.id)), frozenset((other.id, third.id))}
    PairFile(desk, desk).merge(one.id, other.id, {})
    review.follow(one.id, other.id)
    assert keys(review) == [frozenset((one.id, third.id))]


def test_a_pair_goes_with_what_speaks_for_it(store: Store, desk: Desk, folder: Path, qtbot: QtBot) -> None:
    one, other = person("Ana Ruiz"), person("Anna Ruiz")
    point = contact_point(other, "ana@x.org")
    store.apply(adding(one, other, point, contact_point(one, "ana@x.org")), at=NOW)
    review = DuplicateReview(desk, desk)
    looked_through(review, qtbot)
    assert review.count == 1
    changed_elsewhere(folder, lambda _connection: removing(point))
    qtbot.waitUntil(lambda: (review.look(), review.count)[1] == 0)


def test_a_pair_has_the_picture_of_the_one_who_stays(review: DuplicateReview) -> None:
    rows = [line for line in review.lines() if isinstance(line, Row)]
    assert [row.pictured for row in rows] == [row.name.split(" · ")[0] for row in rows]


def test_skipped_pairs_stand_at_the_end_until_they_are_returned(review: DuplicateReview) -> None:
    first, second, third = keys(review)
    review.skip(first)
    assert [line.title if isinstance(line, Section) else line.key for line in review.lines()] == [
        second,
        third,
        "Skipped",
        first,
    ]
    review.return_skipped()
    assert keys(review) == [first, second, third]


def test_among_very_many_nobody_is_looked_for_unasked(
    ana: tuple[Person, ...], desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "_BY_ITSELF", 2)
    monkeypatch.setattr(duplicates, "_SOON", 0)
    review = DuplicateReview(desk, desk)
    with qtbot.assertNotEmitted(review.changed, wait=100):
        review.look_soon()
    assert (review.is_searching, review.unseen) == (False, 0)
    review.expect()
    with qtbot.waitSignal(review.changed):
        review.look_soon()
    assert (review.is_searching, review.unseen) == (False, None)
    review.mark_seen()
    assert review.unseen == 0


def test_everybody_is_looked_through_at_leisure_where_there_are_few(
    ana: tuple[Person, ...], desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "_SOON", 0)
    review = DuplicateReview(desk, desk)
    with qtbot.waitSignal(review.changed):
        review.look_soon()
    assert review.unseen == 1


def test_nothing_is_looked_for_once_the_data_is_closed(
    ana: tuple[Person, ...], desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "_SOON", 0)
    review = DuplicateReview(desk, desk)
    review.look_soon()
    desk.close()
    with qtbot.assertNotEmitted(review.changed, wait=50):
        pass
    assert not review.is_searching
