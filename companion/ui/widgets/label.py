"""Texts on the page, always plain: what other people wrote is never taken for markup."""

import re
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from companion.ui.tokens import Ink, Role, Type

_LONG_WORD = re.compile(r"\S{18}")
_BREAKS = re.compile(r"([@./?&=_-])(?=\S)")


class Label(QLabel):
    """A text in a style of the type scale."""

    def __init__(
        self,
        text: str = "",
        style: Type = Type.BODY,
        ink: Ink | Role = Ink.TEXT,
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("face", style.name)
        self.setProperty("ink", ink.value)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def set_ink(self, ink: Ink | Role) -> None:
        """Give the text another colour."""
        if self.property("ink") != ink.value:
            self.setProperty("ink", ink.value)
            restyle(self)

    def minimumSizeHint(self) -> QSize:
        """Narrow when wrapped, so that a long text never holds a page wide."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 48), hint.height()) if self.wordWrap() else hint


class Rule(QFrame):
    """A thin line between two parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def breakable(text: str) -> str:
    """A text whose addresses may go on in the next line: with places to break where people would."""
    return _BREAKS.sub("\\1\u200b", text) if _LONG_WORD.search(text) else text


def plain_tip(text: str) -> str:
    """A tool tip that shows the text as it is, whatever it looks like."""
    return f"<qt>{escape(text)}</qt>" if text else ""


def lines_tip(text: str) -> str:
    """A tool tip that shows each line as it is, none of them wrapped."""
    return "".join(f"<div style='white-space:pre'>{escape(line)}</div>" for line in text.splitlines())
