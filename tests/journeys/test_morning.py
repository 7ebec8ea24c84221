"""The morning after: fifteen people of last night, all of them finished by keys in the real window."""

import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from companion.model.change import Kind
from companion.model.followup import FollowUpState, Reason
from companion.model.promise import PromiseState
from companion.storage.opening import open_store
from companion.storage.queries.naming import person_named
from companion.storage.queries.person import records_of
from companion.storage.store import Store
from companion.ui.app import build
from companion.ui.widgets.row import ROW
from companion.ui.widgets.row_list import RowList
from companion.workflow import event, person
from companion.workflow.capture import note
from companion.workflow.morning import cards
from tests.ui.keyboard import pressed, shown

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
TALLINN = ZoneInfo("Europe/Tallinn")
EVENING = datetime(2026, 5, 11, 19, tzinfo=TALLINN)
MORNING = datetime(2026, 5, 12, 8, 30, tzinfo=TALLINN)
TODAY = MORNING.date()
LINES = (
    # promised, overdue
    "Samuel Okafor samuel@x.example !send the pilot-city article today",
    # promised, due today
    "Maya Chen maya@x.example ?a Go engineer !send the hiring post tomorrow !invite her to the meetup 1.6.",
    "Tomás Ortega tomas@x.example !introduce him to Aino tom",
    "Zoë Ångström zoe@x.example !send the book list tom",
    # say hello
    "Jonas Weber jonas@x.example ?seed funds",
    "Priya Raman",
    "李小龍 li@x.example",
    "Liis Kask liis@x.example !send slides 18.5.",
    "Henrik Dahl henrik@x.example",
    "Ines Silva ines@x.example ?a translator",
    "Bo Berg bo@x.example",
    "Carla Ruiz carla@x.example",
    "Dmitri Orlov dmitri@x.example",
    "Eve Adams eve@x.example",
    "Farid Nazari farid@x.example",
)


class MailProgram(QObject):
    """Takes the place of the mail program: notes what it was asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[tuple[str, str, str]] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        link = urlsplit(bytes(url.toEncoded()).decode())
        query = parse_qs(link.query)
        self.opened.append((unquote(link.path), query["subject"][0], query["body"][0]))


@pytest.fixture
def mail() -> Iterator[MailProgram]:
    program = MailProgram()
    QDesktopServices.setUrlHandler("mailto", program, "open")
    yield program
    QDesktopServices.unsetUrlHandler("mailto")


@pytest.fixture(autouse=True)
def _own_crash_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every window takes over what happens to crashes; give that back."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


@pytest.fixture
def last_night(folder: Path) -> Path:
    """A folder with fifteen people who were met at one event."""
    store = open_store(folder)
    changes = store.read(event.start, "Founders Mixer", now=EVENING, time_zone="Europe/Tallinn")[1]
    store.apply(changes, at=EVENING)
    for minute, line in enumerate(LINES):
        at = EVENING + timedelta(minutes=5 * minute)
        store.apply(store.read(note, line, now=at, region="EE").change_set, at=at)
    store.apply(store.read(event.end, at=EVENING + timedelta(hours=3))[1], at=EVENING)
    me = store.read(person.edit_me, {"name": ["Katrin Tamm"]}, region="EE", now=EVENING)[1]
    store.apply(me, at=EVENING)
    store.close()
    return folder


class Sitting:
    """The window on the follow-ups page; all that the user does is to press keys."""

    def __init__(self, folder: Path, qapp: QApplication, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.window = build(qapp, folder, lambda: MORNING)
        with qtbot.waitSignal(self.window.desk.opened):
            shown(qtbot, self.window, 1280, 800)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        self.press(KEY.Key_2, CONTROL)
        self.page = self.window.page
        self.list = self.page.findChild(RowList)
        self.body = self.page.findChild(QTextEdit)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        pressed(self._qtbot, key, modifier)

    def keys(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.press(key)

    def current(self) -> str:
        return self.list.currentIndex().data(ROW).name

    def says(self, words: str) -> bool:
        labels = self.page.findChildren(QLabel)
        return any(words in label.text() for label in labels if label.isVisible())

    def come_back(self) -> None:
        """Return from the mail program's window."""
        other = QWidget()
        shown(self._qtbot, other)
        with self._qtbot.waitActive(self.window):
            self.window.activateWindow()

    def quit(self) -> None:
        self.window.close()
        self.window.desk.close()


def state_of(
    store: Store, name: str
) -> tuple[set[tuple[str, PromiseState]], set[tuple[Reason, FollowUpState, date]]]:
    who = store.read(person_named, name).id
    promises = store.read(records_of, Kind.PROMISE, "person_id", [who])
    decisions = store.read(records_of, Kind.FOLLOW_UP, "person_id", [who])
    return (
        {(one.text, one.state) for one in promises},
        {(one.reason, one.state, one.day) for one in decisions},
    )


