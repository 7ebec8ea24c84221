"""Properties kept as columns, of which each is made only when it is asked for: reading many cards rarely asks."""

from collections.abc import Iterator, Sequence
from typing import overload

from companion.formats.vcard.card import Property
from companion.formats.vcard.line import Head


class Columns(Sequence[Property]):
    """The properties of a card; equal to any sequence of the same ones."""

    __slots__ = ("_lines", "_longer", "_number", "following", "heads", "texts", "values")

    def __init__(
        self,
        texts: Sequence[str],
        heads: Sequence[Head],
        values: Sequence[str],
        number: int,
        longer: Sequence[tuple[int, int, int]],
        following: int,
    ) -> None:
        """Keep the columns of properties from line `number` on, up to before line `following`.

        `texts` are what stands before the colon, `heads` the same in its parts.
        `longer` has the place of each property that is not a line further than the one before it, or not on one
        line only: how many lines are skipped before it, and how many it goes on for.
        """
        self.texts = texts
        self.heads = heads
        self.values = values
        self._number = number
        self._longer = longer
        self.following = following
        self._lines: Sequence[tuple[int, int]] = ()

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, place: int) -> Property: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Property]: ...
    def __getitem__(self, place: int | slice) -> Property | Sequence[Property]:
        if isinstance(place, slice):
            return tuple(self)[place]
        return Property(*self.heads[place], self.values[place], *self._line_numbers()[place])

    def __iter__(self) -> Iterator[Property]:
        rows = zip(self.heads, self.values, self._line_numbers(), strict=True)
        return (Property(*head, value, *numbers) for head, value, numbers in rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _line_numbers(self) -> Sequence[tuple[int, int]]:
        if len(self._lines) < len(self.heads):
            more = {place: (skipped, going_on) for place, skipped, going_on in self._longer}
            lines = []
            number = self._number
            for place in range(len(self.heads)):
                skipped, going_on = more.get(place, (0, 0))
                first = number + skipped
                lines.append((first, first + going_on))
                number = first + going_on + 1
            self._lines = lines
        return self._lines
