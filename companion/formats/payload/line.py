r"""Cards and calendars whose line ends were lost on the way into a code: a literal `\n`, or blanks, in their place."""

import re

_NAMES = (
    "BEGIN|END|VERSION|PRODID|N|FN|NICKNAME|ORG|TITLE|ROLE|TEL|EMAIL|ADR|LABEL|URL|NOTE|BDAY|ANNIVERSARY|GENDER|PHOTO"
    "|LOGO|SOUND|REV|UID|CATEGORIES|IMPP|GEO|TZ|KIND|LANG|SOURCE|CLASS|KEY|MAILER|AGENT|SORT-STRING|NAME|PROFILE|MEMBER"
    "|RELATED|SUMMARY|DESCRIPTION|LOCATION|DTSTART|DTEND|DTSTAMP|DURATION|STATUS|ORGANIZER|ATTENDEE|SEQUENCE|METHOD"
    r"|RRULE|TRANSP|CREATED|LAST-MODIFIED|X-[A-Za-z0-9-]++"
)
_PROPERTY = rf"(?=(?:[\w-]++\.)?(?:{_NAMES})[;:]|\s*+\Z)"
_LITERAL = re.compile(rf"(?<!\\)(?:\\r)?\\n\s*+{_PROPERTY}", re.IGNORECASE)
_BLANKS = re.compile(rf"[ \t]++{_PROPERTY}")
_CHARSET = re.compile(r"(?<![^\r\n])([^:\r\n]*?);CHARSET=[^;:\r\n]*+", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]++")
_CODED = re.compile(r"QUOTED-PRINTABLE|BASE64|ENCODING=B", re.IGNORECASE)
_LINE_END = "\r\n"


def with_line_ends(text: str) -> str:
    r"""A card or calendar with line ends: as they are if it has any, else for each `\n` before a property.

    One within a value stays: there it is a line break of the value.
    """
    if "\n" in text or "\r" in text:
        return text
    if "\\n" in text or "\\N" in text:
        return _LITERAL.sub(lambda _: _LINE_END, text)
    return _BLANKS.sub(lambda _: _LINE_END, text)


def without_charsets(text: str) -> str:
    """A card whose plain lines no longer say the charset that they were in: they are text already."""
    if text.isascii():
        return text
    return _LINE.sub(lambda match: _without_charset(match[0]), text)


def _without_charset(line: str) -> str:
    head = line.partition(":")[0]
    return line if line.isascii() or _CODED.search(head) else _CHARSET.sub(r"\1", line, count=1)
