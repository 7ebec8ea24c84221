"""From arguments to a command and from its answer to the terminal."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from companion import __version__
from companion.cli.context import Answer, Context, complain, printable
from companion.cli.value import moment, typed
from companion.model.error import (
    AmbiguousError,
    BusyError,
    CompanionError,
    DataError,
    DiskError,
    InvalidValueError,
    NoRunningEventError,
    NotFoundError,
    NothingToUndoError,
    NotTwoPeopleError,
)
from companion.paths import data_folder

DONE, REFUSED, USAGE, MISSING, UNUSABLE, STOPPED = 0, 1, 2, 3, 4, 130
_EXIT_CODES: Sequence[tuple[tuple[type[CompanionError], ...], int]] = (
    ((NotFoundError, AmbiguousError, NoRunningEventError, NothingToUndoError), MISSING),
    ((InvalidValueError, NotTwoPeopleError), USAGE),
    ((DataError, BusyError), UNUSABLE),
)

_PATHS = {"data", "file", "split"}
"""Arguments that name files, which may be of any bytes."""

OpenWindow = Callable[[Path, datetime | None], int]
"""Opens the window on a data folder, its clock set; returns the exit code when it is closed."""


def main(arguments: Sequence[str] | None = None, *, open_window: OpenWindow | None = None) -> int:
    """Run `companion` with these arguments; returns the exit code of the contract.

    Without a command the window opens, where there is one to open.
    """
    try:
        options = parsed(sys.argv[1:] if arguments is None else arguments, needs_command=open_window is None)
        if options.command is None and open_window is not None:
            return open_window(data_folder(options.data), options.now)
        return _run(options)
    except (KeyboardInterrupt, BrokenPipeError):
        return STOPPED


def parsed(arguments: Sequence[str], *, needs_command: bool = False) -> argparse.Namespace:
    """The options of a call; exits with 2 and a sentence when they make no sense."""
    from companion.cli.command import add_commands

    parser = _Parser(
        prog="companion",
        description="Keep what each person you meet needs, help first, keep every promise.",
        epilog="Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"companion {__version__}")
    _add_global_options(parser)
    everywhere = _Parser(add_help=False)
    _add_global_options(everywhere, default=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=needs_command)
    add_commands(commands, everywhere)
    options = parser.parse_args(arguments)
    for name, value in vars(options).items():
        if name not in _PATHS:
            setattr(options, name, _storable(value))
    return options


def _storable(value: Any) -> Any:
    """An argument without bytes that no text has."""
    if isinstance(value, list):
        return [typed(one) for one in value]
    return typed(value) if isinstance(value, str) else value


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in a sentence, and where to read on."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        said = printable(message)
        self.exit(USAGE, f"{self.prog}: {said}. Try '{self.prog} --help'.\n")


def _add_global_options(parser: argparse.ArgumentParser, default: Any = None) -> None:
    given: dict[str, Any] = {"default": default} if default is argparse.SUPPRESS else {}
    parser.add_argument("--data", metavar="DIR", help="the data folder (or COMPANION_DATA)", **given)
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout", **given)
    parser.add_argument("--now", type=_clock, metavar="ISO8601", help="the clock, for scripts", **given)
    parser.add_argument("--quiet", action="store_true", help="say nothing that is not asked for", **given)


def _clock(text: str) -> datetime:
    try:
        return moment("now", text)
    except InvalidValueError as error:
        examples = " or ".join(error.allowed)
        raise argparse.ArgumentTypeError(f"{text!r} is not a time such as {examples}") from None


def _run(options: argparse.Namespace) -> int:
    now = options.now or datetime.now().astimezone()
    context = Context(data_folder(options.data), now)
    try:
        answer: Answer = options.run(context, options)
        _write(answer, as_json=options.json, quiet=options.quiet)
    except CompanionError as error:
        return _explain(error)
    finally:
        context.close()
    for problem in answer.problems:
        complain(problem)
    return answer.exit_code


def _explain(error: CompanionError) -> int:
    from companion.wording.problem import problem

    complain(problem(error))
    return next((code for types, code in _EXIT_CODES if isinstance(error, types)), REFUSED)


def _write(answer: Answer, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        content = json.dumps(answer.json, ensure_ascii=False)
    elif answer.text and not (quiet and answer.only_confirms):
        content = answer.text
    else:
        return
    if sys.stdout is None:
        return
    try:
        sys.stdout.buffer.write(f"{typed(content)}\n".encode())
        sys.stdout.buffer.flush()
    except OSError as error:
        # What could not be written is not tried again when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise DiskError(Path("stdout"), error.strerror or str(error)) from error
