"""What parameters and values say, decoded by the rules of their version; nothing here raises on foreign text."""

import re
from binascii import a2b_base64
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from companion.formats.vcard.card import Property
from companion.formats.vcard.charset import decoded
from companion.formats.vcard.quoted import quoted, quoted_text
from companion.model.problem import ProblemCode

LARGEST_PHOTO = 8 * 1024 * 1024
"""Bytes, decoded."""
QUOTED_PRINTABLE = "QUOTED-PRINTABLE"
BASE64 = "BASE64"

_LONGEST_REMEMBERED = 120
_MARK = re.compile(r'"[^"]*+"|\\[;,]|[;,=]|[^";,=\\]++|["\\]')
_MAY_SAY_HOW = re.compile(r"ENCODING|CHARSET|QUOTED|BASE64|(?<![^; \t])[QB](?![^; \t])", re.IGNORECASE)
_CARET = re.compile(r"\^([n^'])")
_UNCARETED = {"n": "\n", "^": "^", "'": '"'}
_ESCAPE = re.compile(r'\\([\\,;:nN"])')
_UNESCAPED = {"\\": "\\", ",": ",", ";": ";", ":": ":", "n": "\n", "N": "\n", '"': '"'}
_ESCAPES = tuple((f"\\{letter}", char) for letter, char in _UNESCAPED.items() if letter != "\\")
_OLD_ESCAPE = re.compile(r"\\([;:])")
_BACKSLASHES_BEFORE_SEMICOLON = re.compile(r"(?<!\\)(\\++)(?=;|\Z)")
_PIECE = {";": re.compile(r"[^\\;]++|\\.?|;", re.DOTALL), ",": re.compile(r"[^\\,]++|\\.?|,", re.DOTALL)}
_CARD = re.compile(r"[ \t]*+BEGIN[ \t]*+:[ \t]*+VCARD[ \t]*+\n", re.IGNORECASE)
_SEMICOLON_CODE = re.compile("=3[Bb]")
_QUOTED_BACKSLASH = re.compile("=5[Cc];")
_UNKNOWN_TYPE = "application/octet-stream"
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_ALPHABET = bytes(code for code in range(256) if code not in _ALPHABET)
_BLANKS_AND_PADDING = b" \t\r\n="
_SAFE_FOR_URLS = bytes.maketrans(b"-_", b"+/")
_DATA_HEADER = re.compile(r"data:([^,]{0,200}+),", re.IGNORECASE)
_SIGNATURES: Sequence[tuple[bytes, str]] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
)
_FTYP_BRANDS = {b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heif", b"avif": "image/avif"}


class Parameter(NamedTuple):
    """One parameter of a property."""

    name: str
    """In upper case; empty for a value that stands alone, as in 2.1 (`TEL;WORK`)."""
    raw_name: str
    """As written."""
    values: tuple[str, ...]
    """Without their quotes, decoded (RFC 6868); at least one, which may be empty."""


class Binary(NamedTuple):
    """What a base64 value or a `data:` URI holds."""

    media_type: str
    """By the first bytes where they tell, else as the card says it, else `application/octet-stream`."""
    content: bytes
    problem: ProblemCode | None = None
    """BAD_ENCODING when it breaks off or holds foreign characters, PHOTO_TOO_LARGE without its content."""


def parameters_of(one: Property, version: str = "3.0") -> tuple[Parameter, ...]:
    """The parameters in their order (RFC 6350, section 3.3; RFC 6868 but for 2.1).

    A quote that is never closed is left out.
    """
    text = one.parameters
    if not text:
        return ()
    remembered = len(text) <= _LONGEST_REMEMBERED
    return _remembered_parameters(text, version) if remembered else _read_parameters(text, version)


def parameter_values(one: Property, name: str, version: str = "3.0") -> tuple[str, ...]:
    """All values of the parameters of this name (upper case), in their order."""
    return tuple(
        value
        for parameter in parameters_of(one, version)
        if parameter.name == name
        for value in parameter.values
    )


def encoding_of(parameters: str) -> str:
    """QUOTED_PRINTABLE, BASE64 or an empty string: how the value behind these parameters is encoded."""
    return _facts_of(parameters)[0] if parameters else ""


def charset_of(parameters: str) -> str:
    """The charset that these parameters name, as written, or an empty string."""
    return _facts_of(parameters)[1] if parameters else ""


def text_of(one: Property, version: str, encoding: str | None = None) -> str:
    """The whole value as text, line breaks as `\\n`; never cut at commas or semicolons.

    `encoding` is that of the card: by it coded bytes are read that declare no charset.
    """
    return unescaped(_plain(one, encoding), version)


def agent_of(one: Property, version: str, encoding: str | None = None) -> str:
    """What AGENT says: the lines of a card, in which nothing is escaped (vCard 2.1, section 2.4.2), or a text."""
    is_coded = encoding_of(one.parameters) != ""
    return one.value if not is_coded and _CARD.match(one.value) else text_of(one, version, encoding)


def unescaped(text: str, version: str) -> str:
    """A text without its backslashes: in 2.1 only those before a semicolon, or a colon, mean anything."""
    if "\\" not in text:
        return text
    if version == "2.1":
        return _OLD_ESCAPE.sub(r"\1", text)
    if "\\\\" in text:
        return _ESCAPE.sub(_of_escape, text)
    for escape, char in _ESCAPES:
        text = text.replace(escape, char)
    return text


def components_of(one: Property, version: str, encoding: str | None = None) -> tuple[str, ...]:
    """The parts between unescaped semicolons, as in N, ADR and ORG, each as text."""
    return tuple(_unescaped_part(part, version) for part in _parts(one, encoding))


def values_of(one: Property, version: str, encoding: str | None = None) -> tuple[str, ...]:
    """The parts between unescaped commas, as in CATEGORIES and NICKNAME, each as text."""
    parts = _split(_plain(one, encoding), ",")
    return tuple(unescaped(part.replace("\\,", ",") if version == "2.1" else part, version) for part in parts)


def lists_of(one: Property, version: str, encoding: str | None = None) -> tuple[tuple[str, ...], ...]:
    """The parts between unescaped semicolons, each as the texts between its unescaped commas, as in N."""
    return tuple(
        tuple(_unescaped_part(text, version) for text in _split(part, ",")) for part in _parts(one, encoding)
    )


def bytes_of(one: Property) -> Binary | None:
    """What the value holds as base64 or `data:` URI; None for an address elsewhere or mere text.

    Base64 that declares nothing counts when it is long enough and nothing else.
    """
    value = one.value.strip()
    if value[:5].lower() == "data:":
        return _from_data_uri(value)
    if encoding_of(one.parameters) == BASE64 or _looks_like_base64(value):
        return _from_base64(value, _declared_type(one))
    return None


def media_type_of(content: bytes) -> str | None:
    """The kind of a picture by its first bytes, or None if they are of no picture that we know."""
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return _FTYP_BRANDS.get(content[8:12]) if content[4:8] == b"ftyp" else None


def _read_parameters(text: str, version: str) -> tuple[Parameter, ...]:
    if '"' in text or "\\" in text:
        found = _read_quoted_parameters(text)
    else:
        found = [_simple_parameter(part) for part in text.split(";")]
    if "^" in text and version != "2.1":
        return tuple(
            parameter._replace(values=tuple(_CARET.sub(_of_caret, value) for value in parameter.values))
            for parameter in found
            if parameter is not None
        )
    return tuple(parameter for parameter in found if parameter is not None)


_remembered_parameters = lru_cache(maxsize=4096)(_read_parameters)


def _simple_parameter(part: str) -> Parameter | None:
    name, equals, values = part.partition("=")
    if equals:
        return Parameter(name.strip().upper(), name, tuple(values.split(",")))
    return Parameter("", "", (part.strip(),)) if part.strip() else None


def _read_quoted_parameters(text: str) -> list[Parameter | None]:
    found: list[Parameter | None] = []
    name: str | None = None
    values: list[str] = []
    pieces: list[str] = []
    for mark in (*_MARK.findall(text), ";"):
        if mark == ";":
            values.append("".join(pieces))
            found.append(_parameter(name, values))
            name, values, pieces = None, [], []
        elif mark == "=" and name is None:
            name, pieces = "".join(pieces), []
        elif mark == "," and name is not None:
            values.append("".join(pieces))
            pieces = []
        elif mark != '"':
            pieces.append(_unquoted(mark))
    return found


def _parameter(name: str | None, values: Sequence[str]) -> Parameter | None:
    if name is not None:
        return Parameter(name.strip().upper(), name, tuple(values))
    return Parameter("", "", (values[0].strip(),)) if values[0].strip() else None


def _unquoted(mark: str) -> str:
    if mark[0] == '"':
        return mark[1:-1]
    return mark[1] if mark in ("\\;", "\\,") else mark


def _of_caret(found: re.Match[str]) -> str:
    return _UNCARETED[found[1]]


def _facts_of(text: str) -> tuple[str, str]:
    remembered = len(text) <= _LONGEST_REMEMBERED
    return _remembered_facts(text) if remembered else _read_facts(text)


def _read_facts(text: str) -> tuple[str, str]:
    encoding = charset = ""
    for parameter in _read_parameters(text, "2.1") if _MAY_SAY_HOW.search(text) else ():
        value = parameter.values[0].strip()
        if parameter.name in ("", "ENCODING"):
            encoding = _ENCODINGS.get(value.upper(), encoding)
        elif parameter.name == "CHARSET":
            charset = charset or value
    return encoding, charset


_ENCODINGS = {"QUOTED-PRINTABLE": QUOTED_PRINTABLE, "Q": QUOTED_PRINTABLE, "BASE64": BASE64, "B": BASE64}
_remembered_facts = lru_cache(maxsize=4096)(_read_facts)


def _plain(one: Property, encoding: str | None) -> str:
    """The value with quoted-printable and base64 taken off, still escaped."""
    way = encoding_of(one.parameters)
    if way == QUOTED_PRINTABLE:
        return _lines_joined(quoted_text(one.value, charset_of(one.parameters), encoding))
    if way == BASE64:
        found = _from_base64(one.value, None)
        if found.problem is None and one.value:
            return _lines_joined(decoded(found.content, charset_of(one.parameters), encoding).text)
    return one.value


def _parts(one: Property, encoding: str | None) -> Sequence[str]:
    """What stands between unescaped semicolons, decoded but still escaped; a coded semicolon separates nothing.

    But where no other semicolon is, or an escaping backslash is coded itself.
    """
    value = one.value
    if encoding_of(one.parameters) != QUOTED_PRINTABLE:
        return _split(_plain(one, encoding), ";")
    is_coded_whole = ";" not in value and _SEMICOLON_CODE.search(value)
    if is_coded_whole or _QUOTED_BACKSLASH.search(value):
        return _split(_plain(one, encoding), ";")
    charset, _ = quoted(value, charset_of(one.parameters), encoding)
    return [_lines_joined(quoted_text(part, charset, encoding)) for part in _split(value, ";")]


def _lines_joined(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _of_escape(found: re.Match[str]) -> str:
    return _UNESCAPED[found[1]]


def _unescaped_part(part: str, version: str) -> str:
    """As text; where 2.1 has to escape a backslash before a separator, it is one."""
    if "\\" in part and version == "2.1":
        part = _BACKSLASHES_BEFORE_SEMICOLON.sub(_halved, part)
    return unescaped(part, version)


def _halved(found: re.Match[str]) -> str:
    count = len(found[1])
    return "\\" * (count // 2 + count % 2)


def _split(text: str, separator: str) -> list[str]:
    if "\\" not in text:
        return text.split(separator)
    parts: list[str] = []
    pieces: list[str] = []
    for piece in _PIECE[separator].findall(text):
        if piece == separator:
            parts.append("".join(pieces))
            pieces = []
        else:
            pieces.append(piece)
    parts.append("".join(pieces))
    return parts


def _looks_like_base64(value: str) -> bool:
    return (
        len(value) >= 64
        and value.isascii()
        and not value.encode().translate(None, _ALPHABET + _BLANKS_AND_PADDING)
    )


def _from_base64(value: str, declared: str | None) -> Binary:
    if len(value) * 3 // 4 <= LARGEST_PHOTO:
        try:
            content = a2b_base64(value, strict_mode=True)
        except ValueError:
            return _from_odd_base64(value, declared)
        return Binary(media_type_of(content) or declared or _UNKNOWN_TYPE, content)
    return _from_odd_base64(value, declared)


def _from_odd_base64(value: str, declared: str | None) -> Binary:
    """What can be read of base64 that is folded, of the alphabet for URLs, or broken off."""
    data = value.encode("ascii", "replace").translate(_SAFE_FOR_URLS)
    kept = data.translate(None, _NOT_ALPHABET)
    if len(kept) * 3 // 4 > LARGEST_PHOTO:
        return Binary(declared or _UNKNOWN_TYPE, b"", ProblemCode.PHOTO_TOO_LARGE)
    is_cut = (len(kept) + data.count(b"=")) % 4 != 0
    is_odd = is_cut or bool(data.translate(None, _ALPHABET + _BLANKS_AND_PADDING))
    whole = kept[: len(kept) - (len(kept) % 4 == 1)]
    content = a2b_base64(whole + b"=" * (-len(whole) % 4))
    problem = ProblemCode.BAD_ENCODING if is_odd or not content else None
    return Binary(media_type_of(content) or declared or _UNKNOWN_TYPE, content, problem)


def _from_data_uri(value: str) -> Binary:
    header = _DATA_HEADER.match(value)
    if header is None:
        return Binary(_UNKNOWN_TYPE, b"", ProblemCode.BAD_ENCODING)
    said = header[1].rstrip("\\").lower().split(";")
    declared = said[0] if "/" in said[0] else None
    rest = value[header.end() :]
    if "base64" in (part.strip() for part in said):
        return _from_base64(rest, declared)
    content = unquote_to_bytes(rest)
    if len(content) > LARGEST_PHOTO:
        return Binary(declared or "text/plain", b"", ProblemCode.PHOTO_TOO_LARGE)
    return Binary(media_type_of(content) or declared or "text/plain", content, None)


def _declared_type(one: Property) -> str | None:
    for parameter in parameters_of(one):
        value = parameter.values[0].strip().lower()
        if parameter.name == "MEDIATYPE" and "/" in value:
            return value
        if parameter.name == "TYPE" and value:
            return value if "/" in value else f"image/{value}"
        if parameter.name == "" and value in ("jpeg", "jpg", "gif", "png", "bmp", "tiff"):
            return f"image/{value}"
    return None
