"""`companion today`, `done`, `later`, `skip`, `letgo`, `draft`."""

import argparse
from collections.abc import Callable
from functools import partial

from companion.cli.context import Answer, Context
from companion.formats.email_draft import mailto
from companion.model.change import KINDS, ChangeSet, Record
from companion.model.error import InvalidValueError
from companion.model.followup import FollowUp
from companion.model.promise import Promise
from companion.rules.dates import read_day
from companion.rules.drafting import Draft, DraftKind
from companion.storage.engine import Connection
from companion.storage.queries.naming import person_named
from companion.wording.progress import people_and_minutes
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
    lines = [people_and_minutes(len(due)) if due else "Nobody is waiting to hear from you today."]
    return Answer(said, "\n".join([*lines, *(_told(one) for one in shown)]))


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


def _told(one: CardFile) -> str:
    first = one.card.reasons[0]
    lines = [f"\n{one.person.name}  {first.kind.value.replace('_', ' ')}  [{str(one.person.id)[-6:]}]"]
    lines += [f"  promised: {promise.text} (due {promise.due})" for promise in one.card.promises]
    lines += [f"  needs: {need.text}" for need in one.needs]
    return "\n".join(lines)


def done(context: Context, options: argparse.Namespace) -> Answer:
    """`done ID`"""
    return _decided(context, options, partial(workflow.done, now=context.now), "Done")


def later(context: Context, options: argparse.Namespace) -> Answer:
    """`later ID WHEN`: a day as a promise's, or someday."""
    words = " ".join(options.when)
    day = None if words.lower() == _SOMEDAY else read_day(words, context.now.date())
    if day is None and words.lower() != _SOMEDAY:
        raise InvalidValueError("WHEN", words, ("tomorrow", "fri", "in 3 days", "2026-12-03", _SOMEDAY))
    return _decided(context, options, partial(workflow.later, day=day, now=context.now), "Later")


def skip(context: Context, options: argparse.Namespace) -> Answer:
    """`skip ID`"""
    return _decided(context, options, partial(workflow.skip, now=context.now), "Back tomorrow")


def let_go(context: Context, options: argparse.Namespace) -> Answer:
    """`letgo ID`"""
    return _decided(context, options, partial(workflow.let_go, now=context.now), "Let go")


def _decided(context: Context, options: argparse.Namespace, decide: Decision, word: str) -> Answer:
    decided = context.apply(lambda connection: decide(connection, options.id))
    following = decided.next and {"id": str(decided.next.id), "name": decided.next.name}
    said = {
        "person": {"id": str(decided.person.id), "name": decided.person.name},
        "changed": [_changed(record) for record in decided.changed],
        "next": following,
    }
    lines = [f"{word}: {decided.person.name}" if decided.changed else "Nothing is due there."]
    if decided.next is not None:
        lines.append(f"Next: {decided.next.name}")
    return Answer(said, "\n".join(lines))


def _changed(record: Record) -> dict[str, object]:
    due = None
    if isinstance(record, Promise):
        due = record.due.isoformat()
    elif isinstance(record, FollowUp) and record.day is not None:
        due = record.day.isoformat()
    state = record.state.value if isinstance(record, Promise | FollowUp) else None
    return {"kind": KINDS[type(record)].value, "id": str(record.id), "state": state, "due": due}


def draft(context: Context, options: argparse.Namespace) -> Answer:
    """`draft PERSON`: the message; with `--as mailto` also the link that opens it."""
    kind = _kind(options.kind) if options.kind else None

    def read(connection: Connection) -> tuple[str | None, Draft]:
        person = person_named(connection, options.person)
        today, templates = context.now.date(), read_templates()
        return workflow.draft_to(connection, person, today=today, templates=templates, kind=kind)

    to, message = context.read(read)
    said = _draft(to, message)
    text = f"To: {to or ''}\nSubject: {message.subject}\n\n{message.body}"
    if options.form == "mailto":
        link = mailto(to, message.subject, message.body)
        said["mailto"] = link.url
        text = link.url
    return Answer(said, text)


def _kind(text: str) -> DraftKind:
    try:
        return DraftKind(text.lower().replace("-", "_"))
    except ValueError:
        raise InvalidValueError("kind", text, [kind.value for kind in DraftKind]) from None
