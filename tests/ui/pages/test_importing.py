"""The Import page, driven by keys in the real window: looked at first, stored as one change, taken back as one."""

import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from companion.storage.queries.naming import person_named
from companion.storage.queries.person import whole_person
from companion.storage.store import Store
from companion.ui.models.importing_words import NOTICED
from companion.ui.pages.importing import ImportPage
from companion.ui.pages.live import LivePage
from companion.ui.pages.people import PeoplePage
from companion.ui.theme import Theme
from companion.ui.widgets.row import ROW, Row
from companion.workflow.exchange.plan import Fate
from companion.workflow.exchange.watch import Stage, Watch
from companion.workflow.person import edit
from tests.ui.evening import CONTROL, KEY, Clock, Room, Rooms, changed_elsewhere
from tests.ui.importing import (
    awaited,
    cards,
    chips,
    go_to,
    imported,
    lines,
    looked_at,
    names,
    names_at,
    page,
    people,
    says,
    somebody,
    texts,
    toast,
    view,
)
from tests.ui.keyboard import type_text

_A_MOMENT = threading.Event()
EVIL = '<b>Bold</b><img src="file:///etc/passwd">'
MAYA = ("FN:Maya Chen", "UID:maya", "TITLE:Engineer", "EMAIL;TYPE=WORK:maya@northwind.example")
AINO = ("FN:Aino Laine", "UID:aino", "ORG:Helsinki AI", "EMAIL:aino@hel.example")
BEN = ("FN:Ben Roth", "UID:ben", "TEL:+49 30 1234567")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    (made / "friends.vcf").write_bytes(cards(MAYA, AINO, BEN))
    return made


@pytest.fixture
def rooms(folder: Path, theme: Theme, qtbot: QtBot) -> Iterator[Rooms]:
    made = Rooms(folder, Clock(), qtbot)
    yield made
    made.put_away()


@pytest.fixture
def room(rooms: Rooms) -> Room:
    return rooms.enter()


# Beginning


def test_a_key_opens_the_page_with_the_keyboard_on_the_first_step(room: Room) -> None:
    room.press(KEY.Key_I, CONTROL)
    assert says(page(room), "Import contacts")
    assert isinstance(QApplication.focusWidget(), QAbstractButton)
    assert QApplication.focusWidget().text() == "Choose files"
    hints = [hint.text for hint in room.window.registry.hints(room.window.registry.context)]
    assert hints[:2] == ["Choose files", "Paste"]


@pytest.mark.parametrize(("number", "key"), [("people", KEY.Key_3), ("live", KEY.Key_1)])
def test_empty_pages_offer_to_import(room: Room, qtbot: QtBot, number: str, key: Qt.Key) -> None:
    room.press(key, CONTROL)
    step = next(
        button
        for button in room.window.findChildren(QAbstractButton)
        if button.isVisible() and button.text() == "Import contacts"
    )
    step.setFocus()
    room.press(KEY.Key_Return)
    assert isinstance(room.window.page, ImportPage)


def test_files_are_chosen_in_a_dialog(room: Room, qtbot: QtBot, files: Path) -> None:
    room.press(KEY.Key_I, CONTROL)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    room.press(KEY.Key_O, CONTROL)
    dialog = room.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(files / "friends.vcf")])
    dialog.close()
    assert sorted(names(awaited(room, qtbot))) == ["Aino Laine", "Ben Roth", "Maya Chen"]


def test_a_folder_and_an_archive_are_looked_into(room: Room, qtbot: QtBot, files: Path) -> None:
    (files / "deep").mkdir()
    (files / "deep" / "more.vcf").write_bytes(cards(("FN:Zoë Groß",)))
    with zipfile.ZipFile(files / "all.zip", "w") as archive:
        archive.writestr("inside/wei.vcf", cards(("FN:Wei Zhang",)))
    shown = looked_at(room, qtbot, files)
    assert sorted(names(shown)) == ["Aino Laine", "Ben Roth", "Maya Chen", "Wei Zhang", "Zoë Groß"]
    assert says(shown, "From 3 files. Nothing is stored yet.")
    go_to(room, qtbot, "Wei Zhang")
    assert says(shown.row, "lines 1–4 of all.zip/inside/wei.vcf")


