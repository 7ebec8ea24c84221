"""The People page, driven by keys: found by any word, edited where it stands, taken back, kept."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.model.error import InvalidValueError
from companion.model.need import NeedState
from companion.model.person import ContactKind
from companion.model.promise import PromiseState
from companion.storage.opening import open_store
from companion.storage.queries.naming import person_named
from companion.storage.queries.person import WholePerson, whole_person
from companion.storage.store import Store
from companion.ui.actions import Actions, Entry
from companion.ui.desk import Desk
from companion.ui.pages.people import PeoplePage
from companion.ui.theme import Theme
from companion.ui.widgets.chip import FilterChip
from companion.ui.widgets.chip_button import ChipButton, StateChip, TagChip
from companion.ui.widgets.paged_list import PAGE
from companion.ui.widgets.row import ROW, Row
from companion.ui.widgets.text_line import TextLine
from companion.workflow import event, person
from companion.workflow.capture import note
from tests.builders import adding
from tests.builders import person as somebody
from tests.ui.keyboard import pressed, shown, type_text

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
BERLIN = ZoneInfo("Europe/Berlin")
EVENING = datetime(2026, 5, 11, 19, tzinfo=BERLIN)
NOW = datetime(2026, 5, 12, 21, tzinfo=BERLIN)
MAYA_LINE = (
    "Maya Chen, Head of Platform @Northwind Energy, swims in cold water, maya@northwind.example ?a Go engineer"
    " +grid markets !send the hiring post fri #energy"
)
LINES = (
    MAYA_LINE,
    "Aino Laine @Helsinki AI +speaks on basics",
    "Henrik Dahl, Owner @Dahl Sailing ?a boat yard",
    "Wei Zhang",
)
MAYA, AINO, HENRIK, WEI = "Maya Chen", "Aino Laine", "Henrik Dahl", "Wei Zhang"


class Room(QWidget):
    """A window with nothing but the page, and what the real one adds to it: the registry, undo and redo."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.refused: list[object] = []
        desk.refused.connect(self.refused.append)
        self.registry = Actions(self)
        self.registry.add(Entry("undo", "Undo", ("Ctrl+Z",)), desk.undo)
        self.registry.add(Entry("redo", "Redo", ("Ctrl+Y",)), desk.redo)
        self.page = PeoplePage(desk, self.registry)
        self.registry.set_context(PeoplePage.name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self.list = self.page.side.list
        self.search = self.page.side.search
        self.pane = self.page.pane

    def rows(self) -> list[Row]:
        model = self.list.model()
        return [model.index(i, 0).data(ROW) for i in range(model.rowCount())]

    def names(self) -> list[str]:
        return [row.name for row in self.rows()]

    def texts(self) -> list[str]:
        """All labels that can be seen, with the places to break taken out."""
        labels = self.page.findChildren(QLabel)
        return [label.text().replace("\u200b", "") for label in labels if label.isVisible()]

    def says(self, words: str) -> bool:
        return any(words in text for text in self.texts())

    def line(self, text: str) -> TextLine:
        """The line on the person's page that says so."""
        found = [line for line in self.pane.findChildren(TextLine) if line.isVisible() and line.text == text]
        assert len(found) == 1, (text, found)
        return found[0]

    def type(self, text: str) -> None:
        holder = QApplication.focusWidget()
        assert isinstance(holder, QWidget)
        type_text(holder, text)


def whole(desk: Desk, name: str) -> WholePerson:
    found = desk.read(person_named, name)
    return desk.read(whole_person, found.id)


@pytest.fixture
def evening(store: Store) -> Store:
    """Four people met last night."""
    _, changes = store.read(event.start, "Founders Mixer", now=EVENING, time_zone="Europe/Berlin")
    store.apply(changes, at=EVENING)
    for line in LINES:
        store.apply(store.read(note, line, now=EVENING, region="DE").change_set, at=EVENING)
    return store


def opened(folder: Path, qtbot: QtBot) -> Desk:
    desk = Desk(folder, lambda: NOW)
    with qtbot.waitSignal(desk.opened):
        desk.open()
    return desk


@pytest.fixture
def desk(evening: Store, folder: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = opened(folder, qtbot)
    yield made
    made.close()


def entered(desk: Desk, qtbot: QtBot, width: int = 1072, height: int = 760) -> Room:
    room = Room(desk)
    shown(qtbot, room, width, height)
    room.page.arrive()
    return room


@pytest.fixture
def room(desk: Desk, theme: Theme, qtbot: QtBot) -> Room:
    """The page with the keyboard in the search line."""
    return entered(desk, qtbot)


@pytest.fixture
def maya(room: Room, qtbot: QtBot) -> Room:
    """Maya was looked for; the keyboard is on her in the list."""
    find(room, qtbot, "maya")
    pressed(qtbot, KEY.Key_Down)
    qtbot.waitUntil(lambda: room.pane.head.name.text == MAYA)
    return room


def find(room: Room, qtbot: QtBot, text: str) -> None:
    room.search.setFocus()
    room.search.selectAll()
    type_text(room.search, text)


# Finding


def test_everybody_is_listed_by_name_with_what_they_do_and_the_last_contact(room: Room) -> None:
    assert room.search.hasFocus()
    assert room.names() == [AINO, HENRIK, MAYA, WEI]
    row = room.rows()[2]
    assert (row.detail, row.aside, row.tip) == (
        "Head of Platform, Northwind Energy",
        "yesterday",
        "Mon 11 May 2026, 19:00",
    )
    assert room.says("Aino Laine")


@pytest.mark.parametrize(
    ("typed", "names", "detail"),
    [
        ("maya", [MAYA], "Head of Platform, Northwind Energy"),
        ("northw", [MAYA], "Head of Platform, Northwind Energy"),
        ("cold", [MAYA], "“swims in cold water”"),
        ("boat", [HENRIK], "“a boat yard”"),
        ("energy tag:energy", [MAYA], "Head of Platform, Northwind Energy"),
        ("founders", [AINO, HENRIK, MAYA, WEI], "Founders Mixer"),
        ("example", [MAYA], "maya@northwind.example"),
    ],
)
def test_people_are_found_by_any_word_and_the_row_says_why(
    room: Room, qtbot: QtBot, typed: str, names: list[str], detail: str
) -> None:
    find(room, qtbot, typed)
    assert sorted(room.names()) == names
    assert room.rows()[0].detail == detail


def test_the_best_hit_is_shown_while_one_types(room: Room, qtbot: QtBot) -> None:
    find(room, qtbot, "boat")
    qtbot.waitUntil(lambda: room.pane.head.name.text == HENRIK)
    pressed(qtbot, KEY.Key_Escape)
    assert room.search.text() == ""
    assert room.names() == [AINO, HENRIK, MAYA, WEI]
    assert room.search.hasFocus()
    pressed(qtbot, KEY.Key_Escape)
    assert room.list.hasFocus()
    assert room.pane.head.name.text == HENRIK


def test_slash_and_ctrl_f_go_to_the_search_line(maya: Room, qtbot: QtBot) -> None:
    assert maya.list.hasFocus()
    qtbot.keyClicks(maya.list, "/")
    assert maya.search.hasFocus()
    assert maya.search.selectedText() == "maya"
    pressed(qtbot, KEY.Key_Return)
    assert maya.list.hasFocus()
    pressed(qtbot, KEY.Key_F, CTRL)
    assert maya.search.hasFocus()


def test_chips_count_and_narrow_the_list(room: Room, qtbot: QtBot) -> None:
    chips = {chip.text(): chip for chip in room.page.findChildren(FilterChip)}
    assert list(chips) == ["All 4", "Has a need 2", "Can offer 2"]
    qtbot.keyClick(chips["Has a need 2"], KEY.Key_Space)
    assert room.names() == [HENRIK, MAYA]
    qtbot.keyClick(chips["Can offer 2"], KEY.Key_Space)
    assert room.names() == [AINO, MAYA]
    find(room, qtbot, "m")
    assert room.names() == [MAYA]
    qtbot.keyClick(chips["All 4"], KEY.Key_Space)
    assert chips["All 4"].isChecked()


def test_a_filter_that_nobody_fits_says_so(store: Store, folder: Path, theme: Theme, qtbot: QtBot) -> None:
    store.apply(adding(somebody("Ada")), at=NOW)
    desk = opened(folder, qtbot)
    room = entered(desk, qtbot)
    for chip, sentence in (("Has a need 0", "open need"), ("Can offer 0", "could help with")):
        button = next(one for one in room.page.findChildren(FilterChip) if one.text() == chip)
        qtbot.keyClick(button, KEY.Key_Space)
        assert room.says(sentence)
        assert not room.page.side.new_person.isVisible()
    qtbot.waitUntil(lambda: not room.pane.isVisible())
    desk.close()


def test_whom_nobody_fits_can_be_made(room: Room, qtbot: QtBot) -> None:
    find(room, qtbot, "Zoë  Kravitz")
    assert room.names() == []
    assert room.says("Nobody fits “Zoë Kravitz”.")
    pressed(qtbot, KEY.Key_Down)
    pressed(qtbot, KEY.Key_Return)
    assert room.names() == ["Zoë Kravitz"]
    assert room.pane.head.name.text == "Zoë Kravitz"
    assert room.list.hasFocus()
    assert whole(room.desk, "Zoë Kravitz").meetings == ()
    pressed(qtbot, KEY.Key_Z, CTRL)
    assert "Zoë Kravitz" not in room.names()


def test_a_filter_is_nobody_s_name(room: Room, qtbot: QtBot) -> None:
    find(room, qtbot, "need:helicopter")
    assert room.says("Nobody fits")
    assert not room.page.side.new_person.isVisible()
    pressed(qtbot, KEY.Key_Down)
    assert room.search.hasFocus()


def test_nobody_at_all_invites_to_write_somebody_down(
    store: Store, folder: Path, theme: Theme, qtbot: QtBot
) -> None:
    desk = opened(folder, qtbot)
    room = entered(desk, qtbot)
    captured: list[bool] = []
    room.registry.add(Entry("capture", "Write somebody down", ("Ctrl+N",)), lambda: captured.append(True))
    assert room.says("Nobody yet")
    pressed(qtbot, KEY.Key_Return)
    assert captured == [True]
    store.apply(adding(somebody("Ada")), at=NOW)
    qtbot.waitUntil(lambda: room.names() == ["Ada"])
    assert not room.says("Nobody yet")
    desk.close()


def test_ten_thousand_people_are_read_as_they_come_into_view(
    store: Store, folder: Path, theme: Theme, qtbot: QtBot
) -> None:
    people = [somebody(f"Person {place:05}") for place in range(10_000)]
    store.apply(adding(*people), at=NOW)
    desk = opened(folder, qtbot)
    room = entered(desk, qtbot)
    room.list.setFocus()
    assert len(room.rows()) == PAGE
    for _ in range(12):
        pressed(qtbot, KEY.Key_PageDown)
    assert PAGE < len(room.rows()) < 1000
    assert room.names() == [person.name for person in people[: len(room.rows())]]
    place = room.list.currentIndex().row()
    desk.change(lambda _: person.create("Person 00000 A"))
    assert room.list.currentIndex().row() == place + 1
    last = people[-1]
    room.page.show_person(last.id)
    assert room.pane.head.name.text == last.name
    assert len(room.rows()) < 3000
    desk.close()


# The person


def test_a_person_answers_in_two_seconds(maya: Room) -> None:
    head = maya.pane.head
    assert (head.title.text, head.organisation.text) == ("Head of Platform", "Northwind Energy")
    for words in (
        "Met at Founders Mixer, 11 May",
        "Next: say hello",
        "yesterday",
        "a Go engineer",
        "grid markets",
        "send the hiring post",
        "Fri 15 May",
        "swims in cold water",
        "maya@northwind.example",
        "Met at Founders Mixer",
    ):
        assert maya.says(words), words
    assert [chip.text() for chip in maya.pane.findChildren(TagChip)] == ["energy"]


def test_a_need_is_edited_taken_back_and_kept_across_restarts(
    maya: Room, folder: Path, theme: Theme, qtbot: QtBot
) -> None:
    maya.line("a Go engineer").setFocus()
    pressed(qtbot, KEY.Key_Return)
    maya.type("a Rust engineer")
    with qtbot.waitSignal(maya.desk.done):
        pressed(qtbot, KEY.Key_Return)
    assert maya.line("a Rust engineer").hasFocus()
    pressed(qtbot, KEY.Key_Z, CTRL)
    assert maya.line("a Go engineer").hasFocus()
    pressed(qtbot, KEY.Key_Y, CTRL)
    maya.desk.close()
    desk = opened(folder, qtbot)
    room = entered(desk, qtbot)
    find(room, qtbot, "rust")
    assert room.names() == [MAYA]
    qtbot.waitUntil(lambda: room.pane.isVisible() and room.line("a Rust engineer").isVisible())
    desk.close()


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        (KEY.Key_N, "a quiet venue", lambda one: one.needs[-1].text),
        (KEY.Key_O, "reads drafts", lambda one: one.offers[-1].text),
        (KEY.Key_M, "prefers calls", lambda one: one.notes[-1].text),
        (KEY.Key_T, "Sailing", lambda one: one.tags[-1].name),
    ],
)
def test_a_letter_in_the_list_adds_and_gives_the_keyboard_back(
    maya: Room, qtbot: QtBot, key: Qt.Key, typed: str, kept: object
) -> None:
    pressed(qtbot, key)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    maya.type(typed)
    pressed(qtbot, KEY.Key_Return)
    assert callable(kept)
    assert kept(whole(maya.desk, MAYA)) in (typed, typed.lower())
    assert maya.list.hasFocus()
    pressed(qtbot, KEY.Key_Z, CTRL)
    assert kept(whole(maya.desk, MAYA)) not in (typed, typed.lower())


