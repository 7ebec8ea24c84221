"""How far long work has come, on a terminal."""

import sys

from companion.wording.stage import STAGES
from companion.workflow.exchange.watch import Stage, Watch

_CLEAR = "\r\x1b[K"
_WIDTH = 24


class Bar:
    """One line on stderr, rewritten in place; nothing where no terminal looks on."""

    def __init__(self, *, quiet: bool) -> None:
        self._is_shown = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self._last = ""

    @property
    def watch(self) -> Watch:
        """What the work reports to."""
        return Watch(report=self._report)

    def clear(self) -> None:
        """Take the line away."""
        if self._last:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
            self._last = ""

    def _report(self, stage: Stage, done: int, total: int) -> None:
        if not self._is_shown:
            return
        filled = _WIDTH * done // total if total else 0
        drawn = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {done} / {total}" if total else str(done)
        line = f"{STAGES[stage]} {drawn}"
        if line != self._last:
            sys.stderr.write(f"{_CLEAR}{line}")
            sys.stderr.flush()
            self._last = line
