"""Whom a code may be of, with the two ways to go on: add it to them, or not."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.pages.scan_facts import change
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.avatar import Avatar
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.card import Card
from companion.ui.widgets.choice_cell import ChoiceCell
from companion.ui.widgets.face import Faces
from companion.ui.widgets.key_cap import KeyCap
from companion.ui.widgets.label import Label, breakable

if TYPE_CHECKING:
    from companion.ui.models.scan_view import KnownView

_TURNING = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter),
)
_MOST_CHANGES = 8


class KnownChoice(QWidget):
    """The two ways, one of which is chosen: by arrows, the space bar, Enter or a click."""

    turned = Signal()
    """The other way was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._view: KnownView | None = None
        self._is_attached = True
        self.attach = ChoiceCell()
        self.new = ChoiceCell()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.attach, 1)
        row.addWidget(self.new, 1)
        row.addWidget(KeyCap("Tab"))
        self.attach.clicked.connect(lambda: self._choose(is_attached=True))
        self.new.clicked.connect(lambda: self._choose(is_attached=False))

    def show_choice(self, view: "KnownView | None", *, is_attached: bool) -> None:
        """Show the two ways to go on with somebody, or nothing."""
        self._view, self._is_attached = view, is_attached
        self.setVisible(view is not None)
        if view is not None:
            self.attach.show_value(view.attach, is_kept=is_attached, name=view.name)
            self.new.show_value(view.new, is_kept=not is_attached, name=view.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the other way, while the keyboard is on one of them."""
        if event.key() in _TURNING and (self.attach.hasFocus() or self.new.hasFocus()):
            self.turned.emit()
            (self.attach if self._is_attached else self.new).setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _choose(self, *, is_attached: bool) -> None:
        if is_attached != self._is_attached:
            self.turned.emit()
        else:
            # A click has changed the mark of what was chosen already.
            self.show_choice(self._view, is_attached=is_attached)


class KnownCard(Card):
    """Names the person and why, and shows which of the two is chosen; knows no store."""

    person_wanted = Signal(object)
    """The id of the person."""

    def __init__(self) -> None:
        super().__init__(inset=True)
        self._view: KnownView | None = None
        self._avatar = Avatar(size=36)
        self._why = Label("", Type.CHIP, Role.PERSON, wrap=True)
        self._name = Label("", Type.STRONG, wrap=True)
        self._about = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._look = Button(self.tr("Look"), kind=ButtonKind.DEFAULT)
        self.choice = KnownChoice()
        self._changes = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._look.clicked.connect(self._on_look)

    @property
    def attach(self) -> ChoiceCell:
        """The way in which it is added to them."""
        return self.choice.attach

    @property
    def new(self) -> ChoiceCell:
        """The way in which it is not."""
        return self.choice.new

    def set_faces(self, faces: Faces) -> None:
        """Say where photos come from."""
        self._avatar.set_faces(faces)

    def show_known(self, view: "KnownView | None", *, is_attached: bool) -> None:
        """Show somebody, or nothing."""
        changed, self._view = view != self._view, view
        self.setVisible(view is not None)
        self.choice.show_choice(view, is_attached=is_attached)
        if view is not None and changed:
            self._show_person(view)

    def take_choice(self) -> None:
        """Have the two ways among the rest again."""
        self._column.insertWidget(1, self.choice)

    def _on_look(self) -> None:
        if self._view is not None:
            self.person_wanted.emit(self._view.id)

    def _show_person(self, view: "KnownView") -> None:
        self._avatar.set_name(view.name, view.photo)
        self._why.setText(breakable(view.why))
        self._name.setText(breakable(view.name))
        self._about.setText(breakable(view.about))
        self._about.setVisible(bool(view.about))
        self._look.setAccessibleName(self.tr("Look at {name}").format(name=view.name))
        self.setAccessibleName(view.why)
        while (item := self._changes.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line in view.changes[:_MOST_CHANGES]:
            self._changes.addWidget(change(line))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (self._why, self._name, self._about):
            words.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self._look, 0, Qt.AlignmentFlag.AlignTop)
        self._changes.setSpacing(4)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(10)
        self._column.addLayout(head)
        self._column.addLayout(self._changes)
        self.take_choice()
