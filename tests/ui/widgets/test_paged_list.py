"""A long list: read as far as it is looked at, and kept in its place."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QMimeData, Qt
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from companion.ui.widgets.paged_list import PAGE, Chosen, PagedList
from companion.ui.widgets.row import ROW, Line, Row, Section
from tests.ui.keyboard import shown

KEY = Qt.Key


class Source:
    """Gives rows one page after the other, and notes how many were asked for."""

    def __init__(self, rows: Sequence[Line]) -> None:
        self.rows = rows
        self.given = 0

    def __call__(self, limit: int) -> Sequence[Line]:
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


def test_read_afresh_while_nobody_sees_it_the_first_heading_is_in_sight(
    people: PagedList, qtbot: QtBot
) -> None:
    people.read(Source([Section("New", 90), *rows(90)]), afresh=True)
    qtbot.keyClick(people, KEY.Key_End)
    assert people.verticalScrollBar().value() > 0
    people.hide()
    people.read(Source([Section("New", 90), *rows(90)]), afresh=True)
    people.show()
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


# Choosing several


SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def many(theme: Theme, qtbot: QtBot) -> PagedList:
    """A list of a thousand, of whom several may be chosen."""
    made = PagedList("People", several=True)
    shown(qtbot, made, 352, 500)
    made.setFocus()
    made.read(Source(rows(1000)), afresh=True)
    return made


def press(people: PagedList, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(people, key, modifier)


def click(people: PagedList, qtbot: QtBot, key: object, modifier: Qt.KeyboardModifier) -> None:
    place = keys(people).index(key)
    spot = people.visualRect(people.model().index(place, 0)).center()
    qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, modifier, spot)


def test_shift_and_arrows_choose_several_and_an_arrow_alone_one(many: PagedList, qtbot: QtBot) -> None:
    press(many, qtbot, KEY.Key_Down, SHIFT)
    with qtbot.waitSignal(many.choice_changed):
        press(many, qtbot, KEY.Key_Down, SHIFT)
    assert many.chosen == Chosen((0, 1, 2))
    assert many.current_key == 2
    qtbot.keyClick(many, KEY.Key_Down)
    assert many.chosen == Chosen((3,))


def test_ctrl_and_the_mouse_choose_rows_apart(many: PagedList, qtbot: QtBot) -> None:
    click(many, qtbot, 4, CTRL)
    click(many, qtbot, 2, CTRL)
    assert many.chosen == Chosen((0, 2, 4))
    click(many, qtbot, 0, CTRL)
    assert many.chosen == Chosen((2, 4))


def test_who_is_chosen_stays_chosen_while_the_list_is_read_again(many: PagedList, qtbot: QtBot) -> None:
    for key in (2, 4, 5):
        click(many, qtbot, key, CTRL)
    many.read(Source([row for row in rows(1000) if row.key != 4]), afresh=False)
    assert many.chosen == Chosen((0, 2, 5))
    many.read(Source(rows(1000)), afresh=True)
    assert many.chosen == Chosen((0,))


def test_rows_far_down_stay_chosen_too(many: PagedList, qtbot: QtBot) -> None:
    many.reach(350, 1000)
    qtbot.keyClick(many, KEY.Key_Home, SHIFT)
    assert len(many.chosen.keys) == 351
    many.read(Source(rows(1000)), afresh=False)
    assert len(many.chosen.keys) == 351


def test_all_are_chosen_those_not_read_yet_too(many: PagedList, qtbot: QtBot) -> None:
    press(many, qtbot, KEY.Key_A, CTRL)
    assert (many.chosen.besides, many.has_more) == ((), True)
    many.scrollToBottom()
    qtbot.waitUntil(lambda: many.model().rowCount() > PAGE)
    assert (many.chosen.besides, len(many.chosen.keys)) == ((), many.model().rowCount())
    many.scrollToTop()
    click(many, qtbot, 3, CTRL)
    assert many.chosen.besides == (3,)
    many.read(Source(rows(1001)), afresh=False)
    assert many.chosen.besides == (3,)


@pytest.mark.parametrize("how", ["an arrow", "a click", "shift", "a search", "a jump"])
def test_whoever_is_chosen_next_takes_the_place_of_all(many: PagedList, qtbot: QtBot, how: str) -> None:
    press(many, qtbot, KEY.Key_A, CTRL)
    match how:
        case "an arrow":
            qtbot.keyClick(many, KEY.Key_Down)
        case "a click":
            click(many, qtbot, 3, Qt.KeyboardModifier.NoModifier)
        case "shift":
            press(many, qtbot, KEY.Key_Down, SHIFT)
        case "a search":
            many.read(Source(rows(1000)), afresh=True)
        case "a jump":
            many.choose(7)
    assert many.chosen.besides is None


def test_where_one_is_all_that_may_be_chosen_nothing_else_is(people: PagedList, qtbot: QtBot) -> None:
    people.read(Source(rows(9)), afresh=True)
    press(people, qtbot, KEY.Key_Down, SHIFT)
    press(people, qtbot, KEY.Key_A, CTRL)
    assert people.chosen == Chosen((1,))


# Dragging rows out


def test_the_chosen_rows_are_handed_out_from_the_top(many: PagedList, qtbot: QtBot) -> None:
    asked: list[object] = []

    def hand_out(some: Sequence[object]) -> QMimeData:
        asked.append(some)
        return QMimeData()

    assert not many.model().flags(many.model().index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    many.hand_out_by(hand_out)
    assert many.model().flags(many.model().index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    click(many, qtbot, 4, CTRL)
    many.model().mimeData(many.selectedIndexes()[::-1])
    assert asked == [(0, 4)]
    assert many.model().supportedDragActions() == Qt.DropAction.CopyAction
