"""What several looks at one picture saw, put together: each code once, in reading order."""

from collections.abc import Iterable, Sequence

from companion.model.code import CodeFormat
from companion.qr.decoding import Sighting
from companion.qr.place import Place, box, centre, is_square, is_within, size

_ONE_EYED = frozenset({CodeFormat.MICRO_QR, CodeFormat.RMQR})
"""Found by one eye: that of a QR code may be taken for theirs."""
_SAME_SIZE = 0.5
"""The smaller of two boxes to the larger, from which on they are of one code."""


class Gathering:
    """The codes of one picture so far."""

    def __init__(self) -> None:
        self._sightings: list[Sighting] = []
        self._failed: list[Place] = []

    def __bool__(self) -> bool:
        """Whether anything was read."""
        return bool(self._sightings)

    def add(self, seen: Iterable[Sighting]) -> bool:
        """Take over what was not there yet; whether there was anything."""
        before = len(self._sightings)
        for one in seen:
            if not any(_is_same(one, other) for other in self._sightings):
                self._sightings.append(one)
        return len(self._sightings) > before

    def add_failed(self, places: Iterable[Place]) -> None:
        """Take over where codes seem to lie that a look could not read."""
        self._failed += places

    def failed(self, most: int) -> list[Place]:
        """Where codes seem to lie that no look has read, the largest first."""
        taken = [one.place for one in self._sightings]
        for place in sorted(filter(is_square, self._failed), key=size, reverse=True):
            if not any(is_within(place, other) for other in taken):
                taken.append(place)
        return taken[len(self._sightings) :][:most]

    def codes(self) -> list[Sighting]:
        """What was read, in reading order."""
        large = [one.place for one in self._sightings if one.format is CodeFormat.QR]
        return in_reading_order(
            [
                one
                for one in self._sightings
                if one.format not in _ONE_EYED or not any(is_within(one.place, other) for other in large)
            ]
        )


def in_reading_order(seen: Sequence[Sighting]) -> list[Sighting]:
    """Line by line from the top, each from the left; a line is as high as the first code of it."""
    lines: list[list[Sighting]] = []
    for one in sorted(seen, key=lambda one: centre(one.place)[1]):
        if lines and centre(one.place)[1] <= box(lines[-1][0].place)[3]:
            lines[-1].append(one)
        else:
            lines.append([one])
    return [one for line in lines for one in sorted(line, key=lambda one: centre(one.place)[0])]


def is_repeated(one: Sighting, other: Sighting) -> bool:
    """Whether a code says the same at the same place, as in the next frame of an animation."""
    return one.text == other.text and _is_overlapping(one, other)


def _is_same(one: Sighting, other: Sighting) -> bool:
    """Whether two looks saw the same code; a small code of another text may stand within a large one."""
    small, large = sorted((size(one.place), size(other.place)))
    return _is_overlapping(one, other) and (one.text == other.text or small >= _SAME_SIZE * large)


def _is_overlapping(one: Sighting, other: Sighting) -> bool:
    return is_within(one.place, other.place) or is_within(other.place, one.place)
