"""What the follow-ups page counts and says."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from companion.storage.store import Store
from companion.ui.desk import Desk
from companion.ui.models.followups import FollowUpQueue, later_days
from tests import builders as b

DAY = date(2026, 3, 12)
NOON = datetime(2026, 3, 12, 12, tzinfo=b.NOW.tzinfo)


@given(st.dates(max_value=date(9999, 12, 1)))
def test_later_is_tomorrow_in_three_days_or_the_coming_monday(today):
    tomorrow, soon, monday = later_days(today)
    assert (tomorrow - today, soon - today) == (timedelta(days=1), timedelta(days=3))
    assert monday.weekday() == 0
    assert timedelta(days=1) <= monday - today <= timedelta(days=7)


@pytest.fixture
def desk(store: Store, folder: Path, qtbot: QtBot):
    """An open desk on `store`, at noon."""
    desk = Desk(folder, lambda: NOON)
    with qtbot.waitSignal(desk.opened):
        desk.open()
    yield desk
    desk.close()


def promised(store: Store, *names: str, **values):
    people = [b.person(name) for name in names]
    promises = [b.promise(who, f"call {who.name}", owner_id=store.owner_id, **values) for who in people]
    store.apply(b.adding(*people, *promises), at=b.NOW)
    return people


def test_a_sitting_counts_the_people_who_left_the_queue_and_the_promises_kept(store, desk):
    ada, bob, cleo = promised(store, "Ada", "Bob", "Cleo")
    queue = FollowUpQueue(desk)
    queue.done(ada.id)
    queue.skip(bob.id)
    queue.read()
    assert [one.person.id for one in queue.morning.due] == [cleo.id]
    assert (queue.morning.finished, queue.morning.promises_kept) == (2, 1)


def test_undo_takes_the_count_back_and_names_who_came_back(store, desk):
    (ada,) = promised(store, "Ada")
    queue = FollowUpQueue(desk)
    queue.done(ada.id)
    queue.read()
    desk.undo()
    queue.read()
    assert queue.arrived == ada.id
    assert (queue.morning.finished, queue.morning.promises_kept) == (0, 0)
    queue.read()
    assert queue.arrived is None


def test_somebody_who_was_deleted_is_not_counted(store, desk):
    (ada,) = promised(store, "Ada")
    queue = FollowUpQueue(desk)
    promise = queue.morning.due[0].card.promises[0]
    store.apply(b.removing(promise, ada), at=NOON)
    queue.read()
    assert queue.morning.due == ()
    assert queue.morning.finished == 0


def test_what_was_done_before_the_sitting_is_not_counted(store, desk):
    (ada,) = promised(store, "Ada")
    FollowUpQueue(desk).done(ada.id)
    later = FollowUpQueue(desk)
    assert (later.morning.finished, later.morning.promises_kept) == (0, 0)


def test_the_promises_of_a_card_say_their_day_in_words_and_exactly(store, desk):
    promised(store, "Ada", due=DAY - timedelta(days=2))
    queue = FollowUpQueue(desk)
    view = queue.view(queue.morning.due[0])
    assert [(one.text, one.aside, one.tip) for one in view.promises] == [
        ("call Ada", "2 days late", "Tue 10 Mar 2026")
    ]
    assert view.keeps == "Marks as kept: call Ada"
