"""What the user has chosen of two people who are not merged yet."""

from collections.abc import Mapping

from companion.model.identity import Id

Sides = tuple[Id, Id]
"""Who stays, and who is merged in."""
PairKey = frozenset[Id]
"""Two people, whichever is named first."""


class PairChoices:
    """Remembers of every pair that was looked at who stays, and whose value of a field is kept."""

    def __init__(self) -> None:
        self._sides: dict[PairKey, Sides] = {}
        self._values: dict[PairKey, dict[str, Id]] = {}

    def begin(self, sides: Sides) -> PairKey:
        """Let the first of two stay, whatever was chosen before; how the pair is known."""
        key = frozenset(sides)
        self._sides[key] = sides
        self._values.pop(key, None)
        return key

    def propose(self, key: PairKey, sides: Sides) -> None:
        """Let the first of a pair stay unless the user has chosen already."""
        self._sides.setdefault(key, sides)

    def sides(self, key: PairKey) -> Sides | None:
        """Who stays and who is merged in; None for a pair that nobody has looked at."""
        return self._sides.get(key)

    def values(self, key: PairKey) -> Mapping[str, Id]:
        """Whose value of a field is kept, where that was chosen."""
        return self._values.get(key, {})

    def swap(self, key: PairKey) -> None:
        """Let the other one stay."""
        kept, gone = self._sides[key]
        self._sides[key] = (gone, kept)

    def keep(self, key: PairKey, field: str, owner: Id) -> None:
        """Keep the value of a field that this one of the two has."""
        self._values.setdefault(key, {})[field] = owner
