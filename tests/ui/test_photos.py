"""The photos of people, on their page and in lists: read when they are drawn, initials until then."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.model.blob import Blob
from companion.model.change import Change, ChangeSet, Label
from companion.model.identity import new_id
from companion.model.person import Person
from companion.storage.store import Store
from companion.ui.actions import Actions
from companion.ui.desk import Desk
from companion.ui.pages.people import PeoplePage
from companion.ui.photos import Photos
from companion.ui.theme import Theme
from companion.ui.widgets.avatar import Avatar
from tests.ui.keyboard import shown

NOW = datetime(2026, 5, 12, 21, tzinfo=UTC)
MAGENTA = "#ff00ff"


def photo(colour: str = MAGENTA) -> Blob:
    kept = BytesIO()
    Image.new("RGB", (60, 60), colour).save(kept, "PNG")
    return Blob.of("image/png", kept.getvalue())


def add(store: Store, *people: Person, blobs: tuple[Blob, ...] = ()) -> None:
    changes = tuple(Change.add(one) for one in people)
    store.apply(ChangeSet(Label.IMPORT, changes, blobs=blobs), at=NOW)


def somebody(name: str, blob: Blob | None = None) -> Person:
    return Person(new_id(), name, photo=blob.digest if blob is not None else None)


@pytest.fixture
def desk(store: Store, folder: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(folder, lambda: NOW)
    with qtbot.waitSignal(made.opened):
        made.open()
    yield made
    made.close()


def colours(widget: QWidget, rect: QRect | None = None) -> set[str]:
    image: QImage = widget.grab(rect or widget.rect()).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def entered(desk: Desk, qtbot: QtBot) -> PeoplePage:
    room = QWidget()
    page = PeoplePage(desk, Actions(room))
    QVBoxLayout(room).addWidget(page)
    shown(qtbot, room, 1072, 760)
    page.arrive()
    return page


def test_a_person_is_shown_by_photo_in_the_list_and_on_their_page(
    store: Store, desk: Desk, theme: Theme, qtbot: QtBot
) -> None:
    add(store, somebody("Ada Byron", photo()), somebody("Ben Roth"), blobs=(photo(),))
    page = entered(desk, qtbot)
    head = page.pane.head.findChild(Avatar)
    rows = page.side.list
    qtbot.waitUntil(lambda: page.pane.head.name.text == "Ada Byron")
    qtbot.waitUntil(lambda: MAGENTA in colours(head))
    first, second = (rows.visualRect(rows.model().index(place, 0)) for place in (0, 1))
    qtbot.waitUntil(lambda: MAGENTA in colours(rows.viewport(), first))
    assert MAGENTA not in colours(rows.viewport(), second)


def test_until_a_photo_is_read_there_are_initials(
    store: Store, desk: Desk, theme: Theme, qtbot: QtBot
) -> None:
    add(store, somebody("Ada Byron", photo()), blobs=(photo(),))
    avatar = Avatar("Ada Byron", 40)
    avatar.set_faces(desk.photos)
    initials = colours(shown(qtbot, avatar))
    with qtbot.waitSignal(desk.photos.changed):
        avatar.set_name("Ada Byron", photo().digest)
        assert colours(avatar) == initials
    assert MAGENTA in colours(avatar)


@pytest.mark.parametrize("content", [b"no picture", b"<svg/>", photo().content[:90]])
def test_what_is_no_picture_leaves_the_initials(
    store: Store, desk: Desk, theme: Theme, qtbot: QtBot, content: bytes
) -> None:
    broken = Blob.of("image/png", content)
    add(store, somebody("Ada Byron", broken), somebody("Ben Roth", photo()), blobs=(broken, photo()))
    photos = desk.photos
    assert photos.face(broken.digest, 40) is None
    with qtbot.waitSignal(photos.changed):
        assert photos.face(photo().digest, 40) is None
    assert photos.face(broken.digest, 40) is None
    assert photos.face(photo().digest, 40) is not None


def test_a_photo_that_is_gone_is_asked_for_once(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[object] = []
    read = desk.read
    monkeypatch.setattr(desk, "read", lambda *args, **options: reads.append(args) or read(*args, **options))
    photos = desk.photos
    assert photos.face("gone", 40) is None
    qtbot.waitUntil(lambda: len(reads) == 1)
    desk.jobs.finish()
    for _ in range(3):
        photos.face("gone", 40)
    assert len(reads) == 1


def test_a_list_of_many_asks_for_the_photos_that_are_drawn_only(
    store: Store, desk: Desk, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [Person(new_id(), f"Person {number:04}", photo=f"{number:064}") for number in range(300)]
    asked: set[str] = set()
    monkeypatch.setattr(Photos, "face", lambda _self, digest, _side: asked.add(digest))
    add(store, *people)
    page = entered(desk, qtbot)
    rows = page.side.list
    assert rows.model().rowCount() >= 100
    qtbot.waitUntil(lambda: people[0].photo in asked)
    assert len(asked) < 20
    rows.setCurrentIndex(rows.model().index(90, 0))
    qtbot.waitUntil(lambda: people[90].photo in asked)
    assert people[50].photo not in asked


def test_the_rows_last_drawn_come_first_and_those_long_gone_are_not_read(desk: Desk, qtbot: QtBot) -> None:
    read: list[str] = []

    def portraits(keys: Sequence[tuple[str, int]]) -> dict[tuple[str, int], None]:
        read.extend(digest for digest, _ in keys)
        return dict.fromkeys(keys)

    photos = Photos(desk.jobs, portraits)
    for number in range(1000):
        photos.face(str(number), 40)
    qtbot.waitUntil(lambda: "999" in read and not photos.is_busy)
    assert read[0] == "0"
    assert read[1] == "999"
    assert 40 < len(read) < 60
