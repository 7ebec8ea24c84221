"""The follow-ups page, driven by keys: every card can be finished without a mouse."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.model.change import Kind
from companion.model.followup import FollowUpState
from companion.model.person import Person
from companion.model.promise import PromiseState
from companion.storage.queries.naming import person_named
from companion.storage.queries.person import records_of
from companion.storage.store import Store
from companion.ui.actions import Actions, Entry
from companion.ui.desk import Desk
from companion.ui.handover import Handover
from companion.ui.pages.followups import FollowUpsPage
from companion.ui.theme import Theme
from companion.ui.widgets.button import Button
from companion.ui.widgets.choice_strip import ChoiceStrip
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.row import ROW, Row, Section
from companion.ui.widgets.row_list import RowList
from companion.workflow import event, morning, person
from companion.workflow.capture import note
from tests.ui.keyboard import pressed, shown, type_text

KEY = Qt.Key
BERLIN = ZoneInfo("Europe/Berlin")
EVENING = datetime(2026, 5, 11, 19, tzinfo=BERLIN)
MORNING = datetime(2026, 5, 12, 9, tzinfo=BERLIN)
LINES = (
    "Maya Chen, Head of Platform @Northwind maya@northwind.example ?a Go engineer !send the hiring post 12.5.",
    "Samuel Okafor samuel@kestrel.example !send the pilot-city article 11.5.",
    "Jonas Weber jonas@seedhaus.example ?seed funds",
    "Priya Raman",
)
SAMUEL, MAYA, JONAS, PRIYA = "Samuel Okafor", "Maya Chen", "Jonas Weber", "Priya Raman"


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Opener:
    """A mail program that notes what it was asked to open."""

    def __init__(self) -> None:
        self.links: list[str] = []
        self.is_there = True

    def __call__(self, url: str) -> bool:
        self.links.append(url)
        return self.is_there


class Room(QWidget):
    """A window with nothing but the page, and what the real one adds to it: the registry and Ctrl+Z."""

    def __init__(self, desk: Desk, opener: Opener) -> None:
        super().__init__()
        self.desk = desk
        self.opener = opener
        self.registry = Actions(self)
        self.registry.add(Entry("undo", "Undo", ("Ctrl+Z",)), desk.undo)
        self.page = FollowUpsPage(desk, self.registry, Handover(opener))
        self.registry.set_context(FollowUpsPage.name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self.list = self.page.findChild(RowList)
        self.body = self.page.findChild(QTextEdit)
        self.subject = next(
            line for line in self.page.findChildren(QLineEdit) if line.accessibleName() == "Subject"
        )

    def lines(self) -> list[str]:
        """The queue as it is seen: headings with their counts, names."""
        model = self.list.model()
        lines = [model.index(i, 0).data(ROW) for i in range(model.rowCount())]
        return [f"{one.title} {one.count}" if isinstance(one, Section) else one.name for one in lines]

    def names(self) -> list[str]:
        model = self.list.model()
        lines = [model.index(i, 0).data(ROW) for i in range(model.rowCount())]
        return [line.name for line in lines if isinstance(line, Row)]

    def current(self) -> str:
        """Whose card is shown: the list and the card agree."""
        line = self.list.currentIndex().data(ROW)
        assert line.name in self.texts()
        return line.name

    def texts(self) -> list[str]:
        """All labels that can be seen."""
        return [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]

    def says(self, words: str) -> bool:
        return any(words in text for text in self.texts())

    def strip(self) -> ChoiceStrip:
        return self.page.findChild(ChoiceStrip)

    def buttons(self) -> list[str]:
        return [one.text() for one in self.page.findChildren(Button) if one.isVisible() and one.text()]

    def press(self, qtbot: QtBot, *keys: Qt.Key) -> None:
        for key in keys:
            pressed(qtbot, key)


def captured(store: Store, *lines: str, at: datetime = EVENING) -> None:
    for line in lines:
        store.apply(store.read(note, line, now=at, region="DE").change_set, at=at)


def started(store: Store, name: str = "Founders Mixer") -> None:
    _, changes = store.read(event.start, name, now=EVENING, time_zone="Europe/Berlin")
    store.apply(changes, at=EVENING)


def named(store: Store, name: str) -> Person:
    return store.read(person_named, name)


def promises_of(store: Store, name: str) -> dict[str, PromiseState]:
    found = store.read(records_of, Kind.PROMISE, "person_id", [named(store, name).id])
    return {one.text: one.state for one in found}


def decisions_on(store: Store, name: str) -> set[tuple[str, FollowUpState, date | None]]:
    found = store.read(records_of, Kind.FOLLOW_UP, "person_id", [named(store, name).id])
    return {(one.reason.value, one.state, one.day) for one in found}


@pytest.fixture
def clock() -> Clock:
    return Clock(MORNING)


@pytest.fixture
def evening(store: Store) -> Store:
    """Four people met last night: one promise overdue, one due today, two to say hello to."""
    started(store)
    captured(store, *LINES)
    return store


@pytest.fixture
def opener() -> Opener:
    return Opener()


@pytest.fixture
def closed_desk(folder: Path, clock: Clock) -> Iterator[Desk]:
    desk = Desk(folder, clock)
    yield desk
    desk.close()


@pytest.fixture
def room(evening: Store, closed_desk: Desk, opener: Opener, theme: Theme, qtbot: QtBot) -> Room:
    """The page on the morning after, with the keyboard in the list."""
    return entered(closed_desk, opener, qtbot)


def entered(desk: Desk, opener: Opener, qtbot: QtBot) -> Room:
    if not desk.is_open:
        with qtbot.waitSignal(desk.opened):
            desk.open()
    room = Room(desk, opener)
    shown(qtbot, room, 1072, 760)
    room.page.arrive()
    return room


def away_and_back(qtbot: QtBot, room: Room) -> None:
    """Go to another program's window and come back."""
    other = QWidget()
    shown(qtbot, other)
    with qtbot.waitActive(room):
        room.activateWindow()


