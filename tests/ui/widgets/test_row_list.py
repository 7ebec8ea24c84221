"""Lists of people by keys and mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from companion.ui.tokens import LIGHT, Role
from companion.ui.widgets.chip import ChipText
from companion.ui.widgets.row import ROW, Line, Row, Section
from companion.ui.widgets.row_list import RowList
from tests.ui.keyboard import shown, type_text

KEY = Qt.Key
ANA, BEN, CID = (Row(key=name[0], name=name) for name in ("Ana Ruiz", "Ben Berg", "Cid Cruz"))
QUEUE: tuple[Line, ...] = (Section("Promised", 1, Role.PROMISE), ANA, Section("Say hello", 2), BEN, CID)


@pytest.fixture
def rows(theme: Theme, qtbot: QtBot) -> RowList:
    made = RowList("Queue", sections=True)
    shown(qtbot, made, 352, 500)
    made.setFocus()
    made.set_lines(QUEUE)
    return made


def test_the_first_row_is_current_and_headings_never(rows: RowList) -> None:
    assert rows.current_key == "A"
    rows.choose("B")
    rows.step(-1)
    assert rows.current_key == "A"
    rows.step(-1)
    assert rows.current_key == "A"


@pytest.mark.parametrize(("down", "up"), [(KEY.Key_J, KEY.Key_K), (KEY.Key_Down, KEY.Key_Up)])
def test_keys_walk_over_headings(rows: RowList, qtbot: QtBot, down: Qt.Key, up: Qt.Key) -> None:
    seen: list[object] = []
    rows.row_chosen.connect(seen.append)
    for key in (down, down, down, up):
        qtbot.keyClick(rows, key)
    assert seen == ["B", "C", "B"]


def test_home_goes_to_the_first_row_below_its_heading(rows: RowList, qtbot: QtBot) -> None:
    qtbot.keyClick(rows, KEY.Key_End)
    assert rows.current_key == "C"
    qtbot.keyClick(rows, KEY.Key_Home)
    assert rows.current_key == "A"


def test_the_heading_of_a_row_comes_into_sight_with_it(rows: RowList, qtbot: QtBot) -> None:
    many = [Row(key=place, name=f"Person {place}") for place in range(30)]
    rows.set_lines((Section("Promised", 1), ANA, *many[:15], Section("Say hello", 2), BEN, *many[15:]))
    bar = rows.verticalScrollBar()
    for key in (KEY.Key_End, KEY.Key_Home):
        qtbot.keyClick(rows, key)
    assert bar.value() == 0
    qtbot.keyClick(rows, KEY.Key_End)
    rows.choose("B")
    heading = rows.visualRect(rows.model().index(17, 0))
    assert heading.top() >= 0
    qtbot.keyClick(rows, KEY.Key_End)
    rows.choose("A")
    assert bar.value() == 0


@pytest.mark.parametrize(("letter", "expected"), [("c", "C"), ("j", "A")])
def test_letters_search_names_once_they_are_no_commands(rows: RowList, letter: str, expected: str) -> None:
    rows.set_single_keys(False)
    type_text(rows, letter)
    assert rows.current_key == expected


def test_letters_search_nothing_while_they_are_commands(rows: RowList) -> None:
    type_text(rows, "c")
    assert rows.current_key == "A"


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter])
def test_enter_opens(rows: RowList, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(rows.row_opened) as told:
        qtbot.keyClick(rows, key)
    assert told.args == ["A"]


def test_a_click_chooses_and_a_double_click_opens(rows: RowList, qtbot: QtBot) -> None:
    place = rows.visualRect(rows.model().index(3, 0)).center()
    with qtbot.waitSignal(rows.row_chosen) as told:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["B"]
    with qtbot.waitSignal(rows.row_opened):
        qtbot.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_same_row_stays_current_when_others_come(rows: RowList, qtbot: QtBot) -> None:
    rows.choose("B")
    with qtbot.assertNotEmitted(rows.row_chosen):
        rows.set_lines((BEN, ANA))
    assert rows.current_key == "B"


def test_the_next_row_becomes_current_when_one_goes(rows: RowList, qtbot: QtBot) -> None:
    rows.choose("B")
    with qtbot.waitSignal(rows.row_chosen) as told:
        rows.set_lines((ANA, CID))
    assert told.args == ["C"]
    rows.set_lines((ANA,))
    assert rows.current_key == "A"
    with qtbot.waitSignal(rows.row_chosen) as told:
        rows.set_lines(())
    assert told.args == [None]


def test_only_rows_that_are_there_can_be_chosen(rows: RowList) -> None:
    assert not rows.choose("Z")
    assert rows.current_key == "A"


def test_an_empty_list_opens_nothing(rows: RowList, qtbot: QtBot) -> None:
    rows.set_lines((Section("Nothing", 0),))
    with qtbot.assertNotEmitted(rows.row_opened):
        qtbot.keyClick(rows, KEY.Key_Return)
        qtbot.keyClick(rows, KEY.Key_J)


def test_the_list_is_one_tab_stop(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    layout = QVBoxLayout(host)
    before, rows, after = QLineEdit(), RowList("People"), QLineEdit()
    for widget in (before, rows, after):
        layout.addWidget(widget)
    rows.set_lines((ANA, BEN))
    shown(qtbot, host)
    before.setFocus()
    qtbot.keyClick(before, KEY.Key_Tab)
    assert rows.hasFocus()
    qtbot.keyClick(rows, KEY.Key_Tab)
    assert after.hasFocus()


def test_heights_are_those_of_the_design_and_grow_with_the_text(
    theme: Theme, rows: RowList, qtbot: QtBot
) -> None:
    model = rows.model()
    assert rows.visualRect(model.index(0, 0)).height() == 34
    assert rows.visualRect(model.index(1, 0)).height() == 60
    chips = RowList("Met", chips=True)
    qtbot.addWidget(chips)
    chips.set_lines((ANA,))
    assert chips.sizeHintForRow(0) == 66
    theme.set_text_scale(2.0)
    assert rows.sizeHintForRow(1) == 120


def test_screen_readers_hear_all_of_a_row(rows: RowList) -> None:
    chips = (ChipText("venue", Role.NEED), ChipText("paper", Role.PROMISE), ChipText("#hr"))
    rows.set_lines((Row(1, "Ana Ruiz", "Acme", chips, "now", starred=True), Section("Say hello", 2)))
    model = rows.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(role) == "Ana Ruiz, starred, Acme, needs: venue, promised: paper, #hr, now"
    assert model.index(1, 0).data(role) == "Say hello, 2"
    assert rows.accessibleName() == "Queue"


def test_the_exact_date_is_in_the_tip_as_plain_text(rows: RowList) -> None:
    rows.set_lines((Row(1, "Ana", tip="<b>12 May</b>"), Row(2, "Ben")))
    model = rows.model()
    assert "&lt;b&gt;" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) == ""
    assert isinstance(model.index(0, 0).data(ROW), Row)


@pytest.mark.parametrize("chips", [True, False])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_rows_are_drawn_from_the_leading_edge(
    theme: Theme, qtbot: QtBot, chips: bool, direction: Qt.LayoutDirection
) -> None:
    rows = RowList("People", chips=chips)
    rows.setLayoutDirection(direction)
    long = "a very long text that cannot fit " * 9
    rows.set_lines((Row(1, "Maya Chen", long, (ChipText(long, Role.NEED),) * 3, "now", starred=True),))
    shown(qtbot, rows, 352, 200)
    rows.setFocus()
    image = rows.viewport().grab().toImage()
    x = 14 + 6 if direction is Qt.LayoutDirection.LeftToRight else rows.viewport().width() - 14 - 6
    height = rows.visualRect(rows.model().index(0, 0)).height()
    avatar = image.pixelColor(QPoint(x, (height - 2) // 2)).name().upper()
    assert avatar == LIGHT.avatars[6].soft


def ink_rows(rows: RowList, row: Row) -> range:
    """From where to where the words of a row reach, of its height."""
    rows.set_lines((row,))
    image = rows.viewport().grab().toImage()
    box = rows.visualRect(rows.model().index(0, 0))
    ground = image.pixelColor(box.width() - 30, 20)
    words = range(80, box.width() - 30)
    found = [y for y in range(4, box.height() - 6) if any(image.pixelColor(x, y) != ground for x in words)]
    return range(found[0], found[-1] + 1)


def test_a_name_alone_stands_in_the_middle_of_its_row(rows: RowList) -> None:
    alone, beside = ink_rows(rows, Row(1, "Maya Ren")), ink_rows(rows, Row(1, "Maya Ren", "Artist"))
    middle = rows.visualRect(rows.model().index(0, 0)).height() / 2 - 1
    assert abs((alone.start + alone.stop) / 2 - middle) < 4
    assert beside.start < alone.start
    assert beside.stop > alone.stop


def test_the_picture_is_that_of_one_person_where_the_name_is_of_two(rows: RowList) -> None:
    rows.set_lines((Row(1, "Tomás Ortega · Maya Chen", pictured="Maya Chen"),))
    image = rows.viewport().grab().toImage()
    height = rows.visualRect(rows.model().index(0, 0)).height()
    assert image.pixelColor(QPoint(20, (height - 2) // 2)).name().upper() == LIGHT.avatars[6].soft
