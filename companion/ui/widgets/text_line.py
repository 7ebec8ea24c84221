"""A text that becomes an editor where it stands."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from companion.ui.theme import metrics, scaled, tokens
from companion.ui.tokens import RADIUS_CHIP, Ink, Role, Type
from companion.ui.widgets.label import Label, breakable
from companion.ui.widgets.painting import fill_rounded, painter_on, stroke_focus

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_PADDING = 4
_EDITOR_WIDTH = 200
"""Pixels that a hugging line has at least to write in."""
_KEEPING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEPT_OPEN = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class TextLine(QWidget):
    """Shows a text; Enter, F2 or a double click edit it in place, Enter or leaving keeps it, Esc does not.

    A block is a text of several lines, in which Shift+Enter begins another one. A hugging line is no
    wider than its text.
    """

    edited = Signal(str)
    closed = Signal()
    """The editor was closed, with or without a change."""

    def __init__(
        self,
        name: str,
        text: str = "",
        style: Type = Type.BODY,
        ink: Ink | Role = Ink.TEXT,
        *,
        placeholder: str = "",
        is_block: bool = False,
        is_hugging: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._placeholder = placeholder
        self._style = style
        self._ink = ink
        self._is_block = is_block
        self._is_hugging = is_hugging
        self._label = Label("", style, ink, wrap=True)
        self._editor: _Editor | _BlockEditor = _BlockEditor(self) if is_block else _Editor(self)
        self._editor.setProperty("bare", True)
        self._editor.setProperty("face", style.name)
        self._editor.setAccessibleName(name)
        self._editor.setPlaceholderText(placeholder)
        self._label.setContentsMargins(_PADDING, 1, _PADDING, 1)
        self._editor.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 1)
        column.addWidget(self._label)
        column.addWidget(self._editor)
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        across = QSizePolicy.Policy.Maximum if is_hugging else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Minimum)
        self._show_text()

    @property
    def text(self) -> str:
        """The text that is kept."""
        return self._text

    @property
    def editing(self) -> bool:
        """Whether it is an editor now."""
        return not self._editor.isHidden()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key comes to."""
        return self, self._editor

    def set_text(self, text: str) -> None:
        """Show another text; an editor that is open stays as it is."""
        self._text = text
        self._show_text()

    def set_ink(self, ink: Ink | Role) -> None:
        """Show the text in another colour."""
        self._ink = ink
        self._show_text()

    def edit(self, typed: str | None = None) -> None:
        """Become an editor of the text, or of what was typed before, with all of it selected."""
        self._editor.set_typed(self._text if typed is None else typed)
        self._label.hide()
        self._editor.show()
        self.updateGeometry()
        self._editor.selectAll()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self, *, keep: bool, refocus: bool) -> None:
        """Become a text again, with what was typed or without."""
        if not self.editing:
            return
        typed = self._cleaned(self._editor.typed())
        self._editor.hide()
        self._label.show()
        self.updateGeometry()
        if refocus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if keep and typed != self._cleaned(self._text):
            self._text = typed
            self._show_text()
            self.edited.emit(typed)
        self.closed.emit()

    def sizeHint(self) -> QSize:
        """As wide as the text, for a hugging line."""
        if not self._is_hugging:
            return super().sizeHint()
        width = metrics(self._style).horizontalAdvance(self._text or self._placeholder) + 2 * _PADDING + 2
        if self.editing:
            return QSize(max(width, scaled(_EDITOR_WIDTH)), self._editor.sizeHint().height() + 2)
        return QSize(width, self._label.heightForWidth(width) + 2)

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

    def _cleaned(self, text: str) -> str:
        return text.strip() if self._is_block else " ".join(text.split())

    def _show_text(self) -> None:
        self._label.setText(breakable(self._text) or self._placeholder)
        self._label.set_ink(self._ink if self._text else Ink.FAINT)
        self.setAccessibleName(f"{self._name}: {self._text}" if self._text else self._name)
        self.updateGeometry()


class _Editor(QLineEdit):
    def __init__(self, line: TextLine) -> None:
        super().__init__()
        self._line = line
        self.setTextMargins(_PADDING - 2, 0, _PADDING - 2, 0)

    def typed(self) -> str:
        return self.text()

    def set_typed(self, text: str) -> None:
        self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _closes(self._line, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._line.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        _leave(self._line, event)


class _BlockEditor(QPlainTextEdit):
    def __init__(self, line: TextLine) -> None:
        super().__init__()
        self._line = line
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_PADDING)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def typed(self) -> str:
        return self.toPlainText()

    def set_typed(self, text: str) -> None:
        self.setPlainText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or not _closes(self._line, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._line.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        _leave(self._line, event)

    def _fit(self) -> None:
        """Be as high as the lines are, as the width wraps them."""
        lines = max(1, int(self.document().size().height()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 2 * _PADDING)


def _closes(line: TextLine, event: QKeyEvent) -> bool:
    """Close the editor of a line if the key does."""
    closing = event.key() in (*_KEEPING_KEYS, Qt.Key.Key_Escape)
    if closing:
        line.finish(keep=event.key() in _KEEPING_KEYS, refocus=True)
    return closing


def _leave(line: TextLine, event: QFocusEvent) -> None:
    if event.reason() not in _KEPT_OPEN:
        line.finish(keep=True, refocus=False)
    line.update()
