"""What is scanned and not saved is there again, with what was typed beside it, whatever ended the program."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from companion.storage.queries.naming import person_named
from companion.ui.scan_draft import DraftScan, ScanDraft
from companion.ui.widgets.toast import Toast
from tests.ui.evening import Room, Rooms
from tests.ui.importing import texts
from tests.ui.scanning import MAYA, PRIYA, WIFI, awaited, code_file, looked_at, page, shown_text

LINE = "?first three clients"
CARD = DraftScan("", "ana.jpg", None, b"", (("Ana Ruiz", "name"), ("CTO", "title"), ("1890", "year")))


def draft(room: Room) -> tuple[tuple[DraftScan, ...], str]:
    return ScanDraft(room.desk.folder).read()


def test_what_waits_and_what_was_typed_are_written_while_one_types(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    looked_at(room, qtbot, "Priya Raman", code_file(tmp_path / "priya.png", PRIYA))
    room.type(LINE)
    qtbot.waitUntil(lambda: draft(room)[1] == LINE)
    assert [(scan.text, scan.source) for scan in draft(room)[0]] == [(PRIYA, "priya.png")]


def test_after_the_window_was_closed_everything_waits_and_is_said_to(
    rooms: Rooms, room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    codes = (code_file(tmp_path / "1.png", PRIYA), code_file(tmp_path / "2.png", MAYA))
    looked_at(room, qtbot, "Priya Raman", *codes)
    qtbot.waitUntil(lambda: "1 waiting" in " ".join(texts(page(room))))
    room.type(LINE)
    room.leave()
    again = rooms.enter()
    said = "What you scanned and have not saved waits on the Scan page (Ctrl+B)."
    qtbot.waitUntil(lambda: any(one.text == said for one in again.window.findChildren(Toast)))
    page(again)
    shown = awaited(again, qtbot, "Priya Raman")
    assert shown.line.text == LINE
    assert again.has_keyboard(shown.line)
    again.enter("")
    awaited(again, qtbot, "Maya Chen")
    assert again.desk.read(person_named, "Priya Raman").name == "Priya Raman"


def test_what_was_saved_or_skipped_waits_no_more(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    looked_at(room, qtbot, "Priya Raman", code_file(tmp_path / "priya.png", PRIYA))
    qtbot.waitUntil(lambda: bool(draft(room)[0]))
    room.enter(LINE)
    assert draft(room) == ((), "")


def test_of_a_secret_nothing_is_written(room: Room, qtbot: QtBot) -> None:
    shown_text(room, qtbot, WIFI, "Delta Guest")
    page(room).drafting.keep()
    assert not ScanDraft(room.desk.folder).is_there


def test_a_paper_card_waits_with_its_photo_and_its_lines(folder: Path, rooms: Rooms, qtbot: QtBot) -> None:
    card = DraftScan("", "ana.jpg", None, b"photo", CARD.cells)
    ScanDraft(folder).write((card, DraftScan(MAYA, "maya.png", "no such format")), LINE)
    room = rooms.enter()
    page(room)
    shown = awaited(room, qtbot, "Ana Ruiz")
    assert [combo.currentData() for combo in shown.paper.combos] == ["name", "title", ""]
    assert shown.view is not None
    assert shown.view.picture == b"photo"
    page(room).drafting.keep()
    assert [scan.picture for scan in draft(room)[0]] == [b"photo", b""]


def test_a_draft_that_cannot_be_written_is_said_once(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    looked_at(room, qtbot, "Priya Raman", code_file(tmp_path / "priya.png", PRIYA))
    page(room).drafting.keep()
    ScanDraft(room.desk.folder).path.unlink()
    ScanDraft(room.desk.folder).path.mkdir()
    with qtbot.waitSignal(room.desk.refused):
        room.type("?")
    refusals: list[object] = []
    room.desk.refused.connect(refusals.append)
    room.type("help")
    page(room).drafting.keep()
    assert refusals == []
    ScanDraft(room.desk.folder).path.rmdir()
    page(room).drafting.keep()
    assert draft(room)[1] == "?help"
