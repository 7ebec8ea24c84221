"""What other programs get of people who are dragged out of the window or copied in it."""

import shutil
import tempfile
import weakref
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMetaType, QMimeData, QUrl

from companion.model.error import DiskError

if TYPE_CHECKING:
    from companion.workflow.exchange.handing import Handed

_CARDS = ("text/vcard", "text/x-vcard", "text/directory")
_FILES = "text/uri-list"
_TEXT = "text/plain"


class HandedFiles:
    """Files of cards that other programs copy from here; they go when the program ends."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._numbers = count(1)

    def put(self, handed: "Handed") -> Path:
        """Write a file of cards that only the user can read; raises DiskError."""
        try:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="companion-"))
                # Whoever took a file may copy it a good while after it was dropped.
                weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            path = self._folder / str(next(self._numbers)) / handed.file_name
            path.parent.mkdir(mode=0o700)
            path.touch(mode=0o600)
            path.write_bytes(handed.cards)
        except OSError as error:
            raise DiskError(Path(tempfile.gettempdir()), error.strerror or str(error)) from error
        return path


def data_of(handed: "Handed", path: Path | None) -> QMimeData:
    """People as cards, as a file of cards, where there is one, and as text."""
    data = QMimeData()
    for kind in _CARDS:
        data.setData(kind, QByteArray(handed.cards))
    if path is not None:
        data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setText(handed.text)
    return data


class PeopleData(QMimeData):
    """The same, made once somebody asks for it: for what is dragged, and may be dropped nowhere.

    `make` and `write` give None for what cannot be had; the other program gets nothing then.
    """

    def __init__(self, make: "Callable[[], Handed | None]", write: "Callable[[Handed], Path | None]") -> None:
        super().__init__()
        self._make = make
        self._write = write
        self._handed: Handed | None = None
        self._file: Path | None = None

    def formats(self) -> list[str]:
        """The most telling first."""
        return [*_CARDS, _FILES, _TEXT]

    def hasFormat(self, mimetype: str) -> bool:
        """Whether people can be had in that form."""
        return mimetype in self.formats()

    def retrieveData(self, mimetype: str, preferred: QMetaType | QMetaType.Type) -> object:
        """People in one of the forms; None for what is not to be had."""
        if not self.hasFormat(mimetype):
            return None
        self._handed = handed = self._handed or self._make()
        if handed is None:
            return None
        if mimetype in _CARDS:
            return QByteArray(handed.cards)
        if mimetype == _TEXT:
            return handed.text
        self._file = self._file or self._write(handed)
        return [QUrl.fromLocalFile(str(self._file))] if self._file is not None else None
