"""The line in which people, needs and promises are written down while one talks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.model.capture import Capture
from companion.ui.actions import caps
from companion.ui.theme import font, metrics, tokens
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.capture_chip import CaptureChips
from companion.ui.widgets.capture_editor import CaptureEditor
from companion.ui.widgets.capture_span import stretches
from companion.ui.widgets.chip import ChipFlow, ChipText
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.key_cap import cap_size, paint_cap
from companion.ui.widgets.label import Label, restyle
from companion.ui.widgets.painting import leading, mirrored, painter_on, stroke_focus

Reader = Callable[[str], Capture]
"""Reads a line; knows the day, the region and the language by itself."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A character with a meaning in the line, and what it stands for."""

    character: str
    text: str


class CaptureLine(QWidget):
    """An editor, the chips of what was understood, and buttons for the signs.

    It never empties itself on Enter: the page calls `clear` once the line is kept.
    """

    submitted = Signal(str)
    """Enter, with the line as typed; for a blank one only where there is something to keep beside it."""
    added_to_last = Signal(str)
    """Ctrl+Enter: the line belongs to the last person."""
    cleared = Signal(str)
    """Esc, with the line that was there."""
    previous_wanted = Signal()
    """Up: the last capture shall be edited."""
    edited = Signal(str)
    """After every change, for the draft."""
    capture_changed = Signal(object)
    """The `Capture` that the line now gives, so that the page can set hints."""

    def __init__(self, reader: Reader, parent: QWidget | None = None, *, takes_blank: bool = False) -> None:
        super().__init__(parent)
        self._reader = reader
        self._takes_blank = takes_blank
        self._capture = Capture()
        self._hints: Mapping[str, str] = {}
        self._addressee = ""
        self._words = CaptureChips(self)
        self._editor = CaptureEditor()
        self._editor.setAccessibleName(self.tr("Capture line"))
        self._chips = ChipFlow(keeps_line=True)
        self._chips.setContentsMargins(2, 0, 0, 0)
        self._add = _SignButton(Sign(" ".join(caps("Ctrl+Return")), self.tr("Add to the last person")))
        self._add.clicked.connect(self._on_added_to_last)
        self._add.hide()
        self._waiting = Label("", Type.SMALL, Role.PROMISE)
        self._waiting.hide()
        self.setFocusProxy(self._editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._frame())
        self._signs_row = self._sign_row()
        column.addWidget(self._signs_row)
        column.addWidget(self._waiting)
        self.set_placeholder(self.tr("Name, title @Company ?need +offer !promise when"))
        self._connect()

    @property
    def editor(self) -> QWidget:
        """What takes the keys, for who has to see them first."""
        return self._editor

    @property
    def text(self) -> str:
        """The line as typed."""
        return self._editor.line()

    @property
    def capture(self) -> Capture:
        """What the line gives."""
        return self._capture

    def set_text(self, line: str) -> None:
        """Put a line into the editor, line breaks as blanks."""
        self._editor.set_line(line)

    def clear(self) -> None:
        """Be empty and ready for the next line."""
        self._editor.set_line("")
        self._editor.setFocus()

    def set_placeholder(self, text: str) -> None:
        """Say what to write, while nothing is written."""
        self._editor.setPlaceholderText(text)

    def show_signs(self, shown: bool) -> None:
        """Offer the signs as buttons, or leave their room to what stands above."""
        self._signs_row.setVisible(shown)

    def set_hints(self, hints: Mapping[str, str]) -> None:
        """Say more about names and organisations: {"Nina Roth": "Nina Roth, met 12 May"}."""
        self._hints = dict(hints)
        self._show_chips()

    def set_addressee(self, name: str) -> None:
        """Say whom a line is about that names nobody; empty when there is none."""
        self._addressee = name
        self._add.setVisible(bool(name))
        self._show_chips()

    def set_waiting(self, count: int) -> None:
        """Tell how many lines are not stored yet."""
        one = self.tr("{count} line waiting to be saved")
        many = self.tr("{count} lines waiting to be saved")
        self._waiting.setText((one if count == 1 else many).format(count=count))
        self._waiting.setVisible(count > 0)

    def reread(self) -> None:
        """Read the line again, after the day or the region has changed."""
        line = self._editor.line()
        self._capture = self._reader(line) if line.strip() else Capture()
        self._editor.show_stretches(stretches(line, self._capture.tokens))
        self._show_chips()
        self.capture_changed.emit(self._capture)

    def _show_chips(self) -> None:
        chips = self._words.of(self._capture, self._hints)
        if self._addressee and not self._capture.names and self.text.strip():
            to = self.tr("To: {name}").format(name=self._addressee)
            chips = (ChipText(to, Role.PERSON), *chips)
        self._chips.set_chips(chips)

    def _frame(self) -> "CaptureFrame":
        frame = CaptureFrame()
        self._editor.focus_changed.connect(frame.set_ringed)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(12)
        words.addWidget(self._editor)
        words.addWidget(self._chips)
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 13, 16, 14)
        row.setSpacing(10)
        icon = QVBoxLayout()
        icon.setContentsMargins(0, 6, 0, 0)
        icon.addWidget(Badge("user-plus", Ink.ACCENT, size=22, plain=True))
        icon.addStretch(1)
        row.addLayout(icon)
        row.addLayout(words, 1)
        return frame

    def _sign_row(self) -> QWidget:
        # A widget of its own: items of a Python layout nested in another layout do not live long.
        holder = QWidget()
        row = FlowLayout(holder, spacing=7)
        save = _SignButton(Sign(self.tr("Enter"), self.tr("Save")))
        save.clicked.connect(self._on_submitted)
        row.addWidget(save)
        for sign in self._signs():
            button = _SignButton(sign)
            button.clicked.connect(lambda _checked=False, sign=sign: self._insert(sign.character))
            row.addWidget(button)
        row.addWidget(self._add)
        return holder

    def _signs(self) -> tuple[Sign, ...]:
        return (
            Sign("@", self.tr("Company")),
            Sign("?", self.tr("Needs")),
            Sign("+", self.tr("Offers")),
            Sign("!", self.tr("I promised")),
            Sign(">", self.tr("Introduce")),
            Sign("#", self.tr("Tag")),
        )

    def _insert(self, character: str) -> None:
        """Write a sign where it counts: after a blank."""
        cursor = self._editor.textCursor()
        before = self._editor.line().encode("utf-16-le")[: 2 * cursor.selectionStart()].decode("utf-16-le")
        blank = "" if not before or before[-1].isspace() else " "
        cursor.insertText(f"{blank}{character}")
        self._editor.setFocus()

    def _connect(self) -> None:
        self._editor.textChanged.connect(self._on_edited)
        self._editor.submitted.connect(self._on_submitted)
        self._editor.added_to_last.connect(self._on_added_to_last)
        self._editor.cleared.connect(self._on_cleared)
        self._editor.previous_wanted.connect(self.previous_wanted)

    def _on_edited(self) -> None:
        self.reread()
        self.edited.emit(self.text)

    def _on_submitted(self) -> None:
        self._editor.setFocus()
        if self._takes_blank or self.text.strip():
            self.submitted.emit(self.text)

    def _on_added_to_last(self) -> None:
        self._editor.setFocus()
        if self.text.strip():
            self.added_to_last.emit(self.text)

    def _on_cleared(self) -> None:
        line = self.text
        self.clear()
        self.cleared.emit(line)


