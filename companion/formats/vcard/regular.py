"""The quick way through a card that breaks no rule; it gives exactly what `tolerant` would, or nothing."""

import re
from binascii import a2b_qp
from collections.abc import Sequence

from companion.formats.vcard.card import Card
from companion.formats.vcard.charset import codec_of
from companion.formats.vcard.columns import Columns
from companion.formats.vcard.dialect import VERSIONS, version_said
from companion.formats.vcard.line import Head, head_of
from companion.formats.vcard.tolerant import MOST_PROPERTIES
from companion.formats.vcard.value import QUOTED_PRINTABLE, charset_of, encoding_of

LARGEST = 8 << 20
"""Bytes of a body; a larger one may pass a limit, which only the other way can tell."""

_BEGIN_CRLF, _END_CRLF = b"BEGIN:VCARD\r\n", b"\r\nEND:VCARD"
_BEGIN_LF, _END_LF = b"BEGIN:VCARD\n", b"\nEND:VCARD"
_HEAD_START = 4 << 20
_SHORT = 4096
"""Up to here it is quicker to split at both characters of a line end at once."""
_FOLD = "\x00"
_MOST_LINES = 2 * MOST_PROPERTIES
_MOST_HEADS = 4096
_LONGEST_HEAD = 200
_NO_CODE = re.compile(r"=(?![0-9A-Fa-f]{2})")
_NESTED = {"AGENT", "BEGIN", "END"}


class _Heads(dict[str, Head]):
    """Every head met: cards have few different ones. KeyError for an irregular one."""

    def __init__(self) -> None:
        super().__init__()
        self.quoted: set[str] = set()
        """Those of them whose values are quoted-printable."""

    def __missing__(self, text: str) -> Head:
        head = head_of(text) if len(text) <= _LONGEST_HEAD else None
        if head is None or not _is_regular(head.name, head.parameters) or not text.isprintable():
            raise KeyError(text)
        self[text] = head
        if encoding_of(head.parameters) == QUOTED_PRINTABLE:
            self.quoted.add(text)
        return head


_heads = [_Heads()]


def _known_heads() -> _Heads:
    """The heads met lately; from time to time others begin anew, while whoever reads keeps his."""
    if len(_heads[0]) > _MOST_HEADS:
        _heads[0] = _Heads()
    return _heads[0]


