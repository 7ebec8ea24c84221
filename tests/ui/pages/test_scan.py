"""The Scan page, driven by keys in the real window: each code is looked at before it is kept."""

from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from companion.model.change import Kind
from companion.model.need import Need
from companion.model.promise import Promise
from companion.storage.queries.event import running_event
from companion.storage.queries.naming import person_named
from companion.storage.queries.person import people_counts, records_of, whole_person
from companion.ui.pages.people import PeoplePage
from companion.ui.pages.scan_preview import ScanPreview
from companion.ui.widgets.chip import ChipFlow
from companion.ui.widgets.input import CheckBox
from tests.ui.evening import CONTROL, KEY, Room
from tests.ui.importing import people, texts, toast
from tests.ui.scanning import (
    BADGE,
    MAYA,
    PRIYA,
    WIFI,
    awaited,
    code_file,
    looked_at,
    page,
    preview,
    reads,
    rows,
    shown_text,
)


@pytest.fixture
def priya(tmp_path: Path) -> Path:
    return code_file(tmp_path / "priya.png", PRIYA)


def count(room: Room) -> int:
    return room.desk.read(people_counts).people


def chips(shown: ScanPreview) -> list[str]:
    flow = shown.line.findChild(ChipFlow)
    assert flow is not None
    return [chip.text for chip in flow.chips]


def needs_of(room: Room, name: str) -> list[str]:
    found = room.desk.read(person_named, name)
    return [
        need.text
        for need in room.desk.read(records_of, Kind.NEED, "person_id", [found.id])
        if isinstance(need, Need)
    ]


def test_a_code_is_looked_at_before_anything_is_kept(room: Room, qtbot: QtBot, priya: Path) -> None:
    shown = looked_at(room, qtbot, "Priya Raman", priya)
    assert count(room) == 0
    assert reads(room, "Brand designer, Freelance")
    assert reads(room, "priya@raman.example")
    assert reads(room, "priya.png")
    assert room.has_keyboard(shown.line)


def test_enter_keeps_the_person_with_what_was_typed(room: Room, qtbot: QtBot, priya: Path) -> None:
    room.start_event()
    looked_at(room, qtbot, "Priya Raman", priya)
    room.enter("?first three clients !send pilot article fri")
    somebody = room.desk.read(person_named, "Priya Raman")
    whole = room.desk.read(whole_person, somebody.id)
    assert [point.value for point in whole.contact_points] == ["priya@raman.example", "+37255550142"]
    assert needs_of(room, "Priya Raman") == ["first three clients"]
    promised = room.desk.read(records_of, Kind.PROMISE, "person_id", [somebody.id])
    assert [one.text for one in promised if isinstance(one, Promise)] == ["send pilot article"]
    assert [one.event.name for one in whole.meetings] == ["Founders Mixer"]
    assert rows(room) == ["Priya Raman: Saved  ·  ?first three clients !send pilot article fri"]
    assert "Priya Raman" in toast(room)


def test_enter_alone_is_enough(room: Room, qtbot: QtBot, priya: Path) -> None:
    looked_at(room, qtbot, "Priya Raman", priya)
    room.press(KEY.Key_Return)
    assert count(room) == 1
    assert room.has_keyboard(page(room).body)


def test_what_was_kept_is_taken_back_and_the_list_says_so(room: Room, qtbot: QtBot, priya: Path) -> None:
    looked_at(room, qtbot, "Priya Raman", priya)
    room.press(KEY.Key_Return)
    room.press(KEY.Key_Z, CONTROL)
    assert count(room) == 0
    assert rows(room) == ["Priya Raman: Taken back"]
    room.press(KEY.Key_Y, CONTROL)
    assert rows(room) == ["Priya Raman: Saved"]


