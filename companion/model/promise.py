"""What the user said they would do for a person."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from companion.model.identity import Id


class PromiseState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise to a person with the calendar day it is due."""

    id: Id
    owner_id: Id
    person_id: Id
    event_id: Id | None
    text: str
    due: date
    state: PromiseState
    made_at: datetime
    kept_at: datetime | None = None
