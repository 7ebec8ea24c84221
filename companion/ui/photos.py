"""The photos of people, small: read and decoded off the GUI thread when they are first drawn."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from companion.ui.jobs import Jobs
from companion.ui.widgets.face import Faces

if TYPE_CHECKING:
    from companion.model.blob import Blob
    from companion.storage.engine import Connection

Key = tuple[str, int]
"""The digest of a photo, and the side in pixels."""

Source = Callable[[Sequence[Key]], Mapping[Key, bytes | None]]
"""Gives small pictures as PNG, on any thread; those it leaves out are asked for again."""

_KEPT = 600
"""Pictures that are kept; of one screen there are about ten."""
_WAITING = 48
"""More are not waited for: a list that is scrolled fast has long left them behind."""
_AT_ONCE = 8


class Photos(Faces):
    """Keeps what was decoded of late; the newest wish comes first."""

    def __init__(self, jobs: Jobs, source: Source, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._source = source
        self._kept: OrderedDict[Key, QImage | None] = OrderedDict()
        self._wanted: OrderedDict[Key, None] = OrderedDict()
        self._is_reading = False

    @property
    def is_busy(self) -> bool:
        """Whether pictures are being read."""
        return self._is_reading

    def face(self, photo: str, side: int) -> QImage | None:
        """The picture, if it was read already; else `changed` tells when it is worth asking again."""
        key = (photo, side)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._wanted[key] = None
        self._wanted.move_to_end(key)
        if len(self._wanted) > _WAITING:
            self._wanted.popitem(last=False)
        self._read_next()
        return None

    def _read_next(self) -> None:
        if self._is_reading or not self._wanted:
            return
        keys = [self._wanted.popitem()[0] for _ in range(min(_AT_ONCE, len(self._wanted)))]
        self._is_reading = True
        self._jobs.start(
            lambda: self._source(keys),
            done=self._on_read,
            # The desk says what is wrong with the data; here initials do.
            failed=lambda _error: self._on_read(dict.fromkeys(keys)),
        )

    def _on_read(self, read: Mapping[Key, bytes | None]) -> None:
        self._is_reading = False
        for key, content in read.items():
            self._kept[key] = _image(content) if content is not None else None
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        if any(content is not None for content in read.values()):
            self.changed.emit()
        self._read_next()


def _image(content: bytes) -> QImage:
    image = QImage()
    image.loadFromData(content, "PNG")
    return image


def kept_portraits(connection: "Connection", keys: Sequence[Key]) -> Mapping[Key, bytes | None]:
    """The small pictures of photos that are stored; None for one that is gone, or that is no picture."""
    from companion.storage.queries.card import blob_with

    return portraits(lambda digest: blob_with(connection, digest), keys)


def portraits(find: "Callable[[str], Blob | None]", keys: Sequence[Key]) -> Mapping[Key, bytes | None]:
    """The small pictures of photos; None for one that is not found, or that is no picture."""
    from companion.picture.photo import portrait

    found: dict[Key, bytes | None] = {}
    for digest, side in keys:
        blob = find(digest)
        found[digest, side] = portrait(blob.content, side=side) if blob is not None else None
    return found
