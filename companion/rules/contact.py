"""Contact points in a capture line: links, then e-mail addresses, then phones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from companion.model.capture import ContactPhrase
from companion.model.person import ContactKind
from companion.rules.character import Text, opens_word, starts_value
from companion.rules.domain import TOP_LEVEL_DOMAINS

_PHONES_READ = 20_000
"""In a longer line phones are left out: the matcher is the dear part of the reader."""
_FEWEST_DIGITS = 6
_LOCAL_PART = 64
_HOST = 255
_CANDIDATE = re.compile(r"https?://|www\.|/|@", re.IGNORECASE)
_RUN = re.compile(r"\S*")
_WWW = re.compile(r"www\.[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?|www\.[\w-]+\.?/\S*", re.IGNORECASE)
_BARE_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\Z")
_LOCAL_END = re.compile(r"[\w.%+'~-]+\Z")
_MAIL_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:[^\W\d_]{2,}|xn--[a-z0-9-]+)", re.IGNORECASE)
_TRAILING = ".,;:!?'\"…"
_BRACKETS = {")": "(", "]": "[", ">": "<", "}": "{"}
_WRAPS = {"<": ">", "(": ")", "[": "]"}
_PREFIX = re.compile(r"(?:mailto|tel):\Z", re.IGNORECASE)
_LABEL = re.compile(r"(?:\A|[\s,])(tel|phone|mob|mobile|cell|mail|e-mail|email|web)[.:]? *\Z", re.IGNORECASE)
_LONGEST_LABEL = 24
_ISO_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact point and where it stands; `start` to `end` is the point itself.

    `outer_start` to `outer_end` has what leaves the text with it: its label, prefix, brackets and
    the punctuation behind it.
    """

    phrase: ContactPhrase
    start: int
    end: int
    outer_start: int
    outer_end: int


def find_contacts(text: Text, region: str) -> Sequence[Contact]:
    """All contact points of a line, in its order; none in quotes nor in an organisation's first word."""
    links: list[tuple[int, int]] = []
    companies: list[tuple[int, int]] = []
    mails: list[tuple[int, int]] = []
    end = 0
    for candidate in _CANDIDATE.finditer(text.signs):
        place = candidate.start()
        if place < end or text.literal_at(place) is not None:
            continue
        found = (
            _at_sign(text, place, end, companies, mails)
            if candidate.group() == "@"
            else _link(text, candidate.group(), place, end)
        )
        if found is not None:
            if candidate.group() != "@":
                links.append(found)
            end = found[1]
    points = [_contact(text, ContactKind.URL, *span) for span in links]
    points += [_contact(text, ContactKind.EMAIL, *span) for span in mails]
    taken = sorted([(point.outer_start, point.outer_end) for point in points] + companies + text.literal)
    points += _phones(text, taken, region)
    return sorted(points, key=lambda point: point.start)


def _at_sign(
    text: Text,
    place: int,
    floor: int,
    companies: list[tuple[int, int]],
    mails: list[tuple[int, int]],
) -> tuple[int, int] | None:
    """The e-mail address around an `@`, or the first word of an organisation behind it."""
    signs = text.signs
    if opens_word(signs, place):
        if not starts_value(signs, place + 1):
            return None
        span = (place, _word_end(text, place))
        companies.append(span)
        return span
    before = signs[max(floor, place - _LOCAL_PART) : place]
    local = _LOCAL_END.search(before)
    host = _MAIL_HOST.match(signs, place + 1, place + 1 + _HOST)
    if local is None or host is None:
        return None
    start = place - len(local.group().lstrip(".+'-~%"))
    if start == place:
        return None
    mails.append((start, host.end()))
    return start, host.end()


def _word_end(text: Text, place: int) -> int:
    """Where the word that starts at a place ends: at a blank or a comma."""
    end = place
    while end < len(text) and text.signs[end] not in " ,":
        literal = text.literal_at(end)
        end = literal[1] if literal is not None else end + 1
    return end


