"""The sound of a code that was read: short, and the system's bell where no sound can be made."""

import sys
import wave

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.paths import resource
from companion.ui.sound import Sound


def test_the_sound_is_short() -> None:
    with wave.open(str(resource("sounds/scanned.wav"))) as sound:
        assert 0.05 < sound.getnframes() / sound.getframerate() < 0.3


def test_the_bell_rings_where_sounds_cannot_be_loaded(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda: rung.append(True))
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    Sound().play()
    assert rung == [True]


def test_the_bell_rings_where_there_is_no_loudspeaker(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    multimedia = pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)
    rung: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda: rung.append(True))
    monkeypatch.setattr(multimedia.QMediaDevices, "audioOutputs", list)
    Sound().play()
    assert rung == [True]
