"""A code on anything that can be painted on: the screen, a picture, paper."""

from math import floor

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from companion.model.code import Symbol
from companion.qr.run import dark_runs, side_of

DARK, LIGHT = "#000000", "#FFFFFF"
"""In every theme: readers of codes expect dark on light."""
_TOLERANCE = 1e-6
"""What lengths miss of a whole number of device pixels only because fractions are not exact."""


def points_a_module(symbol: Symbol, side: float) -> int:
    """How many whole device pixels a module gets in a square of that side, quiet zone and all; 0: too small."""
    return floor((side + _TOLERANCE) / side_of(symbol))


def paint_symbol(painter: QPainter, box: QRectF, symbol: Symbol) -> None:
    """Draw a code in the middle of a box that is white already, as large as whole device pixels let it be.

    In a box without a pixel for each module nothing is drawn.
    """
    to_device = painter.deviceTransform()
    there = to_device.mapRect(box)
    points = points_a_module(symbol, min(there.width(), there.height()))
    if not points:
        return
    side = points * side_of(symbol)
    left = round(there.center().x() - side / 2)
    top = round(there.center().y() - side / 2)
    painter.save()
    # From here on a unit is a device pixel, whatever the painter was told.
    painter.setTransform(to_device.inverted()[0] * painter.transform())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(DARK))
    dark = [
        QRect(left + run.x * points, top + run.y * points, run.length * points, points)
        for run in dark_runs(symbol)
    ]
    painter.drawRects(dark)
    painter.restore()
