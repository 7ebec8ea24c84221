"""The text of a code to what it is: by what it begins with, then by its form, else a note."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from companion.formats.payload import badge, bizcard, card, link, mecard, message, place, secret, session
from companion.formats.payload.conceal import concealed, secret_within
from companion.formats.payload.said import Said
from companion.formats.time_zone import UTC_NAME
from companion.model.payload import SECRETS, Payload, PayloadKind
from companion.model.problem import Problem, ProblemCode

LARGEST = 8 << 10
"""Bytes of a code's text in UTF-8."""

_Reader = Callable[[Said], Payload | tuple[Payload, ...] | None]
_BY_SCHEME: Mapping[str, _Reader] = MappingProxyType(
    {
        "mecard": mecard.read,
        "bizcard": bizcard.read,
        "memory": bizcard.read_kddi,
        "mailto": message.read_mailto,
        "matmsg": message.read_matmsg,
        "smtp": message.read_smtp,
        "tel": message.read_tel,
        "callto": message.read_tel,
        **dict.fromkeys(("sms", "smsto", "mms", "mmsto"), message.read_sms),
        "geo": place.read,
        "wifi": secret.read_wifi,
        "dpp": secret.read_easy_connect,
        "otpauth": secret.read_otp,
        "otpauth-migration": secret.read_otp,
        "fido": secret.read_fido,
        "upi": secret.read_upi,
        **dict.fromkeys(secret.CRYPTO, secret.read_crypto),
        **dict.fromkeys(("url", "uri", "urlto"), link.read_titled),
        "mebkm": link.read_bookmark,
    }
)
_BY_FORM: Sequence[_Reader] = (
    session.read,
    card.read,
    secret.read_within,
    secret.read_payment,
    secret.read_bare_crypto,
    secret.read_key,
    link.read,
    message.read_address,
    message.read_number,
    badge.read_number,
    badge.read,
    link.read_first,
)

_KNOWN = frozenset({*_BY_SCHEME, "http", "https", "begin"})
"""Schemes that are opened or understood, if the rest is as it should be."""
_NEVER = frozenset(
    {"javascript", "vbscript", "data", "file", "intent", "blob", "about", "view-source", "jar"}
)
"""Schemes that are told even where text follows."""


def read_payload(text: str, *, time_zone: str = UTC_NAME) -> Payload:
    """What a text is that says one thing; the first of `read_payloads`."""
    return read_payloads(text, time_zone=time_zone)[0]


def read_payloads(text: str, *, time_zone: str = UTC_NAME) -> tuple[Payload, ...]:
    """What a code's text is, and what it says of whom; never raises, takes time as long as the text.

    There is one, but for a text with several vCards: of these each has its own part of the text, and is read again
    as the same of that. Passwords and keys within a text are left out of it, and that is said.
    `time_zone` (IANA) is that of calendars that do not say theirs. The value and the typed form of a contact
    point are both as the code writes them, as in `contact_from`: phones become E.164 where they are kept. Fields
    on one line are free of characters that are not seen, at most 500 long and 20 of a kind, but for web
    addresses, which are never cut; notes are whole. A text of more than 8 KB, or of nothing that can be seen, is refused.
    """
    if len(text) > LARGEST or len(text.encode(errors="replace")) > LARGEST:
        return (_refused(text, ProblemCode.PAYLOAD_TOO_LARGE),)
    said = Said(text, time_zone)
    if not said.body:
        return (_refused(text, ProblemCode.EMPTY_CODE),)
    found = _read(said)
    if found[0].kind in SECRETS:
        return found
    safe = concealed(text)
    if safe != text:
        if len(found) > 1:
            return tuple(read_payload(one.text, time_zone=time_zone) for one in found)
        said = Said(safe, time_zone)
        said.remark(ProblemCode.CONCEALED)
        found = _read(said)
    return tuple(map(_without_secret, found))


def _without_secret(payload: Payload) -> Payload:
    """The same, or nothing but what it is where a secret is in it that the code has written in a way of its own."""
    kind = secret_within(payload)
    return payload if kind is None else Payload(kind, payload.text)


def _read(said: Said) -> tuple[Payload, ...]:
    by_scheme = _BY_SCHEME.get(said.scheme)
    for read in (by_scheme, *_BY_FORM) if by_scheme is not None else _BY_FORM:
        found = read(said)
        if found is not None:
            return found if isinstance(found, tuple) else (found,)
    if said.scheme in _KNOWN:
        return (said.note(),)
    if _is_address(said):
        said.remark(ProblemCode.NOT_OPENED, said.scheme)
        return (said.note(),)
    return (badge.read_cells(said) or said.note(),)


def _refused(text: str, code: ProblemCode) -> Payload:
    return Payload(PayloadKind.NOTE, text, problems=(Problem(code, 0, 0, is_refusal=True),))


def _is_address(said: Said) -> bool:
    """Whether a text is an address of a scheme of its own, and no sentence with a colon."""
    rest = said.body.partition(":")[2]
    is_word = bool(rest) and not rest[0].isspace() and not any(char.isspace() for char in rest)
    return bool(said.scheme) and (is_word or rest.startswith("//") or said.scheme in _NEVER)
