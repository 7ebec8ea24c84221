"""Where the words of a query are told, for the line below a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import ColumnElement, Connection, select

from companion.model.change import Kind
from companion.model.identity import Id
from companion.rules.search import Query
from companion.storage import tables
from companion.storage.record import TABLES

_DOCUMENT = tables.search_document.c
_TEXTS: Mapping[Kind, ColumnElement[str]] = {
    Kind.NEED: tables.need.c.text,
    Kind.OFFER: tables.offer.c.text,
    Kind.PROMISE: tables.promise.c.text,
    Kind.NOTE: tables.note.c.text,
    Kind.TAG: tables.tag.c.name,
    Kind.CONTACT_POINT: tables.contact_point.c.value,
    Kind.INTRODUCTION: tables.introduction.c.b_name,
    Kind.ENCOUNTER: tables.event.c.name,
}


@dataclass(frozen=True, slots=True)
class Told:
    """Where the words of a query are told of a person."""

    kind: Kind
    text: str
    """As it was written; the name of the event for an encounter."""


def told_of(connection: Connection, query: Query, person_ids: Sequence[Id]) -> Mapping[Id, Told]:
    """What tells most of the words that name, title and organisation do not say, the newest first.

    People of whom those say every word are left out.
    """
    filters = (*query.needs, *query.offers, *query.events, *query.organisations)
    sought = (*query.words, *(word for some in filters for word in some))
    told: dict[Id, tuple[Kind, Id]] = {}
    for person_id, documents in _documents_of(connection, person_ids).items():
        said = " ".join(content for kind, _, content in documents if kind is Kind.PERSON)
        asked = [word for word in sought if not _starts(said, word)]
        most, kind, record_id = max(
            (
                (sum(_starts(content, word) for word in asked), kind, some)
                for kind, some, content in documents
            ),
            key=itemgetter(0),
        )
        if most:
            told[person_id] = (kind, record_id)
    texts = _texts(connection, list(told.values()))
    return {person_id: Told(kind, texts[record_id]) for person_id, (kind, record_id) in told.items()}


def _documents_of(
    connection: Connection, person_ids: Sequence[Id]
) -> Mapping[Id, Sequence[tuple[Kind, Id, str]]]:
    """(kind, record id, words) of all that is told of people, the newest first."""
    columns = (_DOCUMENT.person_id, _DOCUMENT.kind, _DOCUMENT.record_id, _DOCUMENT.text)
    documents: dict[Id, list[tuple[Kind, Id, str]]] = {}
    for start in range(0, len(person_ids), 500):
        some = _DOCUMENT.person_id.in_(person_ids[start : start + 500])
        statement = select(*columns).where(some).order_by(_DOCUMENT.id.desc())
        for person_id, kind, record_id, content in connection.execute(statement):
            documents.setdefault(person_id, []).append((kind, record_id, content))
    return documents


def _starts(content: str, start: str) -> bool:
    """Whether a word of a folded text starts so."""
    return f" {start}" in f" {content}"


def _texts(connection: Connection, records: Sequence[tuple[Kind, Id]]) -> Mapping[Id, str]:
    texts: dict[Id, str] = {}
    for kind, written in _TEXTS.items():
        ids = [record_id for some, record_id in records if some is kind]
        table_id = TABLES[kind].c.id
        for start in range(0, len(ids), 500):
            statement = select(table_id, written).where(table_id.in_(ids[start : start + 500]))
            if kind is Kind.ENCOUNTER:
                statement = statement.join(tables.event, tables.event.c.id == tables.encounter.c.event_id)
            texts |= {row[0]: row[1] for row in connection.execute(statement)}
    return texts
