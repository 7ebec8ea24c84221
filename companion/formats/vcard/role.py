"""What the parameters of a property say of its value's use: a label, how preferred it is, a service, a language."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from companion.formats.vcard.card import Property
from companion.formats.vcard.shown import one_line
from companion.formats.vcard.value import encoding_of, parameters_of

LEAST_PREFERRED = 101

_ORDER = ("work", "home", "mobile", "fax", "pager", "main", "other", "car", "video", "isdn", "modem")
_PLACES = {word: place for place, word in enumerate(_ORDER)}
_SYNONYMS = {"cell": "mobile", "cellular": "mobile", "business": "work", "textphone": "textphone"}
_SILENT = {
    *(
        "",
        "pref",
        "voice",
        "internet",
        "x400",
        "msg",
        "text",
        "dom",
        "intl",
        "postal",
        "parcel",
        "bbs",
        "pcs",
    ),
    *("aol", "applelink", "attmail", "cis", "eworld", "ibmmail", "mcimail", "powershare", "prodigy", "tlx"),
    *(
        "quoted-printable",
        "base64",
        "b",
        "8bit",
        "7bit",
        "x-evolution-ui-slot",
        "uri",
        "text",
        "inline",
        "url",
    ),
}
_PREFIX = re.compile(r"\Ax-(?:evolution-)?", re.IGNORECASE)
_REPEATED_NAME = re.compile(r"\Atype=", re.IGNORECASE)
_APPLE = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_APPLE_WORDS = {"workfax": "work fax", "homefax": "home fax", "otherfax": "other fax"}
_LONGEST_REMEMBERED = 120
_MOST_REMEMBERED = 4096


class Role(NamedTuple):
    """What stands before the value of one property, in lower case where case means nothing."""

    name: str = ""
    """In upper case."""
    group: str = ""
    label: str | None = None
    rank: int = LEAST_PREFERRED
    """1 for the most preferred one; LEAST_PREFERRED for one that is not."""
    words: tuple[str, ...] = ()
    """All words of TYPE and bare ones, in their order."""
    service: str = ""
    user: str = ""
    """The account that X-SOCIALPROFILE names beside its address, as written."""
    language: str = ""
    alternative: str = ""
    """ALTID."""
    omitted_year: str = ""
    label_text: str = ""
    """LABEL of an address, as written."""
    is_coded: bool = False
    """The value is quoted-printable or base64."""


@lru_cache(maxsize=_MOST_REMEMBERED)
def _remembered(text: str) -> Role:
    return _read(text)


def role_of(group: str, name: str, parameters: str) -> Role:
    """What the head of a property says."""
    role = _remembered(parameters) if len(parameters) <= _LONGEST_REMEMBERED else _read(parameters)
    return role._replace(name=name.upper(), group=group.lower())


def own_label(text: str) -> str | None:
    """A label that the card gives in words (X-ABLabel); Apple's own, which it translates, in lower case."""
    return _remembered_label(text) if len(text) <= _LONGEST_REMEMBERED else _read_label(text)


def _read_label(text: str) -> str | None:
    found = _APPLE.fullmatch(text.strip())
    if found is None:
        return one_line(text) or None
    word = one_line(found[1]).lower()
    return _APPLE_WORDS.get(word, word) or None


_remembered_label = lru_cache(maxsize=_MOST_REMEMBERED)(_read_label)


def label_of(words: Sequence[str]) -> str | None:
    """The words of TYPE that say what for, in a fixed order, as one label; None when none does.

    They come in lower case, but for what a user has written (`X-Summer house`).
    """
    said = dict.fromkeys(_plain(word) for word in dict.fromkeys(words) if word.lower() not in _SILENT)
    if "mobile" in said:
        said.pop("iphone", None)
    if not said:
        return None
    return one_line(" ".join(sorted(said, key=lambda word: _PLACES.get(word, len(_ORDER)))))


def _plain(word: str) -> str:
    known = _SYNONYMS.get(word.lower(), word.lower())
    is_own = word[:2] in ("X-", "x-") and not word.isupper()
    return _PREFIX.sub("", word if is_own else known, count=1)


def _read(text: str) -> Role:
    words: list[str] = []
    said: dict[str, str] = {}
    for parameter in parameters_of(Property("", "", text, "", 0, 0)):
        if parameter.name in ("", "TYPE"):
            words += (word for value in parameter.values for word in _words_in(value))
        else:
            said.setdefault(parameter.name, ",".join(parameter.values).strip())
    return Role(
        label=label_of(words),
        rank=_rank(said.get("PREF"), words),
        words=tuple(word.lower() for word in words),
        service=said.get("X-SERVICE-TYPE", said.get("SERVICE-TYPE", "")).lower(),
        user=said.get("X-USER", said.get("USERNAME", "")),
        language=said.get("LANGUAGE", "").lower(),
        alternative=said.get("ALTID", ""),
        omitted_year=said.get("X-APPLE-OMIT-YEAR", ""),
        label_text=said.get("LABEL", ""),
        is_coded=encoding_of(text) != "",
    )


def _words_in(value: str) -> list[str]:
    """The words of a value of TYPE: a list in quotes is one too, and some repeat the name (`HOME,TYPE=VOICE`)."""
    return [_REPEATED_NAME.sub("", word.strip()) for word in value.split(",")]


def _rank(preference: str | None, words: Sequence[str]) -> int:
    if preference is not None:
        return int(preference) if preference.isdecimal() and 0 < len(preference) < 4 else 1
    return 1 if any(word.lower() == "pref" for word in words) else LEAST_PREFERRED
