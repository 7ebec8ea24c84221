"""Quoted-printable values: which bytes their codes stand for, and which text."""

import re
from binascii import a2b_qp
from collections.abc import Sequence
from typing import NamedTuple

from companion.formats.vcard.charset import ESCAPE, UTF_8, codec_of, decoded


class Quoted(NamedTuple):
    """A quoted-printable value without its codes."""

    charset: str
    """By which its bytes are to be read; empty when nothing says it."""
    pieces: Sequence[bytes | str]
    """Bytes of that charset, and the characters between them that it does not have."""


def quoted(value: str, declared: str, encoding: str | None) -> Quoted:
    """What the codes of a value (RFC 2045, section 6.7) and the characters between them stand for.

    Characters that stand there as they are were bytes of the declared charset, and may be parts of one. Where it
    does not have some of them it was not the true one: all is UTF-8 then, or else the codes alone are of it.
    """
    if value.isascii():
        return Quoted(declared, [a2b_qp(value)])
    codec = codec_of(declared or encoding or UTF_8) or "utf_8"
    try:
        return Quoted(declared, [a2b_qp(value.encode(codec))])
    except UnicodeError:
        whole = a2b_qp(value.encode("utf-8", "replace"))
    if _is_utf_8(whole):
        return Quoted(UTF_8, [whole])
    return Quoted(declared, _pieces(value, codec))


def quoted_text(value: str, declared: str, encoding: str | None) -> str:
    """The text of a quoted-printable value; `encoding` is that of its card."""
    charset, pieces = quoted(value, declared, encoding)
    return "".join([one if isinstance(one, str) else _text_of(one, charset, encoding) for one in pieces])


def _text_of(data: bytes, charset: str, encoding: str | None) -> str:
    if data.isascii() and ESCAPE.encode() not in data:
        return data.decode("ascii")
    return decoded(data, charset, encoding).text


def _pieces(value: str, codec: str) -> Sequence[bytes | str]:
    foreign = re.escape("".join([char for char in {*value} if not _has(codec, char)]))
    # An equals sign before a foreign character starts no code.
    found = re.split(f"((?<!=)=*+[{foreign}]++)", value)
    return [one if place % 2 else a2b_qp(one.encode(codec)) for place, one in enumerate(found)]


def _has(codec: str, char: str) -> bool:
    try:
        return bool(char.encode(codec))
    except UnicodeError:
        return False


def _is_utf_8(data: bytes) -> bool:
    try:
        return bool(data.decode())
    except UnicodeError:
        return False
