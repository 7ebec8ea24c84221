"""`companion scan`: the codes in pictures, and what they say."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from companion.cli.bar import Bar
from companion.cli.context import Answer, Context, ending
from companion.cli.value import path_argument, standard_bytes
from companion.model.capture import RawCapture
from companion.model.change import ChangeSet, Kind
from companion.model.contact import Contact
from companion.model.error import SecretCodeError
from companion.model.payload import SECRETS, Payload
from companion.model.person import ContactKind
from companion.model.problem import Problem, ProblemCode, visible
from companion.settings import time_zone_of
from companion.wording.code import PAYLOADS
from companion.wording.naming import name_words
from companion.wording.problem import problem
from companion.wording.remark import place, reason
from companion.workflow.exchange.picture import ReadCode, codes_in
from companion.workflow.exchange.source import (
    LONGEST_FILE,
    PICTURES,
    Format,
    Material,
    materials,
    refuse_missing,
)
from companion.workflow.exchange.watch import Stage

if TYPE_CHECKING:
    from companion.model.event import Event
    from companion.storage.engine import Connection
    from companion.workflow.scan import Scanned

_STDIN = "-"


@dataclass(frozen=True, slots=True)
class _Saved:
    """What became of a code: of whom, or of what, it is now; None where nothing is kept."""

    json: dict[str, str] | None
    text: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """One picture."""

    file: str
    codes: tuple[ReadCode, ...] = ()
    problems: tuple[Problem, ...] = ()


def scan(context: Context, options: argparse.Namespace) -> Answer:
    """`scan IMAGE… [--save] [--event E]`: exit code 1 when a picture or a code was refused; it is listed."""
    event = _event(context, options) if options.event or options.save else None
    rows = _read(context, options)
    refused = [_sentence(one) for row in rows for one in row.problems]
    answers: list[dict[str, object]] = []
    lines: list[str] = []
    for row in (row for row in rows if row.file):
        saved = [_save(context, one, event) for one in row.codes] if options.save else []
        refused += [f"{visible(row.file)}: {one.refusal}" for one in saved if one.refusal]
        shown = [_code(context, one) for one in row.codes]
        if options.save:
            shown = [{**one, "saved": some.json} for one, some in zip(shown, saved, strict=True)]
        answers.append({"file": row.file, "codes": shown})
        lines += _lines(row, saved)
    exit_code = 1 if refused else 0
    return Answer(answers, "\n".join(lines), exit_code=exit_code, problems=tuple(refused))


def _event(context: Context, options: argparse.Namespace) -> "Event | None":
    from companion.storage.queries.event import running_event
    from companion.storage.queries.naming import event_named

    return context.read(event_named, options.event) if options.event else context.read(running_event)


def _read(context: Context, options: argparse.Namespace) -> list[_Row]:
    """The pictures in their order; all are read before anything is saved."""
    refuse_missing([path_argument(file) for file in options.file if file != _STDIN])
    bar = Bar(quiet=options.quiet)
    zone = time_zone_of(context.now)
    rows: list[_Row] = []
    try:
        for found in _pictures(options.file):
            bar.watch.step(Stage.READING, len(rows), 0)
            if isinstance(found, Problem):
                is_folder = path_argument(found.file).is_dir()
                rows.append(_Row("" if is_folder else found.file, problems=(_of_picture(found),)))
            else:
                codes, problems = codes_in(found, time_zone=zone, linear=options.linear)
                rows.append(_Row(found.file, codes, problems))
    finally:
        bar.clear()
    return rows


def _pictures(files: Sequence[str]) -> Iterator[Material | Problem]:
    for file in files:
        if file == _STDIN:
            yield Material(_STDIN, standard_bytes(LONGEST_FILE), Format.PICTURE)
        else:
            yield from materials([path_argument(file)], endings=PICTURES)


def _of_picture(refusal: Problem) -> Problem:
    """The refusal of a file that may be anything, in what it means of a picture."""
    if refusal.code is ProblemCode.NO_CARD:
        return replace(refusal, code=ProblemCode.NO_PICTURE)
    if refusal.code is ProblemCode.FILE_TOO_LARGE:
        return replace(refusal, code=ProblemCode.PICTURE_TOO_LARGE, text="")
    return refusal


def _save(context: Context, one: ReadCode, event: "Event | None") -> _Saved:
    from companion.storage.queries.person import records_of
    from companion.workflow.scan import payload_at, save_scan

    payload = payload_at(one.code.text, event, time_zone=time_zone_of(context.now))

    def plan(connection: "Connection") -> "tuple[Scanned, ChangeSet]":
        # A code before this one may have told where it is.
        here = records_of(connection, Kind.EVENT, "id", [event.id])[0] if event is not None else None
        region = context.settings.phone_region
        scanned = save_scan(connection, payload, now=context.now, region=region, event=here)
        return scanned, scanned.change_set

    try:
        scanned, _ = context.apply(plan)
    except SecretCodeError as error:
        return _Saved(None, "", problem(error))
    refusal = next((some for some in scanned.problems if some.is_refusal), None)
    if refusal is not None:
        return _Saved(None, "", reason(refusal))
    return _saved(scanned, payload)


def _saved(scanned: "Scanned", payload: Payload) -> _Saved:
    """What was saved, for people and as the reference to it."""
    person = scanned.person
    if person is not None:
        at = f" at {scanned.event.name}" if scanned.event is not None else ""
        who = name_words(person.name, payload.title)
        said = f"{'New:' if scanned.is_new else 'Added to'} {who}{at}  {ending(person.id)}"
        return _Saved({"id": str(person.id), "name": person.name}, said)
    if scanned.gatherings:
        event = scanned.gatherings[0]
        return _Saved({"id": str(event.id), "name": event.name}, f"Noted: {event.name}  {ending(event.id)}")
    raw = scanned.of(RawCapture)[0]
    return _Saved({"id": str(raw.id), "name": payload.title}, f"Kept as a note  {ending(raw.id)}")


def _code(context: Context, one: ReadCode) -> dict[str, object]:
    payload = one.payload
    return {
        "format": one.code.format.value,
        "text": one.code.text,
        "kind": payload.kind.value,
        "position": [[*corner] for corner in one.code.position],
        "contact": _contact(context, payload.contact) if payload.contact is not None else None,
        "problems": [
            {"code": some.code.value, "property": some.property, "reason": reason(some), "text": some.text}
            for some in payload.problems
        ],
    }


def _contact(context: Context, contact: Contact) -> dict[str, object]:
    """A contact with the keys of `parse`, and two of its own."""
    from companion.rules.phone import e164

    region = context.settings.phone_region

    def of(kind: ContactKind) -> list[str]:
        return [point.value for point in contact.points if point.kind is kind]

    return {
        "name": contact.name or None,
        "names": [contact.name] if contact.name else [],
        "title": contact.title,
        "organisation": contact.organisation,
        "emails": of(ContactKind.EMAIL),
        "phones": [*dict.fromkeys(e164(text, region) or text for text in of(ContactKind.PHONE))],
        "urls": of(ContactKind.URL),
        "addresses": of(ContactKind.ADDRESS),
        "birthday": contact.birthday,
        "tags": _tags(contact),
        "needs": [*contact.needs],
        "offers": [*contact.offers],
        "promises": [],
        "intros": [],
        "starred": contact.starred,
        "note": "\n".join(contact.notes),
        "tokens": [],
    }


def _tags(contact: Contact) -> list[str]:
    if not contact.tags:
        return []
    from companion.workflow.exchange.news import tags_of

    return [*tags_of(contact)]


def _lines(row: _Row, saved: Sequence[_Saved]) -> Iterator[str]:
    """A picture as people read it: each code, what is remarkable of it, and what became of it."""
    yield visible(row.file)
    yield from (f"  {reason(some)}" for some in row.problems)
    if not row.codes and not row.problems:
        yield "  No code was found."
    for place_of, one in enumerate(row.codes):
        payload = one.payload
        title = f": {payload.title}" if payload.title else ""
        yield f"  {one.code.format.value}  {PAYLOADS[payload.kind]}{title}"
        yield from (f"    {line}" for line in _details(payload))
        yield from (f"    ({reason(some)})" for some in payload.problems)
        if saved and saved[place_of].text:
            yield f"    {saved[place_of].text}"


def _details(payload: Payload) -> Iterator[str]:
    """What a code says beyond its title; of a secret that it is one."""
    if payload.kind in SECRETS:
        yield "What it says besides is not shown and never kept."
        return
    contact = payload.contact
    if contact is not None:
        about = ", ".join(part for part in (contact.title, contact.organisation) if part)
        points = [point.value for point in contact.points]
        yield from (text for text in (about, *points) if text and text != payload.title)
        yield from _more(contact)
    for event in payload.events:
        yield ", ".join(
            part for part in (f"{event.starts_at:%Y-%m-%d %H:%M}", event.name, event.venue) if part
        )
    yield from (line for line in payload.note.splitlines() if line != payload.title)


def _more(contact: Contact) -> Iterator[str]:
    """What a contact says of somebody beside how to reach them."""
    if contact.birthday:
        yield f"birthday: {contact.birthday}"
    if contact.tags:
        yield " ".join(f"#{tag}" for tag in _tags(contact))
    yield from (line for note in contact.notes for line in note.splitlines())


def _sentence(some: Problem) -> str:
    return f"{place(some)}: {reason(some)}"
