"""Properties that say how to reach somebody."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import unquote

from companion.formats.vcard.gathering import Gathered, Handler
from companion.formats.vcard.messenger import accounts_in, profile_in, service_of_property
from companion.formats.vcard.role import Role
from companion.formats.vcard.shown import LONGEST_LINE, one_line
from companion.formats.vcard.value import unescaped
from companion.model.person import ContactKind

_NAMED_ADDRESS = re.compile(r"[^<>]*+<([^<>\s@]++@[^<>\s]++)>")
_EXTENSION = re.compile(r"\A(?:ext|x|extension|postd)=", re.IGNORECASE)
_PARTS_OF_ADDRESS = 7
_MOST_PARTS = 20
"""Of an address with the parts that RFC 9554 adds; what is behind them is not looked at."""
_BLOG_LABELS = {
    "X-EVOLUTION-BLOG-URL": "blog",
    "X-KADDRESSBOOK-BLOGFEED": "blog",
    "X-EVOLUTION-VIDEO-URL": "video",
}


def email(found: Gathered, text: str, role: Role) -> None:
    """EMAIL: the address, without `mailto:`, and without a name before it in angle brackets."""
    if text[:7].lower() == "mailto:":
        text = unquote(text[7:].partition("?")[0])
    elif text[-1:] == ">":
        named = _NAMED_ADDRESS.fullmatch(text)
        text = named[1] if named else text
    found.add_point(ContactKind.EMAIL, text, role.label, role.rank, role.group)


def phone(found: Gathered, text: str, role: Role) -> None:
    """TEL: the number as written; of a `tel:` URI (RFC 3966) the number and its extension."""
    if ":" in text:
        scheme, _, rest = text.partition(":")
        if scheme.lower() in ("sip", "sips"):
            _add_account(found, text, "sip", role)
            return
        if scheme.lower() in ("tel", "callto"):
            text = _number(rest)
    found.add_point(ContactKind.PHONE, text, role.label, role.rank, role.group)


def _number(rest: str) -> str:
    number, *parameters = rest.removeprefix("//").split(";")
    extensions = (_EXTENSION.sub("", part) for part in parameters if _EXTENSION.match(part))
    extension = next(extensions, "")
    text = f"{number} ext. {extension}" if extension else number
    return one_line(unquote(text)) if "%" in text else text.strip()


def fax(found: Gathered, text: str, role: Role) -> None:
    """FAX, a property of its own in very old cards."""
    found.add_point(ContactKind.PHONE, text, role.label or "fax", role.rank, role.group)


def link(found: Gathered, text: str, role: Role) -> None:
    """URL, unless there is nothing behind its scheme; some escape whatever they can in it."""
    if "\\" in text and text[:4].lower() == "http":
        text = text.replace("\\", "")
    if len(text) > len("https://") or not text.endswith("//"):
        found.add_point(ContactKind.URL, text, role.label, role.rank, role.group)


def journal(found: Gathered, text: str, role: Role) -> None:
    """The properties of single programs for blogs and the like."""
    found.add_point(ContactKind.URL, text, _BLOG_LABELS[role.name], role.rank, role.group)


def address(found: Gathered, value: str, role: Role) -> None:
    """ADR on one line: street, what belongs to it, place, region, code, country (RFC 6350, section 6.3.1)."""
    is_plain = not role.is_coded and "\\" not in value
    parts = value.split(";", _MOST_PARTS) if is_plain else found.parts(value, role)[:_MOST_PARTS]
    if len(parts) == _PARTS_OF_ADDRESS:
        box, extended, street, place, region, code, country = parts
        parts = (street, extended, box, place, region, code, country)
    elif len(parts) > 1:
        box, extended, street, *rest = *parts, ""
        parts = (street, extended, box, *rest[:4])
    text = ", ".join(filter(None, parts))
    if not text.isprintable() or "  " in text or ",," in text or " ," in text or len(text) > LONGEST_LINE:
        text = found.shown(", ".join(_tidy(parts)))
    if not text and role.label_text:
        text = found.shown(_joined(unescaped(role.label_text, found.version)))
    found.add_point(ContactKind.ADDRESS, text.strip(), role.label, role.rank, role.group)


def _tidy(parts: Sequence[str]) -> list[str]:
    """The parts that say something, each on one line, without a comma before the next one's."""
    lines = [line for line in map(_joined, parts) if line.strip(" ,")]
    return [line.rstrip(" ,") for line in lines[:-1]] + lines[-1:]


def address_label(found: Gathered, value: str, role: Role) -> None:
    """LABEL: an address in words, used where no ADR says it."""
    text = found.shown(_joined(found.text(value, role)))
    if text:
        found.address_labels.append((ContactKind.ADDRESS, text, role.label, role.rank, role.group))


def _joined(text: str) -> str:
    """The lines of a text as one, a comma between them."""
    if text.isprintable():
        return text.strip()
    return ", ".join([line.strip(" ,\t") for line in text.splitlines() if line.strip(" ,\t")])


def account(found: Gathered, text: str, role: Role) -> None:
    """IMPP, and the properties that older cards keep an account of one messenger in."""
    _add_account(found, text, service_of_property(role.name) or "", role)


def _add_account(found: Gathered, text: str, service: str, role: Role) -> None:
    for handle, label in accounts_in(text, service, role):
        found.add_point(ContactKind.IM, handle, label, role.rank, "" if label else role.group)


def profile(found: Gathered, text: str, role: Role) -> None:
    """X-SOCIALPROFILE and SOCIALPROFILE (RFC 9554): a web address, or an account."""
    (handle, label), is_address = profile_in(text, None, role)
    kind = ContactKind.URL if is_address else ContactKind.IM
    found.add_point(kind, handle, label, role.rank, "" if label else role.group)


LINE_HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "EMAIL": email,
        "TEL": phone,
        "X-MS-TEL": phone,
        "URL": link,
        "X-URL": link,
        **dict.fromkeys(_BLOG_LABELS, journal),
        "IMPP": account,
        "X-IMPP": account,
        "X-SOCIALPROFILE": profile,
        "SOCIALPROFILE": profile,
    }
)
"""By the name of the property in upper case; for accounts see `service_of_property`."""
VALUE_HANDLERS: Mapping[str, Handler] = MappingProxyType({"ADR": address, "LABEL": address_label})
"""By the name of the property in upper case."""
SPARE_HANDLERS: Mapping[str, tuple[ContactKind, Handler]] = MappingProxyType(
    {
        "PHONE": (ContactKind.PHONE, phone),
        "TELEPHONENUMBER": (ContactKind.PHONE, phone),
        "HOMEPHONE": (ContactKind.PHONE, phone),
        "MOBILE": (ContactKind.PHONE, phone),
        "FAX": (ContactKind.PHONE, fax),
        "FACSIMILETELEPHONENUMBER": (ContactKind.PHONE, fax),
        "MAIL": (ContactKind.EMAIL, email),
    }
)
"""Names of directories (LDAP) that count where the card has no contact point of that kind."""
