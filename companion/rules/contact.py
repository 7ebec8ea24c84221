"""Contact points in a capture line: links, then e-mail addresses, then phones."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from companion.model.capture import ContactPhrase
from companion.model.domain import TOP_LEVEL_DOMAINS
from companion.model.person import ContactKind
from companion.rules.character import CONTACT, LITERAL, Text, masked, starts_word

_LONGEST_WITH_PHONES = 20_000
_FEWEST_DIGITS = 6
_LONGEST_LOCAL_PART = 64
_LONGEST_HOST = 255
_LONGEST_LABEL = 24
_ORGANISATION = re.compile(r"(?<![^ ,])@[^ ,]+")
_LINK = re.compile(
    r"[Hh][Tt]{2}[Pp][Ss]?://(?=\w)"
    r"|(?<![\w.@/-])(?P<www>[Ww]{3}\.(?=\w))"
    r"|(?<![\w.@/-])(?:[A-Za-z0-9][A-Za-z0-9-]*+\.)++(?P<domain>[A-Za-z0-9-]++)(?=/)"
)
_ADDRESS = re.compile(rf'[^ <>"{LITERAL}]*+')
_WWW_HOST = re.compile(rf"[^ <>\"{LITERAL},/?#:;!()\[\]{{}}'|]++(?=[/?#:])?")
_AT = re.compile("(?<=[^ @])@(?=[^ @.])")
_TRAILING = ".,;:!?'\"…"
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_BEHIND = re.compile(r"[.;:!?'\"…)\]}>]*+(?=[ ,]|\Z)")
_PREFIX = re.compile(r"(?<![^ ,(\[<])(?:mailto|tel):\Z", re.ASCII | re.IGNORECASE)
_LABEL = re.compile(
    r"(?<![^ ,(\[<])(tel|phone|mob|mobile|cell|mail|e-mail|email|web)[.:]{0,2} *\Z", re.ASCII | re.IGNORECASE
)
_DATE = re.compile(r"(?<![\d-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])")
_WINDOW = re.compile(rf"[^{LITERAL}{CONTACT}]+")
_DIGIT = re.compile(r"\d")

_Found = tuple[ContactKind, int, int]


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact point with its label, prefix and brackets, from `start` to `end`.

    Up to `stop` stands the punctuation that leaves the line with it.
    """

    phrase: ContactPhrase
    start: int
    end: int
    stop: int


def find_contacts(text: Text, region: str) -> Sequence[Contact]:
    """All contact points of a line in order; none in quotes nor in the first word of an organisation.

    In lines beyond 20,000 characters no phone is looked for: the matcher is the dear part of reading.
    """
    organisations = [
        match.span()
        for match in _ORGANISATION.finditer(text.plain)
        if starts_word(text.plain[match.start() + 1])
    ]
    plain = masked(text.plain, organisations, LITERAL)
    links = [*_links(plain)]
    plain = masked(plain, links, CONTACT)
    mails = [*_mails(plain)]
    plain = masked(plain, mails, CONTACT)
    phones = dict(_phones(plain, region))
    found: list[_Found] = [
        *((ContactKind.URL, *span) for span in links),
        *((ContactKind.EMAIL, *span) for span in mails),
        *((ContactKind.PHONE, *span) for span in phones),
    ]
    contacts: list[Contact] = []
    for kind, start, end in sorted(found, key=lambda some: some[1]):
        floor = contacts[-1].stop if contacts else 0
        first, last, label = _surroundings(text.plain, start, end, floor)
        behind = _BEHIND.match(text.plain, last)
        typed = text.words(start, end)
        phrase = ContactPhrase(kind, phones.get((start, end), typed), typed, label)
        contacts.append(Contact(phrase, first, last, behind.end() if behind is not None else last))
    return contacts


def warm(region: str) -> None:
    """Load what reading the phones of a region takes, so that the first key typed does not wait for it."""
    import phonenumbers

    list(phonenumbers.PhoneNumberMatcher("012 345 6789", region))


