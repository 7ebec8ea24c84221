"""Paper cards on the Scan page: photographed, put right line by line, and kept with their photo."""

from io import BytesIO
from pathlib import Path
from threading import Event

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from companion.model.paper import PrintedLine
from companion.picture import paper
from companion.storage.queries.naming import person_named
from companion.storage.queries.person import people_counts, whole_person
from companion.ui.dialogs.photo import PhotoDialog
from companion.ui.pages.scan_preview import ScanPreview
from companion.ui.widgets.button import Button
from tests.ui.evening import CONTROL, KEY, SHIFT, Room
from tests.ui.scanning import PRIYA, awaited, code_file, page, reads, rows

LINES = ("Ana Ruz", "Head of Talent", "ana@acme.example", "+49 30 1234567", "We make everything")


@pytest.fixture
def print_read(monkeypatch: pytest.MonkeyPatch) -> list[PrintedLine]:
    """What the reader of print finds; it is there unless a test takes it away."""
    lines = [PrintedLine(text, (10, 40 * place, 300, 40 * place + 30)) for place, text in enumerate(LINES)]
    monkeypatch.setattr(paper, "can_read", lambda: True)
    monkeypatch.setattr(paper, "printed_lines", lambda _content: tuple(lines))
    return lines


@pytest.fixture
def no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "can_read", lambda: False)
    monkeypatch.setattr(paper, "printed_lines", lambda _content: ())


def card(path: Path, text: str = "Ana") -> Path:
    image = Image.new("RGB", (640, 400), "white")
    ImageDraw.Draw(image).text((40, 40), text, "black")
    kept = BytesIO()
    image.save(kept, "JPEG")
    path.write_bytes(kept.getvalue())
    return path


def offered(room: Room, qtbot: QtBot, *paths: Path) -> None:
    """Show pictures without a code, and wait for what is offered."""
    page(room).take_paths(paths)
    qtbot.waitUntil(page(room).head.offer.isVisible)
    QApplication.processEvents()


def taken(room: Room, qtbot: QtBot, path: Path, name: str = "Ana Ruz") -> ScanPreview:
    page(room).ways.open_papers([path])
    return awaited(room, qtbot, name)


def test_a_picture_without_a_code_is_taken_for_a_paper_card_by_enter(
    room: Room, qtbot: QtBot, print_read: list[PrintedLine], tmp_path: Path
) -> None:
    offered(room, qtbot, card(tmp_path / "ana.jpg"))
    assert reads(room, "No code was found in the picture.")
    assert page(room).head.offer.text() == "Take it for a paper card"
    assert room.has_keyboard(page(room).head.offer)
    room.press(KEY.Key_Space)
    shown = awaited(room, qtbot, "Ana Ruz")
    assert [edit.text() for edit in shown.paper.edits] == [*LINES]
    assert [combo.currentData() for combo in shown.paper.combos] == ["name", "title", "email", "phone", ""]
    assert not shown.paper.photograph.image.isNull()
    assert not page(room).head.offer.isVisible()
    assert room.has_keyboard(shown.line)
    assert room.desk.read(people_counts).people == 0


def test_a_slip_of_the_reader_is_put_right_and_enter_keeps_card_and_photo(
    room: Room, qtbot: QtBot, print_read: list[PrintedLine], tmp_path: Path
) -> None:
    room.start_event()
    shown = taken(room, qtbot, card(tmp_path / "ana.jpg"))
    name = shown.paper.edits[0]
    name.setFocus()
    name.setCursorPosition(len("Ana Ru"))
    room.type("i")
    assert shown.view is not None
    assert shown.view.name == "Ana Ruiz"
    assert room.has_keyboard(name)
    shown.take_keyboard()
    room.type("?finance candidates !send white paper fri")
    name.setFocus()
    room.press(KEY.Key_Return)
    whole = room.desk.read(whole_person, room.desk.read(person_named, "Ana Ruiz").id)
    assert (whole.person.title, whole.person.photo) == ("Head of Talent", None)
    assert [point.value for point in whole.contact_points] == ["ana@acme.example", "+49301234567"]
    assert [need.text for need in whole.needs] == ["finance candidates"]
    assert [one.text for one in whole.promises] == ["send white paper"]
    assert [one.is_paper for one in whole.source_cards] == [True]
    assert rows(room) == ["Ana Ruiz: Saved  ·  ?finance candidates !send white paper fri"]


