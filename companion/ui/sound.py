"""A short sound, made by whatever the system has for it."""

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QApplication

from companion.paths import resource


class Sound(QObject):
    """Tells without being looked at that a code was read; nothing is loaded before it is wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._effect: QObject | None = None

    def play(self) -> None:
        """Play it; where no sound can be made, the system's bell rings."""
        try:
            from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
        except ImportError:
            # Its own libraries are missing.
            QApplication.beep()
            return
        if not QMediaDevices.audioOutputs():
            QApplication.beep()
            return
        if not isinstance(self._effect, QSoundEffect):
            self._effect = effect = QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(str(resource("sounds/scanned.wav"))))
        self._effect.play()
