"""Finding people by what is known of them: names first, then everything else, the newest first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from sqlalchemy import Connection, select

from companion.model.change import Kind
from companion.model.identity import Id
from companion.model.person import ContactKind
from companion.rules.search import Query, fold, words
from companion.storage import tables
from companion.storage.queries.person import PersonSummary, summaries_keyed, summaries_of
from companion.storage.queries.tier import Check, Facts, Source, Tier, people_in
from companion.storage.record import contact_key
from companion.storage.statement import plain_rows, rows_of
from companion.storage.store import owner_of

_DOCUMENT = tables.search_document.c
# The index's own lists of its words, and of their occurrences; beside the database, so that reading is
# enough to make them.
_LISTS = tuple(
    f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name} USING fts5vocab(main, search_text, {sort})"
    for name, sort in (("search_word", "row"), ("search_occurrence", "instance"))
)
_FORMS = "SELECT term, doc FROM temp.search_word WHERE term >= ? AND term < ? LIMIT ?"
_ADDRESS = re.compile(r"[@./]|\d")
"""Of what people are reached at, nearly everything has a sign of these; of names, few."""
_NUMBER = re.compile(r"\+?\d[\d ()./-]{4,}")
_OCCURRENCES = (
    "SELECT count(*) FROM (SELECT 1 FROM temp.search_occurrence WHERE term >= ? AND term < ? LIMIT ?)"
)
_LAST = "\U0010ffff"
"""Sorts behind all that a word can go on with."""
_MOST_FORMS = 32
"""Up to so many words with one start are asked for one by one: those the index need not merge first."""
_FEW = 1000
"""So many documents are gathered in less time than it takes to look at those of as many people."""
_MANY = 1 << 40
"""In place of a count that would take longer than it saves."""

_Asked = tuple[Tier, Mapping[str, object]]
"""People who fit equally well, and the parameters of the select of them."""


@dataclass(frozen=True, slots=True)
class _Demand:
    """Words that one document has to hold, of a kind of record or of any."""

    words: tuple[str, ...]
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class _Sought:
    """A demand as the index is asked for it."""

    demand: _Demand
    begun: str
    """What asks for all that begin so."""
    count: int
    """At most so many documents, about."""

    @property
    def expressions(self) -> Sequence[str]:
        """What finds people by what is told of them, in the order it is asked."""
        whole = _all(self.demand.words)
        if self.demand.kind is not None or self.begun == f"({whole})":
            return (self.begun,)
        # One or two letters are the start of a name: of what is told they have to be a whole word.
        return (whole,) if _is_short(self.demand.words[0]) else (whole, self.begun)


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
    for tier, parameters in _tiers(connection, query):
        for one, *organisation in rows_of(connection, people_in(tier, facts), {**values, **parameters}):
            if one not in known and (not organisation or _is_at(organisation[0], query)):
                known.add(one)
                yield one


def _is_at(organisation: str | None, query: Query) -> bool:
    """Whether the organisation itself, not a name or title, holds the words of each `org:`."""
    held = words(organisation or "")
    return all(any(word.startswith(start) for word in held) for some in query.organisations for start in some)


def _tiers(connection: Connection, query: Query) -> Iterator[_Asked]:
    """The people tier by tier, the best first; one may give again whom another gave."""
    demands = _demands(query)
    if not demands:
        yield Tier(Source.EVERYBODY), {}
        return
    for statement in _LISTS:
        plain_rows(connection, statement)
    if query.words:
        checked = [_glanced_at(connection, one) for one in demands if one.kind is not None]
        yield from _typed(query.typed, query.words, checked)
        yield from _named(query.words, checked)
    rarest, *others = sorted((_sought(connection, one) for one in demands), key=lambda one: one.count)
    if not rarest.count:
        return
    for expression in rarest.expressions:
        yield _asked(Source.TEXTS, others, {"sought": expression, "kind": rarest.demand.kind})


def _demands(query: Query) -> list[_Demand]:
    filters = (
        (Kind.NEED, query.needs),
        (Kind.OFFER, query.offers),
        (Kind.ENCOUNTER, query.events),
        (Kind.PERSON, query.organisations),
    )
    free = [_Demand((word,)) for word in query.words]
    return free + [_Demand(some, kind) for kind, values in filters for some in values if some]


def _glanced_at(connection: Connection, demand: _Demand) -> _Sought:
    """A demand that people found by name are checked for: to count more than a few documents takes long."""
    if all(_counted(connection, word) > _FEW for word in demand.words):
        return _Sought(demand, "", _MANY)
    return _sought(connection, demand)


def _counted(connection: Connection, word: str) -> int:
    """How many documents hold words with that start, a little more than a few at most."""
    bounds = (word, word + _LAST, _FEW + 1)
    ((count,),) = plain_rows(connection, _OCCURRENCES, bounds)
    return int(count)


def _sought(connection: Connection, demand: _Demand) -> _Sought:
    forms = [_forms(connection, word) for word in demand.words]
    begun = " AND ".join(f"({expression})" for expression, _ in forms)
    count = min(count for _, count in forms)
    # Only a part of the documents with the words is of one kind.
    return _Sought(demand, begun, count if demand.kind is None else -(-count // 4))


def _forms(connection: Connection, word: str) -> tuple[str, int]:
    """What asks for every word with that start, and about how many documents hold one at most."""
    beginning = _all((word,), "*")
    if _is_short(word):
        return beginning, _MANY
    bounds = (word, word + _LAST, _MOST_FORMS + 1)
    forms: dict[str, int] = dict(plain_rows(connection, _FORMS, bounds))
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
        yield _asked(Source.ADDRESS, checked, {f"key_{kind}": key for kind, key in keys.items()})
        if is_number:
            # Kept with its country, it is told as it was typed too.
            held = {"sought": _all(some), "kind": Kind.CONTACT_POINT, "held": f" {' '.join(some)} "}
            yield _asked(Source.NUMBER, checked, held)
    folded = fold(typed)
    if folded and folded != " ".join(some):
        yield _asked(Source.NAME, checked, {"first": folded, "last": folded + _LAST})


def _named(some: Sequence[str], checked: Sequence[_Sought]) -> Iterator[_Asked]:
    """People by their name: that starts with the words, that holds them, that holds words with that start."""
    start = " ".join(some)
    yield _asked(Source.NAME, checked, {"first": start, "last": start + _LAST})
    if len(some) == 1:
        yield _asked(Source.NAMES, checked, {"sought": _all(some), "kind": None})
    yield _asked(Source.NAMES, checked, {"sought": _all(some, "*"), "kind": None})


def _asked(source: Source, checked: Sequence[_Sought], parameters: Mapping[str, object]) -> _Asked:
    """The people of a source for whom everything else that is sought is told too."""
    checks: list[Check] = []
    values = {name: value for name, value in parameters.items() if value is not None}
    for place, one in enumerate(checked):
        if one.count <= _FEW:
            checks.append(Check(one.demand.kind, 0))
            values[f"sought_{place}"] = one.begun
            continue
        checks.append(Check(one.demand.kind, len(one.demand.words)))
        values |= {f"word_{place}_{i}": f" {word}" for i, word in enumerate(one.demand.words)}
    return Tier(source, "kind" in values, tuple(checks)), values


def _facts(query: Query) -> tuple[Facts, dict[str, object]]:
    """The form of what is asked for without words of a text, and what its parameters are."""
    of = [(Kind.NEED, query.needs), (Kind.OFFER, query.offers), (Kind.ENCOUNTER, query.events)]
    values: dict[str, object] = {f"tag_{place}": name for place, name in enumerate(query.tags)}
    if query.before is not None:
        values["before"] = _start(query.before)
    if query.after is not None:
        values["after"] = _start(query.after)
    any_of = tuple(kind for kind, asked in of if () in asked)
    return Facts(tuple(values), any_of, () in query.organisations, any(query.organisations)), values


def _start(day: date) -> datetime:
    """The first instant of a day, in the time zone of this machine."""
    return datetime.combine(day, time()).astimezone()
