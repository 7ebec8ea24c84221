"""People who may be kept twice, gone through by keys in the real window: merged, told apart, skipped, taken back."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from companion.model.blob import Blob
from companion.model.change import Change, ChangeSet, Label
from companion.storage.engine import Connection, open_engine, writing
from companion.storage.opening import DATABASE
from companion.storage.queries.person import WholePerson, people_named, people_page, whole_person
from companion.storage.store import Store
from companion.ui.pages.duplicates import DuplicatesPage
from companion.ui.pages.people import PeoplePage
from companion.ui.theme import Theme
from companion.ui.widgets.choice_cell import ChoiceCell
from companion.ui.widgets.row import ROW, Row, Section
from companion.ui.widgets.toast import Toast
from companion.workflow.capture import note
from companion.workflow.tidy import delete
from tests.builders import person
from tests.ui.evening import CONTROL, EVENING, KEY, SHIFT, Clock, Room, Rooms, changed_elsewhere

MAYA = "Maya Chen, Head of Platform @Northwind maya@x.example ?a Go engineer #energy"
OTHER_MAYA = "Maya Chen, CTO @Northwind Energy maya@x.example ?a venue #energy"
JON, JOHN = "Jon Smith @Acme", "John Smith @Acme"
AINO = "Aino Laine, runs the meetup"
MAYAS, SMITHS = "Maya Chen", "Jon Smith · John Smith"


BEFORE = EVENING - timedelta(days=3)


def written(connection: Connection, line: str) -> ChangeSet:
    return note(connection, line, now=BEFORE, region="DE", attach=False).change_set


def told(store: Store, *lines: str) -> None:
    for line in lines:
        store.apply(store.read(written, line), at=BEFORE)


@pytest.fixture
def rooms(folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, Clock(), qtbot)
    yield made
    made.put_away()


@pytest.fixture
def room(store: Store, rooms: Rooms, qtbot: QtBot) -> Room:
    """Two pairs that look like one person each, looked through by Ctrl+D."""
    told(store, MAYA, AINO, JON, OTHER_MAYA, JOHN)
    made = rooms.enter()
    look_through(made, qtbot)
    return made


def look_through(room: Room, qtbot: QtBot) -> None:
    room.press(KEY.Key_D, CONTROL)
    qtbot.waitUntil(lambda: bool(names(room)) or room.says("Nobody seems"))


def page(room: Room) -> DuplicatesPage:
    shown = room.window.page
    assert isinstance(shown, DuplicatesPage)
    return shown


def lines(room: Room) -> Sequence[Row | Section]:
    model = page(room).side.list.model()
    return [model.index(place, 0).data(ROW) for place in range(model.rowCount())]


def names(room: Room) -> list[str]:
    return [line.name for line in lines(room) if isinstance(line, Row)]


def current(room: Room) -> str:
    line = page(room).side.list.currentIndex().data(ROW)
    return line.name if isinstance(line, Row) else ""


def texts(room: Room) -> list[str]:
    labels = room.window.findChildren(QLabel)
    return [label.text().replace("\u200b", "") for label in labels if label.isVisible()]


def cells(room: Room) -> dict[str, bool]:
    """What the cells say to a screen reader, and whether they are ticked."""
    return {
        cell.accessibleName(): cell.isChecked()
        for cell in page(room).pane.cells
        if isinstance(cell, ChoiceCell) and cell.isVisible()
    }


def kept(room: Room) -> list[str]:
    """The values that are kept, as they are marked."""
    return [name.removesuffix(", kept") for name, ticked in cells(room).items() if ticked]


def toast(room: Room) -> str:
    return next(one.text for one in room.window.findChildren(Toast) if one.isVisible())


def people(room: Room) -> list[str]:
    return sorted(one.name for one in room.desk.read(people_page, after=None, limit=None))


def only(room: Room, name: str) -> WholePerson:
    (person,) = room.desk.read(people_named, name)
    return room.desk.read(whole_person, person.id)


# What is there


def test_a_key_opens_the_pairs_with_their_evidence_in_words(room):
    assert [(line.name, line.detail) for line in lines(room) if isinstance(line, Row)] == [
        (MAYAS, "Same e-mail maya@x.example, same name"),
        (SMITHS, "Similar name, same company Acme"),
    ]
    assert room.has_keyboard(page(room).side.list)
    assert current(room) == MAYAS
    assert room.says("2 pairs look like one person each. Nothing is merged by itself.")


def test_two_people_stand_side_by_side_and_what_stays_is_marked_in_words(room):
    assert cells(room) == {
        "Title: Head of Platform, kept": True,
        "Title: CTO, not kept": False,
        "Organisation: Northwind, kept": True,
        "Organisation: Northwind Energy, not kept": False,
    }
    for said in ("Stays", "Is merged in", "Kept of both", "a Go engineer", "a venue", "#energy"):
        assert said in texts(room)


def test_nobody_is_kept_twice_in_one_sentence(rooms, store, qtbot):
    told(store, AINO)
    room = rooms.enter()
    look_through(room, qtbot)
    assert room.says("Nobody seems to be kept twice")
    room.press(KEY.Key_M)
    room.press(KEY.Key_N)
    assert people(room) == ["Aino Laine"]


def test_pairs_are_shown_once_the_data_is_open(rooms, store, qtbot):
    told(store, JON, JOHN)
    room = rooms.make()
    room.window.show_page("duplicates")
    room.open()
    qtbot.waitUntil(lambda: names(room) == [SMITHS])


def test_the_sidebar_shows_that_one_is_among_people_and_the_palette_knows_the_way(room):
    room.press(KEY.Key_1, CONTROL)
    room.press(KEY.Key_K, CONTROL)
    room.enter("possible dup")
    assert isinstance(room.window.page, DuplicatesPage)


# Deciding


def test_enter_merges_into_the_left_one_and_the_next_pair_comes_by_itself(room):
    room.press(KEY.Key_Return)
    assert (names(room), current(room)) == ([SMITHS], SMITHS)
    assert people(room) == ["Aino Laine", "John Smith", "Jon Smith", "Maya Chen"]
    maya = only(room, "Maya Chen")
    assert (maya.person.title, maya.person.organisation) == ("Head of Platform", "Northwind")
    assert [need.text for need in maya.needs] == ["a Go engineer", "a venue"]
    assert [tag.name for tag in maya.tags] == ["energy"]
    assert toast(room) == "Merged Maya Chen into Maya Chen"
    assert room.says("1 pair looks like one person.")


@pytest.mark.parametrize("key", [KEY.Key_M, KEY.Key_Enter])
def test_m_and_the_enter_of_the_number_pad_merge_too(room, key):
    room.press(KEY.Key_J)
    room.press(key)
    assert people(room) == ["Aino Laine", "Jon Smith", "Maya Chen", "Maya Chen"]
    assert toast(room) == "Merged John Smith into Jon Smith"


def test_w_swaps_who_stays(room):
    room.press(KEY.Key_J)
    room.press(KEY.Key_W)
    assert kept(room) == ["Name: John Smith"]
    room.press(KEY.Key_Return)
    assert toast(room) == "Merged Jon Smith into John Smith"
    assert people(room) == ["Aino Laine", "John Smith", "Maya Chen", "Maya Chen"]


def test_the_arrows_and_space_choose_whose_value_is_kept(room):
    room.press(KEY.Key_Right)
    assert kept(room) == ["Title: Head of Platform", "Organisation: Northwind"]
    room.press(KEY.Key_Space)
    assert kept(room) == ["Title: CTO", "Organisation: Northwind"]
    room.press(KEY.Key_Down)
    room.press(KEY.Key_Right)
    assert kept(room) == ["Title: CTO", "Organisation: Northwind Energy"]
    room.press(KEY.Key_Left)
    room.press(KEY.Key_Up)
    assert kept(room) == ["Title: CTO", "Organisation: Northwind"]
    assert "Head of Platform, Northwind Energy" in texts(room), "what is not kept goes into a note"
    room.press(KEY.Key_Return)
    maya = only(room, "Maya Chen")
    assert (maya.person.title, maya.person.organisation) == ("CTO", "Northwind")
    assert [some.text for some in maya.notes] == ["Head of Platform, Northwind Energy"]
    assert room.has_keyboard(page(room).side.list)


def test_a_click_chooses_a_value(room, qtbot):
    cell = next(cell for cell in page(room).pane.cells if "CTO" in cell.accessibleName())
    qtbot.mouseClick(cell, Qt.MouseButton.LeftButton, pos=QPoint(200, 10))
    assert kept(room) == ["Title: CTO", "Organisation: Northwind"]


def test_of_two_photos_the_one_that_is_seen_and_chosen_stays(store, rooms, qtbot):
    photos = [Blob.of("image/png", drawn(colour)) for colour in ("#ff00ff", "#00ff00")]
    both = [person("Ana Ruiz", photo=photo.digest, birthday="1985-04-12") for photo in photos]
    changes = tuple(Change.add(one) for one in both)
    store.apply(ChangeSet(Label.IMPORT, changes, blobs=tuple(photos)), at=BEFORE)
    room = rooms.enter()
    look_through(room, qtbot)
    assert kept(room) == ["Photo: Photo of Ana Ruiz"]
    left, right = (cell for cell in page(room).pane.cells if cell.isVisible())
    qtbot.waitUntil(lambda: "#ff00ff" in colours(left) and "#00ff00" in colours(right))
    room.press(KEY.Key_Right)
    room.press(KEY.Key_Space)
    room.press(KEY.Key_Return)
    assert only(room, "Ana Ruiz").person.photo == photos[1].digest


def drawn(colour: str) -> bytes:
    content = BytesIO()
    Image.new("RGB", (60, 60), colour).save(content, "PNG")
    return content.getvalue()


def colours(cell: ChoiceCell) -> set[str]:
    image = cell.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_what_was_chosen_stays_chosen_while_one_looks_at_another_pair_or_swaps(room):
    room.press(KEY.Key_Right)
    room.press(KEY.Key_Space)
    room.press(KEY.Key_J)
    room.press(KEY.Key_K)
    assert kept(room)[0] == "Title: CTO"
    room.press(KEY.Key_W)
    assert kept(room) == ["Title: CTO", "Organisation: Northwind Energy"]


def test_escape_goes_back_from_the_fields_to_the_list(room):
    room.press(KEY.Key_Right)
    assert not room.has_keyboard(page(room).side.list)
    room.press(KEY.Key_Escape)
    assert room.has_keyboard(page(room).side.list)


def test_n_remembers_that_two_are_two(room):
    room.press(KEY.Key_N)
    assert names(room) == [SMITHS]
    assert toast(room) == "Noted that Maya Chen and Maya Chen are two"
    assert len(people(room)) == 5


def test_s_leaves_a_pair_for_later_and_opening_the_page_again_asks_in_its_turn(room, qtbot):
    room.press(KEY.Key_S)
    assert (names(room), current(room)) == ([SMITHS, MAYAS], SMITHS)
    (section,) = (line for line in lines(room) if isinstance(line, Section))
    assert (section.title, section.count) == ("Skipped", 1)
    room.press(KEY.Key_S)
    assert (names(room), current(room)) == ([MAYAS, SMITHS], MAYAS)
    room.press(KEY.Key_1, CONTROL)
    look_through(room, qtbot)
    assert [line.name for line in lines(room) if isinstance(line, Row)] == [MAYAS, SMITHS]
    assert not any(isinstance(line, Section) for line in lines(room))


@pytest.mark.parametrize("inside", [False, True])
def test_j_and_k_go_from_pair_to_pair_in_the_list_and_among_the_fields(room, inside, qtbot):
    if inside:
        room.press(KEY.Key_Right)
    room.press(KEY.Key_J)
    assert current(room) == SMITHS
    qtbot.waitUntil(lambda: "Name: Jon Smith" in kept(room))
    room.press(KEY.Key_K)
    assert current(room) == MAYAS


@pytest.mark.parametrize("name", ["merge", "apart", "skip"])
def test_a_key_that_is_held_down_decides_once(room, name):
    assert not room.window.registry.action(f"duplicates-{name}").autoRepeat()


def test_a_double_click_merges_nobody(room, qtbot):
    place = page(room).side.list.visualRect(page(room).side.list.currentIndex()).center()
    qtbot.mouseDClick(page(room).side.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(people(room)) == 5


def test_single_letters_can_be_switched_off(room):
    room.window.registry.set_single_keys(False)
    room.press(KEY.Key_N)
    room.press(KEY.Key_M)
    room.press(KEY.Key_Right)
    room.press(KEY.Key_J)
    assert (len(people(room)), current(room)) == (5, MAYAS)
    room.press(KEY.Key_Return)
    assert len(people(room)) == 4


def test_buttons_do_what_the_keys_do(room, qtbot):
    buttons = {
        button.text(): button for button in page(room).pane.findChildren(QPushButton) if button.isVisible()
    }
    assert list(buttons) == ["Merge", "Not the same", "Swap", "Skip"]
    for text in ("Skip", "Swap", "Merge"):
        qtbot.mouseClick(buttons[text], Qt.MouseButton.LeftButton)
    assert toast(room) == "Merged Jon Smith into John Smith"
    qtbot.mouseClick(buttons["Not the same"], Qt.MouseButton.LeftButton)
    assert room.says("That was the last pair")


# Taking back


def test_undo_brings_a_merged_pair_back_and_stands_on_it(room):
    room.press(KEY.Key_Return)
    room.press(KEY.Key_Z, CONTROL)
    assert (names(room), current(room)) == ([MAYAS, SMITHS], MAYAS)
    assert len(people(room)) == 5
    room.press(KEY.Key_Y, CONTROL)
    assert names(room) == [SMITHS]


def test_undo_brings_the_last_pair_back_from_the_empty_page(room):
    room.press(KEY.Key_N)
    room.press(KEY.Key_M)
    assert room.says("That was the last pair")
    assert toast(room) == "Merged John Smith into Jon Smith"
    room.press(KEY.Key_Z, CONTROL)
    assert names(room) == [SMITHS]
    room.press(KEY.Key_Z, CONTROL)
    assert (names(room), current(room)) == ([MAYAS, SMITHS], MAYAS)
    assert room.has_keyboard(page(room).side.list)


def test_of_three_who_are_one_the_others_are_still_asked_about(store, rooms, qtbot):
    told(store, "Ana Ruiz ana@x.example", "Ana Ruiz @Acme ana@x.example", "A. Ruiz @Acme")
    room = rooms.enter()
    look_through(room, qtbot)
    before = names(room)
    assert len(before) == 2
    room.press(KEY.Key_Return)
    assert len(names(room)) == 1
    room.press(KEY.Key_Return)
    assert people(room) == ["Ana Ruiz"]
    assert room.says("That was the last pair")


# By others


def test_a_pair_goes_when_one_of_them_is_deleted_elsewhere(room, folder, qtbot):
    john = only(room, "John Smith").person
    changed_elsewhere(folder, lambda connection: delete(connection, john))
    qtbot.waitUntil(lambda: names(room) == [MAYAS])


def test_a_new_pair_is_found_while_one_looks(room, folder, qtbot):
    for line in ("Ana Ruiz ana@x.example", "Anna Ruiz ana@x.example"):
        changed_elsewhere(folder, partial(written, line=line))
    qtbot.waitUntil(lambda: len(names(room)) == 3, timeout=8000)
    assert current(room) == MAYAS


def test_what_cannot_be_stored_is_said_and_the_pair_stays(room, folder):
    engine = open_engine(folder / DATABASE)
    with writing(engine, patience=1):
        room.press(KEY.Key_Return)
    engine.dispose()
    assert room.says("Another program is writing")
    assert names(room) == [MAYAS, SMITHS]
    room.press(KEY.Key_Return)
    assert names(room) == [SMITHS]


# Where there is little room


def test_without_room_for_the_list_the_two_stand_alone_and_say_which_pair_they_are(room, qtbot):
    room.window.resize(900, 560)
    room.press(KEY.Key_1, CONTROL)
    look_through(room, qtbot)
    assert not page(room).side.list.isVisible()
    assert room.says("1 of 2")
    room.press(KEY.Key_J)
    qtbot.waitUntil(lambda: room.says("2 of 2"))
    room.press(KEY.Key_Right)
    assert "Name: Jon Smith" in kept(room)
    room.press(KEY.Key_Space)
    room.press(KEY.Key_M)
    assert sorted(people(room)) == ["Aino Laine", "John Smith", "Maya Chen", "Maya Chen"]
    qtbot.waitUntil(lambda: room.says("1 of 1"))


@pytest.mark.parametrize(("width", "height", "scale"), [(1280, 800, 1.0), (900, 560, 1.0), (900, 560, 2.0)])
def test_everything_fits_at_every_size(room, theme, width, height, scale):
    room.window.resize(width, height)
    theme.set_text_scale(scale)
    QApplication.processEvents()
    area = page(room).pane.area
    inner = area.widget()
    assert inner is not None
    assert inner.minimumSizeHint().width() <= area.viewport().width()
    for cell in page(room).pane.cells:
        if cell.isVisible():
            assert cell.height() >= cell.heightForWidth(cell.width())


# From the People page


def test_the_people_page_says_once_how_many_may_be_kept_twice(store, rooms, qtbot):
    told(store, MAYA, AINO, JON, OTHER_MAYA, JOHN)
    room = rooms.enter()
    room.press(KEY.Key_3, CONTROL)
    qtbot.waitUntil(lambda: room.says("2 people may be kept twice"))
    shown = room.window.page
    assert isinstance(shown, PeoplePage)
    shown.side.twice.look.setFocus()
    room.press(KEY.Key_Return)
    assert names(room) == [MAYAS, SMITHS]
    room.press(KEY.Key_3, CONTROL)
    assert not room.says("may be kept twice")
    room.leave()
    again = rooms.enter()
    again.press(KEY.Key_3, CONTROL)
    with qtbot.assertNotEmitted(again.desk.settings_changed, wait=2500):
        pass
    assert not again.says("may be kept twice")


def test_who_comes_later_is_asked_about(room, qtbot):
    room.press(KEY.Key_1, CONTROL)
    room.enter("Ana Ruiz ana@x.example")
    room.type("Anna Ruiz ana@x.example")
    qtbot.waitUntil(lambda: "Tab" in room.chips()[0])
    room.press(KEY.Key_Tab)
    room.press(KEY.Key_Return)
    room.press(KEY.Key_3, CONTROL)
    qtbot.waitUntil(lambda: room.says("1 person may be kept twice"))


def test_the_question_can_be_put_away(store, rooms, qtbot):
    told(store, JON, JOHN)
    room = rooms.enter()
    room.press(KEY.Key_3, CONTROL)
    qtbot.waitUntil(lambda: room.says("1 person may be kept twice"))
    shown = room.window.page
    assert isinstance(shown, PeoplePage)
    shown.side.twice.dismiss.setFocus()
    room.press(KEY.Key_Return)
    assert not room.says("may be kept twice")
    assert room.has_keyboard(shown.side.list)


def test_after_an_import_the_people_page_says_who_may_be_kept_twice(store, rooms, tmp_path, qtbot):
    told(store, "Ana Ruiz @Acme ana@x.example")
    card = tmp_path / "ana.vcf"
    card.write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Ruiz\r\nEMAIL:ana@x.example\r\nEND:VCARD\r\n")
    room = rooms.enter()
    with qtbot.waitSignal(room.desk.done):
        room.window.workspace.take_paths([card])
        qtbot.waitUntil(lambda: room.says("Nothing is stored yet."))
        room.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: room.says("1 person may be kept twice"))


def test_a_person_is_merged_with_another_who_looks_like_them(store, rooms, qtbot):
    told(store, JON, AINO, JOHN)
    room = rooms.enter()
    on_person(room, "Jon Smith", qtbot)
    room.press(KEY.Key_M, CONTROL)
    assert room.has_keyboard(panel(room).findChild(QLineEdit))
    room.press(KEY.Key_Return)
    assert isinstance(room.window.page, DuplicatesPage)
    assert room.says("Merge two people")
    assert kept(room) == ["Name: Jon Smith"]
    room.press(KEY.Key_Return)
    assert isinstance(room.window.page, PeoplePage)
    assert people(room) == ["Aino Laine", "Jon Smith"]
    assert toast(room) == "Merged John Smith into Jon Smith"
    room.press(KEY.Key_Z, CONTROL)
    assert people(room) == ["Aino Laine", "John Smith", "Jon Smith"]


def test_a_person_is_merged_with_anybody_who_is_found_by_a_few_letters(store, rooms, qtbot):
    told(store, JON, AINO)
    room = rooms.enter()
    on_person(room, "Jon Smith", qtbot)
    room.press(KEY.Key_M, CONTROL)
    room.enter("meetup")
    assert room.says("Nothing but your choice speaks for it.")
    room.press(KEY.Key_M)
    assert people(room) == ["Jon Smith"]


def test_escape_goes_back_to_the_person_and_nothing_has_changed(store, rooms, qtbot):
    told(store, JON, JOHN)
    room = rooms.enter()
    on_person(room, "John Smith", qtbot)
    room.press(KEY.Key_M, CONTROL)
    room.press(KEY.Key_Return)
    room.press(KEY.Key_Escape)
    shown = room.window.page
    assert isinstance(shown, PeoplePage)
    assert shown.pane.head.name.text == "John Smith"
    assert len(people(room)) == 2


def test_two_who_are_chosen_in_the_list_are_compared_at_once(store, rooms, qtbot):
    told(store, JON, AINO)
    room = rooms.enter()
    on_person(room, "Aino Laine", qtbot)
    room.press(KEY.Key_Down, SHIFT)
    room.press(KEY.Key_M, CONTROL)
    assert isinstance(room.window.page, DuplicatesPage)
    assert {"Aino Laine", "Jon Smith"} <= set(texts(room))


def on_person(room: Room, name: str, qtbot: QtBot) -> None:
    """The People page, with the keyboard in the list on somebody."""
    room.press(KEY.Key_3, CONTROL)
    shown = room.window.page
    assert isinstance(shown, PeoplePage)
    shown.side.take_keyboard()
    for _ in range(10):
        line = shown.side.list.currentIndex().data(ROW)
        if isinstance(line, Row) and line.name == name:
            break
        room.press(KEY.Key_J)
    qtbot.waitUntil(lambda: shown.pane.head.name.text == name)


def panel(room: Room):
    found = room.panel()
    assert found is not None
    return found


# The whole way


def test_by_keys_a_field_is_chosen_two_become_one_and_two_again_and_two_who_are_two_are_not_asked_about_again(
    room, rooms, qtbot
):
    room.press(KEY.Key_Right)
    room.press(KEY.Key_Space)
    room.press(KEY.Key_M)
    assert only(room, "Maya Chen").person.title == "CTO"
    room.press(KEY.Key_Z, CONTROL)
    assert names(room) == [MAYAS, SMITHS]
    room.press(KEY.Key_N)
    room.press(KEY.Key_1, CONTROL)
    look_through(room, qtbot)
    assert names(room) == [SMITHS]
    room.leave()
    again = rooms.enter()
    look_through(again, qtbot)
    assert names(again) == [SMITHS]
    assert len(people(again)) == 5
