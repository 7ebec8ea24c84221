"""The bundled line icons in any colour, sharp on every screen."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from companion.paths import resource

_RATIOS = (1.0, 1.25, 1.5, 2.0, 3.0)
_APP_SIZES = (16, 24, 32, 48, 64, 128, 256)


def icon(name: str, colour: str, size: int = 18) -> QIcon:
    """An icon for a control; `colour` is #RRGGBB, `size` its usual side in pixels."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, colour, size, ratio))
    return made


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon to paint, `size` pixels wide on a screen of that device pixel ratio."""
    key = f"companion/{name}/{colour}/{size}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = _drawn(_source(name).replace(b"currentColor", colour.encode()), size, ratio)
    QPixmapCache.insert(key, made)
    return made


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: str) -> None:
    """Draw an icon in a square."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(rect.topLeft(), pixmap(name, colour, round(rect.width()), ratio))


def app_icon() -> QIcon:
    """The sprout, for window titles and task bars."""
    made = QIcon()
    for size in _APP_SIZES:
        made.addPixmap(_drawn(_source("companion"), size, 1.0))
    return made


@cache
def _source(name: str) -> bytes:
    return resource(f"icons/{name}.svg").read_bytes()


def _drawn(source: bytes, size: int, ratio: float) -> QPixmap:
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
