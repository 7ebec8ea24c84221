"""What was noticed while reading foreign text, and where: for the import window and the command line."""

from collections.abc import Mapping
from types import MappingProxyType

from companion.model.problem import Problem, ProblemCode, offending
from companion.wording.code import PAYLOADS
from companion.wording.phrase import mark

# The first sentence all of whose facts are known is said; the last one needs none.
_SENTENCES: Mapping[ProblemCode, tuple[str, ...]] = MappingProxyType(
    {
        ProblemCode.NO_IDENTITY: (
            mark("Remark", "There is no name, organisation, e-mail address or phone number in it."),
        ),
        ProblemCode.NO_CARD: (
            mark("Remark", "There is nothing to import in this file: {found}."),
            mark("Remark", "There is nothing to import in this file."),
        ),
        ProblemCode.NO_COLUMN: (
            mark(
                "Remark",
                "No column of it holds a name, an organisation, an e-mail address or a phone number.",
            ),
        ),
        ProblemCode.FILE_TOO_LARGE: (
            mark("Remark", "The file is too large. Divide it and import the parts."),
        ),
        ProblemCode.CARD_TOO_LARGE: (mark("Remark", "The card is larger than 16 MB."),),
        ProblemCode.LINE_TOO_LONG: (mark("Remark", "A line of it is too long to be read."),),
        ProblemCode.TOO_MANY_PROPERTIES: (mark("Remark", "It has more than 5,000 entries."),),
        ProblemCode.NESTED_TOO_DEEP: (mark("Remark", "Cards stand within cards, more than four deep."),),
        ProblemCode.PHOTO_TOO_LARGE: (mark("Remark", "The photo is larger than 8 MB."),),
        ProblemCode.ARCHIVE_UNSAFE: (
            mark(
                "Remark",
                "It is not unpacked: it is packed too tightly, too large, or points out of the archive.",
            ),
        ),
        ProblemCode.UNREADABLE: (
            mark("Remark", "The file cannot be read: {text}."),
            mark("Remark", "The file cannot be read."),
        ),
        ProblemCode.BAD_FILE: (
            mark("Remark", "The file is damaged, or not what its name says: {text}."),
            mark("Remark", "The file is damaged, or not what its name says."),
        ),
        ProblemCode.CHARSET_GUESSED: (
            mark("Remark", "It does not say how its characters are written; read as {text}."),
            mark("Remark", "It does not say how its characters are written; they were guessed."),
        ),
        ProblemCode.BAD_BYTES: (
            mark("Remark", "Some characters of “{text}” cannot be read; they are shown as �."),
            mark("Remark", "Some characters cannot be read; they are shown as �."),
        ),
        ProblemCode.NO_BEGIN: (mark("Remark", "The first line of the card (BEGIN) is missing."),),
        ProblemCode.NO_END: (
            mark("Remark", "The last line of the card (END) is missing; it may have been cut off."),
        ),
        ProblemCode.NO_VERSION: (
            mark("Remark", "The card does not say its version; it was told by its form."),
        ),
        ProblemCode.UNKNOWN_VERSION: (
            mark("Remark", "The card says version “{text}”, which does not exist; it was told by its form."),
            mark("Remark", "The card says a version that does not exist; it was told by its form."),
        ),
        ProblemCode.STRAY_LINE: (
            mark("Remark", "“{text}” is not an entry of a card; it stays in the card as it came."),
            mark("Remark", "A line is not an entry of a card; it stays in the card as it came."),
        ),
        ProblemCode.OUTSIDE: (
            mark("Remark", "“{text}” stands in no card, so it was not taken over."),
            mark("Remark", "A line stands in no card, so it was not taken over."),
        ),
        ProblemCode.UNBALANCED_QUOTE: (
            mark("Remark", "A quotation mark in {property} is never closed."),
            mark("Remark", "A quotation mark is never closed."),
        ),
        ProblemCode.BAD_ENCODING: (
            mark("Remark", "{property} is damaged; what could be read of it was taken over."),
            mark("Remark", "It is damaged; what could be read of it was taken over."),
        ),
        ProblemCode.BAD_PHOTO: (
            mark("Remark", "The photo is not a picture that can be shown; it stays in the card as it came."),
        ),
        ProblemCode.BAD_VALUE: (
            mark("Remark", "“{text}” does not fit as {property}, so it was not taken over."),
            mark("Remark", "The value of {property} does not fit, so it was not taken over."),
            mark("Remark", "“{text}” does not fit, so it was not taken over."),
            mark("Remark", "A value does not fit, so it was not taken over."),
        ),
        ProblemCode.COLUMN_LEFT_OUT: (
            mark("Remark", "These columns were not taken over, since nobody knows what they hold: {text}."),
            mark("Remark", "A column was not taken over, since nobody knows what it holds."),
        ),
        ProblemCode.NESTED_CARD: (mark("Remark", "It stood within another card; read as one of its own."),),
        ProblemCode.CUT: (
            mark("Remark", "{property} holds more than can be shown."),
            mark("Remark", "It holds more than can be shown."),
        ),
        ProblemCode.SAME_UID: (
            mark("Remark", "Another card of this import calls itself the same; taken for a second person."),
        ),
        ProblemCode.PICTURE_TOO_LARGE: (
            mark("Remark", "The picture has {text} pixels; up to 50 million and 30 MB are opened."),
            mark("Remark", "The picture is larger than 30 MB or 50 million pixels."),
        ),
        ProblemCode.NO_PICTURE: (
            mark("Remark", "It cannot be opened as a picture: {found}."),
            mark(
                "Remark",
                "It is not a picture of a kind that is opened: png, jpg, webp, bmp, gif or tiff.",
            ),
        ),
        ProblemCode.BAD_PICTURE: (mark("Remark", "The picture is damaged and cannot be opened."),),
        ProblemCode.PAYLOAD_TOO_LARGE: (mark("Remark", "The code says more than 8 KB, so it is not read."),),
        ProblemCode.EMPTY_CODE: (mark("Remark", "The code is empty: there is nothing in it to keep."),),
        ProblemCode.NO_CODE: (
            mark("Remark", "There is no code in {text} of its pictures."),
            mark("Remark", "No code was found in this picture."),
        ),
        ProblemCode.NOT_SOMEBODY: (
            mark("Remark", "A code in it was not taken over, since it is about nobody: {payload}."),
            mark("Remark", "A code in it was not taken over, since it is about nobody."),
        ),
        ProblemCode.HIDDEN_CHARACTERS: (
            mark("Remark", "It held characters that are not seen; they were removed: {text}."),
            mark("Remark", "It held characters that are not seen; they were removed."),
        ),
        ProblemCode.USER_IN_LINK: (
            mark("Remark", "The link is written to look like another; it goes to {text}."),
            mark("Remark", "The link is written to look like another."),
        ),
        ProblemCode.MIXED_SCRIPTS: (
            mark("Remark", "The address mixes letters of several scripts and may imitate another: {text}."),
            mark("Remark", "The address mixes letters of several scripts and may imitate another."),
        ),
        ProblemCode.NOT_OPENED: (
            mark("Remark", "Addresses that begin with “{text}” are never opened; it is kept as a note."),
            mark("Remark", "Addresses of this kind are never opened; it is kept as a note."),
        ),
        ProblemCode.GUESSED: (mark("Remark", "The fields were told apart by their form alone; check them."),),
        ProblemCode.CONCEALED: (
            mark("Remark", "A password or key stood in it; that is left out and never kept."),
        ),
        ProblemCode.OTHER_CELLS: (
            mark(
                "Remark",
                "It has another number of fields than the badges before it, so what you chose for those is not used here.",
            ),
        ),
        ProblemCode.NO_PRINT: (mark("Remark", "No print could be read on it; the photo is kept."),),
        ProblemCode.NO_READER: (
            mark(
                "Remark",
                "Its print is read where Companion is installed with its extra “papercards”; the photo is kept.",
            ),
        ),
        ProblemCode.KEPT_YOURS: (
            mark("Remark", "You changed {property} yourself, so yours stays; the card says “{text}”."),
            mark("Remark", "You changed {property} yourself, so yours stays."),
            mark("Remark", "You changed this yourself, so yours stays."),
        ),
    }
)