def test_several_codes_come_one_after_the_other(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    files = [code_file(tmp_path / f"{place}.png", text) for place, text in enumerate((PRIYA, MAYA, BADGE))]
    looked_at(room, qtbot, "Priya Raman", *files)
    qtbot.waitUntil(lambda: reads(room, "1 of 3"))
    room.enter("?clients")
    awaited(room, qtbot, "Maya Chen")
    assert reads(room, "2 of 3")
    room.press(KEY.Key_Escape)
    awaited(room, qtbot, "Ana Ruiz")
    room.press(KEY.Key_Return)
    assert rows(room) == [
        "Ana Ruiz: Saved",
        "Maya Chen: Skipped",
        "Priya Raman: Saved  ·  ?clients",
    ]
    assert count(room) == 2


def test_what_was_skipped_is_looked_at_again_with_what_was_typed(
    room: Room, qtbot: QtBot, priya: Path
) -> None:
    looked_at(room, qtbot, "Priya Raman", priya)
    room.type("?first three clients")
    room.press(KEY.Key_Escape)
    assert count(room) == 0
    page(room).body.scans.list.setFocus()
    room.press(KEY.Key_Return)
    shown = awaited(room, qtbot, "Priya Raman")
    assert shown.line.text == "?first three clients"
    room.press(KEY.Key_Return)
    assert rows(room) == ["Priya Raman: Saved  ·  ?first three clients"]
    assert needs_of(room, "Priya Raman") == ["first three clients"]


def test_a_row_that_was_kept_opens_the_person(room: Room, qtbot: QtBot, priya: Path) -> None:
    looked_at(room, qtbot, "Priya Raman", priya)
    room.press(KEY.Key_Return)
    page(room).body.scans.list.setFocus()
    room.press(KEY.Key_Return)
    assert isinstance(room.window.page, PeoplePage)


def test_the_same_picture_again_at_once_is_not_asked_twice(room: Room, qtbot: QtBot, priya: Path) -> None:
    looked_at(room, qtbot, "Priya Raman", priya)
    room.press(KEY.Key_Return)
    page(room).take_paths([priya])
    qtbot.waitUntil(lambda: reads(room, "That code has just been read."))
    assert rows(room) == ["Priya Raman: Saved"]


def test_somebody_known_is_named_with_the_reason_and_the_code_added(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    room.start_event()
    room.enter("Maya Chen maya@northwind.example")
    looked_at(room, qtbot, "Maya Chen", code_file(tmp_path / "maya.png", MAYA))
    assert reads(room, "You know them: same e-mail maya@northwind.example")
    assert reads(room, "Head of Platform")
    room.enter("?backend engineer")
    assert count(room) == 1
    assert room.desk.read(person_named, "Maya Chen").title == "Head of Platform"
    assert needs_of(room, "Maya Chen") == ["backend engineer"]


def test_tab_makes_somebody_new_of_them_and_back(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    room.start_event()
    room.enter("Maya Chen maya@northwind.example")
    shown = looked_at(room, qtbot, "Maya Chen", code_file(tmp_path / "maya.png", MAYA))
    assert shown.save.text() == "Add to Maya Chen"
    room.press(KEY.Key_Tab)
    assert shown.save.text() == "Save"
    assert shown.known.new.isChecked()
    assert room.has_keyboard(shown.line)
    room.press(KEY.Key_Tab)
    assert shown.known.attach.isChecked()
    room.press(KEY.Key_Tab)
    room.press(KEY.Key_Return)
    assert count(room) == 2


def test_the_choice_is_made_by_arrows_as_well(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    room.start_event()
    room.enter("Maya Chen maya@northwind.example")
    shown = looked_at(room, qtbot, "Maya Chen", code_file(tmp_path / "maya.png", MAYA))
    shown.known.attach.setFocus()
    room.press(KEY.Key_Right)
    assert shown.known.new.isChecked()
    assert shown.known.new.hasFocus()


def test_a_link_shows_whose_it_is_and_is_opened_only_when_asked(
    room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("companion.ui.handover.open_link", lambda url: bool(opened.append(url)) or True)
    shown = shown_text(room, qtbot, "https://google.com@evil.example/login?utm_source=x&id=7", "evil.example")
    assert shown._link.host == "evil.example"
    assert reads(room, "The link is written to look like another; it goes to evil.example.")
    assert not opened
    room.press(KEY.Key_L, CONTROL)
    assert opened == ["https://google.com@evil.example/login?id=7"]


def test_what_is_no_link_to_the_web_cannot_be_opened(room: Room, qtbot: QtBot) -> None:
    shown = shown_text(room, qtbot, "javascript:alert(1)", "javascript:alert(1)")
    assert not shown.open_link.isVisible()
    assert not room.window.registry.action("scan-link").isEnabled()


def test_a_link_goes_to_whom_one_talks_to(room: Room, qtbot: QtBot, priya: Path) -> None:
    room.start_event()
    looked_at(room, qtbot, "Priya Raman", priya)
    room.press(KEY.Key_Return)
    shown = shown_text(room, qtbot, "https://raman.example/work", "raman.example")
    assert shown.save.text() == "Add to Priya Raman"
    room.press(KEY.Key_Return)
    somebody = room.desk.read(person_named, "Priya Raman")
    assert "https://raman.example/work" in [
        point.value for point in room.desk.read(whole_person, somebody.id).contact_points
    ]


def test_a_secret_is_shown_and_never_kept(room: Room, qtbot: QtBot, folder: Path) -> None:
    shown = shown_text(room, qtbot, WIFI, "Delta Guest")
    assert reads(room, "Shown, and never kept: it holds the password of a network.")
    assert not any("letmein99" in text for text in texts(page(room)))
    assert not shown.line.isVisible()
    room.press(KEY.Key_Return)
    assert rows(room) == ["Delta Guest: Shown, not kept"]
    room.leave()
    assert not any(b"letmein99" in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_the_cells_of_a_badge_can_be_other_things(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    shown = looked_at(room, qtbot, "Ana Ruiz", code_file(tmp_path / "badge.png", BADGE))
    assert [combo.currentText() for combo in shown.cells.combos] == [
        "Name",
        "Title",
        "Organisation",
        "Badge number",
    ]
    shown.cells.combos[1].setFocus()
    room.press(KEY.Key_Down)
    qtbot.waitUntil(lambda: reads(room, "Head of Talent, Acme Corp"))
    assert shown.view is not None
    assert shown.view.about == "Head of Talent, Acme Corp"
    shown.line.setFocus()
    room.press(KEY.Key_Return)
    assert room.desk.read(person_named, "Ana Ruiz").organisation == "Head of Talent, Acme Corp"


def test_what_the_cells_of_one_badge_are_holds_for_all_of_the_event(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    room.start_event()
    first, second = f"10442;{BADGE[:-6]}", "10443;Tom Berg;Harbour master;Nordwind"
    files = [code_file(tmp_path / f"{place}.png", text) for place, text in enumerate((first, second))]
    shown = looked_at(room, qtbot, "Ana Ruiz", *files)
    for combo, name in zip(
        shown.cells.combos, ("Badge number", "Name", "Organisation", "Title"), strict=True
    ):
        combo.setFocus()
        room.press(KEY.Key_Home)
        for _ in range(combo.findText(name)):
            room.press(KEY.Key_Down)
        assert combo.hasFocus()
    shown.line.setFocus()
    room.press(KEY.Key_Return)
    ana = room.desk.read(person_named, "Ana Ruiz")
    assert (ana.title, ana.organisation) == ("Acme Corp", "Head of Talent")
    shown = awaited(room, qtbot, "Tom Berg")
    assert shown.view is not None
    assert shown.view.about == "Nordwind, Harbour master"
    room.press(KEY.Key_Escape)
    room.press(KEY.Key_Z, CONTROL)
    event = room.desk.read(running_event)
    assert event is not None
    assert event.badge is None


def test_what_the_code_says_is_shown_with_what_cannot_be_seen(room: Room, qtbot: QtBot) -> None:
    shown = shown_text(room, qtbot, "Table\u202e 14\nand more", "Table 14")
    assert not shown._raw.isVisible()
    room.press(KEY.Key_R, CONTROL)
    assert shown._raw.isVisible()
    assert shown._raw.toPlainText() == "Table\\u202e 14\nand more"
    room.press(KEY.Key_R, CONTROL)
    assert not shown._raw.isVisible()


def test_a_nameless_code_takes_the_name_from_the_line(room: Room, qtbot: QtBot) -> None:
    shown_text(room, qtbot, "mailto:tom@nordwind.example", "tom@nordwind.example")
    room.enter("Tom Berg @Nordwind ?a speaker")
    assert room.desk.read(person_named, "Tom Berg").organisation == "Nordwind"
    assert needs_of(room, "Tom Berg") == ["a speaker"]


def test_a_name_beside_a_nameless_code_says_whom_it_means(room: Room, qtbot: QtBot) -> None:
    room.start_event()
    room.enter("Maya Chen @Northwind")
    shown = shown_text(room, qtbot, "mailto:maya@northwind.example", "maya@northwind.example")
    room.type("Tom Berg")
    qtbot.waitUntil(lambda: chips(shown) == ["New: Tom Berg"])
    shown.line.set_text("Maya Chen")
    qtbot.waitUntil(lambda: chips(shown) == ["Maya Chen, met here"])
    room.press(KEY.Key_Return)
    assert people(room) == 1
    assert rows(room) == ["Maya Chen: Saved  ·  Maya Chen"]


def test_words_about_a_named_person_are_no_name(room: Room, qtbot: QtBot, priya: Path) -> None:
    shown = looked_at(room, qtbot, "Priya Raman", priya)
    room.type("sails in summer")
    assert shown.line.capture.names == ()
    room.press(KEY.Key_Return)
    somebody = room.desk.read(person_named, "Priya Raman")
    assert [note.text for note in room.desk.read(whole_person, somebody.id).notes] == ["sails in summer"]
    assert people(room) == 1


def test_what_a_code_says_is_no_markup(room: Room, qtbot: QtBot) -> None:
    evil = '<img src="file:///etc/passwd"><b>x</b>'
    shown = shown_text(room, qtbot, f"MECARD:N:{evil};EMAIL:x@evil.example;NOTE:{evil};;", evil)
    shown.toggle_raw()
    shown_labels = [
        label for label in page(room).findChildren(QLabel) if evil in label.text().replace("\u200b", "")
    ]
    assert shown_labels
    assert all(label.textFormat().name == "PlainText" for label in shown_labels)


def test_a_code_that_came_is_marked_for_a_moment(room: Room, qtbot: QtBot, priya: Path) -> None:
    shown = looked_at(room, qtbot, "Priya Raman", priya)
    assert shown._card.property("ringed")
    qtbot.waitUntil(lambda: not shown._card.property("ringed"))


@pytest.mark.parametrize("wanted", [True, False])
def test_a_sound_is_heard_only_by_whom_wants_it(room: Room, qtbot: QtBot, priya: Path, wanted: bool) -> None:
    heard: list[bool] = []
    page(room).sound = lambda: heard.append(True)
    room.press(KEY.Key_Comma, CONTROL)
    box = next(
        box for box in room.window.findChildren(CheckBox) if box.text() == "A sound when a code is read"
    )
    box.setFocus()
    if wanted:
        room.press(KEY.Key_Space)
    looked_at(room, qtbot, "Priya Raman", priya)
    assert heard == ([True] if wanted else [])


def test_the_page_says_which_pictures_were_no_use(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    page(room).take_paths([tmp_path / "broken.png"])
    qtbot.waitUntil(lambda: reads(room, "broken.png: The picture is damaged and cannot be opened."))


def test_of_many_pictures_of_no_use_all_reasons_can_be_read(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    files = [tmp_path / f"{letter}<b>.png" for letter in "abcde"]
    for file in files:
        file.write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    page(room).take_paths(files)
    why = "The picture is damaged and cannot be opened."
    qtbot.waitUntil(lambda: reads(room, "2 more could not be read."))
    told = page(room).head.said.splitlines()
    assert told[:3] == [f"{file.name}: {why}" for file in files[:3]]
    (label,) = [one for one in page(room).head.findChildren(QLabel) if one.text() == page(room).head.said]
    as_read = QTextDocument()
    as_read.setHtml(label.toolTip())
    assert as_read.toPlainText().splitlines() == [f"{file.name}: {why}" for file in files]


def test_the_preview_stays_when_one_looks_elsewhere(room: Room, qtbot: QtBot, priya: Path) -> None:
    looked_at(room, qtbot, "Priya Raman", priya)
    room.type("?clients")
    room.press(KEY.Key_1, CONTROL)
    room.press(KEY.Key_B, CONTROL)
    shown = preview(room)
    assert shown.isVisible()
    assert shown.line.text == "?clients"
    assert room.has_keyboard(shown.line)
    assert QApplication.focusWidget() is not None
