"""What is shown as what it is, and goes nowhere: networks with their passwords, keys, and payments."""

import re
from collections.abc import Sequence
from urllib.parse import unquote, unquote_plus

from companion.formats.payload.conceal import kind_of_secret
from companion.formats.payload.entry import entries_of, plain
from companion.formats.payload.said import Said
from companion.model.payload import Payload, PayloadKind


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


CRYPTO = _listed(
    "bitcoin bitcoincash bitcoinsv litecoin dogecoin dash zcash monero ethereum eip155 lightning lnurl "
    "lnurlp lnurlw lnurlc keyauth cardano web+cardano solana ripple xrpl stellar web+stellar tron "
    "polkadot algorand tezos cosmos nano raiblocks ton neo eos iota decred bitcoingold peercoin namecoin "
    "vertcoin digibyte wc lnbits cashu silentpayment lndconnect nostr+walletconnect ravencoin firo wownero "
    "kaspa aptos sui near binance filecoin hedera avalanche polygon liquidnetwork"
)
"""Schemes of money that no bank keeps, and of what opens it."""
_COIN = re.compile(r"[A-Za-z0-9@.:%_/+-]{14,}+(?:[?#].*+)?|\?.++", re.DOTALL)
_WORD = re.compile(r"\S++")
_UNMISTAKABLE = _listed(
    "bitcoin bitcoincash litecoin dogecoin zcash monero ethereum cardano solana wc lnurlp lnurlw"
)
"""What no word before a colon is: an address stands behind it, however short."""
_BARE_COIN = re.compile(
    r"(?:bc1|tb1|bcrt1|ltc1)[a-z0-9]{11,87}|(?:BC1|TB1|LTC1)[A-Z0-9]{11,87}|0x[0-9A-Fa-f]{40}"
    r"|(?:lnbc|lntb|lnurl1)[a-z0-9]{20,}+|(?:LNBC|LNTB|LNURL1)[A-Z0-9]{20,}+"
    r"|[48][1-9A-HJ-NP-Za-km-z]{94}|[48][1-9A-HJ-NP-Za-km-z]{105}|[xyztuvYZTUV]pub[1-9A-HJ-NP-Za-km-z]{90,}+"
)
_BARE_KEY = re.compile(r"0x[0-9A-Fa-f]{64}")
_ESIM = re.compile(r"1\$(?:[\w-]++\.)++[\w-]++\$\S++")
"""An activation code without its scheme (GSMA SGP.22, section 4.1)."""
_SIGN_IN = re.compile(r"phonefactor://\S++|2@[\w+/=-]{16,}+(?:,[\w+/=-]{16,}+){2,}+", re.IGNORECASE)
"""What makes another device one's own: of Microsoft, WhatsApp."""
_SWISS = re.compile(r"SPC\r?\n0[0-9]{3}\r?\n", re.IGNORECASE)
_EPC = re.compile(r"BCD\r?\n00[0-9]\r?\n", re.IGNORECASE)
_NAME_LINE = 5
"""Of whom is paid, counted from 0: in the codes of the EPC and of Swiss bills alike."""
_MERCHANT = re.compile(r"0002(?:01|02).*6304[0-9A-F]{4}", re.IGNORECASE | re.DOTALL)
_MERCHANT_NAME = "59"
_OTHERS = re.compile(r"SPD\*\d|ST0001\d\||UPNQR\r?\n|HRVHUB30\r?\n|wxp://|payto:|bank:|BIP21:", re.IGNORECASE)
_WITHIN = re.compile(r"(?<!\S)(WIFI:(?=[A-Z]:)|otpauth(?:-migration)?://)", re.IGNORECASE)
_OF_NETWORKS = frozenset("STPHREIAK")
_FIDO = re.compile(r"/?[0-9A-Za-z/+=_-]++")
_KEYS = ("secret", "data")


def read_wifi(said: Said) -> Payload | None:
    """`WIFI:S:network;T:WPA;P:password;;`: the name of the network."""
    return _wifi(said, said.rest)


def _wifi(said: Said, text: str) -> Payload | None:
    entries = entries_of(text)
    if _OF_NETWORKS.isdisjoint(entries):
        return None
    name = plain(entries.get("S", ("",))[0])
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = name[1:-1]
    passwords = entries.get("P", ())
    return said.payload(PayloadKind.WIFI, _title(said, name, [*passwords, *map(plain, passwords)]))


