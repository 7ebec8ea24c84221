"""Work off the GUI thread: it is given frozen values, imports no Qt, and its end comes back by signal.

The namespace `Qt` takes 10 ms to load: it is not wanted before the first paint, as this module is.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

if TYPE_CHECKING:
    from companion.model.error import CompanionError

T = TypeVar("T")


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
        from PySide6.QtCore import Qt

        delivery = _Delivery(done, failed)
        delivery.ended.connect(self._running.discard, Qt.ConnectionType.QueuedConnection)
        self._running.add(delivery)
        self._pool.start(_Work(work, delivery))

    def finish(self) -> None:
        """Wait for what is under way; its results are dropped."""
        for delivery in self._running:
            delivery.drop()
        self._pool.waitForDone()


class _Delivery(QObject):
    """Carries a result from a thread of the pool to the GUI thread."""

    finished = Signal(object)
    refused = Signal(object)
    broken = Signal(object)
    ended = Signal(object)

    def __init__(self, done: Callable[[Any], object], failed: "Callable[[CompanionError], object]") -> None:
        from PySide6.QtCore import Qt

        super().__init__()
        self._dropped = False
        self._done = done
        self._failed = failed
        queued = Qt.ConnectionType.QueuedConnection
        self.finished.connect(self._on_finished, queued)
        self.refused.connect(self._on_refused, queued)
        self.broken.connect(self._on_broken, queued)

    def drop(self) -> None:
        """Deliver nothing any more."""
        self._dropped = True

    def _on_finished(self, result: Any) -> None:
        if not self._dropped:
            self._done(result)

    def _on_refused(self, error: "CompanionError") -> None:
        if not self._dropped:
            self._failed(error)

    def _on_broken(self, error: BaseException) -> None:
        raise error


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
