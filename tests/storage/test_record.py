import json
from dataclasses import fields, replace
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_type_hints
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.model.change import KINDS, Change, Kind, Record
from companion.model.person import ContactKind
from companion.storage.record import (
    TABLES,
    column_names,
    contact_key,
    decoded,
    derived,
    encoded,
    names,
    packed,
    record_from,
    row_of,
    storable,
    unpacked,
)
from companion.storage.steps import Steps
from companion.storage.write import write
from tests.builders import contact_point, person

TYPES = {kind: record_type for record_type, kind in KINDS.items()}
HOSTILE = st.sampled_from(
    ["", "\0", "\ud800", "\udcff", "\U0001f469\u200d\U0001f467", "\u202eevil", "a\nb", "łøß"]
)
TEXTS = st.one_of(HOSTILE, st.text(st.characters(exclude_categories=[])))
INSTANTS = st.datetimes(
    min_value=datetime(1, 1, 3),
    max_value=datetime(9999, 12, 29),
    timezones=st.integers(-86399, 86399).map(lambda seconds: timezone(timedelta(seconds=seconds))),
)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that a field of that type may hold."""
    if isinstance(hint, UnionType):
        return st.one_of(*(values(part) for part in get_args(hint)))
    if hint == tuple[tuple[int, int], ...]:
        return st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=3).map(tuple)
    if hint == tuple[str, ...]:
        return st.lists(TEXTS, max_size=3).map(tuple)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: TEXTS,
        bytes: st.binary(),
        bool: st.booleans(),
        int: st.integers(0, 2**31),
        UUID: st.uuids(),
        datetime: INSTANTS,
        date: st.dates(),
        type(None): st.none(),
    }
    return plain[hint]


def records(kind: Kind) -> st.SearchStrategy[Record]:
    hints = get_type_hints(TYPES[kind])
    return st.builds(TYPES[kind], **{name: values(hint) for name, hint in hints.items()})


RECORDS = st.sampled_from(list(Kind)).flatmap(records)


@given(RECORDS)
def test_a_record_packed_is_unpacked_as_it_will_be_read_back(record):
    stored = storable(record)
    assert unpacked(KINDS[type(record)], packed(stored)) == stored


@given(RECORDS)
def test_each_field_comes_back_from_the_journal_s_json(record):
    stored = storable(record)
    kind = KINDS[type(record)]
    for name in names(kind):
        value = getattr(stored, name)
        assert decoded(kind, name, json.loads(json.dumps(encoded(value)))) == value


@given(RECORDS)
def test_cleaning_a_record_twice_changes_nothing_more(record):
    assert storable(storable(record)) == storable(record)


@given(RECORDS)
def test_cleaned_text_can_be_written_anywhere(record):
    for item in fields(record):
        value = getattr(storable(record), item.name)
        for text in (value,) if isinstance(value, str) else value if item.name == "fields" else ():
            assert "\0" not in text
            assert text.encode().decode() == text


@given(st.data())
@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_record_is_kept_read_back_and_removed_as_it_was_with_any_text(shared_store, kind, data):
    record = data.draw(records(kind))
    table = TABLES[kind]
    row = dict(zip(column_names(kind), row_of(storable(record)), strict=True))

    def written(connection):
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        connection.execute(table.insert(), [row])
        found = connection.execute(table.select().where(table.c.id == record.id)).mappings().one()
        write(connection, (Change.remove(storable(record)),), Steps(1, None, None))
        assert connection.execute(table.select().where(table.c.id == record.id)).first() is None
        return record_from(kind, [found[name] for name in names(kind)])

    assert shared_store.maintain(written) == storable(record)


def test_a_record_with_nothing_amiss_is_not_copied():
    ada = person("Ada")
    assert storable(ada) is ada


def test_every_field_of_every_kind_has_a_column_of_its_name():
    for kind in Kind:
        assert set(names(kind)) <= set(column_names(kind)) == set(TABLES[kind].c.keys())


def test_a_person_s_row_holds_the_folded_name():
    row = dict(zip(column_names(Kind.PERSON), row_of(person("Łukasz  ŻÓŁĆ")), strict=True))
    assert row["name_key"] == "lukasz zolc"


def test_only_what_is_looked_up_by_has_derived_columns():
    ada = person("Ada")
    assert derived(contact_point(ada, "Ada@Example.org")) == {"value_key": "ada@example.org"}
    assert {kind for kind in Kind if column_names(kind) != names(kind)} == {Kind.PERSON, Kind.CONTACT_POINT}


@pytest.mark.parametrize(
    ("kind", "value", "key"),
    [
        (ContactKind.EMAIL, " Ada@Example.ORG ", "ada@example.org"),
        (ContactKind.PHONE, "+491512345678", "+491512345678"),
        (ContactKind.URL, "https://www.Example.org/Ada/", "example.org/ada"),
        (ContactKind.URL, "http://example.org", "example.org"),
        (ContactKind.URL, "HTTPS://WWW.EXAMPLE.ORG", "example.org"),
        (ContactKind.URL, "www.example.org//", "example.org"),
        (ContactKind.ADDRESS, "Hauptstraße 1", "hauptstrasse 1"),
    ],
)
def test_contact_points_are_compared_without_case_scheme_and_needless_slashes(kind, value, key):
    assert contact_key(kind, value) == key


def test_instants_are_journalled_in_universal_time():
    local = datetime(2026, 3, 12, 9, 30, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    assert encoded(local) == "2026-03-12T03:45:00+00:00"
    assert encoded(local.date()) == "2026-03-12"


def test_a_record_of_another_version_is_not_what_was_packed():
    ada = person("Ada")
    assert unpacked(Kind.PERSON, packed(replace(ada, title="x"))) != ada
