"""How an import is looked at, by keys in the real window."""

import threading
from base64 import b64encode
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.storage.store import Store
from companion.ui.pages.people import PeoplePage
from companion.ui.widgets.row import ROW
from companion.ui.widgets.toast import Toast
from companion.workflow.exchange.plan import Fate
from tests.ui.evening import CONTROL, KEY, Room
from tests.ui.importing import (
    awaited,
    cards,
    go_to,
    imported,
    lines,
    looked_at,
    names,
    page,
    people,
    says,
    toast,
    view,
)

PORTRAIT = Path(__file__).parents[2] / "formats/vcard/fixtures/portrait.png"
_NOBODY = ("NOTE:nobody",)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "a.vcf", tmp_path / "b.vcf"
    first.write_bytes(cards(("FN:Maya Chen",), _NOBODY))
    second.write_bytes(cards(("FN:Ben Roth",), ("FN:Aino Laine",), _NOBODY))
    return first, second


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_esc_goes_from_how_it_was_read_back_to_the_list_and_its_details(
    room: Room, qtbot: QtBot, files: tuple[Path, Path], scale: float
) -> None:
    room.window.theme.set_text_scale(scale)
    room.window.resize(900, 800)
    shown = looked_at(room, qtbot, files[0])
    room.press(KEY.Key_R)
    assert shown.reading.isVisible()
    room.press(KEY.Key_Escape)
    assert not shown.reading.isVisible()
    assert room.has_keyboard(shown.side.list)
    assert shown.row.isVisible() is (scale == 1.0)


def test_other_files_are_looked_at_from_the_start(room: Room, qtbot: QtBot, files: tuple[Path, Path]) -> None:
    shown = looked_at(room, qtbot, files[0])
    shown.side.choose_group(Fate.REFUSED)
    assert names(shown) == ["“NOTE:nobody”"]
    room.press(KEY.Key_R)
    page(room).discard()
    room.window.workspace.take_paths([files[1]])
    again = awaited(room, qtbot)
    assert sorted(names(again)) == ["Aino Laine", "Ben Roth", "“NOTE:nobody”"]
    assert (again.side.group, again.reading.isVisible(), again.row.isVisible()) == (None, False, True)
    room.press(KEY.Key_I, CONTROL)
    assert room.has_keyboard(again.side.list)


def test_who_is_known_is_shown_with_the_photo_that_they_have(
    room: Room, qtbot: QtBot, files: tuple[Path, Path]
) -> None:
    photo = f"PHOTO;ENCODING=b;TYPE=PNG:{b64encode(PORTRAIT.read_bytes()).decode()}"
    files[0].write_bytes(cards(("FN:Maya Chen", "UID:maya", photo), ("FN:Ben Roth", "UID:ben", photo)))
    imported(room, qtbot, files[0])
    files[0].write_bytes(
        cards(("FN:Maya Chen", "UID:maya", photo, "TITLE:CTO"), ("FN:Ben Roth", "UID:ben", photo))
    )
    shown = looked_at(room, qtbot, files[0])
    assert lines(shown)[0::2] == ["Updates 1", "Unchanged 1"]
    model, faces = shown.side.list.model(), shown.side.list.itemDelegate().faces
    for place in (1, 3):
        row = model.index(place, 0).data(ROW)
        qtbot.waitUntil(lambda row=row: faces.face(row.photo, 40) is not None)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Saving waits for this, or to be called off."""
    apply, go_on = Store.apply, threading.Event()

    def waiting(self: Store, *args: object, **options: object) -> int:
        cancelled = options["cancelled"]
        assert callable(cancelled)
        while not go_on.wait(0.001) and not cancelled():
            pass
        return apply(self, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "apply", waiting)
    return go_on


def test_files_that_come_while_others_are_saved_wait_for_it(
    room: Room, qtbot: QtBot, files: tuple[Path, Path], slow: threading.Event
) -> None:
    looked_at(room, qtbot, files[0])
    room.press(KEY.Key_Return)
    room.window.workspace.take_paths([files[1]])
    slow.set()
    qtbot.waitUntil(lambda: view(room).isVisible() and "Ben Roth" in names(view(room)))
    assert people(room) == 1
    qtbot.waitUntil(lambda: any(one.isVisible() for one in view(room).side.findChildren(Toast)))
    assert toast(room) == "Imported 1 person"


def test_files_that_wait_are_let_go_of_if_saving_is_called_off(
    room: Room, qtbot: QtBot, files: tuple[Path, Path], slow: threading.Event
) -> None:
    looked_at(room, qtbot, files[0])
    room.press(KEY.Key_Return)
    room.window.workspace.take_paths([files[1]])
    qtbot.waitUntil(lambda: says(page(room), "Saving"))
    room.press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: view(room).isVisible())
    assert (people(room), "Maya Chen" in names(view(room))) == (0, True)
    slow.set()
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)
    assert people(room) == 1
    assert isinstance(room.window.page, PeoplePage)


def calendar(*guests: str) -> bytes:
    lines = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", "BEGIN:VEVENT", "UID:mixer-1"),
        *("DTSTAMP:20260501T080000Z", "DTSTART;TZID=Europe/Tallinn:20260602T180000"),
        *("SUMMARY:Harbour mixer", "LOCATION:Pier 3", "DESCRIPTION:Find a pilot"),
        *(f"ATTENDEE;CN={guest}:mailto:{guest.split()[0].lower()}@x.example" for guest in guests),
        *("END:VEVENT", "END:VCALENDAR", ""),
    )
    return "\r\n".join(lines).encode()


def test_an_event_among_people_says_when_it_is_and_whom_it_expects(
    room: Room, qtbot: QtBot, files: tuple[Path, Path], tmp_path: Path
) -> None:
    dates = tmp_path / "dates.ics"
    dates.write_bytes(calendar("Ravi Iyer", "Hana Sato"))
    shown = looked_at(room, qtbot, files[0], dates)
    assert "Harbour mixer: Tue 2 Jun 2026  ·  Pier 3" in lines(shown)
    go_to(room, qtbot, "Harbour mixer")
    qtbot.waitUntil(lambda: says(shown.row, "Hana Sato"))
    for words in (
        "Not among your events yet.",
        "Tue 2 Jun 2026, 18:00",
        "Find a pilot",
        "Ravi Iyer",
        "expected",
    ):
        assert says(shown.row, words)
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)
    dates.write_bytes(calendar("Ravi Iyer", "Hana Sato", "Otto Weiss"))
    again = looked_at(room, qtbot, dates)
    qtbot.waitUntil(lambda: says(again.row, "Otto Weiss"))
    assert says(again.row, "You know them; the calendar says more.")
    assert not says(again.row, "Ravi Iyer")
