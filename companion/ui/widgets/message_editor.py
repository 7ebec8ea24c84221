"""A message to read and change before it is sent elsewhere: to whom, the subject, the text."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from companion.ui.theme import metrics, scaled
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.button import IconButton
from companion.ui.widgets.card import Card
from companion.ui.widgets.label import Label, Rule, plain_tip

_LINE_HEIGHT = 145
"""Per cent of the font's own: a letter is read in whole paragraphs."""
_SHORTEST = 128
_AGAIN_WIDTH = 26
_STILL_HERE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


@dataclass(frozen=True, slots=True)
class Message:
    """What is said; plain text."""

    subject: str
    body: str


class MessageEditor(Card):
    """Shows a message as its template made it, or as it was changed since."""

    edited = Signal()
    closed = Signal()
    """Esc was pressed: back to where one came from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._original = Message("", "")
        self._to = QLineEdit()
        self._to.setReadOnly(True)
        self._to.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._to.setProperty("bare", True)
        self._to.setAccessibleName(self.tr("To"))
        self._to.setPlaceholderText(self.tr("no address known"))
        self._template = Label("", Type.CAPTION, Ink.MUTED)
        self._again = _Again("undo-2", self.tr("Use the template again"))
        self._again.clicked.connect(self.restore)
        self._subject = _Subject()
        self._subject.setAccessibleName(self.tr("Subject"))
        self._body = _Body()
        self._body.setAccessibleName(self.tr("Text of the message"))
        self._lay_out()
        self._subject.textEdited.connect(self._on_edited)
        self._subject.returnPressed.connect(self.focus_body)
        self._body.textChanged.connect(self._on_edited)
        for part in (self._subject, self._body):
            part.closed.connect(self.closed)
            part.entered.connect(lambda: self.set_ringed(True))
            part.left.connect(lambda: self.set_ringed(False))

    @property
    def message(self) -> Message:
        """What is said now."""
        return Message(self._subject.text(), self._body.toPlainText())

    @property
    def is_edited(self) -> bool:
        """Whether it differs from what the template made."""
        return self.message != self._original

    def show_message(
        self, to: str | None, original: Message, edited: Message | None, *, template: str
    ) -> None:
        """Show a message; the cursor stays where it is while the text does."""
        self._original = original
        self._to.setText(to or "")
        self._to.setToolTip(plain_tip(to or ""))
        self._to.setCursorPosition(0)
        self._template.setText(template)
        shown = edited or self._original
        if self._subject.text() != shown.subject:
            self._subject.setText(shown.subject)
            self._subject.setCursorPosition(0)
        if self._body.toPlainText() != shown.body:
            self._body.show_text(shown.body)
        self._show_again()

    def restore(self) -> None:
        """Use the template again; undo in the text takes it back."""
        self._subject.setText(self._original.subject)
        cursor = QTextCursor(self._body.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(self._original.body)
        self._on_edited()

    def focus_body(self) -> None:
        """Put the keyboard into the text."""
        self._body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Label(self.tr("To"), Type.SMALL, Ink.MUTED))
        row.addWidget(self._to, 1)
        row.addWidget(self._template)
        row.addWidget(self._again)
        subject = QHBoxLayout()
        subject.setSpacing(10)
        subject.addWidget(Label(self.tr("Subject"), Type.SMALL, Ink.MUTED))
        subject.addWidget(self._subject, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 6)
        column.setSpacing(0)
        for line in (row, subject):
            line.setContentsMargins(0, 9, 0, 9)
            column.addLayout(line)
            column.addWidget(Rule())
        column.addSpacing(10)
        column.addWidget(self._body, 1)

    def _show_again(self) -> None:
        self._again.setVisible(self.is_edited)

    def _on_edited(self) -> None:
        self._show_again()
        self.edited.emit()


class _Again(IconButton):
    """So low that the line is as high with it as without."""

    def sizeHint(self) -> QSize:
        return QSize(scaled(_AGAIN_WIDTH), metrics(Type.BODY).height())


class _Subject(QLineEdit):
    entered = Signal()
    left = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("bare", True)
        self.setProperty("face", Type.STRONG.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STILL_HERE:
            self.left.emit()


class _Body(QTextEdit):
    entered = Signal()
    left = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)

    def show_text(self, text: str) -> None:
        """Hold another text, in lines with air between them."""
        document = self.document()
        blocked = self.blockSignals(True)
        document.setUndoRedoEnabled(False)
        self.setPlainText(text)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        document.setUndoRedoEnabled(True)
        self.blockSignals(blocked)

    def sizeHint(self) -> QSize:
        return QSize(0, scaled(_SHORTEST))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, metrics(Type.BODY).height() * 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STILL_HERE:
            self.left.emit()
