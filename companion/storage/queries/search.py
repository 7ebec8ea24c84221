"""Finding people by what is known of them: names first, then everything else, the newest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from operator import itemgetter

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Text,
    column,
    exists,
    literal,
    literal_column,
    select,
    table,
    text,
)

from companion.model.change import Kind
from companion.model.identity import Id
from companion.rules.search import Query, words
from companion.storage import tables
from companion.storage.queries.person import PersonSummary, having, last_contact_of, summaries_of
from companion.storage.record import TABLES
from companion.storage.store import owner_of

_PERSON = tables.person.c
_DOCUMENT = tables.search_document.c
# The index's own list of its words; beside the database, so that reading is enough to make it.
_VOCABULARY = text(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab(main, search_text, row)"
)
_FORMS = text("SELECT term, doc FROM temp.search_word WHERE term >= :first AND term < :last LIMIT :most")
_LAST = "\U0010ffff"
"""Sorts behind all that a word can go on with."""
_MOST_FORMS = 32
"""Up to so many words with one start are asked for one by one: those the index need not merge first."""
_FEW = 500
"""Documents that are gathered before names are walked through."""
_MANY = 1 << 40
"""In place of a count that would take longer than it saves."""
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
class _Demand:
    """Words that one document has to hold, of a kind of record or of any."""

    words: tuple[str, ...]
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class _Sought:
    """A demand as the index is asked for it."""

    demand: _Demand
    expressions: tuple[str, ...]
    """In the order they are asked: the words as they are, then all that begin so."""
    count: int
    """At most so many documents, about."""


def people_matching(
    connection: Connection, query: Query, *, limit: int | None = None
) -> Sequence[PersonSummary]:
    """The people that fit every word and filter of a query, best first.

    Those whose name starts so come first, by name; then those with such a name, and those of whom it
    is told, each the newest first. A query of nothing but tags, dates and the like goes by name.
    """
    return summaries_of(connection, list(islice(_found(connection, query), limit)))


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
    sought = (*query.words, *(word for demand in _demands(query) if demand.kind for word in demand.words))
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


def people_of_late(connection: Connection, *, limit: int) -> Sequence[PersonSummary]:
    """Those of whom something was written down last."""
    owner, known = owner_of(connection), dict[Id, None]()
    statement = select(_DOCUMENT.person_id).order_by(_DOCUMENT.id.desc())
    with connection.execute(statement) as rows:
        for (person_id,) in rows:
            if len(known) == limit:
                break
            if person_id != owner:
                known[person_id] = None
    return summaries_of(connection, list(known))


def _found(connection: Connection, query: Query) -> Iterator[Id]:
    """The people, looked for only as far as they are asked for."""
    known: set[Id] = set()
    for statement in _statements(connection, query):
        with connection.execute(statement) as rows:
            for person_id, organisation in rows:
                if person_id not in known and _is_at(organisation, query):
                    known.add(person_id)
                    yield person_id


def _is_at(organisation: str | None, query: Query) -> bool:
    """Whether the organisation itself, not a name or title, holds the words of each `org:`."""
    held = words(organisation or "") if query.organisations else ()
    return all(any(word.startswith(start) for word in held) for some in query.organisations for start in some)


def _statements(connection: Connection, query: Query) -> Iterator[Select[Id, str | None]]:
    """Selects of (person id, organisation), the best first; one may give again what another gave."""
    facts = [_PERSON.id != owner_of(connection), *_facts(query)]
    demands = _demands(query)
    if not demands:
        yield select(_PERSON.id, _PERSON.organisation).where(*facts).order_by(_PERSON.name_key, _PERSON.id)
        return
    filters = [_told(demand) for demand in demands if demand.kind is not None]
    if not filters:
        yield from (named.where(*facts) for named in _named(query.words))
    connection.execute(_VOCABULARY)
    rarest, *others = sorted((_sought(connection, one) for one in demands), key=lambda one: one.count)
    if not rarest.count:
        return
    if filters and query.words:
        few = [_PERSON.id.in_(_people_told(rarest))] if rarest.count <= _FEW else []
        yield from (named.where(*facts, *few, *filters) for named in _named(query.words))
    conditions = [_told(one.demand) for one in others]
    for expression in rarest.expressions:
        yield _newest("search_text", expression, rarest.demand.kind).where(*facts, *conditions)


def _demands(query: Query) -> list[_Demand]:
    filters = (
        (Kind.NEED, query.needs),
        (Kind.OFFER, query.offers),
        (Kind.ENCOUNTER, query.events),
        (Kind.PERSON, query.organisations),
    )
    free = [_Demand((word,)) for word in query.words]
    return free + [_Demand(some, kind) for kind, values in filters for some in values if some]


def _sought(connection: Connection, demand: _Demand) -> _Sought:
    forms = [_forms(connection, word) for word in demand.words]
    whole = _all(demand.words)
    begun = " AND ".join(f"({expression})" for expression, _ in forms)
    # One or two letters are the start of a name: of what is told they have to be a whole word.
    short = demand.kind is None and _is_short(demand.words[0])
    count = min(count for _, count in forms)
    # Only a part of the documents with the words is of one kind.
    rarer = count if demand.kind is None else -(-count // 4)
    return _Sought(demand, (whole,) if short else (whole, begun), rarer)


def _forms(connection: Connection, word: str) -> tuple[str, int]:
    """What asks for every word with that start, and about how many documents hold one at most."""
    beginning = _all((word,), "*")
    if _is_short(word):
        return beginning, _MANY
    bounds = {"first": word, "last": word + _LAST, "most": _MOST_FORMS + 1}
    forms = {row.term: row.doc for row in connection.execute(_FORMS, bounds)}
    if len(forms) > _MOST_FORMS:
        return beginning, _MANY
    return " OR ".join(f'"{term}"' for term in forms) or beginning, sum(forms.values())


def _is_short(word: str) -> bool:
    return word.isascii() and len(word) < 3


def _all(some: Sequence[str], ending: str = "") -> str:
    return " AND ".join(f'"{word}"{ending}' for word in some)


def _named(some: Sequence[str]) -> Iterator[Select[Id, str | None]]:
    """People by their name: that starts with the words, that holds them, that holds words with that start."""
    start = " ".join(some)
    yield (
        select(_PERSON.id, _PERSON.organisation)
        .where(_PERSON.name_key >= start, _PERSON.name_key < start + _LAST)
        .order_by(_PERSON.name_key, _PERSON.id)
    )
    yield _newest("search_name", _all(some))
    yield _newest("search_name", _all(some, "*"))


def _newest(index: str, expression: str, kind: Kind | None = None) -> Select[Id, str | None]:
    """The people of the documents that an index finds, the newest document first."""
    found = table(index, column("rowid"))
    statement = (
        select(_PERSON.id, _PERSON.organisation)
        .join_from(found, tables.search_document, _DOCUMENT.id == found.c.rowid)
        .join(tables.person, _PERSON.id == _DOCUMENT.person_id)
        .where(literal_column(index, Text).op("MATCH")(expression))
        .order_by(found.c.rowid.desc())
    )
    return statement if kind is None else statement.where(_DOCUMENT.kind == kind)


def _people_told(sought: _Sought) -> Select[Id]:
    found = table("search_text", column("rowid"))
    ids = select(found.c.rowid).where(literal_column("search_text", Text).op("MATCH")(sought.expressions[-1]))
    return select(_DOCUMENT.person_id).where(_DOCUMENT.id.in_(ids))


def _told(demand: _Demand) -> ColumnElement[bool]:
    """That a document of a person holds the words."""
    document = tables.search_document.alias()
    spaced = literal(" ") + document.c.text
    held = [spaced.contains(f" {word}", autoescape=True) for word in demand.words]
    of_kind = [document.c.kind == demand.kind] if demand.kind is not None else []
    return exists().where(document.c.person_id == _PERSON.id, *of_kind, *held)


def _facts(query: Query) -> list[ColumnElement[bool]]:
    """What is asked for without words of a text."""
    conditions: list[ColumnElement[bool]] = [
        _PERSON.id.in_(select(tables.tag.c.person_id).where(tables.tag.c.name == name)) for name in query.tags
    ]
    if () in query.needs:
        conditions.append(having(Kind.NEED))
    if () in query.offers:
        conditions.append(having(Kind.OFFER))
    if () in query.events:
        conditions.append(exists().where(tables.encounter.c.person_id == _PERSON.id))
    if () in query.organisations:
        conditions.append(_PERSON.organisation.is_not(None))
    if query.before is not None:
        conditions.append(last_contact_of(_PERSON.id) < _start(query.before))
    if query.after is not None:
        conditions.append(last_contact_of(_PERSON.id) >= _start(query.after))
    return conditions


def _start(day: date) -> datetime:
    """The first instant of a day, in the time zone of this machine."""
    return datetime.combine(day, time()).astimezone()