def _link(text: Text, kind: str, place: int, floor: int) -> tuple[int, int] | None:
    signs = text.signs
    if kind == "/":
        start = _host_start(signs, place, floor)
        if start is None:
            return None
    elif kind.lower() == "www.":
        if _WWW.match(signs, place) is None or (place > floor and _joins(signs[place - 1])):
            return None
        start = place
    else:
        start = place
    run = _RUN.match(signs, place)
    end = _without_trailing(signs, start, run.end() if run is not None else place)
    if kind != "/" and end <= place + len(kind):
        return None
    return start, end


def _joins(char: str) -> bool:
    return char.isalnum() or char in "._-@"


def _host_start(signs: str, slash: int, floor: int) -> int | None:
    """Where the bare host directly before a slash starts, if its last label is a top-level domain."""
    before = signs[max(floor, slash - _HOST) : slash]
    start = len(before)
    while (
        start and before[start - 1].isascii() and (before[start - 1].isalnum() or before[start - 1] in ".-")
    ):
        start -= 1
    host = before[start:].lstrip(".-")
    if not _BARE_HOST.match(host) or "." not in host or ".." in host:
        return None
    if start and _joins(before[start - 1]):
        return None
    return slash - len(host) if host.rpartition(".")[2].lower() in TOP_LEVEL_DOMAINS else None


def _without_trailing(signs: str, start: int, end: int) -> int:
    """Where a link ends without the punctuation behind it and brackets that it did not open."""
    opened: dict[str, int] = {}
    for char in signs[start:end]:
        if char in _BRACKETS or char in _BRACKETS.values():
            opened[char] = opened.get(char, 0) + 1
    while end > start:
        char = signs[end - 1]
        if char in _BRACKETS and opened[char] > opened.get(_BRACKETS[char], 0):
            opened[char] -= 1
        elif char not in _TRAILING:
            break
        end -= 1
    return end


def _phones(text: Text, taken: Sequence[tuple[int, int]], region: str) -> Iterator[Contact]:
    if len(text) > _PHONES_READ or len(_DIGIT.findall(text.typed)) < _FEWEST_DIGITS:
        return
    start = 0
    for gap_end, next_start in (*taken, (len(text), len(text))):
        window = text.typed[start:gap_end]
        if len(_DIGIT.findall(window)) >= _FEWEST_DIGITS:
            yield from _matched(text, start, window, region)
        start = max(start, next_start)


def _matched(text: Text, offset: int, window: str, region: str) -> Iterator[Contact]:
    import phonenumbers

    # A date is never part of a phone; letters in its place keep all positions.
    masked = _ISO_DATE.sub("xxxxxxxxxx", window)
    matcher = phonenumbers.PhoneNumberMatcher(masked, region, leniency=phonenumbers.Leniency.VALID)
    for match in matcher:
        value = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        yield _contact(text, ContactKind.PHONE, offset + match.start, offset + match.end, value)


def warm(region: str) -> None:
    """Load what reading phones of a region takes, so that the first key typed does not wait for it."""
    import phonenumbers

    list(phonenumbers.PhoneNumberMatcher("+1 650 253 0000", region))


def _contact(text: Text, kind: ContactKind, start: int, end: int, value: str | None = None) -> Contact:
    typed = text.typed[start:end]
    outer_start, outer_end = _unwrapped(text.signs, start, end)
    label = _LABEL.search(text.signs[max(0, outer_start - _LONGEST_LABEL) : outer_start])
    if label is not None and text.literal_at(outer_start - 1) is not None:
        label = None
    if label is not None:
        outer_start -= len(label.group()) - (label.start(1) - label.start())
    phrase = ContactPhrase(kind, value or typed, typed, label[1].lower() if label is not None else None)
    return Contact(phrase, start, end, outer_start, outer_end)


def _unwrapped(signs: str, start: int, end: int) -> tuple[int, int]:
    """The range with prefix, brackets around it and the punctuation behind it."""
    prefix = _PREFIX.search(signs[max(0, start - 7) : start])
    if prefix is not None:
        start -= len(prefix.group())
    if start and end < len(signs) and _WRAPS.get(signs[start - 1]) == signs[end]:
        start, end = start - 1, end + 1
    while end < len(signs) and signs[end] in ".;:!?'\"…)]>}":
        end += 1
    return start, end
