"""Lines that are typed and not stored yet: they wait their turn and are stored one after the other."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from companion.model.error import BusyError, CompanionError
from companion.model.identity import Id

RETRY = 300
"""Milliseconds until a line that could not be stored is tried again."""


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line as it was meant when Enter was pressed."""

    text: str
    at: datetime
    """The wall clock; the days that the line names are counted from there."""
    attach: bool = True
    """Whether a name may mean somebody who is known."""
    meant: Mapping[str, Id] = field(default_factory=dict)
    """Who a name means although they are called otherwise."""
    to_last: bool = False
    to_id: Id | None = None
    """The person that it belongs to, whatever names it holds."""
    event_id: Id | None = None
    """The event that ran then; None leaves it to the one that runs when the line is stored."""


class WaitingLines(QObject):
    """Stores lines in the order they were typed; none overtakes another, none is lost."""

    changed = Signal()
    refused = Signal(object)
    """A CompanionError other than BusyError, said once: the line goes on waiting."""

    def __init__(self, store: Callable[[TypedLine], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._lines: list[TypedLine] = []
        self._said: str | None = None
        self._retry = QTimer(self, interval=RETRY, singleShot=True)
        self._retry.timeout.connect(self.flush)

    @property
    def lines(self) -> tuple[TypedLine, ...]:
        """What waits, the oldest first."""
        return tuple(self._lines)

    def add(self, *lines: TypedLine) -> None:
        """Let lines wait behind the others; they are tried in a moment."""
        self._lines.extend(lines)
        if self._lines:
            self._retry.start()
        self.changed.emit()

    def drop_first(self) -> None:
        """Forget the oldest: it turned out to be stored."""
        del self._lines[0]
        self.changed.emit()

    def flush(self) -> None:
        """Store what can be stored now, and try the rest again in a moment."""
        while self._lines:
            try:
                self._store(self._lines[0])
            except BusyError:
                break
            except CompanionError as error:
                self._say(error)
                break
            self._said = None
            self.drop_first()
        if self._lines:
            self._retry.start()

    def _say(self, error: CompanionError) -> None:
        if self._said != repr(error):
            self._said = repr(error)
            self.refused.emit(error)


def written(lines: Iterable[TypedLine]) -> tuple[str, ...]:
    """Lines as the draft keeps them: a tab in front of those that belong to the person before."""
    return tuple(f"\t{line.text}" if line.to_last or line.to_id else line.text for line in lines)


def restored(line: str, at: datetime) -> TypedLine:
    """A line from the draft."""
    return TypedLine(line.removeprefix("\t"), at, to_last=line.startswith("\t"))
