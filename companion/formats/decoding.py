"""Bytes of a whole file to text: by its own mark, else by the charset that fits them best."""

import codecs
from dataclasses import dataclass

from companion.formats.vcard.charset import FALLBACK, codec_of
from companion.model.problem import Problem, ProblemCode, offending

_UTF_8 = "utf-8"
# The mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, _UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_REPLACED = "�"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and how its bytes were read."""

    text: str
    """Without a mark of byte order and without NUL; line ends as they came."""
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(content: bytes, encoding: str | None = None) -> Decoded:
    """The text of a file; what was guessed or could not be read is said.

    Without a mark: UTF-16 by its zero bytes, UTF-8 if most of what is not ASCII fits, else windows-1252.
    Raises LookupError for an `encoding` that is no charset we read.
    """
    if encoding is not None:
        codec = codec_of(encoding)
        if codec is None:
            raise LookupError(encoding)
        return _decoded(content, codec, encoding)
    for mark, marked in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], marked, marked)
    guessed = _by_zero_bytes(content)
    if guessed is None and _is_mostly_utf_8(content):
        return _decoded(content, _UTF_8, _UTF_8)
    guessed = guessed or FALLBACK
    remark = Problem(ProblemCode.CHARSET_GUESSED, 0, 0, text=guessed)
    return _decoded(content, guessed, guessed, remark)


def _decoded(content: bytes, codec: str, name: str, *remarks: Problem) -> Decoded:
    text = content.decode(codec, "replace")
    found = remarks if _REPLACED not in text or _is_exact(content, codec) else (*remarks, _bad_bytes(text))
    return Decoded(text.removeprefix("\ufeff").replace("\0", ""), name, found)


def _is_exact(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeError:
        return False
    return True


def _bad_bytes(text: str) -> Problem:
    """That bytes were replaced, from the first line to the last one where it happened."""
    first, last = max(text.find(_REPLACED), 0), max(text.rfind(_REPLACED), 0)
    line = text.count("\n", 0, first) + 1
    until = line + text.count("\n", first, last)
    around = text[max(text.rfind("\n", 0, first) + 1, first - 20) :][:100].partition("\n")[0]
    return Problem(ProblemCode.BAD_BYTES, line, until, text=offending(around.strip()))


def _by_zero_bytes(content: bytes) -> str | None:
    """UTF-16 of mostly Latin text, which has a zero in every other byte."""
    sample = content[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 4 and even < odd // 8 + 1:
        return "utf-16-le"
    if even > len(sample) // 4 and odd < even // 8 + 1:
        return "utf-16-be"
    return None


def _is_mostly_utf_8(content: bytes) -> bool:
    """A file that was cut off, or two that were joined, is still UTF-8 but for a few bytes."""
    text = content.decode(_UTF_8, "replace")
    replaced = text.count(_REPLACED)
    if not replaced or _is_exact(content, _UTF_8):
        return True
    return len(text) - len(text.encode("ascii", "ignore")) > 2 * replaced