class RegularReader:
    """Reads the regular cards of a file; never more than a few times as many bytes as the file has."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._spared = _HEAD_START

    def card_at(self, at: int, number: int) -> tuple[Card, int, int] | None:
        """The card that begins here, where the next line does and its number; None if it takes the other way.

        It does when its BEGIN and END are not written as in the RFCs, when its version is none that we know, and
        for the reasons of `regular_properties`.
        """
        content = self._content
        if content.startswith(_BEGIN_CRLF, at):
            start, line_end, end = at + len(_BEGIN_CRLF), b"\r\n", _END_CRLF
        elif content.startswith(_BEGIN_LF, at):
            start, line_end, end = at + len(_BEGIN_LF), b"\n", _END_LF
        else:
            return None
        if at + self._spared < 0 or content.startswith(b"END:", start):
            return None
        stop = content.find(end, start)
        raw_end = stop + len(end)
        after = raw_end + len(line_end)
        properties = None
        if stop >= 0 and content[raw_end:after] in (line_end, b""):
            properties = regular_properties(content[start : stop + len(line_end)], number + 1)
        if properties is None or _version_of(properties) not in VERSIONS:
            # What was looked at in vain may be looked at again for the next card, but not for ever.
            self._spared -= (stop if stop >= 0 else len(content)) - at
            return None
        last = properties.following
        card = Card(_version_of(properties), properties, content[at:raw_end], None, number, last)
        return card, after, last + 1


def _version_of(properties: Columns) -> str:
    if properties.heads[0].name == "VERSION":
        return properties.values[0].strip()
    return version_said(properties) or ""


def regular_properties(body: bytes, number: int) -> Columns | None:
    """The properties of the lines of a card, the first of which has this number; None if it takes the other way.

    It does when it is not UTF-8, holds NUL or ESC, ends lines in several ways or after more than 5,000 of them,
    when a line is no property, breaks softly, opens a card or leaves a quote open; when there is none.
    """
    if len(body) > LARGEST or b"\x00" in body or b"\x1b" in body:
        return None
    is_crlf = body.endswith(b"\r\n")
    fold = b"\r\n " if is_crlf else b"\n "
    is_folded = fold in body
    if is_folded:
        body = body.replace(fold, b"\x00")
    if b"\t" in body:
        tab_fold = fold[:-1] + b"\t"
        is_folded = is_folded or tab_fold in body
        body = body.replace(tab_fold, b"\x00")
    try:
        text = body.decode()
        lines = _lines_of(text, is_crlf=is_crlf)
        properties = _folded_columns(lines, number) if is_folded or "" in lines else _columns(lines, number)
    except (KeyError, ValueError):
        return None
    return properties if len(properties.heads) <= MOST_PROPERTIES else None


def _lines_of(text: str, *, is_crlf: bool) -> list[str]:
    """The lines, each of which has this end; ValueError if one has another."""
    if not is_crlf:
        lines = text.split("\n")
        is_regular = "\r" not in text
    elif len(text) < _SHORT:
        lines = text.split("\r\n")
        is_regular = text.count("\r") == text.count("\n") == len(lines) - 1
    else:
        lines = text.split("\n")
        ends = len(lines) - 1
        lines = [line[:-1] for line in lines if line.endswith("\r")]
        is_regular = text.count("\r") == ends == len(lines)
        lines.append("" if text.endswith("\n") else text)
    if lines.pop() or not is_regular or len(lines) > _MOST_LINES:
        raise ValueError
    return lines


def _columns(lines: Sequence[str], number: int) -> Columns:
    """The columns of lines that are all properties; KeyError or ValueError if they are not."""
    texts, values = zip(*[line.split(":", 1) for line in lines], strict=True)
    known = _known_heads()
    heads = [*map(known.__getitem__, texts)]
    if not known.quoted.isdisjoint(texts):
        _check_quoted(known.quoted, texts, values)
    return Columns(texts, heads, values, number, (), number + len(lines))


def _check_quoted(quoted: set[str], texts: Sequence[str], values: Sequence[str]) -> None:
    """ValueError when a quoted-printable value breaks softly, holds codes that are none, or is not UTF-8."""
    for text, value in zip(texts, values, strict=True):
        if text in quoted and "=" in value:
            if _NO_CODE.search(value):
                raise ValueError(value)
            a2b_qp(value.encode()).decode()


def _folded_columns(lines: Sequence[str], number: int) -> Columns:
    """The columns of lines that are all properties, some of them with folds in their values, or empty."""
    rows: list[tuple[str, str]] = []
    longer: list[tuple[int, int, int]] = []
    following = number + len(lines)
    skipped = 0
    for line in lines:
        if not line:
            skipped += 1
            continue
        head, value = line.split(":", 1)
        if skipped or _FOLD in value:
            unfolded = value.replace(_FOLD, "")
            folds = len(value) - len(unfolded)
            longer.append((len(rows), skipped, folds))
            following += folds
            skipped = 0
            value = unfolded
        rows.append((head, value))
    texts, values = zip(*rows, strict=True)
    known = _known_heads()
    heads = [*map(known.__getitem__, texts)]
    if not known.quoted.isdisjoint(texts):
        _check_quoted(known.quoted, texts, values)
        if any(folds and texts[place] in known.quoted for place, _, folds in longer):
            raise ValueError(texts)
    return Columns(texts, heads, values, number, longer, following)


def _is_regular(name: str, parameters: str) -> bool:
    if name.upper() in _NESTED or parameters.count('"') % 2:
        return False
    charset = charset_of(parameters)
    return not charset or codec_of(charset) == "utf_8"
