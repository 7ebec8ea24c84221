"""The binding to Qt that is installed can be relied on."""

import importlib
import linecache
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from companion.ui.app import import_plainly

CALLS = 1000


if sys.version_info < (3, 12):

    def test_calls_that_return_nothing_lose_no_reference_to_none(qtbot: QtBot) -> None:
        watched = QObject()
        watched.setObjectName("warm")
        before = sys.getrefcount(None)
        for _ in range(CALLS):
            watched.setObjectName("again")
        assert sys.getrefcount(None) > before - CALLS // 10


def test_the_sources_of_what_is_imported_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    for name in ("outer_of_two", "inner_of_two"):
        (tmp_path / f"{name}.py").write_text("import inner_of_two\n" if name[0] == "o" else "")
    monkeypatch.syspath_prepend(tmp_path)
    import_plainly()
    import_plainly()
    importlib.import_module("outer_of_two")
    assert "inner_of_two" in sys.modules
    assert str(tmp_path / "inner_of_two.py") not in linecache.cache
