"""The ways of codes into the window: files, folders, the clipboard and the screen; each picture is read in a job."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QObject, Signal
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from companion.model.problem import Problem, ProblemCode
from companion.ui.desk import Desk
from companion.ui.dropping import copied, paths_in, picture_in
from companion.ui.luma_of import luma_of
from companion.ui.screen import ScreenReader, Shot, is_wayland

if TYPE_CHECKING:
    from companion.model.error import CompanionError
    from companion.ui.models.scan_reading import Reading

_QUALITY = 95
"""Of the JPEG that a picture in memory becomes: print stays sharp, and it is quickly made."""


@dataclass(frozen=True, slots=True)
class Work:
    """How one picture is read."""

    read: "Callable[[], Reading]"
    as_paper: "Callable[[], Work] | None" = None
    """Makes the work that reads it as a photo of a paper card, where it may be one."""


@dataclass(slots=True)
class Errand:
    """Pictures that are read one after the other, and what was found in them so far."""

    works: list[Work]
    shots: Sequence[Shot] = ()
    """Where it is the screen that is read."""
    count: int = 0
    codes: int = 0
    is_called_off: bool = False
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    """Of which picture, and what."""
    blanks: "list[Callable[[], Work]]" = field(default_factory=list)
    """How those in which nothing was found are read as paper cards."""


class ScanWays(QObject):
    """Reads what the user shows, one picture after the other; the next errand waits for the one before."""

    was_read = Signal(object)
    """A Reading."""
    text_found = Signal(str)
    """A text that may be that of a code."""
    stepped = Signal(int, int)
    """Which picture is read now, and of how many."""
    ended = Signal(object)
    """An Errand: all its pictures were read, or it was called off."""
    nothing_found = Signal(str)
    """A sentence: there was no picture to read."""

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self.screen = ScreenReader(page)
        self.screen.taken.connect(self._on_taken)
        self._wants_region = False
        self._errands: list[Errand] = []
        self._is_reading = False

    @property
    def is_busy(self) -> bool:
        """Whether pictures are being read."""
        return self._is_reading

    # What the user shows

    def choose_files(self) -> None:
        """Ask for pictures."""
        self._ask_for_files(self.tr("Pictures with codes"), self.open_paths)

    def choose_papers(self) -> None:
        """Ask for photos of paper cards."""
        self._ask_for_files(self.tr("Photos of paper cards"), self.open_papers)

    def choose_folder(self) -> None:
        """Ask for a folder."""
        directory = QFileDialog.FileMode.Directory
        self._dialog(self.tr("A folder of pictures"), directory, self.open_paths).open()

    def paste(self) -> None:
        """Read what was copied: files, a picture, or the text of a code."""
        if not self.take_data(copied(), self.tr("the clipboard")):
            self.nothing_found.emit(self.tr("There is no picture and no text in the clipboard."))

    def take_data(self, data: QMimeData, source: str) -> bool:
        """Read what was copied or dropped; False when there is nothing to read."""
        paths = paths_in(data)
        image = picture_in(data) if not paths else QImage()
        text = data.text() if not paths and image.isNull() and data.hasText() else ""
        if paths:
            self.open_paths(paths)
        elif not image.isNull():
            self.open_image(image, source)
        elif text.strip():
            self.text_found.emit(text)
        return bool(paths) or not image.isNull() or bool(text.strip())

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Read pictures, and those in folders."""

        def listed() -> Sequence[Path]:
            from companion.ui.models.scan_reading import pictures_in

            return pictures_in(paths)

        self._desk.jobs.start(listed, done=self._on_listed, failed=self._on_failed)

    def open_papers(self, paths: Sequence[Path]) -> None:
        """Read photos of paper cards."""
        self._begin([_of_paper_file(path) for path in paths])

    def open_image(self, image: QImage, source: str) -> None:
        """Read a picture in memory."""
        self._begin([Work(self._looking_at(image, source), partial(_of_paper_image, image, source))])

    def open_paper(self, image: QImage, source: str) -> None:
        """Read a photo of a paper card in memory."""
        self._begin([_of_paper_image(image, source)])

    def take_for_papers(self, errand: Errand) -> None:
        """Read the pictures of an errand in which nothing was found as photos of paper cards."""
        self._begin([made() for made in errand.blanks])

    def read_screen(self) -> None:
        """Read all screens."""
        self._wants_region = False
        self.screen.take()

    def pick_region(self) -> None:
        """Let a part of the screen be picked, and read that."""
        self._wants_region = True
        self.screen.take()

    def pick_of(self, shots: Sequence[Shot], said: str = "") -> None:
        """Let a part of these pictures be picked, and read that."""
        from companion.ui.dialogs.region import RegionPicker

        pickers = [RegionPicker(shot, said) for shot in shots]

        def close_all() -> None:
            for picker in pickers:
                picker.close()
            self._page.window().activateWindow()

        for picker in pickers:
            picker.picked.connect(lambda shot: self.open_image(shot.image, self.tr("the screen")))
            picker.picked.connect(close_all)
            picker.left.connect(close_all)
            picker.open()

    def cancel(self) -> None:
        """Read no more of the pictures that wait; what is being read now is not shown either."""
        for errand in self._errands:
            errand.is_called_off = True
            errand.works.clear()
        self.stepped.emit(0, 0)

    # Reading

    def _begin(self, works: list[Work], shots: Sequence[Shot] = ()) -> None:
        self._errands.append(Errand(works, shots, len(works)))
        if not self._is_reading:
            self._read_next()

    def _read_next(self) -> None:
        self._is_reading = bool(self._errands)
        if not self._errands:
            return
        errand = self._errands[0]
        if not errand.works:
            self._errands.pop(0)
            self.ended.emit(errand)
            self._read_next()
            return
        work = errand.works.pop(0)
        self.stepped.emit(errand.count - len(errand.works), errand.count)
        done = partial(self._on_read, work)
        self._desk.jobs.start(work.read, done=done, failed=self._on_failed)

    def _on_read(self, work: Work, reading: "Reading") -> None:
        errand = self._errands[0]
        if errand.is_called_off:
            self._read_next()
            return
        errand.codes += len(reading.codes) + (reading.paper is not None)
        if reading.is_blank and work.as_paper is not None:
            errand.blanks.append(work.as_paper)
        errand.problems += [(reading.source, problem) for problem in reading.problems]
        self.was_read.emit(reading)
        self._read_next()

    def _on_failed(self, error: "CompanionError") -> None:
        self._desk.refused.emit(error)
        self._read_next()

    def _on_listed(self, paths: Sequence[Path]) -> None:
        if not paths:
            self.nothing_found.emit(self.tr("There is no picture in it."))
            return
        self._begin([Work(partial(_read_file, path), partial(_of_paper_file, path)) for path in paths])

    def _on_taken(self, shots: Sequence[Shot]) -> None:
        if not shots:
            self.nothing_found.emit(self._why_no_screen())
        elif self._wants_region:
            self.pick_of(shots)
        else:
            works = [Work(self._looking_at(shot.image, self.tr("the screen"))) for shot in shots]
            self._begin(works, shots)

    def _looking_at(self, image: QImage, source: str) -> "Callable[[], Reading]":
        luma = luma_of(image)

        def work() -> "Reading":
            from companion.ui.models.scan_reading import Reading, read_memory

            if luma is None:
                size = f"{image.width()} x {image.height()}"
                refusal = Problem(ProblemCode.PICTURE_TOO_LARGE, 0, 0, text=size, is_refusal=True)
                return Reading(source, problems=(refusal,))
            return read_memory(luma, source)

        return work

    def _why_no_screen(self) -> str:
        if is_wayland():
            return self.tr(
                "Wayland lets no program see the screen by itself. Take a screenshot of the code and paste it here."
            )
        return self.tr("The system gives no picture of the screen. Take a screenshot and paste it here.")

    def _ask_for_files(self, title: str, chosen: "Callable[[Sequence[Path]], None]") -> None:
        from companion.workflow.exchange.source import PICTURES

        endings = " ".join(f"*{ending}" for ending in PICTURES)
        dialog = self._dialog(title, QFileDialog.FileMode.ExistingFiles, chosen)
        dialog.setNameFilters([f"{self.tr('Pictures')} ({endings})", f"{self.tr('All files')} (*)"])
        dialog.open()

    def _dialog(
        self, title: str, mode: QFileDialog.FileMode, chosen: "Callable[[Sequence[Path]], None]"
    ) -> QFileDialog:
        dialog = QFileDialog(self._page.window(), title)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        return dialog


def _read_file(path: Path) -> "Reading":
    from companion.ui.models.scan_reading import read_file

    return read_file(path)


def _of_paper_file(path: Path) -> Work:
    def read() -> "Reading":
        from companion.ui.models.scan_reading import read_paper_file

        return read_paper_file(path)

    return Work(read)


def _of_paper_image(image: QImage, source: str) -> Work:
    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QImageWriter(kept, QByteArray(b"JPEG"))
    writer.setQuality(_QUALITY)
    writer.write(image)
    content = bytes(kept.data().data())

    def read() -> "Reading":
        from companion.ui.models.scan_reading import read_paper

        return read_paper(content, source)

    return Work(read)
