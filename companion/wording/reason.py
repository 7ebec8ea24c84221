"""Words for reasons, states, kinds and days, as lists, chips and filters show them."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from companion.model.change import Kind
from companion.model.event import EventKind
from companion.model.giving import IntroductionState
from companion.model.need import NeedState
from companion.model.promise import PromiseState
from companion.rules.schedule import ReasonKind
from companion.wording.phrase import counted, mark

REASONS: Mapping[ReasonKind, str] = MappingProxyType(
    {
        ReasonKind.PROMISE_OVERDUE: mark("Reason", "Promise overdue"),
        ReasonKind.PROMISE: mark("Reason", "Promised"),
        ReasonKind.HELLO: mark("Reason", "Say hello"),
    }
)

NEED_STATES: Mapping[NeedState, str] = MappingProxyType(
    {
        NeedState.OPEN: mark("NeedState", "open"),
        NeedState.BEING_HELPED: mark("NeedState", "being helped"),
        NeedState.MET: mark("NeedState", "met"),
        NeedState.NO_LONGER: mark("NeedState", "no longer needed"),
    }
)

PROMISE_STATES: Mapping[PromiseState, str] = MappingProxyType(
    {
        PromiseState.OPEN: mark("PromiseState", "open"),
        PromiseState.KEPT: mark("PromiseState", "kept"),
        PromiseState.LET_GO: mark("PromiseState", "let go"),
    }
)

INTRODUCTION_STATES: Mapping[IntroductionState, str] = MappingProxyType(
    {
        IntroductionState.IDEA: mark("IntroductionState", "idea"),
        IntroductionState.ASKED_A: mark("IntroductionState", "asked A"),
        IntroductionState.A_YES: mark("IntroductionState", "A said yes"),
        IntroductionState.ASKED_B: mark("IntroductionState", "asked B"),
        IntroductionState.B_YES: mark("IntroductionState", "B said yes"),
        IntroductionState.INTRODUCED: mark("IntroductionState", "introduced"),
        IntroductionState.TALKED: mark("IntroductionState", "they talked"),
        IntroductionState.STOPPED: mark("IntroductionState", "stopped"),
    }
)

EVENT_KINDS: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.CONFERENCE: mark("EventKind", "conference"),
        EventKind.MIXER: mark("EventKind", "mixer"),
        EventKind.MEETING: mark("EventKind", "meeting"),
        EventKind.CALL: mark("EventKind", "call"),
        EventKind.PARTY: mark("EventKind", "party"),
        EventKind.DINNER: mark("EventKind", "dinner"),
        EventKind.FAIR: mark("EventKind", "fair"),
        EventKind.OTHER: mark("EventKind", "other"),
    }
)

RECORD_KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PERSON: mark("Kind", "person"),
        Kind.CONTACT_POINT: mark("Kind", "contact point"),
        Kind.TAG: mark("Kind", "tag"),
        Kind.NOTE: mark("Kind", "note"),
        Kind.EVENT: mark("Kind", "event"),
        Kind.ENCOUNTER: mark("Kind", "encounter"),
        Kind.RAW_CAPTURE: mark("Kind", "captured line"),
        Kind.MENTION: mark("Kind", "mention"),
        Kind.NEED: mark("Kind", "need"),
        Kind.OFFER: mark("Kind", "offer"),
        Kind.PROMISE: mark("Kind", "promise"),
        Kind.FOLLOW_UP: mark("Kind", "follow-up"),
        Kind.INTRODUCTION: mark("Kind", "introduction"),
        Kind.SOURCE_CARD: mark("Kind", "imported card"),
        Kind.NOT_SAME: mark("Kind", "two people told apart"),
        Kind.ATTENDEE: mark("Kind", "attendee"),
        Kind.MY_CARD: mark("Kind", "card of mine"),
    }
)


def due_words(due: date, today: date) -> str:
    """When something is due: "today", "tomorrow", "in 2 days", "3 weeks late"."""
    days = (due - today).days
    if days == 0:
        return mark("Day", "today")
    if days == 1:
        return mark("Day", "tomorrow")
    pattern = mark("Day", "in {span}") if days > 0 else mark("Day", "{span} late")
    return pattern.format(span=_span(abs(days)))


def past_words(day: date, today: date) -> str:
    """How long ago something was, in a list: "today", "yesterday", "2 days", "5 months"."""
    days = (today - day).days
    if days <= 0:
        return mark("Day", "today")
    return mark("Day", "yesterday") if days == 1 else _span(days)


def _span(days: int) -> str:
    """A number of days as people say it: days for two weeks, weeks for a month, months for a year."""
    if days < 14:
        return counted(days, mark("Day", "{count} day"), mark("Day", "{count} days"))
    if days < 31:
        return counted(days // 7, mark("Day", "{count} week"), mark("Day", "{count} weeks"))
    if days < 365:
        return counted(days * 12 // 365, mark("Day", "{count} month"), mark("Day", "{count} months"))
    return counted(days // 365, mark("Day", "{count} year"), mark("Day", "{count} years"))
