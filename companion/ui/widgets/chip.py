"""Small coloured words: what a person needs, offers, was promised, and when."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from companion.ui.theme import font, metrics, scaled, tokens
from companion.ui.tokens import RADIUS_CHIP, Pair, Role, Type
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.label import plain_tip
from companion.ui.widgets.painting import elided, fill_rounded, painter_on, stroke_focus

_PADDING = 11
_HEIGHT = 21
_NARROWEST = 48


@dataclass(frozen=True, slots=True)
class ChipText:
    """What a chip says and what it is about."""

    text: str
    role: Role = Role.NEUTRAL


class Chip(QLabel):
    """A word on a soft ground; too long a text ends in an ellipsis and stands whole in the tool tip."""

    def __init__(self, text: str = "", role: Role = Role.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._role = role
        self.show_chip(ChipText(text, role))

    @property
    def role(self) -> Role:
        """What the chip is about."""
        return self._role

    def show_chip(self, chip: ChipText) -> None:
        """Say something else."""
        self._role = chip.role
        self.setText(chip.text)
        self.setToolTip(plain_tip(chip.text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the whole text."""
        return chip_size(self.text())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return self.sizeHint().boundedTo(QSize(scaled(_NARROWEST), scaled(_HEIGHT)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the text."""
        painter = painter_on(self)
        paint_chip(painter, QRectF(self.rect()), self.text(), tokens().pair(self._role))


class FilterChip(QAbstractButton):
    """A chip that can be switched on, to narrow a list."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough for the whole text."""
        return chip_size(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the text and the ring."""
        painter = painter_on(self)
        colours = tokens()
        pair = colours.pair(Role.PERSON if self.isChecked() else Role.NEUTRAL)
        if self.underMouse() and not self.isChecked():
            pair = Pair(colours.text, colours.border)
        paint_chip(painter, QRectF(self.rect()), self.text(), pair)
        if self.hasFocus():
            stroke_focus(painter, QRectF(self.rect()), RADIUS_CHIP, colours.focus)


class ChipFlow(QWidget):
    """Chips beside and below each other; the same few controls are used again for ever new chips."""

    def __init__(self, parent: QWidget | None = None, *, keeps_line: bool = False) -> None:
        super().__init__(parent)
        self._keeps_line = keeps_line
        """Whether it is a line high even without chips, so that nothing moves when the first comes."""
        self._layout = FlowLayout(self, spacing=6)
        if keeps_line:
            self.setMinimumHeight(scaled(_HEIGHT))
        self._pool: list[Chip] = []
        self._shown: tuple[ChipText, ...] = ()

    def changeEvent(self, event: QEvent) -> None:
        """Take up the text size."""
        super().changeEvent(event)
        if self._keeps_line and event.type() == QEvent.Type.StyleChange:
            self.setMinimumHeight(scaled(_HEIGHT))

    @property
    def chips(self) -> tuple[ChipText, ...]:
        """What is shown."""
        return self._shown

    def set_chips(self, chips: Sequence[ChipText]) -> None:
        """Show exactly these, in this order."""
        wanted = tuple(chips)
        if wanted == self._shown:
            return
        self._shown = wanted
        while len(self._pool) < len(wanted):
            chip = Chip(parent=self)
            self._pool.append(chip)
            self._layout.addWidget(chip)
        for position, chip in enumerate(self._pool):
            chip.setVisible(position < len(wanted))
        for chip, content in zip(self._pool, wanted, strict=False):
            chip.show_chip(content)
        self.updateGeometry()


def chip_size(text: str) -> QSize:
    """How large the chip of a text is."""
    return QSize(metrics(Type.CHIP).horizontalAdvance(text) + 2 * scaled(_PADDING), scaled(_HEIGHT))


def paint_chip(painter: QPainter, rect: QRectF, text: str, pair: Pair) -> None:
    """Draw a chip, its text in the middle."""
    fill_rounded(painter, rect, RADIUS_CHIP, pair.soft)
    painter.setFont(font(Type.CHIP))
    painter.setPen(pair.ink)
    padding = scaled(_PADDING)
    inner = rect.adjusted(padding, 0, -padding, 0)
    shown = elided(text, metrics(Type.CHIP), inner.width() + 1)
    painter.drawText(inner.adjusted(-2, 0, 2, 0), Qt.AlignmentFlag.AlignCenter, shown)
