"""Errors that are expected: each carries a code and facts; `companion.wording` makes the sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from companion.model.identity import Id
from companion.model.problem import Problem


class CompanionError(Exception):
    """Something that can happen to a careful user; caught in the desk, a job or the command line only."""


@dataclass(eq=False)
class NotFoundError(CompanionError):
    """Nothing of that kind bears that name or id."""

    kind: str
    text: str


@dataclass(eq=False)
class AmbiguousError(CompanionError):
    """Several things bear that name or id ending; the user has to say which."""

    kind: str
    text: str
    candidates: Sequence[tuple[Id, str]]


@dataclass(eq=False)
class InvalidValueError(CompanionError):
    """A field or state was given a value that it cannot take."""

    field: str
    value: str
    allowed: Sequence[str] = ()


@dataclass(eq=False)
class NotTwoPeopleError(CompanionError):
    """Two people are asked for, and one was named twice."""

    name: str


@dataclass(eq=False)
class OwnPersonError(CompanionError):
    """The user's own person is nobody else's double."""


@dataclass(eq=False)
class NoRunningEventError(CompanionError):
    """There is no running event to act on."""


@dataclass(eq=False)
class NothingToUndoError(CompanionError):
    """There is nothing left to take back, or to do again."""

    redo: bool = False


@dataclass(eq=False)
class UndoRefusedError(CompanionError):
    """A later change stands on the one to be taken back."""

    label: str
    """Of the later change set, with `facts` for its sentence."""
    facts: dict[str, str]
    kind: str
    """The record that was changed since, with its `id`."""
    id: Id
    kept: Sequence[tuple[str, Id]] = ()
    """Of an import, all that would stay: everything, or it would not be refused."""


@dataclass(eq=False)
class CancelledError(CompanionError):
    """The user called long work off; nothing of it was stored."""


@dataclass(eq=False)
class StaleRecordError(CompanionError):
    """A field was changed by somebody else since it was read."""

    kind: str
    id: Id
    fields: Sequence[str]


@dataclass(eq=False)
class BusyError(CompanionError):
    """Another program is writing to the data for longer than we waited."""


@dataclass(eq=False)
class CodeTooLargeError(CompanionError):
    """A code should say more than phones read out of one."""

    size: int
    """Bytes of the text."""
    most: int


@dataclass(eq=False)
class CodeUnreadableError(CompanionError):
    """A code that was drawn is not read as it should: it is neither shown nor saved."""


@dataclass(eq=False)
class SecretCodeError(CompanionError):
    """A code holds a password, a key or a payment: it is never stored; what it says is not told here either."""

    kind: str
    """A value of PayloadKind."""


@dataclass(eq=False)
class PhotoError(CompanionError):
    """A file is no photo that can be opened."""

    problem: Problem
    """Of the file, and why."""


@dataclass(eq=False)
class DataError(CompanionError):
    """The data cannot be opened or written."""

    path: Path


@dataclass(eq=False)
class FolderUnusableError(DataError):
    """The data folder cannot be made, read or written."""

    reason: str


@dataclass(eq=False)
class DatabaseLostError(DataError):
    """The database that this folder had is missing or empty; it is never replaced silently."""

    empty: bool
    backups: Sequence[Path]


@dataclass(eq=False)
class DatabaseDamagedError(DataError):
    """The file is not a whole SQLite database."""

    reason: str
    backups: Sequence[Path]


@dataclass(eq=False)
class NewerSchemaError(DataError):
    """The database was written by a newer Companion."""

    revision: str


@dataclass(eq=False)
class DiskError(DataError):
    """The disk refused to read or write (full, read-only, failing)."""

    reason: str


@dataclass(eq=False)
class SettingsError(DataError):
    """The settings file cannot be understood."""

    reason: str
