"""Whether two names may be those of one person: typos, spellings, scripts, initials, pet names, order."""

import re
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from functools import cache, lru_cache

from companion.rules.search import fold

_PLAIN_WORD = re.compile("[0-9a-z]+")
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~·・、。«»“”„–—]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_TITLES = frozenset(
    {"dr", "prof", "professor", "mag", "dipl", "ing", "phd", "mba", "msc", "bsc", "esq"}
    | {"mr", "mrs", "ms", "miss", "mx", "herr", "frau", "hr", "fr", "sir", "madame", "monsieur"}
)
# Folded letters as passports spell them (ICAO 9303, section 6) or as most people do.
_LATIN: Mapping[int, str] = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфыэіґ", "abvgdeziklmnoprstufyeig", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "є": "ye"}
    | {"ъ": "", "ь": ""}
    | dict(zip("αβγδεζηικλμνξοπρστυφω", "avgdeziiklmnxoprstyfo", strict=True))
    | {"θ": "th", "χ": "ch", "ψ": "ps"}
)
# Longer spellings first: what stands for one sound in the languages that write with Latin letters.
_SPELLINGS = re.compile("ph|th|dt|ae|oe|ue|[cjqwxyz]")
_SOUNDS: Mapping[str, str] = {"ph": "f", "th": "t", "dt": "t", "ae": "a", "oe": "o", "ue": "u"} | {
    "c": "k",
    "j": "i",
    "q": "k",
    "w": "v",
    "x": "ks",
    "y": "i",
    "z": "s",
}
_DOUBLED = re.compile(r"(.)\1+")
_PET_NAMES = """
abigail abby gail; alexander alex sasha sascha xander alejandro sandro; alexandra alex sandra sasha; alfred fred alf
andrew andy drew; andreas andi andre; anthony antonio tony toni; barbara babs; benjamin ben benny; catherine kate
katie cathy kathy; charles charlie chuck carlos; christine christina chris tina; christopher chris kit topher
daniel dan danny; david dave; deborah debbie; dmitri dima mitya; donald don; edward ed eddie ted ned; elizabeth liz
beth betty lisa lizzy eliza; ekaterina katya; eugene gene evgeny zhenya; francisco paco pancho; frederick fred freddie
fritz; gabriel gabe; gerald jerry; gregory greg; guadalupe lupe; guillermo memo; heinrich heinz; henry harry hank
ignacio nacho; ivan vanya; jacob jake; james jim jimmy jamie; jennifer jen jenny; johannes hans hannes; john johnny
jack; jonathan jon; jose pepe; joseph joe joey; joshua josh; juergen jurgen; karl charly; katarzyna kasia; kenneth
ken; kimberly kim; lawrence larry; leonard leo len lenny; ludwig lutz; malgorzata gosia; manuel manolo; margaret meg
maggie peggy greta; matthew matt; maximilian max; michael mike mick mickey misha micha; mikhail misha; nicholas nick
klaus nico; nikolai kolya; olga olya; patricia pat patty tricia; patrick pat paddy; peter pete; philip phil; rebecca
becky; richard rick dick rich; robert bob rob bobby robbie bert; ronald ron; samuel sam; sebastian basti; stanislav
stas; stephen steve stefan; susan sue susie; svetlana sveta; theodore ted teddy theo; thomas tom tommy; timothy tim
tobias tobi; vicente chente; victoria vicky; vladimir vova volodya; walter walt; wilhelm willi helmut; william will
bill billy liam; wojciech wojtek; yuri yura; zachary zach
"""


class Likeness(IntEnum):
    """How far two names fit one person; a higher one fits better."""

    NONE = 0
    """Two people, whatever else they share."""
    GIVEN = 1
    """Only the first word fits: somebody who married, or two of one first name."""
    PARTIAL = 2
    """Nothing speaks against it: one of the names is unknown, or one word of the other."""
    MISTYPED = 3
    """One name, or two that differ by a letter in a short word."""
    SIMILAR = 4
    """One name in two spellings: a typo, an initial, a pet name, one word more."""
    SAME = 5
    """The same words, in any order."""


def name_words(name: str, *, folded: str | None = None) -> tuple[str, ...]:
    """The words of a name by which it is compared: folded, in Latin letters, without titles.

    Empty for what is no name: an e-mail address, a number. Han characters are one word, in an order
    of their own, since family and given name are written either way round. `folded` spares folding.
    """
    if "@" in name:
        return ()
    plain = fold(name) if folded is None else folded
    found = tuple(_PLAIN_WORD.findall(plain)) if plain.isascii() else _foreign_words(plain)
    if not _TITLES.isdisjoint(found):
        kept = tuple(word for word in found if word not in _TITLES)
        found = kept if len(kept) > 1 else found
    return () if all(map(str.isdigit, found)) else found


