"""Many rows by one statement, at the speed of the driver.

SQLAlchemy prepares a dictionary for each row, which takes longer than to store it. Here it compiles
the statement, once, and values are converted a column at a time.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Delete, Dialect, Insert, Update

from companion.storage.types import PlainText

Row = Sequence[Any]


class _Prepared(NamedTuple):
    """A statement as the driver takes it."""

    sql: str
    places: Sequence[int]
    """Which of the named values is the first, the second … of the statement."""
    converters: Sequence[Callable[[Any], Any] | None]
    """What makes of each a value that the driver takes, in the order of the statement."""


def run_many(
    connection: Connection, statement: Insert | Update | Delete, names: tuple[str, ...], rows: Sequence[Row]
) -> int:
    """Run a statement once for each row; returns how many rows of the database it wrote to.

    A row holds the values of the statement's parameters of these names: columns, for an insert. The
    statement is kept prepared: it is to be one that is used again, and the same object each time.
    Texts are given as they can be stored (`types.plain_text`).
    """
    if not rows:
        return 0
    prepared = _prepared(statement, names, connection.dialect)
    columns = list(zip(*rows, strict=True))
    ordered = [columns[place] for place in prepared.places]
    converted = (
        column if convert is None else map(convert, column)
        for convert, column in zip(prepared.converters, ordered, strict=True)
    )
    return connection.exec_driver_sql(prepared.sql, list(zip(*converted, strict=True))).rowcount


@lru_cache(maxsize=256)
def _prepared(statement: Insert | Update | Delete, names: tuple[str, ...], dialect: Dialect) -> _Prepared:
    compiled: Any = statement.compile(
        dialect=dialect, column_keys=names if isinstance(statement, Insert) else None
    )
    types = [compiled.binds[name].type for name in compiled.positiontup]
    converters = [
        None if isinstance(some, PlainText) else some.dialect_impl(dialect).bind_processor(dialect)
        for some in types
    ]
    return _Prepared(str(compiled), [names.index(name) for name in compiled.positiontup], converters)
