"""A person's photo, or initials on a quiet colour that stays the same for the same name."""

import zlib

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QImage, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from companion.ui.theme import font, scaled, tokens
from companion.ui.tokens import Pair, Type
from companion.ui.widgets.face import Faces
from companion.ui.widgets.painting import fill_rounded, painter_on

_TITLES = frozenset(("dr", "dra", "dott", "prof", "professor", "mr", "mrs", "ms", "herr", "frau", "sir"))


def initials(name: str) -> str:
    """The first letters of the first and the last word, without titles; "?" when there is no letter or digit."""
    words = name.split()
    while len(words) > 1 and words[0].rstrip(".").lower() in _TITLES:
        words = words[1:]
    first_letters = [next((letter for letter in word if letter.isalnum()), "") for word in words]
    found = [letter for letter in first_letters if letter]
    if not found:
        return "?"
    return (found[0] if len(found) == 1 else found[0] + found[-1]).upper()


def avatar_pair(name: str, pairs: tuple[Pair, ...]) -> Pair:
    """The colours of a name, the same on every machine and day."""
    return pairs[zlib.crc32(name.encode("utf-8", "surrogatepass")) % len(pairs)]


def paint_avatar(
    painter: QPainter, rect: QRectF, name: str, photo: str | None = None, faces: Faces | None = None
) -> None:
    """Draw the round picture of a person; the photo of that digest as soon as `faces` has it."""
    ratio = painter.device().devicePixelRatio()
    face = faces.face(photo, round(rect.width() * ratio)) if photo is not None and faces is not None else None
    if face is not None:
        _paint_face(painter, rect, face)
        return
    pair = avatar_pair(name, tokens().avatars)
    fill_rounded(painter, rect, rect.width() / 2, pair.soft)
    painter.setFont(_font(rect.width()))
    painter.setPen(pair.ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))


class Avatar(QLabel):
    """The round picture of a person; their name stands beside it, so that it is silent for screen readers."""

    def __init__(self, name: str = "", size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name = name
        self._photo: str | None = None
        self._faces: Faces | None = None
        self._size = size

    def set_faces(self, faces: Faces) -> None:
        """Say where photos come from; without it there are initials."""
        self._faces = faces
        faces.changed.connect(self.update)

    def set_name(self, name: str, photo: str | None = None) -> None:
        """Show another person; `photo` is the digest of theirs."""
        self._name, self._photo = name, photo
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        side = scaled(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """A square."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the photo, or the initials."""
        painter = painter_on(self)
        paint_avatar(painter, QRectF(self.rect()), self._name, self._photo, self._faces)


def _paint_face(painter: QPainter, rect: QRectF, face: QImage) -> None:
    """Draw a photo as the ground of a disc: a clip would leave the edge jagged."""
    scale = rect.width() / face.width()
    brush = QBrush(face)
    brush.setTransform(QTransform.fromTranslate(rect.left(), rect.top()).scale(scale, scale))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawEllipse(rect)


def _font(side: float) -> QFont:
    made = QFont(font(Type.STRONG))
    made.setPixelSize(max(9, round(side * 0.38)))
    return made
