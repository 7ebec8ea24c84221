"""Files, pictures and contact cards that are dropped anywhere on the window, or lie in the clipboard."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMainWindow, QWidget

from companion.ui.icons import paint_icon
from companion.ui.theme import font, scaled, tokens
from companion.ui.tokens import RADIUS_CAPTURE, Type
from companion.ui.widgets.painting import painter_on

_CARD_TYPES = ("text/vcard", "text/x-vcard", "text/directory")
_BEGIN = "BEGIN:VCARD"
_LONGEST = 64 << 20
"""Bytes of a card that is dropped as text."""
_DRAGS = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.DragLeave, QEvent.Type.Drop})
_ELSE = frozenset({QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress})
"""What comes only when nothing is dragged over the window any more, even if nobody has said that it left."""
_MOST_NAMES = 200
"""Names of a folder that are looked at to tell what is in it."""
_MARGIN = 16
_ICON = 40


def paths_in(data: QMimeData) -> tuple[Path, ...]:
    """The files and folders of this machine among what is dragged; addresses on the net are never fetched."""
    urls = data.urls() if data.hasUrls() else []
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())


def card_in(data: QMimeData) -> bytes | None:
    """A contact card that is dragged or copied as text."""
    for kind in _CARD_TYPES:
        if data.hasFormat(kind):
            return bytes(data.data(kind).data())[:_LONGEST]
    text = data.text() if data.hasFormat("text/plain") else ""
    return text.encode()[:_LONGEST] if text.lstrip("\ufeff \t\r\n")[: len(_BEGIN)].upper() == _BEGIN else None


def copied() -> QMimeData:
    """What lies in the clipboard; without anything where it was cleared."""
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return data if data is not None else QMimeData()


def picture_in(data: QMimeData) -> QImage:
    """A picture that is dragged or copied as such; null where there is none."""
    return QImage(data.imageData()) if data.hasImage() else QImage()


def is_picture(path: Path) -> bool:
    """Whether a name is that of a picture, or of a folder that begins with pictures and nothing else to import."""
    from companion.workflow.exchange.source import PICTURES, SUFFIXES

    if path.suffix.lower() in PICTURES:
        return True
    try:
        names = (
            [entry.suffix.lower() for entry in islice(path.iterdir(), _MOST_NAMES)] if path.is_dir() else []
        )
    except OSError:
        # Whoever opens it says why it cannot be looked into.
        return False
    known = [name for name in names if name in SUFFIXES]
    return bool(known) and all(name in PICTURES for name in known)


def divided(paths: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The pictures among paths, and all others."""
    pictures = tuple(path for path in paths if is_picture(path))
    return pictures, tuple(path for path in paths if path not in pictures)


class DropGate(QObject):
    """Takes what can be imported before any field of the window takes it as text.

    It listens to the window of the platform: fields below would write a file's address into themselves.
    """

    paths_dropped = Signal(object)
    """A tuple of paths."""
    card_dropped = Signal(bytes)
    picture_dropped = Signal(QImage)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._veil: DropVeil | None = None
        window.setAcceptDrops(True)
        # Asking for its number makes the platform's window, where it was not shown yet.
        window.winId()
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept what can be imported, wherever it is dropped; leave all else to the fields."""
        if event.type() in _ELSE:
            # A program that ends while it drags takes nothing back.
            self._uncover()
        if event.type() not in _DRAGS:
            return False
        if event.type() == QEvent.Type.DragLeave:
            self._uncover()
            return False
        if not isinstance(event, QDropEvent) or not self._takes(event):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self._uncover()
            self._hand_over(event.mimeData())
        else:
            self._cover(event.mimeData())
        return True

    def _takes(self, event: QDropEvent) -> bool:
        if event.source() is not None:
            # Dragged out of a list of ours: they are here already.
            return False
        data = event.mimeData()
        return bool(paths_in(data)) or card_in(data) is not None or data.hasImage()

    def _hand_over(self, data: QMimeData) -> None:
        # The program dragged from has the keyboard; what is to be done next is done here.
        self._window.activateWindow()
        paths, card = paths_in(data), card_in(data)
        if paths:
            self.paths_dropped.emit(paths)
        elif card is not None:
            self.card_dropped.emit(card)
        elif not (picture := picture_in(data)).isNull():
            self.picture_dropped.emit(picture)

    def _cover(self, data: QMimeData) -> None:
        if self._veil is None:
            self._veil = DropVeil(self._window)
        if not self._veil.isVisible():
            pictures, others = divided(paths_in(data))
            is_scan = not others if pictures else card_in(data) is None and not others
            self._veil.cover(is_scan=is_scan)

    def _uncover(self) -> None:
        if self._veil is not None:
            self._veil.hide()


class PasteGate(QObject):
    """Takes pictures that are pasted where no field would take them, on any page.

    It listens to the window of the platform, whose keys come here before any field has them.
    """

    paths_pasted = Signal(object)
    """A tuple of paths, all of pictures."""
    picture_pasted = Signal(QImage)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        window.winId()
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Ctrl+V when there is a picture, and no text beside it that a field could want."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return event.matches(QKeySequence.StandardKey.Paste) and self._takes(copied())

    def _takes(self, data: QMimeData) -> bool:
        paths = paths_in(data)
        if paths and all(map(is_picture, paths)):
            self.paths_pasted.emit(paths)
            return True
        picture = QImage() if paths or data.hasText() else picture_in(data)
        if not picture.isNull():
            self.picture_pasted.emit(picture)
        return not picture.isNull()


class DropVeil(QWidget):
    """Covers the window while something that can be read or imported is over it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_scan = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self, *, is_scan: bool) -> None:
        """Show it over the whole window, and say whether codes are read or contacts imported."""
        self._is_scan = is_scan
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil, a frame and what will happen."""
        painter = painter_on(self)
        colours, rect = tokens(), QRectF(self.rect())
        ground = QColor(colours.bg)
        ground.setAlpha(247)
        painter.fillRect(self.rect(), ground)
        _paint_frame(painter, rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN))
        side = scaled(_ICON)
        centre = rect.center()
        icon = QRectF(centre.x() - side / 2, centre.y() - side - 8, side, side)
        paint_icon(painter, icon, "scan-line" if self._is_scan else "upload", colours.accent)
        painter.setPen(QColor(colours.text))
        painter.setFont(font(Type.TITLE))
        below = QRectF(rect.left(), centre.y() + 8, rect.width(), scaled(36))
        words = self.tr("Drop to read the codes") if self._is_scan else self.tr("Drop to import")
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(QColor(colours.muted))
        painter.setFont(font(Type.BODY))
        below.translate(0, scaled(34))
        painter.drawText(
            below, Qt.AlignmentFlag.AlignCenter, self.tr("You see everything before it is stored")
        )


def _paint_frame(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(QPen(QColor(tokens().accent), 2, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, RADIUS_CAPTURE, RADIUS_CAPTURE)
