"""Texts as each version of vCard writes them: escapes, quoted-printable, parameter values."""

import re
from collections.abc import Iterable
from functools import cache

from companion.formats.vcard.fold import WIDTH, folded

V2, V3, V4 = "2.1", "3.0", "4.0"

_BACKSLASHES_BEFORE_SEMICOLON = re.compile(r"(?<!\\)(\\++)(?=;|\Z)")
_OLD_ESCAPE = re.compile(r"\\[;:]")
_BREAK = re.compile(r"\r\n|\r|\n")
_SPECIAL = re.compile(r"[\\,;\r\n\0]")
_ODD = re.compile(r'[\x00-\x08\x0a-\x1f\x7f";:,^\\]')
_SEPARATOR = re.compile(r"[:;,\\]")
_CARETS = {"^": "^^", '"': "^'", "\n": "^n"}
_CARET = re.compile(r'[\^"\n]')
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_AS_IT_IS = re.compile(rb"[!-<>-~ ]")
_QUOTED_TABLE = [chr(octet) if _AS_IT_IS.match(bytes((octet,))) else f"={octet:02X}" for octet in range(256)]
_MARK = re.compile(r"((?:BEGIN|END) ?):(?= ?VCARD)", re.IGNORECASE)
_LEAST_ROOM = 12
QUOTED_PRINTABLE = ";CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"


def escaped(text: str, version: str) -> str:
    """A text as a value of its own; line breaks of 2.1 are left to `line_of`."""
    if _SPECIAL.search(text) is None:
        return text
    if version == V2:
        return text.replace("\\:", "\\\\:").replace(";", "\\;").replace("\0", "")
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\0", "")
    return _BREAK.sub(r"\\n", text)


def escaped_component(text: str, version: str) -> str:
    """A text between semicolons; in 2.1, where a backslash is itself, it is doubled before one."""
    if "\\" in text and version == V2:
        text = _BACKSLASHES_BEFORE_SEMICOLON.sub(r"\1\1", text)
    return escaped(text, version)


def escaped_address(text: str, version: str) -> str:
    """A URI or another value that is no text: only what would break the line or be read as an escape.

    In 3.0 a comma too, at which some programs cut every value.
    """
    if version == V2:
        return _OLD_ESCAPE.sub(r"\\\g<0>", text).replace("\0", "")
    if _SPECIAL.search(text) is None:
        return text
    shown = _BREAK.sub(r"\\n", text.replace("\\", "\\\\").replace("\0", ""))
    return shown.replace(",", "\\,") if version == V3 else shown


def parameter_value(text: str, version: str) -> str:
    """A parameter's value, in quotes where needed.

    Quotes and line breaks within it are written by RFC 6868; 2.1 cannot say them.
    """
    if _ODD.search(text) is None:
        return text
    plain = _UNPRINTABLE.sub("", _BREAK.sub("\n", text))
    if version == V2:
        shown = plain.replace("\n", " ").replace('"', "'")
    else:
        shown = _CARET.sub(lambda match: _CARETS[match.group()], plain)
    return f'"{shown}"' if _SEPARATOR.search(shown) is not None else shown


def line_of(head: str, value: str, version: str) -> str:
    """A property in lines of at most 75 octets; `value` is escaped, `head` is all before the colon.

    In 2.1, what is not plain ASCII on one line becomes quoted-printable.
    """
    line = f"{head}:{value}"
    if version == V2 and not (value.isascii() and value.isprintable()):
        return quoted_line(head + QUOTED_PRINTABLE, value)
    return line if len(line) <= WIDTH and line.isascii() else folded(line)


def quoted_line(head: str, value: str) -> str:
    """A property of 2.1 whose value is quoted-printable in UTF-8; `head` says so already."""
    quoted = quoted_printable(value)
    room = WIDTH - 1 - len(head)
    if len(quoted) <= room:
        return f"{head}:{quoted}"
    if room < _LEAST_ROOM:
        # After a short line with a soft break, what looks like a property is taken for one.
        start = quoted if quoted.startswith("=") else f"={ord(quoted[0]):02X}{quoted[1:]}"
        return "=\r\n".join([folded(f"{head}:"), *_soft_line(WIDTH - 2).findall(start)])
    first = _soft_line(room - 1).match(quoted)
    end = first.end() if first is not None else 0
    return "=\r\n".join([f"{head}:{quoted[:end]}", *_soft_line(WIDTH - 2).findall(quoted, end)])


@cache
def _soft_line(room: int) -> re.Pattern[str]:
    """A piece of quoted-printable of at most that many characters.

    It ends neither within =XX nor beside a blank, which some programs take off the ends of lines.
    """
    return re.compile(rf".{{1,{room}}}(?<!=)(?<!=[0-9A-F])(?<! )(?! )")


def quoted_printable(value: str) -> str:
    """All of a text in one line of quoted-printable (RFC 2045, section 6.7); breaks as CRLF."""
    octets = _BREAK.sub("\r\n", value).encode(errors="replace")
    quoted = "".join([_QUOTED_TABLE[octet] for octet in octets])
    if "VCARD" in quoted.upper():
        # No line of the text may come to stand where END:VCARD ends the card.
        quoted = _MARK.sub(r"\1=3A", quoted)
    if "  " in quoted:
        return quoted.replace(" ", "=20")
    if quoted.startswith(" "):
        quoted = f"=20{quoted[1:]}"
    return f"{quoted[:-1]}=20" if quoted.endswith(" ") else quoted


def structured(components: Iterable[str], version: str) -> str:
    """The components of a value, separated by semicolons."""
    return ";".join([escaped_component(component, version) if component else "" for component in components])


def listed(texts: Iterable[str], version: str) -> str:
    """The values of a list, separated by commas."""
    values = [escaped(text, version) for text in texts]
    return ",".join([value.replace(",", "\\,") for value in values] if version == V2 else values)
