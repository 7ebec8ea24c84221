"""`companion` by itself is the window, with a command the command line."""

import sys

import pytest

from companion.__main__ import main
from companion.paths import data_folder


@pytest.fixture
def opened(monkeypatch):
    """The folders and clocks of the windows that were opened."""
    windows = []

    def run(folder, now):
        windows.append((folder, now))
        return 7

    monkeypatch.setattr("companion.ui.app.run", run)
    return windows


def test_without_a_word_the_window_opens_on_the_usual_folder(monkeypatch, opened):
    monkeypatch.setattr(sys, "argv", ["companion"])
    assert main() == 7
    assert opened == [(data_folder(), None)]


def test_with_options_alone_it_opens_on_the_folder_and_clock_they_name(monkeypatch, opened, tmp_path):
    monkeypatch.setattr(
        sys, "argv", ["companion", "--data", str(tmp_path), "--now", "2026-05-12T19:30+02:00"]
    )
    assert main() == 7
    ((folder, now),) = opened
    assert (folder, now.hour) == (tmp_path, 19)


def test_a_command_opens_no_window(monkeypatch, opened, folder, capsys):
    monkeypatch.setattr(sys, "argv", ["companion", "--data", str(folder), "people"])
    assert main() == 0
    assert opened == []
    assert capsys.readouterr().out == "Nobody fits.\n"
