"""Messages that a code wants written, and plain addresses and numbers: how to reach somebody, and a note."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from companion.formats.payload.entry import entries_of, plain
from companion.formats.payload.fitting import fitted, named, point
from companion.formats.payload.said import Said
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact
from companion.model.payload import Payload, PayloadKind
from companion.model.person import ContactKind
from companion.model.problem import ProblemCode

_IN_ADDRESS = r"[^\s@<>()\[\],;:\"\\]"
_ADDRESS = re.compile(rf"{_IN_ADDRESS}++@{_IN_ADDRESS}++")
_NAMED = re.compile(rf"([^<>@]*+)<\s*+(?:mailto:)?({_IN_ADDRESS}++@{_IN_ADDRESS}++)\s*+>", re.IGNORECASE)
_PUBLIC = re.compile(
    r"[^@]++@(?:[\w-]++\.)++[^\W\d_]{2,63}+|[^@]++@(?:[\w-]++\.)++xn--[a-z0-9-]++", re.IGNORECASE
)
_DIVIDED = re.compile(r"[|^~]")
"""What may stand in an address and never does: between the cells of a badge it does."""
_PREFIX = re.compile(r"\A00(?=[0-9]+\Z)")
"""Of a number that is dialled abroad, and of many a badge's."""
_MANY = re.compile("[,;]")
_NUMBER = re.compile(r"[0-9A-Za-z+()./\-\u00a0 ,*#]{2,60}+")
_PLUS_NUMBER = re.compile(r"(?:\+|00)[1-9][0-9 ()./\-\u00a0]{5,24}+")
_EXTENSION = re.compile(r"(?:ext|x|extension|postd|isub)=", re.IGNORECASE)
_CONTEXT = re.compile(r"phone-context=(\+\d++)", re.IGNORECASE)
_BEHIND_NUMBER = re.compile(r"[?:&]")
_FEWEST_DIGITS, _MOST_DIGITS = 3, 40


class _Mailbox(NamedTuple):
    name: str
    address: str


def read_mailto(said: Said) -> Payload | None:
    """`mailto:` (RFC 6068): the recipients; copies, subject and body become a note."""
    recipients, _, query = said.rest.partition("?")
    asked = [*_query(query)]
    to = [*_mailboxes(recipients), *(box for name, value in asked if name == "to" for box in _split(value))]
    copies = [value for name, value in asked if name in {"cc", "bcc"}]
    subject = [value for name, value in asked if name == "subject"]
    body = [value for name, value in asked if name == "body"]
    return _mail(said, to, [*subject, *body, *(f"Cc: {text}" for text in copies)])


def read_matmsg(said: Said) -> Payload | None:
    """`MATMSG:TO:…;SUB:…;BODY:…;;` (NTT Docomo)."""
    entries = entries_of(said.rest)

    def listed(key: str) -> Sequence[str]:
        return [plain(value) for value in entries.get(key, ())]

    to = [box for text in listed("TO") for box in _split(text)]
    return _mail(said, to, [*listed("SUB"), *listed("BODY")])


def read_smtp(said: Said) -> Payload | None:
    """`smtp:address:subject:body`."""
    address, *texts = said.rest.split(":", 2)
    return _mail(said, [*_mailboxes(address)], texts)


def read_address(said: Said) -> Payload | None:
    """A text that is one e-mail address and nothing else, or `Name <address>`."""
    box = _mailbox(said.body)
    is_one = box is not None and _PUBLIC.fullmatch(box.address) and not _DIVIDED.search(box.address)
    return _mail(said, [box], ()) if box is not None and is_one else None


def read_tel(said: Said) -> Payload | None:
    """`tel:` (RFC 3966): a number with its extension; letters stay as they are written."""
    return _call(said, [said.rest.partition("?")[0]], ())


