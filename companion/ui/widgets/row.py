"""The lines of a list of people, as values, and how they are drawn."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from companion.ui.icons import paint_icon
from companion.ui.theme import font, metrics, scaled, tokens
from companion.ui.tokens import (
    CHIP_ROW_HEIGHT,
    RADIUS_CHIP,
    RADIUS_ROW,
    ROW_HEIGHT,
    SECTION_HEIGHT,
    Ink,
    Role,
    Tokens,
    Type,
)
from companion.ui.widgets.avatar import paint_avatar
from companion.ui.widgets.chip import ChipText
from companion.ui.widgets.face import Faces
from companion.ui.widgets.painting import (
    elided,
    fill_rounded,
    leading,
    mirrored,
    prepare,
    stroke_focus,
    trailing,
)

ROW = Qt.ItemDataRole.UserRole + 1
"""The model role that holds a `Row` or a `Section`."""

_GAP = 2
_PADDING = 14
_AVATAR = 40
_BAR = 3
_CHIP_HEIGHT = 22
_CHIP_PADDING = 8
_CHIP_GAP = 6
_STAR = 14


@dataclass(frozen=True, slots=True)
class Row:
    """A person in a list."""

    key: object
    """What the list reports when the row is chosen, such as a person's id."""
    name: str
    detail: str = ""
    """The second line; beside the name where rows have chips."""
    chips: tuple[ChipText, ...] = ()
    aside: str = ""
    """A few words at the end of the first line, such as "2 days"."""
    aside_role: Role = Role.NEUTRAL
    tip: str = ""
    """The exact form of the aside, such as a date."""
    starred: bool = False
    photo: str | None = None
    """The digest of the person's photo, which is read once the row is drawn."""
    pictured: str = ""
    """Whose initials stand there without a photo, where the name is not that of one person."""
    icon: str = ""
    """Stands in place of a picture where the row is about nobody."""
    icon_role: Role = Role.NEUTRAL


@dataclass(frozen=True, slots=True)
class Section:
    """A heading between rows, with the number of rows below it."""

    title: str
    count: int
    role: Role = Role.NEUTRAL
    detail: str = ""
    """A sentence below the title; the heading is then as high as a row, so that all lines of a list are alike."""


