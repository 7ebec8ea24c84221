"""The right side of the follow-ups page: one person, what is known of them, and the message to them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from companion.ui.theme import scaled
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.avatar import Avatar
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.card import Card
from companion.ui.widgets.choice_strip import Choice, ChoiceStrip
from companion.ui.widgets.face import Faces
from companion.ui.widgets.fact_card import FactCard
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.label import Label, plain_tip
from companion.ui.widgets.message_editor import Message, MessageEditor

if TYPE_CHECKING:
    from companion.ui.models.followups import CardView

_WIDE = 560
_HIGH = 320
"""Pixels at 100 % text: from here on things stand side by side, and the buttons below what scrolls."""


class CardPane(QWidget):
    """Shows a card and offers what can be decided about it; knows neither the queue nor the store."""

    pressed = Signal(str)
    """A button: person, open, copy, done, later, skip, let-go."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = MessageEditor()
        self.strip = ChoiceStrip()
        self.note = NoteLine()
        self._avatar = Avatar(size=52)
        self._name = Label("", Type.TITLE, wrap=True)
        self._about = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._needs = FactCard("lightbulb", Role.NEED, self.tr("Needs"))
        self._promises = FactCard("handshake", Role.PROMISE, self.tr("You promised"))
        self._said = Label("", Type.SMALL, Ink.ACCENT, wrap=True)
        self._said.hide()
        self._buttons: dict[str, Button] = {}
        self._facts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons_side = QWidget()
        self._buttons_row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._buttons_side)
        self._foot = QWidget()
        self._scroll = QScrollArea()
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._outer = QVBoxLayout(self)
        self._lay_out()

    def set_faces(self, faces: Faces) -> None:
        """Say where the photo comes from."""
        self._avatar.set_faces(faces)

    def show_card(self, view: "CardView", edited: Message | None) -> None:
        """Show a card, with the message as it was edited if it was."""
        self._avatar.set_name(view.name, view.photo)
        self._name.setText(view.name)
        self._about.setText(view.about)
        self._about.setVisible(bool(view.about))
        self._needs.set_facts(view.needs)
        self._promises.set_facts(view.promises)
        self.editor.show_message(view.to, view.message, edited, template=view.template)
        self._buttons["open"].setVisible(view.to is not None)
        self._buttons["copy"].setVisible(view.to is None)
        done = self._buttons["done"]
        done.setToolTip(plain_tip(view.keeps))
        done.setAccessibleDescription(view.keeps)

    def say(self, text: str) -> None:
        """Tell in a line what became of the message; it stays until another card comes."""
        self._said.setText(text)
        self._said.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
            self._reveal(self._said)

    @property
    def said(self) -> str:
        """What the line tells."""
        return self._said.text()

    def ask(self, question: str, choices: Sequence[Choice]) -> None:
        """Ask something in place of the buttons."""
        self.note.hide()
        self._buttons_side.hide()
        self.strip.ask(question, choices)
        self._reveal(self.strip)

    def write(self) -> None:
        """Put the keyboard into the text of the message."""
        self.editor.focus_body()
        self._reveal(self.editor)

    def begin(self) -> None:
        """Start with another card from the top, with nothing in place of the buttons."""
        self.close_inline()
        self.say("")
        self._scroll.verticalScrollBar().setValue(0)

    def take_note(self, typed: str) -> None:
        """Take a note in place of the buttons, going on with what was typed."""
        self.strip.hide()
        self._buttons_side.hide()
        self.note.open(self._name.text(), typed)
        self._reveal(self.note)

    def close_inline(self) -> None:
        """Show the buttons again."""
        self.strip.hide()
        self.note.hide()
        self._buttons_side.show()

    def has_inline_keyboard(self) -> bool:
        """Whether the keyboard is in what stands in place of the buttons."""
        holder = self.window().focusWidget()
        return self.strip.isAncestorOf(holder) or self.note.isAncestorOf(holder)

    def is_written_on(self) -> bool:
        """Whether the keyboard is in a text, also while another window is the active one."""
        holder = self.window().focusWidget()
        return self.editor.isAncestorOf(holder) or self.note.isAncestorOf(holder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put things below each other where there is no room beside, and let all of it scroll if need be."""
        super().resizeEvent(event)
        wide = self.width() >= scaled(_WIDE)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._facts.setDirection(direction)
        self._buttons_row.setDirection(direction)
        self._avatar.setVisible(wide)
        self._place_foot(self._outer if self.height() >= scaled(_HIGH) else self._column)

    def _place_foot(self, layout: QVBoxLayout) -> None:
        if layout.indexOf(self._foot) >= 0:
            return
        holder = self.window().focusWidget()
        layout.addWidget(self._foot)
        if self._foot.isAncestorOf(holder):
            holder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reveal(self, part: QWidget) -> None:
        """Scroll to a part, to its beginning if it is higher than what can be seen."""

        def scroll() -> None:
            if not self._inner.isAncestorOf(part):
                return
            self._scroll.ensureWidgetVisible(part, 0, 8)
            if part.height() > self._scroll.viewport().height():
                self._scroll.verticalScrollBar().setValue(part.mapTo(self._inner, QPoint()).y())

        # The part has its place only once all layouts have made room for it.
        QTimer.singleShot(0, part, scroll)

    def _lay_out(self) -> None:
        self._inner.setProperty("page", True)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addLayout(self._head())
        self._facts.setSpacing(12)
        self._facts.addWidget(self._needs, 1)
        self._facts.addWidget(self._promises, 1)
        self._column.addLayout(self._facts)
        self._column.addWidget(self.editor, 1)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inner)
        self._fill_buttons()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        for part in (self._said, self.strip, self.note, self._buttons_side):
            foot.addWidget(part)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(12)
        self._outer.addWidget(self._scroll, 1)
        self._outer.addWidget(self._foot)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._about)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        row.addWidget(self._button("person", self.tr("Open"), "arrow-right", ButtonKind.PLAIN))
        self._buttons["person"].setAccessibleDescription(self.tr("Opens the page of this person"))
        return row

    def _fill_buttons(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=8)
        for button in (
            self._button("open", self.tr("Open in mail"), "send", ButtonKind.PRIMARY),
            self._button("copy", self.tr("Copy"), "copy", ButtonKind.PRIMARY),
            self._button("done", self.tr("Done"), "check", ButtonKind.DEFAULT),
            self._button("later", self.tr("Later"), "clock", ButtonKind.DEFAULT),
            self._button("skip", self.tr("Skip"), "", ButtonKind.PLAIN),
            self._button("let-go", self.tr("Let go"), "", ButtonKind.PLAIN),
        ):
            flow.addWidget(button)
        self._buttons_row.setContentsMargins(0, 0, 0, 0)
        self._buttons_row.setSpacing(8)
        self._buttons_row.addWidget(buttons, 1)
        self._buttons_row.addWidget(Label(self.tr("Nothing is sent for you"), Type.CAPTION, Ink.MUTED))

    def _button(self, name: str, text: str, icon: str, kind: ButtonKind) -> Button:
        button = Button(text, icon, kind)
        button.clicked.connect(lambda: self.pressed.emit(name))
        self._buttons[name] = button
        return button


class NoteLine(Card):
    """One line to keep about the person; Enter keeps it, Esc closes and leaves what was typed."""

    kept = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._line = QLineEdit()
        self._line.setAccessibleName(self.tr("Note"))
        self._line.returnPressed.connect(self._on_return)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(Label(self.tr("Note: Enter keeps it, Esc closes"), Type.CHIP, Ink.MUTED, wrap=True))
        column.addWidget(self._line)
        self.hide()

    @property
    def typed(self) -> str:
        """What is in the line."""
        return self._line.text()

    def open(self, name: str, typed: str) -> None:
        """Take a note about that person, going on with what was typed."""
        self._line.setText(typed)
        self._line.setPlaceholderText(self.tr("Something to remember about {name}").format(name=name))
        self.show()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _on_return(self) -> None:
        if self.typed.strip():
            self.kept.emit(self.typed)
        else:
            self.closed.emit()
