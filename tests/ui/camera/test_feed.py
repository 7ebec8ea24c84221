"""Frames into the sink, codes out: from a test, from a program, and from the screen."""

import gc
import weakref
from collections.abc import Iterator
from threading import Event

import pytest
from PySide6 import QtMultimedia
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from companion.model.code import Code
from companion.qr.frame import FrameReader
from companion.qr.luma import Luma
from companion.ui.camera.feed import Feed
from tests.ui.scanning import code_image


@pytest.fixture
def feed(qtbot: QtBot) -> Iterator[Feed]:
    made = Feed(missed_after=150)
    yield made
    made.end()


def texts(seen: list[tuple[tuple[Code, ...], QSize]]) -> list[str]:
    return [code.text for codes, _ in seen for code in codes]


def listen(feed: Feed) -> list[tuple[tuple[Code, ...], QSize]]:
    seen: list[tuple[tuple[Code, ...], QSize]] = []
    feed.seen.connect(lambda codes, size: seen.append((codes, size)))
    return seen


def test_a_code_in_a_frame_is_read_and_its_frame_shown(feed: Feed, qtbot: QtBot) -> None:
    seen, pictures = listen(feed), []
    feed.pictured.connect(pictures.append)
    feed.begin()
    feed.sink.setVideoFrame(QtMultimedia.QVideoFrame(code_image("Companion")))
    qtbot.waitUntil(lambda: texts(seen) == ["Companion"])
    assert seen[0][1] == QSize(440, 440)
    assert isinstance(pictures[0], QImage)


def test_nothing_is_read_while_it_is_off(feed: Feed, qtbot: QtBot) -> None:
    seen = listen(feed)
    feed.sink.setVideoFrame(QtMultimedia.QVideoFrame(code_image("before")))
    feed.begin()
    feed.sink.setVideoFrame(QtMultimedia.QVideoFrame(code_image("while")))
    qtbot.waitUntil(lambda: "while" in texts(seen))
    feed.end()
    feed.sink.setVideoFrame(QtMultimedia.QVideoFrame(code_image("after")))
    feed.begin()
    feed.sink.setVideoFrame(QtMultimedia.QVideoFrame(code_image("again")))
    qtbot.waitUntil(lambda: "again" in texts(seen))
    assert texts(seen) == ["while", "again"]


def test_equal_frames_are_read_once(feed: Feed, qtbot: QtBot) -> None:
    seen = listen(feed)
    feed.begin()
    frame = QtMultimedia.QVideoFrame(code_image("Companion"))
    for _ in range(2):
        feed.sink.setVideoFrame(frame)
    feed.sink.setVideoFrame(QtMultimedia.QVideoFrame(code_image("last")))
    qtbot.waitUntil(lambda: "last" in texts(seen))
    assert texts(seen).count("Companion") <= 1


def test_of_frames_that_come_too_fast_only_the_newest_is_read(
    feed: Feed, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = FrameReader.read

    all_came = Event()

    def slow(reader: FrameReader, luma: Luma) -> tuple[Code, ...]:
        all_came.wait(10)
        return read(reader, luma)

    monkeypatch.setattr(FrameReader, "read", slow)
    seen = listen(feed)
    feed.begin()
    for number in range(12):
        feed.sink.setVideoFrame(QtMultimedia.QVideoFrame(code_image(f"Frame {number}")))
    all_came.set()
    qtbot.waitUntil(lambda: "Frame 11" in texts(seen))
    assert len(texts(seen)) <= 3
    assert feed.slot.dropped >= 9


def test_missing_frames_are_noticed_and_so_is_that_they_come_again(feed: Feed, qtbot: QtBot) -> None:
    with qtbot.waitSignal(feed.stayed_away):
        feed.begin()
    with qtbot.waitSignal(feed.came):
        feed.sink.setVideoFrame(QtMultimedia.QVideoFrame(code_image("Companion")))
    with qtbot.waitSignal(feed.stayed_away):
        pass


def test_the_thread_ends_with_the_feed(feed: Feed, qtbot: QtBot) -> None:
    feed.begin()
    thread = weakref.ref(feed._thread)
    feed.end()
    gc.collect()
    assert thread() is None or not thread().is_alive()
    assert not feed.is_on


def test_frames_of_a_program_end_in_the_same_sink(feed: Feed, qtbot: QtBot) -> None:
    seen = listen(feed)
    session, source = QtMultimedia.QMediaCaptureSession(), QtMultimedia.QVideoFrameInput()
    session.setVideoFrameInput(source)
    session.setVideoSink(feed.sink)
    feed.begin()
    source.sendVideoFrame(QtMultimedia.QVideoFrame(code_image("Companion")))
    qtbot.waitUntil(lambda: texts(seen) == ["Companion"])
