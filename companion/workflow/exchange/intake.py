"""Planning an import: everything that files hold becomes one change set, shown before it is stored."""

from dataclasses import replace
from datetime import datetime

from companion.model.blob import Blob
from companion.model.change import Change, ChangeSet, Kind, Label
from companion.model.event import Event
from companion.storage.engine import Connection
from companion.workflow.exchange.plan import Fate, ImportPlan, ImportRow
from companion.workflow.exchange.reading import Sources
from companion.workflow.exchange.watch import UNWATCHED, Watch


def plan_import(
    connection: Connection,
    sources: Sources,
    *,
    now: datetime,
    region: str,
    event: Event | None = None,
    watch: Watch = UNWATCHED,
) -> ImportPlan:
    """Plan what an import changes: cards and rows, then events, then records of an archive.

    With an `event`, cards, rows and whom calendars invite are the list of those whom it expects, and
    calendars bring no events of their own. Raises CancelledError.
    """
    changes: list[Change] = []
    rows: list[ImportRow] = []
    blobs: dict[str, Blob] = {}
    if event is not None:
        from companion.workflow.exchange.calendar import plan_attendees

        planned, told = plan_attendees(connection, sources.listed, event, watch=watch)
        changes += planned
        rows += told
    elif sources.items:
        from companion.workflow.exchange.people import plan_people

        people = plan_people(connection, sources.items, now=now, region=region, watch=watch)
        changes += people.changes
        rows += people.rows
        blobs |= people.blobs
    if sources.gatherings and event is None:
        from companion.workflow.exchange.calendar import plan_events

        planned, told = plan_events(connection, sources.gatherings, watch=watch)
        changes += planned
        rows += told
    for file, archive in sources.archives:
        from companion.workflow.exchange.restoring import plan_archive

        restored = plan_archive(connection, file, archive, watch=watch)
        changes += restored.changes
        rows += restored.rows
        blobs |= restored.blobs
    change_set = ChangeSet(_label(sources, event), tuple(changes), blobs=tuple(blobs.values()))
    plan = ImportPlan(change_set, tuple(rows), sources.problems)
    return replace(plan, change_set=replace(change_set, facts=_facts(plan, event)))


def _label(sources: Sources, event: Event | None) -> Label:
    only_events = sources.gatherings and event is None and not sources.items and not sources.archives
    return Label.IMPORT_EVENTS if only_events else Label.IMPORT


def _facts(plan: ImportPlan, event: Event | None) -> dict[str, str]:
    """How many people (`count`), `events` and people on the list of an event are new or changed."""
    kinds = {"count": Kind.PERSON, "events": Kind.EVENT, "expected": Kind.ATTENDEE}
    counts = {
        name: plan.count(Fate.NEW, Fate.UPDATE, Fate.DUPLICATE, kind=kind) for name, kind in kinds.items()
    }
    facts = {name: str(count) for name, count in counts.items() if count}
    return facts | ({"name": event.name} if event is not None else {})
