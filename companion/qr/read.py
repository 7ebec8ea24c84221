"""Codes in still pictures: looked at in more and more costly ways until nothing new is seen."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from companion.model.code import Code, Point
from companion.model.problem import Problem, ProblemCode
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
_MANY, _FEW = 1_000_000, 400_000
"""Points of a picture that is looked at smaller for what is costly, and of one that is looked at larger still."""
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
    """Every code in a picture, in reading order."""
    seen = Gathering()
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
    longest = max(grey.shape)
    scale = min(1.0, _LONGEST_VIEW / longest)
    view = grey if scale == 1.0 else scaled(grey, scale)
    yield _plain_look(view, scale, more)
    if scale < 1.0:
        yield look_at(grey, _QR)
    clear = contrasted(view)
    yield look_at(scaled(clear, 2), _QR + more, scale=2 * scale)
    yield look_at(thresholded(view), _QR, scale=scale)
    if places := seen.failed(_MOST_LEVELLED):
        yield _levelled_look(grey, places)
    yield look_at(scaled(view, 2), _QR + more, scale=2 * scale)
    yield look_at(clear, OTHER_MATRIX, scale=scale)
    sharp = sharpened(view)
    yield (
        look_at(sharp, _QR, scale=scale)
        if view.size > _MANY
        else look_at(scaled(sharp, 2), _QR, scale=2 * scale)
    )
    yield look_at(scaled(sharpened(scaled(view, 0.5)), 2), _QR, scale=scale)
    yield look_at(softened(view), _QR, scale=scale)
    yield look_at(inked(view), _QR, scale=scale)
    if view.size <= _FEW:
        yield look_at(scaled(view, 3), EVERY_MATRIX + more, scale=3 * scale)


def _plain_look(view: "Grey", scale: float, more: tuple[Kinds, ...]) -> Look:
    """All kinds at once; Data Matrix, which costs as much as all others, in a smaller picture."""
    rest = tuple(kind for kind in EVERY_MATRIX if kind is not Kinds.DATA_MATRIX) + more
    if view.size <= _MANY:
        return look_at(view, EVERY_MATRIX + more, scale=scale)
    smaller = (_MANY / view.size) ** 0.5
    first = look_at(view, rest, scale=scale)
    second = look_at(scaled(view, smaller), (Kinds.DATA_MATRIX,), scale=scale * smaller)
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
