"""A capture line and what has to be read from it, with the rule that it proves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from companion.model.capture import Capture, Span
from companion.model.person import ContactKind

TODAY = date(2027, 3, 10)
"""A Wednesday."""


@dataclass(frozen=True)
class Case:
    rule: str
    line: str
    expected: Mapping[str, object]
    """All that is read; fields left out are empty."""
    today: date
    region: str
    off: Sequence[Span]


def case(
    rule: str,
    line: str,
    *,
    today: date = TODAY,
    region: str = "DE",
    off: Sequence[Span] = (),
    **expected: object,
) -> Case:
    return Case(rule, line, expected, today, region, off)


def seen(capture: Capture) -> dict[str, object]:
    """What is in a capture, empty fields left out."""
    fields: dict[str, object] = {
        "names": [*capture.names],
        "title": capture.title,
        "organisation": capture.organisation,
        "emails": [*capture.values(ContactKind.EMAIL)],
        "phones": [*capture.values(ContactKind.PHONE)],
        "urls": [*capture.values(ContactKind.URL)],
        "labels": [contact.label for contact in capture.contacts if contact.label],
        "tags": [*capture.tags],
        "needs": [*capture.needs],
        "offers": [*capture.offers],
        "promises": [(promise.text, promise.due.isoformat()) for promise in capture.promises],
        "intros": [*capture.intros],
        "starred": capture.starred,
        "note": capture.note,
    }
    return {name: value for name, value in fields.items() if value}
