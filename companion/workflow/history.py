"""Taking back what was done, and doing it again."""

from companion.model.change import ChangeSet
from companion.model.error import AmbiguousError, NotFoundError, NothingToUndoError
from companion.model.identity import Id
from companion.storage import journal
from companion.storage.engine import Connection
from companion.storage.journal import Entry
from companion.storage.store import owner_of


def undo(connection: Connection, name: str | None = None) -> tuple[Entry, ChangeSet]:
    """Plan to take back the newest change set of the user, or the named one.

    Raises NothingToUndoError, NotFoundError, UndoRefusedError naming a later change that stands on it.
    """
    entry = _named(connection, name) if name is not None else _newest(connection, owner_of(connection))
    return entry, journal.inverse(connection, entry)


def redo(connection: Connection) -> tuple[Entry, ChangeSet]:
    """Plan to do again what was taken back last; raises NothingToUndoError, UndoRefusedError.

    Returns the entry that will be in effect again.
    """
    undone = journal.redoable_entry(connection, owner_of(connection))
    if undone is None or undone.undoes is None:
        raise NothingToUndoError(redo=True)
    return journal.entry_at(connection, undone.undoes), journal.inverse(connection, undone)


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
