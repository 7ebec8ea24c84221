"""`companion undo` and `redo`."""

import argparse

from companion.cli.context import Answer, Context, ending, told
from companion.model.change import ChangeSet, Kind
from companion.model.error import UndoRefusedError
from companion.storage import journal
from companion.storage.engine import Connection
from companion.storage.journal import Entry
from companion.storage.queries.person import records_of
from companion.storage.store import owner_of
from companion.wording.label import sentence
from companion.wording.problem import problem
from companion.workflow import history
from companion.workflow.tidy import facts_of

_LISTED = 50


def undo(context: Context, options: argparse.Namespace) -> Answer:
    """`undo [CHANGE_SET] [--list]`: refused, with exit code 1, when a later change stands on it."""
    if options.list:
        return _list(context)

    def plan(connection: Connection) -> tuple[Entry, ChangeSet]:
        return history.undo(connection, options.change_set)

    try:
        return _answer(*context.apply(plan))
    except UndoRefusedError as error:
        said = {
            "change_set": None,
            "label": sentence(error.label, error.facts),
            "kept": [{"kind": error.kind, "id": str(error.id), "name": context.read(_name, error)}],
        }
        return Answer(said, exit_code=1, problems=(problem(error),))


def redo(context: Context, _options: argparse.Namespace) -> Answer:
    """`redo`"""
    return _answer(*context.apply(history.redo))


def _list(context: Context) -> Answer:
    def entries(connection: Connection) -> list[Entry]:
        return [*journal.undoable_entries(connection, owner_of(connection), limit=_LISTED)]

    found = context.read(entries)
    rows = [
        {"change_set": str(one.id), "at": context.instant(one.at), "label": sentence(one.label, one.facts)}
        for one in found
    ]
    lines = [
        f"{context.day_and_time(one.at)}  {sentence(one.label, one.facts)}  {ending(one.id)}" for one in found
    ]
    return Answer(rows, "\n".join(lines) or "Nothing to undo.")


def _answer(entry: Entry, changes: ChangeSet) -> Answer:
    said = {"change_set": str(entry.id), "label": sentence(entry.label, entry.facts), "kept": []}
    return Answer(said, told(changes), only_confirms=True)


def _name(connection: Connection, error: UndoRefusedError) -> str | None:
    """What the record is called that stands in the way; None when it is gone."""
    for record in records_of(connection, Kind(error.kind), "id", [error.id]):
        facts = facts_of(connection, record)
        return facts.get("text") or facts["name"]
    return None
