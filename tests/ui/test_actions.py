"""The registry: each action once, plain keys in lists only, all of it switchable."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.actions import WINDOW, Actions, Entry, Group, Hint, TakenError, caps
from companion.ui.theme import Theme
from tests.ui.keyboard import shown

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


class Desk(QWidget):
    """A window with a list and an editor, and a registry that notes what was done."""

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.editor = QLineEdit()
        self.button = QPushButton("Other")
        layout = QVBoxLayout(self)
        layout.addWidget(self.list)
        layout.addWidget(self.editor)
        layout.addWidget(self.button)
        self.actions_ = Actions(self)
        self.done: list[str] = []

    def add(self, entry: Entry) -> None:
        self.actions_.add(entry, lambda: self.done.append(entry.name))


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot) -> Desk:
    made = Desk()
    shown(qtbot, made)
    made.list.setFocus()
    return made


def test_a_name_is_taken_once(desk: Desk) -> None:
    desk.add(Entry("done", "Done"))
    with pytest.raises(TakenError, match="done"):
        desk.add(Entry("done", "Done again"))


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (Entry("a", "A", ("E",), context="people"), Entry("b", "B", ("E",), context="people"), True),
        (Entry("a", "A", ("E",), context="people"), Entry("b", "B", ("E",), context="live"), False),
        (Entry("a", "A", ("Ctrl+N",)), Entry("b", "B", ("Ctrl+N",), context="live"), True),
        (Entry("a", "A", ("Ctrl+N",), context="live"), Entry("b", "B", ("ctrl+n",)), True),
        (Entry("a", "A", ("E", "D"), context="live"), Entry("b", "B", ("D",), context="live"), True),
        (Entry("a", "A", ("E",), context="live"), Entry("b", "B", ("Shift+E",), context="live"), False),
    ],
)
def test_a_key_is_taken_once_where_it_works(desk: Desk, one: Entry, other: Entry, clash: bool) -> None:
    desk.add(one)
    if clash:
        with pytest.raises(TakenError):
            desk.add(other)
        assert [entry.name for entry in desk.actions_.entries(other.context)] in ([], ["a"])
    else:
        desk.add(other)


def test_keys_of_both_sorts_in_one_entry_are_refused(desk: Desk) -> None:
    with pytest.raises(ValueError, match="mixes"):
        desk.add(Entry("open", "Open", ("E", "Ctrl+E")))


def test_a_plain_key_acts_in_the_list_and_is_text_in_an_editor(desk: Desk, qtbot: QtBot) -> None:
    desk.add(Entry("done", "Done", ("E",), context="followups"))
    desk.actions_.attach("followups", desk.list)
    desk.actions_.set_context("followups")
    qtbot.keyClick(desk.list, KEY.Key_E)
    assert desk.done == ["done"]
    desk.editor.setFocus()
    qtbot.keyClick(desk.editor, KEY.Key_E)
    assert desk.done == ["done"]
    assert desk.editor.text() == "e"


def test_a_plain_key_does_nothing_outside_its_lists(desk: Desk, qtbot: QtBot) -> None:
    desk.add(Entry("done", "Done", ("E",), context="followups"))
    desk.actions_.attach("followups", desk.list)
    desk.actions_.set_context("followups")
    desk.button.setFocus()
    qtbot.keyClick(desk.button, KEY.Key_E)
    assert desk.done == []


def test_a_key_with_ctrl_acts_everywhere(desk: Desk, qtbot: QtBot) -> None:
    desk.add(Entry("find", "Find", ("Ctrl+K",)))
    desk.editor.setFocus()
    qtbot.keyClick(desk.editor, KEY.Key_K, CONTROL)
    assert desk.done == ["find"]


def test_it_does_not_matter_whether_list_or_action_comes_first(desk: Desk, qtbot: QtBot) -> None:
    desk.actions_.attach("followups", desk.list)
    desk.actions_.set_context("followups")
    desk.add(Entry("done", "Done", ("E",), context="followups"))
    desk.add(Entry("keys", "Keys", ("?",)))
    qtbot.keyClick(desk.list, KEY.Key_E)
    qtbot.keyClick(desk.list, KEY.Key_Question)
    assert desk.done == ["done", "keys"]


def test_actions_of_another_page_rest(desk: Desk, qtbot: QtBot) -> None:
    desk.add(Entry("send", "Send", ("Ctrl+Return",), context="followups"))
    desk.add(Entry("save", "Save", ("Ctrl+Return",), context="live"))
    desk.actions_.set_context("live")
    qtbot.keyClick(desk.editor, KEY.Key_Return, CONTROL)
    desk.actions_.set_context("followups")
    qtbot.keyClick(desk.editor, KEY.Key_Return, CONTROL)
    assert desk.done == ["save", "send"]


def test_an_action_that_a_page_has_switched_off_stays_off_when_the_page_comes_back(desk: Desk) -> None:
    desk.add(Entry("end", "End event", context="live"))
    desk.actions_.set_context("live")
    desk.actions_.action("end").setEnabled(False)
    desk.actions_.set_context("people")
    desk.actions_.set_context("live")
    assert not desk.actions_.action("end").isEnabled()


def test_plain_character_keys_are_switched_off_as_a_set(desk: Desk, qtbot: QtBot) -> None:
    desk.add(Entry("done", "Done", ("E",), context="followups", hint="Done"))
    desk.add(Entry("open", "Open", ("Return",), context="followups", hint="Open"))
    desk.actions_.attach("followups", desk.list)
    desk.actions_.set_context("followups")
    desk.actions_.set_single_keys(False)
    qtbot.keyClick(desk.list, KEY.Key_E)
    qtbot.keyClick(desk.list, KEY.Key_Return)
    assert desk.done == ["open"]
    assert desk.actions_.hints("followups") == (Hint(("Enter",), "Open"),)
    desk.actions_.set_single_keys(True)
    qtbot.keyClick(desk.list, KEY.Key_E)
    assert desk.done == ["open", "done"]


def test_hints_show_the_page_before_the_window_and_neighbours_share_a_text(desk: Desk) -> None:
    desk.add(Entry("undo", "Undo", ("Ctrl+Z",), hint="Undo"))
    desk.actions_.mention(Entry("next", "Next", ("J",), context="followups", hint="Next, previous"))
    desk.actions_.mention(Entry("previous", "Previous", ("K",), context="followups", hint="Next, previous"))
    desk.add(Entry("hidden", "Hidden", ("X",), context="followups"))
    assert desk.actions_.hints("followups") == (
        Hint(("J", "K"), "Next, previous"),
        Hint(("Ctrl", "Z"), "Undo"),
    )
    assert desk.actions_.hints("live") == (Hint(("Ctrl", "Z"), "Undo"),)


def test_choices_are_what_can_be_done_now(desk: Desk) -> None:
    desk.add(Entry("undo", "Undo"))
    desk.add(Entry("done", "Done", context="followups"))
    desk.add(Entry("note", "Note", context="people"))
    desk.actions_.mention(Entry("next", "Next", ("J",), context="followups"))
    desk.actions_.set_context("followups")
    desk.actions_.action("undo").setEnabled(False)
    assert [entry.name for entry in desk.actions_.choices()] == ["done"]


def test_contexts_end_with_the_window(desk: Desk) -> None:
    desk.add(Entry("go", "People", ("Ctrl+3",), group=Group.GO))
    desk.add(Entry("done", "Done", context="followups"))
    desk.actions_.name_context("followups", "Follow-ups")
    assert desk.actions_.contexts() == ("followups", WINDOW)
    assert desk.actions_.title("followups") == "Follow-ups"
    assert desk.actions_.title("people") == ""
    assert desk.actions_.entry("go").group is Group.GO


def test_an_action_carries_its_text_and_icon_for_menus(desk: Desk) -> None:
    desk.add(Entry("undo", "Undo", ("Ctrl+Z",), "undo-2"))
    before = desk.actions_.action("undo").icon().cacheKey()
    desk.actions_.refresh_icons()
    assert desk.actions_.action("undo").text() == "Undo"
    assert desk.actions_.action("undo").icon().cacheKey() != before


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("Ctrl+K", ("Ctrl", "K")),
        ("Ctrl+Return", ("Ctrl", "Enter")),
        ("Ctrl++", ("Ctrl", "+")),
        ("Ctrl+,", ("Ctrl", ",")),
        ("Ctrl+Shift+Z", ("Ctrl", "Shift", "Z")),
        ("Down", ("↓",)),
        ("?", ("?",)),
        ("F2", ("F2",)),
    ],
)
def test_key_caps_say_what_stands_on_the_keyboard(qtbot: QtBot, key: str, expected: tuple[str, ...]) -> None:
    assert caps(key) == expected


def test_hints_leave_out_what_is_switched_off(desk: Desk) -> None:
    desk.add(Entry("open", "Open", ("O",), context="live", hint="Open"))
    assert desk.actions_.hints("live") == (Hint(("O",), "Open"),)
    desk.actions_.set_context("live")
    desk.actions_.action("open").setEnabled(False)
    assert desk.actions_.hints("live") == ()
