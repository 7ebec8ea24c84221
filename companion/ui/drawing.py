"""Drawing the code of a text that changes while one looks: at once, and then as well as it can be drawn."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from companion.model.code import Symbol
from companion.model.error import CompanionError
from companion.ui.jobs import Jobs

_MASK = 2
"""Any will do for a look; which is best takes three times as long."""
_SETTLING = 500
"""Milliseconds without a change after which it is drawn as well as it can be."""


class CodeDrawing(QObject):
    """The newest text that was wanted as a code, or why there is none.

    What draws is loaded on a thread, with the first code; from then on a change is seen at once.
    """

    drawn = Signal()
    """There is another code than when it was wanted."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.symbol: Symbol | None = None
        self.error: CompanionError | None = None
        self._jobs = jobs
        self._text: str | None = None
        self._is_loaded = False
        self._is_settled = False
        self._soon = QTimer(self, singleShot=True, interval=_SETTLING)
        self._soon.timeout.connect(self._settle_on_a_thread)

    def want(self, text: str) -> None:
        """Draw another text."""
        if text == self._text:
            return
        self._text = text
        self._is_settled = False
        if self._is_loaded:
            self._draw(_MASK)
            self._soon.start()
        else:
            self.symbol = self.error = None
            self._settle_on_a_thread()

    def settle(self) -> None:
        """Have it drawn as well as it can be now, before it is held out, saved or printed."""
        if not self._is_settled and self._text is not None:
            self._soon.stop()
            self._draw(None)
            self._is_settled = True

    def _draw(self, mask: int | None) -> None:
        from companion.qr.draw import draw

        self._is_loaded = True
        try:
            self.symbol, self.error = draw(self._text or "", mask=mask), None
        except CompanionError as error:
            self.symbol, self.error = None, error

    def _settle_on_a_thread(self) -> None:
        text = self._text or ""

        def work() -> Symbol:
            from companion.qr.draw import draw

            return draw(text)

        self._jobs.start(
            work, done=partial(self._on_done, text), failed=lambda error: self._on_done(text, None, error)
        )

    def _on_done(self, text: str, symbol: Symbol | None, error: CompanionError | None = None) -> None:
        self._is_loaded = True
        if text != self._text:
            # What is wanted since was wanted before anything could be drawn at once.
            return
        if not self._is_settled and (symbol, error) != (self.symbol, self.error):
            self.symbol, self.error = symbol, error
            self._is_settled = True
            self.drawn.emit()
        self._is_settled = True
