"""What is printed: the code alone, a sheet of stickers, or business cards, in millimetres of the paper."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QTextLayout, QTextOption

from companion.ui.code_painting import paint_symbol
from companion.ui.code_view import CodeView
from companion.ui.theme import font
from companion.ui.tokens import LIGHT, Type
from companion.ui.widgets.poster import paint_poster, words_of

_PREVIEW = 4.0
"""Pixels a millimetre of what is then shown smaller."""
_CUT = "#B8B2A7"
_SMALLER = 0.94
_LEAST = 0.55
"""The part of its size to which a line shrinks; what is longer then goes on below."""


class Paper(Enum):
    """Width and height in millimetres."""

    A4 = (210.0, 297.0)
    LETTER = (215.9, 279.4)

    @property
    def size(self) -> QSizeF:
        """Of the sheet."""
        return QSizeF(*self.value)


class Print(Enum):
    """What is on the sheet."""

    CODE = "code"
    """One code, as large as a hand, with the name and what one can talk about."""
    STICKERS = "stickers"
    CARDS = "cards"


@dataclass(frozen=True, slots=True)
class _Grid:
    """Equal cells in the middle of the paper."""

    columns: int
    rows: int
    width: float
    height: float


_STICKERS = _Grid(4, 5, 46.0, 51.0)
_CARDS: Mapping[Paper, _Grid] = MappingProxyType(
    # What business cards measure where that paper is used (ISO 7810 aside): 85 x 55 mm, 3.5 x 2 inches.
    {Paper.A4: _Grid(2, 5, 85.0, 55.0), Paper.LETTER: _Grid(2, 5, 88.9, 50.8)}
)


def count_on(wanted: Print, paper: Paper) -> int:
    """How many there are on a sheet."""
    return 1 if wanted is Print.CODE else len(list(_cells(_grid(wanted, paper), paper)))


def paint_sheet(painter: QPainter, wanted: Print, paper: Paper, view: CodeView, unit: float) -> None:
    """Draw a sheet; `unit` is how many pixels of the device a millimetre has. The paper is white already."""
    if wanted is Print.CODE:
        _paint_page(painter, paper, view, unit)
        return
    paint: Callable[[QPainter, QRectF, CodeView, float], None] = (
        _paint_sticker if wanted is Print.STICKERS else _paint_card
    )
    for cell in _cells(_grid(wanted, paper), paper):
        place = _scaled(cell, unit)
        # Each line is drawn twice, once for either neighbour; the ink is the same.
        painter.setPen(QPen(QColor(_CUT), 0.15 * unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        paint(painter, place, view, unit)


def preview_of(wanted: Print, paper: Paper, view: CodeView) -> QImage:
    """A picture of a sheet."""
    size = (paper.size * _PREVIEW).toSize()
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_sheet(painter, wanted, paper, view, _PREVIEW)
    painter.end()
    return image


def _grid(wanted: Print, paper: Paper) -> _Grid:
    return _STICKERS if wanted is Print.STICKERS else _CARDS[paper]


def _cells(grid: _Grid, paper: Paper) -> Iterator[QRectF]:
    left = (paper.size.width() - grid.columns * grid.width) / 2
    top = (paper.size.height() - grid.rows * grid.height) / 2
    for row in range(grid.rows):
        for column in range(grid.columns):
            yield QRectF(left + column * grid.width, top + row * grid.height, grid.width, grid.height)


def _paint_page(painter: QPainter, paper: Paper, view: CodeView, unit: float) -> None:
    """The code in the upper half, the words below it, both in the middle."""
    side, width = 136.0, paper.size.width()
    code = QRectF((width - side) / 2, 24, side, side)
    if view.symbol is not None:
        paint_symbol(painter, _scaled(code, unit), view.symbol)
    # Under the dark of the code, which is narrower by its quiet zone.
    words = code.adjusted(9, side + 6, -9, 0)
    words.setBottom(paper.size.height() - 24)
    said = words_of(view.name, view.role, [(ask.heading, ask.text) for ask in view.asks])
    paint_poster(painter, _scaled(words, unit), said, Qt.LayoutDirection.LeftToRight, largest=15 * unit)


def _paint_sticker(painter: QPainter, cell: QRectF, view: CodeView, unit: float) -> None:
    side = min(cell.width(), 41 * unit)
    code = QRectF(cell.center().x() - side / 2, cell.top() + 1 * unit, side, side)
    if view.symbol is not None:
        paint_symbol(painter, code, view.symbol)
    words = QRectF(cell.left(), code.bottom(), cell.width(), cell.bottom() - code.bottom())
    inside = words.adjusted(2 * unit, 0, -2 * unit, -1.5 * unit)
    lines = [_Line(view.name, 3.7, 700, LIGHT.text)]
    if view.role:
        lines.append(_Line(view.role, 2.6, 400, LIGHT.muted))
    _paint_lines(painter, inside, lines, unit, Qt.AlignmentFlag.AlignHCenter)


def _paint_card(painter: QPainter, cell: QRectF, view: CodeView, unit: float) -> None:
    side = min(cell.height() - 8 * unit, 43 * unit)
    code = QRectF(cell.right() - side - 2.5 * unit, cell.center().y() - side / 2, side, side)
    if view.symbol is not None:
        paint_symbol(painter, code, view.symbol)
    words = QRectF(cell.left(), cell.top(), code.left() - cell.left(), cell.height())
    inside = words.adjusted(6 * unit, 7 * unit, 0, -7 * unit)
    about = [_Line(view.name, 4.6, 700, LIGHT.text)]
    about += [
        _Line(text, 2.8, 400, LIGHT.muted, above=0.4) for text in (view.title, view.organisation) if text
    ]
    reached = [_Line(text, 2.5, 400, LIGHT.text, above=0.5) for text in view.contact_lines]
    used = _paint_lines(painter, inside, about, unit, Qt.AlignmentFlag.AlignLeft)
    below = inside.adjusted(0, used + 2 * unit, 0, 0)
    _paint_lines(painter, below, reached, unit, Qt.AlignmentFlag.AlignLeft, at_bottom=True)


@dataclass(frozen=True, slots=True)
class _Line:
    """A text on paper, its size in millimetres."""

    text: str
    size: float
    weight: int
    ink: str
    above: float = 0.0


def _paint_lines(
    painter: QPainter,
    box: QRectF,
    lines: Sequence[_Line],
    unit: float,
    alignment: Qt.AlignmentFlag,
    *,
    at_bottom: bool = False,
) -> float:
    """Write lines below each other, smaller where they would not fit; returns how high they are."""
    factor = 1.0
    laid_out = [_laid_out(line, box.width(), unit, alignment, factor) for line in lines]
    while _height(lines, laid_out, unit) > box.height() and factor > _LEAST:
        factor *= _SMALLER
        laid_out = [_laid_out(line, box.width(), unit, alignment, factor) for line in lines]
    height = _height(lines, laid_out, unit)
    y = box.bottom() - min(height, box.height()) if at_bottom else box.top()
    painter.save()
    painter.setClipRect(box)
    for line, layout in zip(lines, laid_out, strict=True):
        y += line.above * unit
        painter.setPen(QColor(line.ink))
        layout.draw(painter, QPointF(box.left(), y))
        y += layout.boundingRect().height()
    painter.restore()
    return height


def _height(lines: Sequence[_Line], laid_out: Sequence[QTextLayout], unit: float) -> float:
    return sum(
        line.above * unit + layout.boundingRect().height()
        for line, layout in zip(lines, laid_out, strict=True)
    )


def _laid_out(
    line: _Line, width: float, unit: float, alignment: Qt.AlignmentFlag, factor: float
) -> QTextLayout:
    """A line at a size at which its words are not broken, unless that were too small to read."""
    size = line.size * factor
    while _is_wider(line, size, width, unit) and size > line.size * _LEAST:
        size *= _SMALLER
    option = QTextOption(alignment)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout = QTextLayout(line.text, _face(line, size, unit))
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (written := layout.createLine()).isValid():
        written.setLineWidth(width)
        written.setPosition(QPointF(0, height))
        height += written.height()
    layout.endLayout()
    return layout


def _is_wider(line: _Line, size: float, width: float, unit: float) -> bool:
    """Whether a word of it is wider than the room."""
    layout = QTextLayout(max(line.text.split(), key=len, default=""), _face(line, size, unit))
    layout.beginLayout()
    written = layout.createLine()
    layout.endLayout()
    return written.isValid() and written.naturalTextWidth() > width


def _face(line: _Line, size: float, unit: float) -> QFont:
    face = QFont(font(Type.BODY))
    face.setPixelSize(max(1, round(size * unit)))
    face.setWeight(QFont.Weight(line.weight))
    return face


def _scaled(rect: QRectF, unit: float) -> QRectF:
    return QRectF(rect.x() * unit, rect.y() * unit, rect.width() * unit, rect.height() * unit)
