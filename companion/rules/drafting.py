"""The message for a person: which facts, which template; nothing in it is invented.

A template is plain text:

- a line that starts with `#` is not part of it; one that starts with `Subject:` is the subject;
- lines that follow each other become one paragraph, empty lines part paragraphs, `\\n` breaks a line;
- `{name}` (of the person) `{me}` `{event}` `{day}` `{need}` `{promises}` stand for what is known;
- a part in brackets, `[ on {day}]`, falls away when a field in it is not known;
- `|` parts alternatives: the first one all of whose other fields are known is said, else none.

A full stop after a text that ends with a sentence mark of its own is left out. Nothing that is
written in a template is an error: unknown fields are never known, stray braces are left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from companion.model.event import Meeting
from companion.model.identity import Id
from companion.model.need import Need, NeedState
from companion.model.person import Person
from companion.model.promise import Promise
from companion.rules.schedule import evening_of

_SUBJECT = "Subject:"
_FIELD = re.compile(r"\{([^{}]*)\}")
_CLAUSE = re.compile(r"\[([^\[\]]*)\]")
_STRAY = re.compile(r"[{}\[\]]")
_MARKS = (".", "!", "?", "…", "。", "！", "？")
# Names in Han, Kana or Hangul are not shortened: which part is the given name cannot be told.
_EAST_ASIAN = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_WEEK = 7


class DraftKind(StrEnum):
    """Which message; the name of its template."""

    HELLO = "hello"
    PROMISE_KEPT = "promise_kept"
    LATE_PROMISE = "late_promise"


@dataclass(frozen=True, slots=True)
class Templates:
    """The words of all messages in one language."""

    messages: Mapping[DraftKind, str]
    weekdays: tuple[str, ...]
    """From Monday; a day of the last week is named by it."""
    months: tuple[str, ...]
    date: str
    """A template of `{number}`, `{month}` and, in another year, `{year}`, for days further back."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message can say, as stored; what is empty is not known."""

    name: str = ""
    me: str = ""
    event: str = ""
    met_on: date | None = None
    need: str = ""
    promises: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to read, change and send; plain text, paragraphs parted by an empty line."""

    kind: DraftKind
    subject: str
    body: str


def draft_kind(served: Sequence[Promise], *, today: date) -> DraftKind:
    """Which message keeps these promises: a hello when there is none."""
    if not served:
        return DraftKind.HELLO
    late = any(promise.due < today for promise in served)
    return DraftKind.LATE_PROMISE if late else DraftKind.PROMISE_KEPT


def known_facts(
    person: Person,
    me: Person,
    *,
    meetings: Sequence[Meeting],
    needs: Sequence[Need],
    served: Sequence[Promise],
) -> Facts:
    """The facts to write to a person about, from all their meetings and needs and the promises served.

    The event is where the first of the promises was made, else where they were met last; the need
    is the newest open one, before all one that was heard there.
    """
    meeting = _meeting(meetings, served[0].event_id if served else None)
    need = _need(needs, meeting.event.id if meeting is not None else None)
    return Facts(
        name=person.name,
        me=me.name,
        event=meeting.event.name if meeting is not None else "",
        met_on=evening_of(meeting.encounter.at, meeting.event.time_zone) if meeting is not None else None,
        need=need.text if need is not None else "",
        promises=tuple(promise.text for promise in served),
    )


def draft(kind: DraftKind, facts: Facts, templates: Templates, *, today: date) -> Draft:
    """The message of a kind, of nothing but its template's words and the facts."""
    values = _values(facts, templates, today)
    subject = ""
    paragraphs: list[list[str]] = [[]]
    for line in templates.messages.get(kind, "").splitlines():
        if line.startswith(_SUBJECT):
            subject = _said(line.removeprefix(_SUBJECT), values)
        elif not line.strip():
            paragraphs.append([])
        elif not line.startswith("#"):
            paragraphs[-1].append(_said(line, values))
    spoken = (" ".join(filter(None, lines)) for lines in paragraphs)
    return Draft(kind, " ".join(subject.split()), "\n\n".join(filter(None, spoken)))


def _meeting(meetings: Sequence[Meeting], event_id: Id | None) -> Meeting | None:
    return max(
        meetings,
        key=lambda one: (one.event.id == event_id, one.encounter.at, one.encounter.id),
        default=None,
    )


def _need(needs: Sequence[Need], event_id: Id | None) -> Need | None:
    """Of several heard at once the first typed."""
    return max(
        (need for need in needs if need.state is NeedState.OPEN),
        key=lambda need: (need.event_id == event_id, need.heard_at, -need.id.int),
        default=None,
    )


def _values(facts: Facts, templates: Templates, today: date) -> dict[str, str]:
    return {
        "name": greeting_name(_one_line(facts.name)),
        "me": _one_line(facts.me),
        "event": _one_line(facts.event),
        "day": _day(facts.met_on, templates, today) if facts.met_on is not None else "",
        "need": _one_line(facts.need),
        "promises": _listed([_one_line(text) for text in facts.promises]),
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def greeting_name(name: str) -> str:
    """What to greet somebody by: the first word, or all where that is no given name ("Dr. Ana Ruiz").

    Empty for an address or number in the place of a name.
    """
    if "@" in name or not any(char.isalpha() for char in name):
        return ""
    first = name.split(" ", 1)[0]
    return name if _EAST_ASIAN.search(name) or first.endswith((".", ",")) else first


def _listed(texts: Sequence[str]) -> str:
    said = ""
    for text in filter(None, texts):
        pause = " " if said.endswith(_MARKS) else "; "
        said = f"{said}{pause}{text}" if said else text
    return said


def _day(day: date, templates: Templates, today: date) -> str:
    if 0 <= (today - day).days < _WEEK:
        return _nth(templates.weekdays, day.weekday())
    year = str(day.year) if day.year != today.year else ""
    values = {"number": str(day.day), "month": _nth(templates.months, day.month - 1), "year": year}
    return _said(templates.date, values)


def _nth(names: Sequence[str], place: int) -> str:
    return names[place] if place < len(names) else ""


def _said(line: str, values: Mapping[str, str]) -> str:
    """The first alternative of a line all of whose fields are known; empty when there is none."""
    said = (_alternative(alternative, values) for alternative in line.split("|"))
    return next(filter(None, said), "")


def _alternative(alternative: str, values: Mapping[str, str]) -> str:
    said = ""
    for place, piece in enumerate(_CLAUSE.split(alternative)):
        is_clause = place % 2 == 1
        if all(values.get(name.strip()) for name in _FIELD.findall(piece)):
            said += "".join(_parts(said, piece, values))
        elif not is_clause:
            return ""
    return "\n".join(_one_line(line) for line in said.split("\n")).strip()


def _parts(said: str, piece: str, values: Mapping[str, str]) -> Iterator[str]:
    """A piece of a template with its fields filled in, as it goes on from what was said before."""
    for place, part in enumerate(_FIELD.split(piece)):
        if place % 2 == 1:
            said = values[part.strip()]
            yield said
            continue
        words = _STRAY.sub("", part).replace("\\n", "\n")
        yield words.removeprefix(".") if said.endswith(_MARKS) else words
