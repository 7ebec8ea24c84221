"""The user's cards in the real window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from companion.model.my_card import MyCard
from companion.storage.opening import open_store
from companion.ui.dialogs.my_fields import MyFieldsDialog
from companion.ui.pages.code_pane import CodePane
from companion.ui.pages.my_card import MyCardPage
from companion.ui.widgets.button import Button
from companion.ui.widgets.field_box import FieldBox
from companion.ui.widgets.toast import Toast
from companion.workflow.my_card import my_cards
from companion.workflow.person import edit_me
from tests.ui.coding import grabbed, read_in
from tests.ui.evening import CONTROL, EVENING, KEY, SHIFT, Room, Rooms

KATRIN = {
    "name": ["Katrin Saar"],
    "title": ["Product coach"],
    "organisation": ["Saar Studio"],
    "email": ["katrin@saar.example"],
    "phone": ["+372 5555 0101"],
    "url": ["saar.example"],
    "address": ["Pikk 12, 10123 Tallinn"],
    "birthday": ["1985-04-12"],
    "ask_me_about": ["first product hires", "remote teams"],
    "looking_for": ["a designer"],
}


def entered(rooms: Rooms, values: dict[str, list[str]] | None = None) -> Room:
    """The window of Katrin Saar, or of somebody else, on the page of her cards."""
    store = open_store(rooms.folder)
    store.apply(
        store.read(lambda connection: edit_me(connection, values or KATRIN, region="EE", now=EVENING))[1],
        at=EVENING,
    )
    store.close()
    room = rooms.enter()
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    room.press(KEY.Key_C, CONTROL | SHIFT)
    return room


def page(room: Room) -> MyCardPage:
    shown = room.window.page
    assert isinstance(shown, MyCardPage)
    return shown


def pane(room: Room) -> CodePane:
    shown = room.window.page
    assert shown is not None
    found = shown.findChild(CodePane)
    assert found is not None
    return found


def look(room: Room) -> None:
    """Have the window look for what other programs changed."""
    room.desk._look()
    QApplication.processEvents()


def code(room: Room, qtbot: QtBot) -> str:
    """What the code on the page says, read from the screen."""
    picture = pane(room).picture
    qtbot.waitUntil(lambda: picture.symbol is not None)
    texts = read_in(grabbed(picture))
    assert len(texts) == 1
    return texts[0]


def facts(room: Room) -> list[str]:
    """The facts as they stand there, those in the code with a plus."""
    return [f"{'+' if box.isChecked() else '-'} {box.text()}" for box in pane(room).boxes]


def box(room: Room, words: str) -> FieldBox:
    return next(one for one in pane(room).boxes if words in one.text())


def tick(room: Room, words: str) -> None:
    """Walk to a fact by Tab, and press Space."""
    wanted = box(room, words)
    for _ in range(60):
        if wanted.hasFocus():
            break
        room.press(KEY.Key_Tab)
    assert wanted.hasFocus()
    room.press(KEY.Key_Space)


def tabs(room: Room) -> list[str]:
    """The cards, the one in hand with a star."""
    return [f"{'*' if tab.isChecked() else ''}{tab.text()}" for tab in page(room).strip.tabs]


def note(room: Room) -> str:
    return pane(room).note


def toast(room: Room) -> str:
    shown = [one for one in room.window.findChildren(Toast) if one.isVisible()]
    return shown[0].text if shown else ""


def stored(room: Room) -> Sequence[MyCard]:
    return room.desk.read(my_cards)


def form(room: Room) -> MyFieldsDialog:
    shown = room.panel()
    assert isinstance(shown, MyFieldsDialog)
    return shown


def line(room: Room, name: str) -> QLineEdit:
    return next(one for one in form(room).findChildren(QLineEdit) if one.accessibleName() == name)


def write(room: Room, name: str, text: str) -> None:
    """Walk to a field by Tab, and to a further line of it by Down, and write over what is there."""
    wanted = line(room, name)
    first = line(room, name.rstrip(" 23456789"))
    for _ in range(40):
        if first.hasFocus():
            break
        room.press(KEY.Key_Tab)
    for _ in range(9):
        if wanted.hasFocus():
            break
        room.press(KEY.Key_Down)
    assert wanted.hasFocus()
    wanted.selectAll()
    if text:
        room.type(text)
    else:
        room.press(KEY.Key_Backspace)


def walk_to(room: Room, name: str) -> None:
    """Walk to a button of the form by Tab."""
    wanted = next(one for one in form(room).findChildren(Button) if one.text() == name)
    for _ in range(40):
        if wanted.hasFocus():
            break
        room.press(KEY.Key_Tab)
    assert wanted.hasFocus()


def button(room: Room, text: str) -> Button:
    shown = room.window.page
    assert shown is not None
    return next(one for one in shown.findChildren(Button) if one.text() == text and one.isVisible())
