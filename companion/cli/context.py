"""What a command is given: the data, the clock, and the one helper that applies changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from companion.model.change import ChangeSet
from companion.model.error import DataError, StaleRecordError

if TYPE_CHECKING:
    from companion.settings import Settings
    from companion.storage.engine import Connection
    from companion.storage.store import Store

P = ParamSpec("P")
T = TypeVar("T")

_ATTEMPTS = 5


@dataclass(frozen=True)
class Answer:
    """What a command says: a JSON document, the same for people, and how it ended."""

    json: object
    text: str = ""
    exit_code: int = 0
    problems: tuple[str, ...] = ()
    """What was refused, sentence by sentence, for stderr."""


@dataclass
class Context:
    """One call of the command line."""

    folder: Path
    now: datetime
    """With an offset; its calendar day is today."""

    @cached_property
    def store(self) -> "Store":
        """The data, opened when first needed."""
        from companion.storage.opening import open_store

        return open_store(self.folder)

    @cached_property
    def settings(self) -> "Settings":
        """The settings of the data folder."""
        from companion import settings

        return settings.load(self.folder)

    def read(self, query: "Callable[Concatenate[Connection, P], T]", *args: P.args, **kwargs: P.kwargs) -> T:
        """What a query returns."""
        return self.store.read(query, *args, **kwargs)

    def apply(self, plan: "Callable[[Connection], tuple[T, ChangeSet]]") -> T:
        """Store what a plan decides; plans again when somebody else was faster.

        The first change of a day is followed by the day's backup.
        """
        for attempt in range(1, _ATTEMPTS + 1):
            result, change_set = self.store.read(plan)
            if not change_set:
                return result
            try:
                self.store.apply(change_set, at=self.now)
            except StaleRecordError:
                if attempt == _ATTEMPTS:
                    raise
                continue
            break
        self._back_up()
        return result

    def instant(self, moment: datetime | None) -> str | None:
        """A moment as the JSON says it: ISO 8601 with the offset of the clock in use."""
        return moment.astimezone(self.now.tzinfo).isoformat() if moment is not None else None

    def close(self) -> None:
        """Let go of the data."""
        if "store" in self.__dict__:
            self.store.close()

    def _back_up(self) -> None:
        from companion.storage.backup import copy_daily

        try:
            copy_daily(self.store.path, self.now.date())
        except DataError as error:
            import sys

            from companion.wording.problem import problem

            # The change itself is safe; that the copy is not must be known.
            print(problem(error), file=sys.stderr)