# What is shown


def test_the_queue_stands_under_its_reasons_in_the_order_of_the_morning(room):
    assert room.lines() == [
        "Promised, overdue 1",
        SAMUEL,
        "Promised, due today 1",
        MAYA,
        "Say hello 2",
        JONAS,
        PRIYA,
    ]


def test_a_row_says_why_and_since_when(room):
    model = room.list.model()
    rows = [model.index(i, 0).data(ROW) for i in range(model.rowCount())]
    said = [(row.detail, row.aside) for row in rows if isinstance(row, Row)]
    assert said == [
        ("send the pilot-city article", "1 day late"),
        ("send the hiring post", "today"),
        ("Founders Mixer", "met Mon"),
        ("Founders Mixer", "met Mon"),
    ]


def test_the_first_card_is_there_at_once_and_the_list_has_the_keyboard(room):
    assert room.current() == SAMUEL
    assert room.list.hasFocus()
    assert room.says("4 people, about 3 min")
    assert room.says("0 of 4 done")


def test_a_card_shows_the_person_the_needs_the_promises_and_the_draft(room, qtbot):
    room.press(qtbot, KEY.Key_J)
    assert room.current() == MAYA
    for words in (
        "Head of Platform, Northwind  ·  met at Founders Mixer",
        "a Go engineer",
        "send the hiring post",
        "Template: promise kept",
        "Nothing is sent for you",
    ):
        assert room.says(words), words
    assert room.subject.text() == "Founders Mixer"
    assert room.body.toPlainText().startswith("Hi Maya,\n\nIt was good to talk with you at Founders Mixer")


