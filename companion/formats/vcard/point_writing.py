"""Contact points as lines of a card: phones, e-mail, web and postal addresses, messengers."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from companion.formats.vcard.encode import (
    V2,
    V4,
    escaped,
    escaped_address,
    escaped_component,
    line_of,
    parameter_value,
)
from companion.formats.vcard.labelling import label_text, labelling_of
from companion.model.capture import ContactPhrase
from companion.model.person import ContactKind

_E164 = re.compile(r"\+[1-9]\d{3,14}")
_EXTENSION = re.compile(r"(?:\bext(?:ension)?\.?|\bx|#|\bDurchwahl)\s*(\d{1,7})\s*\Z", re.IGNORECASE)
_NAMES = {
    ContactKind.EMAIL: "EMAIL",
    ContactKind.PHONE: "TEL",
    ContactKind.URL: "URL",
    ContactKind.ADDRESS: "ADR",
}
_IN_HANDLE = "-._~!$'()*+;=:@"
_PLAIN_HANDLE = re.compile(r"[\w.@+-]+")
_LABELS = {"GoogleTalk": "google talk"}


class _Service(NamedTuple):
    """A messenger, as IMPP (RFC 4770) and as properties older than that name it."""

    name: str
    scheme: str
    property: str | None = None


_SERVICES = {
    _LABELS.get(service.name, service.name.lower()): service
    for service in (
        _Service("AIM", "aim", "X-AIM"),
        _Service("ICQ", "aim", "X-ICQ"),
        _Service("MSN", "msnim", "X-MSN"),
        _Service("Yahoo", "ymsgr", "X-YAHOO"),
        _Service("Jabber", "xmpp", "X-JABBER"),
        _Service("XMPP", "xmpp"),
        _Service("GoogleTalk", "xmpp", "X-GOOGLE-TALK"),
        _Service("QQ", "x-apple", "X-QQ"),
        _Service("Skype", "skype", "X-SKYPE"),
        _Service("SIP", "sip"),
        _Service("Facebook", "xmpp"),
        _Service("Matrix", "matrix", "X-MATRIX"),
        _Service("Telegram", "tg", "X-TELEGRAM"),
        _Service("Signal", "sgnl", "X-SIGNAL"),
        _Service("WhatsApp", "whatsapp", "X-WHATSAPP"),
        _Service("Twitter", "x-apple", "X-TWITTER"),
        _Service("GaduGadu", "x-apple"),
    )
}


def phone_text(point: ContactPhrase) -> str:
    """A phone number as others can dial it: the international form, with the extension that was typed."""
    value, typed = point.value, point.typed
    if value == typed or typed.lstrip().startswith("+"):
        return typed
    extension = _EXTENSION.search(typed)
    return value if extension is None or value.endswith(extension[1]) else f"{value} ext. {extension[1]}"


def written_points(points: Sequence[ContactPhrase]) -> Sequence[ContactPhrase]:
    """Those that go on a card: the number of a badge is its event's own."""
    return [point for point in points if point.kind is not ContactKind.BADGE]


def point_lines(
    point: ContactPhrase, version: str, group: str, *, is_preferred: bool = False
) -> Sequence[str]:
    """The lines that say one contact point; `group` (`item1.`) binds its label to it if it needs one."""
    if point.kind is ContactKind.IM:
        return (_messenger(point, version, is_preferred),)
    head, label = _head(point.kind, point.label, version, is_preferred)
    if label is None:
        return (_line(head, point, version),)
    return (
        _line(group + head, point, version),
        line_of(f"{group}X-ABLabel", escaped(label_text(label), version), version),
    )


@lru_cache(maxsize=1024)
def _head(kind: ContactKind, label: str | None, version: str, is_preferred: bool) -> tuple[str, str | None]:
    """Name and parameters, and the label if TYPE has no word for it."""
    types, text = labelling_of(kind, label)
    return _NAMES[kind] + type_parameters(types, version, is_preferred=is_preferred), text


def type_parameters(types: tuple[str, ...], version: str, *, is_preferred: bool = False) -> str:
    """TYPE and the mark of the preferred one, each with its semicolon."""
    if version == V2:
        return "".join([f";{one}" for one in (*types, *(("PREF",) if is_preferred else ()))])
    if version == V4:
        typed = f";TYPE={','.join(types).lower()}" if types else ""
        return f"{typed};PREF=1" if is_preferred else typed
    all_types = (*types, "PREF") if is_preferred else types
    return f";TYPE={','.join(all_types)}" if all_types else ""


def _line(head: str, point: ContactPhrase, version: str) -> str:
    kind, value = point.kind, point.value
    if kind is ContactKind.PHONE:
        return _phone(head, point, version)
    if kind is ContactKind.ADDRESS:
        return line_of(head, f";;{escaped_component(value, version)};;;;", version)
    escape = escaped_address if kind is ContactKind.URL else escaped
    return line_of(head, escape(value, version), version)


def phone_uri(text: str) -> str | None:
    """A number in its international form as a `tel:` URI (RFC 3966); None for one that is no such number."""
    number, _, extension = text.partition(" ext. ")
    if not _E164.fullmatch(number) or not (not extension or extension.isdecimal()):
        return None
    return f"tel:{number}{';ext=' if extension else ''}{extension}"


def handle_uri(scheme: str, handle: str) -> str:
    """The account of a messenger as a URI."""
    return f"{scheme}:{quote(handle, safe=_IN_HANDLE)}"


def _phone(head: str, point: ContactPhrase, version: str) -> str:
    text = phone_text(point)
    uri = phone_uri(text) if version == V4 else None
    if uri is not None:
        return line_of(f"{head};VALUE=uri", uri, version)
    return line_of(head, escaped(text, version), version)


def _messenger(point: ContactPhrase, version: str, is_preferred: bool) -> str:
    label = point.label or ""
    service = _SERVICES.get(label) or _Service(label, "x-apple")
    if version == V2 and service.property is not None and _PLAIN_HANDLE.fullmatch(point.value):
        head = service.property + type_parameters((), version, is_preferred=is_preferred)
        return line_of(head, escaped(point.value, version), version)
    head = f"IMPP;X-SERVICE-TYPE={parameter_value(service.name, version)}" if label else "IMPP"
    head += type_parameters((), version, is_preferred=is_preferred)
    return line_of(head, handle_uri(service.scheme, point.value), version)
