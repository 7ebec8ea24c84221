"""Finding people by what is known of them: names first, then everything else, the newest first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    Text,
    bindparam,
    column,
    exists,
    func,
    literal,
    literal_column,
    select,
    table,
    type_coerce,
)

from companion.model.change import Kind
from companion.model.identity import Id
from companion.model.person import ContactKind
from companion.rules.search import Query, fold, words
from companion.storage import tables
from companion.storage.queries.person import (
    PersonSummary,
    having,
    last_contact_of,
    summaries_keyed,
    summaries_of,
)
from companion.storage.record import contact_key
from companion.storage.statement import rows_of
from companion.storage.store import owner_of

_PERSON = tables.person.c
_KEY = type_coerce(_PERSON.id, String)
_DOCUMENT = tables.search_document.c
# The index's own list of its words; beside the database, so that reading is enough to make it.
_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab(main, search_text, row)"
_FORMS = "SELECT term, doc FROM temp.search_word WHERE term >= ? AND term < ? LIMIT ?"
_ADDRESS = re.compile(r"[@./]|\d")
"""Of what people are reached at, nearly everything has a sign of these; of names, few."""
_NUMBER = re.compile(r"\+?\d[\d ()./-]{4,}")
_LAST = "\U0010ffff"
"""Sorts behind all that a word can go on with."""
_MOST_FORMS = 32
"""Up to so many words with one start are asked for one by one: those the index need not merge first."""
_FEW = 1000
"""So many documents are gathered in less time than it takes to look at those of as many people."""
_MANY = 1 << 40
"""In place of a count that would take longer than it saves."""

_Asked = tuple[Select[Any], Mapping[str, object]]
"""A select of people and what its parameters are."""


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


@dataclass(frozen=True, slots=True)
class _Check:
    """The form of a condition on people, without its parameters: selects are built once a form."""

    kind: Kind | None
    words: int
    """How many words a document has to hold; 0: the documents are gathered from the index."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """The form of what is asked for without words of a text."""

    parameters: tuple[str, ...]
    """`before`, `after`, and one for each tag."""
    any_of: tuple[Kind, ...]
    """Kinds of records of which they are to have one."""
    any_organisation: bool
    named_organisation: bool
    """Whether the name of their organisation has to be looked at."""


def people_matching(
    connection: Connection, query: Query, *, limit: int | None = None
) -> Sequence[PersonSummary]:
    """The people that fit every word and filter of a query, best first.

    Those come first whose address or number was typed; then by name those whose name starts so; then
    those with such a name, and those of whom it is told, each the newest first. A query of nothing but
    tags, dates and the like goes by name.
    """
    return summaries_keyed(connection, list(islice(_found(connection, query), limit)))


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


def _found(connection: Connection, query: Query) -> Iterator[str]:
    """The people, by their ids as the file has them, looked for only as far as they are asked for."""
    facts, values = _facts(query)
    values["owner"] = owner_of(connection)
    known: set[str] = set()
    for statement, parameters in _statements(connection, query):
        for one, *organisation in rows_of(connection, _narrowed(statement, facts), {**values, **parameters}):
            if one not in known and _is_at(organisation, query):
                known.add(one)
                yield one


def _is_at(organisation: Sequence[str | None], query: Query) -> bool:
    """Whether the organisation itself, not a name or title, holds the words of each `org:`."""
    held = [word for some in organisation for word in words(some or "")]
    return all(any(word.startswith(start) for word in held) for some in query.organisations for start in some)


def _statements(connection: Connection, query: Query) -> Iterator[_Asked]:
    """Selects of people, the best first; one may give again whom another gave."""
    demands = _demands(query)
    if not demands:
        yield _by_name(), {}
        return
    is_filtered = len(demands) > len(query.words)
    if not is_filtered:
        yield from _typed(query.typed, query.words, ())
        yield from _named(query.words, ())
    connection.exec_driver_sql(_VOCABULARY)
    rarest, *others = sorted((_sought(connection, one) for one in demands), key=lambda one: one.count)
    if not rarest.count:
        return
    if is_filtered and query.words:
        checked = [one for one in (rarest, *others) if one.demand.kind is not None]
        yield from _typed(query.typed, query.words, checked)
        yield from _named(query.words, checked)
    for expression in rarest.expressions:
        yield _asked("search_text", others, {"sought": expression, "kind": rarest.demand.kind})


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
    count = min(count for _, count in forms)
    if demand.kind is not None:
        # Only a part of the documents with the words is of one kind.
        return _Sought(demand, (begun,), -(-count // 4))
    # One or two letters are the start of a name: of what is told they have to be a whole word.
    short, alone = _is_short(demand.words[0]), begun == f"({whole})"
    return _Sought(demand, (whole,) if short or alone else (whole, begun), count)


def _forms(connection: Connection, word: str) -> tuple[str, int]:
    """What asks for every word with that start, and about how many documents hold one at most."""
    beginning = _all((word,), "*")
    if _is_short(word):
        return beginning, _MANY
    bounds = (word, word + _LAST, _MOST_FORMS + 1)
    forms = {row.term: row.doc for row in connection.exec_driver_sql(_FORMS, bounds)}
    if len(forms) > _MOST_FORMS:
        return beginning, _MANY
    return " OR ".join(f'"{term}"' for term in forms) or beginning, sum(forms.values())


def _is_short(word: str) -> bool:
    return word.isascii() and len(word) < 3


def _all(some: Sequence[str], ending: str = "") -> str:
    return " AND ".join(f'"{word}"{ending}' for word in some)


def _typed(typed: str, some: Sequence[str], checked: Sequence[_Sought]) -> Iterator[_Asked]:
    """People whose address or number is what was typed, then those whose name starts as it was typed."""
    if _ADDRESS.search(typed):
        keys = {kind: contact_key(kind, typed) for kind in ContactKind}
        is_number = _NUMBER.fullmatch(typed)
        if is_number:
            keys[ContactKind.PHONE] = "+" + re.sub("^00|[^0-9]", "", typed)
        yield _asked("value_key", checked, {f"key_{kind}": key for kind, key in keys.items()})
        if is_number:
            # Kept with its country, it is told as it was typed too.
            held = {"sought": _all(some), "kind": Kind.CONTACT_POINT, "held": f" {' '.join(some)} "}
            yield _asked("number", checked, held)
    folded = fold(typed)
    if folded and folded != " ".join(some):
        yield _asked("name_key", checked, {"first": folded, "last": folded + _LAST})


def _named(some: Sequence[str], checked: Sequence[_Sought]) -> Iterator[_Asked]:
    """People by their name: that starts with the words, that holds them, that holds words with that start."""
    start = " ".join(some)
    yield _asked("name_key", checked, {"first": start, "last": start + _LAST})
    if len(some) == 1:
        yield _asked("search_name", checked, {"sought": _all(some), "kind": None})
    yield _asked("search_name", checked, {"sought": _all(some, "*"), "kind": None})


def _asked(source: str, checked: Sequence[_Sought], parameters: Mapping[str, object]) -> _Asked:
    """The people of a source for whom everything else that is sought is told too."""
    checks: list[_Check] = []
    values = {name: value for name, value in parameters.items() if value is not None}
    for place, one in enumerate(checked):
        if one.count <= _FEW:
            checks.append(_Check(one.demand.kind, 0))
            values[f"sought_{place}"] = one.expressions[-1]
            continue
        checks.append(_Check(one.demand.kind, len(one.demand.words)))
        values |= {f"word_{place}_{i}": f" {word}" for i, word in enumerate(one.demand.words)}
    return _tier(source, "kind" in values, tuple(checks)), values


@cache
def _by_name() -> Select[Any]:
    everybody = select(_KEY).where(_PERSON.id != bindparam("owner"))
    return everybody.order_by(_PERSON.name_key, _PERSON.id)


@cache
def _tier(source: str, of_kind: bool, checks: tuple[_Check, ...]) -> Select[Any]:
    """People by the beginning of their name, by what they are reached at, or by the documents that an index
    finds, the newest first.
    """
    conditions = [_told(check, place) for place, check in enumerate(checks)]
    if source == "name_key":
        key = _PERSON.name_key
        return _by_name().where(key >= bindparam("first"), key < bindparam("last"), *conditions)
    if source == "value_key":
        keys: list[Any] = [bindparam(f"key_{kind}") for kind in ContactKind]
        reached = select(tables.contact_point.c.person_id).where(tables.contact_point.c.value_key.in_(keys))
        return _by_name().where(_PERSON.id.in_(reached), *conditions)
    index = "search_name" if source == "search_name" else "search_text"
    found = table(index, column("rowid"))
    statement = (
        select(_KEY)
        .join_from(found, tables.search_document, _DOCUMENT.id == found.c.rowid)
        .join(tables.person, _PERSON.id == _DOCUMENT.person_id)
        .where(literal_column(index, Text).op("MATCH")(bindparam("sought")))
        .where(_PERSON.id != bindparam("owner"), *conditions)
        .order_by(found.c.rowid.desc())
    )
    if source == "number":
        statement = statement.where(func.instr(" " + _DOCUMENT.text + " ", bindparam("held")) > 0)
    return statement.where(_DOCUMENT.kind == bindparam("kind")) if of_kind else statement


def _told(check: _Check, place: int) -> ColumnElement[bool]:
    """That a document of a person holds the words."""
    document = tables.search_document.alias()
    of_kind = [document.c.kind == check.kind] if check.kind is not None else []
    if not check.words:
        found = table("search_text", column("rowid"))
        matching = literal_column("search_text", Text).op("MATCH")(bindparam(f"sought_{place}"))
        gathered = select(document.c.person_id).where(
            document.c.id.in_(select(found.c.rowid).where(matching)), *of_kind
        )
        # Not by the index of ids: people are walked through in the order in which they are shown.
        return func.ifnull(_PERSON.id, "").in_(gathered)
    spaced = literal(" ") + document.c.text
    held = [func.instr(spaced, bindparam(f"word_{place}_{i}")) > 0 for i in range(check.words)]
    return exists().where(document.c.person_id == _PERSON.id, *of_kind, *held)


def _facts(query: Query) -> tuple[_Facts, dict[str, object]]:
    """The form of what is asked for without words of a text, and what its parameters are."""
    of = [(Kind.NEED, query.needs), (Kind.OFFER, query.offers), (Kind.ENCOUNTER, query.events)]
    values: dict[str, object] = {f"tag_{place}": name for place, name in enumerate(query.tags)}
    if query.before is not None:
        values["before"] = _start(query.before)
    if query.after is not None:
        values["after"] = _start(query.after)
    any_of = tuple(kind for kind, asked in of if () in asked)
    return _Facts(tuple(values), any_of, () in query.organisations, any(query.organisations)), values


@cache
def _narrowed(statement: Select[Any], facts: _Facts) -> Select[Any]:
    """The select of those of whom these facts are so; with their organisation, if that is looked at."""
    for kind in facts.any_of:
        statement = statement.where(
            exists().where(tables.encounter.c.person_id == _PERSON.id)
            if kind is Kind.ENCOUNTER
            else having(kind)
        )
    for name in facts.parameters:
        value: Any = bindparam(name)
        if name == "before":
            statement = statement.where(last_contact_of(_PERSON.id) < value)
        elif name == "after":
            statement = statement.where(last_contact_of(_PERSON.id) >= value)
        else:
            tagged = select(tables.tag.c.person_id).where(tables.tag.c.name == value)
            statement = statement.where(_PERSON.id.in_(tagged))
    if facts.any_organisation:
        statement = statement.where(_PERSON.organisation.is_not(None))
    return statement.add_columns(_PERSON.organisation) if facts.named_organisation else statement


def _start(day: date) -> datetime:
    """The first instant of a day, in the time zone of this machine."""
    return datetime.combine(day, time()).astimezone()
