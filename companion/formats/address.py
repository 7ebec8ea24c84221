"""Addresses of foreign origin: of what scheme they are, and which of them another program may be handed."""

import re
from urllib.parse import unquote

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,40}+):")
_WEB = re.compile(r"https?://(?:[^/?#\\@]*+@)*+[^/?#\\@:][^/?#\\@]*+(?:[/?#].*+)?", re.IGNORECASE)
_ATTACHED = re.compile(r"[?&;]\s*+attach(?:ment)?\s*+=", re.IGNORECASE)


def scheme_of(text: str) -> str:
    """What stands before the first colon, in lower case, if it has the form of a scheme (RFC 3986, section 3.1)."""
    found = _SCHEME.match(text)
    return found[1].lower() if found else ""


def may_open(address: str) -> bool:
    """Whether an address may be handed to the program that the system has for it, once the user asks.

    Only http and https to a host, mailto that attaches no file, and tel that is no command to a phone
    (`*#06#`); nothing with blanks or with characters that cannot be seen, which others may leave out.
    """
    if not address.isprintable() or any(char.isspace() for char in address):
        return False
    match scheme_of(address):
        case "http" | "https":
            return _WEB.fullmatch(address) is not None
        case "mailto":
            return _ATTACHED.search(unquote(address)) is None
        case "tel":
            number = unquote(address.partition(":")[2]).strip(" /")
            return bool(number) and number[0] not in "*#"
        case _:
            return False
