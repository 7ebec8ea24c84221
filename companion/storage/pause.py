"""Making very many records at once without their being looked through again and again."""

import gc
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

_MANY = 1000


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the cycle collector from work that makes no cycles: it takes a third of the time of an import.

    All that was made is looked through once when it goes on. Never `gc.freeze` here: another thread may be
    amid a collection (one that waits for Qt to destroy something lets others run), which would crash.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def paused_for(count: int) -> AbstractContextManager[None]:
    """As `collector_paused`, where so many records are worth it."""
    return collector_paused() if count > _MANY else nullcontext()
