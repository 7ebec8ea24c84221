"""Reasons to write to a person, and what the user decided about each.

The queue itself is computed (`companion.rules.schedule`); only decisions are stored.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from companion.model.identity import Id


class Reason(StrEnum):
    """Why to write, in the order of the morning."""

    PROMISE = "promise"
    HELLO = "hello"


class FollowUpState(StrEnum):
    DONE = "done"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What the user decided about one reason; its id is `identity.follow_up_id`."""

    id: Id
    owner_id: Id
    person_id: Id
    reason: Reason
    source_id: Id
    """The promise or the encounter that is the reason."""
    state: FollowUpState
    day: date | None
    """When it comes back (snoozed, skipped); None: no date."""
    decided_at: datetime
