"""Reading the frames of a camera as they come: little is done for each, so that none waits."""

from typing import TYPE_CHECKING

from companion.model.code import Code
from companion.qr.decoding import OTHER_MATRIX, Kinds, Look, look_at
from companion.qr.gathering import Gathering
from companion.qr.luma import Luma
from companion.qr.mending import contrasted, scaled, thresholded
from companion.qr.place import points
from companion.qr.read import code_of

if TYPE_CHECKING:
    from companion.qr.mending import Grey

_MANY = 1 << 19
"""Points that are looked at in costly ways; of a larger frame the middle, where people hold what they show."""
_TURNS = 4
_LAST = _TURNS - 1


class FrameReader:
    """Reads one frame after the other: each for QR codes, and by turns once more in another way.

    Three of four frames are read again with more contrast, enlarged or thresholded if nothing was found; the fourth
    for Aztec, Data Matrix and PDF417, and for bar codes of one dimension if `linear`.
    """

    def __init__(self, *, linear: bool = False) -> None:
        self._others = (*OTHER_MATRIX, Kinds.LINEAR) if linear else OTHER_MATRIX
        self._frames = 0

    def read(self, luma: Luma) -> tuple[Code, ...]:
        """The codes in a frame, in reading order, their corners in points of it; ValueError as `Luma` says.

        Reads the buffer until it returns and keeps nothing of it. Codes that say more than 8 KB are left out.
        """
        seen = Gathering()
        seen.add(look_at(luma.view(), (Kinds.QR,), is_quick=True).sightings)
        rounds, turn = divmod(self._frames, _TURNS)
        self._frames += 1
        if turn == _LAST:
            seen.add(_look_for_others(luma, self._others, is_near=rounds % 2 == 1).sightings)
        elif not seen:
            seen.add(_better_look(luma, turn).sightings)
        found = (code_of(one, points(one.place, luma.width, luma.height)) for one in seen.codes())
        return tuple(one for one in found if isinstance(one, Code))


def _better_look(luma: Luma, turn: int) -> Look:
    """Enlarging costs as much as all else together: only the middle is."""
    if turn == 2:
        return look_at(thresholded(luma.rows()), (Kinds.QR,))
    middle, left, top = _middle(luma)
    clear = contrasted(middle) if turn == 0 else middle
    return look_at(scaled(clear, 2), (Kinds.QR,), scale=2).moved(left, top)


def _look_for_others(luma: Luma, kinds: tuple[Kinds, ...], *, is_near: bool) -> Look:
    """Of a large frame all in half its size, or the middle of it as it is: all of it would take too long."""
    rows = luma.rows()
    if is_near or rows.size <= _MANY:
        middle, left, top = _middle(luma)
        return look_at(middle, kinds).moved(left, top)
    return look_at(scaled(rows, 0.5), kinds, scale=0.5)


def _middle(luma: Luma) -> "tuple[Grey, int, int]":
    """The middle of a frame, all of a small one, and where its left and its top are."""
    import numpy as np

    rows = luma.rows()
    part = min(1.0, (_MANY / rows.size) ** 0.5)
    width, height = round(luma.width * part), round(luma.height * part)
    left, top = (luma.width - width) // 2, (luma.height - height) // 2
    return np.ascontiguousarray(rows[top : top + height, left : left + width]), left, top