def _links(plain: str) -> Iterator[tuple[int, int]]:
    place = 0
    while (match := _LINK.search(plain, place)) is not None:
        start, place = match.span()
        if match["domain"] and match["domain"].lower() not in TOP_LEVEL_DOMAINS:
            continue
        if match["www"]:
            host = _end(_WWW_HOST, plain, place)
            if "." not in plain[place:host].strip("."):
                continue
            end = _end(_ADDRESS, plain, host) if plain[host : host + 1] in {*"/?#:"} else host
        else:
            end = _end(_ADDRESS, plain, place)
        place = _without_trailing(plain, start, end)
        yield start, place


def _end(pattern: re.Pattern[str], plain: str, place: int) -> int:
    match = pattern.match(plain, place)
    return match.end() if match is not None else place


def _without_trailing(plain: str, start: int, end: int) -> int:
    """Where a link ends without the punctuation behind it and brackets that it did not open."""
    seen = Counter(plain[start:end])
    while True:
        char = plain[end - 1]
        if char in _BRACKETS and seen[char] > seen[_BRACKETS[char]]:
            seen[char] -= 1
        elif char not in _TRAILING:
            return end
        end -= 1


def _mails(plain: str) -> Iterator[tuple[int, int]]:
    """Looks outwards from each `@`: a search for whole addresses is quadratic on long runs of letters."""
    for sign in _AT.finditer(plain):
        at = sign.start()
        before = plain[max(at - _LONGEST_LOCAL_PART - 1, 0) : at]
        local = "".join(takewhile(_is_local, reversed(before)))[::-1]
        behind = plain[at + 1 : at + 2 + _LONGEST_HOST]
        run = "".join(takewhile(_is_host, behind))
        host = run.rstrip(".-")
        is_joined = plain[at - len(local) - 1 : at - len(local)] == "@" or behind[len(run) :][:1] in {
            "@",
            "_",
        }
        if not is_joined and len(local) <= _LONGEST_LOCAL_PART and _names_host(host):
            start = at - len(local.lstrip(".+'&%~-"))
            if start < at and plain[at - 1] != ".":
                yield start, at + 1 + len(host)


def _is_letter(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def _is_local(char: str) -> bool:
    return _is_letter(char) or char in "._+'&%~-"


def _is_host(char: str) -> bool:
    return _is_letter(char) or char in ".-"


def _names_host(host: str) -> bool:
    """Whether a text has the form of a host: with a dot, and an ending of two letters or more."""
    *labels, ending = host.split(".")
    if not labels or not all(labels) or len(host) > _LONGEST_HOST:
        return False
    if ending.lower().startswith("xn--"):
        return True
    return len(ending) > 1 and all(_is_letter(char) and not char.isnumeric() for char in ending)


def _phones(plain: str, region: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Where phones stand, and their E.164 form; a date is never part of one."""
    if len(plain) > _LONGEST_WITH_PHONES:
        return
    for window in _WINDOW.finditer(_DATE.sub(LITERAL * 10, plain)):
        if len(_DIGIT.findall(window.group())) >= _FEWEST_DIGITS:
            yield from _matched(window.group(), window.start(), region)


def _matched(window: str, offset: int, region: str) -> Iterator[tuple[tuple[int, int], str]]:
    import phonenumbers

    matcher = phonenumbers.PhoneNumberMatcher(window, region, leniency=phonenumbers.Leniency.VALID)
    for match in matcher:
        raw = match.raw_string
        # The matcher takes a bracket that opens before the number along, even if it closes after it.
        if raw.startswith(("(", "[")) and raw.count(raw[0]) > raw.count(")" if raw[0] == "(" else "]"):
            raw = raw[1:].lstrip()
        value = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        yield (offset + match.end - len(raw), offset + match.end), value


def _surroundings(plain: str, start: int, end: int, floor: int) -> tuple[int, int, str | None]:
    """The range with prefix, brackets and label, and the label; nothing before the floor."""
    label = None
    while True:
        near = max(floor, start - _LONGEST_LABEL)
        prefix = _PREFIX.search(plain, near, start)
        found = None if label else _LABEL.search(plain, near, start)
        if prefix is not None:
            start = prefix.start()
        elif start > floor and plain[start - 1 : start] + plain[end : end + 1] in {"<>", "()", "[]"}:
            start, end = start - 1, end + 1
        elif found is not None:
            start, label = found.start(), found[1].lower()
        else:
            return start, end, label
