"""What a page shows while there is nothing on it: one sentence, and what to do first."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.ui.icons import paint_icon
from companion.ui.theme import font, metrics, scaled, tokens
from companion.ui.tokens import RADIUS_CARD, Ink, Role, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.key_cap import cap_size, paint_cap
from companion.ui.widgets.label import Label
from companion.ui.widgets.painting import (
    elided,
    fill_rounded,
    leading,
    mirrored,
    painter_on,
    stroke_focus,
    stroke_rounded,
)

_WIDTH = 460
_CARD_HEIGHT = 60
_ICON = 20
_PADDING = 18


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Something to begin with."""

    name: str
    icon: str
    title: str
    detail: str


class EmptyState(QWidget):
    """An icon, a title, a sentence, and one to four numbered steps; the digits choose them as well."""

    chosen = Signal(str)

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        steps: Sequence[FirstStep] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._single_keys = True
        self._cards: list[_StepCard] = []
        self._title = Label(title, Type.DISPLAY, wrap=True)
        self._sentence = Label(sentence, Type.BODY, Ink.MUTED, wrap=True)
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = QWidget()
        inner.setMaximumWidth(scaled(_WIDTH))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Badge(icon, Role.PERSON, size=88), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        column.addWidget(self._title)
        column.addSpacing(4)
        column.addWidget(self._sentence)
        column.addSpacing(16)
        for number, step in enumerate(steps, start=1):
            column.addWidget(self._card(step, number))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)

    def set_texts(self, title: str, sentence: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)

    def set_single_keys(self, on: bool) -> None:
        """Whether a digit alone chooses a step."""
        self._single_keys = on
        self.update()

    def focus_first(self) -> None:
        """Put the keyboard on the first step."""
        if self._cards:
            self._cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit; go up and down."""
        here = next((i for i, card in enumerate(self._cards) if card.hasFocus()), None)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        number = event.text()
        if self._single_keys and number.isdecimal() and 0 < int(number) <= len(self._cards):
            self._cards[int(number) - 1].click()
        elif step is not None and here is not None:
            self._cards[(here + step) % len(self._cards)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _card(self, step: FirstStep, number: int) -> "_StepCard":
        card = _StepCard(step, str(number))
        card.clicked.connect(lambda: self.chosen.emit(step.name))
        self._cards.append(card)
        return card


class _StepCard(QAbstractButton):
    def __init__(self, step: FirstStep, cap: str) -> None:
        super().__init__()
        self._step = step
        self._cap = cap
        self.setText(step.title)
        self.setAccessibleDescription(step.detail)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDTH), scaled(_CARD_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        colours, rect, direction = tokens(), QRectF(self.rect()), self.layoutDirection()
        fill_rounded(painter, rect, RADIUS_CARD, colours.hover if self.underMouse() else colours.surface)
        if self.hasFocus():
            stroke_focus(painter, rect, RADIUS_CARD, colours.focus)
        else:
            stroke_rounded(painter, rect, RADIUS_CARD, colours.border)
        side = scaled(_ICON)
        icon = QRectF(_PADDING, round(rect.center().y() - side / 2), side, side)
        paint_icon(painter, mirrored(icon, rect, direction), self._step.icon, colours.accent)
        size = cap_size(self._cap)
        cap = QRectF(
            rect.right() - 17 - size.width(),
            round(rect.center().y() - size.height() / 2),
            size.width(),
            size.height(),
        )
        paint_cap(painter, QPointF(mirrored(cap, rect, direction).topLeft()), self._cap)
        words = QRectF(icon.right() + 15, 0, cap.left() - icon.right() - 27, rect.height() / 2)
        self._paint_line(painter, words.adjusted(0, 11, 0, 3), Type.STRONG, colours.text, self._step.title)
        words.moveTop(rect.height() / 2)
        self._paint_line(painter, words.adjusted(0, 0, 0, -11), Type.SMALL, colours.muted, self._step.detail)

    def _paint_line(self, painter: QPainter, box: QRectF, style: Type, ink: str, text: str) -> None:
        painter.setFont(font(style))
        painter.setPen(ink)
        alignment = leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter
        shown = elided(text, metrics(style), box.width())
        painter.drawText(mirrored(box, QRectF(self.rect()), self.layoutDirection()), alignment, shown)