def test_what_cannot_be_imported_is_said(room: Room, qtbot: QtBot, files: Path) -> None:
    empty = files / "empty"
    empty.mkdir()
    shown = looked_at(room, qtbot, empty)
    assert says(shown.row, "it is a folder without any file that can be imported.")
    assert not shown.button.isEnabled()
    room.window.workspace.take_paths([files / "gone.vcf"])
    qtbot.waitUntil(lambda: says(page(room), "gone.vcf"))
    looked_at(room, qtbot, files / "friends.vcf")
    assert not says(page(room), "gone.vcf")


# Looking


def test_nothing_is_stored_before_the_user_has_seen_it(room: Room, qtbot: QtBot, files: Path) -> None:
    shown = looked_at(room, qtbot, files / "friends.vcf")
    assert lines(shown) == [
        "New 3",
        "Maya Chen: Engineer",
        "Aino Laine: Helsinki AI",
        "Ben Roth: +49 30 1234567",
    ]
    assert shown.button.text() == "Import 3 people"
    assert shown.side.list.hasFocus()
    assert people(room) == 0


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, CONTROL])
def test_enter_imports_and_one_undo_takes_all_back(
    room: Room, qtbot: QtBot, files: Path, modifier: Qt.KeyboardModifier
) -> None:
    looked_at(room, qtbot, files / "friends.vcf")
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return, modifier)
    assert isinstance(room.window.page, PeoplePage)
    assert toast(room) == "Imported 3 people"
    assert [row.name for row in people_rows(room)] == ["Aino Laine", "Ben Roth", "Maya Chen"]
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Z, CONTROL)
    assert people(room) == 0
    qtbot.waitUntil(lambda: toast(room) == "Undone: Imported 3 people")
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Y, CONTROL)
    assert people(room) == 3


def people_rows(room: Room) -> list[Row]:
    shown = room.window.page
    assert isinstance(shown, PeoplePage)
    model = shown.side.list.model()
    return [model.index(place, 0).data(ROW) for place in range(model.rowCount())]


def test_an_undo_keeps_those_whom_the_user_has_changed_and_says_so(
    room: Room, qtbot: QtBot, files: Path
) -> None:
    imported(room, qtbot, files / "friends.vcf")
    ben = somebody(room, "Ben Roth")
    changed_elsewhere(
        room.desk.folder,
        lambda connection: edit(connection, person=ben, values={"title": ["Baker"]}, region="DE")[1],
    )
    # That edit is of this user as well: the import is taken back by its name.
    from companion.storage import journal
    from companion.workflow import history

    entries = room.desk.read(journal.undoable_entries, ben.id and owner(room), limit=9)
    name = next(str(entry.id) for entry in entries if entry.label == "import")
    with qtbot.waitSignal(room.desk.done):
        room.desk.change(lambda connection: history.undo(connection, name))
    assert toast(room) == "2 removed, 1 kept: you changed them"
    assert people(room) == 1


def owner(room: Room) -> object:
    from companion.storage.store import owner_of

    return room.desk.read(owner_of)


def test_the_same_file_again_changes_nothing(room: Room, qtbot: QtBot, files: Path) -> None:
    imported(room, qtbot, files / "friends.vcf")
    shown = looked_at(room, qtbot, files / "friends.vcf")
    assert chips(shown) == ["All 3", "Unchanged 3"]
    assert shown.button.text() == "Nothing to import"
    assert not shown.button.isEnabled()
    room.press(KEY.Key_Return)
    assert view(room).isVisible()


