"""The value of one property in another version, with the parameters that have to change along with it."""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from companion.formats.vcard import contact_point, particular
from companion.formats.vcard.card import Card, Property
from companion.formats.vcard.detail_writing import date_form
from companion.formats.vcard.encode import V2, V4, escaped, escaped_address, listed, structured
from companion.formats.vcard.messenger import SERVICE_OF_PROPERTY, service_of_property
from companion.formats.vcard.parameters import Said
from companion.formats.vcard.value import (
    BASE64,
    agent_of,
    bytes_of,
    components_of,
    encoding_of,
    media_type_of,
    text_of,
    values_of,
)

_TEXTS = {
    *particular.LINE_HANDLERS,
    *contact_point.SPARE_HANDLERS,
    *SERVICE_OF_PROPERTY,
    *("FN", "TITLE", "ROLE", "NOTE", "EMAIL", "LABEL", "MAILER", "NAME", "SORT-STRING", "PRODID", "CLASS"),
    *("UID", "TZ", "KIND", "XML", "ORG-DIRECTORY", "X-MS-TEL", "X-ABLABEL", "X-ABADR", "X-AGENT-TEXT"),
    *("X-ADDRESSBOOKSERVER-KIND", "X-ADDRESSBOOKSERVER-MEMBER"),
}
"""Values that are one text: a bare comma or semicolon in them is a part of it."""
_LISTS = {"CATEGORIES", "NICKNAME", "X-NICKNAME"}
_ADDRESSES = {
    *(
        "URL",
        "X-URL",
        "SOURCE",
        "FBURL",
        "CALURI",
        "CALADRURI",
        "IMPP",
        "X-IMPP",
        "MEMBER",
        "X-SOCIALPROFILE",
    ),
    *("SOCIALPROFILE", "X-EVOLUTION-BLOG-URL", "X-EVOLUTION-VIDEO-URL", "X-KADDRESSBOOK-BLOGFEED"),
}
_UNITS = {"ORG"}
"""Components that hold no lists: a bare comma in one is a part of it."""
_DATES = {"BDAY", "ANNIVERSARY", "X-ANNIVERSARY", "DEATHDATE", "REV"}
_BINARIES: Mapping[str, str] = MappingProxyType(
    {"PHOTO": "image", "LOGO": "image", "SOUND": "audio", "KEY": "application"}
)
_KINDS = {
    *("jpeg", "jpg", "gif", "png", "bmp", "tiff", "webp", "heic", "heif", "avif", "svg", "svg+xml", "x-icon"),
    *("pdf", "ps", "pict", "cgm", "wmf", "met", "pmb", "dib", "qtime", "mpeg", "mpeg2", "avi", "basic"),
    *("wave", "wav", "pcm", "aiff", "aac", "mp3", "ogg", "x509", "pgp", "pgp-keys", "pkix-cert"),
    "octet-stream",
}
"""What TYPE calls the format of a picture, a sound or a key, in lower case."""
_DATA_URI = re.compile(r"\s*data:([\w.+-]+/[\w.+-]+)", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_YEARLESS = re.compile(r"--(\d{2})-?(\d{2})")
_INSTANT = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})T(\d{2}):?(\d{2})(?::?(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}(?::?\d{2})?)?"
)
_PLACE = re.compile(r"(?:geo:)?([+-]?[\d.]+) *[,;] *([+-]?[\d.]+)((?:;.*)?)", re.IGNORECASE)
_PLACE_FORMS = {"2.1": "{},{}{}", "3.0": "{};{}{}", "4.0": "geo:{},{}{}"}
_WEB_ADDRESS = re.compile(r"(?:https?|ftp|data|cid):\S+\Z", re.IGNORECASE)
_OMIT_YEAR = "X-APPLE-OMIT-YEAR"

Converted = tuple[Said, str, str]
"""Parameters, value as it stands on the card, and `;ENCODING=…` for base64."""
Conversion = Callable[[Property, Said, Card, str], Converted]


