"""Chips that do something: one that offers other states, one that can be taken away."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from companion.ui.icons import paint_icon
from companion.ui.theme import scaled, tokens
from companion.ui.tokens import RADIUS_CHIP
from companion.ui.widgets.chip import ChipText, chip_size, paint_chip
from companion.ui.widgets.painting import mirrored, painter_on, stroke_focus

_SIGN = 12
_SIGN_GAP = 7
_PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ChipButton(QAbstractButton):
    """A chip with a small sign at its end."""

    def __init__(self, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self._chip = ChipText("")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def chip(self) -> ChipText:
        """What it says."""
        return self._chip

    def show_chip(self, chip: ChipText) -> None:
        """Say something else."""
        self._chip = chip
        self.setText(chip.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for text and sign."""
        return chip_size(self.text()) + QSize(scaled(_SIGN), 0)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return self.sizeHint().boundedTo(QSize(scaled(64), self.sizeHint().height()))

    def sign_box(self) -> QRectF:
        """Where the sign is."""
        rect, side = QRectF(self.rect()), scaled(_SIGN)
        box = QRectF(rect.right() - side - _SIGN_GAP, round(rect.center().y() - side / 2), side, side)
        return mirrored(box, rect, self.layoutDirection())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as well."""
        if event.key() in _PRESSING:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip, the sign and the ring."""
        painter = painter_on(self)
        pair = tokens().pair(self._chip.role)
        ends = QRectF(self.rect())
        words = mirrored(ends.adjusted(0, 0, -scaled(_SIGN), 0), ends, self.layoutDirection())
        paint_chip(painter, ends, "", pair)
        paint_chip(painter, words, self.text(), pair)
        paint_icon(painter, self.sign_box(), self._sign, pair.ink)
        if self.underMouse() or self.hasFocus():
            ring = tokens().focus if self.hasFocus() else tokens().strong
            stroke_focus(painter, ends, RADIUS_CHIP, ring)


class StateChip(ChipButton):
    """Says in which state something is; pressed, it offers the others in a menu."""

    chosen = Signal(str)
    """The value of the state that was chosen."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__("chevron-down", parent)
        self._name = name
        self.menu = QMenu(self)
        for value, words in choices:
            self.menu.addAction(words).setData(value)
        self.menu.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self.clicked.connect(self._open)

    def show_chip(self, chip: ChipText) -> None:
        """Say another state."""
        super().show_chip(chip)
        self.setAccessibleName(f"{self._name}: {chip.text}")

    def _open(self) -> None:
        current = next((one for one in self.menu.actions() if one.text() == self.text()), None)
        if current is not None:
            self.menu.setActiveAction(current)
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))


class TagChip(ChipButton):
    """A tag; Delete or a click on its cross takes it away."""

    removed = Signal()

    def __init__(self, tag: str, parent: QWidget | None = None) -> None:
        super().__init__("x", parent)
        self.show_chip(ChipText(tag))
        self.setAccessibleName(self.tr("Tag {tag}").format(tag=tag))
        self.setAccessibleDescription(self.tr("Enter shows everybody with this tag, Delete takes it away"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it away."""
        if event.key() in _REMOVING:
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The cross takes it away, the rest presses it."""
        if self.isDown() and self.sign_box().adjusted(-4, -6, 6, 6).contains(event.position()):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)
