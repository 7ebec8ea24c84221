"""Drawing codes: what the modules cost, with the best mask and while typing, and each picture of them."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from benchmarks.figure import Figure, percentile
from companion.formats.contact_code import ROOM
from companion.model.code import Symbol
from companion.qr.draw import draw
from companion.qr.pdf import pdf
from companion.qr.png import png
from companion.qr.svg import svg
from companion.qr.terminal import half_blocks

_CARDS = 40
_ROUNDS = 3
_LETTERS = "abcdefghijklmnopqrst 0123456789;:@.éłß王"
_MASK = 3


def drawing_figures() -> Iterator[Figure]:
    """The modules of codes as large as they become by themselves, and the pictures of one."""
    texts = [*_texts()]
    draw(texts[0])
    yield _figure(
        "a code of version 10, best mask, read back, CPU p95", 20.0, [partial(draw, one) for one in texts]
    )
    typed = [partial(draw, one, mask=_MASK) for one in texts]
    yield _figure("the same while typing, with a fixed mask, CPU p95", 5.0, typed)
    symbol = draw(texts[0])
    pictures: Sequence[Callable[[Symbol], object]] = (png, svg, pdf, half_blocks)
    png(symbol)
    yield _figure(
        "a picture of it (PNG, SVG, PDF, terminal), CPU p95", 20.0, [partial(one, symbol) for one in pictures]
    )


def _texts() -> Iterator[str]:
    """Cards in several scripts that fill version 10."""
    for seed in range(_CARDS):
        text = "BEGIN:VCARD\r\n"
        chance = random.Random(seed)
        while len(text.encode()) < ROOM - 3:
            text += chance.choice(_LETTERS)
        yield text


def _figure(what: str, limit: float, calls: Sequence[Callable[[], object]]) -> Figure:
    return Figure(what, "ms", percentile([_milliseconds(one) for one in calls], 0.95), limit, 1.0)


def _milliseconds(call: Callable[[], object]) -> float:
    """Processor time of this thread, the best of some rounds."""
    spent = []
    for _ in range(_ROUNDS):
        started = time.thread_time()
        call()
        spent.append(time.thread_time() - started)
    return min(spent) * 1000
