"""What the palette has found, as values and as they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from companion.ui.icons import paint_icon
from companion.ui.theme import font, metrics, scaled, tokens
from companion.ui.tokens import RADIUS_CONTROL, Type
from companion.ui.widgets.key_cap import cap_size, paint_cap
from companion.ui.widgets.painting import elided, fill_rounded, leading, mirrored, prepare
from companion.ui.widgets.row import Index

ITEM = Qt.ItemDataRole.UserRole + 1
"""The model role that holds a `PaletteItem`, or the title of a section."""

_ITEM_HEIGHT = 36
_TITLE_HEIGHT = 28
_ICON = 18


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """Something to choose."""

    key: object
    title: str
    detail: str = ""
    icon: str = ""
    caps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaletteSection:
    """Choices of one sort."""

    title: str
    items: tuple[PaletteItem, ...]


class PaletteList(QListView):
    """Sections of choices; the keyboard stays in the line above it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.sections: tuple[PaletteSection, ...] = ()
        self._found = _Model()
        self._delegate = _Delegate()
        self.setAccessibleName(name)
        self.setModel(self._found)
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def set_sections(self, sections: Sequence[PaletteSection]) -> None:
        """Show other choices and stand on the first."""
        self.sections = tuple(sections)
        self._found.set_sections(self.sections)
        if self.sections:
            self.setCurrentIndex(self._found.index(1))

    def content_height(self) -> int:
        """How high all of it is."""
        return sum(self.sizeHintForRow(row) for row in range(self._found.rowCount()))

    def current_item(self) -> PaletteItem | None:
        """The choice that it stands on."""
        found = self.currentIndex().data(ITEM)
        return found if isinstance(found, PaletteItem) else None

    def spoken(self) -> str:
        """The choice that it stands on, for screen readers."""
        item = self.current_item()
        return ", ".join(part for part in (item.title, item.detail) if part) if item else ""

    def move_by_key(self, key: Qt.Key) -> None:
        """Go up or down, over titles and around the ends; pages stop at the ends."""
        places = self._found.choices()
        here = self.currentIndex().row()
        if not places or here not in places:
            return
        at = places.index(here)
        paged = {Qt.Key.Key_PageDown: at + 5, Qt.Key.Key_PageUp: at - 5}.get(key)
        if paged is not None:
            at = min(max(paged, 0), len(places) - 1)
        else:
            at = (at + (1 if key == Qt.Key.Key_Down else -1)) % len(places)
        self.setCurrentIndex(self._found.index(places[at]))
        if at == 0:
            self.scrollToTop()


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[str | PaletteItem, ...] = ()

    def set_sections(self, sections: Sequence[PaletteSection]) -> None:
        self.beginResetModel()
        lines: list[str | PaletteItem] = []
        for section in sections:
            lines += (section.title, *section.items)
        self._lines = tuple(lines)
        self.endResetModel()

    def choices(self) -> list[int]:
        return [place for place, line in enumerate(self._lines) if isinstance(line, PaletteItem)]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == ITEM:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line if isinstance(line, str) else line.title
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        is_title = isinstance(index.data(ITEM), str)
        return QSize(0, scaled(_TITLE_HEIGHT if is_title else _ITEM_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(ITEM)
        painter.save()
        prepare(painter)
        rect = QRectF(option.rect)
        if isinstance(line, PaletteItem):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            _paint_item(painter, rect, option.direction, line, chosen=chosen, hovered=hovered)
        else:
            title = rect.adjusted(12, 7, -12, 0)
            _write(painter, title, rect, option.direction, str(line), Type.CHIP, tokens().muted)
        painter.restore()


def _paint_item(
    painter: QPainter,
    rect: QRectF,
    direction: Qt.LayoutDirection,
    item: PaletteItem,
    *,
    chosen: bool,
    hovered: bool,
) -> None:
    colours = tokens()
    ground = rect.adjusted(0, 0, 0, -1)
    if chosen or hovered:
        fill_rounded(painter, ground, RADIUS_CONTROL, colours.selected if chosen else colours.hover)
    side = scaled(_ICON)
    if item.icon:
        box = QRectF(rect.left() + 12, round(ground.center().y() - side / 2), side, side)
        tint = colours.accent if chosen else colours.muted
        paint_icon(painter, mirrored(box, rect, direction), item.icon, tint)
    end = _paint_caps(painter, ground, rect, direction, item.caps)
    face = Type.STRONG if chosen else Type.BODY
    words = QRectF(ground)
    words.setLeft(rect.left() + 12 + side + 10)
    words.setRight(end)
    _write(painter, words, rect, direction, item.title, face, colours.text)
    words.setLeft(words.left() + metrics(face).horizontalAdvance(item.title) + 11)
    _write(painter, words, rect, direction, item.detail, Type.SMALL, colours.muted)


def _paint_caps(
    painter: QPainter, ground: QRectF, rect: QRectF, direction: Qt.LayoutDirection, caps: tuple[str, ...]
) -> float:
    """Draw the caps at the end of the line; returns where the room before them ends."""
    end = ground.right() - 12
    for cap in reversed(caps):
        size = cap_size(cap)
        box = QRectF(
            end - size.width(), round(ground.center().y() - size.height() / 2), size.width(), size.height()
        )
        paint_cap(painter, QPointF(mirrored(box, rect, direction).topLeft()), cap)
        end = box.left() - 10
    return end


def _write(
    painter: QPainter,
    box: QRectF,
    bounds: QRectF,
    direction: Qt.LayoutDirection,
    text: str,
    face: Type,
    ink: str,
) -> None:
    if box.width() <= 0 or not text:
        return
    painter.setFont(font(face))
    painter.setPen(ink)
    shown = elided(text, metrics(face), box.width())
    painter.drawText(
        mirrored(box, bounds, direction), leading(direction) | Qt.AlignmentFlag.AlignVCenter, shown
    )
