"""What codes are, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from companion.model.payload import PayloadKind
from companion.model.problem import visible
from companion.wording.phrase import mark

PAYLOADS: Mapping[PayloadKind, str] = MappingProxyType(
    {
        PayloadKind.PERSON: mark("Code", "contact"),
        PayloadKind.LINK: mark("Code", "web address"),
        PayloadKind.EMAIL: mark("Code", "e-mail address"),
        PayloadKind.PHONE: mark("Code", "phone number"),
        PayloadKind.EVENT: mark("Code", "event"),
        PayloadKind.PLACE: mark("Code", "place"),
        PayloadKind.BADGE: mark("Code", "badge number"),
        PayloadKind.PAPER: mark("Code", "paper card"),
        PayloadKind.NOTE: mark("Code", "text"),
        PayloadKind.WIFI: mark("Code", "wireless network"),
        PayloadKind.OTP: mark("Code", "one-time passwords"),
        PayloadKind.FIDO: mark("Code", "key to sign in with"),
        PayloadKind.KEY: mark("Code", "private key"),
        PayloadKind.ESIM: mark("Code", "phone contract (eSIM)"),
        PayloadKind.CRYPTO: mark("Code", "electronic money"),
        PayloadKind.PAYMENT: mark("Code", "payment"),
    }
)
"""What a code is, by what becomes of it."""


def text_words(text: str) -> str:
    """The text of a code as it is shown: its own lines, and spelt out whatever is not seen in them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(map(visible, lines))
