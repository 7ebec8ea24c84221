"""`companion undo` and `redo`."""

import argparse

from companion.cli.context import Answer, Context
from companion.model.change import ChangeSet
from companion.model.error import UndoRefusedError
from companion.storage import journal
from companion.storage.engine import Connection
from companion.storage.journal import Entry
from companion.storage.store import owner_of
from companion.wording.label import sentence
from companion.wording.problem import problem
from companion.workflow import history

_LISTED = 50


def undo(context: Context, options: argparse.Namespace) -> Answer:
    """`undo [CHANGE_SET] [--list]`: refused, with exit code 1, when a later change stands on it."""
    if options.list:
        return _list(context)

    def plan(connection: Connection) -> tuple[Entry, ChangeSet]:
        return history.undo(connection, options.change_set)

    try:
        entry = context.apply(plan)
    except UndoRefusedError as error:
        kept = [{"kind": error.kind, "id": str(error.id), "name": error.facts.get("name", "")}]
        said = {"change_set": None, "label": sentence(error.label, error.facts), "kept": kept}
        return Answer(said, exit_code=1, problems=(problem(error),))
    return _answer(entry, "Undone")


def redo(context: Context, _options: argparse.Namespace) -> Answer:
    """`redo`"""
    return _answer(context.apply(history.redo), "Done again")


def _list(context: Context) -> Answer:
    def entries(connection: Connection) -> list[Entry]:
        return [*journal.undoable_entries(connection, owner_of(connection), limit=_LISTED)]

    found = context.read(entries)
    rows = [
        {
            "change_set": str(entry.id),
            "at": context.instant(entry.at),
            "label": sentence(entry.label, entry.facts),
        }
        for entry in found
    ]
    lines = [f"{row['at']:.16}  {row['label']}  [{str(row['change_set'])[-6:]}]" for row in rows]
    return Answer(rows, "\n".join(lines) or "Nothing to undo.")


def _answer(entry: Entry, what: str) -> Answer:
    facts = dict(entry.facts)
    label = sentence(facts.pop("label", entry.label), facts)
    return Answer({"change_set": str(entry.id), "label": label, "kept": []}, f"{what}: {label}")
