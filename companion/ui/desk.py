"""The one door for changes: views ask the desk to read and to change, and hear from it what changed."""

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from companion import settings
from companion.ui.jobs import Jobs

if TYPE_CHECKING:
    from companion.model.change import ChangeSet, Kind, Label
    from companion.model.error import CompanionError
    from companion.model.identity import Id
    from companion.storage.backup import Backup
    from companion.storage.engine import Connection
    from companion.storage.store import Store
    from companion.ui.photos import Photos
    from companion.workflow.exchange.watch import Stage, Watch

P = ParamSpec("P")
T = TypeVar("T")

_ATTEMPTS = 5
_PATIENCE = 0.15
"""Seconds that the GUI thread waits for another writer before the change is put off."""
_MANY = 1000
"""Changes above which only the kinds of records are told."""
_LONG_PATIENCE = 10.0
_POLL = 500
_PAINTED = 50
_BEFORE_IMPORT = "companion-before-import.db"
"""The copy of the data as it was before the newest import, beside those of the days."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Which records a change, ours or another program's, has touched."""

    records: "frozenset[tuple[Kind, Id]]"
    kinds: "frozenset[Kind]" = frozenset()
    """Of so many records, as an import touches, that they are not named one by one."""

    def any(self, *kinds: "Kind") -> bool:
        """Whether a record of one of these kinds is among them."""
        return any(kind in kinds for kind, _ in self.records) or not self.kinds.isdisjoint(kinds)

    def has(self, record_id: "Id") -> bool:
        """Whether that record is, or may be, among them."""
        return bool(self.kinds) or any(record_id == touched for _, touched in self.records)


@dataclass(frozen=True, slots=True)
class Done:
    """What the user has just done here, for the sentence that offers to undo it."""

    label: "Label"
    facts: dict[str, str] = field(default_factory=dict)


def _expected() -> "type[CompanionError]":
    """What can go wrong for a careful user; asked for only when something has."""
    from companion.model.error import CompanionError

    return CompanionError


def _touched_after(connection: "Connection", seq: int) -> Touched:
    from companion.storage import journal

    if journal.holds_more_after(connection, seq, _MANY):
        return Touched(frozenset(), journal.kinds_after(connection, seq))
    return Touched(frozenset(journal.touched_after(connection, seq)))


def _undoes_import(connection: "Connection") -> bool:
    from companion.model.change import Label
    from companion.storage import journal
    from companion.storage.store import owner_of

    newest = journal.undoable_entries(connection, owner_of(connection), limit=1)
    return any(entry.label in (Label.IMPORT, Label.IMPORT_EVENTS) for entry in newest)


def _redoes_import(connection: "Connection") -> bool:
    from companion.model.change import Label
    from companion.storage import journal
    from companion.storage.store import owner_of

    undone = journal.redoable_entry(connection, owner_of(connection))
    return undone is not None and undone.facts.get("label") in (Label.IMPORT, Label.IMPORT_EVENTS)


