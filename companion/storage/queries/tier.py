"""The selects that a search is made of, each built once however often it is asked with other words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
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
from companion.model.person import ContactKind
from companion.storage import tables
from companion.storage.queries.person import having, last_contact_of

_PERSON = tables.person.c
_DOCUMENT = tables.search_document.c


class Source(StrEnum):
    """Where people come from, and in which order."""

    EVERYBODY = "everybody"
    NAME = "name"
    """By name, those whose name begins between `first` and `last`."""
    ADDRESS = "address"
    """By name, those who are reached at one of the keys `key_email` and so on."""
    NUMBER = "number"
    """As `TEXTS`; the words `held` stand side by side."""
    NAMES = "search_name"
    """The newest first, those in whose name an index finds what is `sought`."""
    TEXTS = "search_text"
    """The newest first, those of whom an index finds what is `sought` in anything told, of one `kind` or any."""


@dataclass(frozen=True, slots=True)
class Check:
    """The form of a condition on what is told of people: `word_0_0` and so on, or `sought_0`."""

    kind: Kind | None
    words: int
    """How many words a document has to hold; 0: the documents are gathered from the index."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The form of what is asked for without words of a text."""

    parameters: tuple[str, ...] = ()
    """`before`, `after`, and `tag_0` and so on."""
    any_of: tuple[Kind, ...] = ()
    """Kinds of records of which people are to have one."""
    any_organisation: bool = False
    named_organisation: bool = False
    """Whether the name of their organisation is read too."""


@dataclass(frozen=True, slots=True)
class Tier:
    """The form of a select of people who fit equally well."""

    source: Source
    of_kind: bool = False
    checks: tuple[Check, ...] = ()


@cache
def people_in(tier: Tier, facts: Facts) -> Select[Any]:
    """The ids of people, as the file has them, and their organisation if it is to be read; never the `owner`.

    Somebody may be there several times.
    """
    by_name = tier.source in (Source.EVERYBODY, Source.NAME, Source.ADDRESS)
    # Where a document tells whose it is, nobody is looked up before they fit.
    person_id: ColumnElement[Any] = _PERSON.id if by_name or facts != Facts() else _DOCUMENT.person_id
    people = select(type_coerce(person_id, String))
    if facts.named_organisation:
        people = people.add_columns(_PERSON.organisation)
    people = (
        _by_name(people, tier.source) if by_name else _by_index(people, tier, with_person=facts != Facts())
    )
    told = [_told(check, place, person_id) for place, check in enumerate(tier.checks)]
    return people.where(person_id != bindparam("owner", type_=_PERSON.id.type), *told, *_so(facts))


def _by_name(people: Select[Any], source: Source) -> Select[Any]:
    people = people.order_by(_PERSON.name_key, _PERSON.id)
    if source is Source.NAME:
        return people.where(_PERSON.name_key >= bindparam("first"), _PERSON.name_key < bindparam("last"))
    if source is Source.ADDRESS:
        keys: list[Any] = [bindparam(f"key_{kind}") for kind in ContactKind]
        reached = select(tables.contact_point.c.person_id).where(tables.contact_point.c.value_key.in_(keys))
        return people.where(_PERSON.id.in_(reached))
    return people


def _by_index(people: Select[Any], tier: Tier, *, with_person: bool) -> Select[Any]:
    index = Source.NAMES if tier.source is Source.NAMES else Source.TEXTS
    found = table(index.value, column("rowid"))
    people = (
        people.join_from(found, tables.search_document, _DOCUMENT.id == found.c.rowid)
        .where(literal_column(index.value, Text).op("MATCH")(bindparam("sought")))
        .order_by(found.c.rowid.desc())
    )
    if with_person:
        people = people.join(tables.person, _PERSON.id == _DOCUMENT.person_id)
    if tier.source is Source.NUMBER:
        people = people.where(func.instr(" " + _DOCUMENT.text + " ", bindparam("held")) > 0)
    return people.where(_DOCUMENT.kind == bindparam("kind")) if tier.of_kind else people


def _told(check: Check, place: int, person_id: ColumnElement[Any]) -> ColumnElement[bool]:
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
        return func.ifnull(person_id, "").in_(gathered)
    spaced = literal(" ") + document.c.text
    held = [func.instr(spaced, bindparam(f"word_{place}_{i}")) > 0 for i in range(check.words)]
    return exists().where(document.c.person_id == person_id, *of_kind, *held)


def _so(facts: Facts) -> Iterator[ColumnElement[bool]]:
    """What is so of the people, if these facts are asked for."""
    for kind in facts.any_of:
        met = exists().where(tables.encounter.c.person_id == _PERSON.id)
        yield met if kind is Kind.ENCOUNTER else having(kind)
    for name in facts.parameters:
        value: Any = bindparam(name)
        if name == "before":
            yield last_contact_of(_PERSON.id) < value
        elif name == "after":
            yield last_contact_of(_PERSON.id) >= value
        else:
            yield _PERSON.id.in_(select(tables.tag.c.person_id).where(tables.tag.c.name == value))
    if facts.any_organisation:
        yield _PERSON.organisation.is_not(None)