class CaptureFrame(QFrame):
    """The box around the line, with the ring of the keyboard."""

    def set_ringed(self, ringed: bool) -> None:
        """Show whether the editor has the keyboard."""
        self.setProperty("ringed", ringed)
        restyle(self)


class _SignButton(QAbstractButton):
    """A key cap and its word; pressed, it writes the sign."""

    def __init__(self, sign: Sign) -> None:
        super().__init__()
        self._sign = sign
        self.setText(sign.text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        cap = cap_size(self._sign.character)
        return QSize(cap.width() + 7 + metrics(Type.CAPTION).horizontalAdvance(self.text()) + 8, cap.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        rect, cap = QRectF(self.rect()), cap_size(self._sign.character)
        box = mirrored(QRectF(0, 0, cap.width(), cap.height()), rect, self.layoutDirection())
        paint_cap(painter, QPointF(box.topLeft()), self._sign.character)
        painter.setFont(font(Type.CAPTION))
        painter.setPen(tokens().text if self.underMouse() else tokens().muted)
        words = mirrored(rect.adjusted(cap.width() + 7, 0, 0, 0), rect, self.layoutDirection())
        alignment = leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, alignment, self.text())
        if self.hasFocus():
            stroke_focus(painter, rect.adjusted(-1, -1, 1, 1), 5, tokens().focus)