def test_a_promise_is_added_with_its_day_which_can_be_moved(maya: Room, qtbot: QtBot) -> None:
    pressed(qtbot, KEY.Key_P)
    maya.type("lend the book 20 May")
    pressed(qtbot, KEY.Key_Return)
    promise = whole(maya.desk, MAYA).promises[-1]
    assert (promise.text, promise.due) == ("lend the book", date(2026, 5, 20))
    maya.line("Wed 20 May").setFocus()
    pressed(qtbot, KEY.Key_F2)
    maya.type("in 3 days")
    pressed(qtbot, KEY.Key_Return)
    assert whole(maya.desk, MAYA).promises[-1].due == date(2026, 5, 15)
    assert maya.line("lend the book").isVisible()


def test_what_is_no_day_is_said_and_can_be_typed_again(maya: Room, qtbot: QtBot) -> None:
    day = maya.line("Fri 15 May")
    day.setFocus()
    pressed(qtbot, KEY.Key_Return)
    maya.type("whenever")
    pressed(qtbot, KEY.Key_Return)
    assert isinstance(maya.refused[-1], InvalidValueError)
    qtbot.waitUntil(lambda: day.editing)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    pressed(qtbot, KEY.Key_Escape)
    assert day.text == "Fri 15 May"
    assert whole(maya.desk, MAYA).promises[0].due == date(2026, 5, 15)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_state_is_chosen_from_a_menu_by_keys(maya: Room, qtbot: QtBot) -> None:
    chips = [chip for chip in maya.pane.findChildren(StateChip) if chip.isVisible()]
    for chip, state in zip(chips, ("met", "kept"), strict=True):
        chip.setFocus()
        pressed(qtbot, KEY.Key_Return)
        menu = chip.findChild(QMenu)
        assert isinstance(menu, QMenu)
        qtbot.waitUntil(menu.isVisible)
        while menu.activeAction().text() != state:
            qtbot.keyClick(menu, KEY.Key_Down)
        qtbot.keyClick(menu, KEY.Key_Return)
        assert chip.text() == state
    one = whole(maya.desk, MAYA)
    assert (one.needs[0].state, one.promises[0].state) == (NeedState.MET, PromiseState.KEPT)
    pressed(qtbot, KEY.Key_Z, CTRL)
    assert whole(maya.desk, MAYA).promises[0].state is PromiseState.OPEN


