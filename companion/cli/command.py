"""Every command with its arguments; what it does is imported only when it is called."""

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import Any

from companion.cli.context import Answer, Context

_LONGEST_COUNT = 9

Commands = Any
"""What `ArgumentParser.add_subparsers` gives; its class is private to argparse."""


def add_commands(commands: Commands, everywhere: argparse.ArgumentParser) -> None:
    """Declare all commands."""

    def command(name: str, module: str, function: str, summary: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = commands.add_parser(
            name, parents=[everywhere], help=summary, description=summary
        )
        parser.set_defaults(run=_later(module, function))
        return parser

    _add_events(commands, everywhere)
    _add_capture(command)
    _add_people(command)
    _add_morning(command)
    _add_exchange(command)
    _add_codes(command)
    _add_duplicates(command)
    _add_upkeep(command)


Declare = Callable[[str, str, str, str], argparse.ArgumentParser]


def _later(module: str, function: str) -> Callable[[Context, argparse.Namespace], Answer]:
    def run(context: Context, options: argparse.Namespace) -> Answer:
        answer: Answer = getattr(import_module(f"companion.cli.{module}"), function)(context, options)
        return answer

    return run


def _add_events(commands: Commands, everywhere: argparse.ArgumentParser) -> None:
    summary = "start, end, edit and list events"
    parser = commands.add_parser("event", parents=[everywhere], help=summary, description=summary)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, function: str, summary: str) -> argparse.ArgumentParser:
        one: argparse.ArgumentParser = actions.add_parser(
            name, parents=[everywhere], help=summary, description=summary
        )
        one.set_defaults(run=_later("event", function))
        return one

    start = action("start", "start", "start an event; the running one ends")
    start.add_argument("name", nargs="+", metavar="NAME")
    kinds = "conference, mixer, meeting, call, party, dinner, fair or other"
    start.add_argument("--kind", metavar="K", help=kinds)
    start.add_argument("--venue", metavar="V", help="where it is")
    start.add_argument("--at", metavar="T", help="when it began, if not now")
    start.add_argument("--goal", metavar="G", help="what you hope for")
    action("end", "end", "end the running event")
    action("list", "list_all", "all events, newest first")
    edit = action("edit", "edit", "change an event: name, kind, venue, goal, starts_at, ends_at")
    edit.add_argument("event", metavar="ID")
    edit.add_argument("values", nargs="+", metavar="FIELD=VALUE")
    calendar = action("import", "import_events", "take events over from a calendar file")
    _add_import_options(calendar)


def _add_exchange(command: Declare) -> None:
    into = command("import", "exchange", "import_files", "take people, events or everything over from files")
    _add_import_options(into)
    into.add_argument("--event", metavar="E", help="the files are the list of those whom this event expects")
    out = command("export", "exchange", "export", "write people, or everything, to files")
    out.add_argument("query", nargs="*", metavar="QUERY", help="who; everybody without it")
    out.add_argument(
        "-o", dest="file", metavar="FILE", help="ending in .vcf, .csv, .json (everything) or .zip"
    )
    out.add_argument("--split", metavar="DIR", help="a file a person, in this folder")
    out.add_argument("--version", default="3.0", metavar="V", help="of vCards: 2.1, 3.0, 4.0 or original")
    out.add_argument("--with-notes", action="store_true", help="your notes, which otherwise stay home")


def _add_codes(command: Declare) -> None:
    scan = command("scan", "scan", "scan", "read the codes in pictures: badges, contact codes, links")
    scan.add_argument("file", nargs="+", metavar="IMAGE", help="a picture, a folder or a .zip; '-' is stdin")
    scan.add_argument("--save", action="store_true", help="keep what they say: people, events, notes")
    scan.add_argument("--event", metavar="E", help="the event they were scanned at, if not the running one")
    scan.add_argument("--linear", action="store_true", help="read bar codes made of stripes as well")


def _add_import_options(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(event=None)
    parser.add_argument("file", nargs="+", metavar="FILE", help="a file, a folder or a .zip")
    parser.add_argument(
        "--format", metavar="F", help="vcf, csv, ics, json, names or picture; by its ending otherwise"
    )
    parser.add_argument("--encoding", metavar="E", help="of bytes that do not say theirs")
    parser.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD", help="what a column of a table holds"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")


def _add_capture(command: Declare) -> None:
    note = command("note", "capture", "note", "keep one capture line; '-' reads lines from stdin")
    note.add_argument("line", nargs="+", metavar="LINE")
    note.add_argument("--event", metavar="E", help="the event it was heard at, if not the running one")
    note.add_argument("--to", metavar="PERSON", help="whom everything is added to")
    parse = command("parse", "capture", "parse", "read a capture line and store nothing")
    parse.add_argument("line", nargs="*", metavar="LINE")
    parse.add_argument("--region", metavar="R", help="country whose phone numbers are meant, e.g. DE")


