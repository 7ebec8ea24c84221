"""Long lists in pieces that one statement takes."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

CHUNK = 500
"""Values in one statement: databases limit them, and longer lists are no faster."""


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in their order, `CHUNK` at a time."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