def test_an_update_shows_each_field_as_it_is_and_as_it_will_be(room: Room, qtbot: QtBot, files: Path) -> None:
    imported(room, qtbot, files / "friends.vcf")
    changed = (
        "FN:Maya Chen",
        "UID:maya",
        "TITLE:CTO",
        "EMAIL;TYPE=WORK:maya@new.example",
        "TEL:+372 5555 0142",
    )
    (files / "newer.vcf").write_bytes(cards(changed))
    shown = looked_at(room, qtbot, files / "newer.vcf")
    assert lines(shown)[0] == "Updates 1"
    assert lines(shown)[1].startswith("Maya Chen: Title: Engineer → CTO")
    spoken = [
        part.accessibleName() for part in shown.row.findChildren(QWidget) if "→" in part.accessibleName()
    ]
    assert spoken == [
        "Title: Engineer → CTO.",
        "E-mail: maya@northwind.example → maya@new.example.",
        "Phone: nothing → +372 5555 0142.",
    ]
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)
    assert toast(room) == "Imported 1 person"
    assert somebody(room, "Maya Chen").title == "CTO"
    assert people(room) == 3


def test_what_the_user_changed_stays_and_is_told(room: Room, qtbot: QtBot, files: Path) -> None:
    imported(room, qtbot, files / "friends.vcf")
    maya = somebody(room, "Maya Chen")
    room.desk.change(lambda connection: edit(connection, person=maya, values={"title": ["VP"]}, region="DE"))
    (files / "newer.vcf").write_bytes(cards((*MAYA[:2], "TITLE:CTO", MAYA[3], "NOTE:likes tea")))
    shown = looked_at(room, qtbot, files / "newer.vcf")
    assert says(shown.row, "You changed it yourself: it stays as it is.")
    assert "yours stays" in texts(shown.row)
    assert not says(shown.row, "What was noticed")
    assert "Title stays yours" in lines(shown)[1]
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)
    assert somebody(room, "Maya Chen").title == "VP"


def test_a_possible_duplicate_says_who_it_may_be_and_leaves_the_way_back(
    room: Room, qtbot: QtBot, files: Path
) -> None:
    imported(room, qtbot, files / "friends.vcf")
    (files / "again.vcf").write_bytes(cards(("FN:A. Laine", "EMAIL:aino@hel.example"), ("FN:Wei Zhang",)))
    shown = looked_at(room, qtbot, files / "again.vcf")
    assert chips(shown) == ["All 2", "Possible duplicates 1", "New 1"]
    assert says(shown.row, "Both have aino@hel.example")
    look = next(
        b for b in shown.row.findChildren(QAbstractButton) if b.accessibleName() == "Look at Aino Laine"
    )
    look.setFocus()
    room.press(KEY.Key_Return)
    assert isinstance(room.window.page, PeoplePage)
    qtbot.waitUntil(lambda: room.says("Aino Laine"))
    room.press(KEY.Key_I, CONTROL)
    assert names(view(room)) == ["A. Laine", "Wei Zhang"]
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return, CONTROL)
    assert people(room) == 5


def test_what_is_refused_says_where_it_stands_and_why(room: Room, qtbot: QtBot, files: Path) -> None:
    (files / "mixed.vcf").write_bytes(cards(MAYA, ("NOTE:nobody",), BEN))
    (files / "page.vcf").write_text("<!DOCTYPE html><html><body>Not found</body></html>")
    shown = looked_at(room, qtbot, files / "mixed.vcf", files / "page.vcf")
    assert "Refused 2" in chips(shown)
    assert names(shown)[1] == "page.vcf"
    assert says(shown.row, "There is no name, organisation, e-mail address or phone number in it.")
    assert says(shown.row, "lines 8–11 of mixed.vcf")
    go_to(room, qtbot, "page.vcf")
    assert says(shown.row, "There is nothing to import in this file: it is a web page.")
    assert shown.button.text() == "Import 2 people"


