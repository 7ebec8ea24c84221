"""A whole card in another version: every property, parameter and value, mapped or kept by its own name."""

import re
from binascii import a2b_qp
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from companion.formats.vcard.card import Card, Property
from companion.formats.vcard.conversion import converted_value, is_escaped
from companion.formats.vcard.encode import V2, V3, V4, escaped, line_of, structured
from companion.formats.vcard.fold import folded, with_line_ends
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.messenger import SERVICE_OF_PROPERTY, service_of_property
from companion.formats.vcard.parameters import Said, said_by, written
from companion.formats.vcard.read import read_cards
from companion.formats.vcard.section import sections_of
from companion.formats.vcard.value import (
    BASE64,
    QUOTED_PRINTABLE,
    bytes_of,
    charset_of,
    encoding_of,
    parameters_of,
    unescaped,
)
from companion.formats.vcard.write import formatted_name, name_parts

_NEW_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "X-ADDRESSBOOKSERVER-KIND": "KIND",
        "X-ADDRESSBOOKSERVER-MEMBER": "MEMBER",
        "X-ANNIVERSARY": "ANNIVERSARY",
        "X-GENDER": "GENDER",
        "PROFILE": "X-PROFILE",
    }
)
_OLD_NAMES: Mapping[str, str] = MappingProxyType(
    {new: old for old, new in _NEW_NAMES.items() if old.startswith("X-")} | {"PROFILE": "X-PROFILE"}
)
_AGENT_TEXT = "X-AGENT-TEXT"
"""What 2.1 calls an AGENT of several lines that are no card."""
_NAMES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        V2: _OLD_NAMES,
        V3: {**_OLD_NAMES, _AGENT_TEXT: "AGENT"},
        V4: {**_NEW_NAMES, _AGENT_TEXT: "AGENT"},
    }
)
_IN_LANGUAGES = {
    *("FN", "N", "NICKNAME", "PHOTO", "BDAY", "ANNIVERSARY", "ADR", "TEL", "EMAIL", "IMPP", "TZ", "GEO"),
    *("TITLE", "ROLE", "LOGO", "ORG", "RELATED", "NOTE", "SOUND", "URL", "CATEGORIES", "KEY", "LANG"),
}
"""What 4.0 says in several languages at once; before, all but one of them have a name that starts with X-."""
_NO_NAME = "X-UNREADABLE"
"""For lines that are no property."""
_IS_B = re.compile(r"(?:^|;)ENCODING=b(?:;|$)", re.IGNORECASE)
_BROKEN_CODE = re.compile("=(?![0-9A-Fa-f]{2})")
_FRAME = re.compile(rb"BEGIN:VCARD\r*\n.*\nEND:VCARD\s*\Z", re.IGNORECASE | re.DOTALL)
_BLANK = re.compile(r"\s")
_AGENT = re.compile("AGENT", re.IGNORECASE)
_ODD_CHARACTER = re.compile("[^A-Za-z0-9_-]")


def converted(card: Card, version: str) -> bytes:
    """The card in vCard 2.1, 3.0 or 4.0: UTF-8, CRLF, N and FN always, texts escaped by the rules of the version.

    A property that says the same in both keeps its lines as they are. What the version has no word for keeps
    its name, or gets one that starts with X-; unknown parameters stay, since readers pass over them.
    """
    if is_sound(card, version):
        return with_line_ends(card.raw)
    properties = [
        (one, lines) for one, lines in sections_of(card) if one is not None and not _is_left_out(one)
    ]
    others = set() if version == V4 else _other_languages(card, [one for one, _ in properties])
    contents = [
        b"BEGIN:VCARD\r\n",
        b"VERSION:%b\r\n" % version.encode("ascii"),
        *_missing_names(card, version),
    ]
    for place, (one, lines) in enumerate(properties):
        contents.append(_converted(one, lines, card, version, prefix="X-" if place in others else ""))
        contents += _address_label(one, card, version)
    return b"".join([*contents, b"END:VCARD\r\n"])