# Where the same code means something else when nothing was taken over.
_REFUSALS: Mapping[ProblemCode, tuple[str, ...]] = MappingProxyType(
    {
        ProblemCode.UNKNOWN_VERSION: (
            mark("Remark", "It was written by a newer Companion. Install the newest version to read it."),
        ),
    }
)

# Where the same code means something else of an event in a calendar.
_OF_EVENTS: Mapping[tuple[ProblemCode, str], tuple[str, ...]] = MappingProxyType(
    {
        (ProblemCode.NO_IDENTITY, "SUMMARY"): (mark("Remark", "The event has neither a name nor a place."),),
        (ProblemCode.BAD_VALUE, "DTSTART"): (
            mark("Remark", "“{text}” is no time at which an event can start."),
            mark("Remark", "The event does not say when it starts."),
        ),
        (ProblemCode.BAD_VALUE, "STATUS"): (mark("Remark", "The event was cancelled."),),
        (ProblemCode.CUT, "RRULE"): (mark("Remark", "The event repeats; the first time was taken over."),),
        (ProblemCode.CUT, "RDATE"): (mark("Remark", "The event repeats; the first time was taken over."),),
        **{
            (ProblemCode.KEPT_YOURS, name): (
                mark("Remark", "You changed {property} yourself, so yours stays; the file says “{text}”."),
                mark("Remark", "You changed {property} yourself, so yours stays."),
            )
            for name in ("venue", "goal", "starts_at", "ends_at")
        },
    }
)

