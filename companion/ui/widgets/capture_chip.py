"""What the chips under the capture line say about it."""

from collections.abc import Mapping

from PySide6.QtCore import QDate, QLocale, QObject

from companion.model.capture import Capture, Token, TokenKind
from companion.ui.tokens import Role
from companion.ui.widgets.capture_span import ROLES
from companion.ui.widgets.chip import ChipText

_LONGEST_NAME = 5
"""Words; a name of more was probably meant as a sentence."""


class CaptureChips(QObject):
    """Says a capture in chips, in the order of the line; every promise is followed by its day."""

    def of(self, capture: Capture, hints: Mapping[str, str]) -> tuple[ChipText, ...]:
        """The chips of a capture; `hints` says more about a name or organisation than its text."""
        days = iter(capture.promises)
        chips: list[ChipText] = []
        for token in sorted(capture.tokens, key=lambda token: token.start):
            if token.kind not in ROLES or token.kind is TokenKind.DATE:
                continue
            chips.append(ChipText(self._words(token, hints), ROLES[token.kind]))
            promise = next(days, None) if token.kind is TokenKind.PROMISE else None
            if promise is not None:
                day = QDate(promise.due.year, promise.due.month, promise.due.day)
                chips.append(ChipText(QLocale().toString(day, "ddd d MMM"), Role.DATE))
        return tuple(chips)

    def _words(self, token: Token, hints: Mapping[str, str]) -> str:
        if token.text in hints and token.kind in (TokenKind.NAME, TokenKind.ORGANISATION):
            return hints[token.text]
        if token.kind is TokenKind.NAME and len(token.text.split()) > _LONGEST_NAME:
            return self.tr("A name? {text}").format(text=token.text)
        patterns = {
            TokenKind.NEED: self.tr("Need: {text}"),
            TokenKind.OFFER: self.tr("Offer: {text}"),
            TokenKind.PROMISE: self.tr("Promise: {text}"),
            TokenKind.INTRO: self.tr("Introduce to: {text}"),
            TokenKind.TAG: "#{text}",
            TokenKind.STAR: self.tr("Starred"),
        }
        return patterns.get(token.kind, "{text}").format(text=token.text)
