"""Calendars in codes, with or without VCALENDAR around the event."""

import re

from companion.formats.payload.card import softened
from companion.formats.payload.fitting import fitted_event
from companion.formats.payload.line import with_line_ends
from companion.formats.payload.said import Said
from companion.model.payload import Payload, PayloadKind

_BEGIN = re.compile(r"(?:\A|[\r\n]|\\n)[ \t]*+BEGIN[ \t]*+:[ \t]*+(?:VEVENT|VCALENDAR)\b", re.IGNORECASE)


def read(said: Said) -> Payload | None:
    """The gatherings of a calendar; None for a text without any."""
    text = with_line_ends(said.bare)
    if _BEGIN.search(text) is None:
        return None
    from companion.formats.ics import read_calendar

    found, problems = read_calendar(text.encode(errors="replace"), encoding="utf-8", time_zone=said.time_zone)
    events = tuple(fitted_event(said, event) for event in said.some(found, "VEVENT"))
    if not events:
        said.add_problems(softened(problems))
        return None
    said.add_problems(problems)
    return said.payload(PayloadKind.EVENT, events[0].name, events=events)
