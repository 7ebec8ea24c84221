"""Identities of records: time-ordered UUIDs, and names that always give the same one."""

import os
import struct
import threading
import time
from uuid import UUID, uuid5

Id = UUID

_FOLLOW_UP_NAMESPACE = UUID("6f1f6f0e-6d1c-5f0e-9a55-3c0f5a0a7b11")

_FETCHED = 64
_VERSION_AND_VARIANT = 0x7 << 76 | 0b10 << 62
_RANDOM_BITS = (1 << 62) - 1
_PAIR_NAMESPACE = UUID("0d6b6a52-9d0b-5a0e-8d0c-5b1b1f6f2c34")


class _Clock:
    """Time stamps of a millisecond and a 4096th, never the same one twice, with random bits beside them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self._random: list[int] = []

    def number(self) -> int:
        """The next identity; bits of the system are fetched for many at once: an import makes very many."""
        milliseconds, rest = divmod(time.time_ns(), 1_000_000)
        now = milliseconds << 12 | (rest << 12) // 1_000_000
        with self._lock:
            stamp = self._last = now if now > self._last else self._last + 1
            if not self._random:
                self._random = list(struct.unpack(f"{_FETCHED}Q", os.urandom(8 * _FETCHED)))
            random = self._random.pop()
        return stamp >> 12 << 80 | (stamp & 0xFFF) << 64 | random & _RANDOM_BITS | _VERSION_AND_VARIANT


_clock = _Clock()


def new_id() -> Id:
    """A UUIDv7 (RFC 9562, section 5.7): sorts by time made, strictly increasing in one process.

    48 bits hold milliseconds, the 12 bits of ``rand_a`` the fraction of one (method 3 of
    section 6.2); a tie is broken by counting on.
    """
    return UUID(int=_clock.number())


def follow_up_id(person_id: Id, reason: str, source_id: Id) -> Id:
    """The one identity of "write to this person, for this reason, because of that record"."""
    return uuid5(_FOLLOW_UP_NAMESPACE, f"{person_id}:{reason}:{source_id}")


def pair_id(a: Id, b: Id) -> Id:
    """The one identity of two people, whichever is named first."""
    first, second = sorted((a, b))
    return uuid5(_PAIR_NAMESPACE, f"{first}:{second}")