def _add_people(command: Declare) -> None:
    people = command("people", "person", "people", "find people, or list all by name")
    people.add_argument("query", nargs="*", metavar="QUERY")
    people.add_argument("--limit", type=_count, metavar="N")
    show = command("show", "person", "show", "everything about one person")
    show.add_argument("person", metavar="PERSON")
    add = command("add", "person", "add", "add a need, offer, promise, tag or note")
    add.add_argument("person", metavar="PERSON")
    add.add_argument("kind", choices=("need", "offer", "promise", "tag", "note"))
    add.add_argument("text", nargs="+", metavar="TEXT")
    edit = command("edit", "person", "edit", "change fields of a person")
    edit.add_argument("person", metavar="PERSON")
    edit.add_argument("values", nargs="+", metavar="FIELD=VALUE")
    state = command("set", "person", "set_state", "change the state of a need, promise or introduction")
    state.add_argument("id", metavar="ID")
    state.add_argument("state", nargs="+", metavar="STATE")
    delete = command("delete", "person", "delete", "delete a person or a record; undo brings it back")
    delete.add_argument("id", metavar="PERSON|ID")
    me = command("me", "me", "me", "show or change my own card")
    me.add_argument("--set", action="append", default=[], dest="values", metavar="FIELD=VALUE")
    qr = command("qr", "qr", "qr", "a contact code, in the terminal or as a picture")
    qr.add_argument("person", nargs="?", metavar="PERSON")
    qr.add_argument("--me", action="store_true", help="of yourself")
    qr.add_argument("--card", metavar="NAME", help="of your cards this one, if not the one that fits")
    qr.add_argument("-o", dest="file", metavar="FILE", help="ending in .png, .svg or .pdf, or in .vcf")
    qr.add_argument("--as", dest="form", choices=("vcard", "mecard"), help="vcard; mecard is shorter")
    qr.add_argument(
        "--fields",
        metavar="F,…",
        help="what it holds: name, title, organisation, email, phone, url, address, im, birthday, tags, or ids",
    )


def _add_morning(command: Declare) -> None:
    today = command("today", "morning", "today", "the follow-up queue, in its order")
    today.add_argument("--all", action="store_true", help="also what is not due yet")
    done = command("done", "morning", "done", "the message is written, the promises are kept")
    later = command("later", "morning", "later", "come back to it on another day, or someday")
    skip = command("skip", "morning", "skip", "come back to it tomorrow")
    letgo = command("letgo", "morning", "let_go", "drop a promise, dismiss a reason")
    for parser in (done, later, skip, letgo):
        parser.add_argument("id", metavar="ID", help="a person, a promise or a follow-up")
    later.add_argument("when", nargs="+", metavar="WHEN")
    draft = command("draft", "morning", "draft", "the message to a person; nothing is sent")
    draft.add_argument("person", metavar="PERSON")
    draft.add_argument("--kind", metavar="K", help="hello, promise_kept or late_promise")
    draft.add_argument("--as", dest="form", choices=("text", "mailto", "eml"), default="text")


def _add_duplicates(command: Declare) -> None:
    command("duplicates", "duplicates", "duplicates", "people who may be kept twice, and why")
    merge = command("merge", "duplicates", "merge", "make two people one; undo makes them two again")
    not_same = command("not-same", "duplicates", "not_same", "remember that two who look alike are two")
    for parser, keeps in ((merge, "who is kept"), (not_same, None)):
        parser.add_argument("a", metavar="A", help=keeps)
        parser.add_argument("b", metavar="B", help=keeps and "who becomes part of A")


def _add_upkeep(command: Declare) -> None:
    undo = command("undo", "history", "undo", "take back the newest change, or the named one")
    undo.add_argument("change_set", nargs="?", metavar="CHANGE_SET")
    undo.add_argument("--list", action="store_true", help="what can be taken back, newest first")
    command("redo", "history", "redo", "do again what was taken back last")
    backup = command("backup", "upkeep", "backup", "make a verified copy of the data")
    backup.add_argument("-o", dest="file", metavar="FILE")
    check = command("check", "upkeep", "check", "look whether the data is whole")
    check.add_argument("--repair", action="store_true", help="make the search index anew")


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > _LONGEST_COUNT:
        raise argparse.ArgumentTypeError(f"{text!r} is not a count")
    return int(text)
