"""A code over the whole screen, held out to be scanned."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QColor,
    QKeyEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from companion.model.my_card import CardForm
from companion.ui.actions import Hint, caps
from companion.ui.awake import Awake
from companion.ui.code_painting import LIGHT, paint_symbol
from companion.ui.code_view import CodeView
from companion.ui.widgets.painting import mirrored, painter_on
from companion.ui.widgets.poster import LARGEST, hints_height, paint_hints, paint_poster, words_of
from companion.wording.phrase import shortened

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_MARGIN = 40
_LEAST_TEXT = 0.3
"""The part of a wide screen that the words have at least; of a high one, a little less."""
_LEAST_BELOW = 0.26
_LONGEST_CARD = 24
_LINES = 14
"""So many names would stand above each other on a large screen."""


class FullCode(QWidget):
    """White all over, in the dark theme too; the arrows change the card, Space the form, Esc closes.

    The screen stays on meanwhile.
    """

    stepped = Signal(int)
    """The card before (-1) or behind (1) is wanted."""
    form_turned = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._view: CodeView | None = None
        self._hints: tuple[Hint, ...] = ()
        self._awake = Awake(self)

    @property
    def view(self) -> CodeView | None:
        """What is shown."""
        return self._view

    def open(self, view: CodeView, *, count: int) -> None:
        """Cover the screen with one of so many cards."""
        self.show_view(view, count=count)
        self._awake.keep()
        self.showFullScreen()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_view(self, view: CodeView, *, count: int) -> None:
        """Show another card, or the same in another form."""
        self._view = view
        self._hints = tuple(self._told(view, count))
        parts = (
            view.card,
            view.name,
            view.role,
            view.note,
            *(f"{ask.heading}: {ask.text}" for ask in view.asks),
        )
        said = ". ".join(part for part in parts if part)
        self.setWindowTitle(view.name)
        self.setAccessibleName(said)
        self.setAccessibleDescription(", ".join(f"{' '.join(one.caps)}: {one.text}" for one in self._hints))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.update()

    def event(self, event: QEvent) -> bool:
        """Have every key to itself: no shortcut of the window below works meanwhile."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the card or the form, or close; nothing else reaches the window below."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_F, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        elif key == Qt.Key.Key_Space:
            self.form_turned.emit()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key] * (-1 if self._is_mirrored(key) else 1))
        event.accept()

    def mousePressEvent(self, _event: object) -> None:
        """A click or a tap closes."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the screen go dark again."""
        self._awake.release()
        self.closed.emit()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the code, the words and the keys."""
        painter = painter_on(self)
        painter.fillRect(self.rect(), QColor(LIGHT))
        view, code, words = self._view, *self._places()
        if view is None:
            return
        if view.symbol is not None:
            paint_symbol(painter, code, view.symbol)
        below = hints_height(self._hints, words.width())
        paint_hints(painter, words, self._hints, self.layoutDirection())
        said = words_of(view.name, view.role, [(ask.heading, ask.text) for ask in view.asks])
        room = words.adjusted(0, 0, 0, -below - _MARGIN / 2)
        largest = max(LARGEST, self.height() / _LINES)
        paint_poster(painter, room, said, self.layoutDirection(), largest=largest)

    def _places(self) -> tuple[QRectF, QRectF]:
        """Where the code is, as large as can be, and where the words are."""
        whole = QRectF(self.rect())
        if whole.width() > whole.height():
            side = min(whole.height(), whole.width() * (1 - _LEAST_TEXT))
            code = QRectF(0, (whole.height() - side) / 2, side, side)
            words = QRectF(side, _MARGIN, whole.width() - side - _MARGIN, whole.height() - 2 * _MARGIN)
        else:
            side = min(whole.width(), whole.height() * (1 - _LEAST_BELOW))
            code = QRectF((whole.width() - side) / 2, 0, side, side)
            words = QRectF(_MARGIN, side, whole.width() - 2 * _MARGIN, whole.height() - side - _MARGIN)
        return mirrored(code, whole, self.layoutDirection()), mirrored(words, whole, self.layoutDirection())

    def _told(self, view: CodeView, count: int) -> Sequence[Hint]:
        other = "MECARD" if view.form is CardForm.VCARD else "vCard"
        hints = [Hint(caps("Space"), other), Hint(caps("Esc"), self.tr("close"))]
        if count > 1:
            card = self.tr("card “{name}”").format(name=shortened(view.card, _LONGEST_CARD))
            hints.insert(0, Hint((*caps("Left"), *caps("Right")), card if view.card else self.tr("card")))
        return hints

    def _is_mirrored(self, key: Qt.Key) -> bool:
        across = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        return across and self.layoutDirection() is Qt.LayoutDirection.RightToLeft
