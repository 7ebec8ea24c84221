"""A name guessed from the last part of a page's address."""

import re
import unicodedata
from urllib.parse import unquote

_LONGEST = 100
_APART = re.compile(r"[-_.+\s]+")
_HUMP = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,}+")
_CAMEL = re.compile(rf"(?:{_HUMP.pattern}){{2,3}}\d*+")
"""`AnaRuiz12`, and not the letters and digits of an identifier."""
_MOST_WORDS = 5


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PARTICLES = _listed("van von de da do dos del della der den di du la le zu af bin")
_DEGREES = frozenset(
    {"phd", "mba", "msc", "bsc", "md", "cpa", "pmp", "cfa", "esq", "dr", "prof", "ing", "dipl"}
)
_NO_NAMES = frozenset(
    {"the", "team", "info", "office", "official", "hello", "contact", "jobs", "my", "me", "at", "and"}
)


def name_in(slug: str) -> str:
    """`ana-ruiz-4b7a31` as Ana Ruiz; empty for what has not at least two words that can be a name.

    What has digits behind the words is an identifier; degrees are no part of a name.
    """
    text = unicodedata.normalize("NFC", unquote(slug)[:_LONGEST])
    words = [word for word in _APART.split(text) if word]
    if len(words) == 1 and _CAMEL.fullmatch(words[0]):
        words = _HUMP.findall(words[0])
    while words and (not _without_number(words[-1]) or words[-1].casefold() in _DEGREES):
        words.pop()
    while words and words[0].casefold() in _DEGREES:
        words.pop(0)
    words[-1:] = [_without_number(word) for word in words[-1:]]
    if not 2 <= len(words) <= _MOST_WORDS or len(words[-1]) < 2 or not all(map(_is_name, words)):
        return ""
    return " ".join(_written(word, place) for place, word in enumerate(words))


def _without_number(word: str) -> str:
    """`Ruiz12` as Ruiz, and nothing of `4b7a31`."""
    letters = word.rstrip("0123456789")
    return "" if any(char.isdigit() for char in letters) else letters


def _is_name(word: str) -> bool:
    is_word = all(char.isalpha() or unicodedata.category(char)[0] == "M" or char in "'’" for char in word)
    return bool(word) and is_word and word.casefold() not in _NO_NAMES


def _written(word: str, place: int) -> str:
    """A word as names are written, unless it has capitals of its own."""
    if place and word in _PARTICLES:
        return word
    return word[:1].upper() + (word[1:].lower() if word.isupper() else word[1:])
