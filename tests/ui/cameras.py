"""Cameras that a test holds codes before."""

from collections.abc import Sequence

from PySide6 import QtMultimedia
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from companion.ui.camera.trouble import Device, Trouble
from tests.ui.scanning import code_image

FRONT = Device("front", "Front camera")
BACK = Device("back", "Back camera")


class FakeCameras(QObject):
    """Cameras at the seam: what they would show is put into the sink by the test."""

    failed = Signal(object, str)
    changed = Signal()

    def __init__(self, *devices: Device, refusal: Trouble | None = None, reason: str = "") -> None:
        super().__init__()
        self.there = list(devices)
        self.refusal = refusal
        self.reason = reason
        self.started: str | None = None
        self._sink: object = None

    def devices(self) -> Sequence[Device]:
        return tuple(self.there)

    def start(self, device_id: str, sink: object) -> None:
        self.started = device_id
        self._sink = sink
        if self.refusal is not None:
            self.failed.emit(self.refusal, self.reason)

    def stop(self) -> None:
        self.started = None

    def show(self, *texts: str) -> None:
        """Hold codes before the camera for one frame."""
        self.show_image(code_image(*texts) if texts else blank())

    def show_image(self, image: QImage) -> None:
        assert self.started is not None, "the camera is off"
        self._sink.setVideoFrame(QtMultimedia.QVideoFrame(image))  # type: ignore[attr-defined]

    def plug(self, *devices: Device) -> None:
        self.there = list(devices)
        self.changed.emit()


def blank() -> QImage:
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(0xFFDDDDDD)
    return image
