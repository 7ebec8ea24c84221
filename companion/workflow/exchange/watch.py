"""How far long work has come, and whether it is still wanted."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from companion.model.error import CancelledError


class Stage(StrEnum):
    """What an import is at."""

    READING = "reading"
    COMPARING = "comparing"
    SAVING = "saving"


def _unheard(_stage: Stage, _done: int, _total: int) -> None:
    """Nobody looks at how far it has come."""


def _wanted() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Somebody who looks on: is told each step, and may call the work off."""

    report: Callable[[Stage, int, int], None] = _unheard
    """Stage, how much of it is done, and of how much; the total is 0 where it is not known yet."""
    is_cancelled: Callable[[], bool] = _wanted

    def step(self, stage: Stage, done: int, total: int) -> None:
        """Say how far it is; raises CancelledError when it is not wanted any more."""
        if self.is_cancelled():
            raise CancelledError
        self.report(stage, done, total)


UNWATCHED = Watch()
