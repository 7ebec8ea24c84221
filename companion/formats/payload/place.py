"""`geo:` (RFC 5870): a place, by its name where the code tells it."""

import re
from urllib.parse import unquote_plus

from companion.formats.payload.said import Said
from companion.model.payload import Payload, PayloadKind
from companion.model.problem import ProblemCode

_NUMBER = r"[+-]?\d{1,3}(?:\.\d{0,20}+)?"
_POSITION = re.compile(rf"({_NUMBER})\s*+,\s*+({_NUMBER})(?:\s*+,\s*+[+-]?\d{{1,6}}(?:\.\d{{0,20}}+)?)?")
_LABELLED = re.compile(rf"{_NUMBER}\s*+,\s*+{_NUMBER}\s*+\((.+)\)")
_NORTHERNMOST, _EASTERNMOST = 90, 180


def read(said: Said) -> Payload | None:
    """A place by its name, else as `latitude, longitude`; None for what is nowhere on earth."""
    where, _, query = said.rest.partition("?")
    position = _position(where.partition(";")[0].strip())
    if position is None:
        said.remark(ProblemCode.BAD_VALUE, where, "geo")
        return None
    named = (_name(part.partition("=")[2]) for part in query.split("&") if part[:2].lower() == "q=")
    place = said.line(next((name for name in named if name), position))
    return said.payload(PayloadKind.PLACE, place, place=place)


def _position(text: str) -> str | None:
    found = _POSITION.fullmatch(text)
    if found is None or abs(float(found[1])) > _NORTHERNMOST or abs(float(found[2])) > _EASTERNMOST:
        return None
    return f"{found[1]}, {found[2]}"


def _name(asked: str) -> str:
    """What is looked for on the map: a name, a name behind a position, or a position alone."""
    text = unquote_plus(asked).strip()
    labelled = _LABELLED.fullmatch(text)
    return labelled[1].strip() if labelled is not None else _position(text) or text
