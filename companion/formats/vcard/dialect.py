"""Which version a card is of, by what it says and by the syntax it uses."""

import re
from collections.abc import Iterable

from companion.formats.vcard.card import Property
from companion.formats.vcard.value import QUOTED_PRINTABLE, encoding_of, parameters_of

VERSIONS = ("2.1", "3.0", "4.0")
_NEAREST = {"1": "2.1", "2": "2.1", "3": "3.0", "4": "4.0"}
_ESCAPE = re.compile(r"(?<!\\)\\[nN,]")
_ONLY_4 = {"KIND", "MEMBER", "GENDER", "RELATED", "LANG", "ANNIVERSARY", "CLIENTPIDMAP", "XML"}
_ONLY_4_PARAMETERS = {"ALTID", "PID", "MEDIATYPE", "PREF", "CALSCALE"}


def version_said(properties: Iterable[Property]) -> str | None:
    """The value of the first VERSION, or None without one."""
    for one in properties:
        if one.name.upper() == "VERSION":
            return one.value.strip()
    return None


def version_of_syntax(said: str | None, properties: Iterable[Property]) -> str:
    """The version nearest to what the card says; when it says nothing, the one whose syntax it uses, else 3.0.

    Bare parameters are read in all of them, but only 2.1 has no escapes for commas and line breaks.
    """
    nearest = _NEAREST.get((said or "")[:1])
    if nearest is not None:
        return nearest
    is_old = is_new = has_escapes = False
    for one in properties:
        if one.parameters and one.name:
            names = {parameter.name for parameter in parameters_of(one)}
            is_old = is_old or "" in names or encoding_of(one.parameters) == QUOTED_PRINTABLE
            is_new = is_new or not names.isdisjoint(_ONLY_4_PARAMETERS)
        is_new = is_new or one.name.upper() in _ONLY_4
        has_escapes = has_escapes or _ESCAPE.search(one.value) is not None
    if is_old and not has_escapes:
        return "2.1"
    return "4.0" if is_new else "3.0"