def converted_value(one: Property, said: Said, card: Card, version: str) -> Converted:
    """What a property of a card says, in the version."""
    name = one.name.upper()
    binary = _binary(one, name, said, version)
    if binary is not None:
        return binary
    return _conversion_of(name)(one, said, card, version)


def _conversion_of(name: str) -> Conversion:
    of_account = _text if service_of_property(name) is not None else _unknown
    return _CONVERSIONS.get(name) or of_account


def is_escaped(name: str, value: str) -> bool:
    """Whether a value of 3.0 or 4.0 is for sure written as we write it; `name` in upper case."""
    pattern = _ESCAPED.get(_conversion_of(name))
    return pattern is not None and pattern.fullmatch(value) is not None


def _text(one: Property, said: Said, card: Card, version: str) -> Converted:
    if said.value_type == "uri":
        return _address(one, said, card, version)
    return said, escaped(text_of(one, card.version, card.encoding), version), ""


def _phone(one: Property, said: Said, card: Card, version: str) -> Converted:
    text = text_of(one, card.version, card.encoding)
    if version != V4 and text[:4].lower() == "tel:":
        number, _, extension = text[4:].partition(";ext=")
        said, text = replace(said, value_type=None), f"{number} ext. {extension}" if extension else number
    elif said.value_type == "uri":
        return said, escaped_address(text, version), ""
    return said, escaped(text, version), ""


def _address(one: Property, said: Said, card: Card, version: str) -> Converted:
    return said, escaped_address(text_of(one, card.version, card.encoding), version), ""


def _list(one: Property, said: Said, card: Card, version: str) -> Converted:
    is_cut_at_semicolons = card.version == V2 and "," not in one.value
    cut = components_of if is_cut_at_semicolons else values_of
    return said, listed(cut(one, card.version, card.encoding), version), ""


def _components(one: Property, said: Said, card: Card, version: str) -> Converted:
    return said, structured(components_of(one, card.version, card.encoding), version), ""


def _unknown(one: Property, said: Said, card: Card, version: str) -> Converted:
    """Components that may be lists: where neither version is 2.1, the value says the same as it stands."""
    if said.value_type == "uri" or _WEB_ADDRESS.match(one.value):
        return _address(one, said, card, version)
    if V2 in (card.version, version) or encoding_of(one.parameters):
        return _components(one, said, card, version)
    return said, one.value, ""


def _card_in_card(one: Property, said: Said, card: Card, version: str) -> Converted:
    """An AGENT: in 2.1 the lines of a card, later its text; that card stays of the version it is of."""
    if said.value_type == "uri":
        return _address(one, said, card, version)
    text = agent_of(one, card.version, card.encoding)
    is_card = version == V2 and text[:11].upper() == "BEGIN:VCARD"
    return said, text.strip("\n") if is_card else escaped(text, version), ""


def _date(one: Property, said: Said, card: Card, version: str) -> Converted:
    text = text_of(one, card.version, card.encoding).strip()
    if said.value_type == "text":
        return said, escaped(text, version), ""
    if card.version == version:
        return said, escaped_address(text, version), ""
    day = _day(text, said)
    if day is not None:
        parameters, value = date_form(day, version)
        said = said.without(_OMIT_YEAR)
        if parameters:
            written_name, _, year = parameters.removeprefix(";").partition("=")
            said = said.with_other(written_name, year)
        return said, value, ""
    return said, escaped_address(_instant(text) if version == V4 else text, version), ""


def _day(text: str, said: Said) -> str | None:
    yearless = _YEARLESS.fullmatch(text)
    if yearless is not None:
        return f"--{yearless[1]}-{yearless[2]}"
    day = _DAY.fullmatch(text)
    if day is None:
        return None
    is_omitted = said.other(_OMIT_YEAR) == day[1]
    return f"{'-' if is_omitted else day[1]}-{day[2]}-{day[3]}"


