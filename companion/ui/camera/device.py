"""The cameras of this machine, started and stopped; imports QtMultimedia."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, Signal, SignalInstance
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoSink,
)

from companion.ui.camera.trouble import Device, Trouble

_WIDE, _FAST = 1920, 30
"""Points and frames a second beyond which nothing is gained."""


class Cameras(Protocol):
    """What the page asks of cameras; tests have others."""

    failed: SignalInstance
    """Trouble and what the system says of it."""
    changed: SignalInstance
    """Cameras were plugged in or out."""

    def devices(self) -> Sequence[Device]:
        """Those there are, the system's own choice first."""

    def start(self, device_id: str, sink: QVideoSink) -> None:
        """Let a camera write into a sink, in place of another."""

    def stop(self) -> None:
        """Switch it off."""


class SystemCameras(QObject):
    """The cameras that Qt finds."""

    failed = Signal(object, str)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known = QMediaDevices(self)
        self._known.videoInputsChanged.connect(self.changed)
        self._session: QMediaCaptureSession | None = None
        self._camera: QCamera | None = None
        self._wanted: tuple[str, QVideoSink] | None = None

    def devices(self) -> Sequence[Device]:
        """Those there are, the system's own choice first."""
        first = QMediaDevices.defaultVideoInput()
        found = sorted(QMediaDevices.videoInputs(), key=lambda one: one != first)
        return [Device(_id_of(one), one.description()) for one in found]

    def start(self, device_id: str, sink: QVideoSink) -> None:
        """Ask whether we may, where the system wants that, and start."""
        self.stop()
        self._wanted = device_id, sink
        app = QCoreApplication.instance()
        if app is None:
            return
        status = app.checkPermission(QCameraPermission())
        if status == Qt.PermissionStatus.Undetermined:
            app.requestPermission(QCameraPermission(), self, lambda _permission: self._go_on())
        else:
            self._go_on()

    def stop(self) -> None:
        """Switch it off."""
        self._wanted = None
        camera, self._camera = self._camera, None
        session, self._session = self._session, None
        if camera is not None and session is not None:
            camera.stop()
            session.deleteLater()
            camera.deleteLater()

    def _go_on(self) -> None:
        app, wanted = QCoreApplication.instance(), self._wanted
        if app is None or wanted is None:
            return
        device = next((one for one in QMediaDevices.videoInputs() if _id_of(one) == wanted[0]), None)
        if device is None:
            self.failed.emit(Trouble.NO_DEVICE, "")
        elif app.checkPermission(QCameraPermission()) != Qt.PermissionStatus.Granted or _is_locked(device):
            self.failed.emit(Trouble.DENIED, "")
        else:
            self._start(device, wanted[1])

    def _start(self, device: QCameraDevice, sink: QVideoSink) -> None:
        self._camera = camera = QCamera(device, self)
        form = _best(device.videoFormats())
        if form is not None:
            camera.setCameraFormat(form)
        camera.errorOccurred.connect(lambda _error, text: self.failed.emit(Trouble.FAILED, text))
        self._session = session = QMediaCaptureSession(self)
        session.setVideoSink(sink)
        session.setCamera(camera)
        camera.start()


def _id_of(device: QCameraDevice) -> str:
    return bytes(device.id().data()).decode(errors="replace")


def _is_locked(device: QCameraDevice) -> bool:
    """Whether it is a device file that we may not read."""
    path = Path(_id_of(device))
    return path.is_char_device() and not os.access(path, os.R_OK | os.W_OK)


def _best(formats: Sequence[QCameraFormat]) -> QCameraFormat | None:
    """The largest that is not larger than is of use, at a usual speed."""

    def worth(form: QCameraFormat) -> tuple[bool, bool, int]:
        width = form.resolution().width()
        return form.maxFrameRate() >= _FAST / 2, width <= _WIDE, width if width <= _WIDE else -width

    return max(formats, key=worth, default=None)
