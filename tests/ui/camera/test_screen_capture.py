"""A screen that is filmed is read like a camera: on a virtual screen that shows a code."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)

_PROJECT = Path(__file__).parents[3]
_FILM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtMultimedia import QMediaCaptureSession, QScreenCapture
from PySide6.QtWidgets import QApplication, QLabel

from companion.ui.camera.feed import Feed
from tests.ui.scanning import code_image

app = QApplication(sys.argv)
label = QLabel()
label.setPixmap(QPixmap.fromImage(code_image("Seen on the screen")))
label.show()
feed, session, capture = Feed(), QMediaCaptureSession(), QScreenCapture()
capture.setScreen(QGuiApplication.primaryScreen())
session.setScreenCapture(capture)
session.setVideoSink(feed.sink)
feed.seen.connect(lambda codes, _size: [print(codes[0].text), app.quit()] if codes else None)
feed.begin()
QTimer.singleShot(300, lambda: capture.setActive(True))
QTimer.singleShot(20_000, app.quit)
app.exec()
capture.setActive(False)
feed.end()
"""


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="there is no virtual screen (xvfb)")
def test_a_code_on_a_screen_that_is_filmed_is_read() -> None:
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1024x768x24 -nolisten tcp"]
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [*screen, sys.executable, "-c", _FILM],
        env=environment | {"PYTHONPATH": str(_PROJECT)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == "Seen on the screen\n", done.stderr
