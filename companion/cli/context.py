"""What a command is given: the data, the clock, and the one helper that applies changes."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from companion.model.change import ChangeSet
from companion.model.error import BusyError, DataError, StaleRecordError
from companion.model.identity import Id

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
    only_confirms: bool = False
    """Whether the text tells nothing but that the command was carried out: not said with --quiet."""


@dataclass
class Context:
    """One call of the command line."""

    folder: Path
    now: datetime
    """With an offset; its calendar day is today."""
    applied: int | None = None
    """The `seq` of what was stored last; None where nothing was."""

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

    def apply(
        self,
        plan: "Callable[[Connection], tuple[T, ChangeSet]]",
        *,
        progress: Callable[[int, int], None] | None = None,
        is_import: bool = False,
    ) -> tuple[T, ChangeSet]:
        """Store what a plan decides; plans again when somebody else was faster.

        Returns what was planned last. The first change of a day is followed by the day's backup.
        `progress` hears how much of a large change set is stored, and of how much. Before an import changes
        anything the data is copied; where that fails, nothing changes. It is planned again whatever else was
        stored meanwhile, since that may be the same people.
        """
        attempts, has_copy = 0, not is_import
        while True:
            attempts += 1
            since, (result, change_set) = self.store.read(_with_seq, plan)
            if not change_set:
                return result, change_set
            if not has_copy:
                self._copy_before_import()
                has_copy = True
            is_last = attempts == _ATTEMPTS
            try:
                newest = self.store.apply(
                    change_set,
                    at=self.now,
                    progress=progress,
                    since=since if is_import and not is_last else None,
                )
                # A set without effect is not written.
                self.applied = newest if newest > since else None
            except StaleRecordError:
                if is_last:
                    raise
            else:
                self._back_up()
                return result, change_set

    def instant(self, moment: datetime | None) -> str | None:
        """A moment as the JSON says it: ISO 8601 with the offset of the clock in use."""
        return self._local(moment).isoformat() if moment is not None else None

    def day_and_time(self, moment: datetime) -> str:
        """A moment as people read it, by the clock in use: `2026-05-12 19:30`."""
        return f"{self._local(moment):%Y-%m-%d %H:%M}"

    def close(self) -> None:
        """Let go of the data."""
        if "store" in self.__dict__:
            self.store.close()

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.now.tzinfo)

    def _copy_before_import(self) -> None:
        from companion.storage.backup import copy_before_import

        copy_before_import(self.store.path, self.now)

    def _back_up(self) -> None:
        from companion.storage.backup import copy_daily

        try:
            copy_daily(self.store.path, self.now.date())
        except (DataError, BusyError) as error:
            from companion.wording.problem import problem

            # The change itself is safe; that the copy is not must be known.
            complain(problem(error))


def _with_seq(
    connection: "Connection", plan: "Callable[[Connection], tuple[T, ChangeSet]]"
) -> tuple[int, tuple[T, ChangeSet]]:
    """A plan, and the newest entry of the journal that it knows of."""
    from companion.storage import journal

    return journal.last_seq(connection), plan(connection)


def complain(sentence: str) -> None:
    """Say on stderr, where there is one, what went wrong."""
    if sys.stderr is not None:
        print(printable(sentence), file=sys.stderr)


def printable(text: str) -> str:
    """A text that any stream takes: bytes of the shell that are no character are spelt out."""
    return text.encode("utf-8", "backslashreplace").decode()


def ending(record_id: Id) -> str:
    """The part of an id that people read and type, in brackets."""
    return f"[{str(record_id)[-6:]}]"


def told(change_set: ChangeSet) -> str:
    """What was changed, in the words that the window has for it too."""
    from companion.wording.label import sentence

    return sentence(change_set.label, change_set.facts) if change_set else "Nothing changed."
