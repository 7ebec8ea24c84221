"""Buttons: a main one, quiet ones beside it."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from companion.ui.icons import paint_icon
from companion.ui.theme import font, metrics, scaled, tokens
from companion.ui.tokens import BUTTON_HEIGHT, RADIUS_CONTROL, Ink, Role, Tokens, Type
from companion.ui.widgets.painting import (
    fill_rounded,
    leading,
    mirrored,
    painter_on,
    stroke_focus,
    stroke_rounded,
)

_PADDING = 15
_GAP = 9
_ICON = 16
_SMALL = 24


class ButtonKind(Enum):
    """How much a button asks to be pressed."""

    PRIMARY = "primary"
    """The next step; one a page."""
    DEFAULT = "default"
    SOFT = "soft"
    """A step that helps somebody, offered beside other things."""
    PLAIN = "plain"
    TAB = "tab"
    """One of several views; checked while it is shown."""


class Button(QPushButton):
    """A button with an optional icon; its text is its accessible name."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        kind: ButtonKind = ButtonKind.DEFAULT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self._kind = kind
        self.setCheckable(kind is ButtonKind.TAB)
        self.setAutoExclusive(kind is ButtonKind.TAB)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough for icon and text."""
        side = scaled(_ICON)
        width = metrics(Type.STRONG).horizontalAdvance(self.text())
        if self._icon:
            width += side + (scaled(_GAP) if self.text() else 0)
        height = scaled(BUTTON_HEIGHT if self._kind is not ButtonKind.TAB else 30)
        padding = scaled(_PADDING if self._kind is not ButtonKind.TAB else 13)
        if not self.text():
            padding = (height - side) // 2
        return QSize(width + 2 * padding, height)

    def minimumSizeHint(self) -> QSize:
        """A button is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as well."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, icon, text and ring."""
        painter = painter_on(self)
        colours = tokens()
        rect = QRectF(self.rect())
        ground, border = self._ground(colours), self._border(colours)
        if ground:
            fill_rounded(painter, rect, RADIUS_CONTROL, ground)
        if border:
            stroke_rounded(painter, rect, RADIUS_CONTROL, border)
        self._paint_content(painter, rect, self._ink(colours), self._tint(colours))
        if self.hasFocus():
            stroke_focus(painter, rect, RADIUS_CONTROL, colours.focus)
            if self._kind is ButtonKind.PRIMARY:
                stroke_rounded(painter, rect.adjusted(2, 2, -2, -2), RADIUS_CONTROL - 2, colours.on_accent, 2)

    def _paint_content(self, painter: QPainter, rect: QRectF, ink: str, tint: str) -> None:
        side, gap = scaled(_ICON), scaled(_GAP) if self.text() else 0
        text_width = metrics(Type.STRONG).horizontalAdvance(self.text())
        whole = text_width + (side + gap if self._icon else 0)
        x = rect.left() + (rect.width() - whole) / 2
        if self._icon:
            box = QRectF(round(x), round(rect.center().y() - side / 2), side, side)
            paint_icon(painter, mirrored(box, rect, self.layoutDirection()), self._icon, tint)
            x += side + gap
        box = mirrored(QRectF(x, rect.top(), text_width + 2, rect.height()), rect, self.layoutDirection())
        painter.setFont(font(Type.STRONG))
        painter.setPen(ink)
        alignment = leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, alignment | Qt.TextFlag.TextSingleLine, self.text())

    def _ground(self, colours: Tokens) -> str:
        if not self.isEnabled():
            return "" if self._kind in (ButtonKind.PLAIN, ButtonKind.TAB) else colours.sunken
        hovered = self.underMouse()
        if self._kind is ButtonKind.PRIMARY:
            pressed = colours.accent_pressed if self.isDown() else colours.accent_hover
            return pressed if hovered or self.isDown() else colours.accent
        if self.isDown():
            return colours.selected
        if self._kind is ButtonKind.SOFT:
            return colours.selected if hovered else colours.accent_soft
        if self._kind is ButtonKind.DEFAULT or self.isChecked():
            return colours.hover if hovered else colours.surface
        return colours.hover if hovered else ""

    def _border(self, colours: Tokens) -> str:
        framed = self._kind is ButtonKind.DEFAULT or (self._kind is ButtonKind.TAB and self.isChecked())
        return colours.border if framed else ""

    def _tint(self, colours: Tokens) -> str:
        """The colour of the icon: quieter than the text unless the ground is coloured."""
        coloured = self._kind in (ButtonKind.PRIMARY, ButtonKind.SOFT)
        return self._ink(colours) if coloured or not self.isEnabled() else colours.muted

    def _ink(self, colours: Tokens) -> str:
        if not self.isEnabled():
            return colours.faint
        if self._kind is ButtonKind.PRIMARY:
            return colours.on_accent
        if self._kind is ButtonKind.SOFT:
            return colours.accent
        quiet = self._kind is ButtonKind.PLAIN or (self._kind is ButtonKind.TAB and not self.isChecked())
        return colours.muted if quiet else colours.text


class IconButton(Button):
    """A square button with an icon only; what it does is its accessible name and tool tip."""

    def __init__(
        self, icon: str, name: str, *, is_small: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__("", icon, ButtonKind.PLAIN, parent)
        self._is_small = is_small
        self._colour: Ink | Role = Ink.MUTED
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        """A square; a small one stands in a line of text."""
        side = scaled(_SMALL)
        return QSize(side, side) if self._is_small else super().sizeHint()

    def set_icon(self, icon: str, ink: Ink | Role = Ink.MUTED) -> None:
        """Show another icon, or the same in another colour."""
        self._icon, self._colour = icon, ink
        self.update()

    def _tint(self, colours: Tokens) -> str:
        return colours.colour(self._colour) if self.isEnabled() else colours.faint
