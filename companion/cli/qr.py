"""`companion qr`: a contact code."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from companion.cli.context import Answer, Context
from companion.cli.value import path_argument
from companion.formats.contact_code import ContactCode
from companion.model.code import Symbol
from companion.model.error import InvalidValueError
from companion.model.my_card import CardForm
from companion.model.problem import visible
from companion.storage.engine import Connection
from companion.storage.queries.naming import person_named
from companion.wording.scannable import advice, scannable_words
from companion.workflow.code_file import code_picture_of, save_code
from companion.workflow.contact_code import code_of, code_of_mine
from companion.workflow.my_card import card_named, card_to_show


def qr(context: Context, options: argparse.Namespace) -> Answer:
    """`qr PERSON|--me [-o FILE]`: drawn in the terminal, or as a picture in a file."""
    from companion.qr.draw import draw

    path = _checked(options)
    code = context.read(_code, options)
    symbol = draw(code.text)
    said = _said(code, symbol)
    if path is None:
        from companion.qr.terminal import half_blocks

        text = f"{half_blocks(symbol)}\n{said}"
    else:
        save_code(symbol, path)
        text = f"{said}\n{visible(str(path))}"
    shown = {
        "version": symbol.version,
        "modules": symbol.modules,
        "error_correction": symbol.correction.value,
        "bytes": symbol.size,
        "fields": [*code.fields],
        "file": str(path) if path is not None else None,
    }
    warning = advice(symbol)
    return Answer(shown, text, problems=(warning,) if warning else (), only_confirms=path is not None)


def _checked(options: argparse.Namespace) -> Path | None:
    """The file to write, if any; raises InvalidValueError for what makes no sense together."""
    if bool(options.person) == options.me:
        raise InvalidValueError("PERSON", options.person or "", ("PERSON", "--me"))
    if options.card is not None and not options.me:
        raise InvalidValueError("--card", options.card, ("--me --card NAME",))
    if options.file is None:
        return None
    path = path_argument(options.file)
    code_picture_of(path)
    return path


def _code(connection: Connection, options: argparse.Namespace) -> ContactCode:
    form = CardForm(options.form) if options.form else None
    fields = options.fields.split(",") if options.fields is not None else None
    if not options.me:
        person = person_named(connection, options.person)
        return code_of(connection, person, form=form or CardForm.VCARD, fields=fields)
    card = card_to_show(connection) if options.card is None else card_named(connection, options.card)
    return code_of_mine(connection, card, form=form, fields=fields)


def _said(code: ContactCode, symbol: Symbol) -> str:
    lines = [f"{code.contact.name}: {_listed(code.fields)}", scannable_words(symbol)]
    if code.left_out:
        lines.append(
            f"Left out, so that it scans well: {_listed(code.left_out)} (--fields names what to show)"
        )
    return "\n".join(lines)


def _listed(fields: Sequence[str]) -> str:
    return ", ".join(fields)
