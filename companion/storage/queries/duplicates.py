"""Reads for finding people who are kept twice: everybody at once, or by the indexes for one."""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, String, func, select, text, type_coerce

from companion.model.identity import Id
from companion.model.person import ContactKind
from companion.rules.duplicates import FEW, Evidence, Step, compare, strength
from companion.rules.personal_name import Likeness, likeness, name_words
from companion.rules.profile import Profile, point_keys, profile
from companion.rules.search import fold, words
from companion.storage import tables
from companion.storage.queries.person import person_with
from companion.storage.record import contact_key
from companion.storage.store import owner_of

_PERSON = tables.person.c
_POINT = tables.contact_point.c
_NOT_SAME = tables.not_same.c
_MOST = 100
"""So many people who share one key are looked at."""
_ROWS = 5000
"""Read at a time."""
_COLLEAGUES = text(
    "SELECT person.id, person.name, person.name_key FROM search_text"
    " JOIN search_document document ON document.id = search_text.rowid"
    " JOIN person ON person.id = document.person_id"
    " WHERE search_text MATCH :sought AND document.kind = 'person' LIMIT :most"
).columns(_PERSON.id, _PERSON.name, _PERSON.name_key)
_NOBODY: tuple[str, Iterable[Any]] = ("", ())


class LookAlike(NamedTuple):
    """Somebody known who may be the one that is looked for, and why."""

    known: Profile
    evidence: tuple[Evidence, ...]


def profiles(connection: Connection, step: Step | None = None) -> list[Profile]:
    """Everybody but the user as they are compared, those who came first before others.

    `step` is told how many are read, and of how many; what it raises ends the reading.
    """
    owner = owner_of(connection)
    read = _profiles(connection, _PERSON.id != owner, _POINT.person_id != owner)
    if step is None:
        return list(read)
    people = select(func.count()).select_from(tables.person).where(_PERSON.id != owner)
    count = connection.execute(people).scalar_one()
    found: list[Profile] = []
    while some := list(islice(read, _ROWS)):
        found += some
        step(len(found), count)
    return found


def not_same_pairs(connection: Connection) -> Set[frozenset[Id]]:
    """The pairs of people of whom the user said that they are two."""
    rows = connection.execute(select(_NOT_SAME.a_id, _NOT_SAME.b_id))
    return {frozenset((a, b)) for a, b in rows}


def duplicates_of(connection: Connection, person_id: Id) -> Sequence[LookAlike]:
    """Who else may be this person, the most evidence first; raises NotFoundError."""
    one = profiles_of(connection, [person_with(connection, person_id).id])[0]
    apart = not_same_pairs(connection)
    found = look_alikes(connection, one)
    return [alike for alike in found if frozenset((person_id, alike.known.id)) not in apart]


def look_alikes(connection: Connection, one: Profile) -> Sequence[LookAlike]:
    """Whom we know that may be that person, the most evidence first; found by indexes only.

    `companion.rules.profile.profile_of` makes the profile of a card or a code. People who share a
    company under a name that is misspelt in every word are not among them.
    """
    shared: dict[str, int] = {}
    ids = _ids_named(connection, one) | _ids_of_colleagues(connection, one)
    for point in one.points:
        same = _ids_with(connection, ContactKind(point[0]), point[1])
        ids |= same
        if len(same) > FEW:
            shared |= dict.fromkeys(point_keys(point), len(same))
    ids -= {owner_of(connection), one.id}
    found = []
    for known in profiles_of(connection, sorted(ids)):
        evidence = compare(one, known, shared)
        if evidence is not None:
            found.append(LookAlike(known, evidence))
    return sorted(found, key=lambda alike: strength(alike.evidence), reverse=True)


def _ids_with(connection: Connection, kind: ContactKind, value: str) -> set[Id]:
    """Who has a contact point, in any of the forms in which it may be kept."""
    keys = {contact_key(kind, value)}
    if kind is ContactKind.PHONE:
        digits = "".join(char for char in value if char.isdecimal())
        keys |= {f"+{digits.removeprefix('00')}", digits}
    statement = select(_POINT.person_id).where(_POINT.value_key.in_(sorted(keys)), _POINT.kind == kind)
    return set(connection.execute(statement.limit(_MOST)).scalars())


def _ids_named(connection: Connection, one: Profile) -> set[Id]:
    """Who bears the same name, or the same words in the other order."""
    if not one.words:
        return set()
    names = {fold(one.name), " ".join(one.words), " ".join(reversed(one.words))}
    statement = select(_PERSON.id).where(_PERSON.name_key.in_(sorted(names)))
    return set(connection.execute(statement.limit(_MOST)).scalars())


def _ids_of_colleagues(connection: Connection, one: Profile) -> set[Id]:
    """Who shares the company and a word of a name that is alike."""
    company = words(one.company)
    named = [word for word in words(one.name) if len(word) > 1]
    if not company or not named or not one.words:
        return set()
    sought = f"({_joined(named, 'OR')}) AND {_joined(company, 'AND')}"
    rows = connection.execute(_COLLEAGUES, {"sought": sought, "most": _MOST})
    # Most are called otherwise: what else is known of them need not be read.
    return {
        person_id
        for person_id, name, folded in rows
        if likeness(one.words, name_words(name, folded=folded)) >= Likeness.MISTYPED
    }


def _joined(some: Sequence[str], operator: str) -> str:
    return f" {operator} ".join(f'"{word}"' for word in some)


def profiles_of(connection: Connection, ids: Sequence[Id]) -> list[Profile]:
    """These people as they are compared, those who came first before others."""
    found: list[Profile] = []
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        found += _profiles(connection, _PERSON.id.in_(some), _POINT.person_id.in_(some))
    return found


def _profiles(
    connection: Connection, of_people: ColumnElement[bool], of_points: ColumnElement[bool]
) -> Iterator[Profile]:
    """Both tables read side by side in the order of people: neither is held in memory."""
    columns = (_PERSON.name, _PERSON.name_key, _PERSON.title, _PERSON.organisation, _PERSON.birthday)
    statement = select(type_coerce(_PERSON.id, String), *columns).where(of_people).order_by(_PERSON.id)
    points = groupby(_point_rows(connection, of_points), itemgetter(0))
    reached, some = next(points, _NOBODY)
    for person_id, name, folded, title, organisation, birthday in _rows(connection, statement):
        own = [(kind, value, label) for _, kind, value, label in some] if reached == person_id else []
        if reached == person_id:
            reached, some = next(points, _NOBODY)
        yield profile(
            Id(person_id),
            name,
            own,
            title=title,
            organisation=organisation,
            birthday=birthday,
            folded=folded,
        )


def _point_rows(connection: Connection, of_points: ColumnElement[bool]) -> Iterator[Any]:
    # Enums and ids of many rows are left as they are stored: to make them takes longer than to read them.
    person_id, kind = type_coerce(_POINT.person_id, String), type_coerce(_POINT.kind, String)
    statement = select(person_id, kind, _POINT.value, _POINT.label).where(of_points)
    return _rows(connection, statement.order_by(_POINT.person_id, _POINT.id))


def _rows(connection: Connection, statement: Any) -> Iterator[Any]:
    for some in connection.execute(statement).partitions(_ROWS):
        yield from some
