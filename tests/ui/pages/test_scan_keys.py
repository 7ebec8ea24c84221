"""Where the keys of the Scan page go: from the line to what stands above it and back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.storage.queries.naming import person_named
from companion.storage.queries.person import people_counts
from tests.ui.evening import KEY, SHIFT, Room
from tests.ui.scanning import BADGE, PRIYA, awaited, code_file, looked_at


@pytest.fixture
def badges(tmp_path: Path) -> list[Path]:
    texts = (BADGE, "Tom Berg;Harbour master;Nordwind;10443;Hall 2")
    return [code_file(tmp_path / f"{place}.png", text) for place, text in enumerate(texts)]


def test_tab_goes_through_the_cells_of_a_badge_into_the_line(
    room: Room, qtbot: QtBot, badges: list[Path]
) -> None:
    shown = looked_at(room, qtbot, "Ana Ruiz", *badges)
    for name in ("Ana Ruiz", "Tom Berg"):
        awaited(room, qtbot, name)
        for cell in reversed(shown.cells.combos):
            room.press(KEY.Key_Backtab, SHIFT)
            assert room.has_keyboard(cell)
        for cell in shown.cells.combos:
            assert room.has_keyboard(cell)
            room.press(KEY.Key_Tab)
        assert room.has_keyboard(shown.line)
        room.press(KEY.Key_Escape)


def test_what_shift_and_tab_come_to_from_the_line_is_seen(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    shown = looked_at(room, qtbot, "Priya Raman", code_file(tmp_path / "priya.png", PRIYA))
    room.press(KEY.Key_Backtab, SHIFT)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert shown.isAncestorOf(focused)
    assert focused.accessibleName() == "The code that was read"
    assert not focused.visibleRegion().isEmpty()


def test_enter_in_a_cell_keeps_the_person(room: Room, qtbot: QtBot, badges: list[Path]) -> None:
    shown = looked_at(room, qtbot, "Ana Ruiz", badges[0])
    room.press(KEY.Key_Backtab, SHIFT)
    room.press(KEY.Key_Backtab, SHIFT)
    room.press(KEY.Key_Up)
    assert shown.cells.combos[2].currentText() == "Title"
    room.press(KEY.Key_Return)
    assert room.desk.read(person_named, "Ana Ruiz").title == "Head of Talent, Acme Corp"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_enter_in_the_list_of_a_cell_chooses_and_keeps_nothing_yet(
    room: Room, qtbot: QtBot, badges: list[Path]
) -> None:
    shown = looked_at(room, qtbot, "Ana Ruiz", badges[0])
    room.press(KEY.Key_Backtab, SHIFT)
    cell = shown.cells.combos[3]
    room.press(KEY.Key_Space)
    assert cell.view().isVisible()
    room.press(KEY.Key_Up)
    room.press(KEY.Key_Return)
    assert not cell.view().isVisible()
    assert room.desk.read(people_counts).people == 0


def test_the_choice_is_seen_in_a_small_window(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    room.start_event()
    room.enter("Priya Raman priya@raman.example")
    room.window.resize(900, 560)
    shown = looked_at(room, qtbot, "Priya Raman", code_file(tmp_path / "priya.png", PRIYA))
    known = shown.known
    for size in ((900, 560), (1280, 800), (900, 560)):
        room.window.resize(*size)
        QApplication.processEvents()
        for part in (known.attach, known.new, shown.save):
            assert part.visibleRegion().boundingRect().size() == part.size()
        room.press(KEY.Key_Backtab, SHIFT)
        assert room.has_keyboard(known.attach)
        room.press(KEY.Key_Right)
        assert room.has_keyboard(known.new)
        room.press(KEY.Key_Left)
        shown.take_keyboard()
    room.press(KEY.Key_Return)
    assert room.desk.read(people_counts).people == 1
    looked_at(room, qtbot, "Ana Ruiz", code_file(tmp_path / "ana.png", BADGE))
    assert not known.choice.isVisible()