def _foreign_words(folded: str) -> tuple[str, ...]:
    han = "".join(sorted("".join(_HAN.findall(folded))))
    latin = _HAN.sub(" ", folded).replace("ου", "ou").translate(_LATIN)
    return (*_WORD.findall(latin), *([han] if han else []))


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """A word as it might be spelt elsewhere, all spellings as one: Stephan, Stefan; Müller, Mueller."""
    return _DOUBLED.sub(r"\1", _SPELLINGS.sub(lambda match: _SOUNDS[match[0]], word))


def likeness(a: Sequence[str], b: Sequence[str]) -> Likeness:
    """How two names, as `name_words` gives them, fit one person."""
    if not a or not b:
        return Likeness.PARTIAL
    if a == b or sorted(a) == sorted(b) or "".join(a) == "".join(b):
        return Likeness.SAME
    rest_a, rest_b = [*a], [*b]
    equal = _pairs(rest_a, rest_b, str.__eq__)
    near = _pairs(rest_a, rest_b, _is_near)
    short = _pairs(rest_a, rest_b, lambda x, y: _is_short_form(x, y, a, b))
    mistyped = _pairs(rest_a, rest_b, _is_mistyped)
    if rest_a and rest_b:
        return Likeness.GIVEN if _is_given_alike(a, b) else Likeness.NONE
    if _are_two_typos([*near, *mistyped]) and not equal:
        return Likeness.NONE
    whole = len(equal) + len(near) + sum(len(x) > 1 and len(y) > 1 for x, y in short)
    if not whole or (min(len(a), len(b)) == 1 and not near):
        return Likeness.PARTIAL
    return Likeness.MISTYPED if mistyped else Likeness.SIMILAR


def _pairs(
    rest_a: list[str], rest_b: list[str], fits: Callable[[str, str], bool]
) -> Sequence[tuple[str, str]]:
    """The pairs of words that fit, each word once; they are taken out of both lists."""
    found: list[tuple[str, str]] = []
    for word in [*rest_a]:
        other = next((other for other in rest_b if fits(word, other)), None)
        if other is not None:
            found.append((word, other))
            rest_a.remove(word)
            rest_b.remove(other)
    return found


def _is_given_alike(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the first words, both written out, are one."""
    x, y = a[0], b[0]
    if min(len(x), len(y)) == 1:
        return False
    return x == y or _is_near(x, y) or _is_mistyped(x, y) or _is_short_form(x, y, a, b)


def _are_two_typos(near: Sequence[tuple[str, str]]) -> bool:
    """Whether more than one word is spelt otherwise and begins otherwise too: Tina Hall, Nina Ball."""
    return len(near) > 1 and any(sound(x)[0] != sound(y)[0] for x, y in near)


def _is_near(x: str, y: str) -> bool:
    """Whether two words are one, mistyped or spelt in another way."""
    shortest, longest = sorted((len(x), len(y)))
    if shortest < 2 or longest - shortest > 3:
        return False
    if shortest > 2 and sound(x) == sound(y):
        return True
    if shortest < 3 or longest < 4:
        return False
    edits = _edits()(x, y)
    return edits == 2 and shortest > 7 if edits != 1 else shortest > 4 or not _is_replaced(x, y)


def _is_mistyped(x: str, y: str) -> bool:
    """Whether two short words differ by one letter: Chen and Chan are two names, Sara and Saqa are not."""
    shortest = min(len(x), len(y))
    return shortest > 2 and _edits()(x, y) == 1 and (shortest > 3 or not _is_replaced(x, y))


def _is_replaced(x: str, y: str) -> bool:
    """Whether words that differ by one edit differ by another letter: neither by one more nor by two swapped."""
    return len(x) == len(y) and sorted(x) != sorted(y)


@cache
def _edits() -> Callable[[str, str], int]:
    """Counts letters that were added, left out, replaced or swapped (optimal string alignment)."""
    from rapidfuzz.distance import OSA

    return OSA.distance


def _is_short_form(x: str, y: str, a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether one word, of the names a and b, is an initial of the other; if both are first, a short name of it."""
    short, long = sorted((x, y), key=len)
    if len(short) == 1:
        # A middle initial stands for a middle name only: Rahul M. Nelson is not Rahul Martínez.
        is_in_place = _is_middle(x, a) == _is_middle(y, b)
        return long[0] == short and short.isalpha() and is_in_place
    if (x, y) != (a[0], b[0]):
        return False
    return (len(short) > 2 and long.startswith(short)) or not _pets(short).isdisjoint(_pets(long))


def _is_middle(word: str, name: Sequence[str]) -> bool:
    return word not in {name[0], name[-1]}


def _pets(word: str) -> frozenset[int]:
    return _pet_groups().get(word, frozenset())


@cache
def _pet_groups() -> Mapping[str, frozenset[int]]:
    """For each name and pet name the groups that it stands in."""
    groups: dict[str, frozenset[int]] = {}
    for place, group in enumerate(_PET_NAMES.split(";")):
        for word in group.split():
            groups[word] = groups.get(word, frozenset()) | {place}
    return groups
