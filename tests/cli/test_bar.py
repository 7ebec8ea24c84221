"""How far long work has come, on a terminal and where there is none."""

import io

import pytest

from companion.cli.bar import Bar
from companion.workflow.exchange.watch import Stage


class Terminal(io.StringIO):
    """What a terminal is written to."""

    def isatty(self):
        return True


@pytest.fixture
def opened(monkeypatch):
    """Put a terminal in the place of stderr; the runner of the tests puts its own there before each."""

    def made():
        shown = Terminal()
        monkeypatch.setattr("sys.stderr", shown)
        return shown

    return made


def test_the_bar_grows_and_is_taken_away_at_the_end(opened):
    terminal = opened()
    bar = Bar(quiet=False)
    bar.watch.step(Stage.READING, 200, 0)
    bar.watch.step(Stage.SAVING, 5, 10)
    assert "Reading 200" in terminal.getvalue()
    assert f"Saving [{'#' * 12}{'.' * 12}] 5 / 10" in terminal.getvalue()
    bar.clear()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_what_has_not_changed_is_not_written_again(opened):
    terminal = opened()
    bar = Bar(quiet=False)
    bar.watch.step(Stage.SAVING, 5, 10)
    written = terminal.getvalue()
    assert written
    bar.watch.step(Stage.SAVING, 5, 10)
    assert terminal.getvalue() == written


def test_nothing_is_shown_when_it_is_not_wanted_or_nobody_looks(opened, monkeypatch):
    terminal = opened()
    Bar(quiet=True).watch.step(Stage.SAVING, 5, 10)
    assert terminal.getvalue() == ""
    plain = io.StringIO()
    monkeypatch.setattr("sys.stderr", plain)
    bar = Bar(quiet=False)
    bar.watch.step(Stage.SAVING, 5, 10)
    bar.clear()
    assert plain.getvalue() == ""
    monkeypatch.setattr("sys.stderr", None)
    Bar(quiet=False).watch.step(Stage.SAVING, 5, 10)