def test_all_open_promises_are_shown_and_only_the_due_ones_are_kept(
    evening, closed_desk, opener, theme, qtbot
):
    captured(evening, f"{MAYA} @Northwind !invite her to the meetup 1.6.")
    room = entered(closed_desk, opener, qtbot)
    room.press(qtbot, KEY.Key_J)
    assert room.says("invite her to the meetup")
    assert room.says("in 2 weeks")
    room.press(qtbot, KEY.Key_E)
    assert promises_of(evening, MAYA) == {
        "send the hiring post": PromiseState.KEPT,
        "invite her to the meetup": PromiseState.OPEN,
    }


def test_a_hello_serves_the_next_promise_and_later_leaves_its_day_alone(
    evening, closed_desk, opener, theme, qtbot
):
    captured(evening, f"{PRIYA} !send slides 18.5.")
    room = entered(closed_desk, opener, qtbot)
    room.press(qtbot, KEY.Key_J, KEY.Key_J, KEY.Key_J)
    assert room.current() == PRIYA
    assert "send slides" in room.body.toPlainText()
    room.press(qtbot, KEY.Key_H, KEY.Key_2)
    assert promises_of(evening, PRIYA) == {"send slides": PromiseState.OPEN}
    assert decisions_on(evening, PRIYA) == {("hello", FollowUpState.SNOOZED, date(2026, 5, 15))}


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [(3, "Good evening"), (4, "Good morning"), (12, "Good afternoon"), (18, "Good evening")],
)
def test_the_greeting_fits_the_time_of_the_day(room, clock, hour, greeting):
    clock.now = MORNING.replace(hour=hour)
    room.page.arrive()
    assert greeting in room.texts()


def test_the_user_is_greeted_by_first_name_once_there_is_a_card(room, store):
    _, changes = store.read(person.edit_me, {"name": ["Katrin Tamm"]}, region="DE", now=MORNING)
    store.apply(changes, at=MORNING)
    room.page.arrive()
    assert "Good morning, Katrin" in room.texts()


def test_what_people_wrote_is_shown_as_typed(evening, closed_desk, opener, theme, qtbot):
    captured(evening, "<b>Bo</b> bo@x.example ?a <img src=x> !send <i>it</i> 11.5.")
    room = entered(closed_desk, opener, qtbot)
    room.press(qtbot, KEY.Key_J)
    assert room.current() == "<b>Bo</b>"
    assert room.says("a <img src=x>")
    assert room.says("send <i>it</i>")
    assert "send <i>it</i>" in room.body.toPlainText()
    labels = [label for label in room.page.findChildren(QLabel) if label.isVisible() and "<" in label.text()]
    assert labels
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_a_page_that_is_wanted_before_the_data_is_open_fills_itself(
    evening, closed_desk, opener, theme, qtbot
):
    room = Room(closed_desk, opener)
    shown(qtbot, room, 1072, 760)
    room.page.arrive()
    with qtbot.waitSignal(closed_desk.opened):
        closed_desk.open()
    assert room.current() == SAMUEL
    assert room.list.hasFocus()


# What the user decides


def test_done_keeps_the_promise_and_the_next_card_comes_by_itself(room, store, qtbot):
    room.press(qtbot, KEY.Key_E)
    assert promises_of(store, SAMUEL) == {"send the pilot-city article": PromiseState.KEPT}
    assert room.current() == MAYA
    assert room.list.hasFocus()
    assert room.says("1 of 4 done")
    assert room.says("3 people, about 2 min")


def test_skip_brings_the_card_back_tomorrow(room, store, clock, qtbot):
    room.press(qtbot, KEY.Key_S)
    assert room.names() == [MAYA, JONAS, PRIYA]
    assert ("promise", FollowUpState.SKIPPED, date(2026, 5, 13)) in decisions_on(store, SAMUEL)
    clock.now = MORNING + timedelta(days=1)
    room.page.arrive()
    assert SAMUEL in room.names()


def test_letting_go_drops_the_promise(room, store, qtbot):
    room.press(qtbot, KEY.Key_X)
    assert promises_of(store, SAMUEL) == {"send the pilot-city article": PromiseState.LET_GO}
    assert room.current() == MAYA


