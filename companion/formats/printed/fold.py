"""Words as addresses write them: without accents, in lower case."""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
_ALONE = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "đ": "d", "þ": "th"})
_AS_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def spellings(text: str) -> Iterator[tuple[str, ...]]:
    """The words of a text with its accents left out, and with two letters for an umlaut if it has any."""
    small = text.casefold()
    plain = _words(small)
    yield plain
    wide = _words(unicodedata.normalize("NFC", small).translate(_AS_TWO))
    if wide != plain:
        yield wide


def _words(text: str) -> tuple[str, ...]:
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return tuple(_WORD.findall(bare.translate(_ALONE)))
