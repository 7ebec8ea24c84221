"""Logical lines of a card as the short lines of its file, and back."""

import re

WIDTH = 75
"""The longest line of a file in octets, without its end (RFC 2425, section 5.8.1; RFC 6350, section 3.2)."""

# A piece never ends within a character, nor before a blank unless there is nothing but blanks.
_FIRST = re.compile(rb".{1,75}(?![\x80-\xbf \t])|.{1,75}(?![\x80-\xbf])", re.DOTALL)
_NEXT = re.compile(rb".{1,74}(?![\x80-\xbf \t])|.{1,74}(?![\x80-\xbf])", re.DOTALL)
_PLAIN_NEXT = re.compile(r".{1,74}(?![ \t])|.{1,74}", re.DOTALL)
_PLAIN_FIRST = re.compile(r".{1,75}(?![ \t])|.{1,75}", re.DOTALL)
_MARK = re.compile(r"(\r\n [be])(?=(?:egin|nd)[ \t]*:[ \t]*vcard)", re.IGNORECASE)
_LINE = re.compile(rb"[^\r\n]*+(?:\r{0,2}\n|\r)|[^\r\n]++\Z")
_END = re.compile(rb"\r{0,2}\n|\r")


def folded(line: str) -> str:
    """A logical line in lines of at most 75 octets, joined by CRLF and a blank; no line end behind it."""
    if len(line) <= WIDTH and line.isascii():
        return line
    lines = _ascii_folded(line) if line.isascii() else _octets_folded(line)
    # Text that says END:VCARD must not come to stand on a line of its own.
    return _MARK.sub(r"\1\r\n ", lines) if "VCARD" in line.upper() else lines


def _octets_folded(line: str) -> str:
    octets = line.encode(errors="replace")
    if len(octets) <= WIDTH:
        return line
    first = _FIRST.match(octets)
    end = first.end() if first is not None else len(octets)
    return b"\r\n ".join([octets[:end], *_NEXT.findall(octets, end)]).decode()


def _ascii_folded(line: str) -> str:
    first = _PLAIN_FIRST.match(line)
    end = first.end() if first is not None else len(line)
    return "\r\n ".join([line[:end], *_PLAIN_NEXT.findall(line, end)])


def physical_lines(raw: bytes) -> list[bytes]:
    """The lines of a file as an editor counts them, each with its end: LF, CR, CRLF or CR CR LF."""
    return _LINE.findall(raw)


def with_line_ends(raw: bytes) -> bytes:
    """The same lines, each ended by CRLF, the last one too."""
    ends = raw.count(b"\n")
    text = raw if raw.count(b"\r") == raw.count(b"\r\n") == ends else _END.sub(b"\r\n", raw)
    return text if text.endswith(b"\r\n") else text + b"\r\n"