# Where the same code means something else of a kind of file.
_OF_KINDS: Mapping[tuple[ProblemCode, str], tuple[str, ...]] = MappingProxyType(
    {
        **{
            (ProblemCode.NO_PICTURE, kind): (
                mark(
                    "Remark",
                    "It is not a picture of a kind that is opened: png, jpg, webp, bmp, gif or tiff.",
                ),
            )
            for kind in ("binary", "text")
        },
        (ProblemCode.NO_PICTURE, "folder"): (mark("Remark", "There is no picture in this folder."),),
        (ProblemCode.NO_PICTURE, "archive"): (mark("Remark", "There is no picture in this archive."),),
        (ProblemCode.NO_PICTURE, "heic"): (
            mark(
                "Remark",
                "Pictures of this kind (HEIC) are opened where Companion is installed with its extra “heic”;"
                " save it as JPEG otherwise.",
            ),
        ),
    }
)

_PAYLOADS: Mapping[str, str] = {kind.value: words for kind, words in PAYLOADS.items()}

# What a file is that holds nobody, as NO_CARD says it.
_FOUND: Mapping[str, str] = MappingProxyType(
    {
        "empty": mark("Remark", "it is empty"),
        "html": mark("Remark", "it is a web page"),
        "csv": mark("Remark", "it is a table (CSV)"),
        "json": mark("Remark", "it is JSON of another program"),
        "xml": mark("Remark", "it is XML"),
        "ics": mark("Remark", "it is a calendar"),
        "vcf": mark("Remark", "it is a contact card"),
        "pdf": mark("Remark", "it is a PDF document"),
        "zip": mark("Remark", "it is an archive"),
        "nested": mark("Remark", "it is an archive within an archive; unpack it first"),
        "archive": mark("Remark", "it is an archive without any file that can be imported"),
        "folder": mark("Remark", "it is a folder without any file that can be imported"),
        "image": mark("Remark", "it is a picture"),
        "picture": mark("Remark", "it is a picture"),
        "rtf": mark("Remark", "it is a text document (RTF)"),
        "ldif": mark("Remark", "it is an address directory (LDIF)"),
        "mecard": mark("Remark", "it is the text of a code (MECARD)"),
        "svg": mark("Remark", "it is a drawing (SVG); save it as PNG"),
        "eps": mark("Remark", "it is a drawing (PostScript); save it as PNG"),
        "avif": mark("Remark", "it is a picture of another kind (AVIF); save it as JPEG"),
        "jxl": mark("Remark", "it is a picture of another kind (JPEG XL); save it as JPEG"),
        "jp2": mark("Remark", "it is a picture of another kind (JPEG 2000); save it as JPEG"),
        "psd": mark("Remark", "it is a picture of another kind (PSD); save it as PNG"),
        "pnm": mark("Remark", "it is a picture of another kind (PNM); save it as PNG"),
        "ico": mark("Remark", "it is an icon; save it as PNG"),
        "video": mark("Remark", "it is a video"),
        "binary": mark("Remark", "it is not text"),
        "text": mark("Remark", "it is text without a card"),
    }
)