class Desk(QObject):
    """Opens the data after the first paint, reads, applies change sets and says what changed."""

    opened = Signal()
    failed = Signal(object)
    """The data could not be opened: a CompanionError."""
    changed = Signal(object)
    """Touched: by this window or by another program."""
    done = Signal(object)
    """Done: by the user, in this window."""
    refused = Signal(object)
    """Something could not be stored: a CompanionError; nothing was changed."""
    day_changed = Signal()
    """It has become another day: what is due is due on another one."""
    settings_changed = Signal()

    def __init__(self, folder: Path, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.now = clock
        self.jobs = Jobs(self)
        self.settings = settings.Settings()
        self._photos: Photos | None = None
        self._store: Store | None = None
        self._is_taking_back = False
        self._long_writes = 0
        self._collects = False
        self._seq = 0
        self._day = clock().date()
        self._poll = QTimer(self, interval=_POLL)
        self._poll.timeout.connect(self._on_poll)

    @property
    def is_open(self) -> bool:
        """Whether the data can be read."""
        return self._store is not None

    @property
    def photos(self) -> "Photos":
        """The photos of people, for all lists and pages."""
        if self._photos is None:
            from companion.ui.photos import Photos, kept_portraits

            self._photos = Photos(
                self.jobs, lambda keys: self.read(kept_portraits, keys) if self.is_open else {}, self
            )
        return self._photos

    def load_settings(self) -> None:
        """Read the settings, which the first paint needs; a broken file is said and not used."""
        try:
            self.settings = settings.load(self.folder)
        except _expected() as error:
            self.refused.emit(error)

    def change_settings(self, changed: settings.Settings) -> None:
        """Take over and keep new settings."""
        try:
            settings.save(self.folder, changed)
        except _expected() as error:
            self.refused.emit(error)
            return
        self.settings = changed
        self.settings_changed.emit()

    def open(self) -> None:
        """Open the data on a thread, since the database library is slow to load."""

        def work() -> "tuple[Store, int]":
            from companion.storage import journal
            from companion.storage.opening import open_store

            store = open_store(self.folder)
            return store, store.read(journal.last_seq)

        # It would look through all that is loaded again and again, on a thread that may destroy no window.
        self._collects = gc.isenabled()
        gc.disable()
        self.jobs.start(work, done=self._on_opened, failed=self._on_failed)

    def close(self) -> None:
        """Stop looking for changes, wait for jobs and let go of the data."""
        self._poll.stop()
        self.jobs.finish()
        self._let_collect()
        if self._store is not None:
            self._store.close()
            self._store = None

    def read(self, query: "Callable[Concatenate[Connection, P], T]", *args: P.args, **kwargs: P.kwargs) -> T:
        """What a query returns; only once `opened` was emitted."""
        return self._opened_store().read(query, *args, **kwargs)

    def read_watched(
        self,
        query: "Callable[[Connection, Watch], T]",
        *,
        stepped: "Callable[[Stage, int, int], object]",
        done: Callable[[T], object],
        failed: "Callable[[CompanionError], object]",
    ) -> Callable[[], None]:
        """Read much on a thread; returns what calls it off. `failed` then hears of a CancelledError."""
        store = self._opened_store()
        return self.jobs.watch(
            lambda watch: store.read(query, watch), stepped=stepped, done=done, failed=failed
        )

    def change(self, plan: "Callable[[Connection], tuple[T, ChangeSet]]") -> T | None:
        """Store what a plan decides and say so; None, and `refused`, when it could not be stored."""
        try:
            return self.try_change(plan)
        except _expected() as error:
            self.refused.emit(error)
            return None

    def try_change(
        self, plan: "Callable[[Connection], tuple[T, ChangeSet]]", *, patience: float = _PATIENCE
    ) -> T:
        """As `change`, but raises the CompanionError: BusyError after `patience` seconds of another's writing."""
        result, change_set = self._attempt(self._opened_store(), plan, patience=patience)
        self._say(change_set)
        return result

    def _attempt(
        self, store: "Store", plan: "Callable[[Connection], tuple[T, ChangeSet]]", *, patience: float
    ) -> "tuple[T, ChangeSet]":
        """Store what a plan decides, planning again when somebody was faster; on any thread."""
        from companion.model.error import BusyError, StaleRecordError

        for attempt in range(1, _ATTEMPTS + 1):
            result, change_set = store.read(plan)
            if not change_set:
                return result, change_set
            try:
                self._store_change(store, change_set, patience=patience)
            except StaleRecordError:
                if attempt == _ATTEMPTS:
                    raise
                continue
            return result, change_set
        raise BusyError

    def _say(self, change_set: "ChangeSet") -> None:
        if change_set:
            self._look(change_set)
            self.done.emit(Done(change_set.label, dict(change_set.facts)))

    def change_watched(
        self,
        change_set: "ChangeSet",
        *,
        stepped: "Callable[[Stage, int, int], object]",
        done: Callable[[], object],
        failed: "Callable[[CompanionError], object]",
    ) -> Callable[[], None]:
        """Store a large change set on a thread, with a copy of the data before it; returns what calls it off.

        All of it or nothing is stored. `failed` hears of a StaleRecordError when something was changed since
        it was planned, and of a CancelledError.
        """
        from companion.storage.backup import copy_verified
        from companion.workflow.exchange.watch import Stage

        store = self._opened_store()

        def work(watch: "Watch") -> None:
            watch.step(Stage.SAVING, 0, 0)
            copy_verified(store.path, store.path.parent / "backups" / _BEFORE_IMPORT)
            self._store_change(
                store,
                change_set,
                patience=_LONG_PATIENCE,
                progress=partial(watch.report, Stage.SAVING),
                cancelled=watch.is_cancelled,
            )

        def finished(_: None) -> None:
            self._long_writes -= 1
            self._look(change_set)
            done()
            self.done.emit(Done(change_set.label, dict(change_set.facts)))

        def refused(error: "CompanionError") -> None:
            self._long_writes -= 1
            failed(error)

        self._long_writes += 1
        return self.jobs.watch(work, stepped=stepped, done=finished, failed=refused)

    def undo(self) -> None:
        """Take back the user's newest change; an import, which may be large, on a thread."""
        from companion.workflow import history

        self._take_back(history.undo, self.read(_undoes_import))

    def redo(self) -> None:
        """Do again what was taken back last; an import on a thread."""
        from companion.workflow import history

        self._take_back(history.redo, self.read(_redoes_import))

    def _take_back(self, plan: "Callable[[Connection], tuple[object, ChangeSet]]", is_import: bool) -> None:
        if self._is_taking_back:
            return
        if not is_import:
            self.change(plan)
            return
        self._is_taking_back = True
        self._long_writes += 1
        store = self._opened_store()

        def done(result: "tuple[object, ChangeSet]") -> None:
            self._is_taking_back = False
            self._long_writes -= 1
            self._say(result[1])

        def failed(error: "CompanionError") -> None:
            self._is_taking_back = False
            self._long_writes -= 1
            self.refused.emit(error)

        self.jobs.start(lambda: self._attempt(store, plan, patience=_LONG_PATIENCE), done=done, failed=failed)

    def back_up(self) -> None:
        """Make the day's verified copy, unless there is one."""
        from companion.storage.backup import copy_daily

        path, today = self._opened_store().path, self.now().date()
        self.jobs.start(lambda: copy_daily(path, today), done=lambda _backup: None, failed=self.refused.emit)

    def back_up_now(
        self, *, done: "Callable[[Backup], object]", failed: "Callable[[CompanionError], object]"
    ) -> None:
        """Make a verified copy that keeps its name, whatever there is already."""
        from companion.storage.backup import copy_verified

        path = self._opened_store().path
        target = path.parent / "backups" / f"companion-{self.now():%Y-%m-%d-%H%M%S}.db"
        self.jobs.start(lambda: copy_verified(path, target), done=done, failed=failed)

    def _on_opened(self, opened: "tuple[Store, int]") -> None:
        self._store, self._seq = opened
        self._poll.start()
        self.opened.emit()
        QTimer.singleShot(_PAINTED, self, self._let_collect)
        self.back_up()

    def _on_failed(self, error: "CompanionError") -> None:
        self._let_collect()
        self.failed.emit(error)

    def _let_collect(self) -> None:
        """Let the cycle collector work again, if it did before the data was opened."""
        if self._collects:
            self._collects = False
            gc.enable()

    def _store_change(
        self,
        store: "Store",
        change_set: "ChangeSet",
        *,
        patience: float,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        store.apply(change_set, at=self.now(), patience=patience, progress=progress, cancelled=cancelled)

    def _on_poll(self) -> None:
        # What is being written here is told at its end: while the disk is busy, to look would hold the window up.
        if not self._long_writes:
            self._look()

    def _look(self, ours: "ChangeSet | None" = None) -> None:
        """Say what was changed since the last look, by whomever; the last change may be known to be ours."""
        from companion.storage import journal

        if self.now().date() != self._day:
            self._day = self.now().date()
            self.day_changed.emit()
        try:
            newest = self.read(journal.last_seq)
            if newest == self._seq:
                return
            if ours is not None and len(ours.changes) > _MANY and newest == self._seq + 1:
                touched = Touched(frozenset(), frozenset(change.kind for change in ours.changes))
            else:
                touched = self.read(_touched_after, self._seq)
        except _expected() as error:
            self._poll.stop()
            self.refused.emit(error)
            return
        self._seq = newest
        self.changed.emit(touched)

    def _opened_store(self) -> "Store":
        if self._store is None:
            raise RuntimeError("the data is read before it was opened")
        return self._store
