"""Paper cards: what each of their printed lines says, guessed by its form, its size, its place and by the e-mail."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from companion.formats.printed.form import form_of, is_country, mended_number
from companion.formats.printed.piece import Piece, pieces_of, with_labels
from companion.formats.printed.role import Roles
from companion.formats.printed.said_by import Evidence, evidence_of
from companion.formats.printed.slip import is_turkish, mended_capitals, mended_words
from companion.model.paper import PrintedLine
from companion.model.payload import BadgeField

MOST_CELLS = 60
"""What is printed besides stands together in the last one."""
_MOST_TOLD = 200
"""No card has more, and each is compared with each."""

Cell = tuple[str, BadgeField]


def cells_of(lines: Sequence[PrintedLine]) -> tuple[Cell, ...]:
    """The things that printed lines say, in their order, each with what it is taken for; NOTHING where nothing tells.

    A line that says several things is several cells, and words such as `Tel.` are left out. What stands on
    several lines and is one thing, a street or a name, is one cell. Never raises.
    """
    every = [piece for row, line in enumerate(with_labels(lines)) for piece in pieces_of(line, row)]
    pieces, more = every[:_MOST_TOLD], every[_MOST_TOLD:]
    fields = [form_of(piece) for piece in pieces]
    evidence = evidence_of([piece.text for piece in pieces], fields)
    roles = Roles([*_mended(pieces, fields, evidence)], fields, evidence)
    roles.tell()
    _tell_streets(roles)
    cells = [_cell(roles.pieces, group, fields[group[0]]) for group in _groups(roles)]
    cells += [(piece.text, BadgeField.NOTHING) for piece in more]
    if len(cells) <= MOST_CELLS:
        return tuple(cells)
    rest = " ".join(text for text, _ in cells[MOST_CELLS - 1 :])
    return (*cells[: MOST_CELLS - 1], (rest, BadgeField.NOTHING))


def _mended(pieces: Sequence[Piece], fields: Sequence[BadgeField], evidence: Evidence) -> Iterator[Piece]:
    """The pieces without the slips of reading that the rest of the card shows to be some."""
    is_in_turkish = any(is_turkish(piece.text) for piece in pieces)
    for piece, field in zip(pieces, fields, strict=True):
        text = mended_words(piece.text, evidence) if field is BadgeField.NOTHING else piece.text
        if is_in_turkish and field in (BadgeField.NOTHING, BadgeField.ADDRESS):
            text = mended_capitals(text)
        yield replace(piece, text=text)


def _tell_streets(roles: Roles) -> None:
    """What nothing else tells is a street beside a town, and a country below one."""
    for place in (*roles.left(), *reversed(roles.left())):
        text = roles.pieces[place].text
        if (any(map(str.isdecimal, text)) or is_country(text)) and _is_beside_street(roles, place):
            roles.fields[place] = BadgeField.ADDRESS


def _is_beside_street(roles: Roles, place: int) -> bool:
    """Whether the line above or below, or the piece beside it in its line, is of an address in the same print."""
    return any(
        _is_near(roles, *sorted((place, other))) and roles.is_same_print(place, other)
        for other, field in enumerate(roles.fields)
        if field is BadgeField.ADDRESS
    )


def _is_near(roles: Roles, place: int, other: int) -> bool:
    return roles.pieces[place].row == roles.pieces[other].row or roles.is_below(place, other)


def _groups(roles: Roles) -> list[list[int]]:
    """The places of pieces, those together that are one thing."""
    groups: list[list[int]] = []
    for place, field in enumerate(roles.fields):
        group = next((one for one in reversed(groups) if _is_one(roles, one[-1], place)), None)
        if field is not BadgeField.NOTHING and group is not None:
            group.append(place)
        elif field is BadgeField.NOTHING and groups and _is_rest(roles, groups[-1][-1], place):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _is_one(roles: Roles, place: int, other: int) -> bool:
    """Whether two pieces are lines of one street, or of one name."""
    field = roles.fields[other]
    if field is not roles.fields[place] or field not in (BadgeField.ADDRESS, BadgeField.NAME):
        return False
    return _is_near(roles, place, other)


def _is_rest(roles: Roles, place: int, other: int) -> bool:
    """Whether nothing tells either of two pieces of a line, so that nothing was to be divided."""
    return roles.fields[place] is BadgeField.NOTHING and roles.pieces[place].row == roles.pieces[other].row


def _cell(pieces: Sequence[Piece], group: Sequence[int], field: BadgeField) -> Cell:
    text = pieces[group[0]].text
    for place, other in pairwise(group):
        text += _between(pieces[place], pieces[other], field) + pieces[other].text
    return (mended_number(text) if field is BadgeField.PHONE else text), field


def _between(one: Piece, other: Piece, field: BadgeField) -> str:
    """What joins two pieces: what stood there, or a comma between the lines of a street."""
    if field is BadgeField.ADDRESS:
        return " " if one.text.endswith(",") else ", "
    return other.joint or " "
