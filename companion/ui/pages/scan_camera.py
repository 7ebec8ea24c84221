"""The camera of the Scan page: on while the page is seen, and a sentence where there is none."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.camera.trouble import Device, Trouble
from companion.ui.camera.view import CameraView
from companion.ui.desk import Desk
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.input import ComboBox
from companion.ui.widgets.label import Label

if TYPE_CHECKING:
    from companion.ui.camera.device import Cameras
    from companion.ui.camera.feed import Feed

OFF = "off"
"""The setting of somebody who wants no camera."""

Loader = Callable[[QObject], "tuple[Feed, Cameras]"]
"""Loads what makes and reads frames; raises ImportError where the system lacks a part of it."""


def loaded(parent: QObject) -> "tuple[Feed, Cameras]":
    """The cameras of this machine."""
    from companion.ui.camera.device import SystemCameras
    from companion.ui.camera.feed import Feed

    return Feed(parent), SystemCameras(parent)


class ScanCamera(QWidget):
    """What the camera sees, what state it is in, and which one it is.

    It is on from `wake` until `rest`, unless the user has chosen none.
    """

    found = Signal(object)
    """The codes in a frame; never none."""
    changed = Signal()
    """There is a picture to be expected, or there is trouble."""

    load: Loader = staticmethod(loaded)
    """Finds cameras, when one is first wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.view = CameraView()
        self.choice = ComboBox(self.tr("Camera"))
        self._below = QWidget()
        self._state = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._desk = desk
        self._feed: Feed | None = None
        self._cameras: Cameras | None = None
        self._is_awake = False
        self._trouble: Trouble | None = None
        self._detail = ""
        self._device: Device | None = None
        self._lay_out()
        self.choice.activated.connect(lambda _place: self._choose())

    @property
    def is_of_use(self) -> bool:
        """Whether there is a picture, or one is expected."""
        return self._device is not None and self._trouble is None

    @property
    def why_not(self) -> str:
        """A sentence about what is in the way; empty when nothing is, or nothing was tried yet."""
        if self._desk.settings.camera == OFF:
            return self.tr("The camera is switched off here.")
        return self._sentence() if self._trouble is not None else ""

    @property
    def again(self) -> str:
        """What may help, as a button says it; empty when nothing would."""
        if self._desk.settings.camera == OFF:
            return self.tr("Use the camera")
        is_hopeless = self._trouble in (None, Trouble.NO_LIBRARY, Trouble.NO_DEVICE)
        return "" if is_hopeless else self.tr("Try again")

    def try_again(self) -> None:
        """Switch it on after all."""
        if self._desk.settings.camera == OFF:
            self._desk.change_settings(replace(self._desk.settings, camera=None))
        self._stop()
        self._begin()

    def wake(self) -> None:
        """Switch it on, if the user wants one."""
        if self._is_awake:
            return
        self._is_awake = True
        self._begin()

    def rest(self) -> None:
        """Switch it off."""
        self._is_awake = False
        self._stop()
        self.view.blank()

    def photo(self) -> QImage:
        """What the camera sees now, whole; null while it shows nothing."""
        if self._feed is None or not self.is_of_use:
            return QImage()
        from companion.ui.camera.frame import photo_of

        return photo_of(self._feed.sink.videoFrame())

    def set_small(self, small: bool) -> None:
        """Leave the words out where there is little room."""
        self._below.setVisible(not small)
        self.view.set_small(small)

    def _begin(self) -> None:
        self._trouble, self._detail, self._device = None, "", None
        if self._desk.settings.camera == OFF:
            self._show_choices()
            self.changed.emit()
            return
        try:
            feed, cameras = self._made()
        except ImportError as error:
            self._fail(Trouble.NO_LIBRARY, str(error).partition(":")[0])
            return
        devices = cameras.devices()
        self._show_choices()
        wanted = self._desk.settings.camera
        self._device = next((one for one in devices if one.id == wanted), devices[0] if devices else None)
        if self._device is None:
            self._fail(Trouble.NO_DEVICE, "")
            return
        self.view.blank(self.tr("The camera is starting …"))
        self._state.setText(self.tr("Hold a code before the camera."))
        feed.begin()
        cameras.start(self._device.id, feed.sink)
        self.changed.emit()

    def _made(self) -> "tuple[Feed, Cameras]":
        if self._feed is None or self._cameras is None:
            feed, cameras = self.load(self)
            self._feed, self._cameras = feed, cameras
            feed.pictured.connect(self._on_pictured)
            feed.seen.connect(self._on_seen)
            feed.came.connect(self._on_came)
            feed.stayed_away.connect(lambda: self._fail(Trouble.SILENT, "", keeps_on=True))
            cameras.failed.connect(self._fail)
            cameras.changed.connect(self._on_devices_changed)
        return self._feed, self._cameras

    def _stop(self) -> None:
        if self._cameras is not None and self._feed is not None:
            self._cameras.stop()
            self._feed.end()

    def _fail(self, trouble: Trouble, detail: str, *, keeps_on: bool = False) -> None:
        """Say what is wrong; a camera that is only silent may go on at any moment."""
        self._trouble, self._detail = trouble, detail
        if not keeps_on:
            self._stop()
        self.view.blank(self._sentence())
        self.changed.emit()

    def _on_came(self) -> None:
        if self._trouble is not None:
            self._trouble = None
            self.changed.emit()

    def _on_pictured(self, picture: QImage) -> None:
        if self._is_awake:
            self.view.show_picture(picture)

    def _on_seen(self, codes: object, size: QSize) -> None:
        if self._is_awake and isinstance(codes, tuple) and codes:
            self.view.show_codes(codes, size)
            self.found.emit(codes)

    def _on_devices_changed(self) -> None:
        if not self._is_awake or self._cameras is None or self._desk.settings.camera == OFF:
            return
        there = [device.id for device in self._cameras.devices()]
        if self.is_of_use and self._device is not None and self._device.id not in there:
            self._show_choices()
            self._fail(Trouble.LOST, self._device.name)
        elif not self.is_of_use and there:
            self._begin()
        else:
            self._show_choices()

    def _choose(self) -> None:
        self._desk.change_settings(replace(self._desk.settings, camera=self.choice.currentData()))
        if self._is_awake:
            self._stop()
            self.view.blank()
            self._begin()

    def _show_choices(self) -> None:
        devices = self._cameras.devices() if self._cameras is not None else ()
        self.choice.clear()
        for device in devices:
            self.choice.addItem(device.name, device.id)
        self.choice.addItem(self.tr("No camera"), OFF)
        chosen = self.choice.findData(self._desk.settings.camera)
        self.choice.setCurrentIndex(max(0, chosen))

    def _sentence(self) -> str:
        detail = self._detail
        match self._trouble:
            case Trouble.NO_LIBRARY:
                return self.tr("No camera can be used: {name} is missing on this system.").format(name=detail)
            case Trouble.NO_DEVICE:
                return self.tr("No camera was found. One that is plugged in is used at once.")
            case Trouble.DENIED:
                return self.tr("Companion may not use the camera. Allow it in the settings of the system.")
            case Trouble.LOST:
                return self.tr("The camera is gone: {name}.").format(name=detail)
            case Trouble.SILENT:
                return self.tr("The camera shows nothing. Another program may be using it.")
            case _:
                return self.tr("The camera does not work: {reason}").format(reason=detail)

    def _lay_out(self) -> None:
        self.choice.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        below.addWidget(self._state, 1)
        below.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.view, 1)
        column.addWidget(self._below)
