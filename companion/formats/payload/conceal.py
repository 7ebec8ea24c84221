"""Secrets within other texts: the password in the note of a card is kept as little as one in a code of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, NamedTuple

from companion.model.payload import Payload, PayloadKind

_COLON = r"(?:\\?:|=3A|%3A)"
"""Also as cards, quoted-printable and web addresses write it."""
_FOLD = r"\r?\n[ \t]"
_REST = rf"(?:[^\\\r\n]|\\[^nN\r\n]|\\(?=[\r\n]|\Z)|{_FOLD})*+"
"""To the end of the line, whether that is one or written as one: where a password ends cannot be told for certain."""
_SOFT_BREAK = re.compile(r"=\r?\n")
_DIGIT = "[1-9A-HJ-NP-Za-km-z]"
"""Of keys in base 58."""
_BEGUN = r"(?:(?<![A-Za-z0-9])|(?<=\\[nN]))"
_ALONE = r"(?:(?<![\w+/])|(?<=\\[nN]))"
"""Not within a word; and not within a picture."""
_WORD = r"(?:[^\s\\]|\\[^\snN])++"


class _Secret(NamedTuple):
    kind: PayloadKind
    shown: str
    """What is left of it."""
    pattern: re.Pattern[str]


def _secret(kind: PayloadKind, shown: str, pattern: str, flags: int = re.IGNORECASE) -> _Secret:
    return _Secret(kind, f"{shown}…", re.compile(pattern, flags))


_SECRETS: Sequence[_Secret] = (
    _secret(PayloadKind.WIFI, "WIFI:", rf"{_BEGUN}WIFI{_COLON}(?=[STPHREIAK]{_COLON}){_REST}"),
    _secret(PayloadKind.OTP, "otpauth:", rf"otpauth(?:-migration)?{_COLON}(?=[^\s…]){_REST}"),
    # As files hold keys (RFC 7468), of wallets (BIP 32, WIF, BIP 38) and of people (NIP-19, age).
    _secret(
        PayloadKind.KEY,
        "PRIVATE KEY",
        r"-----BEGIN (?=[A-Z0-9 ]{0,30}?PRIVATE KEY)[A-Z0-9 ]++-----"
        r"(?:[^-]|-(?!----END ))*+(?:-----END [^-\r\n]*+-----)?",
    ),
    _secret(PayloadKind.KEY, "xprv", rf"{_ALONE}[xyztuvYZTUV]prv(?:{_DIGIT}|{_FOLD}){{50,}}+", 0),
    _secret(
        PayloadKind.KEY,
        "KEY",
        rf"{_ALONE}(?:5[HJK]{_DIGIT}{{49}}|[KLc]{_DIGIT}{{51}}|9{_DIGIT}{{50}}|6P{_DIGIT}{{56}})(?![\w+/=])",
        0,
    ),
    _secret(PayloadKind.KEY, "KEY", rf"{_BEGUN}(?:nsec1|age-secret-key-1)[a-z0-9]{{50,}}+"),
    # What makes another device one's own, and contracts of phones (GSMA SGP.22).
    _secret(PayloadKind.FIDO, "tg:", rf"tg://login\?{_WORD}"),
    _secret(PayloadKind.FIDO, "sgnl:", rf"sgnl://linkdevice\?{_WORD}"),
    _secret(PayloadKind.FIDO, "FIDO:", rf"{_BEGUN}FIDO:/[0-9]{{20,}}+"),
    _secret(PayloadKind.ESIM, "LPA:", rf"{_BEGUN}LPA{_COLON}1\${_WORD}"),
    _secret(PayloadKind.CRYPTO, "wc:", rf"{_BEGUN}wc:[0-9a-z-]{{8,}}+@\d\?[^\s?]*?symKey={_WORD}"),
    _secret(PayloadKind.CRYPTO, "wallet:", rf"{_BEGUN}(?:nostr\+walletconnect|lndconnect)://{_WORD}"),
)


def kind_of_secret(text: str) -> PayloadKind | None:
    """What kind of secret a text is that is nothing else; None for any other."""
    return next((secret.kind for secret in _SECRETS if secret.pattern.fullmatch(text)), None)


def concealed(text: str) -> str:
    """A text with its first words alone of each secret in it; the same text if there is none."""
    safe = _SOFT_BREAK.sub("", text) if "quoted-printable" in text.lower() else text
    is_safe = True
    for secret in _SECRETS:
        safe, count = secret.pattern.subn(secret.shown, safe)
        is_safe = is_safe and not count
    return text if is_safe else safe


def secret_within(payload: Payload) -> PayloadKind | None:
    """What kind of secret is in a text that will be kept, however the code wrote it; None where there is none."""
    whole = "\n".join(_texts(payload))
    return next((secret.kind for secret in _SECRETS if secret.pattern.search(whole)), None)


def _texts(value: Any) -> Iterator[str]:
    """All that is in a record and in those within it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
