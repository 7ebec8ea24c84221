"""How far the morning has come."""

from companion.rules.schedule import minutes
from companion.wording.phrase import counted, mark


def people_and_minutes(people: int) -> str:
    """What lies ahead, over the queue: "15 people, about 12 min"."""
    minutes_in_words = mark("Progress", "about {count} min").format(count=minutes(people))
    return f"{people_counted(people)}, {minutes_in_words}"


def done_of(done: int, total: int) -> str:
    """Beside the bar: "5 of 12 done"."""
    return mark("Progress", "{done} of {total} done").format(done=done, total=total)


def morning_done(people: int, promises_kept: int) -> str:
    """What was done, when the last card is gone: "15 people, 4 promises kept."."""
    if not promises_kept:
        return f"{people_counted(people)}."
    kept = counted(
        promises_kept,
        mark("Progress", "{count} promise kept"),
        mark("Progress", "{count} promises kept"),
    )
    return f"{people_counted(people)}, {kept}."


def people_met(people: int) -> str:
    """What an evening brought: "1 person met", "15 people met"."""
    return counted(people, mark("Progress", "{count} person met"), mark("Progress", "{count} people met"))


def people_expected(people: int, known: int) -> str:
    """Whom an event expects: "34 expected, 5 you know"; nothing for an event without a list."""
    if not people:
        return ""
    expected = mark("Progress", "{count} expected").format(count=people)
    know = mark("Progress", "{count} you know").format(count=known)
    return f"{expected}, {know}" if known else expected


def people_counted(count: int) -> str:
    """How many people: "1 person", "15 people"."""
    return counted(count, mark("Progress", "{count} person"), mark("Progress", "{count} people"))


def events_counted(count: int) -> str:
    """How many events: "1 event", "15 events"."""
    return counted(count, mark("Progress", "{count} event"), mark("Progress", "{count} events"))
