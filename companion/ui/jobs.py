"""Work off the GUI thread: it is given frozen values, imports no Qt, and its end comes back by signal.

The namespace `Qt` takes 10 ms to load: it is not wanted before the first paint, as this module is.
"""

from collections.abc import Callable
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

if TYPE_CHECKING:
    from companion.model.error import CompanionError
    from companion.workflow.exchange.watch import Stage, Watch

T = TypeVar("T")

_BETWEEN_STEPS = 0.05
"""Seconds between two steps that are told: more often nobody sees."""


class Jobs(QObject):
    """Starts work on a pool of threads and delivers its result on the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: set[_Delivery] = set()

    def start(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], object],
        failed: "Callable[[CompanionError], object]",
    ) -> None:
        """Run `work` on a thread; `done` or `failed` is called on this one. Other errors fly."""
        self._start(work, _Delivery(done, failed))

    def watch(
        self,
        work: "Callable[[Watch], T]",
        *,
        stepped: "Callable[[Stage, int, int], object]",
        done: Callable[[T], object],
        failed: "Callable[[CompanionError], object]",
    ) -> Callable[[], None]:
        """As `start`, for long work that says how far it is; returns what calls it off.

        Work that was called off fails with CancelledError, unless it was done already; so does work in which
        an error flies, which flies on.
        """
        from companion.workflow.exchange.watch import Watch

        delivery = _Delivery(done, failed, stepped)
        watch = Watch(_Reporter(delivery), delivery.cancelled.is_set)
        self._start(lambda: work(watch), delivery)
        return delivery.cancelled.set

    def finish(self) -> None:
        """Wait for what is under way, calling off what can be; results are dropped."""
        for delivery in self._running:
            delivery.drop()
        self._pool.waitForDone()

    def _start(self, work: Callable[[], T], delivery: "_Delivery") -> None:
        from PySide6.QtCore import Qt

        delivery.ended.connect(self._running.discard, Qt.ConnectionType.QueuedConnection)
        self._running.add(delivery)
        self._pool.start(_Work(work, delivery))


class _Delivery(QObject):
    """Carries steps and a result from a thread of the pool to the GUI thread."""

    stepped = Signal(object, int, int)
    finished = Signal(object)
    refused = Signal(object)
    broken = Signal(object)
    ended = Signal(object)

    def __init__(
        self,
        done: Callable[[Any], object],
        failed: "Callable[[CompanionError], object]",
        stepped: "Callable[[Stage, int, int], object] | None" = None,
    ) -> None:
        from PySide6.QtCore import Qt

        super().__init__()
        self.cancelled = Event()
        self._dropped = False
        self._done = done
        self._failed = failed
        self._on_step = stepped
        queued = Qt.ConnectionType.QueuedConnection
        self.stepped.connect(self._on_stepped, queued)
        self.finished.connect(self._on_finished, queued)
        self.refused.connect(self._on_refused, queued)
        self.broken.connect(self._on_broken, queued)

    def drop(self) -> None:
        """Deliver nothing any more."""
        self._dropped = True
        self.cancelled.set()

    def _on_stepped(self, stage: "Stage", done: int, total: int) -> None:
        if not self._dropped and self._on_step is not None:
            self._on_step(stage, done, total)

    def _on_finished(self, result: Any) -> None:
        if not self._dropped:
            self._done(result)

    def _on_refused(self, error: "CompanionError") -> None:
        if not self._dropped:
            self._failed(error)

    def _on_broken(self, error: BaseException) -> None:
        from companion.model.error import CancelledError

        if self._on_step is not None and not self._dropped:
            # Whoever looks on has to know that it has ended.
            self._failed(CancelledError())
        raise error


class _Reporter:
    """Tells each stage, and then a step now and then."""

    def __init__(self, delivery: _Delivery) -> None:
        self._delivery = delivery
        self._stage: Stage | None = None
        self._told = 0.0

    def __call__(self, stage: "Stage", done: int, total: int) -> None:
        now = perf_counter()
        if stage is not self._stage or now - self._told >= _BETWEEN_STEPS:
            self._stage, self._told = stage, now
            self._delivery.stepped.emit(stage, done, total)


class _Work(QRunnable, Generic[T]):
    def __init__(self, work: Callable[[], T], delivery: _Delivery) -> None:
        super().__init__()
        self._work = work
        self._delivery = delivery

    def run(self) -> None:
        """Do the work on a thread of the pool."""
        from companion.model.error import CompanionError

        delivery = self._delivery
        try:
            result = self._work()
        except CompanionError as error:
            delivery.refused.emit(error)
        except BaseException as error:  # noqa: BLE001 - handed to the GUI thread, which raises it
            delivery.broken.emit(error)
        else:
            delivery.finished.emit(result)
        delivery.ended.emit(delivery)
