"""Accounts of messengers and networks, by every name under which cards keep them."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

from companion.formats.vcard.role import Role

SERVICE_OF_PROPERTY: Mapping[str, str] = MappingProxyType(
    {
        **{
            f"X-{name.upper()}": name
            for name in (
                *("aim", "icq", "msn", "yahoo", "jabber", "qq", "skype", "twitter", "matrix", "telegram"),
                *("signal", "whatsapp", "sip", "groupwise", "gadugadu", "sametime", "facebook", "wechat"),
                *("line", "instagram", "viber", "threema", "discord", "mastodon", "irc", "xmpp"),
            )
        },
        "X-SKYPE-USERNAME": "skype",
        "X-GTALK": "google talk",
        "X-GOOGLE-TALK": "google talk",
        "X-GOOGLE TALK": "google talk",
        "X-GOOGLE-HANGOUTS": "hangouts",
        "X-MSN-MESSENGER": "msn",
        "X-WINDOWS-LIVE": "msn",
        "X-YAHOO-MESSENGER": "yahoo",
        "X-GADU-GADU": "gadugadu",
        "X-EVOLUTION-X-JABBER": "jabber",
        "X-KADDRESSBOOK-X-IMADDRESS": "",
        "X-MS-IMADDRESS": "",
        "X-IM": "",
        "IM": "",
    }
)
"""The properties that hold an account, and of which service; empty if they do not say it."""

_SERVICE_OF_SCHEME: Mapping[str, str] = MappingProxyType(
    {
        "xmpp": "jabber",
        "ymsgr": "yahoo",
        "msnim": "msn",
        "tg": "telegram",
        "sgnl": "signal",
        "sips": "sip",
        "gtalk": "google talk",
        "x-apple": "",
        "im": "",
        "x-unknown": "",
        "unknown": "",
        "https": "",
        "http": "",
    }
)
_SERVICE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "googletalk": "google talk",
        "google-talk": "google talk",
        "gtalk": "google talk",
        "gadu-gadu": "gadugadu",
    }
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}+):(?://)?(?=.)", re.DOTALL)
_COMMAND = re.compile(
    r"(?:goim|addfriend|sendim|chat|add|im)?\?(?:screenname=|user=|to=|contact=)?", re.IGNORECASE
)
_KDE = re.compile(r"X-MESSAGING/([^;:]{1,40})", re.IGNORECASE)
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)[^ ]|[\w-]++\.[\w.-]++/", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?([\w.-]++)", re.IGNORECASE)
_USES = {"pref", "home", "work", "internet", "other", "mobile", "cell", "personal", "business", ""}
_SEPARATOR_OF_KDE = "\ue000"


class Account(NamedTuple):
    """A handle and the service it is of, in lower case."""

    handle: str
    service: str | None


def service_of_property(name: str) -> str | None:
    """The service of an account property (upper case), empty if it does not say it; None for any other property."""
    service = SERVICE_OF_PROPERTY.get(name)
    if service is None and name.startswith("X-MESSAGING/"):
        found = _KDE.match(name)
        service = found[1].lower().removesuffix("-all") if found else None
        service = _SERVICE_OF_SCHEME.get(service, service) if service else service
    return service


def accounts_in(text: str, service: str, role: Role) -> Iterator[Account]:
    """The accounts of an IMPP (RFC 4770) or an older property; the service is that of X-SERVICE-TYPE if it says it."""
    for part in text.split(_SEPARATOR_OF_KDE):
        handle = part.strip()
        found = _SCHEME.match(handle)
        scheme = found[1].lower() if found else ""
        of_scheme = _SERVICE_OF_SCHEME.get(scheme, scheme)
        said = role.service or service or of_scheme
        if found is not None and scheme not in ("http", "https") and (not service or service == of_scheme):
            handle = _handle(handle[found.end() :])
        if handle:
            yield Account(handle, _SERVICE_NAMES.get(said, said) or None)


def profile_in(text: str, label: str | None, role: Role) -> tuple[Account, bool]:
    """The account of X-SOCIALPROFILE or SOCIALPROFILE (RFC 9554), and whether its handle is a web address."""
    word = next((word for word in role.words if word not in _USES), "")
    service = role.service or word.removeprefix("x-") or (label or "").lower()
    handle = text.strip()
    if _WEB_ADDRESS.match(handle):
        return Account(handle, service or _service_of_host(handle)), True
    found = _SCHEME.match(handle)
    handle = _handle(handle[found.end() :]) if found else handle
    return Account(handle or role.user, service or None), False


def _handle(text: str) -> str:
    """What is left of the address of an account without what it tells a program to do."""
    command = _COMMAND.match(text)
    kept = text[command.end() :] if command else text
    return unquote(kept.partition("?")[0].partition("&")[0]).strip()


def _service_of_host(address: str) -> str | None:
    found = _HOST.match(address)
    labels = found[1].lower().split(".") if found else []
    return labels[-2] if len(labels) > 1 and labels[-2] else None
