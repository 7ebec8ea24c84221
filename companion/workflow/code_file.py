"""Codes as files."""

from enum import StrEnum
from pathlib import Path

from companion.formats.vcard.write import write_card
from companion.model.code import Symbol
from companion.model.contact import Contact
from companion.model.error import DiskError, InvalidValueError
from companion.settings import replace_file


class CodePicture(StrEnum):
    """What a code is drawn as, by the ending of its file."""

    PNG = ".png"
    SVG = ".svg"
    PDF = ".pdf"


CARD_FILE = ".vcf"
"""The ending of the file that holds what a code would, however much it is."""


def is_card_file(path: Path) -> bool:
    """Whether a file's ending asks for the vCard itself and no picture."""
    return path.suffix.lower() == CARD_FILE


def code_picture_of(path: Path) -> CodePicture:
    """The format that a file's ending asks for; raises InvalidValueError."""
    try:
        return CodePicture(path.suffix.lower())
    except ValueError:
        raise InvalidValueError("FILE", path.name, (*CodePicture, CARD_FILE)) from None


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
    _save(drawn(symbol, code_picture_of(path)), path)


def save_card(contact: Contact, path: Path) -> int:
    """Write a contact to a file as a vCard, in place of one that is there; its bytes. Raises DiskError."""
    content = write_card(contact)
    _save(content, path)
    return len(content)


def _save(content: bytes, path: Path) -> None:
    try:
        replace_file(path, content)
    except OSError as error:
        raise DiskError(path, error.strerror or str(error)) from error
