"""Many rows at the speed of the driver: they are as SQLAlchemy itself writes them."""

import sqlite3
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, select

from companion.model.change import Kind
from companion.model.event import EventKind
from companion.model.person import ContactKind
from companion.model.promise import PromiseState
from companion.storage import tables
from companion.storage.bulk import run_many

ids = st.uuids()
perhaps = st.none() | ids
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)
zones = st.sampled_from([UTC, timezone(timedelta(hours=-3, minutes=-30))])
instants = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=zones)
ROWS = {
    tables.person: (ids, texts, texts, st.none() | texts, st.booleans(), st.none(), texts, st.none()),
    tables.contact_point: (ids, ids, st.sampled_from(ContactKind), texts, texts, st.none() | texts, texts),
    tables.event: (
        *(ids, ids, texts, st.sampled_from(EventKind), texts, texts, instants),
        *(st.none() | instants, st.just("UTC")),
    ),
    tables.raw_capture: (
        *(ids, ids, perhaps, instants, texts),
        *(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))).map(tuple), st.integers(0, 9)),
    ),
    tables.promise: (
        *(ids, ids, ids, perhaps, texts, st.dates(date(1990, 1, 1))),
        *(st.sampled_from(PromiseState), instants, st.none() | instants),
    ),
    tables.source_card: (
        *(ids, perhaps, texts, st.none() | texts, st.just("3.0"), texts, st.none()),
        *(st.binary(max_size=5), st.none()),
    ),
    tables.change: (
        *(st.integers(0, 9), st.integers(0, 2**40), st.sampled_from(Kind), ids),
        *(st.none() | st.dictionaries(texts, st.lists(texts)), st.none() | st.binary(max_size=5)),
    ),
}


@pytest.fixture
def engine():
    engine = create_engine("sqlite://")
    tables.metadata.create_all(engine)
    yield engine
    engine.dispose()


def kept(connection, table):
    """The rows as the file holds them, and none is left."""
    driver: sqlite3.Connection = connection.connection.driver_connection
    rows = driver.execute(f"SELECT * FROM {table.name} ORDER BY rowid").fetchall()
    driver.execute(f"DELETE FROM {table.name}")
    return rows


@pytest.mark.parametrize("table", ROWS, ids=lambda table: table.name)
@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_are_stored_as_one_by_one(table, engine, data):
    rows = data.draw(st.lists(st.tuples(*ROWS[table]), min_size=1, max_size=4, unique_by=lambda row: row[:2]))
    names = tuple(column.name for column in table.columns)
    statement = insert(table)
    with engine.connect() as connection:
        connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])
        expected = kept(connection, table)
        assert run_many(connection, statement, names, rows) == len(rows)
        assert kept(connection, table) == expected
        connection.rollback()


def test_no_rows_need_no_statement(engine):
    with engine.connect() as connection:
        assert run_many(connection, insert(tables.person), ("id",), []) == 0
        assert connection.execute(select(tables.person)).all() == []
