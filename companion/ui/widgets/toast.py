"""The short notice after a change, with the way back."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QFont,
    QPaintEvent,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from companion.ui.icons import paint_icon
from companion.ui.theme import font, metrics, scaled, tokens
from companion.ui.tokens import RADIUS_ROW, Type
from companion.ui.widgets.label import plain_tip
from companion.ui.widgets.painting import (
    elided,
    fill_rounded,
    leading,
    mirrored,
    painter_on,
    stroke_focus,
    trailing,
)

DURATION = 8000
"""Milliseconds."""

_HEIGHT = 46
_ABOVE = 13
_TALL = 1000
_GAP = 8
_MARGIN = 5
_BOTTOM = 12
_PADDING = 14
_ICON = 16


class Toast(QWidget):
    """Says for eight seconds what has happened, over the lower edge of a widget, and offers to undo it.

    What is too long for a line stands in two. It may offer something else instead. The time stands still while the pointer is on it or the
    keyboard in it.
    """

    undo_chosen = Signal()
    offer_chosen = Signal()
    """What is offered in place of undoing."""
    stranded = Signal()
    """What it stands over is not shown any more, before its time was up."""

    def __init__(self, host: QWidget, undo_keys: str, duration: int = DURATION) -> None:
        super().__init__(host)
        self._host = host
        self._text = ""
        self._undo_keys = undo_keys
        self._offer = ""
        self._undo = _OfferButton(self.tr("Undo"))
        self._undo.clicked.connect(self._on_undo)
        self._undo.installEventFilter(self)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(duration)
        self._clock.timeout.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(self._undo)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def show_text(self, text: str, *, undoable: bool = True, offer: str = "") -> None:
        """Say something, in place of what it said before; an offer is what can be done about it."""
        self._text = text
        self._offer = offer
        self._undo.set_words(offer or self.tr("Undo"))
        self._undo.setVisible(undoable or bool(offer))
        self._row.setContentsMargins(0, 0, _PADDING + self._keys_width(), 0)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))
        self._place()
        self.show()
        self.raise_()
        self.update()
        self._clock.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def move_to(self, host: QWidget) -> None:
        """Go on saying it over another widget."""
        self._host.removeEventFilter(self)
        self._host = host
        self.setParent(host)
        host.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size; wait while the undo button has focus."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self._host and event.type() == QEvent.Type.Hide and not self.isHidden():
            self.stranded.emit()
        if watched is self._undo and event.type() == QEvent.Type.FocusIn:
            self._clock.stop()
        if watched is self._undo and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._clock.start()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the pointer is here."""
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting."""
        if self.isVisible():
            self._clock.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the tick, the words and the keys."""
        painter = painter_on(self)
        colours, rect, direction = tokens(), QRectF(self.rect()), self.layoutDirection()
        fill_rounded(painter, rect, RADIUS_ROW, colours.text)
        side = scaled(_ICON)
        tick = QRectF(_PADDING, round(rect.center().y() - side / 2), side, side)
        paint_icon(painter, mirrored(tick, rect, direction), "check", colours.surface)
        painter.setFont(font(Type.BODY))
        painter.setPen(colours.surface)
        words = QRectF(tick.right() + _GAP, 0, self._room(), rect.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        option = QTextOption(leading(direction) | middle)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(mirrored(words, rect, direction), self._shown(), option)
        if not self._undo.isHidden():
            keys = mirrored(rect.adjusted(0, 0, -_PADDING, 0), rect, direction)
            painter.drawText(keys, trailing(direction) | middle, "" if self._offer else self._undo_keys)

    def _keys_width(self) -> int:
        """Only what is undone has keys."""
        if self._offer:
            return 0
        return metrics(Type.BODY).horizontalAdvance(self._undo_keys) + 16

    def _room(self) -> int:
        """The width of the words."""
        room = self.width() - 2 * _PADDING - scaled(_ICON) - _GAP
        if not self._undo.isHidden():
            room -= self._keys_width() + self._undo.width()
        return max(0, room)

    def _shown(self) -> str:
        """As much of the text as stands in two lines, in three where words are long."""
        return elided(self._text, metrics(Type.BODY), 1.8 * self._room())

    def _wrapped(self, flag: Qt.TextFlag) -> int:
        """How high the words are."""
        bounds = metrics(Type.BODY).boundingRect(0, 0, self._room(), _TALL, flag, self._shown())
        return bounds.height()

    def _place(self) -> None:
        self.resize(self._host.width() - 2 * _MARGIN, self.height())
        words = max(self._wrapped(flag) for flag in (Qt.TextFlag.TextWordWrap, Qt.TextFlag.TextWrapAnywhere))
        height = max(scaled(_HEIGHT), words + 2 * scaled(_ABOVE))
        self.setGeometry(_MARGIN, self._host.height() - height - _BOTTOM, self.width(), height)

    def _on_undo(self) -> None:
        self.hide()
        if self._offer:
            self.offer_chosen.emit()
        else:
            self.undo_chosen.emit()


class _OfferButton(QAbstractButton):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Offer something else."""
        self.setText(text)
        width = metrics(Type.STRONG).horizontalAdvance(text)
        self.setFixedSize(width + 16, scaled(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        face = QFont(font(Type.STRONG))
        face.setUnderline(self.underMouse())
        painter.setFont(face)
        painter.setPen(tokens().undo)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            stroke_focus(painter, QRectF(self.rect()), 6, tokens().undo)
