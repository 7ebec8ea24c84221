"""Bringing people together."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from companion.model.identity import Id


class IntroductionState(StrEnum):
    IDEA = "idea"
    ASKED_A = "asked_a"
    A_YES = "a_yes"
    ASKED_B = "asked_b"
    B_YES = "b_yes"
    INTRODUCED = "introduced"
    TALKED = "talked"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Introduction:
    """Two people and the why; the second may be only a name that nobody known bears yet."""

    id: Id
    owner_id: Id
    a_id: Id
    b_id: Id | None
    b_name: str
    """The second person as typed."""
    event_id: Id | None
    why: str | None
    state: IntroductionState
    created_at: datetime
