"""The editor of the capture line: one line of text with coloured pills under what was understood."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from companion.ui.theme import font, metrics, scaled, tokens
from companion.ui.tokens import Type
from companion.ui.widgets.capture_span import Stretch
from companion.ui.widgets.painting import fill_rounded, painter_on

_MOST_LINES = 4
_PILL_HEIGHT = 24
_PILL_REACH = 2
_PILL_RADIUS = 6
_MARGIN = 4
_BREAKS = str.maketrans(dict.fromkeys("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CaptureEditor(QPlainTextEdit):
    """Wraps a long line to up to four, but never holds a line break."""

    submitted = Signal()
    added_to_last = Signal()
    cleared = Signal()
    previous_wanted = Signal()
    focus_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stretches: tuple[Stretch, ...] = ()
        self._highlighter = _Highlighter(self.document())
        self.setProperty("bare", True)
        self.setProperty("face", Type.CAPTURE.name)
        self.setFont(font(Type.CAPTURE))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(_MARGIN)
        self.textChanged.connect(self._fit)
        self._fit()

    def line(self) -> str:
        """The text exactly as typed."""
        return self.document().firstBlock().text()

    def set_line(self, line: str) -> None:
        """Hold another text, the cursor at its end; what was typed before cannot be undone back."""
        self.setPlainText(line.translate(_BREAKS))
        self.moveCursor(QTextCursor.MoveOperation.End)

    def show_stretches(self, stretches: Sequence[Stretch]) -> None:
        """Colour the parts that were understood."""
        if tuple(stretches) == self._stretches:
            return
        self._stretches = tuple(stretches)
        self._highlighter.stretches = self._stretches
        self._highlighter.rehighlight()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """One line high."""
        return QSize(scaled(320), self._height(1))

    def minimumSizeHint(self) -> QSize:
        """One line high, and narrow."""
        return QSize(scaled(120), self._height(1))

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window when nothing typed is left to undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undone = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redone = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undone or redone:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save, add, clear, go back to the line before; all else is typing."""
        key = event.key()
        if key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.added_to_last.emit()
        elif key in _ENTER:
            self.submitted.emit()
        elif key == Qt.Key.Key_Escape and self.line():
            self.cleared.emit()
        elif key == Qt.Key.Key_Up and not event.modifiers() and self._in_first_line():
            self.previous_wanted.emit()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only text."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text, its line breaks as blanks; it is undone by itself, apart from what was typed."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.insertText(source.text().replace("\r\n", "\n").translate(_BREAKS) + " ")
        # Qt takes what is typed next for more of the same insertion, unless this ends with a deletion.
        cursor.deletePreviousChar()
        cursor.endEditBlock()
        self.ensureCursorVisible()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusOutEvent(event)
        self.focus_changed.emit(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take up the theme's colours and the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._highlighter.rehighlight()
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pills, then the text on them."""
        painter = painter_on(self.viewport())
        colours = tokens()
        for stretch in self._stretches:
            for rect in self._rects(stretch):
                fill_rounded(painter, rect, _PILL_RADIUS, colours.pair(stretch.role).soft)
        painter.end()
        super().paintEvent(event)

    def _lines(self) -> list[QTextLine]:
        layout = self.document().firstBlock().layout()
        return [layout.lineAt(number) for number in range(layout.lineCount())]

    def _rects(self, stretch: Stretch) -> list[QRectF]:
        block = self.document().firstBlock()
        origin = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
        height = min(scaled(_PILL_HEIGHT), metrics(Type.CAPTURE).height())
        found = []
        for line in self._lines():
            start = max(stretch.start, line.textStart())
            end = min(stretch.end, line.textStart() + line.textLength())
            if start >= end:
                continue
            left, right = sorted((_x(line, start), _x(line, end)))
            top = origin.y() + line.y() + (line.height() - height) / 2
            box = QRectF(origin.x() + left, round(top), right - left, height)
            found.append(box.adjusted(-_PILL_REACH, 0, _PILL_REACH - 0.5, 0))
        return found

    def _in_first_line(self) -> bool:
        lines = self._lines()
        return (
            not lines
            or self.textCursor().position() < lines[0].textStart() + max(1, lines[0].textLength())
            or (len(lines) == 1)
        )

    def _fit(self) -> None:
        lines = max(1, len(self._lines()))
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if lines > _MOST_LINES else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(self._height(min(lines, _MOST_LINES)))
        if lines <= _MOST_LINES:
            # It scrolled to the cursor while it was too low for a further line.
            self.verticalScrollBar().setValue(0)

    def _height(self, lines: int) -> int:
        return lines * metrics(Type.CAPTURE).lineSpacing() + 2 * _MARGIN


class _Highlighter(QSyntaxHighlighter):
    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.stretches: tuple[Stretch, ...] = ()

    def highlightBlock(self, text: str) -> None:
        for stretch in self.stretches:
            look = QTextCharFormat()
            look.setForeground(QColor(tokens().pair(stretch.role).ink))
            self.setFormat(stretch.start, stretch.end - stretch.start, look)


def _x(line: QTextLine, place: int) -> float:
    found = line.cursorToX(place)
    return float(found[0]) if isinstance(found, tuple) else 0.0
