"""Selects that are asked at every key typed, at the speed of the driver.

To find the compiled form of a select and what its parameters and columns are takes SQLAlchemy longer
than most of these run. Here each is compiled once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, Select

_Convert = Callable[[Any], Any]


class _Parameter(NamedTuple):
    name: str
    value: Any
    """Where none is given under that name."""
    convert: _Convert | None


class _Compiled(NamedTuple):
    """A select as the driver takes it."""

    sql: str
    parameters: tuple[_Parameter, ...]
    """In the order of the statement."""
    readers: tuple[tuple[int, _Convert], ...]
    """The columns that the driver gives otherwise than they are declared."""


def rows_of(
    connection: Connection, statement: Select[Any], values: Mapping[str, object]
) -> Iterator[Sequence[Any]]:
    """The rows of a select; `values` are of its parameters.

    They are read only as far as they are asked for, unless something in them has to be converted.
    The select is kept compiled: it is to be one that is used again, and the same object each time; in
    place of a list it takes a parameter for each place of it.
    """
    compiled = _compiled(statement, connection.dialect)
    given = tuple(
        values.get(name, value) if convert is None else convert(values.get(name, value))
        for name, value, convert in compiled.parameters
    )
    driver: Any = connection.connection.driver_connection
    with closing(driver.execute(compiled.sql, given)) as rows:
        yield from _read(rows.fetchall(), compiled.readers) if compiled.readers else rows


def _read(rows: Sequence[Sequence[Any]], readers: Sequence[tuple[int, _Convert]]) -> Iterator[Sequence[Any]]:
    columns: list[Iterable[Any]] = [*zip(*rows, strict=True)]
    for place, read in readers if rows else ():
        columns[place] = map(read, columns[place])
    return zip(*columns, strict=True)


def plain_rows(connection: Connection, sql: str, values: Sequence[object] = ()) -> Sequence[tuple[Any, ...]]:
    """The rows of a statement that is written in the database's own words."""
    driver: Any = connection.connection.driver_connection
    rows: Sequence[tuple[Any, ...]] = driver.execute(sql, values).fetchall()
    return rows


@lru_cache(maxsize=256)
def _compiled(statement: Select[Any], dialect: Dialect) -> _Compiled:
    compiled: Any = statement.compile(dialect=dialect)
    binds = [compiled.binds[name] for name in compiled.positiontup]
    parameters = (
        _Parameter(bind.key, bind.value, bind.type.dialect_impl(dialect).bind_processor(dialect))
        for bind in binds
    )
    types = (column.type.dialect_impl(dialect) for column in statement.selected_columns)
    readers = (some.result_processor(dialect, None) for some in types)
    return _Compiled(
        str(compiled),
        tuple(parameters),
        tuple((place, read) for place, read in enumerate(readers) if read is not None),
    )
