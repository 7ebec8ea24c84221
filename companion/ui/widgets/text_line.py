"""A text that becomes an editor where it stands."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from companion.ui.theme import tokens
from companion.ui.tokens import RADIUS_CHIP, Ink, Role, Type
from companion.ui.widgets.label import Label
from companion.ui.widgets.painting import fill_rounded, painter_on, stroke_focus

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_PADDING = 4
_KEPT_OPEN = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class TextLine(QWidget):
    """Shows a text; Enter, F2 or a double click edit it in place, Enter or leaving keeps it, Esc does not."""

    edited = Signal(str)

    def __init__(
        self,
        name: str,
        text: str = "",
        style: Type = Type.BODY,
        ink: Ink | Role = Ink.TEXT,
        *,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._placeholder = placeholder
        self._ink = ink
        self._label = Label("", style, ink, wrap=True)
        self._editor = _Editor(self, style)
        self._editor.setAccessibleName(name)
        self._editor.setPlaceholderText(placeholder)
        self._label.setContentsMargins(_PADDING, 1, _PADDING, 1)
        self._editor.setTextMargins(_PADDING - 2, 0, _PADDING - 2, 0)
        self._editor.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 1)
        column.addWidget(self._label)
        column.addWidget(self._editor)
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._show_text()

    @property
    def text(self) -> str:
        """The text that is kept."""
        return self._text

    @property
    def editing(self) -> bool:
        """Whether it is an editor now."""
        return not self._editor.isHidden()

    def set_text(self, text: str) -> None:
        """Show another text; an editor that is open stays as it is."""
        self._text = text
        self._show_text()

    def edit(self) -> None:
        """Become an editor with all of the text selected."""
        self._editor.setText(self._text)
        self._label.hide()
        self._editor.show()
        self._editor.selectAll()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self, *, keep: bool, refocus: bool) -> None:
        """Become a text again, with what was typed or without."""
        if not self.editing:
            return
        typed = " ".join(self._editor.text().split())
        self._editor.hide()
        self._label.show()
        if refocus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if keep and typed != self._text:
            self._text = typed
            self._show_text()
            self.edited.emit(typed)

    def event(self, event: QEvent) -> bool:
        """Keep the opening keys from shortcuts of the window."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().event(event)
        if event.key() in _OPENING_KEYS and not event.modifiers():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the editor."""
        if event.key() in _OPENING_KEYS:
            self.edit()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the editor."""
        self.edit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ground under the pointer and the ring of the keyboard."""
        painter = painter_on(self)
        if self.underMouse() and not self.editing:
            fill_rounded(painter, QRectF(self.rect()), RADIUS_CHIP, tokens().hover)
        if self.hasFocus() or self._editor.hasFocus():
            stroke_focus(painter, QRectF(self.rect()), RADIUS_CHIP, tokens().focus)

    def enterEvent(self, event: QEvent) -> None:
        """Show that it can be edited."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Look plain again."""
        self.update()

    def _show_text(self) -> None:
        self._label.setText(self._text or self._placeholder)
        self._label.set_ink(self._ink if self._text else Ink.FAINT)
        self.setAccessibleName(f"{self._name}: {self._text}" if self._text else self._name)
        self.updateGeometry()


class _Editor(QLineEdit):
    def __init__(self, line: TextLine, style: Type) -> None:
        super().__init__()
        self._line = line
        self.setProperty("bare", True)
        self.setProperty("face", style.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._line.finish(keep=True, refocus=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._line.finish(keep=False, refocus=True)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._line.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _KEPT_OPEN:
            self._line.finish(keep=True, refocus=False)
        self._line.update()