def is_sound(card: Card, version: str) -> bool:
    """Whether the card is of this version and written by its rules, so that it can stay as it is."""
    properties = [*card.properties]
    if card.version != version or card.problems or not _is_utf_8(card.raw, card):
        return False
    if not properties or properties[0].name.upper() != "VERSION" or not _FRAME.match(card.raw):
        return False
    if version == V2 and b"QUOTED-PRINTABLE" in card.raw.upper():
        return False
    names = {one.name.upper() for one in properties if one.value.strip()}
    return {"N", "FN"} <= names and all(_is_sound(one, card) for one in properties)


def _is_sound(one: Property, card: Card) -> bool:
    version = card.version
    if not _has_sound_head(one.group, one.name, one.parameters, version):
        return False
    if version != V2 and is_escaped(one.name.upper(), one.value):
        return True
    if version == V2 or _needs_no_escapes(one, b"", version):
        return _needs_no_escapes(one, b"", version)
    return converted_value(one, said_by(parameters_of(one, version)), card, version)[1] == one.value


@lru_cache(maxsize=4096)
def _has_sound_head(group: str, name: str, parameters: str, version: str) -> bool:
    is_named = name.upper() not in ("", "PROFILE") and not _ODD_CHARACTER.search(group + name)
    return is_named and _is_native(Property(group, name, parameters, "", 0, 0), version)


def _is_left_out(one: Property) -> bool:
    name = one.name.upper()
    return name == "VERSION" or (name == "FN" and not one.value.strip())


def _missing_names(card: Card, version: str) -> Iterator[bytes]:
    """N and FN, where the card has none, or one that is empty."""
    names = {one.name.upper() for one in card.properties if not _is_left_out(one)}
    contact = contact_from(card)[0] if not {"N", "FN"} <= names else None
    if contact is not None and "N" not in names:
        yield _ended(line_of("N", structured(name_parts(contact), version), version))
    if contact is not None and "FN" not in names:
        yield _ended(line_of("FN", escaped(formatted_name(contact), version), version))


def _other_languages(card: Card, properties: Sequence[Property]) -> set[int]:
    """The places of those that say what another says in English, or else before them (RFC 6350, section 5.4)."""
    if card.version != V4:
        return set()
    versions: dict[tuple[str, str], list[tuple[bool, int]]] = {}
    for place, one in enumerate(properties):
        said = said_by(parameters_of(one, V4))
        identity, language = said.other("ALTID"), (said.other("LANGUAGE") or "").lower().partition("-")[0]
        if identity:
            versions.setdefault((one.name.upper(), identity), []).append((language != "en", place))
    return {place for same in versions.values() for _, place in sorted(same)[1:]}


def _address_label(one: Property, card: Card, version: str) -> Iterator[bytes]:
    """The LABEL parameter of an address as the property that it was before 4.0."""
    said = said_by(parameters_of(one, card.version)) if one.name.upper() == "ADR" else None
    label = said.other("LABEL") if said is not None and version != V4 else None
    if said is not None and label:
        head = f"{_group(one)}LABEL{written(Said(said.types, said.preference), version)}"
        yield _ended(line_of(head, escaped(unescaped(label, card.version), version), version))


def _converted(one: Property, lines: bytes, card: Card, version: str, *, prefix: str = "") -> bytes:
    if not one.name:
        return _ended(line_of(_NO_NAME, escaped(one.value, version), version))
    is_native = card.version == version and _is_native(one, version)
    if is_native and _needs_no_escapes(one, lines, version) and _is_utf_8(lines, card):
        return _kept(one, lines, version)
    said, value, encoding = converted_value(one, said_by(parameters_of(one, card.version)), card, version)
    parameters = written(said.without("LABEL") if version != V4 else said, version)
    if is_native and version != V2:
        parameters = f";{one.parameters}" if one.parameters else ""
    head = f"{_group(one)}{prefix}{_name(one.name, said, version)}{parameters}{encoding}"
    is_plain = version != V2 or (lines.isascii() and "\n" not in value)
    if is_plain and f"{head}:{value}" == _logical(one) and _is_utf_8(lines, card):
        return _kept(one, lines, version)
    if version == V2 and one.name.upper() == "AGENT":
        return _card_in_card(head, value)
    if encoding:
        return _ended(folded(f"{head}:{value}")) + b"\r\n"
    return _ended(line_of(head, value, version))