def test_groups_are_looked_at_alone(room: Room, qtbot: QtBot, files: Path) -> None:
    (files / "mixed.vcf").write_bytes(cards(MAYA, ("NOTE:nobody",), (*BEN, "BDAY:soon")))
    shown = looked_at(room, qtbot, files / "mixed.vcf")
    assert chips(shown) == ["All 3", "Refused 1", "New 2", "With remarks 1"]
    shown.side.choose_group(Fate.NEW)
    assert names(shown) == ["Maya Chen", "Ben Roth"]
    shown.side.choose_group(NOTICED)
    assert names(shown) == ["Ben Roth"]
    qtbot.waitUntil(lambda: says(shown.row, "“soon” does not fit as the birthday"))
    shown.side.choose_group(None)
    assert len(names(shown)) == 3


def test_a_new_card_is_shown_with_all_it_says(room: Room, qtbot: QtBot, files: Path) -> None:
    ana = (
        "FN:Ana Ruiz",
        "ORG:Acme;Finance",
        "TEL;TYPE=CELL:+34 600 111 222",
        "ADR;TYPE=WORK:;;Calle Mayor 1;Madrid;;28013;España",
        "BDAY:1985-04-12",
        "CATEGORIES:finance",
        "NOTE:likes tea",
    )
    (files / "ana.vcf").write_bytes(cards(ana))
    shown = looked_at(room, qtbot, files / "ana.vcf")
    for told in (
        "+34 600 111 222",
        "Calle Mayor 1, Madrid, 28013, España",
        "12 April 1985",
        "finance",
        "likes tea",
    ):
        assert says(shown.row, told), told
    assert "mobile" in texts(shown.row)


def test_start_over_forgets_what_was_read(room: Room, qtbot: QtBot, files: Path) -> None:
    looked_at(room, qtbot, files / "friends.vcf")
    room.press(KEY.Key_Escape)
    assert says(page(room), "Import contacts")
    assert QApplication.focusWidget().text() == "Choose files"
    assert people(room) == 0


def test_a_change_elsewhere_is_taken_into_account(room: Room, qtbot: QtBot, files: Path) -> None:
    imported(room, qtbot, files / "friends.vcf")
    (files / "again.vcf").write_bytes(cards(("FN:A. Laine", "EMAIL:aino@hel.example")))
    shown = looked_at(room, qtbot, files / "again.vcf")
    assert chips(shown) == ["All 1", "Possible duplicates 1"]
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: chips(shown) == ["All 1", "New 1"])


def test_what_no_field_holds_is_shown_with_the_person(room: Room, qtbot: QtBot, files: Path) -> None:
    (files / "maya.vcf").write_bytes(cards((*MAYA, "NICKNAME:May", "X-FAVOURITE-TEA:green"), AINO))
    imported(room, qtbot, files / "maya.vcf")
    shown = room.window.page
    assert isinstance(shown, PeoplePage)
    room.press(KEY.Key_Down)
    qtbot.waitUntil(lambda: shown.pane.head.name.text == "Aino Laine")
    assert not says(shown, "From their card")
    room.press(KEY.Key_Down)
    qtbot.waitUntil(lambda: shown.pane.head.name.text == "Maya Chen")
    assert says(shown, "From their card")
    assert says(shown, "May")


# How it was read


def test_another_encoding_is_seen_at_once(room: Room, qtbot: QtBot, files: Path) -> None:
    (files / "old.vcf").write_bytes(cards(("FN:Žofie Dvořáková",)).decode().encode("cp1250"))
    shown = looked_at(room, qtbot, files / "old.vcf")
    assert names(shown) != ["Žofie Dvořáková"]
    room.press(KEY.Key_R)
    assert shown.reading.encoding.hasFocus()
    while shown.reading.encoding.currentData() != "windows-1250":
        room.press(KEY.Key_Down)
    qtbot.waitUntil(lambda: names(shown) == ["Žofie Dvořáková"])
    assert says(shown.reading, "Žofie Dvořáková")
    assert shown.reading.encoding.hasFocus()
    room.press(KEY.Key_Escape)
    assert shown.side.list.hasFocus()