def test_a_line_is_taken_for_another_thing(
    room: Room, qtbot: QtBot, print_read: list[PrintedLine], tmp_path: Path
) -> None:
    shown = taken(room, qtbot, card(tmp_path / "ana.jpg"))
    combo = shown.paper.combos[4]
    combo.setFocus()
    combo.setCurrentIndex(combo.findData("organisation"))
    combo.activated.emit(combo.currentIndex())
    assert shown.view is not None
    assert shown.view.about == "Head of Talent, We make everything"
    assert room.has_keyboard(combo)
    room.press(KEY.Key_Escape)
    assert rows(room) == ["Ana Ruz: Skipped"]


def test_without_the_extra_the_photo_is_kept_with_what_is_typed(
    room: Room, qtbot: QtBot, no_reader: None, tmp_path: Path
) -> None:
    shown = taken(room, qtbot, card(tmp_path / "ana.jpg"), "Paper card")
    assert reads(room, "Its print is read where Companion is installed with its extra “papercards”")
    assert shown.paper.edits == []
    room.enter("Ana Ruiz @Acme ana@acme.example ?finance candidates")
    whole = room.desk.read(whole_person, room.desk.read(person_named, "Ana Ruiz").id)
    assert whole.person.organisation == "Acme"
    assert [one.is_paper for one in whole.source_cards] == [True]


def test_the_second_card_is_not_taken_for_the_back_of_the_first_unless_one_says_so(
    room: Room, qtbot: QtBot, no_reader: None, tmp_path: Path
) -> None:
    room.start_event()
    taken(room, qtbot, card(tmp_path / "ana.jpg"), "Paper card")
    room.enter("Ana Ruiz")
    shown = taken(room, qtbot, card(tmp_path / "back.jpg", "back"), "Paper card")
    assert not page(room)._made_scanning().is_attached
    room.press(KEY.Key_Tab)
    assert shown.view is not None
    assert shown.view.save == "Add to Ana Ruiz"
    room.press(KEY.Key_Return)
    whole = room.desk.read(whole_person, room.desk.read(person_named, "Ana Ruiz").id)
    assert len(whole.source_cards) == 2


def test_pictures_are_looked_at_one_after_the_other_and_those_without_a_code_offered(
    room: Room, qtbot: QtBot, print_read: list[PrintedLine], tmp_path: Path
) -> None:
    codes = code_file(tmp_path / "priya.png", PRIYA)
    offered(room, qtbot, codes, card(tmp_path / "ana.jpg"), card(tmp_path / "ben.jpg", "Ben"))
    assert reads(room, "No code was found in 2 of the pictures.")
    assert page(room).head.offer.text() == "Take them for paper cards"
    page(room).head.offer.click()
    qtbot.waitUntil(lambda: reads(room, "2 waiting"))
    room.press(KEY.Key_Escape)
    shown = awaited(room, qtbot, "Ana Ruz")
    assert shown.view is not None
    assert shown.view.place == "2 of 3"