@pytest.mark.parametrize(
    ("key", "day", "said"),
    [
        (KEY.Key_1, date(2026, 5, 13), "Wed 13 May"),
        (KEY.Key_2, date(2026, 5, 15), "Fri 15 May"),
        (KEY.Key_3, date(2026, 5, 18), "Mon 18 May"),
        (KEY.Key_4, None, "stays on their page"),
    ],
)
def test_later_shows_each_day_and_takes_its_digit(room, store, qtbot, key, day, said):
    room.press(qtbot, KEY.Key_H)
    assert said in [answer.accessibleDescription() for answer in room.strip().findChildren(QWidget)]
    room.press(qtbot, key)
    assert ("promise", FollowUpState.SNOOZED, day) in decisions_on(store, SAMUEL)
    assert promises_of(store, SAMUEL) == {"send the pilot-city article": PromiseState.OPEN}
    assert room.current() == MAYA
    assert room.list.hasFocus()


def test_escape_closes_later_and_nothing_has_happened(room, store, qtbot):
    room.press(qtbot, KEY.Key_H, KEY.Key_Right, KEY.Key_Escape)
    assert not room.strip().isVisible()
    assert room.list.hasFocus()
    assert decisions_on(store, SAMUEL) == set()


def test_arrows_and_enter_choose_in_later_as_well(room, store, qtbot):
    room.press(qtbot, KEY.Key_H, KEY.Key_Right, KEY.Key_Return)
    assert ("promise", FollowUpState.SNOOZED, date(2026, 5, 15)) in decisions_on(store, SAMUEL)


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_undo_brings_the_card_back_and_shows_it(room, store, qtbot, modifier):
    room.press(qtbot, KEY.Key_J, KEY.Key_E, KEY.Key_J)
    assert room.current() == PRIYA
    pressed(qtbot, KEY.Key_Z, modifier)
    assert promises_of(store, MAYA) == {"send the hiring post": PromiseState.OPEN}
    assert room.current() == MAYA
    assert room.list.hasFocus()
    assert room.says("0 of 4 done")


def test_a_note_is_kept_and_the_card_stays(room, store, qtbot):
    room.press(qtbot, KEY.Key_N)
    type_text(QGuiApplication.focusObject(), "sings in a choir, söta")
    room.press(qtbot, KEY.Key_Return)
    notes = store.read(records_of, Kind.NOTE, "person_id", [named(store, SAMUEL).id])
    assert [one.text for one in notes] == ["sings in a choir, söta"]
    assert room.current() == SAMUEL
    assert room.list.hasFocus()


def test_a_note_that_was_left_is_still_there_when_one_comes_back(room, qtbot):
    room.press(qtbot, KEY.Key_N)
    type_text(QGuiApplication.focusObject(), "sings")
    room.press(qtbot, KEY.Key_Escape)
    assert room.list.hasFocus()
    room.press(qtbot, KEY.Key_J, KEY.Key_N)
    assert QGuiApplication.focusObject().text() == ""
    room.press(qtbot, KEY.Key_Return, KEY.Key_K, KEY.Key_N)
    assert QGuiApplication.focusObject().text() == "sings"
    room.press(qtbot, KEY.Key_Return, KEY.Key_N)
    assert QGuiApplication.focusObject().text() == ""


