"""How far long writing has come, and whether it is still wanted."""

from collections.abc import Callable

from companion.model.error import CancelledError

Progress = Callable[[int, int], object]
"""Is told how many steps are done, and of how many."""
Cancelled = Callable[[], bool]
"""Says whether the user has called the work off."""


class Steps:
    """Counts what is done of the work, and ends it when it is not wanted any more."""

    def __init__(self, total: int, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._total = total
        self._done = 0
        self._progress = progress
        self._cancelled = cancelled

    def done(self, count: int) -> None:
        """Say that so many steps more are done; raises CancelledError."""
        if self._cancelled is not None and self._cancelled():
            raise CancelledError
        self._done += count
        if self._progress is not None:
            self._progress(self._done, self._total)
