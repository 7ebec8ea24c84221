"""Opening what the user names: files, folders and archives, within limits; nothing is read as cards here."""

import errno
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path, PurePosixPath

from companion.formats.signature import picture_kind_of
from companion.model.error import NotFoundError
from companion.model.problem import Problem, ProblemCode, offending

LONGEST_FILE = 64 << 20
"""Bytes of one file, but for an archive of everything."""
_LONGEST_JSON = 512 << 20
"""Bytes of an archive of everything, photos included."""
_LONGEST_ARCHIVE = 200 << 20
"""Bytes of all that an archive holds, unpacked."""
_TIGHTEST = 100
"""An archive whose content is so many times its size was made to burst."""
_SMALL = 1 << 20
"""So much may be in any archive, however tightly packed."""


class Format(StrEnum):
    """What the bytes of a file are read as; the values are those of `import --format`."""

    VCARD = "vcf"
    TABLE = "csv"
    CALENDAR = "ics"
    ARCHIVE = "json"
    NAMES = "names"
    PICTURE = "picture"
    """Codes in it are read."""


PICTURES = (".png", ".jpg", ".jpeg", ".jfif", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".heic", ".heif")
"""The endings of pictures that codes are looked for in."""
_OPENED = frozenset({"image", "heic"})
_SUFFIXES = {
    ".vcf": Format.VCARD,
    ".vcard": Format.VCARD,
    ".vct": Format.VCARD,
    ".csv": Format.TABLE,
    ".tsv": Format.TABLE,
    ".tab": Format.TABLE,
    ".ics": Format.CALENDAR,
    ".ical": Format.CALENDAR,
    ".ifb": Format.CALENDAR,
    ".icalendar": Format.CALENDAR,
    ".json": Format.ARCHIVE,
    ".txt": Format.NAMES,
    **dict.fromkeys(PICTURES, Format.PICTURE),
}
_ARCHIVE = ".zip"
SUFFIXES = (*_SUFFIXES, _ARCHIVE)
"""The endings of the files that can be imported."""


@dataclass(frozen=True, slots=True)
class Material:
    """The bytes of one file, and what they are read as."""

    file: str
    """As it is shown: the path, in an archive `friends.zip/ana.vcf`."""
    content: bytes
    format: Format
    within: str = ""
    """The folder or archive in which it was found; empty for a file that was named."""


def materials(
    paths: Sequence[Path], *, form: Format | None = None, endings: Sequence[str] = SUFFIXES
) -> Iterator[Material | Problem]:
    """The files named, one after the other; a refused one is a Problem, the others come.

    Of folders and archives those with one of the `endings` come, in the order of their names; links are
    not followed, and a text is no list of names there. Where none comes, that is a Problem. `form` reads
    every file as that. Raises NotFoundError for a path that is not there.
    """
    refuse_missing(paths)
    for path in paths:
        found = _found_at(path, form, frozenset(endings))
        first = next(found, None)
        yield first or _refusal(ProblemCode.NO_CARD, str(path), "folder" if path.is_dir() else "archive")
        yield from found


def refuse_missing(paths: Sequence[Path]) -> None:
    """Raise NotFoundError for the first of them that is not there."""
    missing = [path for path in paths if not _is_there(path)]
    if missing:
        raise NotFoundError("file", str(missing[0]))


def _found_at(path: Path, form: Format | None, endings: Set[str]) -> Iterator[Material | Problem]:
    unlisted: list[OSError] = []
    for file in _files_in(path, endings, unlisted):
        within = "" if file == path else str(path)
        yield from (
            one for one in _opened(file, form, endings, within) if not within or form or not _is_prose(one)
        )
    for error in unlisted:
        yield _refusal(ProblemCode.UNREADABLE, str(error.filename), error.strerror or str(error))


def _is_there(path: Path) -> bool:
    """Whether there is something of that name, as far as the system lets us see."""
    try:
        return path.exists()
    except OSError as error:
        return error.errno == errno.EACCES


def _files_in(path: Path, endings: Set[str], unlisted: list[OSError]) -> Iterator[Path]:
    """The files of a folder; folders that cannot be looked into are `unlisted`."""
    if not os.path.isdir(path):  # noqa: PTH112 - pathlib raises for what we may not see
        yield path
        return
    for place, folders, names in os.walk(path, onerror=unlisted.append):
        folder = Path(place)
        folders.sort()
        for name in sorted(names):
            file = folder / name
            is_hidden = name.startswith(".") or file.is_symlink()
            # Some things in a folder are no files, and to read them would never end.
            if file.suffix.lower() in endings | {_ARCHIVE} and not is_hidden and file.is_file():
                yield file


