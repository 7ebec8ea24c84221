"""The codes that were read and wait to be looked at, one after the other."""

from collections import deque

from companion.model.code import CodeFormat
from companion.model.payload import Payload
from companion.ui.models.scan_view import Scan

IGNORED_FOR = 5.0
"""Seconds after it was last seen in which the same text is not taken for another code."""


class ScanQueue:
    """Knows what is looked at, what waits, and what was seen just now; time is told in seconds of any clock."""

    def __init__(self) -> None:
        self._waiting: deque[Scan] = deque()
        self._seen: dict[str, float] = {}
        self._number = 0
        self._done = 0
        """How many of those that came together are done."""

    @property
    def current(self) -> Scan | None:
        """What is looked at."""
        return self._waiting[0] if self._waiting else None

    @property
    def waiting(self) -> tuple[Scan, ...]:
        """What is looked at, and what waits behind it."""
        return tuple(self._waiting)

    @property
    def place(self) -> tuple[int, int]:
        """Which of those that came together is looked at, counted from 1, and how many they are."""
        return self._done + 1, self._done + len(self._waiting)

    def is_news(self, key: str, now: float) -> bool:
        """Whether a text or photo is another one than those seen of late; it counts as seen now."""
        self._seen = {one: at for one, at in self._seen.items() if now - at < IGNORED_FOR}
        is_new = key not in self._seen and all(scan.key != key for scan in self._waiting)
        self._seen[key] = now
        return is_new

    def add(self, payload: Payload, source: str, form: CodeFormat | None) -> Scan:
        """Let one more wait."""
        self._number += 1
        scan = Scan(self._number, payload, source, form)
        self._waiting.append(scan)
        return scan

    def put_first(self, scan: Scan) -> None:
        """Look at one again before all others."""
        self._waiting.appendleft(scan)

    def replace_current(self, scan: Scan) -> None:
        """Look at the current one in another way."""
        if self._waiting:
            self._waiting[0] = scan

    def drop(self) -> Scan | None:
        """The current one is done: the next comes."""
        if not self._waiting:
            return None
        done = self._waiting.popleft()
        self._done = self._done + 1 if self._waiting else 0
        return done
