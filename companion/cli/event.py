"""`companion event …`"""

import argparse

from companion.cli.context import Answer, Context
from companion.cli.value import moment, pairs
from companion.model.change import ChangeSet
from companion.model.event import Event
from companion.storage.engine import Connection
from companion.storage.queries import event as events
from companion.storage.queries.naming import event_named
from companion.workflow import event as workflow


def start(context: Context, options: argparse.Namespace) -> Answer:
    """`event start NAME`: the running one ends in the same change set."""
    import tzlocal

    at = moment("at", options.at) if options.at else None

    def plan(connection: Connection) -> tuple[Event, ChangeSet]:
        return workflow.start(
            connection,
            " ".join(options.name),
            now=context.now,
            time_zone=tzlocal.get_localzone_name(),
            kind=options.kind,
            venue=options.venue,
            goal=options.goal,
            at=at,
        )

    event = context.apply(plan)
    return Answer(_shown(context, event, 0), f"{event.name} is running. Log people with: companion note")


def end(context: Context, _options: argparse.Namespace) -> Answer:
    """`event end`: says who was met without a note."""

    def plan(connection: Connection) -> tuple[Event, ChangeSet]:
        return workflow.end(connection, at=context.now)

    event = context.apply(plan)
    met = context.read(events.met_at, event.id)
    lines = [f"{event.name} has ended: {len(met)} met."]
    lines += [f"Who was that? Nothing is noted about {one.person.name}." for one in met if not one.has_note]
    return Answer(_shown(context, event, len(met)), "\n".join(lines))


def list_all(context: Context, _options: argparse.Namespace) -> Answer:
    """`event list`: newest first."""
    found = context.read(events.events)
    lines = [
        f"{context.instant(one.event.starts_at):.16}  {one.event.name}  {one.people} met"
        + ("  running" if one.event.ends_at is None else "")
        + f"  [{str(one.event.id)[-6:]}]"
        for one in found
    ]
    return Answer([_shown(context, one.event, one.people) for one in found], "\n".join(lines))


def edit(context: Context, options: argparse.Namespace) -> Answer:
    """`event edit ID FIELD=VALUE…`"""
    typed = {field: values[-1] for field, values in pairs(options.values).items()}
    values = {
        field: (moment(field, value) if value else None) if field in {"starts_at", "ends_at"} else value
        for field, value in typed.items()
    }

    def plan(connection: Connection) -> tuple[Event, ChangeSet]:
        return workflow.edit(connection, event_named(connection, options.event), values)

    event = context.apply(plan)
    people = context.read(events.people_count, event.id)
    return Answer(_shown(context, event, people), f"Changed {event.name}.")


def _shown(context: Context, event: Event, people: int) -> dict[str, object]:
    return {
        "id": str(event.id),
        "name": event.name,
        "kind": event.kind.value,
        "venue": event.venue,
        "goal": event.goal,
        "starts_at": context.instant(event.starts_at),
        "ends_at": context.instant(event.ends_at),
        "people": people,
    }
