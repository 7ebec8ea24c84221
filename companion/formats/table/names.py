"""A list of people as somebody pastes it: one a line, with or without company and address."""

import re
from collections.abc import Sequence

from companion.formats.decoding import decode
from companion.formats.table.cell import one_line
from companion.formats.table.column import choice_for
from companion.formats.table.contact import TableRow, contacts_from
from companion.formats.table.field import IDENTIFYING
from companion.formats.table.guess import guess_fields
from companion.formats.table.record import lines_of
from companion.formats.table.sheet import LARGEST, read_sheet
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact
from companion.model.person import ContactKind
from companion.model.problem import Problem, ProblemCode, offending

_BULLET = re.compile(r"[\s>]*+(?:(?:[-*•–—·▪◦‣]|\d{1,4}[.)]|\[[ xX]?\]|☐|☑|✓)[ \t]++)*+")
_EMAIL = re.compile(
    r'(?<![^\s<>(\[,;:"])(?:mailto:)?([^\s<>()\[\],;:"@]++@[^\s<>()\[\],;:"@]++)', re.IGNORECASE
)
_AROUND_EMAIL = re.compile(r"[<(\[] ?\x1a ?[>)\]]|\x1a")
_LINK = re.compile(r"(?<![^\s<(])(?:https?://|www\.)[^\s<>,;]++", re.IGNORECASE)
_PHONE = re.compile(r"(?:tel:? ?)?[+(]?\d[\d ()/.-]{5,30}", re.IGNORECASE)
_BETWEEN_PEOPLE = re.compile(r"(?<=>) ?[;,]|;")
# As mail programs write it: "Ruiz, Ana" <ana@acme.com>
_LAST_FIRST = re.compile(r'"([^",\x1a]+), ?([^",\x1a]+)"(?= )')
_BLANKS = re.compile(r"[^\S\t]+")
_BETWEEN = re.compile(r" ?[,;|] ?| [–—-] | (?=@\S)|\t")
_PRONOUNS = re.compile(r" ?[(\[](?:she|he|they|sie|er|ze)/\w{2,6}(?:/\w{2,6})?[)\]]", re.IGNORECASE)
_IN_BRACKETS = re.compile(r" ?\(([^()]*)\)(?= ?(?:[,;|\t]|\Z))")
_HEADINGS = frozenset(
    {
        *("attendees", "attendee list", "guests", "guest list", "participants", "members", "names", "people"),
        *("teilnehmer", "teilnehmende", "teilnehmerliste", "gäste", "gästeliste", "mitglieder", "namen"),
    }
)
_LEGAL = frozenset(
    {
        *(
            "inc",
            "llc",
            "ltd",
            "gmbh",
            "ag",
            "sa",
            "corp",
            "co",
            "kg",
            "bv",
            "se",
            "plc",
            "sarl",
            "srl",
            "spa",
        ),
        *("llp", "lp", "pty", "oy", "ab", "as", "aps", "ug", "ev", "nv", "sas", "limited", "incorporated"),
    }
)
_DEGREES = frozenset(
    {
        *(
            "phd",
            "md",
            "mba",
            "jr",
            "sr",
            "ii",
            "iii",
            "esq",
            "cpa",
            "msc",
            "bsc",
            "ma",
            "ba",
            "ms",
            "jd",
            "pe",
        ),
        *("dphil", "llm", "cfa", "pmp", "rn", "dds"),
    }
)


def read_names(
    content: bytes | str, *, encoding: str | None = None
) -> tuple[Sequence[TableRow], Sequence[Problem]]:
    """The people of a list, and what is wrong with the list as a whole.

    A line is a name, then `, Company` or `, Title, Company`, `(Company)`, `<address>`, in tabs as well.
    Lines below a header of titles that we know are read as a table. Raises LookupError for an `encoding`
    that is no charset.
    """
    if len(content) > LARGEST:
        return (), (_refusal(ProblemCode.FILE_TOO_LARGE, str(len(content))),)
    decoded = None if isinstance(content, str) else decode(content, encoding)
    text = content if isinstance(content, str) else decoded.text if decoded else ""
    problems = decoded.problems if decoded else ()
    lines = lines_of(text)
    rows: list[TableRow] = []
    if _is_header(text):
        sheet = read_sheet(text.encode("utf-8", "replace"))
        return (*contacts_from(sheet, guess_fields(sheet.header)),), (*problems, *sheet.problems)
    for number, line in enumerate(lines.lines, start=1):
        if rows or not _is_heading(line):
            rows += [TableRow(number, number, contact) for contact in _people(line)]
    if not rows:
        problems = (*problems, _refusal(ProblemCode.NO_CARD, "empty"))
    return rows, (*problems, *lines.problems)


def _refusal(code: ProblemCode, text: str) -> Problem:
    return Problem(code, 0, 0, text=offending(text), is_refusal=True)


def _is_header(text: str) -> bool:
    """Whether the first line that is not empty has two titles that we know."""
    first = text.lstrip()[:2000].partition("\n")[0]
    return len(guess_fields(re.split(r"[,;\t|]", first))) > 1


def _is_heading(line: str) -> bool:
    """Whether a line above all names says what they are: `Name`, `Attendees:`."""
    words = " ".join(line.split()).casefold()
    choice = choice_for(words)
    is_title = choice is not None and choice.field in IDENTIFYING
    return is_title or words.endswith(":") or words in _HEADINGS


def _people(line: str) -> list[Contact]:
    """The people of one line: several where each has an address, as in the head of a message."""
    pieces = [line]
    if line.count("@") > 1:
        several = [piece for piece in _BETWEEN_PEOPLE.split(line) if piece.strip()]
        pieces = several if all(piece.count("@") == 1 for piece in several) else pieces
    return [contact for piece in pieces if (contact := _person(piece)) is not None]


def _person(line: str) -> Contact | None:
    bullet = _BULLET.match(line)
    text = _BLANKS.sub(" ", line[bullet.end() if bullet else 0 :])
    links = [link.rstrip(".)") for link in _LINK.findall(text)]
    text = _LINK.sub(" ", text)
    emails = list(dict.fromkeys(_EMAIL.findall(text)))
    text = _LAST_FIRST.sub(r"\2 \1", text)
    text = _AROUND_EMAIL.sub(" , ", _EMAIL.sub("\x1a", text.replace("\x1a", "")))
    text = _IN_BRACKETS.sub(r", \1", _PRONOUNS.sub("", text))
    parts = [part for some in _BETWEEN.split(text) if (part := one_line(some).strip(" \"'"))]
    phones = [part for part in parts if _PHONE.fullmatch(part)]
    words = _joined([part for part in parts if part not in phones and any(char.isalnum() for char in part)])
    points = (
        *(ContactPhrase(ContactKind.EMAIL, email, email) for email in emails),
        *(ContactPhrase(ContactKind.PHONE, phone, phone) for phone in phones),
        *(ContactPhrase(ContactKind.URL, link, link) for link in links),
    )
    if not words and not emails and not phones:
        return None
    name, *others = words or [points[0].value]
    title = others.pop(0) if len(others) > 1 else None
    organisation = others.pop(0) if others else None
    return Contact(
        name=name,
        title=title,
        organisation=organisation.lstrip("@") if organisation else None,
        points=points,
        notes=(", ".join(others),) if others else (),
    )


def _joined(parts: Sequence[str]) -> list[str]:
    """The parts between commas, where `Ana Ruiz, PhD` and `Acme, Inc.` are one."""
    joined: list[str] = []
    for part in parts:
        key = part.replace(".", "").casefold()
        if joined and key in (_DEGREES if len(joined) == 1 else _LEGAL):
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined
