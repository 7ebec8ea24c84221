"""Two people side by side: which values are kept, what is joined, and what to do with the two."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from companion.ui.pages.pair_row import FieldRow, HeadRow, JoinedRow, PairRow, Shape
from companion.ui.theme import scaled
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.card import Card
from companion.ui.widgets.chip import ChipFlow, ChipText
from companion.ui.widgets.choice_cell import ChoiceCell
from companion.ui.widgets.face import Faces
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.label import Label, Rule

if TYPE_CHECKING:
    from companion.ui.models.pair import JoinedView, PairView

EDGE = 14
"""Pixels beside the card, in which the scroll bar stands."""
_AROUND = 40
"""Pixels that stay in sight above and below the field that has the keyboard."""
_FIELDS = 6
_WIDE = 440
"""Pixels at 100 % text from which labels stand beside the two."""
_BESIDE = 300
"""Pixels at 100 % text from which the two stand beside each other."""
_HIGH = 330
"""Pixels at 100 % text from which the buttons stay in sight."""


class PairPane(QWidget):
    """Shows two people of whom the left one stays; knows no store."""

    field_chosen = Signal(str, object)
    """A field, and the id of the person whose value is kept."""
    pressed = Signal(str)
    """merge, apart, swap or skip."""
    left = Signal()
    """Esc was pressed."""
    browsed = Signal(int)
    """The next pair (1) or the previous one (-1) is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: PairView | None = None
        self._shape = Shape.WIDE
        self._single_keys = True
        self._why = ChipFlow()
        self._unasked = Label(
            self.tr("Nothing but your choice speaks for it."), Type.SMALL, Ink.MUTED, wrap=True
        )
        self._place = Label("", Type.SMALL, Ink.MUTED)
        self._head = HeadRow()
        self._rows = tuple(FieldRow() for _ in range(_FIELDS))
        self._kept = Label(self.tr("Kept of both"), Type.STRONG, wrap=True)
        self._legend = Label(self.tr("+ is added, = is there already"), Type.SMALL, Ink.MUTED)
        self._joined = QVBoxLayout()
        self._joined_rows: list[PairRow] = []
        self.area = QScrollArea()
        self._foot = QWidget()
        self._lay_out()
        self._listen()

    @property
    def cells(self) -> Sequence[ChoiceCell]:
        """What takes the keyboard while values are chosen."""
        return tuple(cell for row in self._rows for cell in row.cells)

    def set_faces(self, faces: Faces) -> None:
        """Say where photos come from."""
        self._head.set_faces(faces)
        for cell in self.cells:
            cell.set_faces(faces)

    def set_single_keys(self, on: bool) -> None:
        """Whether J and K go to another pair."""
        self._single_keys = on

    def show_pair(self, view: "PairView", place: str, *, is_one_of_many: bool) -> None:
        """Show two people; others from the top. `place` says which pair of how many it is."""
        self._skip.setVisible(is_one_of_many)
        before, self._shown = self._shown, view
        self._place.setText(place)
        self._place.setVisible(bool(place))
        if before == view:
            return
        self._why.set_chips([ChipText(text, Role.PERSON) for text in view.evidence])
        self._why.setVisible(bool(view.evidence))
        self._unasked.setVisible(not view.evidence)
        self._head.show_sides(view.left, view.right)
        for row, field in zip(self._rows, view.fields, strict=False):
            row.show_field(field)
        for place_, row in enumerate(self._rows):
            row.setVisible(place_ < len(view.fields))
        if before is None or before.joined != view.joined:
            self._show_joined(view.joined)
        self._set_shape()
        both = {view.left.id, view.right.id}
        focused = next((cell for cell in self.cells if cell.hasFocus()), None)
        if before is None or {before.left.id, before.right.id} != both:
            self.area.verticalScrollBar().setValue(0)
        elif focused is not None:
            self.area.ensureWidgetVisible(focused, 0, _AROUND)
        names = self.tr("{left} and {right} side by side")
        said = names.format(left=view.left.name, right=view.right.name)
        self.area.setAccessibleName(said)
        if place and (before is None or {before.left.id, before.right.id} != both):
            # There is no list whose row is read out.
            told = ", ".join((place, said, *view.evidence))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.area, told))

    def take_keyboard(self) -> None:
        """Put the keyboard on the first field in which they differ, else where the arrows scroll."""
        stops = self._stops()
        if stops:
            self._stand_on(stops[0])
        else:
            self.area.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the ring of the keyboard, which the area itself has not."""
        if watched is self.area and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._card.set_ringed(event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; J and K go to another pair."""
        step = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}.get(Qt.Key(event.key()))
        plain = not event.modifiers()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif step is not None and plain and self._single_keys:
            self.browsed.emit(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put parts below each other where there is no room beside; let the buttons scroll where it is low."""
        super().resizeEvent(event)
        self._set_shape()
        holder = self._outer if self.height() >= scaled(_HIGH) else self._column
        if holder.indexOf(self._foot) < 0:
            holder.addWidget(self._foot)

    def _lay_out(self) -> None:
        self._card = card = Card()
        table = QVBoxLayout(card)
        table.setContentsMargins(16, 14, 16, 16)
        table.setSpacing(8)
        table.addWidget(self._head)
        table.addSpacing(4)
        for row in self._rows:
            table.addWidget(row)
        table.addSpacing(4)
        table.addWidget(rule := Rule())
        self._rule = rule
        self._heading = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._heading.setSpacing(12)
        self._heading.addWidget(self._kept, 1)
        self._heading.addWidget(self._legend)
        table.addLayout(self._heading)
        self._joined.setSpacing(10)
        table.addLayout(self._joined)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._why, 1)
        top.addWidget(self._unasked, 1)
        top.addWidget(self._place, 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        inner.setProperty("page", True)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, EDGE, 0)
        self._column.setSpacing(12)
        self._column.addLayout(top)
        self._column.addWidget(card)
        self._column.addStretch(1)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setWidget(inner)
        self.area.installEventFilter(self)
        self._lay_out_foot()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(12)
        self._outer.addWidget(self.area, 1)
        self._outer.addWidget(self._foot)

    def _lay_out_foot(self) -> None:
        flow = FlowLayout(self._foot, spacing=8)
        for name, text, icon, kind in (
            ("merge", self.tr("Merge"), "git-merge", ButtonKind.PRIMARY),
            ("apart", self.tr("Not the same"), "circle-slash", ButtonKind.DEFAULT),
            ("swap", self.tr("Swap"), "arrow-left-right", ButtonKind.DEFAULT),
            ("skip", self.tr("Skip"), "", ButtonKind.PLAIN),
        ):
            button = Button(text, icon, kind)
            button.clicked.connect(lambda _checked=False, name=name: self.pressed.emit(name))
            flow.addWidget(button)
        self._skip = button

    def _listen(self) -> None:
        for row in self._rows:
            row.chosen.connect(lambda owner, row=row: self._on_chosen(row, owner))
            row.step_wanted.connect(lambda step, row=row: self._go(row, step))

    def _on_chosen(self, row: FieldRow, owner: object) -> None:
        if self._shown is not None:
            self.field_chosen.emit(self._shown.fields[self._rows.index(row)].field, owner)

    def _go(self, row: FieldRow, step: int) -> None:
        """Go to the next or previous field that can be chosen."""
        stops = self._stops()
        here = next((place for place, stop in enumerate(stops) if stop in row.cells), 0)
        if 0 <= here + step < len(stops):
            self._stand_on(stops[here + step])

    def _stand_on(self, cell: ChoiceCell) -> None:
        cell.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(cell, 0, _AROUND)

    def _stops(self) -> list[ChoiceCell]:
        return [row.stop for row in self._rows if not row.isHidden() and row.stop is not None]

    def _show_joined(self, views: "Sequence[JoinedView]") -> None:
        for row in self._joined_rows:
            self._joined.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._joined_rows = [JoinedRow(view) for view in views]
        for row in self._joined_rows:
            self._joined.addWidget(row)
        for part in (self._rule, self._kept, self._legend):
            part.setVisible(bool(views))

    def _set_shape(self) -> None:
        room = self.area.viewport().width() - EDGE - 32
        wide = room >= scaled(_WIDE)
        self._shape = Shape.WIDE if wide else Shape.BESIDE if room >= scaled(_BESIDE) else Shape.STACKED
        for row in (self._head, *self._rows, *self._joined_rows):
            row.set_shape(self._shape)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._heading.setDirection(across if wide else down)
        self._heading.setSpacing(12 if wide else 0)
