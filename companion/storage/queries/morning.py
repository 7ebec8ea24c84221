"""Reads for the follow-up queue: what is promised, whom one met, what was decided."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from companion.model.change import Kind
from companion.model.event import Meeting
from companion.model.followup import FollowUp, Reason
from companion.model.identity import Id
from companion.model.promise import Promise, PromiseState
from companion.storage import tables
from companion.storage.queries.person import records_of
from companion.storage.record import names, record_from, selected
from companion.storage.store import owner_of


def open_promises(connection: Connection) -> Sequence[Promise]:
    """The owner's promises that are neither kept nor let go, the earliest due first."""
    columns = tables.promise.c
    statement = selected(Kind.PROMISE).where(
        columns.state == PromiseState.OPEN, columns.owner_id == owner_of(connection)
    )
    rows = connection.execute(statement.order_by(columns.due, columns.id))
    return [record_from(Kind.PROMISE, row) for row in rows]


def meetings_since(connection: Connection, moment: datetime) -> Sequence[Meeting]:
    """The encounters at the owner's events from that moment on."""
    return _meetings(connection, tables.encounter.c.at >= moment)


def meetings_with(connection: Connection, encounter_ids: Sequence[Id]) -> Sequence[Meeting]:
    """Encounters by id: those older ones that the user put off."""
    return _meetings(connection, tables.encounter.c.id.in_(encounter_ids)) if encounter_ids else []


def meetings_of(connection: Connection, person_ids: Sequence[Id]) -> Sequence[Meeting]:
    """All encounters of these people at the owner's events."""
    found: list[Meeting] = []
    for start in range(0, len(person_ids), 500):
        some = person_ids[start : start + 500]
        found += _meetings(connection, tables.encounter.c.person_id.in_(some))
    return found


def hellos_put_off(connection: Connection) -> Sequence[Id]:
    """The encounters whose hello was put off to a day, however long ago they were."""
    columns = tables.follow_up.c
    statement = select(columns.source_id).where(columns.reason == Reason.HELLO, columns.day.is_not(None))
    return list(connection.execute(statement).scalars())


def _meetings(connection: Connection, condition: Any) -> Sequence[Meeting]:
    encounter, event = tables.encounter.c, tables.event.c
    width = len(names(Kind.ENCOUNTER))
    columns = (
        *(encounter[name] for name in names(Kind.ENCOUNTER)),
        *(event[name] for name in names(Kind.EVENT)),
    )
    statement = (
        select(*columns)
        .join_from(tables.encounter, tables.event, encounter.event_id == event.id)
        .where(condition, event.owner_id == owner_of(connection))
        .order_by(encounter.id)
    )
    return [
        Meeting(record_from(Kind.ENCOUNTER, row[:width]), record_from(Kind.EVENT, row[width:]))
        for row in connection.execute(statement)
    ]


def decisions(connection: Connection, person_ids: Sequence[Id]) -> Sequence[FollowUp]:
    """What the user decided about reasons to write to these people."""
    return records_of(connection, Kind.FOLLOW_UP, "person_id", person_ids)
