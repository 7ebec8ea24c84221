"""The parts of a name: guessed of a name on one line, and kept as far as a new name still has them."""

import re
from typing import NamedTuple

_PARTICLES = {
    *("van", "von", "vom", "vander", "de", "da", "das", "do", "dos", "del", "della", "der", "den", "des"),
    *("di", "du", "la", "le", "las", "los", "ten", "ter", "te", "zu", "zum", "zur", "und", "af", "av"),
    *("bin", "ibn", "ben", "el", "al", "st.", "san", "santa", "'t", "'s", "op"),
}
"""Words that belong to the family name behind them."""


_PREFIXES = {
    *(
        "dr",
        "prof",
        "professor",
        "mr",
        "mrs",
        "ms",
        "miss",
        "herr",
        "frau",
        "sir",
        "dame",
        "rev",
        "ing",
        "dipl",
    ),
    *("dipl.-ing", "mag", "hon", "fr", "sr", "sra", "mme", "mlle", "dott", "dra"),
}
"""Before a name, with or without a full stop; `sr` there is a Spanish gentleman."""
_SUFFIXES = {
    *(
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "phd",
        "ph.d",
        "md",
        "m.d",
        "esq",
        "mba",
        "msc",
        "m.sc",
        "bsc",
        "b.sc",
        "ma",
    ),
    *("m.a", "ba", "b.a", "cpa", "rn", "pe", "ret"),
}

_FAMILY_FIRST = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)


class NameParts(NamedTuple):
    """The components of N in their order (RFC 6350, section 6.2.2)."""

    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""


def parts_of(name: str) -> NameParts:
    """The last word as the family name, with the particles before it; a single word is a given name.

    In Han, Kana and Hangul the family name is written first.
    """
    words = name.split()
    first, last = 0, len(words)
    while first < last and _is_in(words[first], _PREFIXES):
        first += 1
    while last > first and _is_suffix(words, last):
        last -= 1
    if last - first > 1 and (first or last < len(words)):
        prefix, suffix = " ".join(words[:first]), " ".join(words[last:])
        middle = " ".join(words[first:last]).rstrip(",")
        return parts_of(middle)._replace(prefix=prefix, suffix=suffix)
    if len(words) < 2:
        return NameParts(given=" ".join(words))
    if len(words) == 2 and not words[0].islower():
        return (
            NameParts(*words) if all(map(_FAMILY_FIRST.fullmatch, words)) else NameParts(words[1], words[0])
        )
    start = len(words) - 1
    # `Van Morrison` is called Van, `von Trier` is not called von.
    while start > 0 and words[start - 1].lower() in _PARTICLES and (start > 1 or words[0].islower()):
        start -= 1
    return NameParts(" ".join(words[start:]), " ".join(words[:start]))


def _is_in(word: str, known: set[str]) -> bool:
    return word.rstrip(".,").lower() in known


def _is_suffix(words: list[str], place: int) -> bool:
    """Whether the word before a place is no name: after a comma, with a full stop, or a number or degree."""
    word = words[place - 1]
    if not _is_in(word, _SUFFIXES):
        return False
    is_set_off = place > 1 and words[place - 2].endswith(",")
    return is_set_off or word.endswith(".") or word.isupper() or word == "PhD"


def renamed(parts: NameParts, name: str) -> NameParts:
    """The parts of a new name: those of the old one that it still has stay what they were."""
    rest = " ".join(name.split())
    prefix = suffix = ""
    if parts.prefix and rest.startswith(f"{parts.prefix} "):
        prefix, rest = parts.prefix, rest[len(parts.prefix) :].strip()
    if parts.suffix and rest.endswith(f" {parts.suffix}"):
        suffix, rest = parts.suffix, rest[: -len(parts.suffix)].strip().removesuffix(",")
    guessed = _split(parts, rest)
    return guessed._replace(prefix=prefix, suffix=suffix)


def _split(parts: NameParts, rest: str) -> NameParts:
    if parts.family and rest.endswith(f" {parts.family}"):
        given, additional = rest[: -len(parts.family)].strip(), ""
        if parts.additional and given.endswith(f" {parts.additional}"):
            given, additional = given[: -len(parts.additional)].strip(), parts.additional
        return NameParts(parts.family, given, additional)
    if parts.family and rest.startswith(f"{parts.family} "):
        return NameParts(parts.family, rest[len(parts.family) :].strip())
    for given in (f"{parts.given} {parts.additional}", parts.given):
        if given.strip() and rest.startswith(f"{given} "):
            additional = parts.additional if given != parts.given else ""
            return NameParts(rest[len(given) :].strip(), parts.given, additional)
    return parts_of(rest)