def read_sms(said: Said) -> Payload | None:
    """`sms:` (RFC 5724), `smsto:`, `mmsto:`: the numbers; the text of the message becomes a note."""
    found = _BEHIND_NUMBER.search(said.rest)
    numbers = said.rest[: found.start()] if found is not None else said.rest
    behind = said.rest[found.end() :] if found is not None else ""
    if found is not None and found[0] != ":":
        asked = [*_query(behind.lstrip("?&"))]
        texts = [value for name in ("subject", "body") for some, value in asked if some == name]
    else:
        texts = [behind]
    return _call(said, re.split("[,;](?=[+0-9(])", numbers), texts)


def read_number(said: Said) -> Payload | None:
    """A text that is one number in its international form and nothing else; digits alone have to be one."""
    if not _PLUS_NUMBER.fullmatch(said.body) or not _is_possible(said.body):
        return None
    return _call(said, [said.body], ())


def _is_possible(number: str) -> bool:
    """Whether a number that may be a badge's is long enough for a country, its own prefix included."""
    digits, is_dialled = _PREFIX.subn("+", number)
    if not is_dialled:
        return True
    import phonenumbers

    try:
        found = phonenumbers.is_possible_number_with_reason(phonenumbers.parse(digits, None))
    except phonenumbers.NumberParseException:
        return False
    return found == phonenumbers.ValidationResult.IS_POSSIBLE


def _mail(said: Said, boxes: Sequence[_Mailbox], texts: Iterable[str]) -> Payload | None:
    if not boxes:
        return None
    points = tuple(point(ContactKind.EMAIL, box.address) for box in boxes)
    name = next((box.name for box in boxes if box.name), "")
    return _reached(said, PayloadKind.EMAIL, Contact(name=name, points=points), texts)


def _call(said: Said, numbers: Iterable[str], texts: Iterable[str]) -> Payload | None:
    points = [found for text in numbers if (found := _number(said, text)) is not None]
    return _reached(said, PayloadKind.PHONE, Contact(points=tuple(points)), texts) if points else None


def _reached(said: Said, kind: PayloadKind, contact: Contact, texts: Iterable[str]) -> Payload:
    fit = named(fitted(said, contact))
    note = "\n\n".join(text for some in texts if (text := said.paragraph(some)))
    return said.payload(kind, fit.name, contact=fit, note=note)


def _query(query: str) -> Iterator[tuple[str, str]]:
    """Names in lower case and values; a plus is a plus (RFC 6068, section 5)."""
    for part in query.split("&"):
        name, _, value = part.partition("=")
        if value:
            yield unquote(name).lower().removeprefix("amp;"), unquote(value)


def _mailboxes(recipients: str) -> Iterator[_Mailbox]:
    """The recipients of a link, which are apart before they are decoded: a comma in a name is encoded."""
    found = (_mailbox(unquote(text)) for text in _MANY.split(recipients))
    return (box for box in found if box is not None)


def _split(text: str) -> Iterator[_Mailbox]:
    return (box for part in _MANY.split(text) if (box := _mailbox(part)) is not None)


def _mailbox(text: str) -> _Mailbox | None:
    stripped = text.strip()
    found = _NAMED.fullmatch(stripped)
    if found is not None:
        return _Mailbox(found[1].strip(" \t\"'"), found[2])
    return _Mailbox("", stripped) if _ADDRESS.fullmatch(stripped) else None


def _number(said: Said, text: str) -> ContactPhrase | None:
    """The number of a link; None for what has too few digits to be one, or is a command to the phone."""
    number, *parameters = (unquote(part) for part in text.strip().removeprefix("//").split(";"))
    number = number.strip()
    digits = sum(char.isdecimal() for char in number)
    if number.startswith(("*", "#")):
        said.remark(ProblemCode.NOT_OPENED, said.scheme)
        return None
    if not _NUMBER.fullmatch(number) or not _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
        return None
    context = next((found[1] for part in parameters if (found := _CONTEXT.fullmatch(part))), "")
    if context and not number.startswith("+"):
        number = f"{context} {number}"
    extension = next((_EXTENSION.sub("", part, count=1) for part in parameters if _EXTENSION.match(part)), "")
    return point(ContactKind.PHONE, f"{number} ext. {extension}" if extension else number)
