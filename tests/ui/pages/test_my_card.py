"""My cards, by keys: made, chosen from, held out, kept, and handed on in every way."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from companion.model.my_card import CardForm
from companion.storage.opening import open_store
from companion.storage.queries.person import whole_person
from companion.storage.store import owner_of
from companion.ui.dialogs.card_name import CardNameDialog
from companion.ui.dialogs.my_fields import MyFieldsDialog
from companion.ui.dialogs.printing import PrintDialog
from companion.ui.full_code import FullCode
from companion.ui.pages.live import LivePage
from companion.ui.pages.my_card import MyCardPage
from companion.ui.pages.people import PeoplePage
from companion.ui.theme import Theme
from companion.ui.widgets.button import IconButton
from companion.ui.widgets.empty_state import EmptyState
from companion.ui.widgets.notice import Notice
from companion.workflow.event import start
from companion.workflow.my_card import add_card
from companion.workflow.person import edit_me
from tests.ui.carding import (
    KATRIN,
    button,
    code,
    entered,
    facts,
    line,
    look,
    note,
    page,
    pane,
    stored,
    tabs,
    tick,
    toast,
    write,
)
from tests.ui.coding import grabbed, printed, read_in, read_in_file
from tests.ui.evening import CONTROL, EVENING, KEY, SHIFT, Clock, Room, Rooms, changed_elsewhere

VCARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Saar;Katrin;;;\r\nFN:Katrin Saar\r\nORG:Saar Studio\r\nTITLE:Product coach\r\n"
    "EMAIL:katrin@saar.example\r\nTEL:+37255550101\r\nURL:saar.example\r\nEND:VCARD\r\n"
)
MECARD = "MECARD:N:Saar,Katrin;TEL:+37255550101;EMAIL:katrin@saar.example;URL:saar.example;ORG:Saar Studio;TITLE:Product coach;;"
ALL = [
    "+ Name and role",
    "+ Organisation  Saar Studio",
    "+ E-mail  katrin@saar.example",
    "+ Phone  +372 5555 0101",
    "+ Website  saar.example",
    "- Address  Pikk 12, 10123 Tallinn",
    "- Birthday  12 April 1985",
]


@pytest.fixture
def rooms(folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, Clock(), qtbot)
    yield made
    made.put_away()


@pytest.fixture
def room(rooms: Rooms) -> Room:
    return entered(rooms)


def full(room: Room) -> FullCode:
    shown = page(room).giving.full
    assert shown is not None
    return shown


def reached_by_tab(room: Room) -> list[str]:
    """The names of all that Tab comes to on the page, once around."""
    names: list[str] = []
    for _ in range(60):
        widget = QApplication.focusWidget()
        assert widget is not None
        name = widget.accessibleName() or getattr(widget, "text", str)()
        if page(room).isAncestorOf(widget):
            if name in names:
                break
            names.append(name)
        room.press(KEY.Key_Tab)
    return names


def picker(room: Room) -> QFileDialog:
    return next(one for one in room.window.findChildren(QFileDialog) if one.isVisible())


def placed(room: Room, path: Path) -> str:
    """Choose where a file goes that was just asked for; the name that was proposed."""
    dialog = picker(room)
    proposed = Path(dialog.selectedFiles()[0]).name
    dialog.fileSelected.emit(str(path))
    dialog.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    room.window.activateWindow()
    QApplication.processEvents()
    return proposed


# The first card


def test_a_card_is_made_at_the_first_run(rooms: Rooms, qtbot: QtBot) -> None:
    room = rooms.enter()
    QApplication.processEvents()
    room.press(KEY.Key_2)
    assert isinstance(room.panel(), MyFieldsDialog)
    room.type("Katrin Saar")
    write(room, "Title", "Product coach")
    write(room, "Organisation", "Saar Studio")
    write(room, "E-mail", "katrin@saar.example")
    write(room, "Phone", "+372 5555 0101")
    write(room, "Website", "saar.example")
    write(room, "Birthday", "12 April 1985")
    write(room, "Address", "Pikk 12, 10123 Tallinn")
    write(room, "Ask me about", "first product hires")
    write(room, "Ask me about 2", "remote teams")
    write(room, "I am looking for", "a designer")
    room.press(KEY.Key_Return)
    assert room.panel() is None
    assert toast(room) == "Edited my card"
    assert code(room, qtbot) == VCARD
    assert facts(room) == ALL
    assert room.says("Katrin Saar")
    assert room.says("Product coach, Saar Studio")
    assert room.says("“Ask me about: first product hires, remote teams”")
    assert room.says("“I am looking for: a designer”")
    assert note(room) == "Scans well: version 9, 53 modules"
    assert room.has_keyboard(pane(room).picture)
    mine = room.desk.read(lambda connection: whole_person(connection, owner_of(connection)))
    assert mine.person.birthday == "1985-04-12"
    assert [offer.text for offer in mine.offers] == ["first product hires", "remote teams"]
    assert [need.text for need in mine.needs] == ["a designer"]


def test_without_a_name_nothing_is_made(rooms: Rooms) -> None:
    room = rooms.enter()
    room.press(KEY.Key_C, CONTROL | SHIFT)
    room.press(KEY.Key_Return)
    assert isinstance(room.panel(), MyFieldsDialog)
    assert line(room, "Name").hasFocus()
    room.press(KEY.Key_Escape)
    assert room.panel() is None
    assert not any(hint.text == "Full screen" for hint in room.window.registry.hints("my-card"))
    begin = page(room).findChild(EmptyState)
    assert begin is not None
    assert begin.isVisible()
    room.press(KEY.Key_Return)
    assert isinstance(room.panel(), MyFieldsDialog)
    room.press(KEY.Key_Escape)
    room.press(KEY.Key_F)
    assert page(room).giving.full is None


def test_what_is_known_of_me_is_edited_from_the_page(room: Room, qtbot: QtBot) -> None:
    room.press(KEY.Key_E)
    assert line(room, "Birthday").text() == "12 April 1985"
    write(room, "Title", "Coach")
    write(room, "Birthday", "")
    write(room, "E-mail 2", "katrin@home.example")
    room.press(KEY.Key_Return)
    assert toast(room) == "Edited my card"
    assert facts(room) == [
        *ALL[:3],
        "+ E-mail  katrin@home.example",
        *ALL[3:6],
    ]
    assert "TITLE:Coach" in code(room, qtbot)
    room.press(KEY.Key_Z, CONTROL)
    assert facts(room) == ALL


def test_nothing_changes_where_nothing_was_written(room: Room) -> None:
    button(room, "Edit").click()
    QApplication.processEvents()
    room.press(KEY.Key_Return)
    assert room.panel() is None
    assert toast(room) == ""


def test_a_need_that_was_met_is_not_asked_for_and_not_lost(room: Room, rooms: Rooms) -> None:
    from companion.workflow.person import set_state

    need = room.desk.read(lambda connection: whole_person(connection, owner_of(connection))).needs[0]
    changed_elsewhere(rooms.folder, lambda _: set_state(need, "met", now=EVENING)[1])
    look(room)
    room.press(KEY.Key_E)
    assert line(room, "I am looking for").text() == ""
    write(room, "I am looking for", "an office")
    room.press(KEY.Key_Return)
    mine = room.desk.read(lambda connection: whole_person(connection, owner_of(connection)))
    assert [(need.text, need.state.value) for need in mine.needs] == [
        ("a designer", "met"),
        ("an office", "open"),
    ]
    assert room.says("“I am looking for: an office”")


# What is in the code


def test_ticking_a_fact_changes_the_code_at_once_and_is_kept(room: Room, rooms: Rooms, qtbot: QtBot) -> None:
    assert code(room, qtbot) == VCARD
    assert stored(room) == []
    tick(room, "E-mail")
    assert "EMAIL" not in code(room, qtbot)
    assert note(room) == "Scans well: version 8, 49 modules"
    assert toast(room) == "Edited my card Everyday"
    tick(room, "Birthday")
    assert "BDAY:1985-04-12" in code(room, qtbot)
    assert len(stored(room)) == 1
    room.press(KEY.Key_Z, CONTROL)
    assert "BDAY" not in code(room, qtbot)
    room.press(KEY.Key_Z, CONTROL)
    assert stored(room) == []
    assert facts(room) == ALL
    tick(room, "role")
    assert facts(room)[0] == "- Name, without the role"
    assert "TITLE" not in code(room, qtbot)
    room.leave()
    again = rooms.enter()
    again.press(KEY.Key_C, CONTROL | SHIFT)
    assert facts(again)[0] == "- Name, without the role"


def test_what_could_not_be_kept_is_shown_as_it_was(room: Room, rooms: Rooms, qtbot: QtBot) -> None:
    code(room, qtbot)
    with closing(sqlite3.connect(rooms.folder / "companion.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        tick(room, "Website")
        other.execute("ROLLBACK")
    notice = room.window.findChild(Notice)
    assert notice is not None
    assert notice.text
    assert facts(room) == ALL
    assert code(room, qtbot) == VCARD
    tick(room, "Website")
    assert facts(room)[4] == "- Website  saar.example"


def test_space_on_the_code_changes_the_form(room: Room, qtbot: QtBot) -> None:
    assert code(room, qtbot) == VCARD
    room.press(KEY.Key_Space)
    assert code(room, qtbot) == MECARD
    assert button(room, "MECARD").isChecked()
    assert stored(room)[0].form is CardForm.MECARD
    button(room, "vCard").click()
    assert code(room, qtbot) == VCARD


def test_a_form_says_what_it_cannot_hold(rooms: Rooms, qtbot: QtBot) -> None:
    room = entered(rooms, {"name": ["Kai"], "im": ["kai@chat"], "birthday": ["--04-12"]})
    assert [box.isEnabled() for box in pane(room).boxes] == [False, True, True]
    room.press(KEY.Key_Space)
    assert facts(room) == [
        "+ Name",
        "- Messenger  kai@chat  (not in a MECARD)",
        "- Birthday  12 April  (not in a MECARD)",
    ]
    assert [box.isEnabled() for box in pane(room).boxes] == [False, False, False]


def test_a_large_code_is_said_to_be_hard_and_one_too_large_is_refused(rooms: Rooms, qtbot: QtBot) -> None:
    long = [f"https://saar.example/{place}/{'x' * 100}" for place in range(8)]
    room = entered(rooms, {"name": ["Kai"], "url": long})
    qtbot.waitUntil(lambda: note(room) != "")
    assert note(room).startswith("Too much for a code by ")
    assert pane(room).picture.symbol is None
    assert note(room) in pane(room).picture.accessibleName()
    assert not button(room, "Full screen").isEnabled()
    assert button(room, "Save vCard").isEnabled()
    room.press(KEY.Key_F)
    room.press(KEY.Key_P, CONTROL)
    room.press(KEY.Key_S, CONTROL)
    assert page(room).giving.full is None
    assert room.panel() is None
    assert room.window.findChild(QFileDialog) is None
    for place in range(4, 8):
        tick(room, f"/{place}/")
    assert note(room).startswith("Hard to scan: version 1")
    assert code(room, qtbot).count("URL") == 4
    tick(room, "/2/")
    assert note(room).startswith("Scans well")


# Several cards


def test_cards_are_added_chosen_by_arrows_renamed_and_removed(room: Room, qtbot: QtBot) -> None:
    assert tabs(room) == ["*Everyday"]
    room.press(KEY.Key_N)
    assert isinstance(room.panel(), CardNameDialog)
    room.press(KEY.Key_Return)
    room.enter("Private")
    assert tabs(room) == ["Everyday", "*Private"]
    tick(room, "Organisation")
    room.press(KEY.Key_Left)
    assert tabs(room) == ["*Everyday", "Private"]
    assert facts(room)[1] == "+ Organisation  Saar Studio"
    pane(room).take_keyboard()
    room.press(KEY.Key_Left)
    assert tabs(room) == ["Everyday", "*Private"]
    assert facts(room)[1] == "- Organisation  Saar Studio"
    room.press(KEY.Key_F2)
    room.enter("At home")
    assert tabs(room) == ["Everyday", "*At home"]
    room.press(KEY.Key_Delete)
    assert tabs(room) == ["*Everyday"]
    assert toast(room) == "Deleted card of mine: At home"
    room.press(KEY.Key_Z, CONTROL)
    assert tabs(room) == ["*Everyday", "At home"]
    assert len(stored(room)) == 2


def test_a_card_for_the_running_event_comes_first(rooms: Rooms) -> None:
    room = rooms.enter()
    room.start_event("Tartu Mixer")
    changed_elsewhere(
        rooms.folder, lambda connection: edit_me(connection, KATRIN, region="EE", now=EVENING)[1]
    )
    look(room)
    room.press(KEY.Key_C, CONTROL | SHIFT)
    room.press(KEY.Key_N)
    room.press(KEY.Key_Tab)
    room.press(KEY.Key_Space)
    room.press(KEY.Key_Return)
    assert tabs(room) == ["Everyday", "*Tartu Mixer"]
    room.press(KEY.Key_Right)
    assert tabs(room) == ["*Everyday", "Tartu Mixer"]
    room.press(KEY.Key_Escape)
    assert isinstance(room.window.page, LivePage)
    room.press(KEY.Key_C, CONTROL | SHIFT)
    assert tabs(room) == ["Everyday", "*Tartu Mixer"]


def test_the_card_in_hand_stays_in_hand(room: Room) -> None:
    room.press(KEY.Key_N)
    room.enter("Private")
    room.press(KEY.Key_1, CONTROL)
    room.press(KEY.Key_C, CONTROL | SHIFT)
    assert tabs(room) == ["Everyday", "*Private"]


def test_a_tab_is_chosen_by_a_click_and_left_by_the_arrows(room: Room) -> None:
    for name in ("One", "Two"):
        room.press(KEY.Key_N)
        room.enter(name)
    first = page(room).strip.tabs[0]
    first.click()
    first.setFocus()
    assert tabs(room) == ["*Everyday", "One", "Two"]
    room.press(KEY.Key_Right)
    assert tabs(room) == ["Everyday", "*One", "Two"]
    assert page(room).strip.tabs[1].hasFocus()


def test_tools_do_what_keys_do(room: Room) -> None:
    tools = {one.accessibleName(): one for one in page(room).strip.findChildren(IconButton)}
    assert not tools["Rename the card"].isEnabled()
    assert not tools["Remove the card"].isEnabled()
    tools["Add a card"].click()
    room.enter("Two")
    tools["Rename the card"].click()
    room.enter("Three")
    assert tabs(room) == ["Everyday", "*Three"]
    tools["Remove the card"].click()
    assert tabs(room) == ["*Everyday"]


def test_keys_of_cards_are_told_where_there_are_several(room: Room) -> None:
    def told() -> list[str]:
        return [hint.text for hint in room.window.registry.hints("my-card")]

    assert "Card" not in told()
    room.press(KEY.Key_N)
    room.enter("Two")
    assert "Card" in told()


def test_what_another_program_changes_is_shown(room: Room, rooms: Rooms, qtbot: QtBot) -> None:
    changed_elsewhere(rooms.folder, lambda connection: add_card(connection, "Rowing", ())[1])
    look(room)
    assert tabs(room) == ["*Rowing"]
    assert [line[0] for line in facts(room)] == ["-"] * 7
    assert "FN:Katrin Saar" in code(room, qtbot)
    room.press(KEY.Key_1, CONTROL)
    changed_elsewhere(
        rooms.folder,
        lambda connection: edit_me(connection, {"title": ["Coach"]}, region="EE", now=EVENING)[1],
    )
    changed_elsewhere(
        rooms.folder, lambda connection: start(connection, "Fair", now=EVENING, time_zone="Europe/Tallinn")[1]
    )
    look(room)
    room.press(KEY.Key_C, CONTROL | SHIFT)
    tick(room, "role")
    assert "TITLE:Coach" in code(room, qtbot)


# Keys and places


def test_single_letters_can_be_switched_off(room: Room) -> None:
    room.window.registry.set_single_keys(False)
    room.press(KEY.Key_F)
    assert page(room).giving.full is None
    room.press(KEY.Key_Tab)
    room.press(KEY.Key_E)
    assert room.panel() is None
    room.window.registry.set_single_keys(True)
    room.press(KEY.Key_E)
    assert isinstance(room.panel(), MyFieldsDialog)


def test_escape_goes_back_to_where_one_was(room: Room) -> None:
    room.press(KEY.Key_3, CONTROL)
    room.press(KEY.Key_C, CONTROL | SHIFT)
    tick(room, "Website")
    room.press(KEY.Key_Escape)
    assert isinstance(room.window.page, PeoplePage)


def test_everything_is_reached_by_tab_and_has_a_name(room: Room) -> None:
    names = reached_by_tab(room)
    assert "" not in names
    for name in (
        "Edit what is known of you",
        "Name and role",
        "vCard",
        "Full screen",
        "Copy",
        "Card Everyday",
    ):
        assert name in names
    assert any(name.startswith("Code of Katrin Saar. Scans well") for name in names)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(900, 560), (1280, 800)])
def test_the_code_is_read_at_every_size_and_no_notice_stands_over_it(
    room: Room, theme: Theme, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    assert code(room, qtbot) == VCARD
    room.window.theme.set_text_scale(scale)
    room.window.resize(*size)
    QApplication.processEvents()
    room.press(KEY.Key_Space)
    assert toast(room)
    picture = pane(room).picture
    assert read_in(grabbed(room.window, 2.0)) in ([MECARD], [])
    assert read_in(grabbed(picture)) == [MECARD]
    place = pane(room).notice_place.mapTo(room.window, pane(room).notice_place.rect().topLeft())
    below = picture.mapTo(room.window, picture.rect().bottomLeft())
    assert place.y() >= below.y()


# Handing it on


def test_the_whole_screen_follows_cards_and_forms(room: Room, qtbot: QtBot) -> None:
    room.press(KEY.Key_N)
    room.enter("Private")
    tick(room, "Organisation")
    room.press(KEY.Key_F)
    shown = full(room)
    qtbot.waitUntil(shown.isVisible)
    shown.resize(1280, 800)
    texts = read_in(grabbed(shown))
    assert len(texts) == 1
    assert "ORG" not in texts[0]
    assert shown.accessibleName().startswith("Private. Katrin Saar.")
    assert shown.accessibleDescription().startswith("← →: card “Private”, ")
    qtbot.keyClick(shown, KEY.Key_Right)
    assert shown.accessibleDescription().startswith("← →: card “Everyday”, ")
    assert read_in(grabbed(shown)) == [VCARD]
    qtbot.keyClick(shown, KEY.Key_Space)
    assert read_in(grabbed(shown)) == [MECARD]
    # No key works in the window below.
    qtbot.keyClick(shown, KEY.Key_1, CONTROL)
    qtbot.keyClick(shown, KEY.Key_Z, CONTROL)
    assert isinstance(room.window.page, MyCardPage)
    assert read_in(grabbed(shown)) == [MECARD]
    qtbot.keyClick(shown, KEY.Key_Escape)
    assert tabs(room) == ["*Everyday", "Private"]
    qtbot.waitUntil(lambda: page(room).giving.full is None)
    assert code(room, qtbot) == MECARD


@pytest.mark.parametrize(
    ("key", "modifier", "action"),
    [(KEY.Key_S, CONTROL, "png"), (None, CONTROL, "svg"), (None, CONTROL, "pdf")],
)
def test_the_code_is_saved_as_a_picture(
    room: Room, qtbot: QtBot, tmp_path: Path, key: KEY | None, modifier: object, action: str
) -> None:
    code(room, qtbot)
    if key is not None:
        room.press(key, CONTROL)
    else:
        room.window.registry.action(f"my-card-{action}").trigger()
    path = tmp_path / f"card.{action}"
    assert placed(room, path) == f"Katrin Saar.{action}"
    assert toast(room) == f"Wrote card.{action}"
    if action == "png":
        assert list(read_in_file(path)) == [VCARD]
    elif action == "pdf":
        assert read_in(printed(path)) == [VCARD]
    else:
        assert path.read_text().startswith("<svg")


def test_the_ending_of_a_file_says_what_it_is(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    code(room, qtbot)
    button(room, "Save PNG").click()
    dialog = picker(room)
    dialog.filterSelected.emit("SVG drawing (*.svg)")
    assert dialog.defaultSuffix() == "svg"
    placed(room, tmp_path / "card.svg")
    assert (tmp_path / "card.svg").read_text().startswith("<svg")
    button(room, "Save PNG").click()
    placed(room, tmp_path / "card.jpeg")
    assert list(read_in_file(tmp_path / "card.jpeg")) == [VCARD]


def test_the_card_is_saved_as_a_vcard(room: Room, tmp_path: Path) -> None:
    tick(room, "Website")
    room.press(KEY.Key_S, CONTROL | SHIFT)
    path = tmp_path / "card.vcf"
    assert placed(room, path) == "Katrin Saar.vcf"
    written = path.read_text()
    assert "FN:Katrin Saar" in written
    assert "katrin@saar.example" in written
    assert "URL" not in written
    assert "BDAY" not in written


def test_a_file_that_cannot_be_written_is_said(room: Room, tmp_path: Path) -> None:
    room.press(KEY.Key_S, CONTROL | SHIFT)
    placed(room, tmp_path / "nowhere" / "card.vcf")
    notice = room.window.findChild(Notice)
    assert notice is not None
    assert "could not be read or written" in notice.text


def test_the_code_is_copied_as_a_picture_and_as_a_card(room: Room, qtbot: QtBot) -> None:
    code(room, qtbot)
    room.press(KEY.Key_C, CONTROL)
    data = QGuiApplication.clipboard().mimeData()
    assert read_in(QGuiApplication.clipboard().image()) == [VCARD]
    assert b"FN:Katrin Saar" in data.data("text/vcard").data()
    assert toast(room) == "Copied the code of Katrin Saar"


def test_a_sheet_is_saved_as_a_pdf(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    code(room, qtbot)
    room.press(KEY.Key_P, CONTROL)
    dialog = room.panel()
    assert isinstance(dialog, PrintDialog)
    assert room.says("10 on a sheet")
    room.press(KEY.Key_Up)
    assert room.says("20 on a sheet")
    for _ in range(3):
        room.press(KEY.Key_Tab)
    room.press(KEY.Key_Return)
    path = tmp_path / "sheet.pdf"
    assert placed(room, path) == "Katrin Saar, stickers.pdf"
    assert room.panel() is None
    assert toast(room) == "Wrote sheet.pdf"
    assert read_in(printed(path)) == [VCARD] * 20
    # What was chosen last is chosen again.
    room.press(KEY.Key_P, CONTROL)
    assert room.says("20 on a sheet")


def test_a_sheet_that_cannot_be_saved_leaves_the_panel_open(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    code(room, qtbot)
    room.press(KEY.Key_P, CONTROL)
    dialog = room.panel()
    assert isinstance(dialog, PrintDialog)
    dialog.save_chosen.emit(dialog.values)
    placed(room, tmp_path / "nowhere" / "sheet.pdf")
    assert room.panel() is dialog
    assert "could not be read or written" in dialog.accessibleDescription()


def test_enter_prints_on_what_the_system_offers(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    code(room, qtbot)
    room.press(KEY.Key_P, CONTROL)
    room.press(KEY.Key_Return)
    asking = room.window.findChild(QPrintDialog)
    assert asking is not None
    path = tmp_path / "printed.pdf"
    asking.printer().setOutputFileName(str(path))
    asking.accepted.emit(asking.printer())
    asking.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert read_in(printed(path)) == [VCARD] * 10
    assert room.panel() is None
    assert toast(room) == "Printed"


def test_before_the_data_is_open_the_page_waits(rooms: Rooms, qtbot: QtBot) -> None:
    store = open_store(rooms.folder)
    change = store.read(lambda connection: edit_me(connection, KATRIN, region="EE", now=EVENING))[1]
    store.apply(change, at=EVENING)
    store.close()
    room = rooms.make()
    room.show()
    room.window.show_page("my-card")
    page(room).edit()
    assert room.panel() is None
    qtbot.waitUntil(lambda: room.desk.is_open)
    qtbot.waitUntil(lambda: pane(room).picture.symbol is not None)
    assert code(room, qtbot) == VCARD
