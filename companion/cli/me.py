"""`companion me`: my own card."""

import argparse

from companion.cli.context import Answer, Context, told
from companion.cli.person import whole_shown
from companion.cli.value import pairs
from companion.model.change import ChangeSet
from companion.model.error import NotFoundError
from companion.model.person import Person
from companion.storage.engine import Connection
from companion.storage.queries.person import person_with
from companion.storage.store import owner_of
from companion.workflow import person as workflow


def me(context: Context, options: argparse.Namespace) -> Answer:
    """`me [--set FIELD=VALUE]…`: what I am asked about are my offers, what I look for my needs."""
    if not options.values:
        return context.read(_shown, context)
    values = pairs(options.values)

    def plan(connection: Connection) -> tuple[Person, ChangeSet]:
        region = context.settings.phone_region
        return workflow.edit_me(connection, values, region=region, now=context.now)

    mine, changes = context.apply(plan)
    whole = context.read(lambda connection: whole_shown(context, connection, mine.id))
    return Answer(whole.json, told(changes), only_confirms=True)


def _shown(connection: Connection, context: Context) -> Answer:
    mine = person_with(connection, owner_of(connection))
    if not mine.name:
        raise NotFoundError("my card", "")
    return whole_shown(context, connection, mine.id)
