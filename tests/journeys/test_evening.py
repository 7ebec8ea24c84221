"""A mixer evening: fifteen people written down by keys in the real window, and found in the store."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.model.change import Kind
from companion.storage.opening import open_store
from companion.storage.queries.event import Met, events, met_at
from companion.storage.queries.person import people_counts, records_of
from companion.storage.store import Store
from companion.workflow.capture import note
from companion.workflow.event import start
from tests.ui.evening import CONTROL, EVENING, KEY, SHIFT, Clock, Room, Rooms, changed_elsewhere

LINES = (
    "Maya Chen, CTO @Northwind maya@northwind.example ?a Go engineer !send the hiring post fri",
    "Jonas Weber @Fintech Baltic +knows seed funds ?brand designer",
    "Priya Raman @freelance +brand and UX design ?her first 3 clients #design",
    "Tomás Ortega, librarian @City Library ?speakers for youth day >Aino Laine",
    "Aino Laine @Helsinki AI +speaks on AI basics",
    "Samuel Okafor @GreenRoute ?a pilot city !send the pilot-city article mon *",
    "Ingrid Solberg @Tartu Hospital ?school nurses to talk to +reviews health texts",
    "李小龍 @功夫 ?a sparring partner 🥋",
    "Ana & Ben @Lumen ?a speaker for May",
    "Zoë Ångström, likes long walks",
    "Peter",
    "Henrik Dahl +372 5123 4567 !lend the budget book",
    "Carla Ruiz ?a translator",
    "Liis Kask @Estonian Rail +ran last year's pilot",
)
"""Fourteen lines about fifteen people."""

_CRASHING = """
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication
from companion.ui.app import build
from tests.ui.keyboard import type_text
app = QApplication([])
window = build(app, Path(sys.argv[1]), lambda: datetime.now().astimezone())
window.show()
type_text(window.page.line.editor, "Nina Roth @Büro ?a quiet ven")
app.exec()
"""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rooms(folder: Path, clock: Clock, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, clock, qtbot)
    yield made
    made.put_away()


def everybody_met(store: Store) -> dict[str, Met]:
    (gathering,) = store.read(events)
    return {met.person.name: met for met in store.read(met_at, gathering.event.id)}


@pytest.fixture
def typed(rooms: Rooms) -> Room:
    """The room at 20:52, with everybody written down."""
    room = rooms.enter()
    room.start_event()
    for line in LINES:
        room.clock.pass_by(minutes=8)
        room.enter(line)
    return room


@pytest.fixture(scope="module")
def evening(fresh_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with everybody written down: copy it, never open it."""
    folder = Path(shutil.copytree(fresh_folder, tmp_path_factory.mktemp("evening") / "data"))
    store = open_store(folder)
    _, started = store.read(start, "Founders Mixer", now=EVENING, time_zone="Europe/Tallinn")
    store.apply(started, at=EVENING)
    for number, line in enumerate(LINES, start=1):
        now = EVENING + number * timedelta(minutes=8)
        store.apply(store.read(note, line, now=now, region="EE").change_set, at=now)
    store.close()
    return folder


@pytest.fixture
def written(evening: Path, folder: Path, rooms: Rooms) -> Room:
    """The same room, entered anew."""
    shutil.copytree(evening, folder, dirs_exist_ok=True)
    rooms.clock.pass_by(minutes=8 * len(LINES))
    return rooms.enter()


def test_fifteen_people_are_in_the_store_as_they_were_typed(typed, folder):
    store = open_store(folder)
    met = everybody_met(store)
    captures = store.read(records_of, Kind.RAW_CAPTURE, "event_id", [met["Peter"].encounter.event_id])
    people = store.read(people_counts).people
    store.close()
    assert len(met) == people == 15
    assert [capture.line for capture in captures] == list(LINES)
    maya = met["Maya Chen"]
    assert (maya.person.title, maya.person.organisation) == ("CTO", "Northwind")
    assert maya.encounter.at == EVENING + timedelta(minutes=8)
    assert [(some.text, some.due) for some in maya.promises] == [("send the hiring post", date(2026, 5, 15))]
    assert [need.text for need in met["李小龍"].needs] == ["a sparring partner 🥋"]
    assert [need.text for name in ("Ana", "Ben") for need in met[name].needs] == ["a speaker for May"] * 2
    assert met["Samuel Okafor"].person.starred


@pytest.mark.parametrize("room", ["typed", "written"])
def test_the_page_tells_the_evening(room, request):
    room = request.getfixturevalue(room)
    assert len(room.names()) == 15
    assert room.names()[0] == "Liis Kask"
    assert room.says("10 needs heard  ·  3 promises made")
    assert [row.aside for row in room.rows()][:3] == ["now", "8 min", "16 min"]


def test_one_more_word_goes_to_the_last_person_and_one_line_is_taken_back(typed, folder):
    typed.enter("?an introduction to the ministry")
    typed.enter("Nobody I wanted to write down")
    typed.press(KEY.Key_Z, CONTROL)
    store = open_store(folder)
    met = everybody_met(store)
    store.close()
    assert len(met) == 15
    assert [need.text for need in met["Liis Kask"].needs] == ["an introduction to the ministry"]


def test_a_colleague_writes_into_the_same_evening(written, folder, qtbot):
    changed_elsewhere(
        folder,
        lambda connection: (
            note(connection, "Dmitri Orlov ?a tester", now=written.clock.now, region="EE").change_set
        ),
    )
    qtbot.waitUntil(lambda: "Dmitri Orlov" in written.names(), timeout=3000)


def test_the_end_asks_about_the_one_of_whom_only_a_name_is_known(written, folder):
    written.clock.pass_by(minutes=30)
    written.press(KEY.Key_E, CONTROL | SHIFT)
    assert written.says("1 of 1")
    written.enter("tall, plays the cello ?a quartet")
    assert written.panel() is None
    store = open_store(folder)
    (gathering,) = store.read(events)
    met = everybody_met(store)
    store.close()
    assert gathering.event.ends_at == written.clock.now
    assert [need.text for need in met["Peter"].needs] == ["a quartet"]
    assert len(met) == 15


def test_what_is_typed_at_the_first_paint_belongs_to_the_evening(written, rooms, clock, qtbot):
    written.leave()
    clock.pass_by(minutes=5)
    again = rooms.make()
    with qtbot.waitSignal(again.desk.opened):
        again.show()
        again.enter("Farid Nazari ?a first customer")
    assert again.names()[0] == "Farid Nazari"
    assert len(again.names()) == 16


def test_a_half_typed_line_survives_being_killed(rooms, folder, qtbot):
    root = Path(__file__).parents[2]
    process = subprocess.Popen([sys.executable, "-c", _CRASHING, str(folder)], cwd=root)
    try:
        qtbot.waitUntil(lambda: (folder / "draft.txt").exists(), timeout=30_000)
    finally:
        process.kill()
        process.wait()
    assert rooms.make().line.text == "Nina Roth @Büro ?a quiet ven"
