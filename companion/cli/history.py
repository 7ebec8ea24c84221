"""`companion undo` and `redo`."""

import argparse

from companion.cli.context import Answer, Context, ending, told
from companion.model.change import ChangeSet, Kind
from companion.model.error import UndoRefusedError
from companion.model.identity import Id
from companion.storage import journal
from companion.storage.engine import Connection
from companion.storage.journal import Entry
from companion.storage.queries.person import records_of
from companion.storage.store import owner_of
from companion.wording.label import sentence
from companion.wording.naming import name_words
from companion.wording.problem import problem
from companion.workflow import history
from companion.workflow.history import Undone
from companion.workflow.tidy import name_of

_LISTED = 50


def undo(context: Context, options: argparse.Namespace) -> Answer:
    """`undo [CHANGE_SET] [--list]`: refused, with exit code 1, when a later change stands on it.

    Of an import, what was changed since is kept and named.
    """
    if options.list:
        return _list(context)

    def plan(connection: Connection) -> tuple[Undone, ChangeSet]:
        return history.undo(connection, options.change_set)

    try:
        undone, changes = context.apply(plan)
    except UndoRefusedError as error:
        return _refused(context, error)
    kept = [{"kind": one.kind.value, "id": str(one.id), "name": one.name} for one in undone.kept]
    said = {"change_set": str(undone.entry.id), "label": _sentence(undone.entry), "kept": kept}
    names = "".join(f"\n{name_words(one.name)}  {ending(one.id)}" for one in undone.kept)
    return Answer(said, f"{told(changes)}{names}", only_confirms=not kept)


def redo(context: Context, _options: argparse.Namespace) -> Answer:
    """`redo`"""
    entry, changes = context.apply(history.redo)
    said = {"change_set": str(entry.id), "label": _sentence(entry), "kept": []}
    return Answer(said, told(changes), only_confirms=True)


def _list(context: Context) -> Answer:
    def entries(connection: Connection) -> list[Entry]:
        return [*journal.undoable_entries(connection, owner_of(connection), limit=_LISTED)]

    found = context.read(entries)
    rows = [
        {"change_set": str(one.id), "at": context.instant(one.at), "label": _sentence(one)} for one in found
    ]
    lines = [f"{context.day_and_time(one.at)}  {_sentence(one)}  {ending(one.id)}" for one in found]
    return Answer(rows, "\n".join(lines) or "Nothing to undo.")


def _refused(context: Context, error: UndoRefusedError) -> Answer:
    named = [
        {"kind": kind, "id": str(some), "name": context.read(_name, kind, some)}
        for kind, some in error.kept or [(error.kind, error.id)]
    ]
    said = {"change_set": None, "label": sentence(error.label, error.facts), "kept": named}
    return Answer(said, exit_code=1, problems=(problem(error),))


def _sentence(entry: Entry) -> str:
    return sentence(entry.label, entry.facts)


def _name(connection: Connection, kind: str, record_id: Id) -> str | None:
    """What the record is called that stands in the way; None when it is gone."""
    for record in records_of(connection, Kind(kind), "id", [record_id]):
        return name_of(connection, record)
    return None
