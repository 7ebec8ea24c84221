"""`companion qr`: a contact code."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from companion.cli.context import Answer, Context
from companion.cli.value import path_argument
from companion.formats.contact_code import ContactCode, fields_of
from companion.model.code import Symbol
from companion.model.contact import Contact
from companion.model.error import InvalidValueError
from companion.model.my_card import CardForm, MyCard
from companion.model.problem import visible
from companion.storage.engine import Connection
from companion.storage.queries.naming import person_named
from companion.wording.scannable import advice, scannable_words
from companion.workflow.code_file import code_picture_of, is_card_file, save_card, save_code
from companion.workflow.contact_code import code_of, code_of_mine, contact_of, contact_of_mine
from companion.workflow.my_card import card_named, card_to_show


def qr(context: Context, options: argparse.Namespace) -> Answer:
    """`qr PERSON|--me [-o FILE]`: drawn in the terminal, or as a picture or vCard in a file."""
    path = _checked(options)
    if path is not None and is_card_file(path):
        return _card(context, options, path)
    return _drawn(context, options, path)


def _drawn(context: Context, options: argparse.Namespace, path: Path | None) -> Answer:
    from companion.qr.draw import draw

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


def _card(context: Context, options: argparse.Namespace, path: Path) -> Answer:
    """What a code would say, and all of it, as a file."""
    contact = context.read(_contact, options)
    size = save_card(contact, path)
    fields = fields_of(contact)
    drawing = dict.fromkeys(("version", "modules", "error_correction"))
    shown = {**drawing, "bytes": size, "fields": [*fields], "file": str(path)}
    return Answer(shown, f"{contact.name}: {_listed(fields)}\n{visible(str(path))}", only_confirms=True)


def _checked(options: argparse.Namespace) -> Path | None:
    """The file to write, if any; raises InvalidValueError for what makes no sense together."""
    if bool(options.person) == options.me:
        raise InvalidValueError("PERSON", options.person or "", ("PERSON", "--me"))
    if options.card is not None and not options.me:
        raise InvalidValueError("--card", options.card, ("--me --card NAME",))
    if options.file is None:
        return None
    path = path_argument(options.file)
    if not is_card_file(path):
        code_picture_of(path)
    elif options.form == CardForm.MECARD:
        raise InvalidValueError("--as", options.form, (CardForm.VCARD.value,))
    return path


def _code(connection: Connection, options: argparse.Namespace) -> ContactCode:
    form = CardForm(options.form) if options.form else None
    fields = _fields(options)
    if options.me:
        return code_of_mine(connection, _card_of_mine(connection, options), form=form, fields=fields)
    person = person_named(connection, options.person)
    return code_of(connection, person, form=form or CardForm.VCARD, fields=fields)


def _contact(connection: Connection, options: argparse.Namespace) -> Contact:
    fields = _fields(options)
    if options.me:
        return contact_of_mine(connection, _card_of_mine(connection, options), fields=fields)
    return contact_of(connection, person_named(connection, options.person), fields=fields)


def _fields(options: argparse.Namespace) -> Sequence[str] | None:
    return options.fields.split(",") if options.fields is not None else None


def _card_of_mine(connection: Connection, options: argparse.Namespace) -> MyCard | None:
    return card_to_show(connection) if options.card is None else card_named(connection, options.card)


def _said(code: ContactCode, symbol: Symbol) -> str:
    lines = [f"{code.contact.name}: {_listed(code.fields)}", scannable_words(symbol)]
    left_out = (*code.left_out, *(f"{one.kind.value} {one.value}" for one in code.less))
    if left_out:
        lines.append(f"Left out, so that it scans well: {_listed(left_out)} (--fields names what to show)")
    return "\n".join(lines)


def _listed(fields: Sequence[str]) -> str:
    return ", ".join(fields)
