"""Where widgets get the photos of people from, without knowing where they are kept."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage


class Faces(QObject):
    """Gives small pictures of people; this one knows none, so that initials are drawn."""

    changed = Signal()
    """A picture that was asked for is there now."""

    def face(self, photo: str, side: int) -> QImage | None:
        """The picture of a photo, by its digest, as a square of `side` pixels; None while, or if, there is none."""
        return None
