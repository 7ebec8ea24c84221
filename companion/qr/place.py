"""Where a code lies: the geometry of four corners. Points are x before y, y goes down."""

from math import hypot

from companion.model.code import Point

Corner = tuple[float, float]
Place = tuple[Corner, Corner, Corner, Corner]
"""Corners one after the other, from the code's own top left."""

_SHARPEST_BEND = 200.0
"""Square points spanned by two edges that meet, below which nothing can be levelled."""


def is_square(place: Place) -> bool:
    """Whether four corners may be those of a square seen from the side, and large enough for a code."""
    bends = _bends(place)
    return min(bends) > _SHARPEST_BEND or max(bends) < -_SHARPEST_BEND


def points(place: Place, width: int, height: int) -> tuple[Point, Point, Point, Point]:
    """A place as the nearest points of a picture of that size, clockwise: corners may lie a little outside."""
    first, second, third, fourth = (
        (min(max(0, round(x)), width - 1), min(max(0, round(y)), height - 1)) for x, y in clockwise(place)
    )
    return first, second, third, fourth


def moved(place: Place, x: float, y: float) -> Place:
    """A place that far to the right and down."""
    first, second, third, fourth = ((left + x, top + y) for left, top in place)
    return first, second, third, fourth


def clockwise(place: Place) -> Place:
    """The corners clockwise, as those of a mirrored code are not."""
    first, second, third, fourth = place
    return place if sum(_bends(place)) >= 0 else (first, fourth, third, second)


def is_within(inner: Place, outer: Place) -> bool:
    """Whether the middle of one lies in the box around the other."""
    (x, y), (left, top, right, bottom) = centre(inner), box(outer)
    return left <= x <= right and top <= y <= bottom


def centre(place: Place) -> Corner:
    """The middle of the corners."""
    return sum(x for x, _ in place) / 4, sum(y for _, y in place) / 4


def box(place: Place) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what the corners lie in."""
    across, down = [x for x, _ in place], [y for _, y in place]
    return min(across), min(down), max(across), max(down)


def size(place: Place) -> float:
    """The square points of its box."""
    left, top, right, bottom = box(place)
    return (right - left) * (bottom - top)


def longest_side(place: Place) -> float:
    """The points from one corner to the next, where they are most."""
    edges = zip(place, (*place[1:], place[0]), strict=True)
    return max(hypot(x - u, y - v) for (x, y), (u, v) in edges)


def _bends(place: Place) -> list[float]:
    """At each corner the area that its two edges span; positive for a turn to the right."""
    corners = zip((place[-1], *place[:-1]), place, (*place[1:], place[0]), strict=True)
    return [
        (x - before_x) * (next_y - y) - (y - before_y) * (next_x - x)
        for (before_x, before_y), (x, y), (next_x, next_y) in corners
    ]