def test_a_note_that_is_half_typed_outlives_a_click_on_another_card(room, qtbot):
    room.press(qtbot, KEY.Key_N)
    type_text(QGuiApplication.focusObject(), "sings")
    place = room.list.visualRect(room.list.model().index(3, 0)).center()
    qtbot.mouseClick(room.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert room.current() == MAYA
    assert room.list.hasFocus()
    room.press(qtbot, KEY.Key_K, KEY.Key_N)
    assert QGuiApplication.focusObject().text() == "sings"


def test_the_open_button_wants_the_page_of_the_person(room, store, qtbot):
    wanted = named(store, SAMUEL).id
    button = next(one for one in room.page.findChildren(QPushButton) if one.text() == "Open")
    with qtbot.waitSignal(room.page.person_wanted, check_params_cb=lambda some: some == wanted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_click_on_done_is_the_same_as_its_key(room, store, qtbot):
    button = next(one for one in room.page.findChildren(QPushButton) if one.text() == "Done")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert promises_of(store, SAMUEL) == {"send the pilot-city article": PromiseState.KEPT}
    assert room.list.hasFocus()


def test_without_single_keys_letters_do_nothing_and_enter_still_opens(room, store, qtbot):
    room.registry.set_single_keys(False)
    room.press(qtbot, KEY.Key_E, KEY.Key_X, KEY.Key_S)
    assert room.names() == [SAMUEL, MAYA, JONAS, PRIYA]
    room.press(qtbot, KEY.Key_Space)
    assert len(room.opener.links) == 1


# The message


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space])
def test_the_message_opens_in_the_mail_program_and_nothing_is_done_yet(room, store, qtbot, key):
    body = room.body.toPlainText()
    room.press(qtbot, key)
    link = urlsplit(room.opener.links[0])
    assert unquote(link.path) == "samuel@kestrel.example"
    assert parse_qs(link.query) == {"subject": ["Founders Mixer"], "body": [body.replace("\n", "\r\n")]}
    assert promises_of(store, SAMUEL) == {"send the pilot-city article": PromiseState.OPEN}
    assert not room.strip().isVisible()


@pytest.mark.parametrize("yes", [KEY.Key_Y, KEY.Key_Return])
def test_on_return_one_key_says_that_it_was_sent(room, store, qtbot, yes):
    room.press(qtbot, KEY.Key_Return)
    away_and_back(qtbot, room)
    assert room.says("Sent?")
    room.press(qtbot, yes)
    assert promises_of(store, SAMUEL) == {"send the pilot-city article": PromiseState.KEPT}
    assert room.current() == MAYA
    assert room.list.hasFocus()


@pytest.mark.parametrize("not_yet", [KEY.Key_N, KEY.Key_Escape])
def test_on_return_not_yet_keeps_the_card(room, store, qtbot, not_yet):
    room.press(qtbot, KEY.Key_Return)
    away_and_back(qtbot, room)
    room.press(qtbot, not_yet)
    assert not room.says("Sent?")
    assert promises_of(store, SAMUEL) == {"send the pilot-city article": PromiseState.OPEN}
    assert room.current() == SAMUEL
    assert room.list.hasFocus()
    away_and_back(qtbot, room)
    assert not room.says("Sent?")


def test_every_message_that_was_opened_is_asked_about(room, store, qtbot):
    room.press(qtbot, KEY.Key_Return, KEY.Key_J, KEY.Key_Return, KEY.Key_J)
    away_and_back(qtbot, room)
    assert room.current() == SAMUEL
    room.press(qtbot, KEY.Key_N)
    assert room.current() == MAYA
    assert room.says("Sent?")
    room.press(qtbot, KEY.Key_Y)
    assert room.names() == [SAMUEL, JONAS, PRIYA]
    assert not room.says("Sent?")


def test_nobody_is_asked_in_the_middle_of_a_text(room, qtbot):
    room.press(qtbot, KEY.Key_Return, KEY.Key_J, KEY.Key_M)
    away_and_back(qtbot, room)
    assert room.current() == MAYA
    assert room.body.hasFocus()
    room.press(qtbot, KEY.Key_Escape)
    away_and_back(qtbot, room)
    assert room.current() == SAMUEL
    assert room.says("Sent?")


def test_a_window_that_is_left_for_something_else_asks_nothing(room, qtbot):
    away_and_back(qtbot, room)
    assert not room.strip().isVisible()