def _card_in_card(head: str, value: str) -> bytes:
    """An AGENT of 2.1: the lines of the card after it, or what is no such card by another name."""
    if value[:12].upper() == "BEGIN:VCARD\n":
        lines = _ended("\r\n".join([f"{head}:", *value.split("\n")]))
        if _agents_within(lines) == [value]:
            return lines
    return _ended(line_of(_AGENT.sub(_AGENT_TEXT, head, count=1) if "\n" in value else head, value, V2))


def _agents_within(lines: bytes) -> list[str]:
    """What a reader of 2.1 takes for the properties in these lines, their values only."""
    found = [*read_cards(b"BEGIN:VCARD\r\nVERSION:2.1\r\n%bEND:VCARD\r\n" % lines)]
    return [one.value for card in found if isinstance(card, Card) for one in card.properties[1:]]


def _is_native(one: Property, version: str) -> bool:
    """Whether the parameters are such as this version writes."""
    charset = charset_of(one.parameters).upper()
    if one.parameters.count('"') % 2:
        return False
    if version == V2:
        return charset in ("", "UTF-8")
    encoding = encoding_of(one.parameters)
    names = [name for name, _, _ in parameters_of(one, version)]
    if charset or encoding == QUOTED_PRINTABLE or "" in names:
        return False
    return "ENCODING" not in names or (version == V3 and _IS_B.search(one.parameters) is not None)


def _needs_no_escapes(one: Property, lines: bytes, version: str) -> bool:
    if encoding_of(one.parameters) == BASE64 or one.value[:5].lower() == "data:":
        found = bytes_of(one)
        return found is not None and found.problem is None and _is_padded(one.value)
    return (
        version == V2 and one.value.isascii() and not lines.rstrip().endswith(b"=") and _says_its_charset(one)
    )


def _is_padded(value: str) -> bool:
    return len(_BLANK.sub("", value.rpartition(",")[2])) % 4 == 0


def _says_its_charset(one: Property) -> bool:
    """Whether the octets that a quoted-printable value stands for can be read by what its parameters say."""
    if encoding_of(one.parameters) != QUOTED_PRINTABLE:
        return True
    if _BROKEN_CODE.search(one.value):
        return False
    octets = a2b_qp(one.value)
    return octets.isascii() or (charset_of(one.parameters) != "" and _decodes(octets))


def _is_utf_8(content: bytes, card: Card) -> bool:
    if content.isascii() or card.encoding is not None:
        return content.isascii()
    return _decodes(content)


def _decodes(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _kept(one: Property, lines: bytes, version: str) -> bytes:
    lines = with_line_ends(lines)
    return lines + b"\r\n" if version != V4 and encoding_of(one.parameters) == BASE64 else lines


def _name(name: str, said: Said, version: str) -> str:
    if version == V4 and said.other("ALTID") and name.upper().removeprefix("X-") in _IN_LANGUAGES:
        return name.upper().removeprefix("X-")
    mapped = _NAMES[version].get(name.upper())
    if mapped is not None or not _ODD_CHARACTER.search(name):
        return mapped or name
    service = service_of_property(name.upper())
    of_service = f"X-{service.upper().replace(' ', '-')}" if service else ""
    return of_service if of_service in SERVICE_OF_PROPERTY else _ODD_CHARACTER.sub("-", name)


def _group(one: Property) -> str:
    return f"{_ODD_CHARACTER.sub('-', one.group)}." if one.group else ""


def _logical(one: Property) -> str:
    group = f"{one.group}." if one.group else ""
    return f"{group}{one.name}{';' if one.parameters else ''}{one.parameters}:{one.value}"


def _ended(lines: str) -> bytes:
    return f"{lines}\r\n".encode(errors="replace")
