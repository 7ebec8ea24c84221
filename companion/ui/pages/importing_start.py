"""How an import begins: files, a folder or the clipboard."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog

from companion.ui.dropping import card_in, copied, paths_in
from companion.ui.widgets.empty_state import EmptyState, FirstStep


class ImportStart(EmptyState):
    """Asks what is to be imported; knows no store."""

    paths_chosen = Signal(object)
    card_chosen = Signal(bytes, str)
    """A contact card, and where it came from."""
    nothing_found = Signal(str)
    """A sentence."""

    def __init__(self) -> None:
        steps = (
            FirstStep(
                "files",
                "file-text",
                QCoreApplication.translate("ImportStart", "Choose files"),
                QCoreApplication.translate("ImportStart", "vCard, CSV, calendar, or a .zip of them"),
            ),
            FirstStep(
                "folder",
                "folder-open",
                QCoreApplication.translate("ImportStart", "Choose a folder"),
                QCoreApplication.translate("ImportStart", "Everything in it that can be read"),
            ),
            FirstStep(
                "paste",
                "clipboard-paste",
                QCoreApplication.translate("ImportStart", "Paste from the clipboard"),
                QCoreApplication.translate("ImportStart", "A contact card or files that you copied"),
            ),
        )
        sentence = QCoreApplication.translate(
            "ImportStart", "Or drop them anywhere on this window. You see everything before it is stored."
        )
        super().__init__(
            "upload", QCoreApplication.translate("ImportStart", "Import contacts"), sentence, steps
        )

    def choose_files(self) -> None:
        """Ask for files."""
        from companion.workflow.exchange.source import SUFFIXES

        endings = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        dialog = self._dialog(self.tr("Import contacts"), QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [f"{self.tr('What can be imported')} ({endings})", f"{self.tr('All files')} (*)"]
        )
        dialog.open()

    def choose_folder(self) -> None:
        """Ask for a folder."""
        self._dialog(self.tr("Import a folder"), QFileDialog.FileMode.Directory).open()

    def paste(self) -> None:
        """Read the contact card or the files that were copied."""
        data = copied()
        paths, card = paths_in(data), card_in(data)
        if paths:
            self.paths_chosen.emit(paths)
        elif card is not None:
            self.card_chosen.emit(card, self.tr("clipboard"))
        else:
            self.nothing_found.emit(self.tr("There is no contact card and no file in the clipboard."))

    def _dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self.window(), title)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(lambda names: self.paths_chosen.emit([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        return dialog
