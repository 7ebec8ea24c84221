"""What is scanned and not kept yet, written down while it is looked at."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from companion.ui.desk import Desk
from companion.ui.scan_draft import ScanDraft

if TYPE_CHECKING:
    from companion.ui.models.scanning import Scanning

_SOON = 500
"""Milliseconds after a key, or another code, at which the draft is written."""


class ScanDrafting(QObject):
    """Writes the draft soon after anything has changed, and gives it back once."""

    def __init__(self, desk: Desk, typed: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._typed = typed
        self._draft = ScanDraft(desk.folder)
        self._scanning: Scanning | None = None
        self._fails = False
        self._keeping = QTimer(self, singleShot=True, interval=_SOON)
        self._keeping.timeout.connect(self.keep)

    @property
    def is_there(self) -> bool:
        """Whether something waits since the program ran last."""
        return self._draft.is_there

    def restore(self, scanning: "Scanning") -> None:
        """Let wait again what waited when the program ran last, and follow what comes."""
        self._scanning = scanning
        scans, line = self._draft.read()
        scanning.restore(scans, line)
        scanning.shown.connect(self.soon)

    def soon(self) -> None:
        """Something is to be written."""
        self._keeping.start()

    def keep_now(self) -> None:
        """Write what is to be written, while there is time."""
        if self._keeping.isActive():
            self.keep()

    def keep(self) -> None:
        """Write the draft."""
        self._keeping.stop()
        if self._scanning is None:
            return
        try:
            self._draft.write(self._scanning.drafts, self._typed())
        except OSError as error:
            self._say_fails(error)
        else:
            self._fails = False

    def _say_fails(self, error: OSError) -> None:
        from companion.model.error import DiskError

        if not self._fails:
            self._fails = True
            self._desk.refused.emit(DiskError(self._draft.path, error.strerror or str(error)))
