"""Codes as files."""

from enum import StrEnum
from pathlib import Path

from companion.model.code import Symbol
from companion.model.error import DiskError, InvalidValueError
from companion.settings import replace_file


class CodePicture(StrEnum):
    """What a code is drawn as, by the ending of its file."""

    PNG = ".png"
    SVG = ".svg"
    PDF = ".pdf"


def code_picture_of(path: Path) -> CodePicture:
    """The format that a file's ending asks for; raises InvalidValueError."""
    try:
        return CodePicture(path.suffix.lower())
    except ValueError:
        raise InvalidValueError("FILE", path.name, [form.value for form in CodePicture]) from None


def drawn(symbol: Symbol, form: CodePicture) -> bytes:
    """The content of the file that shows a code."""
    if form is CodePicture.PNG:
        from companion.qr.png import png

        return png(symbol)
    if form is CodePicture.SVG:
        from companion.qr.svg import svg

        return svg(symbol).encode()
    from companion.qr.pdf import pdf

    return pdf(symbol)


def save_code(symbol: Symbol, path: Path) -> None:
    """Write a code to a file, in place of one that is there; raises InvalidValueError, DiskError."""
    content = drawn(symbol, code_picture_of(path))
    try:
        replace_file(path, content)
    except OSError as error:
        raise DiskError(path, error.strerror or str(error)) from error
