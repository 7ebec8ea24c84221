"""The properties of a card written by any habit, and what is remarkable about them; slower than `regular`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from companion.formats.vcard.card import Property
from companion.formats.vcard.charset import ESCAPE, FALLBACK, UTF_8, Decoded, codec_of, decoded, text_by
from companion.formats.vcard.line import Head, Line, colon_of, head_of, logical_lines
from companion.formats.vcard.quoted import quoted
from companion.formats.vcard.value import QUOTED_PRINTABLE, charset_of, encoding_of
from companion.model.problem import Problem, ProblemCode, offending

MOST_PROPERTIES = 5_000
LONGEST_LINE = 12 * 1024 * 1024
_MOST_STRAY_LINES = 20
_LONGEST_NAME = 200
_NO_CODE = re.compile(r"=(?![0-9A-Fa-f]{2})")


@dataclass(slots=True)
class Reading:
    """What has been read of a card so far."""

    encoding: str | None
    """By which undeclared bytes are read, when the user has chosen; None to guess."""
    others: Callable[[], Sequence[str]]
    """Gives the charsets that the file declares, looked for when first asked."""
    properties: list[Property] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    charsets: set[str] = field(default_factory=set)
    """By which undeclared bytes beyond ASCII were read."""
    refusal: Problem | None = None

    @property
    def charset(self) -> str | None:
        """The one charset by which undeclared bytes are read; None for UTF-8, and when there are several."""
        if self.encoding is not None:
            is_plain = codec_of(self.encoding) == "utf_8" and not self.has(ProblemCode.BAD_BYTES)
            return None if is_plain else self.encoding
        return next(iter(self.charsets)) if len(self.charsets) == 1 and UTF_8 not in self.charsets else None

    def has(self, code: ProblemCode) -> bool:
        """Whether there is a problem of this kind."""
        return any(problem.code is code for problem in self.problems)


def read_lines(reading: Reading, pieces: Sequence[tuple[str, int]]) -> None:
    """Add the properties of a card's pieces: whole lines, and the number of the first of them in its file.

    Their text holds bytes as Latin-1. Stops at a limit.
    """
    for line in logical_lines(pieces):
        if len(line.text) > LONGEST_LINE:
            reading.refusal = _refusal(ProblemCode.LINE_TOO_LONG, line)
        elif len(reading.properties) >= MOST_PROPERTIES:
            reading.refusal = _refusal(ProblemCode.TOO_MANY_PROPERTIES, line)
        else:
            _read_line(reading, line)
            continue
        return


def _read_line(reading: Reading, line: Line) -> None:
    colon = colon_of(line.text)
    head = head_of(line.text[:colon]) if colon >= 0 else None
    if head is None:
        _add_stray(reading, line)
        return
    value = line.text[colon + 1 :]
    one = Property(head.group, head.name, head.parameters, value, line.first, line.last)
    if not line.text.isascii() or ESCAPE in line.text:
        one = _decoded(reading, line, head, value)
    elif encoding_of(one.parameters) == QUOTED_PRINTABLE and "=" in value:
        _note_codes(reading, one)
    if "\0" in line.text:
        _remark(reading, ProblemCode.BAD_BYTES, line, one.name, one.value)
    if one.parameters.count('"') % 2:
        _remark(reading, ProblemCode.UNBALANCED_QUOTE, line, one.name, one.parameters)
    reading.properties.append(one)


def _decoded(reading: Reading, line: Line, head: Head, value: str) -> Property:
    found = _read(reading, line, head.name, line.text.encode("latin-1"), charset_of(head.parameters))
    name, parameters, text = (_by(part, found.charset) for part in (head.name, head.parameters, value))
    one = Property(head.group, name, parameters, text, line.first, line.last)
    if encoding_of(parameters) == QUOTED_PRINTABLE:
        _note_codes(reading, one)
    return one


def _by(text: str, charset: str) -> str:
    return text if text.isascii() and ESCAPE not in text else text_by(text.encode("latin-1"), charset)


def _note_codes(reading: Reading, one: Property) -> None:
    """Note by which charset the codes of a quoted-printable value are going to be read, and codes that are none."""
    line = Line(one.value, one.first_line, one.last_line)
    if _NO_CODE.search(one.value):
        _remark(reading, ProblemCode.BAD_ENCODING, line, one.name, one.value)
    charset, pieces = quoted(one.value, charset_of(one.parameters), reading.encoding)
    data = b" ".join([piece for piece in pieces if isinstance(piece, bytes)])
    if not data.isascii():
        _read(reading, line, one.name, data, charset)


def _read(reading: Reading, line: Line, name: str, data: bytes, declared: str) -> Decoded:
    found = decoded(data, declared, reading.encoding)
    if found.charset == FALLBACK and found.is_guess:
        found = decoded(data, declared, reading.encoding, reading.others())
    if found.is_guess or codec_of(declared) is None:
        reading.charsets.add(found.charset)
    if found.is_guess:
        _remark(reading, ProblemCode.CHARSET_GUESSED, line, name, found.charset)
    if found.has_bad_bytes:
        _remark(reading, ProblemCode.BAD_BYTES, line, name, found.text)
    return found


def _add_stray(reading: Reading, line: Line) -> None:
    found = line.text
    if not found.isascii():
        found = _read(reading, line, "", found.encode("latin-1"), "").text
    reading.properties.append(Property("", "", "", found, line.first, line.last))
    previous = reading.problems[-1] if reading.problems else None
    if (
        previous is not None
        and previous.code is ProblemCode.STRAY_LINE
        and previous.last_line >= line.first - 1
    ):
        reading.problems[-1] = Problem(previous.code, previous.first_line, line.last, None, previous.text)
    elif sum(one.code is ProblemCode.STRAY_LINE for one in reading.problems) < _MOST_STRAY_LINES:
        reading.problems.append(
            Problem(ProblemCode.STRAY_LINE, line.first, line.last, None, offending(found))
        )


def _remark(reading: Reading, code: ProblemCode, line: Line, name: str, text: str) -> None:
    """Report it once a card, where it is met first."""
    if not reading.has(code):
        problem = Problem(code, line.first, line.last, name.upper() or None, offending(text))
        reading.problems.append(problem)


def _refusal(code: ProblemCode, line: Line) -> Problem:
    head = head_of(line.text[: colon_of(line.text)][:_LONGEST_NAME])
    name = head.name.upper() if head is not None else None
    return Problem(code, line.first, line.last, name, offending(line.text), is_refusal=True)
