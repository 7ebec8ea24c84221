"""The photos of a person's paper cards: chosen, looked at and taken away."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from companion.ui.desk import Desk
from companion.ui.pages.person import PersonPane

if TYPE_CHECKING:
    from companion.model.blob import Blob
    from companion.ui.models.person import PersonFile


class PersonPhotos(QObject):
    """Brings photos to the file of the person who is shown; files and pictures are read in jobs."""

    def __init__(self, pane: PersonPane, desk: Desk, shown_file: "Callable[[], PersonFile | None]") -> None:
        super().__init__(pane)
        self._pane = pane
        self._desk = desk
        self._shown_file = shown_file
        pane.photo_wanted.connect(self.choose)
        pane.photo_opened.connect(self.open)

    def choose(self) -> None:
        """Ask for the photo of a card."""
        from companion.workflow.exchange.source import PICTURES

        endings = " ".join(f"*{ending}" for ending in PICTURES)
        dialog = QFileDialog(self._pane.window(), self.tr("Photo of their card"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{self.tr('Pictures')} ({endings})", f"{self.tr('All files')} (*)"])
        dialog.fileSelected.connect(lambda name: self.attach(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def attach(self, path: Path) -> None:
        """Keep the photo in a file with the person who is shown, whoever is shown when it is read."""
        file = self._shown_file()
        person_id = file.person_id if file is not None else None
        if person_id is None:
            return

        def work() -> "Blob":
            from companion.workflow.exchange.paper import photo_in

            return photo_in(path)

        def keep(picture: "Blob") -> None:
            from companion.storage.queries.person import person_with
            from companion.workflow.exchange.paper import attach_paper

            self._desk.change(lambda one: attach_paper(one, person_with(one, person_id), picture))

        self._desk.jobs.start(work, done=keep, failed=self._desk.refused.emit)

    def open(self, key: object, digest: str) -> None:
        """Show a photo large."""
        from companion.storage.queries.card import blob_with

        blob = self._desk.read(blob_with, digest)
        content = blob.content if blob is not None else b""

        def work() -> bytes | None:
            from companion.picture.photo import for_keeping

            # Data of others may have come in with an archive: what is shown was decoded where nothing breaks.
            return for_keeping(content)

        self._desk.jobs.start(work, done=partial(self._show, key), failed=self._desk.refused.emit)

    def _show(self, key: object, picture: bytes | None) -> None:
        from companion.ui.dialogs.photo import PhotoDialog

        name = self.tr("Photo of the card")
        dialog = PhotoDialog(self._pane.window(), name, QImage.fromData(picture or b""), removable=True)
        dialog.removal_wanted.connect(lambda: self._pane.removed.emit(key))
        dialog.open()
