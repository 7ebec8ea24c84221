"""`companion duplicates`, `merge`, `not-same`."""

import argparse
from collections.abc import Sequence

from companion.cli.context import Answer, Context, ending, told
from companion.cli.person import whole_shown
from companion.model.change import ChangeSet
from companion.model.person import Person
from companion.rules.duplicates import Evidence
from companion.rules.profile import Profile
from companion.storage.engine import Connection
from companion.storage.queries.naming import person_named
from companion.wording.evidence import evidence_line, evidence_words
from companion.wording.naming import name_words
from companion.workflow.merge import evidence_of, suggested
from companion.workflow.merge import merge as planned_merge
from companion.workflow.merge import not_same as planned_not_same


def duplicates(context: Context, _options: argparse.Namespace) -> Answer:
    """`duplicates`: the pairs that may be one person, the most evidence first."""
    found = context.read(suggested)
    lines = [f"{_named(pair.a)}  {_named(pair.b)}  {evidence_line(pair.evidence)}" for pair in found]
    said = [_pair(pair.a, pair.b, pair.evidence) for pair in found]
    return Answer(said, "\n".join(lines) or "Nobody seems to be kept twice.")


def merge(context: Context, options: argparse.Namespace) -> Answer:
    """`merge A B`: A gets all that is known of B, and B goes."""

    def plan(connection: Connection) -> tuple[Person, ChangeSet]:
        keep, gone = person_named(connection, options.a), person_named(connection, options.b)
        return planned_merge(connection, keep, gone, now=context.now)

    person, changes = context.apply(plan)
    whole = context.read(lambda connection: whole_shown(context, connection, person.id))
    return Answer(
        whole.json, f"{told(changes)}\nMake them two again with: companion undo", only_confirms=True
    )


def not_same(context: Context, options: argparse.Namespace) -> Answer:
    """`not-same A B`: the pair is suggested no more."""

    def plan(connection: Connection) -> tuple[tuple[Person, Person, Sequence[Evidence]], ChangeSet]:
        a, b = person_named(connection, options.a), person_named(connection, options.b)
        changes = planned_not_same(connection, a, b)
        return (a, b, evidence_of(connection, a.id, b.id)), changes

    (a, b, evidence), changes = context.apply(plan)
    return Answer([_pair(a, b, evidence)], told(changes), only_confirms=True)


def _pair(a: Person | Profile, b: Person | Profile, evidence: Sequence[Evidence]) -> dict[str, object]:
    return {
        "a": {"id": str(a.id), "name": a.name},
        "b": {"id": str(b.id), "name": b.name},
        "evidence": [{"kind": one.kind.value, "text": evidence_words(one)} for one in evidence],
    }


def _named(one: Profile) -> str:
    return f"{name_words(one.name)} {ending(one.id)}" if one.id is not None else one.name
