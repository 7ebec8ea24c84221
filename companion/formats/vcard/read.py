"""A file of cards as a stream of cards, each with what is remarkable about it; nothing here raises on foreign bytes."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from companion.formats.vcard.card import Card, Property
from companion.formats.vcard.charset import codec_of
from companion.formats.vcard.dialect import VERSIONS, version_of_syntax, version_said
from companion.formats.vcard.regular import RegularReader, regular_properties
from companion.formats.vcard.scan import BOM, Outside, Piece, Scanner, Span
from companion.formats.vcard.sniff import declared_charsets, is_wide, kind_of, wide_encoding_of
from companion.formats.vcard.tolerant import Reading, read_lines
from companion.formats.vcard.value import LARGEST_PHOTO, bytes_of
from companion.model.problem import Problem, ProblemCode, offending

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_CARD = 16 * 1024 * 1024
_INDENTED = re.compile(rb"(?:\A|[\r\n])[ \t]++BEGIN[ \t]*+:[ \t]*+VCARD", re.IGNORECASE)
_BEGIN = re.compile(rb"BEGIN[ \t]*+:[ \t]*+VCARD", re.IGNORECASE)
_INDENT = re.compile(rb"(?:(?<=[\r\n])|\A)[ \t]++")
_LINE_END = re.compile(rb"\r\r\n|\r\n|\n|\r")
_NO_PIECE = Piece(0, 0, 0)
_LINE_ENDS = (b"\r", b"\n", b"\xef")
_QUOTED = 80
_SHORT = 64
"""Bytes of a body."""


def read_cards(content: bytes, *, encoding: str | None = None) -> Iterator[Card | Problem]:
    """The cards of a file (RFC 2426, RFC 6350, vCard 2.1) one by one, and the problems of the file between them.

    A card that passes a limit comes too (`is_refused`), without raw bytes. `encoding` is the one by which bytes
    are read that declare none and by which nothing is guessed; one that is not known is as none.
    """
    if len(content) > LARGEST_FILE:
        yield _of_file(ProblemCode.FILE_TOO_LARGE, str(len(content)))
        return
    chosen = encoding if encoding and codec_of(encoding) else None
    wide = wide_encoding_of(content) or (chosen if chosen and is_wide(chosen) else None)
    if wide is not None:
        text = content.decode(codec_of(wide) or "utf-8", "replace")
        if "\ufffd" in text:
            yield Problem(ProblemCode.BAD_BYTES, 0, 0, text=wide)
        content, chosen = text.encode("utf-8", "replace"), None
    if kind_of(content) == "ics" and _BEGIN.search(content) is None:
        # Its version and names would pass for a card whose BEGIN is missing.
        yield _of_file(ProblemCode.NO_CARD, "ics")
        return
    yield from _read(content, chosen)


def _read(content: bytes, encoding: str | None) -> Iterator[Card | Problem]:
    """The cards and the lines around them; when there is no card at all, what the file is instead."""
    scanner = Scanner(content)
    card_at = RegularReader(content).card_at if encoding is None or _is_utf_8(encoding) else _no_card_at
    others = cache(lambda: declared_charsets(content))
    at = outside = len(BOM) if content.startswith(BOM) else 0
    number = 1
    has_card = False
    while at < len(content):
        regular = card_at(at, number)
        if regular is not None:
            card, after, number = regular
            if at > outside:
                yield from _strays(content, scanner.outside(outside, at))
            yield card
            has_card, at, outside = True, after, after
        else:
            spans, at = scanner.next_spans(at)
            first = next(spans, None)
            if first is not None:
                yield from _strays(content, scanner.outside(outside, first.start))
                for span in chain((first,), spans):
                    if isinstance(span, Outside):
                        yield from _strays(content, (span,))
                    else:
                        yield _card(content, span, encoding, others)
                has_card, outside = True, at
            number = scanner.line_at(at)
        if content[at : at + 1] in _LINE_ENDS:
            at = scanner.after_blank_lines(at)
            number = scanner.line_at(at)
    if has_card:
        yield from _strays(content, scanner.outside(outside, len(content)))
    else:
        yield from _without_cards(content, encoding)


def _is_utf_8(encoding: str) -> bool:
    return codec_of(encoding) == "utf_8"


def _no_card_at(_at: int, _number: int) -> tuple[Card, int, int] | None:
    return None


def _without_cards(content: bytes, encoding: str | None) -> Iterator[Card | Problem]:
    if _INDENTED.search(content):
        yield from _read(_INDENT.sub(b"", content), encoding)
    else:
        yield _of_file(ProblemCode.NO_CARD, kind_of(content))


def _strays(content: bytes, lines: Iterable[Outside]) -> Iterator[Problem]:
    for one in lines:
        text = offending(content[one.start : one.end][:_QUOTED].decode("utf-8", "replace"))
        yield Problem(ProblemCode.OUTSIDE, one.first_line, one.last_line, text=text)


def _card(content: bytes, span: Span, encoding: str | None, others: Callable[[], Sequence[str]]) -> Card:
    reading = Reading(encoding, others, refusal=_structural_refusal(content, span))
    properties = _regular_properties(content, span, encoding) if reading.refusal is None else None
    if properties is None:
        if reading.refusal is None:
            read_lines(
                reading, [(content[start:end].decode("latin-1"), line) for start, end, line in span.body]
            )
        properties = tuple(reading.properties)
    refusal = reading.refusal or _photo_refusal(properties)
    said = version_said(properties)
    version = said if said in VERSIONS else version_of_syntax(said, properties)
    problems = [*_structural_remarks(span), *reading.problems]
    if refusal is not None:
        problems.append(refusal)
    elif said != version:
        problems.append(_version_remark(span, properties, version))
    if len(problems) > 1:
        problems.sort(key=lambda problem: problem.first_line)
    raw = _raw(content, span) if refusal is None else b""
    lines = (span.first_line, span.last_line)
    return Card(version, properties, raw, reading.charset, *lines, tuple(problems))


def _regular_properties(content: bytes, span: Span, encoding: str | None) -> Sequence[Property] | None:
    """The properties of a card only whose BEGIN or END is odd; that of others has been tried.

    None for a short one, which the other way is as quick with.
    """
    start, end, line = span.body[0] if len(span.body) == 1 else _NO_PIECE
    is_odd = not span.has_end or not content.startswith(b"BEGIN:VCARD", span.start)
    if end - start < _SHORT or not is_odd or not (encoding is None or _is_utf_8(encoding)):
        return None
    return regular_properties(content[start:end], line)


def _structural_refusal(content: bytes, span: Span) -> Problem | None:
    if span.is_too_deep:
        code = ProblemCode.NESTED_TOO_DEEP
    elif span.end - span.start > LARGEST_CARD:
        code = ProblemCode.CARD_TOO_LARGE
    else:
        return None
    start = span.body[0].start if span.body else span.start
    text = content[start : start + _QUOTED].decode("utf-8", "replace")
    return Problem(code, span.first_line, span.last_line, None, offending(text), is_refusal=True)


def _photo_refusal(properties: Sequence[Property]) -> Problem | None:
    for one in properties:
        if len(one.value) > LARGEST_PHOTO:
            found = bytes_of(one)
            if found is not None and found.problem is ProblemCode.PHOTO_TOO_LARGE:
                text = offending(one.value)
                name = one.name.upper()
                return Problem(found.problem, one.first_line, one.last_line, name, text, is_refusal=True)
    return None


def _structural_remarks(span: Span) -> Iterator[Problem]:
    if span.is_nested:
        yield Problem(ProblemCode.NESTED_CARD, span.first_line, span.last_line)
    if not span.has_begin:
        yield Problem(ProblemCode.NO_BEGIN, span.first_line, span.first_line)
    if not span.has_end:
        yield Problem(ProblemCode.NO_END, span.last_line, span.last_line)


def _version_remark(span: Span, properties: Sequence[Property], version: str) -> Problem:
    for one in properties:
        if one.name.upper() == "VERSION":
            code, text = ProblemCode.UNKNOWN_VERSION, offending(one.value)
            return Problem(code, one.first_line, one.last_line, "VERSION", text)
    return Problem(ProblemCode.NO_VERSION, span.first_line, span.last_line, text=version)


def _raw(content: bytes, span: Span) -> bytes:
    first, last = span.body[0], span.body[-1]
    if span.has_begin and len(span.body) == 1:
        if span.has_end:
            return content[span.start : span.end]
        if content[last.end - 1] in b"\r\n" and content[first.start - 1] in b"\r\n":
            return content[span.start : last.end] + b"END:VCARD"
    found = _LINE_END.search(content, first.start, last.end) if first.start < last.end else None
    line_end = found[0] if found else b"\r\n"
    parts = [content[span.start : first.start] if span.has_begin else b"BEGIN:VCARD" + line_end]
    parts += [content[piece.start : piece.end] for piece in span.body]
    parts = [part if part.endswith((b"\r", b"\n")) else part + line_end for part in parts if part]
    parts.append(content[last.end : span.end] if span.has_end else b"END:VCARD")
    return b"".join(parts)


def _of_file(code: ProblemCode, text: str) -> Problem:
    return Problem(code, 0, 0, text=text, is_refusal=True)
