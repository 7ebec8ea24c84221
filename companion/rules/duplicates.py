"""Who may be kept twice: pairs of people with something in common beyond the name, and what it is."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType
from typing import NamedTuple

from companion.model.identity import Id
from companion.rules.personal_name import Likeness, likeness, sound
from companion.rules.profile import KEY_KINDS, EvidenceKind, Profile, point_keys, profile, profile_of

__all__ = [
    "FEW",
    "Evidence",
    "EvidenceKind",
    "Profile",
    "Shared",
    "Suggestion",
    "candidates",
    "compare",
    "duplicates",
    "kept_twice",
    "profile",
    "profile_of",
    "strength",
    "widely_shared",
]

FEW = 8
"""What more people share (a switchboard, a family's number) tells no more of one than a company does."""
_SOME = 50
"""In a company of more people two short names may differ by a letter."""
_MANY = 200
"""What more people share is no company's either: the domain of a mail service."""
_CROWD = 1000
"""In a company of more people two of one name are nothing unusual."""
_LARGEST_BLOCK = 16
"""So many people are compared each with each: 120 pairs."""
Shared = Mapping[str, int]
"""How many people share a key, if more than a few do."""

Step = Callable[[int, int], object]
"""Is told how much of the work is done, and of how much."""
_STEP = 1000


def _unheard(_done: int, _total: int) -> None:
    """Nobody looks at how far it is."""


_TELLING = frozenset(
    {EvidenceKind.SAME_EMAIL, EvidenceKind.SAME_PHONE, EvidenceKind.SAME_URL, EvidenceKind.SAME_ACCOUNT}
)
"""Enough each, together with a name that fits in part."""
_TELLING_KEYS = frozenset(first for first, kind in KEY_KINDS.items() if kind in _TELLING)
_PLACES = {kind: place for place, kind in enumerate(EvidenceKind)}
_MOBILE = re.compile("mobile|cell|iphone")
_SHARED_PHONE = re.compile("work|main|office|fax|company")


class Evidence(NamedTuple):
    """One thing that two people have in common; `companion.wording.evidence` says it."""

    kind: EvidenceKind
    value: str = ""
    """The address, number, company … as the first of the two has it."""
    label: str | None = None
    """Of a phone number: `mobile`, `work` …"""


class Suggestion(NamedTuple):
    """Two people who may be one, and why; the first is the one who came first."""

    a: Profile
    b: Profile
    evidence: tuple[Evidence, ...]


def duplicates(profiles: Sequence[Profile], step: Step = _unheard) -> list[Suggestion]:
    """All pairs that may be one person, those with the most evidence first; nobody is merged for it.

    `step` is told how far it is, now and then; what it raises ends the work.
    """
    shared = widely_shared(profiles)
    found = []
    for a, b in candidates(profiles, shared, step):
        evidence = compare(a, b, shared)
        if evidence is not None:
            found.append(Suggestion(a, b, evidence))
    return sorted(found, key=lambda pair: strength(pair.evidence), reverse=True)


def kept_twice(pairs: Iterable[frozenset[Id]]) -> int:
    """How many people are kept more than once, if each of the pairs is one person."""
    heads: dict[Id, Id] = {}
    joined = 0
    for pair in pairs:
        a, b = (_head(heads, some) for some in pair)
        heads |= {a: b, b: b}
        joined += a != b
    return len(heads) - joined


def _head(heads: dict[Id, Id], some: Id) -> Id:
    """Who stands for all those who are one with somebody."""
    while (above := heads.get(some, some)) != some:
        heads[some] = heads.get(above, above)
        some = above
    return some


def strength(evidence: Sequence[Evidence]) -> tuple[int, bool, int]:
    """By what more evidence stands before less: telling facts, an equal name, facts of any kind."""
    kinds = {one.kind for one in evidence}
    return len(kinds & _TELLING), EvidenceKind.SAME_NAME in kinds, len(kinds)


def widely_shared(profiles: Sequence[Profile]) -> Shared:
    """How many people share a key of a point or a company, of those that more than a few do."""
    counts = Counter(key for one in profiles for key in one.keys)
    counts.update(one.company for one in profiles if one.company)
    return {key: count for key, count in counts.items() if count > FEW}


def candidates(
    profiles: Sequence[Profile], shared: Shared, step: Step = _unheard
) -> Iterator[tuple[Profile, Profile]]:
    """The pairs that are worth comparing, each once: far fewer than there are, at any number of people.

    Two people make a pair when they share a telling point, or a word or the initials of their names
    together with a company, a place, a birthday. `shared` is what `widely_shared` gives. A hash stands
    for such a key: two keys with one hash only make pairs that are compared in vain.
    """
    first: dict[int, int] = {}
    blocks: dict[int, list[int]] = {}
    people = len(profiles)
    for place, one in enumerate(profiles):
        if place % _STEP == 0:
            step(place, 2 * people)
        for key in {*_keys(one, shared)}:
            earlier = first.setdefault(key, place)
            if earlier != place:
                blocks.setdefault(key, [earlier]).append(place)
    known: set[int] = set()
    for place, block in enumerate(blocks.values()):
        if place % _STEP == 0:
            step(people + people * place // len(blocks), 2 * people)
        for a, b in _pairs_in(block, profiles):
            pair = a * people + b
            if pair not in known:
                known.add(pair)
                yield profiles[a], profiles[b]


def _keys(one: Profile, shared: Shared) -> Iterator[int]:
    around = [one.company] if one.company and shared.get(one.company, 0) <= _CROWD else []
    if one.birthday is not None and _has_day(one.birthday):
        around.append(one.birthday[-5:])
    for key in one.keys:
        if key[0] in _TELLING_KEYS and key not in shared:
            yield hash(key)
        elif shared.get(key, 0) <= _MANY:
            around.append(key)
    if around and one.words:
        parts = [sound(word) for word in one.words if len(word) > 1]
        parts.append(_initials(one))
        for some in around:
            for part in parts:
                yield hash((some, part))


def _pairs_in(block: Sequence[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """The pairs of a block; of a large one those with the same initials, then those of the same name."""
    if len(block) <= _LARGEST_BLOCK:
        yield from combinations(block, 2)
        return
    for alike in _grouped(block, lambda place: _initials(profiles[place])):
        if len(alike) <= _LARGEST_BLOCK:
            yield from combinations(alike, 2)
            continue
        for same in _grouped(alike, lambda place: " ".join(sorted(profiles[place].words))):
            # Of a crowd with one name each makes a pair with the first only.
            few = len(same) <= _LARGEST_BLOCK
            yield from combinations(same, 2) if few else ((same[0], other) for other in same[1:])


def _grouped(block: Sequence[int], key: Callable[[int], str]) -> Iterable[list[int]]:
    groups: dict[str, list[int]] = {}
    for place in block:
        groups.setdefault(key(place), []).append(place)
    return groups.values()


def _initials(one: Profile) -> str:
    return "".join(sorted(sound(word)[:1] for word in one.words))


def compare(a: Profile, b: Profile, shared: Shared = MappingProxyType({})) -> tuple[Evidence, ...] | None:
    """What speaks for two being one person, the most telling first; None if it is not enough.

    A name alone never is; neither is a number or an address of two who are called otherwise.
    """
    if _are_two_birthdays(a.birthday, b.birthday):
        return None
    fit = likeness(a.words, b.words)
    if fit is Likeness.NONE:
        return None
    keys = [key for key in a.keys if key in b.keys and shared.get(key, 0) <= _MANY]
    telling = [_point_of_both(a, b, key) for key in keys if key[0] in _TELLING_KEYS and key not in shared]
    facts = [*_facts_of_both(a, b, fit), *(_point_of_both(a, b, key) for key in keys)]
    colleagues = shared.get(a.company, 0)
    if not (_is_enough(telling, a, b, fit) or any(_is_fact(one, fit, colleagues) for one in facts)):
        return None
    return tuple(sorted(_said(a, b, fit, facts), key=lambda one: _PLACES[one.kind]))


def _is_enough(telling: Sequence[Evidence], a: Profile, b: Profile, fit: Likeness) -> bool:
    """Whether telling points are enough; colleagues of one first name share a telephone at work."""
    if fit is Likeness.GIVEN or not (a.words and b.words):
        return any(not _is_shared_phone(one) for one in telling)
    return bool(telling)


def _is_fact(one: Evidence, fit: Likeness, colleagues: int) -> bool:
    """Whether a fact is enough with names that fit so well; the company's size is that of those we know."""
    if one.kind is EvidenceKind.SAME_ORGANISATION:
        return colleagues <= _CROWD and (
            fit >= Likeness.SIMILAR or (fit is Likeness.MISTYPED and colleagues <= _SOME)
        )
    return fit >= Likeness.SIMILAR or (fit is Likeness.MISTYPED and one.kind is EvidenceKind.SAME_BIRTHDAY)


def _is_shared_phone(one: Evidence) -> bool:
    label = one.label or ""
    is_shared = _SHARED_PHONE.search(label) is not None and _MOBILE.search(label) is None
    return one.kind is EvidenceKind.SAME_PHONE and is_shared


def _point_of_both(a: Profile, b: Profile, key: str) -> Evidence:
    """What both have; the label is the one that says more: one of the two calls it mobile, or has one at all."""
    mine, theirs = (next(point for point in one.points if key in point_keys(point)) for one in (a, b))
    labels = [label for _, _, label in (mine, theirs) if label]
    label = next((label for label in labels if _MOBILE.search(label)), labels[0] if labels else None)
    kind = KEY_KINDS[key[0]]
    return Evidence(kind, key[1:]) if kind is EvidenceKind.SAME_DOMAIN else Evidence(kind, mine[1], label)


def _facts_of_both(a: Profile, b: Profile, fit: Likeness) -> Iterator[Evidence]:
    """What is no contact point, and with a name that fits is enough."""
    if a.company and a.company == b.company:
        yield Evidence(EvidenceKind.SAME_ORGANISATION, a.organisation or "")
    if a.birthday and b.birthday and _has_day(a.birthday) and _has_day(b.birthday):
        is_whole = a.birthday == b.birthday and not a.birthday.startswith("-")
        # A day without its year is that of one in 365.
        if is_whole or (fit is Likeness.SAME and a.birthday[-5:] == b.birthday[-5:]):
            yield Evidence(EvidenceKind.SAME_BIRTHDAY, max(a.birthday, b.birthday))


def _said(a: Profile, b: Profile, fit: Likeness, facts: Iterable[Evidence]) -> Iterator[Evidence]:
    """All that is told of a pair: not the domain of an address or company that is told already."""
    kinds = {one.kind for one in facts}
    for one in facts:
        told = {EvidenceKind.SAME_EMAIL, EvidenceKind.SAME_ORGANISATION} & kinds
        if one.kind is not EvidenceKind.SAME_DOMAIN or not told:
            yield one
    if fit is Likeness.SAME:
        yield Evidence(EvidenceKind.SAME_NAME, a.name)
    if fit in {Likeness.SIMILAR, Likeness.MISTYPED}:
        yield Evidence(EvidenceKind.SIMILAR_NAME, b.name)
    if a.title and b.title and a.title.casefold() == b.title.casefold():
        yield Evidence(EvidenceKind.SAME_TITLE, a.title)


def _has_day(birthday: str) -> bool:
    """Whether a birthday names a month and a day, with or without a year."""
    return birthday.startswith("--") or len(birthday) == len("YYYY-MM-DD")


def _are_two_birthdays(a: str | None, b: str | None) -> bool:
    """Whether two birthdays, both with their year, differ."""
    whole = len("YYYY-MM-DD")
    return a is not None and b is not None and len(a) == len(b) == whole and a != b
