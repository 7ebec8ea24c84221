"""What stands beside a code that is held out: who it is, and what one can talk about, in large type."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from companion.ui.actions import Hint
from companion.ui.theme import font, metrics
from companion.ui.tokens import LIGHT, Type
from companion.ui.widgets.key_cap import cap_size, paint_cap
from companion.ui.widgets.painting import leading, mirrored

LARGEST = 72
"""Pixels of the name on a screen, at most."""
_LEAST = 13
"""Pixels below which no word shrinks on a screen."""
_SMALLER = 0.93
_NAME, _ROLE, _HEADING, _WORDS = 1.0, 0.5, 0.42, 0.72
"""Sizes as parts of that of the name."""
_CAP_GAP, _TEXT_GAP, _HINT_GAP, _LINE_GAP = 4, 8, 20, 8


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph of a poster."""

    text: str
    size: float
    """As a part of the size of the name."""
    weight: int
    ink: str
    above: float = 0.0
    """Air above it, as a part of the size of the name."""


def words_of(name: str, role: str, asks: Sequence[tuple[str, str]]) -> tuple[Words, ...]:
    """The paragraphs for a person: name, what they do, and each heading with what is said under it."""
    said = [Words(name, _NAME, 700, LIGHT.text)]
    if role:
        said.append(Words(role, _ROLE, 400, LIGHT.muted, above=0.12))
    for heading, text in asks:
        said.append(Words(heading, _HEADING, 500, LIGHT.accent, above=0.9))
        said.append(Words(text, _WORDS, 600, LIGHT.text, above=0.08))
    return tuple(said)


def paint_poster(
    painter: QPainter,
    box: QRectF,
    words: Sequence[Words],
    direction: Qt.LayoutDirection,
    *,
    largest: float = LARGEST,
) -> None:
    """Write paragraphs in the middle of a box, as large as all of them fit there; the name of that many pixels at most."""
    size = min(largest, box.width() / 7)
    least = largest * _LEAST / LARGEST
    laid_out = list(_laid_out(words, size, box.width(), direction))
    while _height(words, laid_out, size) > box.height() and size * _HEADING > least:
        size *= _SMALLER
        laid_out = list(_laid_out(words, size, box.width(), direction))
    y = box.top() + max(0.0, (box.height() - _height(words, laid_out, size)) / 2)
    painter.save()
    painter.setClipRect(box)
    for paragraph, layout in zip(words, laid_out, strict=True):
        y += paragraph.above * size
        painter.setPen(QColor(paragraph.ink))
        layout.draw(painter, QPointF(box.left(), y))
        y += layout.boundingRect().height()
    painter.restore()


def hints_height(hints: Sequence[Hint], width: float) -> float:
    """How high the lines are in which `paint_hints` tells keys."""
    return len(_lines(hints, width)) * (cap_size("X").height() + _LINE_GAP)


def paint_hints(painter: QPainter, box: QRectF, hints: Sequence[Hint], direction: Qt.LayoutDirection) -> None:
    """Tell keys at the lower edge of a box, in as many lines as they take."""
    lines = _lines(hints, box.width())
    height = cap_size("X").height()
    y = box.bottom() - len(lines) * (height + _LINE_GAP) + _LINE_GAP
    for line in lines:
        x = box.left()
        for hint in line:
            _paint_hint(painter, QRectF(x, y, _hint_width(hint), height), box, hint, direction)
            x += _hint_width(hint) + _HINT_GAP
        y += height + _LINE_GAP


def _laid_out(
    words: Sequence[Words], size: float, width: float, direction: Qt.LayoutDirection
) -> Iterator[QTextLayout]:
    option = QTextOption(leading(direction))
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    for paragraph in words:
        face = QFont(font(Type.BODY))
        face.setPixelSize(max(1, round(paragraph.size * size)))
        face.setWeight(QFont.Weight(paragraph.weight))
        layout = QTextLayout(paragraph.text, face)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        yield layout


def _height(words: Sequence[Words], laid_out: Sequence[QTextLayout], size: float) -> float:
    return sum(
        paragraph.above * size + layout.boundingRect().height()
        for paragraph, layout in zip(words, laid_out, strict=True)
    )


def _lines(hints: Sequence[Hint], width: float) -> list[list[Hint]]:
    """The hints, as many in a line as fit."""
    lines: list[list[Hint]] = []
    room = 0.0
    for hint in hints:
        wanted = _hint_width(hint)
        if not lines or room < wanted:
            lines.append([])
            room = width
        lines[-1].append(hint)
        room -= wanted + _HINT_GAP
    return lines


def _hint_width(hint: Hint) -> float:
    caps = sum(cap_size(cap).width() + _CAP_GAP for cap in hint.caps)
    return caps + _TEXT_GAP - _CAP_GAP + metrics(Type.CAPTION).horizontalAdvance(hint.text)


def _paint_hint(
    painter: QPainter, place: QRectF, bounds: QRectF, hint: Hint, direction: Qt.LayoutDirection
) -> None:
    x = place.left()
    for cap in hint.caps:
        size = cap_size(cap)
        box = mirrored(QRectF(x, place.top(), size.width(), size.height()), bounds, direction)
        paint_cap(painter, box.topLeft(), cap, LIGHT)
        x += size.width() + _CAP_GAP
    box = mirrored(
        QRectF(x - _CAP_GAP + _TEXT_GAP, place.top(), place.right() - x + 4, place.height()),
        bounds,
        direction,
    )
    painter.setFont(font(Type.CAPTION))
    painter.setPen(QColor(LIGHT.muted))
    painter.drawText(box, leading(direction) | Qt.AlignmentFlag.AlignVCenter, hint.text)
