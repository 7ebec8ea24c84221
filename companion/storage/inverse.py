"""Taking back an entry of the journal: all of it or, of an import, what nobody touched since."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from companion.model.change import KINDS, Change, Kind, Label
from companion.model.error import NothingToUndoError
from companion.model.identity import Id
from companion.storage import journal
from companion.storage.import_inverse import import_inverse
from companion.storage.journal import Entry, Journalled
from companion.storage.pause import paused_for
from companion.storage.record import unpacked
from companion.storage.reference import records_there, references
from companion.storage.touched import Inverse, Touched, before, taking_back


def inverse(connection: Connection, entry: Entry) -> Inverse:
    """What takes an entry back, from the records as they are now.

    Raises NothingToUndoError; UndoRefusedError, naming the later change, when a field was changed
    since, a later record stands on one that would go, or one that would come stands on what has gone.
    Of an import only what was not changed since is taken back.
    """
    journalled = journal.changes_of(connection, entry)
    with paused_for(len(journalled)):
        touched = Touched(connection, entry, journalled)
        if entry.label in {Label.IMPORT, Label.IMPORT_EVENTS} and entry.undoes is None:
            return import_inverse(touched)
        if not touched.changes:
            raise NothingToUndoError
        changes = tuple(_inverted(touched, change) for change in touched.changes)
        _refuse_to_strand(touched, changes)
        _refuse_strays(touched, changes)
        return Inverse(taking_back(entry, changes))


def _inverted(touched: Touched, change: Journalled) -> Change:
    now = touched.now.get(change.record_id)
    if change.removed is not None and now is None:
        return Change.add(unpacked(change.kind, change.removed))
    if change.removed is not None or now is None or _is_changed_since(touched, change):
        raise touched.refusal(change.kind, change.record_id)
    return Change.remove(now) if change.is_coming else Change.of(now, replace(now, **before(change)))


def _is_changed_since(touched: Touched, change: Journalled) -> bool:
    if change.is_coming:
        return change.record_id in touched.later
    return any(touched.changed_since(change, field) for field in change.fields or ())


def _refuse_to_strand(touched: Touched, changes: Sequence[Change]) -> None:
    """Refuse to remove a record that another one, staying, will still point to."""
    leaving = {change.id for change in changes if change.after is None}
    for kind in {change.kind for change in changes if change.after is None}:
        for _, record in touched.outsiders(kind):
            raise touched.refusal(KINDS[type(record)], record.id)
    for change in changes:
        for field, _ in references(change.kind) if change.after is not None else ():
            if getattr(change.after, field) in leaving:
                raise touched.refusal(change.kind, change.id)


def _refuse_strays(touched: Touched, changes: Sequence[Change]) -> None:
    """Refuse to bring back what points to a record that is not there."""
    coming = {change.id for change in changes if change.after is not None}
    wanted: dict[Kind, dict[Id, None]] = {}
    for change in changes:
        for field, kind in references(change.kind) if change.after is not None else ():
            record_id = getattr(change.after, field)
            if record_id is not None and record_id not in coming:
                wanted.setdefault(kind, {})[record_id] = None
    for kind, ids in wanted.items():
        there = records_there(touched.connection, kind, list(ids))
        for record_id in ids:
            if record_id not in there:
                raise touched.refusal(kind, record_id)
