"""`companion event …`"""

import argparse

from companion import settings
from companion.cli.context import Answer, Context, ending, told
from companion.cli.value import moment, pairs
from companion.model.change import ChangeSet
from companion.model.event import Event
from companion.storage.engine import Connection
from companion.storage.queries import event as events
from companion.storage.queries.naming import event_named
from companion.wording.naming import name_words
from companion.wording.progress import people_met
from companion.workflow import event as workflow


def start(context: Context, options: argparse.Namespace) -> Answer:
    """`event start NAME`: the running one ends in the same change set."""
    at = moment("at", options.at) if options.at else None

    def plan(connection: Connection) -> tuple[Event, ChangeSet]:
        return workflow.start(
            connection,
            " ".join(options.name),
            now=context.now,
            time_zone=settings.time_zone_of(context.now),
            kind=options.kind,
            venue=options.venue,
            goal=options.goal,
            at=at,
        )

    event, _ = context.apply(plan)
    text = f"{event.name} is running. Write down whom you meet with: companion note"
    return Answer(_shown(context, event, 0), text, only_confirms=True)


def end(context: Context, _options: argparse.Namespace) -> Answer:
    """`event end`: says who was met without a note."""

    def plan(connection: Connection) -> tuple[Event, ChangeSet]:
        return workflow.end(connection, at=context.now)

    event, _ = context.apply(plan)
    met = context.read(events.met_at, event.id)
    lines = [f"{event.name} has ended: {people_met(len(met))}."]
    lines += [
        f"Who was that? Nothing is noted about {name_words(one.person.name, one.badge)}  {ending(one.person.id)}"
        for one in met
        if not one.has_note
    ]
    return Answer(_shown(context, event, len(met)), "\n".join(lines), only_confirms=True)


def list_all(context: Context, _options: argparse.Namespace) -> Answer:
    """`event list`: newest first."""
    found = context.read(events.events)
    lines = [
        f"{context.day_and_time(one.event.starts_at)}  {one.event.name}  {people_met(one.people)}"
        + ("  running" if one.event.ends_at is None else "")
        + f"  {ending(one.event.id)}"
        for one in found
    ]
    shown = [_shown(context, one.event, one.people) for one in found]
    return Answer(shown, "\n".join(lines) or "No event yet. Start one with: companion event start NAME")


def edit(context: Context, options: argparse.Namespace) -> Answer:
    """`event edit ID FIELD=VALUE…`"""
    typed = {field: values[-1] for field, values in pairs(options.values).items()}
    values = {
        field: (moment(field, value) if value else None) if field in {"starts_at", "ends_at"} else value
        for field, value in typed.items()
    }

    def plan(connection: Connection) -> tuple[Event, ChangeSet]:
        return workflow.edit(connection, event_named(connection, options.event), values)

    event, changes = context.apply(plan)
    people = context.read(events.people_count, event.id)
    return Answer(_shown(context, event, people), told(changes), only_confirms=True)


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


def import_events(context: Context, options: argparse.Namespace) -> Answer:
    """`event import FILE.ics`"""
    from companion.cli import exchange

    return exchange.import_events(context, options)