def read_easy_connect(said: Said) -> Payload | None:
    """`DPP:…;;` (Wi-Fi Easy Connect): the key of a device."""
    return said.payload(PayloadKind.WIFI) if "K" in entries_of(said.rest) else None


def read_otp(said: Said) -> Payload | None:
    """`otpauth:`, `otpauth-migration:`: the account that one-time passwords are for."""
    return _otp(said, said.rest)


def _otp(said: Said, text: str) -> Payload:
    path, _, query = text.partition("?")
    asked = dict(_parameter(part) for part in query.split("&"))
    account = unquote(path.rpartition("/")[2])
    secrets = [asked[name] for name in _KEYS if asked.get(name)]
    titles = (_title(said, text, secrets) for text in (account, asked.get("issuer", "")))
    return said.payload(PayloadKind.OTP, next((title for title in titles if title), ""))


def read_within(said: Said) -> Payload | None:
    """A network or key with text before it: all of the text is a secret then."""
    found = _WITHIN.search(said.body)
    if found is None:
        return None
    rest = said.body[found.end() :]
    return _otp(said, rest) if found[1].lower().startswith("otp") else _wifi(said, rest)


def read_fido(said: Said) -> Payload | None:
    """`FIDO:/` and digits (CTAP 2.2): a key that wants to sign in."""
    return said.payload(PayloadKind.FIDO) if _FIDO.fullmatch(said.rest) else None


def read_crypto(said: Said) -> Payload | None:
    """The address or bill of a currency: by the name of the currency, since the rest may be worth money."""
    rest = said.rest.removeprefix("//")
    is_coin = _WORD.fullmatch(rest) if said.scheme in _UNMISTAKABLE else _COIN.fullmatch(rest)
    return said.payload(PayloadKind.CRYPTO, said.scheme) if is_coin else None


def read_bare_crypto(said: Said) -> Payload | None:
    """The same without a scheme, where its form is that of nothing else."""
    return said.payload(PayloadKind.CRYPTO) if _BARE_COIN.fullmatch(said.body) else None


def read_key(said: Said) -> Payload | None:
    """Private keys, what signs in another device, and contracts of phones."""
    kind = kind_of_secret(said.body)
    if kind is None:
        alone = ((_BARE_KEY, PayloadKind.KEY), (_SIGN_IN, PayloadKind.FIDO), (_ESIM, PayloadKind.ESIM))
        kind = next((some for pattern, some in alone if pattern.fullmatch(said.body)), None)
    return said.payload(kind) if kind is not None else None


def read_upi(said: Said) -> Payload | None:
    """`upi://pay`: the name of whom is paid, else the address."""
    asked = dict(_parameter(part) for part in said.rest.partition("?")[2].split("&"))
    return said.payload(PayloadKind.PAYMENT, said.line(asked.get("pn") or asked.get("pa") or ""))


def read_payment(said: Said) -> Payload | None:
    """Credit transfers (EPC069-12), Swiss QR-bills, codes of merchants (EMVCo) and of single countries."""
    text = said.body
    if _EPC.match(text) or _SWISS.match(text):
        lines = text.replace("\r\n", "\n").split("\n")
        return said.payload(PayloadKind.PAYMENT, said.line("".join(lines[_NAME_LINE : _NAME_LINE + 1])))
    if _MERCHANT.fullmatch(text):
        return said.payload(PayloadKind.PAYMENT, said.line(_merchant(text)))
    return said.payload(PayloadKind.PAYMENT) if _OTHERS.match(text) else None


def _title(said: Said, text: str, secrets: Sequence[str]) -> str:
    """A name, unless it gives a secret away."""
    title = said.line(text)
    kept = [said.line(secret) for secret in secrets]
    return "" if any(secret and secret in title for secret in kept) else title


def _parameter(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return unquote(name).lower(), unquote_plus(value)


def _merchant(text: str) -> str:
    """The name in a row of fields, each with two digits for what it is and two for its length."""
    place = 0
    while text[place : place + 4].isdecimal():
        start, length = place + 4, int(text[place + 2 : place + 4])
        if text[place : place + 2] == _MERCHANT_NAME:
            return text[start : start + length]
        place = start + length
    return ""