# Entries of a card that have a name in everyday words; the others are called as the card calls them.
_PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "FN": mark("Remark", "the name"),
        "N": mark("Remark", "the name"),
        "NAME": mark("Remark", "the name"),
        "ORG": mark("Remark", "the organisation"),
        "ORGANISATION": mark("Remark", "the organisation"),
        "TITLE": mark("Remark", "the title"),
        "EMAIL": mark("Remark", "the e-mail address"),
        "TEL": mark("Remark", "the phone number"),
        "PHONE": mark("Remark", "the phone number"),
        "URL": mark("Remark", "the web address"),
        "ADR": mark("Remark", "the address"),
        "ADDRESS": mark("Remark", "the address"),
        "BDAY": mark("Remark", "the birthday"),
        "BIRTHDAY": mark("Remark", "the birthday"),
        "NOTE": mark("Remark", "the note"),
        "CATEGORIES": mark("Remark", "the tags"),
        "TAGS": mark("Remark", "the tags"),
        "PHOTO": mark("Remark", "the photo"),
        "IMPP": mark("Remark", "the messenger account"),
        "VENUE": mark("Remark", "the place"),
        "GOAL": mark("Remark", "the goal"),
        "STARTS_AT": mark("Remark", "the start"),
        "ENDS_AT": mark("Remark", "the end"),
        "DTEND": mark("Remark", "the end"),
        "DURATION": mark("Remark", "the duration"),
        "TZID": mark("Remark", "the time zone"),
    }
)


def reason(problem: Problem) -> str:
    """Why a card, row or file was refused, or what is to be known of it: one or two plain sentences.

    Where it was found is said by `place`. The offending text is quoted as the problem holds it.
    """
    said = _REFUSALS.get(problem.code) if problem.is_refusal else None
    said = said or _OF_EVENTS.get((problem.code, problem.property or ""))
    said = said or _OF_KINDS.get((problem.code, problem.text)) or _SENTENCES[problem.code]
    facts = {
        "text": problem.text.strip().rstrip("."),
        "found": _found(problem.text.strip()),
        "payload": _PAYLOADS.get(problem.text, ""),
        "property": _property(problem.property),
    }
    known = {name for name, value in facts.items() if value}
    pattern = next(one for one in said if all(f"{{{name}}}" not in one or name in known for name in facts))
    return _capital(pattern.format_map(facts))


def place(problem: Problem) -> str:
    """Where it was found: "lines 12–18 of friends.vcf"; empty when neither file nor line is known."""
    return where(problem.file, problem.first_line, problem.last_line)


def where(file: str, first_line: int, last_line: int) -> str:
    """Some lines of a file, counted from 1; of all of it when the first is 0."""
    file = "".join(offending(char) for char in file)
    if not first_line:
        return file
    first, last = first_line, max(first_line, last_line)
    if first == last:
        said = mark("Remark", "line {first} of {file}") if file else mark("Remark", "line {first}")
    else:
        said = (
            mark("Remark", "lines {first}–{last} of {file}")
            if file
            else mark("Remark", "lines {first}–{last}")
        )
    return said.format(first=first, last=last, file=file)


def _found(text: str) -> str:
    if not text:
        return ""
    return _FOUND.get(text, mark("Remark", "it looks like {text}").format(text=text))


def _property(name: str | None) -> str:
    return _PROPERTIES.get(name.upper(), name) if name else ""


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
