"""Codes of a text that changes: seen at once, then drawn as well as can be; the newest alone counts."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from companion.model.error import CodeTooLargeError
from companion.qr.draw import draw
from companion.ui.drawing import CodeDrawing
from companion.ui.jobs import Jobs


@pytest.fixture
def drawing(qtbot: QtBot) -> Iterator[CodeDrawing]:
    jobs = Jobs()
    yield CodeDrawing(jobs, jobs)
    jobs.finish()


def test_the_first_code_is_drawn_on_a_thread(drawing: CodeDrawing, qtbot: QtBot) -> None:
    with qtbot.waitSignal(drawing.drawn):
        drawing.want("first")
        assert drawing.symbol is None
    assert drawing.symbol == draw("first")
    drawing.want("first")
    assert drawing.symbol == draw("first")


def test_a_change_is_seen_at_once_and_settles(drawing: CodeDrawing, qtbot: QtBot) -> None:
    drawing.want("first")
    drawing.settle()
    assert drawing.symbol == draw("first")
    drawing.want("a longer text than before")
    assert drawing.symbol is not None
    assert drawing.symbol.text == "a longer text than before"
    best = draw("a longer text than before")
    quick = drawing.symbol
    assert quick != best
    with qtbot.waitSignal(drawing.drawn):
        pass
    assert drawing.symbol == best


def test_of_several_the_newest_is_shown(drawing: CodeDrawing, qtbot: QtBot) -> None:
    drawing.want("first")
    drawing.want("second")
    with qtbot.waitSignal(drawing.drawn):
        drawing.want("third")
    assert drawing.symbol == draw("third")


def test_what_is_too_much_is_no_code_until_it_is_less(drawing: CodeDrawing, qtbot: QtBot) -> None:
    with qtbot.waitSignal(drawing.drawn):
        drawing.want("x" * 2000)
    assert drawing.symbol is None
    assert isinstance(drawing.error, CodeTooLargeError)
    drawing.want("y" * 2000)
    assert isinstance(drawing.error, CodeTooLargeError)
    drawing.want("less")
    assert drawing.error is None
    assert drawing.symbol is not None
    drawing.settle()
    drawing.settle()
    assert drawing.symbol == draw("less")


def test_nothing_is_drawn_before_anything_is_wanted(drawing: CodeDrawing) -> None:
    drawing.settle()
    assert drawing.symbol is None
    assert drawing.error is None
