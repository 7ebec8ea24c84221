"""A question that is answered on the spot by one key, without a dialog."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from companion.ui.theme import font, metrics, scaled, tokens
from companion.ui.tokens import RADIUS_CONTROL, Ink, Type
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.key_cap import cap_size, paint_cap
from companion.ui.widgets.label import Label
from companion.ui.widgets.painting import fill_rounded, leading, mirrored, stroke_focus, stroke_rounded

_HEIGHT = 48
_PADDING = 10
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: its key, its words and what it means."""

    key: str
    """One character."""
    text: str
    detail: str = ""


class ChoiceStrip(Card):
    """Takes the keyboard while it is there; a key, Enter on an answer or a click answers, Esc does not."""

    chosen = Signal(int)
    """The place of the answer."""
    closed = Signal()
    """Closed without an answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[_ChoiceButton] = []
        self._question = Label("", Type.CHIP, Ink.MUTED, wrap=True)
        self._answers = QWidget()
        self._flow = FlowLayout(self._answers, spacing=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addWidget(self._question)
        column.addWidget(self._answers)
        self.hide()

    def ask(self, question: str, choices: Sequence[Choice]) -> None:
        """Ask, with the first answer ready for Enter."""
        self._question.setText(question)
        self.setAccessibleName(question)
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(place, choice) for place, choice in enumerate(choices)]
        for button in self._buttons:
            self._flow.addWidget(button)
        self.show()
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer, go from one answer to the next, or close."""
        here = next((i for i, button in enumerate(self._buttons) if button.hasFocus()), 0)
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif step is not None:
            self._buttons[(here + step) % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._answer(event.text())

    def _answer(self, typed: str) -> None:
        for place, button in enumerate(self._buttons):
            if typed and button.choice.key.casefold() == typed.casefold():
                self.chosen.emit(place)
                return

    def _button(self, place: int, choice: Choice) -> "_ChoiceButton":
        button = _ChoiceButton(choice)
        button.clicked.connect(lambda: self.chosen.emit(place))
        return button


class _ChoiceButton(QAbstractButton):
    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice = choice
        self.setText(choice.text)
        self.setAccessibleDescription(choice.detail)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = metrics(Type.STRONG).horizontalAdvance(self.choice.text)
        words = max(words, metrics(Type.SMALL).horizontalAdvance(self.choice.detail))
        return QSize(words + cap_size(self.choice.key).width() + 3 * _PADDING + 2, scaled(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, rect, direction = tokens(), QRectF(self.rect()), self.layoutDirection()
        fill_rounded(painter, rect, RADIUS_CONTROL, colours.hover if self.underMouse() else colours.surface)
        if self.hasFocus():
            stroke_focus(painter, rect, RADIUS_CONTROL, colours.focus)
        else:
            stroke_rounded(painter, rect, RADIUS_CONTROL, colours.border)
        size = cap_size(self.choice.key)
        cap = QRectF(_PADDING, round(rect.center().y() - size.height() / 2), size.width(), size.height())
        paint_cap(painter, QPointF(mirrored(cap, rect, direction).topLeft()), self.choice.key)
        words = QRectF(cap.right() + _PADDING, 0, rect.width() - cap.right() - _PADDING, rect.height())
        if not self.choice.detail:
            self._paint_line(painter, words, Type.STRONG, colours.text, self.choice.text)
            return
        half = words.height() / 2
        upper = words.adjusted(0, scaled(5), 0, -half)
        self._paint_line(painter, upper, Type.STRONG, colours.text, self.choice.text)
        lower = words.adjusted(0, half, 0, -scaled(5))
        self._paint_line(painter, lower, Type.SMALL, colours.muted, self.choice.detail)

    def _paint_line(self, painter: QPainter, box: QRectF, style: Type, ink: str, text: str) -> None:
        painter.setFont(font(style))
        painter.setPen(ink)
        place = mirrored(box, QRectF(self.rect()), self.layoutDirection())
        painter.drawText(place, leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter, text)