TABLE = "Wer;Firma;Farbe;Mobil\r\nJürgen Groß;Straßenbau;blau;0170 1234567\r\nZoë Müller;Café Süd;rot;0171 7654321\r\n"


def test_columns_are_mapped_and_remembered(room: Room, qtbot: QtBot, files: Path) -> None:
    (files / "people.csv").write_text(TABLE, encoding="utf-8")
    shown = looked_at(room, qtbot, files / "people.csv")
    room.press(KEY.Key_R)
    boxes = {box.accessibleName(): box for box in shown.reading.combos()[1:]}
    assert {name: box.currentData() for name, box in boxes.items()} | {
        "Field of the column Firma": "organisation",
        "Field of the column Mobil": "phone:mobile",
    } == {name: box.currentData() for name, box in boxes.items()}
    colour = boxes["Field of the column Farbe"]
    assert colour.currentData() == "ignore"
    choose(room, colour, "tags")
    choose(room, boxes["Field of the column Wer"], "name")
    qtbot.waitUntil(lambda: sorted(names(shown)) == ["Jürgen Groß", "Zoë Müller"])
    shown.take_keyboard()
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)
    tagged = room.desk.read(person_named, "Jürgen Groß")
    assert [tag.name for tag in room.desk.read(whole_person, tagged.id).tags] == ["blau"]
    (files / "more.csv").write_text(TABLE.replace("Groß", "Klein"), encoding="utf-8")
    shown = looked_at(room, qtbot, files / "more.csv")
    boxes = {box.accessibleName(): box for box in shown.reading.combos()[1:]}
    assert boxes["Field of the column Farbe"].currentData() == "tags"


def choose(room: Room, box: QWidget, value: str) -> None:
    from companion.ui.widgets.input import ComboBox

    assert isinstance(box, ComboBox)
    box.setFocus()
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    QApplication.processEvents()


def test_a_table_of_many_columns_shows_the_filled_ones_first(room: Room, qtbot: QtBot, files: Path) -> None:
    titles = ["Name", *(f"Column {number}" for number in range(60))]
    row = ["Ana Ruiz", *("" for _ in range(59)), "last"]
    (files / "wide.csv").write_text(f"{','.join(titles)}\n{','.join(row)}\n", encoding="utf-8")
    shown = looked_at(room, qtbot, files / "wide.csv")
    room.press(KEY.Key_R)
    boxes = [box.accessibleName() for box in shown.reading.combos()[1:]]
    assert boxes[:2] == ["Field of the column Name", "Field of the column Column 59"]
    assert len(boxes) == 24
    more = next(b for b in shown.reading.findChildren(QAbstractButton) if b.text() == "37 more columns")
    more.setFocus()
    room.press(KEY.Key_Return)
    assert len(shown.reading.combos()) == 62
    assert room.has_keyboard(shown.reading.combos()[25])


# Stopping


def endless(paths: object, choices: object, *, watch: Watch) -> object:
    done = 0
    while True:
        done += 200
        watch.step(Stage.READING, done, 0)
        _A_MOMENT.wait(0.001)


def test_reading_says_how_far_it_is_and_is_called_off_by_esc(
    room: Room, qtbot: QtBot, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("companion.ui.models.importing.read_sources", endless)
    room.window.workspace.take_paths([files])
    qtbot.waitUntil(lambda: says(page(room), " so far"))
    room.press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: says(page(room), "Import contacts"))
    assert QApplication.focusWidget().text() == "Choose files"
    monkeypatch.undo()
    looked_at(room, qtbot, files / "friends.vcf")


