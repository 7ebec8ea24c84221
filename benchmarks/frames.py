"""Run in a process of its own: opens the Scan page before a camera that is none, and prints what was measured."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil
from PySide6.QtCore import QEventLoop, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from benchmarks.figure import percentile
from companion.ui.camera.trouble import Device

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame, QVideoSink

    from companion.ui.pages.scan import ScanPage

_WIDTH, _HEIGHT = 1920, 1080
_BETWEEN = 33
_TICK = 4
_WARM = 3.0
"""Seconds until everything was used once."""


class Camera(QObject):
    """Frames of a room in which now and then somebody holds a code up."""

    failed = Signal(object, str)
    changed = Signal()

    def __init__(self) -> None:
        from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrameInput

        super().__init__()
        self._session = QMediaCaptureSession(self)
        self._input = QVideoFrameInput(self)
        self._session.setVideoFrameInput(self._input)
        self._frames = _made_frames()
        self._number = 0
        self._clock = QTimer(self, interval=_BETWEEN, timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._send)

    def devices(self) -> Sequence[Device]:
        return (Device("frames", "Frames"),)

    def start(self, _device_id: str, sink: "QVideoSink") -> None:
        self._session.setVideoSink(sink)
        self._clock.start()

    def stop(self) -> None:
        self._clock.stop()

    def _send(self) -> None:
        self._number += 1
        self._input.sendVideoFrame(self._frames[self._number % len(self._frames)])


class Ticks(QObject):
    """How long the window takes to come round, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=_TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append(1000 * (now - self._last))
        self._last = now


def main(folder: Path, seconds: int) -> dict[str, float]:
    """What was measured; nothing without QtMultimedia."""
    try:
        import PySide6.QtMultimedia  # noqa: F401 - whether it can be loaded
    except ImportError:
        return {}
    from companion.ui.app import build, clock_from
    from companion.ui.pages.scan import ScanPage

    app = QApplication(sys.argv[:1])
    window = build(app, folder, clock_from(None))
    window.show()
    window.workspace  # noqa: B018 - made when it is first asked for
    _wait(app, lambda: window.desk.is_open)
    ticks = Ticks()
    _wait_for(_WARM)
    idle = percentile(ticks.gaps, 0.95)
    page = window.show_page("scan")
    assert isinstance(page, ScanPage)
    measured = _measured(app, page, ticks, seconds)
    window.close()
    window.desk.close()
    return {"idle": idle, **measured}


def _measured(app: QApplication, page: "ScanPage", ticks: Ticks, seconds: int) -> dict[str, float]:
    from companion.ui.camera.feed import Feed

    feed, camera = Feed(page), Camera()
    page.camera.load = lambda _parent: (feed, camera)
    read: list[float] = []
    feed.seen.connect(lambda _codes, _size: read.append(time.perf_counter()))
    _wait(app, lambda: len(read) > 0)
    _wait_for(_WARM)
    process = psutil.Process()
    before, ticks.gaps, read[:] = process.memory_info().rss, [], []
    _wait_for(seconds)
    gaps = [1000 * (later - earlier) for earlier, later in pairwise(read)]
    after = process.memory_info().rss
    camera.stop()
    stopped = time.perf_counter()
    _wait_for(1)
    return {
        "tick": percentile(ticks.gaps, 0.95),
        "between": percentile(gaps, 0.5),
        "left": 1000 * max(0.0, read[-1] - stopped),
        "memory": max(0.0, (after - before) / 1e6),
    }


def _made_frames() -> "Sequence[QVideoFrame]":
    """NV12, most without a code, as a camera sees a room."""
    from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

    from benchmarks.codes import _frames

    made = []
    for luma in list(_frames())[:12]:
        frame = QVideoFrame(
            QVideoFrameFormat(QSize(_WIDTH, _HEIGHT), QVideoFrameFormat.PixelFormat.Format_NV12)
        )
        assert frame.map(QVideoFrame.MapMode.WriteOnly)
        rows = np.frombuffer(frame.bits(0), np.uint8).reshape(-1, frame.bytesPerLine(0))
        rows[:_HEIGHT, :_WIDTH] = luma.rows()
        np.frombuffer(frame.bits(1), np.uint8)[:] = 128
        frame.unmap()
        made.append(frame)
    return made


def _wait(app: QApplication, is_done: Callable[[], bool]) -> None:
    ends = time.perf_counter() + 30
    while not is_done() and time.perf_counter() < ends:
        app.processEvents()
    assert is_done()


def _wait_for(seconds: float) -> None:
    # The application itself would close the window when it is told to quit.
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
