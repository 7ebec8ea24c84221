"""Finding people by what is known of them: names first, then everything else, the newest first."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    column,
    exists,
    func,
    literal,
    literal_column,
    select,
    table,
)

from companion.model.change import Kind
from companion.model.identity import Id
from companion.model.need import NeedState
from companion.rules.search import Query, words
from companion.storage import tables
from companion.storage.queries.person import PersonSummary, last_contact_of, summaries
from companion.storage.store import owner_of

_DOCUMENT = tables.search_document.c
_CANDIDATES = 3000
"""How many newest documents are looked through for a word before we stop: a longer word finds the rest."""


def people_matching(
    connection: Connection, query: Query, *, limit: int | None = None
) -> Sequence[PersonSummary]:
    """The people that fit every word and filter of a query, best first.

    Those named so come first, the shortest name first; then those of whom something newer is known.
    """
    conditions = [tables.person.c.id != owner_of(connection), *_conditions(query)]
    if not query.words:
        statement = select(tables.person).where(*conditions).order_by(tables.person.c.name_key)
        return _in_organisations(summaries(connection, statement.limit(limit)), query)
    found = list(_named(connection, query, conditions, limit))
    if (limit is None or len(found) < limit) and _selective(query):
        known = {summary.id for summary in found}
        others = _told_of(connection, query, conditions, limit)
        found += [summary for summary in others if summary.id not in known]
    return _in_organisations(found, query)[:limit]


def _selective(query: Query) -> bool:
    """Whether looking through all texts is worth it: one or two letters are the start of a name."""
    return any(len(word) > 2 or not word.isascii() for word in query.words)


def _named(
    connection: Connection, query: Query, conditions: Sequence[ColumnElement[bool]], limit: int | None
) -> Sequence[PersonSummary]:
    named = _matching("search_name", query.words).limit(_CANDIDATES)
    ids = select(_DOCUMENT.record_id).where(_DOCUMENT.id.in_(named))
    person = tables.person.c
    statement = (
        select(tables.person)
        .where(person.id.in_(ids), *conditions)
        .order_by(~person.name_key.startswith(query.words[0], autoescape=True), person.name_key, person.id)
        .limit(limit)
    )
    return summaries(connection, statement)


def _told_of(
    connection: Connection, query: Query, conditions: Sequence[ColumnElement[bool]], limit: int | None
) -> Sequence[PersonSummary]:
    """People of whom the longest word is told somewhere, and every other word somewhere else."""
    first, *others = sorted(query.words, key=len, reverse=True)
    newest = (
        _matching("search_text", (first,))
        .order_by(literal_column("rowid").desc())
        .limit(None if limit is None else _CANDIDATES)
    )
    told = (
        select(_DOCUMENT.person_id, func.max(_DOCUMENT.id).label("newest"))
        .where(_DOCUMENT.id.in_(newest))
        .group_by(_DOCUMENT.person_id)
        .subquery()
    )
    statement = (
        select(tables.person)
        .join(told, told.c.person_id == tables.person.c.id)
        .where(*conditions, *(_told(tables.person.c.id, word) for word in others))
        .order_by(told.c.newest.desc())
        .limit(limit)
    )
    return summaries(connection, statement)


def _told(person_id: ColumnElement[Id], word: str) -> ColumnElement[bool]:
    document = tables.search_document.alias()
    spaced = literal(" ") + document.c.text
    return exists().where(document.c.person_id == person_id, spaced.contains(f" {word}", autoescape=True))


def _matching(index: str, some: Sequence[str]) -> Select[Any]:
    """Ids of the documents that hold a word starting with each of these."""
    expression = " AND ".join(f'"{word}"*' for word in some)
    source = table(index, column("rowid"))
    return select(source.c.rowid).where(literal_column(index, Text).op("MATCH")(expression))


def _conditions(query: Query) -> list[ColumnElement[bool]]:
    person_id = tables.person.c.id
    conditions = [_fits(Kind.NEED, some) for some in query.needs]
    conditions += [_fits(Kind.OFFER, some) for some in query.offers]
    conditions += [_fits(Kind.ENCOUNTER, some) for some in query.events]
    conditions += [_fits(Kind.PERSON, some) for some in query.organisations]
    for name in query.tags:
        conditions.append(person_id.in_(select(tables.tag.c.person_id).where(tables.tag.c.name == name)))
    if query.before is not None:
        conditions.append(last_contact_of(person_id) < _start(query.before))
    if query.after is not None:
        conditions.append(last_contact_of(person_id) >= _start(query.after))
    return conditions


def _fits(kind: Kind, some: tuple[str, ...]) -> ColumnElement[bool]:
    """That a record of that kind holds the words; without words, that there is one (an open need)."""
    if some:
        ids = _matching("search_text", some)
        about = select(_DOCUMENT.person_id).where(_DOCUMENT.id.in_(ids), _DOCUMENT.kind == kind)
        return tables.person.c.id.in_(about)
    if kind is Kind.NEED:
        open_needs = select(tables.need.c.person_id).where(tables.need.c.state == NeedState.OPEN)
        return tables.person.c.id.in_(open_needs)
    if kind is Kind.PERSON:
        return tables.person.c.organisation.is_not(None)
    records = tables.metadata.tables[kind.value]
    return tables.person.c.id.in_(select(records.c.person_id))


def _start(day: date) -> datetime:
    """The first instant of a day, in the time zone of this machine."""
    return datetime.combine(day, time()).astimezone()


def _in_organisations(found: Sequence[PersonSummary], query: Query) -> Sequence[PersonSummary]:
    """Only those whose organisation itself, not their name or title, holds the words of `org:`."""
    return [
        summary
        for summary in found
        if all(_starts(summary.organisation or "", some) for some in query.organisations)
    ]


def _starts(content: str, some: tuple[str, ...]) -> bool:
    held = words(content)
    return all(any(word.startswith(start) for word in held) for start in some)
