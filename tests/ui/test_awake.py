"""The screen stays on while a code is shown, where the desktop can be asked."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.ui.awake import Awake, has_session_bus
from tests.ui import message_bus

ASKED = b"Inhibit\0"
_PATIENCE = 20_000
"""Milliseconds: another program has to get its turn on a busy machine."""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Path]:
    """What is said to the bus of the session."""
    # The path of a socket may not be long.
    path, said = tmp_path / "b", tmp_path / "log"
    with subprocess.Popen([sys.executable, message_bus.__file__, str(path), str(said)]) as bus:
        qtbot.waitUntil(path.exists)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={path}")
        yield said
        bus.terminate()


def test_the_desktop_is_asked_once_and_let_go_with_the_connection(log: Path, qtbot: QtBot) -> None:
    awake = Awake()
    awake.keep()
    awake.keep()
    qtbot.waitUntil(lambda: ASKED in log.read_bytes(), timeout=_PATIENCE)
    said = log.read_bytes()
    assert b"org.freedesktop.ScreenSaver\0" in said
    assert b"A code is shown\0" in said
    assert not said.endswith(message_bus.LEFT)
    awake.release()
    awake.release()
    qtbot.waitUntil(lambda: log.read_bytes().endswith(message_bus.LEFT), timeout=_PATIENCE)
    assert log.read_bytes().count(ASKED) == 1


def test_nobody_is_asked_where_no_bus_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not has_session_bus()
    awake = Awake()
    awake.keep()
    awake.release()
    (tmp_path / "bus").touch()
    assert has_session_bus()
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert not has_session_bus()
