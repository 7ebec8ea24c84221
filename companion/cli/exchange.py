"""`companion import` and `export`."""

import argparse
from collections.abc import Mapping, Sequence

from companion.cli.bar import Bar
from companion.cli.context import Answer, Context
from companion.cli.value import path_argument
from companion.model.change import ChangeSet
from companion.model.error import InvalidValueError
from companion.model.problem import Problem, visible
from companion.settings import time_zone_of
from companion.storage import journal
from companion.storage.engine import Connection
from companion.wording.remark import place, reason
from companion.wording.stage import exported, outcome
from companion.workflow.exchange.intake import plan_import
from companion.workflow.exchange.plan import Fate, ImportPlan
from companion.workflow.exchange.reading import Choices, Sources, read_sources
from companion.workflow.exchange.source import Format
from companion.workflow.exchange.watch import Stage

_MOST_REMARKS = 20
"""So many are said; in a terminal more would hide the answer."""


def import_files(context: Context, options: argparse.Namespace) -> Answer:
    """`import FILE…`: exit code 1 when something was refused; it is listed, and the rest is there."""
    return _imported(context, options, _format(options.format))


def import_events(context: Context, options: argparse.Namespace) -> Answer:
    """`event import FILE.ics`"""
    return _imported(context, options, Format.CALENDAR)


def _imported(context: Context, options: argparse.Namespace, form: Format | None) -> Answer:
    bar = Bar(quiet=options.quiet)
    mapping = _mapping(options.map)
    choices = Choices(
        form=form,
        encoding=_encoding(options.encoding),
        time_zone=time_zone_of(context.now),
        mapping=mapping,
        remembered=context.settings.tables,
    )
    if not all(options.file):
        raise InvalidValueError("FILE", "")
    try:
        sources = read_sources([path_argument(file) for file in options.file], choices, watch=bar.watch)
        _refuse_unknown_columns(sources, mapping)
        plan, change_set_id = _stored(context, sources, options, bar)
    finally:
        bar.clear()
    if mapping and not options.dry_run:
        _remember(context, sources, mapping)
    return _answer(plan, change_set_id)


def _stored(
    context: Context, sources: Sources, options: argparse.Namespace, bar: Bar
) -> tuple[ImportPlan, str | None]:
    """The plan, and the change set that it has become: None for a dry run and where nothing changes."""
    from companion.storage.queries.naming import event_named

    def plan(connection: Connection) -> tuple[ImportPlan, ChangeSet]:
        event = event_named(connection, options.event) if options.event else None
        region = context.settings.phone_region
        planned = plan_import(
            connection, sources, now=context.now, region=region, event=event, watch=bar.watch
        )
        return planned, planned.change_set

    if options.dry_run:
        return context.read(plan)[0], None
    planned, change_set = context.apply(
        plan,
        progress=lambda done, total: bar.watch.step(Stage.SAVING, done, total),
        is_import=True,
    )
    if not change_set or context.applied is None:
        return planned, None
    return planned, str(context.read(journal.entry_at, context.applied).id)


def _answer(plan: ImportPlan, change_set_id: str | None) -> Answer:
    refused = plan.refused
    said = {
        "read": len(plan.rows),
        "new": plan.count(Fate.NEW, Fate.DUPLICATE),
        "updated": plan.count(Fate.UPDATE),
        "unchanged": plan.count(Fate.UNCHANGED),
        "duplicates": plan.count(Fate.DUPLICATE),
        "refused": [_shown(problem) for problem in refused],
        "change_set": change_set_id,
    }
    return Answer(
        said,
        outcome(plan),
        exit_code=1 if refused else 0,
        problems=(*map(_sentence, refused), *_remarks(plan.remarks)),
        only_confirms=True,
    )


def _shown(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.file,
        "first_line": problem.first_line or None,
        "last_line": problem.last_line or None,
        "property": problem.property,
        "code": problem.code.value,
        "reason": reason(problem),
        "text": problem.text,
    }


def _sentence(problem: Problem) -> str:
    where = place(problem)
    return f"{where[:1].upper() + where[1:] if problem.first_line else where}: {reason(problem)}"


def _remarks(remarks: Sequence[Problem]) -> list[str]:
    said = list(dict.fromkeys(map(_sentence, remarks)))
    more = len(said) - _MOST_REMARKS
    return said if more <= 1 else [*said[:_MOST_REMARKS], f"… and {more} more remarks."]


def _format(text: str | None) -> Format | None:
    try:
        return Format(text.lower().lstrip(".")) if text else None
    except ValueError:
        raise InvalidValueError("format", text or "", [form.value for form in Format]) from None


def _encoding(text: str | None) -> str | None:
    import codecs

    if not text:
        return None
    try:
        known = codecs.lookup(text)
    except (LookupError, ValueError):
        raise InvalidValueError(
            "encoding", text, ("utf-8", "windows-1252", "iso-8859-1", "shift_jis")
        ) from None
    if not known._is_text_encoding:
        raise InvalidValueError("encoding", text, ("utf-8", "windows-1252", "iso-8859-1", "shift_jis"))
    return known.name


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    """`COLUMN=FIELD` words; a column's title may hold an equals sign, a field does not."""
    from companion.formats.table.field import FIELDS, choice_in

    mapping: dict[str, str] = {}
    for pair in pairs:
        column, equals, field = pair.rpartition("=")
        if not equals:
            raise InvalidValueError("COLUMN=FIELD", pair)
        choice = choice_in(field)
        if choice is None:
            raise InvalidValueError("field", field, FIELDS)
        mapping[column] = str(choice)
    return mapping


def _refuse_unknown_columns(sources: Sources, mapping: Mapping[str, str]) -> None:
    """A column that no table has is a slip, and the table would be read otherwise than it was meant."""
    titles = list(dict.fromkeys(title for table in sources.tables for title in table.header))
    known = {" ".join(title.split()).casefold() for title in titles}
    for column in mapping:
        if " ".join(column.split()).casefold() not in known:
            raise InvalidValueError("COLUMN", column, titles)


def _remember(context: Context, sources: Sources, mapping: dict[str, str]) -> None:
    """Read tables of the same columns in the same way from now on."""
    from companion import settings

    for table in sources.tables:
        settings.remember_table(context.folder, table.fingerprint, mapping)


def export(context: Context, options: argparse.Namespace) -> Answer:
    """`export [QUERY] -o FILE | --split DIR`"""
    from companion.rules.search import read_query
    from companion.workflow.exchange import export as workflow

    if options.file and options.split:
        raise InvalidValueError("target", "-o and --split", ("one of them",))
    if not options.file and not options.split:
        raise InvalidValueError("target", "", ("-o FILE", "--split DIR"))
    if options.version not in workflow.VERSIONS:
        raise InvalidValueError("version", options.version, workflow.VERSIONS)
    wanted = workflow.Wanted(options.version, options.with_notes, context.settings.phone_region)
    query = read_query(" ".join(options.query))
    target = path_argument(options.file or options.split)
    bar = Bar(quiet=options.quiet)
    try:
        if options.split:
            written = context.read(
                workflow.write_split, query, target, wanted, now=context.now, watch=bar.watch
            )
        else:
            written = context.read(
                workflow.write_file, query, target, wanted, now=context.now, watch=bar.watch
            )
    finally:
        bar.clear()
    text = f"{exported(written)} to {visible(str(target))}"
    return Answer({"written": written, "file": str(target)}, text, only_confirms=True)
