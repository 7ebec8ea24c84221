"""A long list: read as far as it is looked at, and kept in its place."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from companion.ui.widgets.paged_list import PAGE, PagedList
from companion.ui.widgets.row import ROW, Row
from tests.ui.keyboard import shown

KEY = Qt.Key


class Source:
    """Gives rows one page after the other, and notes how many were asked for."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.given = 0

    def __call__(self, limit: int) -> Sequence[Row]:
        page = self.rows[self.given : self.given + limit]
        self.given += len(page)
        return page


def rows(count: int, start: int = 0) -> list[Row]:
    return [Row(key=place, name=f"Person {place}") for place in range(start, count)]


@pytest.fixture
def people(theme: Theme, qtbot: QtBot) -> PagedList:
    made = PagedList("People")
    shown(qtbot, made, 352, 500)
    made.setFocus()
    return made


def keys(people: PagedList) -> list[object]:
    model = people.model()
    return [model.index(place, 0).data(ROW).key for place in range(model.rowCount())]


def test_no_more_is_read_than_comes_into_view(people: PagedList, qtbot: QtBot) -> None:
    source = Source(rows(10_000))
    people.read(source, afresh=True)
    qtbot.waitUntil(lambda: people.verticalScrollBar().maximum() > 0)
    assert source.given == PAGE
    people.scrollToBottom()
    qtbot.waitUntil(lambda: source.given == 2 * PAGE)
    assert keys(people) == list(range(2 * PAGE))


@pytest.mark.parametrize("count", [0, 1, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE])
def test_the_end_is_reached_and_nothing_is_read_beyond(people: PagedList, qtbot: QtBot, count: int) -> None:
    source = Source(rows(count))
    people.read(source, afresh=True)
    for _ in range(count // 2 + 3):
        qtbot.keyClick(people, KEY.Key_PageDown)
    qtbot.waitUntil(lambda: keys(people) == list(range(count)))
    assert not people.model().canFetchMore(people.rootIndex())


def test_read_again_it_keeps_the_row_and_the_place(people: PagedList, qtbot: QtBot) -> None:
    people.read(Source(rows(1000)), afresh=True)
    for _ in range(30):
        qtbot.keyClick(people, KEY.Key_PageDown)
    current, offset, known = people.current_key, people.verticalScrollBar().value(), len(keys(people))
    assert offset > 0
    people.read(Source(rows(1000)), afresh=False)
    assert (people.current_key, people.verticalScrollBar().value()) == (current, offset)
    assert len(keys(people)) <= known + PAGE


def test_read_afresh_it_starts_from_the_top_with_the_first_row(people: PagedList, qtbot: QtBot) -> None:
    people.read(Source(rows(1000)), afresh=True)
    for _ in range(5):
        qtbot.keyClick(people, KEY.Key_PageDown)
    people.read(Source(rows(1000)), afresh=True)
    assert people.current_key == 0
    assert people.verticalScrollBar().value() == 0


def test_keeping_nothing_changes_that_would_take_the_row_away(people: PagedList) -> None:
    people.read(Source(rows(9)), afresh=True)
    people.choose(4)
    assert not people.read(Source(rows(9, 5)), afresh=False, keeping=True)
    assert keys(people) == list(range(9))
    assert people.read(Source(rows(6)), afresh=False, keeping=True)
    assert (keys(people), people.current_key) == (list(range(6)), 4)


def test_a_row_is_reached_within_bounds(people: PagedList) -> None:
    people.read(Source(rows(1000)), afresh=True)
    assert people.reach(350, 500)
    assert people.current_key == 350
    assert not people.reach(900, 500)
    assert len(keys(people)) == 500
    assert not people.reach("nobody", 5000)
    assert len(keys(people)) == 1000
