"""Many rows by one statement, at the speed of the driver.

SQLAlchemy prepares a dictionary for each row, which takes longer than to store it. Here it compiles
the statement, once, values are converted a column at a time, and rows are inserted fifty at a time.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Connection, Delete, Dialect, Enum, Insert, Update, Uuid
from sqlalchemy.types import TypeEngine

from companion.storage.types import Instant, PlainText

Row = Sequence[Any]
_Convert = Callable[[Any], Any]
_ConvertAll = Callable[[Sequence[Any]], Iterable[Any]]
_TOGETHER = 50
"""So many rows one insert takes: more are no faster, and have more values than some databases allow."""
_FEW_VALUES = (Boolean, Enum, Instant)
"""Types of which many rows hold the same value."""
_number: Callable[[Any], int] = attrgetter("int")


class _Prepared(NamedTuple):
    """A statement as the driver takes it."""

    sql: str
    of_many: str
    """The same for `_TOGETHER` rows; empty for one that inserts nothing."""
    places: Sequence[int]
    """Which of the named values is the first, the second … of the statement."""
    converters: Sequence[_ConvertAll | None]
    """What makes of a column of values such as the driver takes, in the order of the statement."""


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
        column if convert is None else convert(column)
        for convert, column in zip(prepared.converters, ordered, strict=True)
    )
    values = list(zip(*converted, strict=True))
    last = len(values) // _TOGETHER * _TOGETHER if prepared.of_many else 0
    together = [
        tuple(chain.from_iterable(values[place : place + _TOGETHER])) for place in range(0, last, _TOGETHER)
    ]
    batches = ((prepared.of_many, together), (prepared.sql, values[last:]))
    return sum(connection.exec_driver_sql(sql, some).rowcount for sql, some in batches if some)


@lru_cache(maxsize=256)
def _prepared(statement: Insert | Update | Delete, names: tuple[str, ...], dialect: Dialect) -> _Prepared:
    compiled: Any = statement.compile(
        dialect=dialect, column_keys=names if isinstance(statement, Insert) else None
    )
    types = [compiled.binds[name].type for name in compiled.positiontup]
    converters = [_converter(some, dialect) for some in types]
    sql = str(compiled)
    head, inserts, row = sql.partition(" VALUES ")
    of_many = f"{head}{inserts}{', '.join([row] * _TOGETHER)}" if inserts else ""
    return _Prepared(sql, of_many, [names.index(name) for name in compiled.positiontup], converters)


def _converter(some: TypeEngine[Any], dialect: Dialect) -> _ConvertAll | None:
    convert: _Convert | None = some.dialect_impl(dialect).bind_processor(dialect)
    if convert is None or isinstance(some, PlainText):
        return None
    if isinstance(some, Uuid):
        return _in_hexadecimal
    return partial(_each_once if isinstance(some, _FEW_VALUES) else _each, convert)


def _in_hexadecimal(column: Sequence[Any]) -> Iterable[Any]:
    """What the type makes of identities: there are several in every row, and this is ten times as quick."""
    try:
        return [*map("%032x".__mod__, map(_number, column))]
    except AttributeError:
        return [value and value.hex for value in column]


def _each(convert: _Convert, column: Sequence[Any]) -> Iterable[Any]:
    """Convert all values; most rows hold nothing in such a column."""
    nothing = convert(None)
    return [nothing if value is None else convert(value) for value in column]


def _each_once(convert: _Convert, column: Sequence[Any]) -> Iterable[Any]:
    """Convert each value that there is once."""
    return map({value: convert(value) for value in {*column}}.__getitem__, column)
