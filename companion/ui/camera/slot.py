"""Hands the newest of many things to a thread that may be slow: what came before it is dropped."""

from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


class Slot(Generic[T]):
    """Holds one thing; never two."""

    def __init__(self) -> None:
        self._filled = Condition()
        self._content: T | None = None
        self._is_closed = False
        self.dropped = 0
        """How many nobody had time for."""

    def put(self, content: T) -> None:
        """Hold this one in place of one that was not taken."""
        with self._filled:
            self.dropped += self._content is not None
            self._content = content
            self._filled.notify()

    def take(self) -> T | None:
        """Wait for the next one; None once the slot is closed."""
        with self._filled:
            while self._content is None and not self._is_closed:
                self._filled.wait()
            content, self._content = self._content, None
            return None if self._is_closed else content

    def close(self) -> None:
        """Nothing comes any more."""
        with self._filled:
            self._is_closed = True
            self._content = None
            self._filled.notify()
