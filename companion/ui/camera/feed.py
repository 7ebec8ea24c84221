"""From frames to codes: a sink that everything ends in, a thread that reads, a clock that misses frames."""

from threading import Thread

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtMultimedia import QVideoFrame, QVideoSink

from companion.qr.frame import FrameReader
from companion.qr.luma import Luma
from companion.ui.camera.frame import mapped
from companion.ui.camera.slot import Slot

_WARM = 64
_MISSED = 5000
"""Milliseconds without a frame after which that is said."""


class Feed(QObject):
    """Reads the frames that its sink is given: the newest only, while the ones before are read.

    A camera, a screen or a test writes into the sink; nobody else touches the thread.
    """

    pictured = Signal(object)
    """A QImage to look at, before its frame is read."""
    seen = Signal(object, QSize)
    """The codes in a frame, and its size; none, too."""
    came = Signal()
    """The first frame since it was begun, or since they stayed away."""
    stayed_away = Signal()
    """No frame has come for five seconds."""

    def __init__(self, parent: QObject | None = None, *, missed_after: int = _MISSED) -> None:
        super().__init__(parent)
        self.sink = QVideoSink(self)
        self.slot: Slot[QVideoFrame] = Slot()
        self._thread: Thread | None = None
        self._has_come = False
        self._missed = QTimer(self, singleShot=True, interval=missed_after)
        self._missed.timeout.connect(self._on_missed)
        self.sink.videoFrameChanged.connect(self._on_frame)

    @property
    def is_on(self) -> bool:
        """Whether frames are waited for."""
        return self._thread is not None

    def begin(self) -> None:
        """Wait for frames."""
        if self._thread is not None:
            return
        self.slot = Slot()
        self._has_come = False
        self._missed.start()
        self._thread = Thread(target=self._work, args=(self.slot,), name="codes", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Read no more, and let go of the last frame."""
        self._missed.stop()
        thread, self._thread = self._thread, None
        if thread is not None:
            self.slot.close()
            thread.join()
            self.sink.setVideoFrame(QVideoFrame())

    def _on_frame(self, frame: QVideoFrame) -> None:
        if self._thread is None or not frame.isValid():
            return
        self._missed.start()
        if not self._has_come:
            self._has_come = True
            self.came.emit()
        self.slot.put(frame)

    def _on_missed(self) -> None:
        self._has_come = False
        self.stayed_away.emit()

    def _work(self, slot: Slot[QVideoFrame]) -> None:
        # Loads what reading needs while the camera starts.
        FrameReader().read(Luma(memoryview(bytes(_WARM * _WARM)), _WARM, _WARM, _WARM))
        reader = FrameReader()
        while (frame := slot.take()) is not None:
            with mapped(frame) as seen:
                if seen is not None:
                    self.pictured.emit(seen.picture)
                    codes = reader.read(seen.luma)
                    self.seen.emit(codes, QSize(seen.luma.width, seen.luma.height))
            # The buffer belongs to the camera: it is not held while we wait.
            del frame, seen
