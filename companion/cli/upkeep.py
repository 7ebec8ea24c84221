"""`companion backup` and `check`."""

import argparse
from pathlib import Path

from companion.cli.context import Answer, Context
from companion.cli.value import path_argument
from companion.model.error import InvalidValueError
from companion.model.problem import visible
from companion.storage.backup import copy_verified
from companion.storage.upkeep import Findings, examine, repair
from companion.wording.progress import people_counted


def backup(context: Context, options: argparse.Namespace) -> Answer:
    """`backup [-o FILE]`: a copy that was opened and checked."""
    folder = context.folder / "backups"
    name = f"companion-{context.now:%Y-%m-%d-%H%M%S}.db"
    target = path_argument(options.file) if options.file else folder / name
    if _is_part(target, context.store.path):
        # A copy of the data in the place of the data would be neither.
        raise InvalidValueError("FILE", str(target), ("a file other than the data itself",))
    made = copy_verified(context.store.path, target)
    text = f"Copied {people_counted(made.people)} to {visible(str(made.file))}, and read the copy back."
    return Answer({"file": str(made.file), "people": made.people, "verified": True}, text, only_confirms=True)


def _is_part(target: Path, database: Path) -> bool:
    """Whether a file is the database, or a log that belongs to it."""
    parts = [database.with_name(database.name + ending).resolve() for ending in ("", "-wal", "-shm")]
    return target.resolve() in parts


def check(context: Context, options: argparse.Namespace) -> Answer:
    """`check [--repair]`: exit code 1 when something is not whole."""
    if options.repair:
        context.store.maintain(repair)
    found: Findings = context.store.maintain(examine)
    said = {"file": str(context.store.path), "people": found.people, "verified": found.whole}
    if found.whole:
        return Answer(
            said,
            f"{visible(str(context.store.path))} is whole: {people_counted(found.people)}.",
            only_confirms=True,
        )
    return Answer(said, exit_code=1, problems=found.problems)