def test_a_text_too_long_for_a_link_goes_to_the_clipboard_and_the_page_says_so(room, qtbot):
    room.press(qtbot, KEY.Key_M)
    long = "ä " * 2000
    room.body.setPlainText(long)
    room.press(qtbot, KEY.Key_Escape, KEY.Key_Return)
    assert "body=" not in room.opener.links[0]
    assert QGuiApplication.clipboard().text() == long
    assert room.says("It is in the clipboard")


def test_without_a_mail_program_everything_is_in_the_clipboard(room, qtbot):
    room.opener.is_there = False
    room.press(qtbot, KEY.Key_Return)
    assert QGuiApplication.clipboard().text().startswith("Founders Mixer\n\nHi Samuel,")
    assert room.says("No mail program could be opened")


def test_without_an_address_copy_is_the_first_action(room, qtbot):
    room.press(qtbot, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    assert room.current() == PRIYA
    assert "Copy" in room.buttons()
    assert "Open in mail" not in room.buttons()
    room.press(qtbot, KEY.Key_Return)
    assert room.opener.links == []
    assert QGuiApplication.clipboard().text() == f"Founders Mixer\n\n{room.body.toPlainText()}"
    assert room.says("in the clipboard")
    away_and_back(qtbot, room)
    assert room.says("Sent?")


def test_copy_takes_subject_and_text(room, qtbot):
    room.press(qtbot, KEY.Key_C)
    assert QGuiApplication.clipboard().text() == f"Founders Mixer\n\n{room.body.toPlainText()}"


def test_letters_typed_into_the_draft_stay_text(room, store, qtbot):
    room.press(qtbot, KEY.Key_M)
    assert room.body.hasFocus()
    qtbot.keyClicks(room.body, "exsz hjkn? ")
    assert room.body.toPlainText().startswith("exsz hjkn? Hi Samuel,")
    assert room.names() == [SAMUEL, MAYA, JONAS, PRIYA]
    room.press(qtbot, KEY.Key_Escape)
    assert room.list.hasFocus()


def test_the_edited_message_is_the_one_that_is_opened_and_outlives_other_cards(room, qtbot):
    room.press(qtbot, KEY.Key_M)
    type_text(room.body, "Grüße! ")
    qtbot.keyClick(room.subject, KEY.Key_End)
    type_text(room.subject, "?")
    room.press(qtbot, KEY.Key_Escape, KEY.Key_J)
    assert room.body.toPlainText().startswith("Hi Maya")
    room.press(qtbot, KEY.Key_K)
    assert room.body.toPlainText().startswith("Grüße! Hi Samuel,")
    room.press(qtbot, KEY.Key_Return)
    query = parse_qs(urlsplit(room.opener.links[0]).query)
    assert query["body"][0].startswith("Grüße! Hi Samuel,")
    assert query["subject"] == ["Founders Mixer?"]


def test_an_edited_message_comes_back_with_its_card(room, qtbot):
    room.press(qtbot, KEY.Key_M)
    qtbot.keyClicks(room.body, "PS: ")
    room.press(qtbot, KEY.Key_Escape, KEY.Key_E, KEY.Key_Z)
    assert room.body.toPlainText().startswith("PS: Hi Samuel,")


def test_the_template_can_be_used_again_and_undo_in_the_text_takes_that_back(room, qtbot):
    untouched = room.body.toPlainText()
    room.press(qtbot, KEY.Key_M)
    qtbot.keyClicks(room.body, "PS: ")
    room.registry.action("followup-template").trigger()
    assert room.body.toPlainText() == untouched
    qtbot.keyClick(room.body, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.body.toPlainText() == f"PS: {untouched}"
    assert room.names() == [SAMUEL, MAYA, JONAS, PRIYA]


def test_moving_through_untouched_drafts_edits_none(room, qtbot):
    again = next(
        one for one in room.page.findChildren(Button) if one.accessibleName() == "Use the template again"
    )
    for _ in range(4):
        assert not again.isVisible()
        room.press(qtbot, KEY.Key_J)


# What happens elsewhere


def test_a_card_that_another_program_finished_goes(room, store, qtbot):
    _, changes = store.read(morning.done, str(named(store, SAMUEL).id), now=MORNING)
    with qtbot.waitSignal(room.desk.changed):
        store.apply(changes, at=MORNING)
    assert room.names() == [MAYA, JONAS, PRIYA]
    assert room.current() == MAYA


def test_a_card_that_is_written_on_stays_until_the_text_is_left(room, store, qtbot):
    room.press(qtbot, KEY.Key_M)
    _, changes = store.read(morning.done, str(named(store, SAMUEL).id), now=MORNING)
    with qtbot.waitSignal(room.desk.changed):
        store.apply(changes, at=MORNING)
    qtbot.keyClicks(room.body, "PS: ")
    assert room.body.toPlainText().startswith("PS: Hi Samuel,")
    room.press(qtbot, KEY.Key_Escape)
    assert room.names() == [MAYA, JONAS, PRIYA]
    assert room.current() == MAYA


def test_a_new_promise_from_another_program_is_shown_and_the_card_at_hand_stays(room, store, qtbot):
    room.press(qtbot, KEY.Key_J)
    with qtbot.waitSignal(room.desk.changed):
        captured(store, "Aino Laine !call her today", at=MORNING)
    assert room.names() == [SAMUEL, MAYA, "Aino Laine", JONAS, PRIYA]
    assert room.current() == MAYA


def test_another_day_has_its_own_queue_and_its_own_count(room, clock, qtbot):
    room.press(qtbot, KEY.Key_E, KEY.Key_S)
    with qtbot.waitSignal(room.desk.day_changed):
        clock.now = MORNING + timedelta(days=1)
    assert room.lines()[0] == "Promised, overdue 1"
    assert room.current() == MAYA
    assert room.says("0 of 3 done")


# The end


def finish(room: Room, qtbot: QtBot) -> EmptyState:
    room.press(qtbot, *[KEY.Key_E] * 4)
    return room.page.findChild(EmptyState)


def test_at_the_end_the_page_says_what_was_done_and_what_comes_next(
    evening, closed_desk, opener, theme, qtbot
):
    captured(evening, f"{MAYA} @Northwind !invite her to the meetup 1.6.")
    room = entered(closed_desk, opener, qtbot)
    rest = finish(room, qtbot)
    assert rest.isVisible()
    assert not room.list.isVisible()
    assert room.says("4 people, 2 promises kept.")
    assert room.says("Next: Maya Chen, Mon 1 Jun.")
    assert not room.says("done")


def test_undo_opens_the_queue_again_at_the_end(room, qtbot):
    finish(room, qtbot)
    room.press(qtbot, KEY.Key_Z)
    assert room.current() == PRIYA
    assert room.list.hasFocus()


def test_keys_at_the_end_do_nothing(room, qtbot):
    finish(room, qtbot)
    for key in (KEY.Key_E, KEY.Key_H, KEY.Key_N, KEY.Key_M, KEY.Key_C, KEY.Key_X, KEY.Key_Return):
        room.press(qtbot, key)
    assert room.opener.links == []
    assert room.says("4 people, 2 promises kept.")


def test_a_morning_without_cards_says_what_comes_next(store, closed_desk, opener, theme, qtbot):
    captured(store, "Aino Laine !call her 13.5.", at=MORNING)
    room = entered(closed_desk, opener, qtbot)
    assert room.says("Nobody is waiting to hear from you today")
    assert room.says("Next: Aino Laine, tomorrow.")


def test_an_empty_folder_says_what_will_be_here(store, closed_desk, opener, theme, qtbot):
    room = entered(closed_desk, opener, qtbot)
    assert room.says("Whom you meet and what you promise comes up here")