def test_a_pasted_photo_may_be_of_a_card_as_well(
    room: Room, qtbot: QtBot, print_read: list[PrintedLine]
) -> None:
    image = QImage(640, 400, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    page(room).take_picture(image)
    qtbot.waitUntil(page(room).head.offer.isVisible)
    page(room).head.offer.click()
    assert awaited(room, qtbot, "Ana Ruz").paper.isVisible()


def test_a_card_with_a_code_is_read_by_its_code(
    room: Room, qtbot: QtBot, print_read: list[PrintedLine], tmp_path: Path
) -> None:
    shown = taken(room, qtbot, code_file(tmp_path / "priya.png", PRIYA), "Priya Raman")
    assert not shown.paper.isVisible()
    assert shown.show_raw.isVisible()


def test_what_is_no_photo_is_refused_in_a_sentence(
    room: Room, qtbot: QtBot, print_read: list[PrintedLine], tmp_path: Path
) -> None:
    (tmp_path / "ana.jpg").write_bytes(b"%PDF-1.7")
    page(room).ways.open_papers([tmp_path / "ana.jpg", tmp_path / "gone.jpg"])
    qtbot.waitUntil(lambda: reads(room, "ana.jpg: It cannot be opened as a picture: it is a PDF document."))
    assert not page(room).head.offer.isVisible()


def test_the_photo_is_seen_large_and_esc_comes_back(
    room: Room, qtbot: QtBot, print_read: list[PrintedLine], tmp_path: Path
) -> None:
    shown = taken(room, qtbot, card(tmp_path / "ana.jpg"))
    shown.paper.photograph.setFocus()
    room.press(KEY.Key_Return)
    (dialog,) = room.window.findChildren(PhotoDialog)
    assert dialog.isVisible()
    assert not dialog.remove.isVisible()
    room.press(KEY.Key_Escape)
    assert not dialog.isVisible()
    assert room.has_keyboard(shown.paper.photograph)


def test_photos_of_cards_are_chosen_by_their_key(room: Room, qtbot: QtBot) -> None:
    page(room)
    room.press(KEY.Key_P, CONTROL | SHIFT)
    (dialog,) = room.window.findChildren(QFileDialog)
    assert dialog.windowTitle() == "Photos of paper cards"
    dialog.reject()


def test_the_keyboard_goes_through_the_lines_as_one_reads_and_sees_each(
    room: Room, qtbot: QtBot, print_read: list[PrintedLine], tmp_path: Path
) -> None:
    print_read += [PrintedLine(f"Line {number}", (10, 200 + number, 300, 230)) for number in range(20)]
    shown = taken(room, qtbot, card(tmp_path / "ana.jpg"))
    last = shown.paper.combos[-1]
    assert last.visibleRegion().isEmpty()
    room.press(KEY.Key_Backtab, SHIFT)
    assert room.has_keyboard(last)
    assert not last.visibleRegion().isEmpty()
    room.press(KEY.Key_Backtab, SHIFT)
    assert room.has_keyboard(shown.paper.edits[-1])
    shown.paper.photograph.setFocus()
    room.press(KEY.Key_Tab)
    assert room.has_keyboard(shown.paper.edits[0])


def test_enter_where_it_is_said_what_a_line_is_keeps_the_card(
    room: Room, qtbot: QtBot, print_read: list[PrintedLine], tmp_path: Path
) -> None:
    shown = taken(room, qtbot, card(tmp_path / "ana.jpg"))
    room.press(KEY.Key_Backtab, SHIFT)
    assert room.has_keyboard(shown.paper.combos[-1])
    room.press(KEY.Key_Return)
    assert room.desk.read(people_counts).people == 1


def test_a_card_that_takes_a_moment_says_so_and_can_be_stopped(
    room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun, may_go_on = Event(), Event()

    def slow(_content: bytes) -> tuple[PrintedLine, ...]:
        begun.set()
        may_go_on.wait(10)
        return (PrintedLine("Ana Ruiz", (10, 10, 200, 40)),)

    monkeypatch.setattr(paper, "can_read", lambda: True)
    monkeypatch.setattr(paper, "printed_lines", slow)
    page(room).ways.open_papers([card(tmp_path / "ana.jpg")])
    qtbot.waitUntil(begun.is_set)
    qtbot.waitUntil(lambda: reads(room, "Reading the picture …"))
    (stop,) = [one for one in page(room).head.findChildren(Button) if one.text() == "Stop"]
    stop.click()
    assert not stop.isVisible()
    may_go_on.set()
    qtbot.waitUntil(lambda: not page(room).ways.is_busy)
    assert page(room).findChild(ScanPreview) is None
    assert reads(room, "Scan a code")


def test_the_photo_stands_beside_the_words_or_below_them_where_there_is_no_room(
    room: Room, qtbot: QtBot, print_read: list[PrintedLine], tmp_path: Path
) -> None:
    shown = taken(room, qtbot, card(tmp_path / "ana.jpg"))
    (name,) = [one for one in shown.findChildren(QLabel) if one.text() == "Ana Ruz" and one.isVisible()]

    def place(widget: QWidget) -> QRect:
        return QRect(widget.mapTo(shown, QPoint(0, 0)), widget.size())

    assert place(shown.paper.photograph).left() > place(name).right()
    room.window.resize(900, 560)
    QApplication.processEvents()
    assert place(shown.paper.photograph).top() > place(name).bottom()
    assert place(name).height() < 2 * name.fontMetrics().height()
