"""Reads for finding people who are kept twice: everybody at once, or by the indexes for one."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

from sqlalchemy import Connection, String, select, text, type_coerce

from companion.model.identity import Id
from companion.model.person import ContactKind
from companion.rules.duplicates import FEW, Evidence, compare, strength
from companion.rules.personal_name import Likeness, likeness, name_words
from companion.rules.profile import EvidenceKind, Profile, profile
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
_KINDS: Mapping[EvidenceKind, ContactKind] = {
    EvidenceKind.SAME_EMAIL: ContactKind.EMAIL,
    EvidenceKind.SAME_PHONE: ContactKind.PHONE,
    EvidenceKind.SAME_URL: ContactKind.URL,
    EvidenceKind.SAME_ACCOUNT: ContactKind.IM,
}

_Points = Mapping[str, Sequence[tuple[str, str, str | None]]]
"""(kind, value, label) of contact points by the person's id, as the driver gives it."""


class LookAlike(NamedTuple):
    """Somebody known who may be the one that is looked for, and why."""

    known: Profile
    evidence: tuple[Evidence, ...]


def profiles(connection: Connection) -> list[Profile]:
    """Everybody but the user as they are compared, those who came first before others."""
    owner = owner_of(connection)
    return [one for one in _profiles(connection, _points(connection)) if one.id != owner]


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
    reached = {point.key: _ids_with(connection, _KINDS[point.kind], point.value) for point in _telling(one)}
    shared = {key: len(ids) for key, ids in reached.items() if len(ids) > FEW}
    ids = {some for found in reached.values() for some in found}
    ids.update(_ids_named(connection, one), _ids_of_colleagues(connection, one))
    ids -= {owner_of(connection), one.id}
    found = []
    for known in profiles_of(connection, sorted(ids)):
        evidence = compare(one, known, shared)
        if evidence is not None:
            found.append(LookAlike(known, evidence))
    return sorted(found, key=lambda alike: strength(alike.evidence), reverse=True)


def _telling(one: Profile) -> Iterator[Any]:
    return (point for point in one.points if point.kind in _KINDS)


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
        points = _points(connection, _POINT.person_id.in_(some))
        found += _profiles(connection, points, _PERSON.id.in_(some))
    return found


def _points(connection: Connection, *conditions: Any) -> _Points:
    # Enums and ids of many rows are left as they are stored: to make them takes longer than to read them.
    kind, owner = type_coerce(_POINT.kind, String), type_coerce(_POINT.person_id, String)
    statement = select(owner, kind, _POINT.value, _POINT.label).where(*conditions).order_by(_POINT.id)
    found: dict[str, list[tuple[str, str, str | None]]] = {}
    for rows in connection.execute(statement).partitions(_ROWS):
        for person_id, some_kind, value, label in rows:
            found.setdefault(person_id, []).append((some_kind, value, label))
    return found


def _profiles(connection: Connection, points: _Points, *conditions: Any) -> Iterator[Profile]:
    columns = (_PERSON.name, _PERSON.name_key, _PERSON.title, _PERSON.organisation, _PERSON.birthday)
    statement = select(type_coerce(_PERSON.id, String), *columns).where(*conditions).order_by(_PERSON.id)
    for rows in connection.execute(statement).partitions(_ROWS):
        for person_id, name, folded, title, organisation, birthday in rows:
            yield profile(
                Id(person_id),
                name,
                points.get(person_id, ()),
                title=title,
                organisation=organisation,
                birthday=birthday,
                folded=folded,
            )