def _instant(text: str) -> str:
    """A time as 4.0 writes it: without separators and fractions of a second."""
    found = _INSTANT.fullmatch(text)
    if found is None:
        return text
    year, month, day, hour, minute, second, zone = found.groups()
    return f"{year}{month}{day}T{hour}{minute}{second or '00'}{(zone or '').replace(':', '')}"


def _place(one: Property, said: Said, card: Card, version: str) -> Converted:
    text = text_of(one, card.version, card.encoding)
    place = _PLACE.fullmatch(text.strip())
    if place is None or card.version == version:
        return said, escaped_address(text, version), ""
    return said, _PLACE_FORMS[version].format(*place.groups()), ""


def _binary(one: Property, name: str, said: Said, version: str) -> Converted | None:
    """Base64 in the form of the version; None for a property that holds no bytes, or text as base64."""
    is_coded = encoding_of(one.parameters) == BASE64
    kind = _BINARIES.get(name)
    if kind is None:
        is_kept = is_coded and name not in _CONVERSIONS
        return (said, _BLANKS.sub("", one.value), _encoding(version)) if is_kept else None
    found = bytes_of(one)
    if found is None:
        return None
    if found.problem is not None and media_type_of(found.content) is None:
        # Nobody can tell what it was: kept as a text, over which no reader of base64 stumbles.
        return said.with_other("X-ENCODING", "b") if is_coded else said, escaped(one.value, version), ""
    types, media_type = _media_type(one, said, kind)
    said = replace(said.without("MEDIATYPE"), value_type=None, types=types)
    value = b64encode(found.content).decode("ascii")
    if version == V4:
        return said, f"data:{media_type};base64,{value}", ""
    shown = media_type.removeprefix(f"{kind}/")
    said = replace(said, types=(*types, shown.upper() if "/" not in shown else shown))
    return said, value, _encoding(version)


def _encoding(version: str) -> str:
    return ";ENCODING=BASE64" if version == V2 else ";ENCODING=b"


def _media_type(one: Property, said: Said, kind: str) -> tuple[tuple[str, ...], str]:
    """The types that name no format, and the media type by a `data:` URI, MEDIATYPE, TYPE or the first bytes."""
    formats = [word for word in said.types if word.lower() in _KINDS or "/" in word]
    types = tuple(word for word in said.types if word not in formats)
    uri = _DATA_URI.match(one.value)
    declared = (
        uri[1] if uri is not None else said.other("MEDIATYPE") or (formats[0].lower() if formats else None)
    )
    if declared is not None:
        return types, declared if "/" in declared else f"{kind}/{declared}"
    found = bytes_of(one)
    return types, found.media_type if found is not None else "application/octet-stream"


_CONVERSIONS: Mapping[str, Conversion] = MappingProxyType(
    {
        **dict.fromkeys(_TEXTS, _text),
        **dict.fromkeys(_LISTS, _list),
        **dict.fromkeys(_ADDRESSES, _address),
        **dict.fromkeys(_UNITS, _components),
        **dict.fromkeys(_DATES, _date),
        "TEL": _phone,
        "GEO": _place,
        "AGENT": _card_in_card,
    }
)
_ESCAPED: Mapping[Conversion, re.Pattern[str]] = MappingProxyType(
    {
        _text: re.compile(r"[^\\,;]*+(?:\\[\\,;n][^\\,;]*+)*+"),
        _phone: re.compile(r"[^\\,;]*+(?:\\[\\,;n][^\\,;]*+)*+"),
        _list: re.compile(r"[^\\;]*+(?:\\[\\,;n][^\\;]*+)*+"),
        _components: re.compile(r"[^\\,]*+(?:\\[\\,;n][^\\,]*+)*+"),
        _address: re.compile(r"[^\\,]*+(?:\\[\\,n][^\\,]*+)*+"),
        _date: re.compile(r"[0-9TZ:+-]*+"),
        _unknown: re.compile(r".*+", re.DOTALL),
    }
)
