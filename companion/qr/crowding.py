"""Pictures made to keep a reader of codes busy: crowded with the eyes of QR codes, more than any sheet of codes has.

zxing-cpp compares each eye with each other: what takes milliseconds for a hundred would take minutes for a hundred thousand.
"""

import random
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from companion.qr.mending import Grey

    Places = NDArray[np.intp] | NDArray[np.float64]

_MOST_EYES = 6000
"""Of two thousand codes; a look then takes a tenth of a second."""
_STEP = 7
_POINTS_A_STEP = 1_500_000
"""One of so many rows is looked at, and fewer in larger pictures."""
_WINDOW = 31
_RINGS = (1, 1, 3, 1, 1)
"""Dark and light parts across an eye, in modules."""
_MOST_CHECKED = 2000
_REACH, _PART = 4, 4
"""Modules up and down in which the core of an eye ends, and samples a module."""
_EYE = [min(row, 6 - row, column, 6 - column) != 1 for row in range(7) for column in range(7)]
"""Which of its modules are dark."""
_ALIKE = 43
"""Of the 49 modules of an eye, so many must be as they should."""


def is_crowded(grey: "Grey") -> bool:
    """Whether a picture holds so many eyes, dark or light ones, that it must not be read; an estimate from some rows."""
    chosen = _some_rows(grey)
    found = _across(grey[chosen])
    # A row meets an eye with the chance of the height of its core, three modules.
    eyes = len(grey) / len(chosen) * float((1 / (3 * found.sizes)).sum())
    if eyes <= _MOST_EYES:
        return False
    # Noise has the pattern of an eye across as often, but nowhere a whole one.
    some = found.each(-(-len(found.rows) // _MOST_CHECKED))
    share = float(_is_eye(grey, replace(some, rows=chosen[some.rows])).mean())
    return eyes * share > _MOST_EYES


@dataclass(frozen=True, slots=True)
class _Crossings:
    """Where the middle column of an eye may be crossed, one after the other."""

    rows: "Places"
    columns: "Places"
    sizes: "NDArray[np.float64]"
    """Points a module."""
    signs: "NDArray[np.intp]"
    """1 for a dark eye, -1 for a light one."""

    def each(self, step: int) -> "_Crossings":
        """One of so many."""
        return _Crossings(self.rows[::step], self.columns[::step], self.sizes[::step], self.signs[::step])


def _some_rows(grey: "Grey") -> "NDArray[np.intp]":
    """Numbers of rows that nobody foresees, so that no eyes are put between them; the same for the same picture."""
    import numpy as np

    step = _STEP * -(-grey.size // _POINTS_A_STEP)
    chance = random.Random(zlib.crc32(grey[:: step // 2].tobytes()))
    height = len(grey)
    return np.sort(np.array(chance.sample(range(height), -(-height // step)), np.intp))


def _across(rows: "Grey") -> _Crossings:
    """Where rows have the pattern of an eye."""
    import numpy as np

    dark = _is_dark(rows).ravel()
    edges = np.flatnonzero(dark[1:] != dark[:-1]) + 1
    runs = np.diff(edges)
    count = max(0, len(runs) - len(_RINGS) + 1)
    rings = [runs[place : place + count] for place in range(len(_RINGS))]
    sizes = np.sum(rings, axis=0) / sum(_RINGS)
    is_eye = np.ones(count, np.bool_)
    for ring, modules in zip(rings, _RINGS, strict=True):
        is_eye &= np.abs(ring - modules * sizes) <= sizes / 2 + 0.5
    starts, sizes = edges[:count][is_eye], sizes[is_eye]
    middles = starts + (sizes * sum(_RINGS) / 2).astype(np.intp)
    numbers, columns = np.divmod(middles, rows.shape[1])
    return _Crossings(numbers, columns, sizes, np.where(dark[starts], 1, -1))


def _is_dark(rows: "Grey") -> "NDArray[np.bool_]":
    """Which points are darker than what is around them in their row; the first of each row is not."""
    import numpy as np

    width = rows.shape[1]
    sums = np.pad(np.cumsum(rows, axis=1, dtype=np.int64), ((0, 0), (1, 0)))
    starts = np.maximum(0, np.arange(width) - _WINDOW // 2)
    ends = np.minimum(width, np.arange(width) + _WINDOW // 2 + 1)
    dark: NDArray[np.bool_] = rows * (ends - starts) < sums[:, ends] - sums[:, starts]
    dark[:, 0] = False
    return dark


def _is_eye(grey: "Grey", at: _Crossings) -> "NDArray[np.bool_]":
    """Whether there is a whole eye at each of some points, if they lie in the core of one."""
    import numpy as np

    # From the point up and down to where the core ends.
    steps = np.arange(_REACH * _PART) / _PART * at.sizes[:, None]
    light = _modules(grey, at).mean(axis=1, keepdims=True)
    columns, signs = at.columns[:, None], at.signs[:, None]
    ends = [
        (_brightness(grey, at.rows[:, None] + way * steps, columns) * signs >= light).argmax(axis=1)
        for way in (-1, 1)
    ]
    middles = at.rows + (ends[1] - ends[0]) / (2 * _PART) * at.sizes
    is_dark = _modules(grey, replace(at, rows=middles)) < light
    return np.asarray((is_dark == _EYE).sum(axis=1) >= _ALIKE)


def _modules(grey: "Grey", at: _Crossings) -> "NDArray[np.float64]":
    """The brightness of each of the modules of an eye around each of some points; of a light eye the darkness."""
    import numpy as np

    across = np.arange(-3, 4)
    down, right = (
        offset.ravel() * at.sizes[:, None] for offset in np.meshgrid(across, across, indexing="ij")
    )
    return _brightness(grey, at.rows[:, None] + down, at.columns[:, None] + right) * at.signs[:, None]


def _brightness(grey: "Grey", rows: "Places", columns: "Places") -> "NDArray[np.float64]":
    """The brightness of some points; beyond an edge that of the edge."""
    import numpy as np

    height, width = grey.shape
    y = np.clip(np.round(rows), 0, height - 1).astype(np.intp)
    x = np.clip(np.round(columns), 0, width - 1).astype(np.intp)
    return grey[y, x].astype(np.float64)
