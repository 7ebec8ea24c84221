"""Cards that went wrong on their way, each between two good ones: what is broken may cost no other card."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from companion.model.problem import ProblemCode

_START_OF_A_PHOTO = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQIBAQICAQICAgICAwUDAwMDAwYEBAMFBwYHBwcG"

FIRST = """\
BEGIN:VCARD
VERSION:3.0
N:Lindqvist;Åsa;;;
FN:Åsa Lindqvist
TEL;TYPE=CELL:+46 70 123 45 67
EMAIL;TYPE=WORK:asa@example.org
NOTE:first\\, and whole
END:VCARD
"""
BROKEN = f"""\
BEGIN:VCARD
VERSION:3.0
N:Brandt;Bo;;;
FN:Bo Brandt
EMAIL;TYPE=HOME:bo@example.org
PHOTO;ENCODING=b;TYPE=JPEG:{_START_OF_A_PHOTO}
 YHCAsJBwgKCAYGCQ0JCgsLDAwMBwkNDg0MDgsMDA/9k=
NOTE:in the middle
END:VCARD
"""
LAST = """\
BEGIN:VCARD
VERSION:2.1
N:Đặng;Trang
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Trang =C4=90=E1=BA=B7ng
TEL;HOME:030 7654321
EMAIL;INTERNET:trang@example.org
NOTE;ENCODING=QUOTED-PRINTABLE:last=
 and whole
END:VCARD
"""
MANY = 6_000


@dataclass(frozen=True)
class Damage:
    """A kind of damage: what it does to the middle card, and the codes that name it fittingly."""

    name: str
    of: Callable[[bytes], bytes]
    named: frozenset[ProblemCode]
    is_kept: bool = True
    """Whether the broken card still says who it is: then it has to be taken over as well."""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class BrokenFile:
    """A file of three cards, and the lines of the broken one as an editor counts them."""

    data: bytes
    first_line: int
    last_line: int


def broken_file(damage: Damage, line_end: bytes) -> BrokenFile:
    """The three cards with that damage in the middle one, every line ended alike."""
    before, broken, after = FIRST.encode(), damage.of(BROKEN.encode()), LAST.encode()
    data = before + broken + after
    return BrokenFile(
        data.replace(b"\n", line_end),
        before.count(b"\n") + 1,
        before.count(b"\n") + broken.count(b"\n"),
    )


def _without(line: bytes) -> Callable[[bytes], bytes]:
    return lambda card: card.replace(line + b"\n", b"", 1)


def _instead(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda card: card.replace(old, new, 1)


def _nobody(card: bytes) -> bytes:
    return re.sub(rb"(?m)^(?:N|FN|EMAIL).*\n", b"", card)


def _crowded(card: bytes) -> bytes:
    return card.replace(b"NOTE:in the middle\n", b"".join(b"X-%d:1\n" % number for number in range(MANY)))


_NOTE = b"NOTE:in the middle"
_END = b"END:VCARD\n"

DAMAGES = (
    Damage("no END", _without(b"END:VCARD"), frozenset({ProblemCode.NO_END})),
    Damage("no BEGIN", _without(b"BEGIN:VCARD"), frozenset({ProblemCode.NO_BEGIN})),
    Damage(
        "a line without colon",
        _instead(_NOTE, _NOTE + b"\nneither name nor value"),
        frozenset({ProblemCode.STRAY_LINE}),
    ),
    Damage(
        "a photo that breaks off",
        _instead(b"MDA/9k=\n", b"MDA\n"),
        frozenset({ProblemCode.BAD_ENCODING, ProblemCode.BAD_PHOTO}),
    ),
    Damage(
        "a quote never closed",
        _instead(b"EMAIL;TYPE=HOME:", b'EMAIL;TYPE="HOME:'),
        frozenset({ProblemCode.UNBALANCED_QUOTE}),
    ),
    Damage(
        "broken quoted-printable",
        _instead(_NOTE, b"NOTE;ENCODING=QUOTED-PRINTABLE:in =ZZ the =4 middle"),
        frozenset({ProblemCode.BAD_ENCODING}),
    ),
    Damage(
        "bytes of zero",
        _instead(b"in the middle", b"in\0the\0\0middle"),
        frozenset({ProblemCode.BAD_BYTES, ProblemCode.BAD_VALUE}),
    ),
    Damage("no VERSION", _without(b"VERSION:3.0"), frozenset({ProblemCode.NO_VERSION})),
    Damage(
        "a VERSION that nobody knows",
        _instead(b"VERSION:3.0", b"VERSION:7.5"),
        frozenset({ProblemCode.UNKNOWN_VERSION}),
    ),
    Damage(
        "a card within, never closed",
        _instead(_NOTE, _NOTE + b"\nBEGIN:VCARD\nVERSION:3.0\nFN:Within"),
        frozenset({ProblemCode.NO_END, ProblemCode.NESTED_CARD}),
    ),
    Damage(
        "bytes that are no UTF-8",
        _instead(b"in the middle", b"in \xc3\x28 the \xff middle"),
        frozenset({ProblemCode.BAD_BYTES, ProblemCode.CHARSET_GUESSED}),
    ),
    Damage(
        "neither name, organisation, e-mail nor phone",
        _nobody,
        frozenset({ProblemCode.NO_IDENTITY}),
        is_kept=False,
    ),
    Damage(
        "thousands of properties",
        _crowded,
        frozenset({ProblemCode.TOO_MANY_PROPERTIES}),
        is_kept=False,
    ),
    Damage(
        "END twice and binary lines after it",
        _instead(_END, _END + _END + b"\x80\x01\xfe\x93 \x7f\xd8\xff\x02\n"),
        frozenset({ProblemCode.OUTSIDE, ProblemCode.NO_BEGIN, ProblemCode.BAD_BYTES}),
    ),
    Damage(
        "a binary line within",
        _instead(_NOTE, _NOTE + b"\n\x80\x01\xfe\x93 \x7f\xd8\xff\x02"),
        frozenset({ProblemCode.STRAY_LINE, ProblemCode.BAD_BYTES}),
    ),
)
