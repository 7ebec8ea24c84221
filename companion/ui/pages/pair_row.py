"""The rows of two people side by side: a label, and what the one and the other has."""

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.ui.theme import scaled
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.avatar import Avatar
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.choice_cell import ChoiceCell
from companion.ui.widgets.face import Faces
from companion.ui.widgets.label import Label, breakable

if TYPE_CHECKING:
    from companion.ui.models.pair import FieldView, Item, JoinedView, SideView

_LABEL_WIDTH = 92
_MOST = 30
"""So many things of one kind are listed of a person."""
_SIGN = 16


class Shape(Enum):
    """How much room there is."""

    WIDE = "wide"
    """The label stands beside the two."""
    BESIDE = "beside"
    """The two stand beside each other, the label above them."""
    STACKED = "stacked"


class PairRow(QWidget):
    """A label, the left and the right one."""

    def __init__(self, label: str, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self.label = Label(label, Type.SMALL, Ink.MUTED, wrap=True)
        self._cells = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cells.setSpacing(8)
        for cell in (left, right):
            self._cells.addWidget(cell, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._cells, 1)

    def set_shape(self, shape: Shape) -> None:
        """Take up less room."""
        wide = shape is Shape.WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if wide else down)
        self._row.setSpacing(8 if wide else 4)
        self._cells.setDirection(down if shape is Shape.STACKED else across)
        self.label.setMinimumWidth(scaled(_LABEL_WIDTH) if wide else 0)
        self.label.setMaximumWidth(scaled(_LABEL_WIDTH) if wide else 16_777_215)
        self.label.setContentsMargins(0, self._drop() if wide else 0, 0, 0)
        self.label.setVisible(wide or bool(self.label.text()))

    def _drop(self) -> int:
        """How far below the row's edge the first line of the cells is."""
        return 0


class HeadRow(PairRow):
    """Who the two are, and what becomes of each."""

    def __init__(self) -> None:
        self.left = _SideHead(self.tr("Stays"), Role.PERSON)
        self.right = _SideHead(self.tr("Is merged in"), Role.NEUTRAL)
        super().__init__("", self.left, self.right)

    def set_faces(self, faces: Faces) -> None:
        """Say where photos come from."""
        for side in (self.left, self.right):
            side.avatar.set_faces(faces)

    def show_sides(self, left: "SideView", right: "SideView") -> None:
        """Show two people."""
        self.left.show_side(left)
        self.right.show_side(right)


class _SideHead(QWidget):
    def __init__(self, fate: str, role: Role) -> None:
        super().__init__()
        self.setSizePolicy(*_SHARED)
        self.avatar = Avatar(size=40)
        self._name = Label("", Type.HEADING, wrap=True)
        self._met = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(fate, Type.CHIP, role))
        for part in (self._name, self._met):
            words.addWidget(part)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 0, 4, 0)
        row.setSpacing(10)
        row.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_side(self, side: "SideView") -> None:
        self.avatar.set_name(side.name, side.photo)
        self._name.setText(breakable(side.name))
        self._met.setText(breakable(side.met))
        self._met.setVisible(bool(side.met))


class FieldRow(PairRow):
    """A field of both: a choice where they differ. Left, Right and Space choose, Up and Down go on."""

    chosen = Signal(object)
    """The id of the person whose value is kept."""
    step_wanted = Signal(int)

    def __init__(self) -> None:
        self.cells = (ChoiceCell(), ChoiceCell())
        self._same = _Lines()
        self._owners: tuple[object, object] = (None, None)
        super().__init__("", *self.cells)
        self._cells.addWidget(self._same, 1)
        for place, cell in enumerate(self.cells):
            cell.clicked.connect(lambda _checked, place=place: self._choose(place))

    @property
    def stop(self) -> ChoiceCell | None:
        """What takes the keyboard; None where there is nothing to choose."""
        return next((cell for cell in self.cells if not cell.isHidden() and cell.isChecked()), None)

    def show_field(self, field: "FieldView") -> None:
        """Show what both have."""
        had_keyboard = any(cell.hasFocus() for cell in self.cells)
        self.label.setText(field.label)
        self._owners = (field.left.owner, field.right.owner)
        for cell, value in zip(self.cells, (field.left, field.right), strict=True):
            is_kept = value.owner == field.kept
            cell.show_value(value.text, is_kept=is_kept, name=field.label, photo=value.photo)
            cell.setEnabled(value.can_be_kept)
            said = self.tr("{field}: {value}, kept") if is_kept else self.tr("{field}: {value}, not kept")
            cell.setAccessibleName(said.format(field=field.label, value=value.text or self.tr("nothing")))
            cell.setVisible(field.differs)
        self._same.show_same(field.left.text)
        self._same.setVisible(not field.differs)
        if had_keyboard and self.stop is not None:
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, or go to another row."""
        forward = self.layoutDirection() is not Qt.LayoutDirection.RightToLeft
        sides = {Qt.Key.Key_Left: 0 if forward else 1, Qt.Key.Key_Right: 1 if forward else 0}
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self._choose(0 if self.cells[1].isChecked() else 1)
        elif key in sides:
            self._choose(sides[key])
        elif key in steps:
            self.step_wanted.emit(steps[key])
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        if self.cells[place].isEnabled():
            self.chosen.emit(self._owners[place])

    def _drop(self) -> int:
        return scaled(9) if not self.cells[0].isHidden() else scaled(1)


class JoinedRow(PairRow):
    """Everything of one kind that is known of both: what comes over has a plus, what is there already an equals sign."""

    def __init__(self, view: "JoinedView") -> None:
        left, right = _Lines(), _Lines()
        left.show_items(view.left, view.icon, view.role)
        right.show_items(view.right, view.icon, view.role)
        super().__init__(view.label, left, right)


class _Lines(QWidget):
    """Texts below each other, a sign before each."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(*_SHARED)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(9, 0, 4, 0)
        self._column.setSpacing(5)

    def show_same(self, text: str) -> None:
        """Show what is the same in both."""
        self._clear()
        label = self._add(text, "", "equal", Ink.FAINT, Ink.TEXT)
        label.setAccessibleName(self.tr("{value}, the same in both").format(value=text))

    def show_items(self, items: "Sequence[Item]", icon: str, role: Role | Ink) -> None:
        """Show what is known of one of the two."""
        for item in items[:_MOST]:
            match item.fate.value:
                case "joins":
                    self._add(item.text, item.aside, "plus", Role.OK, Ink.TEXT)
                case "same":
                    self._add(item.text, item.aside, "equal", Ink.FAINT, Ink.FAINT)
                case _:
                    self._add(item.text, item.aside, icon, role, Ink.TEXT)
        if len(items) > _MOST:
            more = self.tr("and {count} more").format(count=len(items) - _MOST)
            self._column.addWidget(Label(more, Type.SMALL, Ink.MUTED, wrap=True))
        self._column.addStretch(1)

    def _add(self, text: str, aside: str, sign: str, tint: Role | Ink, ink: Ink) -> Label:
        row = QHBoxLayout()
        row.setSpacing(9)
        badge = Badge(sign, tint, size=_SIGN, plain=True)
        row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        label = Label(breakable(text), Type.BODY, ink, wrap=True)
        row.addWidget(label, 1)
        if aside:
            row.addWidget(Label(aside, Type.SMALL, Ink.MUTED), 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        return label

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            inner = item.layout()
            while inner is not None and (part := inner.takeAt(0)) is not None:
                if (widget := part.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()


_SHARED = (QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
"""Both sides are as wide as each other, whatever stands in them."""
