"""What codes are in pictures that were chosen, dropped, copied or grabbed from the screen; runs in jobs, without Qt."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from companion.model.code import Code
from companion.model.payload import Payload
from companion.model.problem import Problem, ProblemCode, offending
from companion.qr.luma import Luma
from companion.qr.opening import MOST_BYTES
from companion.qr.read import read_luma, read_picture
from companion.workflow.exchange.paper import read_photo
from companion.workflow.exchange.source import PICTURES

_MOST_FILES = 1000
"""Of a folder."""
_MOST_SEEN = 20_000
"""Names that are looked at in a folder, whatever they are."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one picture held."""

    source: str
    """The name of the file, or what else it was."""
    codes: tuple[Code, ...] = ()
    problems: tuple[Problem, ...] = ()
    paper: Payload | None = None
    """The paper card that it shows, where the user says that it does and it has no code."""

    @property
    def is_blank(self) -> bool:
        """Whether it is a picture, and nothing was found in it."""
        return not self.codes and not self.problems and self.paper is None


def pictures_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files named, and of folders the pictures in them, in the order of their names; links are not followed."""
    return tuple(islice(_found(paths), _MOST_FILES))


def _found(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from _walked(path)
        else:
            yield path


def _walked(folder: Path) -> Iterator[Path]:
    seen = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            seen += 1
            if seen > _MOST_SEEN:
                return
            file = Path(place) / name
            if (
                file.suffix.lower() in PICTURES
                and not name.startswith(".")
                and file.is_file()
                and not file.is_symlink()
            ):
                yield file


def read_file(path: Path) -> Reading:
    """The codes in a picture file; one that cannot be opened gives the problem."""
    content = _content(path)
    if isinstance(content, Problem):
        return Reading(path.name, problems=(content,))
    codes, problems = read_picture(content)
    return Reading(path.name, codes, problems)


def read_paper_file(path: Path) -> Reading:
    """What a photo of a paper card says; one that cannot be opened gives the problem."""
    content = _content(path)
    if isinstance(content, Problem):
        return Reading(path.name, problems=(content,))
    return read_paper(content, path.name)


def read_paper(content: bytes, source: str) -> Reading:
    """What a photo of a paper card says: by its code where it has one, else by its print."""
    codes, problems = read_picture(content)
    if codes or problems:
        return Reading(source, codes, problems)
    paper = read_photo(content)
    damaged = (Problem(ProblemCode.BAD_PICTURE, 0, 0, is_refusal=True),) if paper is None else ()
    return Reading(source, problems=damaged, paper=paper)


def _content(path: Path) -> bytes | Problem:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = offending(error.strerror or str(error))
        return Problem(ProblemCode.UNREADABLE, 0, 0, text=reason, is_refusal=True)


def read_memory(luma: Luma, source: str) -> Reading:
    """The codes in a picture that lies in memory."""
    codes, problems = read_luma(luma)
    return Reading(source, codes, problems)
