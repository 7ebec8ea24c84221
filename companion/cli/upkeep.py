"""`companion backup` and `check`."""

import argparse

from companion.cli.context import Answer, Context
from companion.cli.value import path_argument
from companion.storage.backup import copy_verified
from companion.storage.upkeep import Findings, examine, repair


def backup(context: Context, options: argparse.Namespace) -> Answer:
    """`backup [-o FILE]`: a copy that was opened and checked."""
    folder = context.folder / "backups"
    name = f"companion-{context.now:%Y-%m-%d-%H%M%S}.db"
    target = path_argument(options.file) if options.file else folder / name
    made = copy_verified(context.store.path, target)
    text = f"Copied {made.people} people to {made.file}, and read the copy back."
    return Answer({"file": str(made.file), "people": made.people, "verified": True}, text)


def check(context: Context, options: argparse.Namespace) -> Answer:
    """`check [--repair]`: exit code 1 when something is not whole."""
    if options.repair:
        context.store.maintain(repair)
    found: Findings = context.store.maintain(examine)
    said = {"file": str(context.store.path), "people": found.people, "verified": found.whole}
    if found.whole:
        return Answer(said, f"{context.store.path} is whole: {found.people} people.")
    return Answer(said, exit_code=1, problems=found.problems)
