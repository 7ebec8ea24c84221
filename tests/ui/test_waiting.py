from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from companion.model.error import BusyError, CompanionError, NoRunningEventError
from companion.ui.waiting import TypedLine, WaitingLines, restored, written

NOW = datetime(2026, 5, 12, 19, tzinfo=UTC)


class Shelf:
    """Keeps lines, or refuses them for as long as `error` is set."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.error: CompanionError | None = None

    def keep(self, line: TypedLine) -> None:
        if self.error is not None:
            raise self.error
        self.kept.append(line.text)


@pytest.fixture
def shelf(qtbot: QtBot) -> Shelf:
    return Shelf()


@pytest.fixture
def waiting(shelf: Shelf) -> WaitingLines:
    return WaitingLines(shelf.keep)


def line(text: str) -> TypedLine:
    return TypedLine(text, NOW)


def test_lines_are_kept_by_themselves_and_in_order(shelf, waiting, qtbot):
    waiting.add(line("one"), line("two"))
    waiting.add(line("three"))
    qtbot.waitUntil(lambda: not waiting.lines)
    assert shelf.kept == ["one", "two", "three"]


def test_a_busy_store_is_tried_again_without_a_word(shelf, waiting, qtbot):
    shelf.error = BusyError()
    said = []
    waiting.refused.connect(said.append)
    waiting.add(line("one"))
    waiting.flush()
    assert [some.text for some in waiting.lines] == ["one"]
    shelf.error = None
    qtbot.waitUntil(lambda: shelf.kept == ["one"])
    assert said == []


def test_another_trouble_is_said_once_and_the_line_goes_on_waiting(shelf, waiting, qtbot):
    shelf.error = NoRunningEventError()
    said = []
    waiting.refused.connect(said.append)
    waiting.add(line("one"))
    waiting.flush()
    waiting.flush()
    assert said == [shelf.error]
    shelf.error = None
    qtbot.waitUntil(lambda: shelf.kept == ["one"])


def test_no_line_is_kept_before_the_one_in_front_of_it(shelf, waiting):
    shelf.error = BusyError()
    waiting.add(line("one"), line("two"))
    waiting.flush()
    shelf.error = None
    waiting.flush()
    assert shelf.kept == ["one", "two"]


def test_the_draft_tells_lines_for_the_last_person_apart():
    lines = (line("Nina Roth"), TypedLine("an artist", NOW, to_last=True))
    assert written(lines) == ("Nina Roth", "\tan artist")
    assert tuple(restored(some, NOW) for some in written(lines)) == lines
