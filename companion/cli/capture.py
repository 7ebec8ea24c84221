"""`companion note` and `companion parse`."""

import argparse
from collections.abc import Callable
from typing import Any, TypeVar

from companion.cli.context import Answer, Context
from companion.cli.value import standard_input
from companion.model.capture import Capture
from companion.model.person import ContactKind

T = TypeVar("T")


def parse(context: Context, options: argparse.Namespace) -> Answer:
    """`parse LINE`: reads, stores nothing; the region is the settings' unless given."""
    from companion.rules.capture import read

    region = options.region or context.settings.phone_region
    today = context.now.date()

    def one(line: str) -> dict[str, object]:
        return _parsed(read(line, today=today, region=region.upper()))

    if options.line == ["-"]:
        found = [one(line) for line in standard_input().splitlines()]
        return Answer(found, "\n\n".join(_told(some) for some in found))
    parsed = one(" ".join(options.line) if options.line else standard_input())
    return Answer(parsed, _told(parsed))


def _parsed(capture: Capture) -> dict[str, object]:
    return {
        "name": capture.name,
        "names": [*capture.names],
        "title": capture.title,
        "organisation": capture.organisation,
        "emails": [*capture.values(ContactKind.EMAIL)],
        "phones": [*capture.values(ContactKind.PHONE)],
        "urls": [*capture.values(ContactKind.URL)],
        "tags": [*capture.tags],
        "needs": [*capture.needs],
        "offers": [*capture.offers],
        "promises": [{"text": some.text, "due": some.due.isoformat()} for some in capture.promises],
        "intros": [*capture.intros],
        "starred": capture.starred,
        "note": capture.note,
        "tokens": [
            {"kind": token.kind.value, "start": token.start, "end": token.end, "text": token.text}
            for token in capture.tokens
        ],
    }


def _told(parsed: dict[str, object]) -> str:
    tokens: Any = parsed["tokens"]
    lines = [f"{token['kind']:<13}{token['text']}" for token in tokens]
    return "\n".join(lines) or "Nothing was read."


def note(context: Context, options: argparse.Namespace) -> Answer:
    """`note LINE`: keeps the line and what is in it; `-` keeps one line after the other."""
    if options.line == ["-"]:
        answers = [_note(context, options, line) for line in standard_input().splitlines() if line.strip()]
        return Answer([some.json for some in answers], "\n".join(some.text for some in answers))
    return _note(context, options, " ".join(options.line))


def _note(context: Context, options: argparse.Namespace, line: str) -> Answer:
    from companion.storage.engine import Connection
    from companion.storage.queries.naming import event_named, person_named
    from companion.workflow import capture as workflow

    def plan(connection: Connection) -> tuple[workflow.Noted, Any]:
        noted = workflow.note(
            connection,
            line,
            now=context.now,
            region=context.settings.phone_region,
            event=event_named(connection, options.event) if options.event else None,
            to=person_named(connection, options.to) if options.to else None,
        )
        return noted, noted.change_set

    noted = context.apply(plan)
    names = {record.id: record.name for record in noted.targets}
    return Answer(_noted(noted, names), _kept(noted))


def _noted(noted: Any, targets: dict[Any, str]) -> dict[str, object]:
    from companion.model.giving import Introduction
    from companion.model.need import Need, Offer
    from companion.model.promise import Promise

    def of(kind: type[T], shown: Callable[[T], dict[str, object]]) -> list[dict[str, object]]:
        return [shown(record) for record in noted.records if isinstance(record, kind)]

    people = {person.id: {"id": str(person.id), "name": person.name} for person in noted.people}
    return {
        "event": noted.event and {"id": str(noted.event.id), "name": noted.event.name},
        "encounters": [{"id": str(one.id), "person": people[one.person_id]} for one in noted.encounters],
        "people": [*people.values()],
        "attached": [str(some) for some in noted.attached],
        "needs": of(Need, lambda need: {"id": str(need.id), "text": need.text}),
        "offers": of(Offer, lambda offer: {"id": str(offer.id), "text": offer.text}),
        "promises": of(
            Promise, lambda some: {"id": str(some.id), "text": some.text, "due": some.due.isoformat()}
        ),
        "introductions": of(
            Introduction,
            lambda some: {
                "id": str(some.id),
                "to": {
                    "id": str(some.b_id) if some.b_id else None,
                    "name": targets.get(some.b_id, some.b_name),
                },
            },
        ),
        "note": noted.note,
    }


def _kept(noted: Any) -> str:
    if not noted.change_set:
        return "An empty line: nothing to keep."
    if not noted.people:
        return "Kept the line; nobody it could belong to is known yet."
    at = f" at {noted.event.name}" if noted.event else ""
    known = set(noted.attached)
    return "\n".join(
        f"{'Added to' if person.id in known else 'New:'} {person.name}{at}  [{str(person.id)[-6:]}]"
        for person in noted.people
    )