def _opened(path: Path, form: Format | None, endings: Set[str], within: str) -> Iterator[Material | Problem]:
    name = str(path)
    try:
        size = path.stat().st_size
        is_archive = path.suffix.lower() == _ARCHIVE and form is None
        longest = _longest(path, is_archive=is_archive)
        content = b""
        if size <= longest:
            with path.open("rb") as file:
                # What is no file on a disk tells no size, and may never end.
                content = file.read(longest + 1)
    except OSError as error:
        yield _refusal(ProblemCode.UNREADABLE, name, error.strerror or str(error))
        return
    if max(size, len(content)) > longest:
        yield _too_large(name, max(size, len(content)))
    elif form is None and (is_archive or _is_zip(path, content)):
        yield from _unpacked(name, content, endings)
    else:
        yield Material(name, content, form or format_of(name, content), within)


def _too_large(name: str, size: int) -> Problem:
    """That a file is too large; a picture cannot be divided."""
    if PurePosixPath(name).suffix.lower() in PICTURES:
        return _refusal(ProblemCode.PICTURE_TOO_LARGE, name, "")
    return _refusal(ProblemCode.FILE_TOO_LARGE, name, str(size))


def _longest(path: Path, *, is_archive: bool) -> int:
    if is_archive:
        return _LONGEST_ARCHIVE
    return _LONGEST_JSON if path.suffix.lower() == ".json" else LONGEST_FILE


def _is_zip(path: Path, content: bytes) -> bool:
    return path.suffix.lower() not in _SUFFIXES and content.startswith(b"PK\x03\x04")


def format_of(name: str, content: bytes) -> Format:
    """What a file is read as: by its ending, else by its first bytes."""
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    start = content[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").replace(b"\0", b"")[:32].upper()
    if suffix in _SUFFIXES and suffix != ".txt":
        return _SUFFIXES[suffix]
    if start.startswith(b"BEGIN:VCALENDAR"):
        return Format.CALENDAR
    if start.startswith(b"BEGIN:VCARD"):
        return Format.VCARD
    if start.startswith((b"{", b"[")):
        return Format.ARCHIVE
    if suffix not in _SUFFIXES and picture_kind_of(content) in _OPENED:
        return Format.PICTURE
    return _SUFFIXES.get(suffix, Format.VCARD)


def _unpacked(
    name: str, content: bytes, endings: Set[str] = frozenset(SUFFIXES)
) -> Iterator[Material | Problem]:
    """The files in an archive, each within the limits; those outside its folder are refused."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = sorted(archive.infolist(), key=lambda entry: entry.filename)
            left = min(_LONGEST_ARCHIVE, max(len(content) * _TIGHTEST, _SMALL))
            for entry in entries:
                inside = f"{name}/{entry.filename}"
                if entry.is_dir() or not _is_wanted(entry, endings):
                    continue
                if _is_unsafe(entry):
                    yield _refusal(ProblemCode.ARCHIVE_UNSAFE, inside, entry.filename)
                    continue
                if entry.filename.lower().endswith(_ARCHIVE):
                    yield _refusal(ProblemCode.NO_CARD, inside, "nested")
                    continue
                unpacked = _read_entry(archive, entry, left)
                if isinstance(unpacked, Problem):
                    yield _named(unpacked, inside)
                    if unpacked.code is ProblemCode.ARCHIVE_UNSAFE:
                        return
                    continue
                left -= len(unpacked)
                found = Material(inside, unpacked, format_of(entry.filename, unpacked), name)
                if not _is_prose(found):
                    yield found
    except (zipfile.BadZipFile, EOFError, zlib.error, ValueError, OSError) as error:
        yield _refusal(ProblemCode.BAD_FILE, name, str(error))


def _is_prose(found: Material | Problem) -> bool:
    """Whether it is a text that nobody has named as a list of names: beside contacts it is a "read me"."""
    return isinstance(found, Material) and found.format is Format.NAMES


def _is_wanted(entry: zipfile.ZipInfo, endings: Set[str]) -> bool:
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    is_shadow = any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
    return not is_shadow and PurePosixPath(entry.filename).suffix.lower() in endings | {_ARCHIVE}


def _is_unsafe(entry: zipfile.ZipInfo) -> bool:
    """Whether a name points out of the archive's own folder, or the entry is a link."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or is_link


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes | Problem:
    """The bytes of an entry, or why they are not read."""
    if entry.flag_bits & 0x1:
        return _refusal(ProblemCode.UNREADABLE, "", "encrypted")
    if entry.file_size > left:
        return _refusal(ProblemCode.ARCHIVE_UNSAFE, "", str(entry.file_size))
    if entry.file_size > LONGEST_FILE:
        return _too_large(entry.filename, entry.file_size)
    try:
        # No more is unpacked than the size that the archive says.
        return archive.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error, RuntimeError) as error:
        return _refusal(ProblemCode.BAD_FILE, "", str(error))


def _refusal(code: ProblemCode, file: str, text: str) -> Problem:
    return Problem(code, 0, 0, text=offending(text), is_refusal=True, file=file)


def _named(problem: Problem, file: str) -> Problem:
    return Problem(problem.code, 0, 0, text=problem.text, is_refusal=True, file=file)
