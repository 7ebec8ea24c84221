"""What is on the screens, without our own window; where the system does not give it away, a sentence says why."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QScreen
from PySide6.QtWidgets import QWidget

_GONE = 300
"""Milliseconds until a window that was hidden is off the screen, with what moves it there."""


@dataclass(frozen=True, slots=True)
class Shot:
    """What a screen showed."""

    screen: QScreen
    image: QImage
    """As many points as the screen has."""


Grab = Callable[[QScreen], QImage]


def grabbed(screen: QScreen) -> QImage:
    """A picture of a screen; null where the system gives none."""
    return screen.grabWindow(0).toImage()


class ScreenReader(QObject):
    """Takes pictures of all screens, out of whose way our window goes for a moment."""

    taken = Signal(object)
    """A list of Shots; empty where there are none to be had."""

    def __init__(self, widget: QWidget, grab: Grab = grabbed, *, pause: int = _GONE) -> None:
        super().__init__(widget)
        self._widget = widget
        self.grab = grab
        self._gone = QTimer(self, singleShot=True, interval=pause)
        self._gone.timeout.connect(self._take)

    def take(self) -> None:
        """Hide the window, take the pictures, and show it again."""
        if not self._gone.isActive():
            self._widget.window().hide()
            self._gone.start()

    def _take(self) -> None:
        shots = [Shot(screen, self.grab(screen)) for screen in QGuiApplication.screens()]
        window = self._widget.window()
        window.show()
        window.activateWindow()
        self.taken.emit([shot for shot in shots if not shot.image.isNull() and not _is_blank(shot.image)])


def is_wayland() -> bool:
    """Whether programs are kept from seeing each other's windows here."""
    return QGuiApplication.platformName().startswith("wayland")


def _is_blank(image: QImage) -> bool:
    """Whether all of some points, spread over the picture, are black: some systems give that instead of nothing."""
    across, down = max(1, image.width() // 16), max(1, image.height() // 16)
    return all(
        image.pixel(x, y) & 0xFFFFFF == 0
        for y in range(0, image.height(), down)
        for x in range(0, image.width(), across)
    )
