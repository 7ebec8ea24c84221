"""What the addresses on a card say of the rest: of whom, and of which company."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from companion.formats.payload.host import address_in
from companion.formats.printed.fold import spellings
from companion.model.payload import BadgeField

_LETTERS = re.compile(r"[^\W\d_]+")
SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "go"})
"""Last parts but one of hosts that say nothing of whose they are."""
_NETWORKS = frozenset({"linkedin", "xing", "facebook", "instagram", "twitter", "x", "github", "youtube"})
_FEWEST = 2


class Evidence(NamedTuple):
    """Parts of addresses, without accents and in lower case."""

    people: tuple[tuple[str, ...], ...] = ()
    """Of each e-mail what stands before its `@`, in words."""
    companies: tuple[str, ...] = ()
    """The names in front of the last parts of hosts."""

    def fit_of_name(self, name: str) -> float:
        """How much of what stands before an `@` is of that name, 0 to 1."""
        return max((_share(parts, word) for parts in self.people for word in spellings(name)), default=0.0)

    def is_company(self, text: str) -> bool:
        """Whether a host is called like that text."""
        return any(_is_called(company, words) for company in self.companies for words in spellings(text))

    def is_name_of_host(self, text: str) -> bool:
        """Whether a host is called like that text and nothing else."""
        return any("".join(words) in self.companies for words in spellings(text))

    def is_whole_company(self, text: str) -> bool:
        """Whether every word of that text is in the name of a host."""
        return any(self.fit_of_company(text) >= sum(map(len, words)) for words in spellings(text))

    def fit_of_company(self, text: str) -> int:
        """How many letters of that text are in words that hosts have in their names."""
        return max(
            (_letters_in(company, words) for company in self.companies for words in spellings(text)),
            default=0,
        )


def evidence_of(texts: Sequence[str], fields: Sequence[BadgeField]) -> Evidence:
    """What the addresses among some texts say."""
    people, hosts = [], []
    for text, field in zip(texts, fields, strict=True):
        if field is BadgeField.EMAIL:
            local, _, host = text.casefold().partition("@")
            people.append(tuple(_LETTERS.findall(local)))
            hosts.append(host)
        elif field is BadgeField.URL and (found := address_in(text)) is not None:
            hosts.append(found.host)
    companies = dict.fromkeys(filter(None, map(_company, hosts)))
    return Evidence(tuple(filter(None, people)), tuple(companies))


def _company(host: str) -> str:
    """The name that somebody chose: `acme` of mail.acme.co.uk."""
    parts = host.split(".")[:-1]
    if len(parts) > 1 and parts[-1] in SECOND_LEVEL:
        parts = parts[:-1]
    name = "".join(char for char in parts[-1] if char.isalnum()) if parts else ""
    return "" if name in _NETWORKS else name


def _share(parts: Sequence[str], words: Sequence[str]) -> float:
    """How much of the letters of some parts are of those words: whole, run together, or the first of one."""
    whole = sum(map(len, parts))
    return sum(len(part) for part in parts if _is_of(part, words)) / whole


def _is_of(part: str, words: Sequence[str]) -> bool:
    if len(part) == 1:
        return any(word.startswith(part) for word in words)
    if part in words or (len(words) > 1 and part in {"".join(words), "".join(reversed(words))}):
        return True
    return any(
        part in (f"{first[0]}{last}", f"{last}{first[0]}", f"{first}{last}", f"{first}{last[0]}")
        for first in words
        for last in words
        if first is not last
    )


def _is_called(company: str, words: Sequence[str]) -> bool:
    """Whether it is those words run together, the beginning of them, their first letters, or one long one of them."""
    together = "".join(words)
    if len(together) < _FEWEST:
        return False
    if together.startswith(company) or (len(together) > _FEWEST and company.startswith(together)):
        return True
    initials = "".join(word[0] for word in words)
    return (len(company) > _FEWEST and initials.startswith(company)) or any(
        len(word) > 3 and word in company for word in words
    )


def _letters_in(company: str, words: Sequence[str]) -> int:
    return sum(len(word) for word in words if len(word) > _FEWEST and word in company)