def test_a_new_choice_of_files_calls_off_the_one_before(
    room: Room, qtbot: QtBot, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("companion.ui.models.importing.read_sources", endless)
    room.window.workspace.take_paths([files])
    monkeypatch.undo()
    shown = looked_at(room, qtbot, files / "friends.vcf")
    assert len(names(shown)) == 3


def test_saving_is_called_off_whole(
    room: Room, qtbot: QtBot, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply = Store.apply

    def waiting(self: Store, *args: object, **options: object) -> int:
        cancelled = options["cancelled"]
        assert callable(cancelled)
        while not cancelled():
            _A_MOMENT.wait(0.001)
        return apply(self, *args, **options)  # type: ignore[arg-type]

    looked_at(room, qtbot, files / "friends.vcf")
    monkeypatch.setattr(Store, "apply", waiting)
    room.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: says(page(room), "Saving"))
    room.press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: view(room).isVisible())
    assert says(view(room), "Stopped. Nothing was changed.")
    assert people(room) == 0
    monkeypatch.undo()
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)
    assert people(room) == 3


def test_the_data_is_copied_before_an_import(room: Room, qtbot: QtBot, files: Path) -> None:
    imported(room, qtbot, files / "friends.vcf")
    assert (room.desk.folder / "backups" / "companion-before-import.db").exists()


# Dropping and pasting


def drop(room: Room, data: QMimeData) -> bool:
    """Drag over the capture line and let go; whether the window takes it."""
    handle = room.window.windowHandle()
    action, no_keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    where = QPointF(room.window.width() / 2, room.window.height() / 2)
    over = QDragEnterEvent(where.toPoint(), action, data, Qt.MouseButton.LeftButton, no_keys)
    QApplication.sendEvent(handle, over)
    if not over.isAccepted():
        return False
    QApplication.sendEvent(handle, QDropEvent(where, action, data, Qt.MouseButton.LeftButton, no_keys))
    return True


