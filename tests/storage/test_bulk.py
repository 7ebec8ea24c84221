"""Many rows at the speed of the driver: they are as SQLAlchemy itself writes them."""

import sqlite3
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Enum,
    Integer,
    LargeBinary,
    String,
    Uuid,
    bindparam,
    create_engine,
    insert,
    select,
    update,
)

from companion.storage import tables
from companion.storage.bulk import run_many
from companion.storage.types import Instant, PlainText, Spans, Words

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)
zones = st.sampled_from([UTC, timezone(timedelta(hours=-3, minutes=-30))])
numbers = st.integers(0, 9)
VALUES = {
    Uuid: st.uuids(),
    Boolean: st.booleans(),
    Integer: st.integers(0, 2**40),
    Instant: st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=zones),
    Date: st.dates(date(1990, 1, 1)),
    Spans: st.lists(st.tuples(numbers, numbers), max_size=3).map(tuple),
    Words: st.lists(texts, max_size=3).map(tuple),
    JSON: st.dictionaries(texts, st.lists(texts), max_size=3),
    LargeBinary: st.binary(max_size=5),
    PlainText: texts,
    String: texts,
}
TABLES = tables.metadata.sorted_tables


def values_of(column: Column) -> st.SearchStrategy:
    if isinstance(column.type, Enum):
        found = st.sampled_from(column.type.enum_class)
    else:
        found = next(values for some, values in VALUES.items() if isinstance(column.type, some))
    return st.none() | found if column.nullable else found


@pytest.fixture
def engine():
    """The tables without what forbids rows that have nothing to do with each other."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        for table in TABLES:
            columns = ", ".join(f"{one.name} {one.type.compile(engine.dialect)}" for one in table.columns)
            connection.exec_driver_sql(f"CREATE TABLE {table.name} ({columns})")
    yield engine
    engine.dispose()


def taken(connection, table):
    """The rows as the file holds them; none is left there."""
    driver: sqlite3.Connection = connection.connection.driver_connection
    rows = driver.execute(f"SELECT * FROM {table.name} ORDER BY rowid").fetchall()
    driver.execute(f"DELETE FROM {table.name}")
    return rows


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@given(st.data(), st.sampled_from([1, 17, 50, 101]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_rows_are_stored_as_one_by_one(table, engine, data, times):
    strategy = st.tuples(*map(values_of, table.columns))
    rows = data.draw(st.lists(strategy, min_size=1, max_size=3)) * times
    names = tuple(column.name for column in table.columns)
    statement = insert(table)
    with engine.connect() as connection:
        connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])
        expected = taken(connection, table)
        assert run_many(connection, statement, names, rows) == len(rows)
        assert taken(connection, table) == expected
        connection.rollback()


def test_rows_are_changed_one_by_one(engine):
    statement = (
        update(tables.meta)
        .where(tables.meta.c.key == bindparam("place"))
        .values(value=bindparam("new", type_=PlainText()))
    )
    rows = [(str(number), f"value {number}") for number in range(120)]
    with engine.connect() as connection:
        run_many(connection, insert(tables.meta), ("key", "value"), [(key, "") for key, _ in rows])
        assert run_many(connection, statement, ("place", "new"), [*rows, ("none", "")]) == len(rows)
        assert connection.execute(select(tables.meta)).all() == rows


def test_no_rows_need_no_statement(engine):
    with engine.connect() as connection:
        assert run_many(connection, insert(tables.person), ("id",), []) == 0
        assert connection.execute(select(tables.person)).all() == []
