"""What could not be read, or was read by guessing: foreign text gives problems, never errors."""

from dataclasses import dataclass
from enum import StrEnum

MOST_QUOTED = 80
"""Characters of an offending text that a problem quotes."""


class ProblemCode(StrEnum):
    """Why; `companion.wording.remark` says it."""

    # Refused: nothing of the card, row or file is taken over.
    NO_IDENTITY = "no_identity"
    """Neither name, organisation, e-mail nor phone."""
    NO_CARD = "no_card"
    """A file without a card, row or event; `text` says what it is: `empty`, `html`, `csv`, `folder` …"""
    NO_COLUMN = "no_column"
    """A table none of whose columns names a person."""
    FILE_TOO_LARGE = "file_too_large"
    CARD_TOO_LARGE = "card_too_large"
    LINE_TOO_LONG = "line_too_long"
    TOO_MANY_PROPERTIES = "too_many_properties"
    NESTED_TOO_DEEP = "nested_too_deep"
    PHOTO_TOO_LARGE = "photo_too_large"
    ARCHIVE_UNSAFE = "archive_unsafe"
    """An archive, or a name in it, that is not opened: too large, packed too tightly, outside its folder."""
    UNREADABLE = "unreadable"
    """A file that the system does not let us read; `text` is its reason."""
    BAD_FILE = "bad_file"
    """A file that breaks the rules of its own format so that nothing of it can be used."""
    PICTURE_TOO_LARGE = "picture_too_large"
    """A picture of more bytes or pixels than are decoded; `text` says how many pixels, as `30000 x 30000`."""
    NO_PICTURE = "no_picture"
    """A file that is no picture of a kind we open; `text` says what it is: `svg`, `pdf`, `heic` …"""
    BAD_PICTURE = "bad_picture"
    """A picture that breaks off or is damaged so that nothing is seen."""
    PAYLOAD_TOO_LARGE = "payload_too_large"
    """A code that says more than 8 KB."""
    EMPTY_CODE = "empty_code"
    """A code that says nothing that can be seen."""
    NO_CODE = "no_code"
    """A picture without a code; of a folder, `text` is how many such pictures are in it."""
    NOT_SOMEBODY = "not_somebody"
    """A code that is about no person and no event; `text` is what it is, a value of PayloadKind."""
    # Remarks: it was taken over, and this is to be known.
    CHARSET_GUESSED = "charset_guessed"
    """`text` is the charset by which undeclared bytes were read."""
    BAD_BYTES = "bad_bytes"
    """Bytes that the charset does not know, kept as U+FFFD."""
    NO_BEGIN = "no_begin"
    NO_END = "no_end"
    NO_VERSION = "no_version"
    UNKNOWN_VERSION = "unknown_version"
    STRAY_LINE = "stray_line"
    """A line that is no property; it stays in the card as it came."""
    OUTSIDE = "outside"
    """A line of a file that stands in no card; it is part of none."""
    UNBALANCED_QUOTE = "unbalanced_quote"
    BAD_ENCODING = "bad_encoding"
    """Base64 or quoted-printable that breaks off or holds what it cannot."""
    BAD_PHOTO = "bad_photo"
    """A photo that is no picture; it stays in the card as it came."""
    BAD_VALUE = "bad_value"
    """A value without the form of its kind (a date, an address); it stays in the card as it came."""
    COLUMN_LEFT_OUT = "column_left_out"
    """Columns of a table that hold something and are no field of ours; `text` is their titles."""
    NESTED_CARD = "nested_card"
    """A card within a card, read as one of its own."""
    CUT = "cut"
    """More values, or longer ones, than are shown; all stay in the card as they came."""
    SAME_UID = "same_uid"
    """Another card of this import has the same UID: taken for a second person."""
    HIDDEN_CHARACTERS = "hidden_characters"
    """Control characters, marks of direction or blanks without width: removed from what is shown; `text` shows them."""
    USER_IN_LINK = "user_in_link"
    """A link with something before an `@`: it looks like another host than it goes to; `text` is the host."""
    MIXED_SCRIPTS = "mixed_scripts"
    """A host with letters of several scripts, which may imitate another; `text` is the host as it is sent."""
    NOT_OPENED = "not_opened"
    """An address of a scheme that is never opened (`javascript:`, `file:`, an app's own); `text` is the scheme."""
    GUESSED = "guessed"
    """The fields were told by their shape alone: to be looked at."""
    CONCEALED = "concealed"
    """A password or key stood within a text; all but that is taken over."""
    OTHER_CELLS = "other_cells"
    """A badge with more or fewer cells than those that the user told the meaning of."""
    NO_PRINT = "no_print"
    """A photo of a paper card on which no print was found."""
    NO_READER = "no_reader"
    """A photo of a paper card whose print is not read, because the extra for it is not installed."""
    KEPT_YOURS = "kept_yours"
    """The card changes a field that the user has changed as well: the user's stays. `text` is the card's."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that was noticed while reading foreign text."""

    code: ProblemCode
    first_line: int
    """Lines are counted from 1 as an editor counts them; 0 when it is about the whole file."""
    last_line: int
    property: str | None = None
    text: str = ""
    """The offending text: at most 80 characters, control characters escaped (`offending`)."""
    is_refusal: bool = False
    """Whether nothing of the card, row or file was taken over."""
    file: str = ""
    """Where it was found; filled in by whoever opened the file."""


def offending(text: str) -> str:
    """A foreign text as a problem quotes it: short, and visible to the last character."""
    return visible(text[:MOST_QUOTED])[:MOST_QUOTED]


def visible(text: str) -> str:
    """A foreign text with whatever is not seen, or turns the line around, spelt out."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