def dragged(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_files_are_dropped_anywhere_in_the_window(room: Room, qtbot: QtBot, files: Path) -> None:
    assert isinstance(room.window.page, LivePage)
    room.line.editor.setFocus()
    assert drop(room, dragged(files / "friends.vcf"))
    assert len(names(awaited(room, qtbot))) == 3
    assert room.line.text == ""


def test_a_card_is_dropped_as_text(room: Room, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setData("text/vcard", cards(MAYA))
    assert drop(room, data)
    assert names(awaited(room, qtbot)) == ["Maya Chen"]


def test_other_things_are_left_to_the_fields(room: Room) -> None:
    text, address = QMimeData(), QMimeData()
    text.setText("Ana Ruiz")
    address.setUrls([QUrl("https://example.org/friends.vcf")])
    assert not drop(room, text)
    assert isinstance(room.window.page, LivePage)
    drop(room, address)
    assert isinstance(room.window.page, LivePage)


def test_files_dropped_before_the_data_is_open_wait_for_it(rooms: Rooms, qtbot: QtBot, files: Path) -> None:
    room = rooms.make()
    room.window.workspace.take_paths([files / "friends.vcf"])
    room.open()
    assert len(names(awaited(room, qtbot))) == 3


def test_a_card_is_pasted(room: Room, qtbot: QtBot) -> None:
    room.press(KEY.Key_I, CONTROL)
    QGuiApplication.clipboard().setText("just words")
    room.press(KEY.Key_V, CONTROL)
    assert says(page(room), "There is no contact card and no file in the clipboard.")
    QGuiApplication.clipboard().setText("\n" + cards(AINO).decode())
    room.press(KEY.Key_V, CONTROL)
    assert names(awaited(room, qtbot)) == ["Aino Laine"]
    QGuiApplication.clipboard().clear()


# Everybody


def test_foreign_text_is_shown_as_it_is_and_every_control_has_a_name(
    room: Room, qtbot: QtBot, files: Path
) -> None:
    evil = (f"FN:{EVIL}", f"TITLE:{EVIL}", f"EMAIL:{EVIL}", f"NOTE:{EVIL}", f"BDAY:{EVIL}")
    (files / "evil.vcf").write_bytes(cards(evil, (f"NOTE:{EVIL}",)))
    (files / "evil.csv").write_text(f'Name;"{EVIL}";Mobil\n{EVIL};{EVIL};1\n', encoding="utf-8")
    shown = looked_at(room, qtbot, files / "evil.vcf", files / "evil.csv")
    for _ in range(4):
        room.press(KEY.Key_J)
        qtbot.waitUntil(lambda: says(shown.row, names_at(shown)))
        assert [
            label.text()
            for label in page(room).findChildren(QLabel)
            if label.textFormat() is not Qt.TextFormat.PlainText
        ] == []
    focusable = [
        one
        for one in page(room).findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None and one.isVisible()
    ]
    own = [one.text() if isinstance(one, QAbstractButton) else "" for one in focusable]
    nameless = [one for one, text in zip(focusable, own, strict=True) if not (one.accessibleName() or text)]
    assert nameless == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_at_the_smallest_size_and_large_text_everything_can_be_reached(
    room: Room, theme: Theme, qtbot: QtBot, files: Path, scale: float
) -> None:
    theme.set_text_scale(scale)
    room.window.resize(900, 560)
    shown = looked_at(room, qtbot, files / "friends.vcf")
    QApplication.processEvents()
    for button in (shown.button, shown.discard, shown.reading_tab):
        assert button.width() >= button.sizeHint().width()
        right = button.mapTo(shown.widget(), button.rect().topRight()).x()
        assert right <= shown.viewport().width()
    assert shown.side.list.hasFocus()
    room.press(KEY.Key_R)
    assert shown.reading.encoding.hasFocus()
    assert shown.reading.encoding.isVisible()
    room.press(KEY.Key_Escape)
    assert shown.side.list.hasFocus()
    assert shown.side.isVisible()


def test_letters_typed_elsewhere_do_not_import(room: Room, qtbot: QtBot, files: Path) -> None:
    shown = looked_at(room, qtbot, files / "friends.vcf")
    shown.discard.setFocus()
    type_text(shown.discard, "x")
    assert view(room).isVisible()
    assert people(room) == 0


def test_nothing_is_imported_as_it_was_read_before(room: Room, qtbot: QtBot, files: Path) -> None:
    (files / "old.vcf").write_bytes(cards(("FN:Žofie Dvořáková",)).decode().encode("cp1250"))
    shown = looked_at(room, qtbot, files / "old.vcf")
    room.press(KEY.Key_R)
    while shown.reading.encoding.currentData() != "windows-1250":
        room.press(KEY.Key_Down)
    room.press(KEY.Key_Return, CONTROL)
    assert not shown.button.isEnabled()
    assert people(room) == 0
    qtbot.waitUntil(shown.button.isEnabled)
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return, CONTROL)
    assert somebody(room, "Žofie Dvořáková")


def test_events_of_a_calendar_are_imported_and_the_page_stays(room: Room, qtbot: QtBot, files: Path) -> None:
    event = (
        "BEGIN:VEVENT",
        "UID:mixer-1",
        "DTSTART:20260602T180000Z",
        "DTEND:20260602T210000Z",
        "SUMMARY:Harbour mixer",
        "LOCATION:Pier 3",
        "END:VEVENT",
    )
    lines_of_file = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", *event, "END:VCALENDAR", "")
    (files / "mixer.ics").write_bytes("\r\n".join(lines_of_file).encode())
    shown = looked_at(room, qtbot, files / "mixer.ics")
    assert names(shown) == ["Harbour mixer"]
    assert shown.button.text() == "Import 1 event"
    with qtbot.waitSignal(room.desk.done):
        room.press(KEY.Key_Return)
    assert isinstance(room.window.page, ImportPage)
    assert toast(room) == "Imported 1 event"
