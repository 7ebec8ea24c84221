"""How the badges of an event are read: the user says it once, of the first one."""

from collections.abc import Sequence
from dataclasses import replace

from companion.formats.payload.badge import read_badge
from companion.formats.payload.read import read_payload, read_payloads
from companion.formats.time_zone import UTC_NAME
from companion.model.change import Change, ChangeSet, Label
from companion.model.event import Event
from companion.model.payload import BadgeField, Payload, PayloadKind
from companion.model.problem import Problem, ProblemCode

_BETWEEN = ";"


def payloads_at(text: str, event: Event | None, *, time_zone: str = UTC_NAME) -> tuple[Payload, ...]:
    """What a code's text is when it is read at an event: several for one with several vCards. Never raises."""
    payloads = read_payloads(text, time_zone=time_zone)
    return payloads if len(payloads) > 1 else (payload_at(text, event, time_zone=time_zone),)


def payload_at(text: str, event: Event | None, *, time_zone: str = UTC_NAME) -> Payload:
    """What a code's text is when it is read at an event: the badges there have the fields that the user said.

    `time_zone` as for `read_payload`. Never raises.
    """
    payload = read_payload(text, time_zone=time_zone)
    fields = event.badge if event is not None else None
    if not fields or not (payload.cells or payload.kind in {PayloadKind.NOTE, PayloadKind.BADGE}):
        return payload
    known = fields.split(_BETWEEN)
    if payload.cells and len(payload.cells) != len(known):
        other = Problem(ProblemCode.OTHER_CELLS, 0, 0)
        return replace(payload, problems=(*payload.problems, other))
    badge = read_badge(payload.text, known)
    # A text of other cells than the badges there have is what it looks like.
    return badge if badge.kind is not PayloadKind.NOTE and not badge.is_guess else payload


def remember_badge(event: Event, fields: Sequence[BadgeField]) -> ChangeSet:
    """Plan that the badges of an event are read so from now on: what each of their cells holds."""
    told = replace(event, badge=_BETWEEN.join(fields) or None)
    changes = (Change.of(event, told),) if told != event else ()
    return ChangeSet(Label.EDIT_EVENT, changes, {"name": event.name})
