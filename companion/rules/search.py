"""From text to what is looked for: folding that forgives accents and scripts, and the filters of a query."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

_LETTERS: Mapping[int, str | None] = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
        "ς": "σ",
        "ی": "ي",
        "ک": "ك",
    }
    # Apostrophes, the Catalan dot, the soft hyphen, the Arabic stretch, the frame of a keycap:
    # a word is the same without them.
    | dict.fromkeys("'’‘ʼʻ`´·\u00ad\u0640\u20e3")
    # Which form of a character to show.
    | dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
_SPECIAL = frozenset(map(chr, _LETTERS))
# Scripts written without blanks: their runs are searched by overlapping pairs of characters.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_PLAIN_WORD = re.compile("[0-9a-z]+")
_LONGEST = 500
_LONGEST_WORD = 100
"""Of a longer word, and no people speak one, the start counts: the index, too, cuts at some length."""
_FILTER = re.compile(
    r'(?:^|(?<=\s))(need|offer|event|tag|org|before|after):(?:"([^"]*)"|(\S*))', re.IGNORECASE
)


def fold(text: str) -> str:
    """Text as it is compared: no case, no accents, no apostrophes; blanks collapsed.

    NFKD with combining marks dropped, full case folding, and the letters that Unicode does not
    decompose (ł ø đ þ æ œ …) by hand.
    """
    folded = _spelt(text.casefold())
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded)
        bare = [char for char in decomposed if char < "\x80" or not unicodedata.combining(char)]
        folded = _spelt("".join(bare).casefold())
    return " ".join(folded.split())


def _spelt(text: str) -> str:
    """A text in our letters; most are, and to see that is quicker than to translate them."""
    return text if _SPECIAL.isdisjoint(text) else text.translate(_LETTERS)


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text that is stored; runs of unspaced scripts as pairs of characters."""
    if text.isascii() and len(text) <= _LONGEST_WORD:
        # As below, for what nearly all texts are.
        return tuple(_PLAIN_WORD.findall(text.lower().replace("'", "").replace("`", "")))
    found: list[str] = []
    for word in _runs(text):
        found.extend(_pairs(word) if _is_unspaced(word) else (word,))
    return tuple(found)


def _runs(text: str) -> list[str]:
    """The folded words of a text: runs of letters, digits and the signs on them (मी is म and a sign)."""
    folded = fold(text)
    if folded.isascii():
        return [word[:_LONGEST_WORD] for word in _PLAIN_WORD.findall(folded)]
    plain = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in folded)
    return [run if _is_unspaced(run) else run[:_LONGEST_WORD] for run in _word().findall(plain)]


@cache
def _word() -> re.Pattern[str]:
    """A run of one sort of script. It takes long to make, which plain text does not need."""
    return re.compile(rf"[{_UNSPACED}]+|[^ {_UNSPACED}]+")


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(rf"[{_UNSPACED}]")


def _is_unspaced(run: str) -> bool:
    return not run.isascii() and _unspaced().match(run) is not None


def _pairs(run: str) -> tuple[str, ...]:
    """`abc` as `ab bc c`: the last one alone, so that every character starts a word."""
    return tuple(run[index : index + 2] for index in range(len(run)))


def _typed_words(text: str) -> tuple[str, ...]:
    """The folded words of a text that is looked for; each may be the start of a stored one."""
    found: list[str] = []
    for word in _runs(text):
        pairs = _pairs(word)[:-1] if _is_unspaced(word) else ()
        found.extend(pairs or (word,))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: every word and every filter has to fit."""

    words: tuple[str, ...] = ()
    """Starts of folded words, anywhere in what is known of a person."""
    needs: tuple[tuple[str, ...], ...] = ()
    """One entry a `need:` filter: words of one open or past need; an empty one asks for any open need."""
    offers: tuple[tuple[str, ...], ...] = ()
    events: tuple[tuple[str, ...], ...] = ()
    organisations: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()
    before: date | None = None
    """Last met or written to before that day."""
    after: date | None = None
    """Last met or written to on that day or later."""
    typed: str = field(default="", compare=False)
    """What was typed beside filters, to the letter: it may be somebody's address, number or whole name."""

    def __bool__(self) -> bool:
        """Whether anything is looked for."""
        return self != Query()


def read_query(text: str) -> Query:
    """A query as typed: free words plus `need: offer: event: tag: org: before: after:`.

    A value in double quotes may hold blanks. A date is YYYY-MM-DD, YYYY-MM or YYYY; a filter whose
    value cannot be read is looked for as a word. Of a text that was pasted, the start counts.
    """
    values: dict[str, list[str]] = {}
    rest: list[str] = []

    def take(match: re.Match[str]) -> str:
        name = match[1].lower()
        value = match[2] if match[2] is not None else match[3]
        if name in {"before", "after"} and _day(value) is None:
            rest.append(f"{name} {value}")
        else:
            values.setdefault(name, []).append(value)
        return " "

    free = _FILTER.sub(take, text[:_LONGEST])
    typed = " ".join(" ".join([free, *rest]).split())
    return Query(
        words=_typed_words(typed),
        needs=_worded(values, "need"),
        offers=_worded(values, "offer"),
        events=_worded(values, "event"),
        organisations=_worded(values, "org"),
        tags=tuple(value.lower().lstrip("#") for value in values.get("tag", ()) if value.strip("#")),
        before=_last_day(values, "before"),
        after=_last_day(values, "after"),
        typed=typed,
    )


def _worded(values: dict[str, list[str]], name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(_typed_words(value) for value in values.get(name, ()))


def _last_day(values: dict[str, list[str]], name: str) -> date | None:
    return _day(values[name][-1]) if name in values else None


def _day(text: str) -> date | None:
    """The day, or the first day of the month or year, that the text names.

    The ends of the calendar are left out: there, a day has no instant in every time zone.
    """
    match = re.fullmatch(r"([12]\d{3})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
