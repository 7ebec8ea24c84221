"""Lines of text that can be edited, added and taken away where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.add_line import AddLine
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.button import IconButton
from companion.ui.widgets.chip import ChipText
from companion.ui.widgets.chip_button import StateChip
from companion.ui.widgets.label import Label, plain_tip
from companion.ui.widgets.text_line import TextLine

_INDENT = 4
"""As far as a text line's own text is from its edge."""
_SAID = 1500
"""Milliseconds that a copy is confirmed."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class FactText:
    """One line: a text and what stands beside it."""

    key: object
    """What is reported when the line is changed, such as a record's id."""
    text: str
    icon: str = ""
    icon_role: Role | Ink = Ink.MUTED
    is_past: bool = False
    """Whether it is done with, and steps back."""
    state: ChipText | None = None
    day: str = ""
    """A day that can be edited too."""
    day_ink: Ink | Role = Ink.MUTED
    aside: str = ""
    """A quiet word at the end, such as "work"."""
    tip: str = ""
    """The exact form of day and source."""
    is_copyable: bool = False


class FactColumn(QWidget):
    """Lines under each other; up and down go from one to the next, Delete takes one away."""

    rewritten = Signal(object, str)
    """Key and the text that was typed."""
    removed = Signal(object)
    state_chosen = Signal(object, str)
    """Key and the value of a state."""
    day_typed = Signal(object, str)
    added = Signal(str)

    def __init__(
        self,
        name: str,
        invitation: str,
        states: Sequence[tuple[str, str]] = (),
        *,
        are_blocks: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._states = tuple(states)
        self._are_blocks = are_blocks
        self._lines: dict[object, _FactLine] = {}
        self._invitation = Label(invitation, Type.BODY, Ink.FAINT, wrap=True)
        self._invitation.setContentsMargins(_INDENT, 1, 0, 1)
        self._adding = AddLine()
        self._adding.added.connect(self.added)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self._invitation)
        whole.addLayout(self._column)
        whole.addWidget(self._adding)

    @property
    def keys(self) -> tuple[object, ...]:
        """The keys of the lines, in their order."""
        return tuple(self._lines)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key comes to, in its order."""
        return (*(stop for line in self._lines.values() for stop in line.stops), self._adding)

    def set_facts(self, facts: Sequence[FactText]) -> None:
        """Show exactly these; the line that has the keyboard, or is being edited, keeps it."""
        wanted = {fact.key: fact for fact in facts}
        focused = self._focused_place()
        for key in [key for key in self._lines if key not in wanted]:
            line = self._lines.pop(key)
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        lines = {key: self._lines.get(key) or self._line(key) for key in wanted}
        if list(lines) != list(self._lines):
            for line in lines.values():
                self._column.removeWidget(line)
                self._column.addWidget(line)
                line.show()
        self._lines = lines
        for key, fact in wanted.items():
            lines[key].show_fact(fact)
        self._invitation.setVisible(not lines)
        if focused is not None and self._focused_place() is None:
            self._focus(min(focused, len(lines) - 1))

    def add(self, what: str, typed: str = "") -> None:
        """Begin a new line, going on with what was typed; `what` says what to type."""
        self._adding.open(what, typed)

    def rewrite(self, key: object, typed: str, *, day: bool = False) -> None:
        """Open the editor of a line, or of its day, with what was typed."""
        line = self._lines.get(key)
        if line is not None:
            (line.day if day else line.text).edit(typed)

    def focus_first(self) -> bool:
        """Put the keyboard on the first line, if there is one."""
        self._focus(0)
        return bool(self._lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next or previous line."""
        step = _STEPS.get(Qt.Key(event.key()))
        place = self._focused_place()
        if step is None or place is None or not 0 <= place + step < len(self._lines):
            super().keyPressEvent(event)
            return
        self._focus(place + step)

    def _line(self, key: object) -> "_FactLine":
        line = _FactLine(self._name, self._states, is_block=self._are_blocks)
        line.text.edited.connect(lambda text: self._on_edited(key, text))
        line.day.edited.connect(lambda text: self.day_typed.emit(key, text))
        line.state.chosen.connect(lambda value: self.state_chosen.emit(key, value))
        line.removed.connect(lambda: self.removed.emit(key))
        return line

    def _on_edited(self, key: object, text: str) -> None:
        if text:
            self.rewritten.emit(key, text)
        else:
            self.removed.emit(key)

    def _focused_place(self) -> int | None:
        holder = QApplication.focusWidget()
        if holder is None:
            return None
        lines = enumerate(self._lines.values())
        return next((place for place, line in lines if line.isAncestorOf(holder)), None)

    def _focus(self, place: int) -> None:
        lines = list(self._lines.values())
        if 0 <= place < len(lines):
            lines[place].text.setFocus(Qt.FocusReason.TabFocusReason)
        elif not lines:
            self.focusNextChild()


class _FactLine(QWidget):
    """One line of a column."""

    removed = Signal()

    def __init__(self, name: str, states: Sequence[tuple[str, str]], *, is_block: bool) -> None:
        super().__init__()
        self._badge: Badge | None = None
        self.text = TextLine(name, is_block=is_block)
        self.day = TextLine(self.tr("Day"), style=Type.SMALL, is_hugging=True)
        self.state = StateChip(self.tr("State"), states)
        self._aside = Label("", Type.CAPTION, Ink.FAINT)
        self._copy = IconButton("copy", self.tr("Copy the address"), is_small=True)
        self._copy.clicked.connect(self._on_copy)
        top = Qt.AlignmentFlag.AlignTop
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.text, 1)
        for part in (self.day, self._aside, self.state, self._copy):
            self._row.addWidget(part, 0, top)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key comes to, in its order."""
        return (*self.text.stops, *self.day.stops, self.state, self._copy)

    def show_fact(self, fact: FactText) -> None:
        """Show what is known of it."""
        if fact.icon and self._badge is None:
            self._badge = Badge(fact.icon, fact.icon_role, size=18, plain=True)
            self._row.insertWidget(0, self._badge, 0, Qt.AlignmentFlag.AlignTop)
            self._row.setContentsMargins(_INDENT, 0, 0, 0)
        if self._badge is not None:
            self._badge.set_icon(fact.icon, Ink.FAINT if fact.is_past else fact.icon_role)
        self.text.set_ink(Ink.MUTED if fact.is_past else Ink.TEXT)
        self.text.set_text(fact.text)
        self.text.setToolTip(plain_tip(fact.tip))
        self.day.set_ink(fact.day_ink)
        self.day.set_text(fact.day)
        self.day.setToolTip(plain_tip(fact.tip))
        self.day.setVisible(bool(fact.day))
        self.state.show_chip(fact.state or ChipText(""))
        self.state.setVisible(fact.state is not None)
        self._aside.setText(fact.aside)
        self._aside.setVisible(bool(fact.aside))
        self._copy.setVisible(fact.is_copyable)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the line away."""
        if event.key() == Qt.Key.Key_Delete and not self.text.editing and not self.day.editing:
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self.text.text)
        said = self.tr("Copied")
        self._copy.set_icon("check")
        self._copy.setToolTip(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._copy, said))
        QTimer.singleShot(_SAID, self._copy, self._forget_copy)

    def _forget_copy(self) -> None:
        self._copy.set_icon("copy")
        self._copy.setToolTip(self.tr("Copy the address"))
