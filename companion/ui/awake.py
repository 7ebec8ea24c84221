"""Keeping the screen on while a code is held out to be scanned."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QProcess

_SERVICE, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_CONNECTION = "companion-awake"
_CONTINUOUS, _DISPLAY = 0x80000000, 0x00000002
"""Of SetThreadExecutionState: until told otherwise; the display is needed."""


class Awake(QObject):
    """Asks the system not to dim or lock the screen, where there is somebody to ask; it does no harm elsewhere."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._caffeine: QProcess | None = None
        self._is_kept = False

    def keep(self) -> None:
        """Keep the screen on from now."""
        if self._is_kept:
            return
        self._is_kept = True
        if sys.platform == "win32":
            _set_state(_CONTINUOUS | _DISPLAY)
        elif sys.platform == "darwin":
            self._caffeine = QProcess(self)
            # It ends with this program, however that ends.
            self._caffeine.start("caffeinate", ["-d", "-w", str(os.getpid())])
        elif has_session_bus():
            _inhibit(QCoreApplication.translate("Awake", "A code is shown"))

    def release(self) -> None:
        """Let the screen do as it is set."""
        if not self._is_kept:
            return
        self._is_kept = False
        if sys.platform == "win32":
            _set_state(_CONTINUOUS)
        elif self._caffeine is not None:
            self._caffeine.kill()
            self._caffeine.waitForFinished()
        elif has_session_bus():
            from PySide6.QtDBus import QDBusConnection

            QDBusConnection.disconnectFromBus(_CONNECTION)


def has_session_bus() -> bool:
    """Whether a bus runs already: where there is none, asking for one could start it, which takes seconds."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or bool(runtime and Path(runtime, "bus").exists())


def _inhibit(why: str) -> None:
    """Ask on a connection of its own: the request ends with it, as the idle inhibition specification has it.

    Nothing waits for the answer; the number in it, with which one could end the request too, is not needed.
    """
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)
    if bus.isConnected():
        asked = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "Inhibit")
        asked.setArguments([QCoreApplication.applicationName(), why])
        bus.send(asked)


def _set_state(state: int) -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetThreadExecutionState(state)
