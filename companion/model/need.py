"""What people look for, and what they can help others with."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from companion.model.identity import Id


class NeedState(StrEnum):
    OPEN = "open"
    BEING_HELPED = "being_helped"
    MET = "met"
    NO_LONGER = "no_longer"


@dataclass(frozen=True, slots=True)
class Need:
    """What a person looks for, in their words."""

    id: Id
    person_id: Id
    event_id: Id | None
    text: str
    state: NeedState
    heard_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether it is still looked for."""
        return self.state in (NeedState.OPEN, NeedState.BEING_HELPED)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a person can help others with."""

    id: Id
    person_id: Id
    event_id: Id | None
    text: str
    heard_at: datetime