def test_fifteen_people_are_finished_without_a_mouse(last_night, mail, qapp, qtbot):
    sitting = Sitting(last_night, qapp, qtbot)
    assert sitting.says("Good morning, Katrin")
    assert sitting.says("15 people, about 12 min")
    assert sitting.current() == "Samuel Okafor"

    # Opened, sent, done.
    sitting.keys(KEY.Key_Space)
    sitting.come_back()
    sitting.keys(KEY.Key_Return)
    # Edited first; the edited text is the one that is opened.
    assert sitting.current() == "Maya Chen"
    sitting.keys(KEY.Key_M)
    qtbot.keyClicks(sitting.body, "Dear Maya, you exist! ")
    sitting.keys(KEY.Key_Escape, KEY.Key_Return)
    sitting.come_back()
    sitting.keys(KEY.Key_Y)
    # Done by mistake, taken back, put off until Monday.
    assert sitting.current() == "Tomás Ortega"
    sitting.keys(KEY.Key_E, KEY.Key_Z)
    assert sitting.current() == "Tomás Ortega"
    sitting.keys(KEY.Key_H, KEY.Key_3)
    assert sitting.current() == "Zoë Ångström"
    sitting.keys(KEY.Key_H, KEY.Key_Escape, KEY.Key_N, KEY.Key_Escape, KEY.Key_X)
    assert sitting.current() == "Jonas Weber"
    sitting.keys(KEY.Key_S)
    # No address: copied and written elsewhere.
    assert sitting.current() == "Priya Raman"
    sitting.keys(KEY.Key_Return)
    assert QGuiApplication.clipboard().text().startswith("Founders Mixer\n\nHi Priya,")
    sitting.keys(KEY.Key_E)
    assert sitting.says("6 of 15 done")
    sitting.quit()

    sitting = Sitting(last_night, qapp, qtbot)
    assert sitting.says("9 people, about 7 min")
    assert sitting.current() == "李小龍"
    # Undo reaches over the restart, as often as one likes.
    sitting.press(KEY.Key_Z, CONTROL)
    assert sitting.current() == "Priya Raman"
    sitting.keys(KEY.Key_E)
    assert sitting.current() == "李小龍"
    sitting.keys(KEY.Key_E)
    assert sitting.current() == "Liis Kask"
    assert sitting.says("Template: promise kept")
    for left in range(8, 0, -1):
        assert sitting.list.hasFocus(), left
        sitting.keys(KEY.Key_E)
    assert sitting.says("10 people, 1 promise kept.")
    assert sitting.says("Next: Jonas Weber, tomorrow.")
    sitting.keys(KEY.Key_Z)
    assert sitting.current() == "Farid Nazari"
    sitting.keys(KEY.Key_E)
    assert sitting.says("10 people, 1 promise kept.")
    sitting.quit()

    store = open_store(last_night)
    assert not [card for card in store.read(cards, today=TODAY) if card.is_due]
    hello = (Reason.HELLO, FollowUpState.DONE, None)
    kept, open_, gone = PromiseState.KEPT, PromiseState.OPEN, PromiseState.LET_GO
    monday, tomorrow = date(2026, 5, 18), date(2026, 5, 13)
    assert state_of(store, "Samuel Okafor") == ({("send the pilot-city article", kept)}, {hello})
    assert state_of(store, "Maya Chen") == (
        {("send the hiring post", kept), ("invite her to the meetup", open_)},
        {hello},
    )
    assert state_of(store, "Tomás Ortega") == (
        {("introduce him to Aino", open_)},
        {
            (Reason.PROMISE, FollowUpState.SNOOZED, monday),
            (Reason.HELLO, FollowUpState.SNOOZED, monday),
        },
    )
    assert state_of(store, "Zoë Ångström") == (
        {("send the book list", gone)},
        {(Reason.HELLO, FollowUpState.LET_GO, None)},
    )
    assert state_of(store, "Jonas Weber") == (set(), {(Reason.HELLO, FollowUpState.SKIPPED, tomorrow)})
    assert state_of(store, "Liis Kask") == ({("send slides", kept)}, {hello})
    for name in ("Priya Raman", "李小龍", "Farid Nazari"):
        assert state_of(store, name) == (set(), {hello})
    store.close()
    assert [to for to, _, _ in mail.opened] == ["samuel@x.example", "maya@x.example"]
    assert mail.opened[1][2].startswith("Dear Maya, you exist! Hi Maya,")
