"""Badges of events: somebody with a few fields, or nothing but a number."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from companion.formats.payload.cell import Cells, cells_of, is_divided
from companion.formats.payload.fitting import fitted, is_somebody, named, point
from companion.formats.payload.key import field_of
from companion.formats.payload.said import Said
from companion.formats.payload.shape import can_be, guessed, is_number, is_whole_name, told_by_form
from companion.formats.payload.shown import LONGEST, MOST
from companion.formats.payload.spelling import name_of, without_scheme
from companion.formats.table.column import NETWORKS
from companion.formats.time_zone import UTC_NAME
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact
from companion.model.payload import BadgeField, Payload, PayloadKind
from companion.model.person import ContactKind
from companion.model.problem import ProblemCode

_FIELDS: dict[str, BadgeField] = {field.value: field for field in BadgeField}
_KINDS = {
    BadgeField.EMAIL: ContactKind.EMAIL,
    BadgeField.PHONE: ContactKind.PHONE,
    BadgeField.URL: ContactKind.URL,
    BadgeField.ADDRESS: ContactKind.ADDRESS,
    BadgeField.BADGE: ContactKind.BADGE,
}
_ENOUGH = frozenset(
    {
        BadgeField.NAME,
        BadgeField.FIRST_NAME,
        BadgeField.LAST_NAME,
        BadgeField.EMAIL,
        BadgeField.PHONE,
        BadgeField.BADGE,
    }
)
"""One of these makes a single cell with a key a badge."""
_ADDRESSES = frozenset({BadgeField.EMAIL, BadgeField.PHONE, BadgeField.URL})
_PROOFS = {",": _ADDRESSES, "\n": _ADDRESSES | {BadgeField.BADGE}}
"""One of these, beside a name, makes a badge of a text that may be divided by chance; a number in a sentence does not."""


def read_badge(text: str, fields: Sequence[str]) -> Payload:
    """A badge whose cells are what the user has said of the badges of that event.

    `fields` are values of BadgeField, in the order of the cells; what is more cells than fields is not taken
    over, and has to be looked at, like a badge of fewer cells. Of nobody, it is a note. Never raises.
    """
    said = Said(text, UTC_NAME)
    cells = _fit(said, cells_of(said.body))
    chosen = [_FIELDS.get(field, BadgeField.NOTHING) for field in fields[: len(cells.texts)]]
    chosen += [BadgeField.NOTHING] * (len(cells.texts) - len(chosen))
    is_guess = len(fields) != len(cells.texts)
    return _badge(said, cells, chosen, is_guess=is_guess) or said.note()


def read(said: Said) -> Payload | None:
    """Somebody guessed by keys and by the form of cells; None for a text that does not look like a badge."""
    cells = _fit(said, cells_of(said.body))
    fields = [*_fields(cells)]
    if len(fields) < 2 and _ENOUGH.isdisjoint(fields):
        return None
    if cells.separator and _PROOFS[cells.separator].isdisjoint(fields):
        return None
    # Among keys, or with an address beside it, one word is a name; in a text that may be anything it is a word.
    if (cells.separator or len(fields) == 1) and not _is_named(cells, fields):
        return None
    return _badge(said, cells, fields, is_guess=True)


def read_cells(said: Said) -> Payload | None:
    """A text about nobody that has cells like a badge: whoever knows what they are can say it."""
    cells = cells_of(said.body)
    if not is_divided(said.body, cells):
        return None
    fit = _fit(said, cells)
    fields = _fields(fit) if fit.keys else told_by_form(fit.texts)
    return replace(said.note(), cells=_shown(fit), fields=tuple(fields))


def _is_named(cells: Cells, fields: Sequence[BadgeField]) -> bool:
    """Whether there is a first and a last name, or what needs none."""
    names = [text for field, text in zip(fields, cells.texts, strict=True) if field is BadgeField.NAME]
    return all(map(is_whole_name, names)) if names or not cells.separator else False


def read_number(said: Said) -> Payload | None:
    """A number and nothing else: of whom, the event knows."""
    if not is_number(said.body):
        return None
    number = said.line(said.body.lstrip("#"))
    contact = Contact(points=(point(ContactKind.BADGE, number),))
    said.remark(ProblemCode.GUESSED)
    return said.payload(PayloadKind.BADGE, number, contact=contact, is_guess=True)


def _fit(said: Said, cells: Cells) -> Cells:
    """As many cells as are kept, each on its line."""
    texts = [said.whole_line(text) for text in said.some(cells.texts, "cells")]
    return cells._replace(texts=texts, keys=cells.keys[:MOST])


def _fields(cells: Cells) -> Iterator[BadgeField]:
    """By the key where there is one, else by the form."""
    if not cells.keys:
        yield from guessed(cells.texts)
        return
    fields = [field_of(key)[0] if key else BadgeField.NOTHING for key in cells.keys]
    is_named = not {BadgeField.NAME, BadgeField.FIRST_NAME, BadgeField.LAST_NAME}.isdisjoint(fields)
    for key, field, text in zip(cells.keys, fields, cells.texts, strict=True):
        takes_name = not key and not is_named and is_whole_name(text)
        is_named = is_named or takes_name
        if takes_name:
            yield BadgeField.NAME
        else:
            yield field if can_be(field, text) else BadgeField.NOTHING


def contact_of(said: Said, cells: Cells, fields: Sequence[BadgeField]) -> Contact:
    """What cells say of somebody, each by what it is taken for; who is called nothing there has no name."""

    def listed(field: BadgeField) -> Sequence[str]:
        return [text for some, text in zip(fields, cells.texts, strict=True) if some is field and text]

    names = [_turned(text) for text in listed(BadgeField.NAME)]
    contact = Contact(
        name=" ".join(names or [name_of([*listed(BadgeField.LAST_NAME), *listed(BadgeField.FIRST_NAME)])]),
        title=", ".join(listed(BadgeField.TITLE)),
        organisation=", ".join(listed(BadgeField.ORGANISATION)),
        points=tuple(_points(cells, fields)),
    )
    return fitted(said, contact)


def _badge(said: Said, cells: Cells, fields: Sequence[BadgeField], *, is_guess: bool) -> Payload | None:
    fit = contact_of(said, cells, fields)
    if not is_somebody(fit) and not any(one.kind is ContactKind.BADGE for one in fit.points):
        return None
    if is_guess:
        said.remark(ProblemCode.GUESSED)
    fit, kind = (named(fit), PayloadKind.PERSON) if is_somebody(fit) else (fit, PayloadKind.BADGE)
    title = fit.name or next(one.value for one in fit.points if one.kind is ContactKind.BADGE)
    return said.payload(
        kind, title, contact=fit, cells=_shown(cells), fields=tuple(fields), is_guess=is_guess
    )


def _shown(cells: Cells) -> tuple[str, ...]:
    return tuple(text[:LONGEST] for text in cells.texts)


def _turned(name: str) -> str:
    """`Ruiz, Ana` as Ana Ruiz."""
    return name_of([part.strip() for part in name.split(",")]) if name.count(",") == 1 else name


def _points(cells: Cells, fields: Sequence[BadgeField]) -> Iterator[ContactPhrase]:
    labels = [field_of(key)[1] for key in cells.keys] or [None] * len(cells.texts)
    for field, text, label in zip(fields, cells.texts, labels, strict=True):
        kind = _KINDS.get(field)
        if kind is ContactKind.URL and label in NETWORKS and not {".", "/"} & {*text}:
            kind = ContactKind.IM
        if kind is not None and text:
            value = text.lstrip("#") if kind is ContactKind.BADGE else without_scheme(text)
            yield point(kind, value, label)
