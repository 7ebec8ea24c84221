"""The cell that shows one of two values to keep."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from companion.ui.tokens import LIGHT
from companion.ui.widgets.choice_cell import ChoiceCell
from tests.ui.keyboard import shown


class Cells(QWidget):
    """Cells below each other, the first of which is kept."""

    def __init__(self, qtbot: QtBot, *texts: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.all = [ChoiceCell() for _ in texts]
        for place, (cell, text) in enumerate(zip(self.all, texts, strict=True)):
            cell.show_value(text, is_kept=place == 0, name="Title")
            column.addWidget(cell)
        column.addStretch(1)
        shown(qtbot, self, 300, 400)


def colours(cell: ChoiceCell) -> set[str]:
    image = cell.grab().toImage()
    return {
        image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())
    }


def test_what_is_kept_is_marked_by_a_frame_a_tick_and_its_ground(theme: Theme, qtbot: QtBot) -> None:
    holder = Cells(qtbot, "CTO", "CEO")
    kept, other = holder.all
    kept.clearFocus()
    assert LIGHT.accent.upper() in colours(kept)
    assert LIGHT.accent_soft.upper() in colours(kept)
    assert not {LIGHT.accent.upper(), LIGHT.accent_soft.upper()} & colours(other)
    assert LIGHT.strong.upper() in colours(other)


def test_a_screen_reader_hears_of_two_to_choose_from(theme: Theme, qtbot: QtBot) -> None:
    holder = Cells(qtbot, "CTO", "CEO")
    kept, other = (QAccessible.queryAccessibleInterface(cell) for cell in holder.all)
    assert kept.role() == other.role() == QAccessible.Role.RadioButton
    assert (kept.state().checked, other.state().checked) == (1, 0)


def test_a_long_value_goes_on_in_further_lines_and_a_long_word_is_broken(theme: Theme, qtbot: QtBot) -> None:
    holder = Cells(qtbot, "CTO", "Head of a very long department " * 4, "x" * 200)
    short, long, word = holder.all
    assert long.height() > 2 * short.height()
    assert word.height() > 2 * short.height()
    assert long.width() == word.width() == short.width()


def test_text_of_twice_the_size_takes_more_room(theme: Theme, qtbot: QtBot) -> None:
    holder = Cells(qtbot, "Head of Platform")
    (cell,) = holder.all
    before = cell.heightForWidth(250)
    theme.set_text_scale(2.0)
    assert cell.heightForWidth(250) >= 2 * before


def test_the_tab_key_stops_at_the_one_that_is_kept(theme: Theme, qtbot: QtBot) -> None:
    holder = Cells(qtbot, "CTO", "CEO")
    kept, other = holder.all
    tab = Qt.FocusPolicy.TabFocus.value
    assert kept.focusPolicy().value & tab
    assert not other.focusPolicy().value & tab


def test_a_click_anywhere_chooses_it(theme: Theme, qtbot: QtBot) -> None:
    holder = Cells(qtbot, "CTO", "CEO")
    other = holder.all[1]
    with qtbot.waitSignal(other.clicked):
        qtbot.mouseClick(other, Qt.MouseButton.LeftButton, pos=QPoint(other.width() - 3, other.height() - 3))
    assert other.isChecked()