Line = Row | Section
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws rows of two lines, or rows with chips, and the headings between them."""

    def __init__(self, *, chips: bool = False) -> None:
        super().__init__()
        self._chips = chips
        self.faces: Faces | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of a line; the view gives the width."""
        line = index.data(ROW)
        if isinstance(line, Section) and not line.detail:
            return QSize(0, scaled(SECTION_HEIGHT))
        return QSize(0, scaled(CHIP_ROW_HEIGHT if self._chips else ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        line = index.data(ROW)
        painter.save()
        prepare(painter)
        brush = _Brush(painter, QRectF(option.rect), option.direction, self.faces)
        if isinstance(line, Section):
            brush.section(line)
        elif isinstance(line, Row):
            state = option.state
            brush.ground(
                selected=bool(state & QStyle.StateFlag.State_Selected),
                hovered=bool(state & QStyle.StateFlag.State_MouseOver),
                focused=bool(state & QStyle.StateFlag.State_HasFocus),
            )
            brush.row(line, chips=self._chips)
        painter.restore()


class _Brush:
    """Draws the parts of one line from its leading edge on."""

    def __init__(
        self, painter: QPainter, rect: QRectF, direction: Qt.LayoutDirection, faces: Faces | None
    ) -> None:
        self._painter = painter
        self._faces = faces
        self._bounds = rect
        self._box = rect.adjusted(0, 0, 0, -_GAP)
        self._direction = direction
        self._colours: Tokens = tokens()

    def section(self, section: Section) -> None:
        box = self._bounds.adjusted(_PADDING, 2, -_PADDING, 0)
        if section.detail:
            middle = self._bounds.top() + scaled(18)
            below = QRectF(box.left(), middle + scaled(17), box.width(), scaled(20))
            self._write(below, section.detail, Type.SMALL, self._colours.muted)
            box = QRectF(box.left(), middle, box.width(), scaled(18))
        self._write(box, section.title, Type.CHIP, self._colours.colour(section.role))
        self._write(box, str(section.count), Type.CHIP, self._colours.muted, at_end=True)

    def ground(self, *, selected: bool, hovered: bool, focused: bool) -> None:
        if selected:
            fill_rounded(self._painter, self._box, RADIUS_ROW, self._colours.selected)
        elif hovered:
            fill_rounded(self._painter, self._box, RADIUS_ROW, self._colours.hover)
        if focused:
            stroke_focus(self._painter, self._box, RADIUS_ROW, self._colours.focus)
        if selected:
            height = round(self._box.height() / 2) - (3 if self._box.height() < 64 else 0)
            bar = QRectF(self._box.left(), self._box.center().y() - height / 2, _BAR, height)
            fill_rounded(self._painter, self._mirror(bar), _BAR / 2, self._colours.accent)

    def row(self, row: Row, *, chips: bool) -> None:
        side = scaled(_AVATAR)
        avatar = QRectF(self._box.left() + _PADDING, round(self._box.center().y() - side / 2), side, side)
        self._picture(self._mirror(avatar), row)
        words = QRectF(self._box)
        words.setLeft(avatar.right() + _PADDING)
        words.setRight(self._box.right() - _PADDING + 1)
        first = QRectF(words.left(), self._box.top() + scaled(9), words.width(), scaled(20))
        if not (row.chips if chips else row.detail):
            first.moveTop(round(self._box.center().y() - first.height() / 2))
        end = self._aside(first, row)
        first.setRight(end)
        name_end = self._name(first, row)
        if chips:
            beside = QRectF(first)
            beside.setLeft(name_end + 8)
            self._write(beside, row.detail, Type.SMALL, self._colours.muted)
            self._chip_line(QRectF(words.left(), first.bottom() + scaled(4), words.width(), 0), row.chips)
            return
        second = QRectF(words.left(), first.bottom() - scaled(1), words.width(), scaled(20))
        self._write(second, row.detail, Type.SMALL, self._colours.muted)

    def _picture(self, box: QRectF, row: Row) -> None:
        if not row.icon:
            paint_avatar(self._painter, box, row.pictured or row.name, row.photo, self._faces)
            return
        pair = self._colours.pair(row.icon_role)
        fill_rounded(self._painter, box, box.width() / 2, pair.soft)
        side = round(box.width() * 0.45)
        icon = QRectF(0, 0, side, side)
        icon.moveCenter(box.center())
        paint_icon(self._painter, icon, row.icon, pair.ink)

    def _aside(self, box: QRectF, row: Row) -> float:
        if not row.aside:
            return box.right()
        ink = self._colours.colour(row.aside_role if row.aside_role is not Role.NEUTRAL else Ink.MUTED)
        width = min(self._width(row.aside, Type.SMALL), box.width() / 2)
        room = QRectF(box.right() - width, box.top() - 1, width, box.height())
        self._write(room, row.aside, Type.SMALL, ink, at_end=True)
        return room.left() - 8

    def _name(self, box: QRectF, row: Row) -> float:
        room = box.adjusted(0, 0, -(scaled(_STAR) + 4) if row.starred else 0, 0)
        self._write(room, row.name, Type.STRONG, self._colours.text)
        end = min(room.left() + self._width(row.name, Type.STRONG), room.right())
        if not row.starred:
            return end
        side = scaled(_STAR)
        star = QRectF(end + 4, round(box.center().y() - side / 2), side, side)
        paint_icon(self._painter, self._mirror(star), "star", self._colours.promise.ink)
        return star.right()

    def _chip_line(self, line: QRectF, chips: tuple[ChipText, ...]) -> None:
        x = line.left()
        for chip in chips:
            whole = self._width(chip.text, Type.CHIP) + 2 * scaled(_CHIP_PADDING)
            width = min(whole, line.right() - x)
            if width < scaled(40) and width < whole:
                return
            pair = self._colours.pair(chip.role)
            box = QRectF(round(x), line.top(), width, scaled(_CHIP_HEIGHT))
            fill_rounded(self._painter, self._mirror(box), RADIUS_CHIP, pair.soft)
            padding = scaled(_CHIP_PADDING)
            self._write(box.adjusted(padding, 0, -padding + 1, 0), chip.text, Type.CHIP, pair.ink)
            x += width + _CHIP_GAP

    def _write(self, box: QRectF, text: str, style: Type, ink: str, *, at_end: bool = False) -> None:
        if box.width() <= 0 or not text:
            return
        self._painter.setFont(font(style))
        self._painter.setPen(ink)
        side = trailing(self._direction) if at_end else leading(self._direction)
        shown = elided(text, metrics(style), box.width() + 1)
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        self._painter.drawText(self._mirror(box), flags, shown)

    def _width(self, text: str, style: Type) -> int:
        return metrics(style).horizontalAdvance(text)

    def _mirror(self, box: QRectF) -> QRectF:
        return mirrored(box, self._bounds, self._direction)
