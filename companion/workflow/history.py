"""Taking back what was done, and doing it again."""

from collections.abc import Sequence
from dataclasses import dataclass

from companion.model.change import ChangeSet, Kind, Record
from companion.model.error import AmbiguousError, NotFoundError, NothingToUndoError
from companion.model.identity import Id
from companion.storage import journal
from companion.storage.engine import Connection
from companion.storage.inverse import inverse
from companion.storage.journal import Entry
from companion.storage.queries.person import records_of
from companion.storage.store import owner_of
from companion.workflow.tidy import name_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that an undo leaves as it is, since it was changed after what is taken back."""

    kind: Kind
    id: Id
    name: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What is taken back, and what stays of it."""

    entry: Entry
    kept: tuple[Kept, ...]
    """People and events, in the order of the import that brought them; of anything but an import, none."""


def undo(connection: Connection, name: str | None = None) -> tuple[Undone, ChangeSet]:
    """Plan to take back the newest change set of the user, or the named one.

    Of an import, what was changed since stays. Raises NothingToUndoError, NotFoundError,
    UndoRefusedError naming a later change that stands on it.
    """
    entry = _named(connection, name) if name is not None else _newest(connection, owner_of(connection))
    planned = inverse(connection, entry)
    return Undone(entry, _kept(connection, planned.kept)), planned.change_set


def redo(connection: Connection) -> tuple[Entry, ChangeSet]:
    """Plan to do again what was taken back last; raises NothingToUndoError, UndoRefusedError.

    Returns the entry that will be in effect again.
    """
    undone = journal.redoable_entry(connection, owner_of(connection))
    if undone is None or undone.undoes is None:
        raise NothingToUndoError(redo=True)
    return journal.entry_at(connection, undone.undoes), inverse(connection, undone).change_set


def _kept(connection: Connection, named: Sequence[tuple[Kind, Id]]) -> tuple[Kept, ...]:
    records: dict[Id, Record] = {}
    for kind in {kind for kind, _ in named}:
        ids = [some for of_kind, some in named if of_kind is kind]
        records |= {record.id: record for record in records_of(connection, kind, "id", ids)}
    return tuple(Kept(kind, some, name_of(connection, records[some])) for kind, some in named)


def _newest(connection: Connection, owner_id: Id) -> Entry:
    entries = journal.undoable_entries(connection, owner_id, limit=1)
    if not entries:
        raise NothingToUndoError
    return entries[0]


def _named(connection: Connection, name: str) -> Entry:
    found = journal.entry_named(connection, name)
    if not found:
        raise NotFoundError("change set", name)
    if len(found) > 1:
        candidates = [(one.id, one.facts.get("name") or one.facts.get("text") or one.label) for one in found]
        raise AmbiguousError("change set", name, candidates)
    if found[0].undoes is not None or journal.is_taken_back(connection, found[0]):
        raise NothingToUndoError
    return found[0]
