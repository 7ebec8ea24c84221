"""Whom a code goes to, and how it is stored; imported once the first is read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from companion.model.change import ChangeSet, Kind
from companion.model.event import Event, Meeting
from companion.model.identity import Id
from companion.model.payload import SECRETS, BadgeField, Payload, PayloadKind
from companion.model.person import Person
from companion.model.problem import ProblemCode
from companion.rules.duplicates import Evidence, EvidenceKind
from companion.storage.engine import Connection
from companion.storage.queries.event import last_capture_at, people_of_last_line, running_event
from companion.storage.queries.morning import meetings_of
from companion.storage.queries.person import records_of
from companion.ui.desk import Desk
from companion.workflow.exchange.plan import FieldChange
from companion.workflow.recognition import own_name
from companion.workflow.scan import Scanned, remember_badge, save_scan, whom_meant

_IN_HAND = frozenset((PayloadKind.LINK, PayloadKind.NOTE, PayloadKind.PLACE, PayloadKind.PAPER))
"""What may be of the person one talks to, unless it says whose it is."""
_ANYBODYS = frozenset((PayloadKind.NOTE, PayloadKind.PAPER))
"""What is theirs only if the user says so: any text may be scanned, and cards are mostly gone through one after
the other, the one before was somebody else's."""
_MISLEADING = frozenset((ProblemCode.USER_IN_LINK, ProblemCode.MIXED_SCRIPTS))
_TELLING = frozenset(
    (
        *(EvidenceKind.SAME_EMAIL, EvidenceKind.SAME_PHONE, EvidenceKind.SAME_BADGE),
        *(EvidenceKind.SAME_URL, EvidenceKind.SAME_ACCOUNT),
    )
)
"""What says whom a code is of where the name is only guessed."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Whom a code goes to unless the user says otherwise."""

    event: Event | None = None
    """The running one."""
    person: Person | None = None
    """Whom it is of, or who was written down last."""
    meeting: Meeting | None = None
    """Their latest."""
    evidence: tuple[Evidence, ...] = ()
    differences: tuple[FieldChange, ...] = ()
    is_in_hand: bool = False
    """Whether nothing says that it is of them, but that one talks to them."""
    is_attached: bool = False
    """Whether it is added to them."""

    def turned(self) -> "Aim":
        """The other choice, where there is one."""
        return replace(self, is_attached=not self.is_attached) if self.person is not None else self


def is_nameless(payload: Payload) -> bool:
    """Whether a code is of somebody and does not tell whom."""
    return payload.contact is not None and not own_name(payload.contact)


def is_name_guessed(payload: Payload) -> bool:
    """Whether a name is only what the address of a page looks like."""
    is_guess = any(problem.code is ProblemCode.GUESSED for problem in payload.problems)
    return is_guess and payload.link is not None and not payload.cells


def takes_names(payload: Payload, aim: Aim) -> bool:
    """Whether the line beside a code may name whom it is of."""
    is_somebody_else = aim.is_attached and aim.person is not None
    return not is_somebody_else and (payload.contact is None or is_nameless(payload))


def aim_of(
    connection: Connection,
    payload: Payload,
    *,
    region: str,
    scanned_last: tuple[Id, datetime] | None = None,
    is_alone: bool = True,
) -> Aim:
    """Whom a code is of, else the person in hand for what may be theirs.

    `scanned_last` is who was scanned last, and when. Of several codes in a picture none is taken for a person's.
    """
    event = running_event(connection)
    if payload.kind in SECRETS:
        return Aim(event)
    meant = whom_meant(connection, payload, region=region, event=event)
    if meant.person is not None:
        meeting = _latest(connection, meant.person)
        is_told = not is_name_guessed(payload) or any(one.kind in _TELLING for one in meant.evidence)
        return Aim(event, meant.person, meeting, meant.evidence, meant.differences, is_attached=is_told)
    becomes_venue = payload.kind is PayloadKind.PLACE and event is not None and not event.venue
    last = _in_hand(connection, event, scanned_last)
    is_of_somebody = payload.contact is not None and not is_nameless(payload)
    if is_of_somebody or payload.kind not in _IN_HAND or becomes_venue or last is None:
        return Aim(event)
    is_misleading = any(problem.code in _MISLEADING for problem in payload.problems)
    is_attached = is_alone and payload.kind not in _ANYBODYS and not is_misleading
    return Aim(event, last, _latest(connection, last), is_in_hand=True, is_attached=is_attached)


def _in_hand(
    connection: Connection, event: Event | None, scanned_last: tuple[Id, datetime] | None
) -> Person | None:
    """Whom one talks to at the running event: who was scanned or written down last."""
    if event is None:
        return None
    written_at = last_capture_at(connection, event.id)
    if scanned_last is not None and (written_at is None or scanned_last[1] >= written_at):
        found: Person | None = next(iter(records_of(connection, Kind.PERSON, "id", [scanned_last[0]])), None)
        if found is not None:
            return found
    last: Person | None = next(iter(people_of_last_line(connection, event)), None)
    return last


def _is_somebody_new(payload: Payload, aim: Aim, line: str) -> bool:
    """Whether the user sees that it is of somebody new: nobody is looked for then."""
    if payload.contact is None:
        return False
    is_turned = aim.person is not None and not aim.is_in_hand
    # Whoever is named in the line may be known.
    return is_turned or not (is_nameless(payload) and line.strip())


def _latest(connection: Connection, person: Person) -> Meeting | None:
    return max(meetings_of(connection, [person.id]), key=lambda some: some.encounter.at, default=None)


def store(
    desk: Desk, payload: Payload, line: str, aim: Aim, *, fields: Sequence[BadgeField] = ()
) -> Scanned | None:
    """Store a code and what was typed beside it; None, and `desk.refused`, when it could not be stored.

    `fields` are what the user has said of the cells of a badge: they hold for all badges of the event.
    """
    region, now = desk.settings.phone_region, desk.now()

    def plan(connection: Connection) -> tuple[Scanned, ChangeSet]:
        scanned = save_scan(
            connection,
            payload,
            line=line,
            now=now,
            region=region,
            to=aim.person if aim.is_attached else None,
            is_new=not aim.is_attached and _is_somebody_new(payload, aim, line),
        )
        if not fields or scanned.event is None:
            return scanned, scanned.change_set
        said = remember_badge(scanned.event, fields)
        whole = replace(scanned.change_set, changes=(*scanned.change_set.changes, *said.changes))
        return replace(scanned, change_set=whole), whole

    return desk.change(plan)
