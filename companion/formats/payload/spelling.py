"""How codes write what cards have in common: names in parts, addresses with a scheme before them."""

import re
from collections.abc import Iterable, Sequence

_SCHEME = re.compile(r"(?:mailto|tel|callto|smtp):(?://)?", re.IGNORECASE)
_EASTERN = re.compile(
    "[\u1100-\u11ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff65-\uff9f\U00020000-\U0003ffff・ー ]+"
)


def name_of(parts: Sequence[str]) -> str:
    """The name whose family name comes first: `Ruiz`, `Ana` as Ana Ruiz, `山田`, `太郎` as they are."""
    kept = [part for part in parts if part]
    if len(kept) > 1 and not all(map(_EASTERN.fullmatch, kept)):
        kept = [*kept[1:], kept[0]]
    return " ".join(kept)


def joined(texts: Iterable[str]) -> str | None:
    """Several values of one field as one, a comma between them; None without any."""
    return ", ".join(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip())) or None


def without_scheme(value: str) -> str:
    """An address or number without the scheme that some write before it."""
    found = _SCHEME.match(value)
    return value[found.end() :] if found is not None else value
