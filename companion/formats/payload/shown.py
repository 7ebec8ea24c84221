"""Text of a code as it may be shown: without what cannot be seen or turns the line around, and not without end."""

import re

LONGEST = 500
"""Characters of a field on one line."""
MOST = 20
"""Values of one property."""

# Control characters that are no blanks, marks and overrides of direction, characters without width, the fillers of
# Hangul, the invisible letters of tags, and halves of characters.
_UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
_DROPPED = re.compile(f"[{_UNSEEN}]")
# The joiners shape letters of other scripts and emoji; between those of Latin, Greek or Cyrillic they only hide.
_SHAPED = "\u0590-\u1dff\u2600-\u27bf\u2c00-\ufefe\uff00-\U0010ffff"
_JOINER = re.compile(f"(?<![{_SHAPED}])[\u200c\u200d]|[\u200c\u200d](?![{_SHAPED}])")
_AROUND = f"[\\s{_UNSEEN}\u200c\u200d]*+"
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# As readers of codes put them before the text: the ECI of UTF-8, the symbology (ISO/IEC 15424).
_BEFORE = re.compile(f"{_AROUND}(?:\\\\000026|\\][A-Za-z][0-9])?{_AROUND}")


def bare(text: str) -> str:
    """A text without what readers put before it, and without blanks and what is not seen around it."""
    start = _BEFORE.match(text)
    rest = text[start.end() if start else 0 :]
    behind = len(rest)
    while behind and (rest[behind - 1].isspace() or _DROPPED.match(rest[behind - 1])):
        behind -= 1
    return rest[:behind]


def seen(text: str) -> str:
    """A text without the characters that are not seen; its blanks and line ends stay."""
    if text.isascii() and text.isprintable():
        return text
    return _JOINER.sub("", _DROPPED.sub("", text))


def unseen_in(text: str) -> str:
    """Which characters `seen` takes away, each once."""
    found = _DROPPED.findall(text) + _JOINER.findall(_DROPPED.sub("", text))
    return "".join(dict.fromkeys(found))


def one_line(text: str) -> str:
    """A text on one line, its runs of blanks as one; of any length."""
    return " ".join(seen(text).split())


def paragraph(text: str) -> str:
    """A text with its line ends, as `\\n`."""
    return seen(_LINE_END.sub("\n", text)).strip()
