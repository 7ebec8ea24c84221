"""`companion people`, `show`, `add`, `edit`, `set`, `delete`."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from companion.cli.context import Answer, Context, ending, told
from companion.cli.record import person_shown, shown
from companion.cli.value import pairs
from companion.model.change import ChangeSet, Kind, Record
from companion.model.error import NotFoundError
from companion.model.identity import Id
from companion.model.person import Person
from companion.rules.search import read_query
from companion.storage.engine import Connection
from companion.storage.queries.naming import person_named, record_named
from companion.storage.queries.person import PersonSummary, newest_badge, people_page, whole_person
from companion.storage.queries.search import people_matching
from companion.wording.code import text_words
from companion.wording.field import card_words, detail_words
from companion.wording.naming import name_words
from companion.wording.timeline import timeline
from companion.workflow import person as workflow
from companion.workflow.exchange.detail import CardDetails, details_by_card
from companion.workflow.tidy import DELETABLE
from companion.workflow.tidy import delete as planned_removal

_DAY_WIDTH = len("  2026-05-12  ")


def people(context: Context, options: argparse.Namespace) -> Answer:
    """`people QUERY`: best first; without a query all, by name."""
    query = read_query(" ".join(options.query))
    if query:
        found = context.read(people_matching, query, limit=options.limit)
    else:
        found = context.read(people_page, after=None, limit=options.limit)
    lines = [_line(one) for one in found]
    return Answer([_summary(context, one) for one in found], "\n".join(lines) or "Nobody fits.")


def _summary(context: Context, one: PersonSummary) -> dict[str, object]:
    contact = context.instant(one.last_contact)
    return {
        "id": str(one.id),
        "name": one.name,
        "organisation": one.organisation,
        "title": one.title,
        "tags": [*one.tags],
        "open_needs": one.open_needs,
        "last_contact": contact and contact[:10],
        "met_at": context.instant(one.met_at),
    }


def _line(one: PersonSummary) -> str:
    tags = " ".join(f"#{tag}" for tag in one.tags)
    return "  ".join(part for part in (_called(one), _about(one), tags, ending(one.id)) if part)


def _called(one: PersonSummary) -> str:
    return name_words(one.name, one.badge)


def _about(one: Person | PersonSummary) -> str:
    return ", ".join(part for part in (one.title, one.organisation) if part)


def show(context: Context, options: argparse.Namespace) -> Answer:
    """`show PERSON`: everything, each fact with its source."""
    return context.read(
        lambda connection: whole_shown(context, connection, person_named(connection, options.person).id)
    )


def whole_shown(context: Context, connection: Connection, person_id: Id) -> Answer:
    """The answer that shows one person whole."""
    whole = whole_person(connection, person_id)
    past = timeline(whole, zone=context.now.tzinfo)
    person = whole.person
    called = name_words(person.name, newest_badge(whole.contact_points))
    lines = ["  ".join(part for part in (called, _about(person), ending(person.id)) if part)]
    lines += [f"  {point.label or point.kind.value}: {point.value}" for point in whole.contact_points]
    if person.birthday:
        lines.append(f"  birthday: {person.birthday}")
    if whole.tags:
        lines.append("  " + " ".join(sorted(f"#{tag.name}" for tag in whole.tags)))
    lines += _card_lines(context, details_by_card(connection, whole.source_cards))
    lines += [
        f"  {one.at:%Y-%m-%d}  {_indented(one.text)}" + (f"  {ending(one.id)}" if one.id is not None else "")
        for one in past
    ]
    return Answer(person_shown(context, connection, whole, past), "\n".join(lines))


def _indented(text: str) -> str:
    """A text of several lines, which stay below each other behind the day."""
    return text.replace("\n", "\n" + " " * _DAY_WIDTH)


def _card_lines(context: Context, cards: Sequence[CardDetails]) -> Iterator[str]:
    """What the cards of a person say besides, card by card."""
    for card in cards:
        day = context.instant(card.came_at)
        yield f"  {card_words(card.source, day[:10] if day else '')}:"
        for detail in card.details:
            yield f"    {detail_words(detail)}: {detail.value}"
        if card.photo is not None:
            yield "    A photo of it is kept; the window shows it."
        yield from (f"    {line}" for line in text_words(card.text).splitlines())


def add(context: Context, options: argparse.Namespace) -> Answer:
    """`add PERSON need|offer|promise|tag|note TEXT`"""

    def plan(connection: Connection) -> tuple[Record, ChangeSet]:
        person = person_named(connection, options.person)
        return workflow.add(connection, person, options.kind, " ".join(options.text), now=context.now)

    return _changed(context, *context.apply(plan))


def edit(context: Context, options: argparse.Namespace) -> Answer:
    """`edit PERSON FIELD=VALUE…`"""
    values = pairs(options.values)

    def plan(connection: Connection) -> tuple[Person, ChangeSet]:
        person = person_named(connection, options.person)
        return workflow.edit(connection, person, values, region=context.settings.phone_region)

    person, changes = context.apply(plan)
    whole = context.read(lambda connection: whole_shown(context, connection, person.id))
    return Answer(whole.json, told(changes), only_confirms=True)


def set_state(context: Context, options: argparse.Namespace) -> Answer:
    """`set ID STATE` of a need, a promise or an introduction."""

    def plan(connection: Connection) -> tuple[Record, ChangeSet]:
        kinds = (Kind.NEED, Kind.PROMISE, Kind.INTRODUCTION)
        record = record_named(connection, options.id, kinds)
        return workflow.set_state(record, " ".join(options.state), now=context.now)

    return _changed(context, *context.apply(plan))


def delete(context: Context, options: argparse.Namespace) -> Answer:
    """`delete PERSON|ID`"""

    def plan(connection: Connection) -> tuple[Record, ChangeSet]:
        record = _meant(connection, options.id)
        return record, planned_removal(connection, record)

    answer = _changed(context, *context.apply(plan))
    return replace(answer, text=f"{answer.text}\nBring it back with: companion undo")


def _meant(connection: Connection, name: str) -> Record:
    """The one record or person of that id, or the person of that address or name."""
    try:
        record: Record = record_named(connection, name, (Kind.PERSON, *DELETABLE))
    except NotFoundError:
        return person_named(connection, name)
    # Nobody deletes themselves: by their id, too, only others are found.
    return person_named(connection, str(record.id)) if isinstance(record, Person) else record


def _changed(context: Context, record: Any, changes: ChangeSet) -> Answer:
    said = context.read(lambda connection: shown(context, connection, record))
    is_there = any(change.id == record.id and change.after is not None for change in changes.changes)
    text = f"{told(changes)}  {ending(record.id)}" if is_there else told(changes)
    return Answer(said, text, only_confirms=True)
