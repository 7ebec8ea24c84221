"""What a user does to a store, and takes back, and does again."""

from companion.model.change import ChangeSet
from companion.storage import journal
from companion.storage.inverse import inverse
from companion.storage.store import Store
from tests.builders import NOW


def apply(store: Store, change_set: ChangeSet) -> int:
    return store.apply(change_set, at=NOW)


def newest(store: Store) -> journal.Entry:
    return store.read(journal.undoable_entries, store.owner_id, limit=1)[0]


def take_back(store: Store, entry: journal.Entry) -> int:
    return apply(store, store.read(inverse, entry).change_set)


def undo(store: Store) -> int:
    return take_back(store, newest(store))


def redo(store: Store) -> int:
    entry = store.read(journal.redoable_entry, store.owner_id)
    assert entry is not None
    return take_back(store, entry)
