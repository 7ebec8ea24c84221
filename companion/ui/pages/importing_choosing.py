"""Choices that are gone through by keys: acted on when one stands still, since each may mean to read everything again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_STILL = 150
"""Milliseconds that choices are gone through."""


class Choosing(QObject):
    """Remembers what was chosen, and does all of it in order a moment after the last."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._chosen: list[Callable[[], None]] = []
        self._still = QTimer(self, singleShot=True, interval=_STILL)
        self._still.timeout.connect(self._act)

    @property
    def is_under_way(self) -> bool:
        """Whether something was chosen that is not done yet."""
        return bool(self._chosen)

    def add(self, act: Callable[[], None]) -> None:
        """Remember what a choice means."""
        self._chosen.append(act)
        self._still.start()

    def drop(self) -> None:
        """Forget what was chosen: it shall not come after what is begun now."""
        self._still.stop()
        self._chosen.clear()

    def _act(self) -> None:
        chosen, self._chosen = self._chosen, []
        for act in chosen:
            act()
