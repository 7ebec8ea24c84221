"""Foreign text as it may be shown: without what cannot be seen or turns the line around, and not without end."""

import re

LONGEST_LINE = 2_000
"""Characters of a name, a number, an address."""
LONGEST_NOTE = 200_000

# Soft hyphen, direction marks and overrides, zero-width blanks; not the joiners, which shape letters and emoji.
_UNSEEN = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
_DROPPED = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_UNSEEN}\ud800-\udfff]++")
_BLANKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029 ]++")
_DROPPED_FROM_NOTES = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]++"
)


def one_line(text: str) -> str:
    """A text on one line, at most `LONGEST_LINE` long; line breaks and runs of blanks are one blank."""
    if len(text) <= LONGEST_LINE and text.isprintable():
        return text.strip()
    kept = _BLANKS.sub(" ", _DROPPED.sub("", text[: 4 * LONGEST_LINE])).strip()
    return kept[:LONGEST_LINE].rstrip()


def is_cut(text: str) -> bool:
    """Whether `one_line` leaves off the end of such a text."""
    return len(text) > LONGEST_LINE


def paragraph(text: str) -> str:
    """A note with its line breaks, as `\\n`, at most `LONGEST_NOTE` long."""
    kept = text if len(text) <= LONGEST_NOTE else text[:LONGEST_NOTE]
    if not kept.replace("\n", "").isprintable():
        kept = _DROPPED_FROM_NOTES.sub("", kept.replace("\r\n", "\n").replace("\r", "\n"))
    return kept.strip()
