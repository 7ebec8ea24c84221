"""The binding to Qt that is installed can be relied on."""

import sys

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

CALLS = 1000


if sys.version_info < (3, 12):

    def test_calls_that_return_nothing_lose_no_reference_to_none(qtbot: QtBot) -> None:
        watched = QObject()
        watched.setObjectName("warm")
        before = sys.getrefcount(None)
        for _ in range(CALLS):
            watched.setObjectName("again")
        assert sys.getrefcount(None) > before - CALLS // 10
