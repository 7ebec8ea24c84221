"""`companion today`, `done`, `later`, `skip`, `letgo`, `draft`."""

import argparse
from collections.abc import Callable
from datetime import date
from functools import partial

from companion.cli.context import Answer, Context, ending, told
from companion.formats.email_draft import eml, mailto
from companion.model.change import KINDS, ChangeSet, Record
from companion.model.error import InvalidValueError
from companion.model.followup import FollowUp
from companion.model.promise import Promise
from companion.rules.dates import read_day
from companion.rules.drafting import Draft, DraftKind
from companion.storage.engine import Connection
from companion.storage.queries.naming import person_named
from companion.wording.naming import name_words
from companion.wording.progress import people_and_minutes
from companion.wording.reason import REASONS, due_words
from companion.wording.template import read_templates
from companion.workflow import morning as workflow
from companion.workflow.morning import CardFile, Decided

_SOMEDAY = "someday"
Decision = Callable[[Connection, str], tuple[Decided, ChangeSet]]


def today(context: Context, options: argparse.Namespace) -> Answer:
    """`today [--all]`: one card a person, with the draft."""
    day = context.now.date()
    found = context.read(workflow.card_files, today=day, templates=read_templates())
    due = [one for one in found if one.card.is_due]
    shown = found if options.all else due
    said = {"date": day.isoformat(), "total": len(due), "cards": [_card(one) for one in shown]}
    head = people_and_minutes(len(due)) if due else "Nobody is waiting to hear from you today."
    return Answer(said, "\n".join([head, *(_told(one, day) for one in shown)]))


def _card(one: CardFile) -> dict[str, object]:
    card = one.card
    return {
        "id": str(card.person_id),
        "person": {"id": str(card.person_id), "name": one.person.name},
        "reason": card.reasons[0].kind.value,
        "reasons": [
            {
                "id": str(reason.id),
                "kind": reason.kind.value,
                "text": reason.text,
                "due": reason.due.isoformat(),
                "source": {"kind": reason.source.kind.value, "id": str(reason.source.id)},
            }
            for reason in card.reasons
        ],
        "due": card.reasons[0].due.isoformat(),
        "promises": [
            {"id": str(promise.id), "text": promise.text, "due": promise.due.isoformat()}
            for promise in card.promises
        ],
        "needs": [{"id": str(need.id), "text": need.text} for need in one.needs],
        "helpers": [],
        "draft": _draft(one.to, one.draft),
    }


def _draft(to: str | None, draft: Draft) -> dict[str, object]:
    return {"kind": draft.kind.value, "to": to, "subject": draft.subject, "body": draft.body}


def _told(one: CardFile, today: date) -> str:
    first = one.card.reasons[0]
    when = "" if first.is_due else f", {due_words(first.day, today)}"
    lines = [
        f"\n{name_words(one.person.name, one.badge)}  {REASONS[first.kind]}{when}  {ending(one.person.id)}"
    ]
    lines += [
        f"  promised: {some.text} ({due_words(some.due, today)}, {some.due})" for some in one.card.promises
    ]
    lines += [f"  needs: {need.text}" for need in one.needs]
    return "\n".join(lines)


def done(context: Context, options: argparse.Namespace) -> Answer:
    """`done ID`"""
    return _decided(context, options, partial(workflow.done, now=context.now))


def later(context: Context, options: argparse.Namespace) -> Answer:
    """`later ID WHEN`: a day as a promise's, or someday."""
    words = " ".join(options.when)
    day = None if words.lower() == _SOMEDAY else read_day(words, context.now.date())
    if day is None and words.lower() != _SOMEDAY:
        raise InvalidValueError("WHEN", words, ("tomorrow", "fri", "in 3 days", "2026-12-03", _SOMEDAY))
    return _decided(context, options, partial(workflow.later, day=day, now=context.now))


def skip(context: Context, options: argparse.Namespace) -> Answer:
    """`skip ID`"""
    return _decided(context, options, partial(workflow.skip, now=context.now))


def let_go(context: Context, options: argparse.Namespace) -> Answer:
    """`letgo ID`"""
    return _decided(context, options, partial(workflow.let_go, now=context.now))


def _decided(context: Context, options: argparse.Namespace, decide: Decision) -> Answer:
    decided, changes = context.apply(lambda connection: decide(connection, options.id))
    following = decided.next
    said = {
        "person": {"id": str(decided.person.id), "name": decided.person.name},
        "changed": [_changed(record) for record in decided.changed],
        "next": following and {"id": str(following.id), "name": following.name},
    }
    lines = [told(changes) if changes else f"Nothing is due for {name_words(decided.person.name)}."]
    if following is not None:
        lines.append(f"Next: {name_words(following.name)}  {ending(following.id)}")
    return Answer(said, "\n".join(lines), only_confirms=True)


def _changed(record: Record) -> dict[str, object]:
    due = None
    if isinstance(record, Promise):
        due = record.due.isoformat()
    elif isinstance(record, FollowUp) and record.day is not None:
        due = record.day.isoformat()
    state = record.state.value if isinstance(record, Promise | FollowUp) else None
    return {"kind": KINDS[type(record)].value, "id": str(record.id), "state": state, "due": due}


def draft(context: Context, options: argparse.Namespace) -> Answer:
    """`draft PERSON`: the message; with `--as` also as a link or a file that opens it."""
    kind = _kind(options.kind) if options.kind else None

    def read(connection: Connection) -> tuple[str | None, Draft]:
        person = person_named(connection, options.person)
        today, templates = context.now.date(), read_templates()
        return workflow.draft_to(connection, person, today=today, templates=templates, kind=kind)

    to, message = context.read(read)
    said = _draft(to, message)
    if options.form == "mailto":
        link = mailto(to, message.subject, message.body)
        too_long = () if link.body_fits else ("The text is too long for a link; take a file: --as eml",)
        return Answer(said | {"mailto": link.url}, link.url, problems=too_long)
    if options.form == "eml":
        file = eml(to, message.subject, message.body)
        return Answer(said | {"eml": file}, file.removesuffix("\r\n"))
    address = to or "no e-mail address is known"
    return Answer(said, f"To: {address}\nSubject: {message.subject}\n\n{message.body}")


def _kind(text: str) -> DraftKind:
    try:
        return DraftKind(text.lower().replace("-", "_"))
    except ValueError:
        raise InvalidValueError("kind", text, [kind.value for kind in DraftKind]) from None
