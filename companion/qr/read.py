"""Codes in still pictures: looked at in more and more costly ways until nothing new is seen."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from companion.model.code import Code, Point
from companion.model.problem import Problem, ProblemCode
from companion.qr.crowding import is_crowded
from companion.qr.decoding import EVERY_MATRIX, OTHER_MATRIX, Kinds, Look, Sighting, look_at
from companion.qr.gathering import Gathering, is_repeated
from companion.qr.luma import Luma
from companion.qr.mending import contrasted, inked, levelled, scaled, sharpened, softened, thresholded
from companion.qr.opening import Page, open_picture
from companion.qr.place import Place

if TYPE_CHECKING:
    from companion.qr.mending import Grey

MOST_SAID = 8 << 10
"""Bytes; a code that says more is refused."""

_LONGEST_VIEW = 1920
"""Points of the long side with which photos are read best; larger ones are looked at as they are as well."""
_LONGEST = 65_535
"""The longest side that zxing-cpp takes."""
_FEWEST = 7
"""Points of a side; no code of two dimensions has fewer modules."""
_MANY, _FEW = 1_000_000, 400_000
"""Points of a picture that is looked at smaller for what is costly, and of one that is looked at larger still."""
_LARGE = 3_000_000
"""Points of an enlarged picture that is looked at once only."""
_MOST = 4_000_000
"""Points to which a picture is enlarged."""
_IDLE_LOOKS = 2
"""After so many looks that bring nothing new the codes that were found are all."""
_MOST_LEVELLED = 6

_QR = (Kinds.QR,)


def read_picture(content: bytes, *, linear: bool = False) -> tuple[tuple[Code, ...], tuple[Problem, ...]]:
    """All codes in a picture file, in reading order, and why it was not opened or a code not taken over.

    Places are in points of the picture as the file holds it. Without `linear` bar codes of one dimension are not
    looked for. A picture without a code gives neither. Problems: PICTURE_TOO_LARGE, NO_PICTURE, BAD_PICTURE and
    PAYLOAD_TOO_LARGE.
    """
    pages = open_picture(content)
    if isinstance(pages, Problem):
        return (), (pages,)
    seen: list[tuple[Page, Sighting]] = []
    for page in pages:
        read = sightings_in(page.grey, linear=linear)
        seen += [(page, one) for one in read if not any(is_repeated(one, other) for _, other in seen)]
    if not seen and not all(page.is_whole for page in pages):
        return (), (Problem(ProblemCode.BAD_PICTURE, 0, 0, is_refusal=True),)
    return _sorted_out([code_of(one, page.corners(one.place)) for page, one in seen])


def read_luma(luma: Luma, *, linear: bool = False) -> tuple[tuple[Code, ...], tuple[Problem, ...]]:
    """As `read_picture`, of a picture in memory: a screen, a pasted picture. ValueError as `Luma` says."""
    page = Page(luma.rows())
    seen = sightings_in(page.grey, linear=linear)
    return _sorted_out([code_of(one, page.corners(one.place)) for one in seen])


def sightings_in(grey: "Grey", *, linear: bool = False) -> list[Sighting]:
    """Every code in a picture, in reading order; none in one that is crowded with eyes of codes."""
    seen = Gathering()
    if min(grey.shape) < _FEWEST or is_crowded(grey[:_LONGEST, :_LONGEST]):
        return []
    idle = 0
    for look in _looks(grey, seen, (Kinds.LINEAR,) if linear else ()):
        seen.add_failed(look.failed)
        idle = 0 if seen.add(look.sightings) else idle + 1
        if seen and idle >= _IDLE_LOOKS:
            break
    return seen.codes()


def code_of(one: Sighting, corners: tuple[Point, Point, Point, Point]) -> Code | Problem:
    """A code at its corners in the picture; PAYLOAD_TOO_LARGE for one that says more than 8 KB."""
    if len(one.content) > MOST_SAID:
        return Problem(ProblemCode.PAYLOAD_TOO_LARGE, 0, 0, is_refusal=True)
    return Code(one.format, one.text, one.content, corners)


def _sorted_out(found: Sequence[Code | Problem]) -> tuple[tuple[Code, ...], tuple[Problem, ...]]:
    codes = tuple(one for one in found if isinstance(one, Code))
    return codes, tuple(one for one in found if isinstance(one, Problem))


def _looks(grey: "Grey", seen: Gathering, more: tuple[Kinds, ...]) -> Iterator[Look]:
    """The looks, each taken when it is asked for; `seen` tells what the ones before could not read."""
    view, scale = _at_most(grey, _LONGEST_VIEW / max(grey.shape))
    modest, smaller = _at_most(view, (_MANY / view.size) ** 0.5)
    yield _plain_look(view, modest, (scale, scale * smaller), more)
    if scale < 1.0 and max(grey.shape) <= _LONGEST:
        yield look_at(grey, _QR)
    clear = contrasted(view)
    larger = min(2.0, (_MOST / view.size) ** 0.5)
    yield _close_look(scaled(clear, larger), _QR + more, scale * larger)
    yield look_at(thresholded(view), _QR, scale=scale)
    if places := seen.failed(_MOST_LEVELLED):
        yield _levelled_look(grey, places)
    if view.size <= _FEW:
        yield _close_look(scaled(view, 3), EVERY_MATRIX + more, scale * 3)
    else:
        yield _close_look(scaled(view, larger), _QR + more, scale * larger)
    yield look_at(clear, OTHER_MATRIX, scale=scale)
    scale *= smaller
    yield _close_look(scaled(sharpened(modest), 2), _QR, scale * 2)
    yield look_at(scaled(sharpened(scaled(modest, 0.5)), 2), _QR, scale=scale)
    yield look_at(softened(modest), _QR, scale=scale)
    yield look_at(inked(modest), _QR, scale=scale)


def _close_look(enlarged: "Grey", kinds: tuple[Kinds, ...], scale: float) -> Look:
    """At a picture that was made larger; of a large one, the smaller and the inverted have been looked at before."""
    return look_at(enlarged, kinds, scale=scale, is_quick=enlarged.size > _LARGE)


def _at_most(grey: "Grey", factor: float) -> "tuple[Grey, float]":
    """A picture so many times smaller, and how many; itself when it would be larger."""
    return (scaled(grey, factor), factor) if factor < 1.0 else (grey, 1.0)


def _plain_look(view: "Grey", modest: "Grey", scales: tuple[float, float], more: tuple[Kinds, ...]) -> Look:
    """All kinds at once; those that cost much more than QR codes in the smaller picture, if there is one."""
    if modest is view:
        return look_at(view, EVERY_MATRIX + more, scale=scales[0])
    first = look_at(view, _QR + more, scale=scales[0])
    second = look_at(modest, OTHER_MATRIX, scale=scales[1])
    return Look(first.sightings + second.sightings, first.failed)


def _levelled_look(grey: "Grey", places: list[Place]) -> Look:
    """Codes that were found but not read, each as if seen from above."""
    sightings: list[Sighting] = []
    for place in places:
        square = levelled(grey, place)
        sightings += [
            replace(one, place=square.in_picture(one.place)) for one in look_at(square.grey, _QR).sightings
        ]
    return Look(tuple(sightings))
