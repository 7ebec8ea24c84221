"""`companion note` and `companion parse`."""

import argparse
from typing import TYPE_CHECKING, Any

from companion.cli.context import Answer, Context, ending
from companion.cli.value import standard_input, standard_lines
from companion.model.capture import Capture
from companion.model.change import ChangeSet
from companion.model.giving import Introduction
from companion.model.need import Need, Offer
from companion.model.person import ContactKind
from companion.model.promise import Promise
from companion.wording.naming import name_words

if TYPE_CHECKING:
    from companion.workflow.capture import Noted


def parse(context: Context, options: argparse.Namespace) -> Answer:
    """`parse LINE`: reads, stores nothing; the region is the settings' unless given."""
    from companion.rules.capture import read

    region = options.region or context.settings.phone_region
    today = context.now.date()

    def one(line: str) -> dict[str, object]:
        return _parsed(read(line, today=today, region=region.upper()))

    if options.line == ["-"]:
        found = [one(line) for line in standard_lines()]
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
        answers = [_note(context, options, line) for line in standard_lines() if line.strip()]
        text = "\n".join(some.text for some in answers)
        return Answer([some.json for some in answers], text, only_confirms=True)
    return _note(context, options, " ".join(options.line))


def _note(context: Context, options: argparse.Namespace, line: str) -> Answer:
    from companion.storage.engine import Connection
    from companion.storage.queries.naming import event_named, person_named
    from companion.workflow import capture as workflow

    def plan(connection: Connection) -> tuple[workflow.Noted, ChangeSet]:
        noted = workflow.note(
            connection,
            line,
            now=context.now,
            region=context.settings.phone_region,
            event=event_named(connection, options.event) if options.event else None,
            to=person_named(connection, options.to) if options.to else None,
        )
        return noted, noted.change_set

    noted, _ = context.apply(plan)
    return Answer(_noted(noted), _kept(noted), only_confirms=True)


def _noted(noted: "Noted") -> dict[str, object]:
    people = {person.id: {"id": str(person.id), "name": person.name} for person in noted.people}
    targets = {person.id: person.name for person in noted.targets}
    return {
        "event": noted.event and {"id": str(noted.event.id), "name": noted.event.name},
        "encounters": [{"id": str(one.id), "person": people[one.person_id]} for one in noted.encounters],
        "people": [*people.values()],
        "attached": [str(some) for some in noted.attached],
        "needs": [{"id": str(one.id), "text": one.text} for one in noted.of(Need)],
        "offers": [{"id": str(one.id), "text": one.text} for one in noted.of(Offer)],
        "promises": [
            {"id": str(one.id), "text": one.text, "due": one.due.isoformat()} for one in noted.of(Promise)
        ],
        "introductions": [
            {
                "id": str(one.id),
                "to": {"id": str(one.b_id), "name": targets[one.b_id]}
                if one.b_id
                else {"id": None, "name": one.b_name},
            }
            for one in noted.of(Introduction)
        ],
        "note": noted.note,
    }


def _kept(noted: "Noted") -> str:
    if not noted.change_set:
        return "An empty line: nothing to keep."
    if not noted.people:
        return "Kept the line; nobody it could belong to is known yet."
    at = f" at {noted.event.name}" if noted.event else ""
    first = noted.people[0].id
    lines = [
        f"{'Added to' if person.id in noted.attached else 'New:'} {name_words(person.name)}{at}  {ending(person.id)}"
        for person in noted.people
    ]
    lines += [f"  needs: {one.text}" for one in noted.of(Need) if one.person_id == first]
    lines += [f"  offers: {one.text}" for one in noted.of(Offer) if one.person_id == first]
    lines += [
        f"  promised: {one.text} (due {one.due:%a %Y-%m-%d})"
        for one in noted.of(Promise)
        if one.person_id == first
    ]
    lines += [f"  to be introduced to: {one.b_name}" for one in noted.of(Introduction) if one.a_id == first]
    return "\n".join(lines)