def test_delete_takes_a_line_away_and_the_keyboard_goes_to_the_next(maya: Room, qtbot: QtBot) -> None:
    pressed(qtbot, KEY.Key_N)
    maya.type("a second need")
    pressed(qtbot, KEY.Key_Return)
    maya.line("a Go engineer").setFocus()
    pressed(qtbot, KEY.Key_Down)
    assert maya.line("a second need").hasFocus()
    pressed(qtbot, KEY.Key_Up)
    pressed(qtbot, KEY.Key_Delete)
    assert [need.text for need in whole(maya.desk, MAYA).needs] == ["a second need"]
    assert maya.line("a second need").hasFocus()
    pressed(qtbot, KEY.Key_Z, CTRL)
    assert len(whole(maya.desk, MAYA).needs) == 2


def test_a_line_emptied_is_taken_away(maya: Room, qtbot: QtBot) -> None:
    maya.line("grid markets").setFocus()
    pressed(qtbot, KEY.Key_Return)
    pressed(qtbot, KEY.Key_Delete)
    pressed(qtbot, KEY.Key_Return)
    assert whole(maya.desk, MAYA).offers == ()


def test_a_note_may_have_several_lines(maya: Room, qtbot: QtBot) -> None:
    maya.line("swims in cold water").setFocus()
    pressed(qtbot, KEY.Key_Return)
    maya.type("swims")
    pressed(qtbot, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    maya.type("in May")
    pressed(qtbot, KEY.Key_Return)
    assert whole(maya.desk, MAYA).notes[0].text == "swims\nin May"
    with qtbot.assertNotEmitted(maya.desk.done):
        pressed(qtbot, KEY.Key_Return)
        pressed(qtbot, KEY.Key_Return)


def test_f2_edits_the_name_and_nobody_is_left_without_one(maya: Room, qtbot: QtBot) -> None:
    pressed(qtbot, KEY.Key_F2)
    maya.type("Maya Chen-Ruiz")
    pressed(qtbot, KEY.Key_Return)
    assert maya.names() == ["Maya Chen-Ruiz"]
    pressed(qtbot, KEY.Key_F2)
    pressed(qtbot, KEY.Key_Delete)
    pressed(qtbot, KEY.Key_Return)
    assert isinstance(maya.refused[-1], InvalidValueError)
    qtbot.waitUntil(lambda: maya.pane.head.name.editing)
    pressed(qtbot, KEY.Key_Escape)
    assert maya.pane.head.name.text == "Maya Chen-Ruiz"


def test_title_and_organisation_are_edited_where_they_stand(maya: Room, qtbot: QtBot) -> None:
    for field, typed in ((maya.pane.head.title, "CTO"), (maya.pane.head.organisation, "Orbit")):
        field.setFocus()
        pressed(qtbot, KEY.Key_Return)
        maya.type(typed)
        pressed(qtbot, KEY.Key_Return)
    one = whole(maya.desk, MAYA).person
    assert (one.title, one.organisation) == ("CTO", "Orbit")
    assert maya.rows()[0].detail == "CTO, Orbit"


def test_tags_are_taken_away_and_find_others(maya: Room, qtbot: QtBot) -> None:
    chip = maya.pane.findChild(TagChip)
    assert isinstance(chip, TagChip)
    chip.setFocus()
    pressed(qtbot, KEY.Key_Return)
    assert maya.search.text() == "tag:energy"
    assert maya.names() == [MAYA]
    chip.setFocus()
    pressed(qtbot, KEY.Key_Delete)
    assert whole(maya.desk, MAYA).tags == ()
    holder = QApplication.focusWidget()
    assert isinstance(holder, ChipButton)
    assert holder.accessibleName() == "Add a tag"
    assert maya.names() == [MAYA]
    pressed(qtbot, KEY.Key_Escape)
    assert maya.search.hasFocus()
    assert maya.names() == []


def test_ways_to_reach_somebody_are_added_corrected_and_copied(maya: Room, qtbot: QtBot) -> None:
    maya.pane.add_contact(ContactKind.PHONE)
    maya.type("030 901820")
    pressed(qtbot, KEY.Key_Return)
    points = {point.kind: point.value for point in whole(maya.desk, MAYA).contact_points}
    assert points == {ContactKind.EMAIL: "maya@northwind.example", ContactKind.PHONE: "030 901820"}
    maya.line("maya@northwind.example").setFocus()
    pressed(qtbot, KEY.Key_Return)
    maya.type("no address")
    pressed(qtbot, KEY.Key_Return)
    assert isinstance(maya.refused[-1], InvalidValueError)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    maya.type("m@chen.example")
    pressed(qtbot, KEY.Key_Return)
    assert maya.line("m@chen.example").hasFocus()
    pressed(qtbot, KEY.Key_Tab)
    pressed(qtbot, KEY.Key_Space)
    assert QGuiApplication.clipboard().text() == "m@chen.example"


def test_what_is_no_address_can_be_typed_again(maya: Room, qtbot: QtBot) -> None:
    maya.pane.add_contact(ContactKind.EMAIL)
    maya.type("no address")
    pressed(qtbot, KEY.Key_Return)
    assert isinstance(maya.refused[-1], InvalidValueError)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    assert QApplication.focusWidget().text() == "no address"
    pressed(qtbot, KEY.Key_Escape)
    assert len(whole(maya.desk, MAYA).contact_points) == 1


def test_a_person_is_deleted_without_a_question_and_comes_back(room: Room, qtbot: QtBot) -> None:
    room.list.setFocus()
    pressed(qtbot, KEY.Key_J)
    pressed(qtbot, KEY.Key_Delete)
    assert room.names() == [AINO, MAYA, WEI]
    assert room.pane.head.name.text == MAYA
    assert room.list.hasFocus()
    pressed(qtbot, KEY.Key_Z, CTRL)
    assert room.names() == [AINO, HENRIK, MAYA, WEI]
    assert room.pane.head.name.text == HENRIK
    assert room.line("a boat yard").isVisible()


def test_a_star_is_given_and_taken(room: Room, qtbot: QtBot) -> None:
    room.list.setFocus()
    pressed(qtbot, KEY.Key_S)
    assert [row.starred for row in room.rows()] == [True, False, False, False]
    pressed(qtbot, KEY.Key_S)
    assert not any(row.starred for row in room.rows())


def test_enter_goes_to_the_person_and_escape_back(maya: Room, qtbot: QtBot) -> None:
    pressed(qtbot, KEY.Key_Return)
    assert maya.pane.head.name.hasFocus()
    pressed(qtbot, KEY.Key_Tab)
    pressed(qtbot, KEY.Key_Escape)
    assert maya.list.hasFocus()


def test_tab_goes_as_one_reads(maya: Room, qtbot: QtBot) -> None:
    pressed(qtbot, KEY.Key_N)
    maya.type("a late need")
    pressed(qtbot, KEY.Key_Return)
    maya.pane.head.name.setFocus()
    heard: list[str] = []
    while "Contact: maya@northwind.example" not in heard:
        pressed(qtbot, KEY.Key_Tab)
        holder = QApplication.focusWidget()
        heard.append(holder.accessibleName())
        assert len(heard) < 40
    wanted = ["Title: Head of Platform", "Tag energy", "Need: a late need", "Offer: grid markets"]
    wanted += ["Promise: send the hiring post", "Day: Fri 15 May", "Note: swims in cold water"]
    assert [name for name in heard if name in wanted] == wanted


def test_without_room_for_both_list_or_person_is_shown(desk: Desk, theme: Theme, qtbot: QtBot) -> None:
    room = entered(desk, qtbot, 480, 500)
    assert not room.pane.isVisible()
    pressed(qtbot, KEY.Key_Down)
    pressed(qtbot, KEY.Key_Down)
    pressed(qtbot, KEY.Key_Return)
    assert room.pane.isVisible()
    assert not room.list.isVisible()
    assert room.pane.head.name.text == HENRIK
    pressed(qtbot, KEY.Key_Escape)
    assert room.list.hasFocus()
    pressed(qtbot, KEY.Key_Return)
    pressed(qtbot, KEY.Key_Tab)
    room.page.show_person(whole(desk, MAYA).person.id)
    assert room.pane.head.name.text == MAYA
    assert room.pane.head.name.hasFocus()
    room.resize(1000, 500)
    qtbot.waitUntil(lambda: room.list.isVisible() and room.pane.isVisible())


# What happens elsewhere


def test_a_person_wanted_before_the_data_is_open_is_shown_then(
    evening: Store, folder: Path, theme: Theme, qtbot: QtBot
) -> None:
    desk = Desk(folder, lambda: NOW)
    room = Room(desk)
    shown(qtbot, room, 1072, 760)
    room.page.arrive()
    find(room, qtbot, "boat")
    room.page.show_person(evening.read(person_named, MAYA).id)
    with qtbot.waitSignal(desk.opened):
        desk.open()
    assert room.pane.head.name.text == MAYA
    desk.close()


def test_a_person_is_shown_whatever_the_list_was_narrowed_to(room: Room, qtbot: QtBot) -> None:
    find(room, qtbot, "boat")
    room.page.show_person(whole(room.desk, MAYA).person.id)
    assert room.search.text() == ""
    assert room.names() == [AINO, HENRIK, MAYA, WEI]
    assert room.list.currentIndex().row() == 2
    assert room.list.hasFocus()


def test_what_another_program_changes_is_shown_and_the_list_keeps_its_place(
    maya: Room, evening: Store, qtbot: QtBot
) -> None:
    found = evening.read(person_named, MAYA)
    _, changes = evening.read(person.add, found, "need", "a projector", now=NOW)
    with qtbot.waitSignal(maya.desk.changed):
        evening.apply(changes, at=NOW)
    assert maya.line("a projector").isVisible()
    assert maya.names() == [MAYA]
    assert maya.list.hasFocus()


def test_somebody_deleted_elsewhere_is_shown_no_more(maya: Room, evening: Store, qtbot: QtBot) -> None:
    from companion.workflow.tidy import delete

    found = evening.read(person_named, MAYA)
    with qtbot.waitSignal(maya.desk.changed):
        evening.apply(evening.read(delete, found), at=NOW)
    assert maya.names() == []
    assert not maya.pane.isVisible()


def test_a_text_that_is_being_edited_stays_while_others_change(
    maya: Room, evening: Store, qtbot: QtBot
) -> None:
    maya.line("a Go engineer").setFocus()
    pressed(qtbot, KEY.Key_Return)
    maya.type("half")
    found = evening.read(person_named, MAYA)
    _, changes = evening.read(person.add, found, "offer", "a van", now=NOW)
    with qtbot.waitSignal(maya.desk.changed):
        evening.apply(changes, at=NOW)
    holder = QApplication.focusWidget()
    assert isinstance(holder, QLineEdit)
    assert holder.text() == "half"


def test_single_letters_can_be_switched_off(maya: Room, qtbot: QtBot) -> None:
    maya.registry.set_single_keys(False)
    pressed(qtbot, KEY.Key_N)
    assert maya.list.hasFocus()
    pressed(qtbot, KEY.Key_F2)
    assert maya.pane.head.name.editing


def test_another_day_tells_another_distance(evening: Store, folder: Path, theme: Theme, qtbot: QtBot) -> None:
    now = [NOW]
    desk = Desk(folder, lambda: now[0])
    with qtbot.waitSignal(desk.opened):
        desk.open()
    room = entered(desk, qtbot)
    assert room.rows()[0].aside == "yesterday"
    now[0] += timedelta(days=1)
    with qtbot.waitSignal(desk.day_changed):
        pass
    assert room.rows()[0].aside == "2 days"
    desk.close()


def test_a_page_behind_another_catches_up_when_it_is_shown(room: Room, qtbot: QtBot) -> None:
    room.hide()
    made = room.desk.change(lambda _: person.create("Zed"))
    assert made is not None
    assert "Zed" not in room.names()
    shown(qtbot, room, 1072, 760)
    room.page.arrive()
    assert "Zed" in room.names()


def test_the_store_can_be_read_after_all_of_it(maya: Room, folder: Path) -> None:
    maya.desk.close()
    reopened = open_store(folder)
    assert reopened.read(person_named, MAYA).name == MAYA
    reopened.close()
