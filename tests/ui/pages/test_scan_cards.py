"""A code with the cards of several people on the Scan page."""

from pytestqt.qtbot import QtBot

from companion.ui.models.scanning import Scanning
from tests.ui.evening import KEY, Room
from tests.ui.importing import people, somebody
from tests.ui.scanning import MAYA, PRIYA, awaited, page, shown_text


def test_each_card_of_a_code_is_looked_at_and_kept(room: Room, qtbot: QtBot) -> None:
    shown = shown_text(room, qtbot, PRIYA + MAYA, "Priya Raman")
    assert shown.view is not None
    assert shown.view.place == "1 of 2"
    room.press(KEY.Key_Return)
    awaited(room, qtbot, "Maya Chen")
    room.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: people(room) == 2)
    assert [somebody(room, name).name for name in ("Priya Raman", "Maya Chen")] == [
        "Priya Raman",
        "Maya Chen",
    ]


def test_the_same_code_again_is_no_news(room: Room, qtbot: QtBot) -> None:
    shown_text(room, qtbot, PRIYA + MAYA, "Priya Raman")
    scanning = page(room).findChild(Scanning)
    assert scanning is not None
    assert scanning.take_text(PRIYA + MAYA, "a picture") == 0
    assert scanning.take_text(MAYA.strip(), "a picture") == 0
