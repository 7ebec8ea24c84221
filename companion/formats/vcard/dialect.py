"""Which version a card is of, by what it says and by the syntax it uses."""

from collections.abc import Iterable

from companion.formats.vcard.card import Property
from companion.formats.vcard.value import QUOTED_PRINTABLE, encoding_of, parameters_of

VERSIONS = ("2.1", "3.0", "4.0")
_NEAREST = {"1": "2.1", "2": "2.1", "3": "3.0", "4": "4.0"}
_ONLY_4 = {"KIND", "MEMBER", "GENDER", "RELATED", "LANG", "ANNIVERSARY", "CLIENTPIDMAP", "XML"}
_ONLY_4_PARAMETERS = {"ALTID", "PID", "MEDIATYPE", "PREF", "CALSCALE"}


def version_said(properties: Iterable[Property]) -> str | None:
    """The value of the first VERSION, or None without one."""
    for one in properties:
        if one.name.upper() == "VERSION":
            return one.value.strip()
    return None


def version_of_syntax(said: str | None, properties: Iterable[Property]) -> str:
    """The version nearest to what the card says; when it says nothing, the one whose syntax it uses, else 3.0."""
    nearest = _NEAREST.get((said or "")[:1])
    if nearest is not None:
        return nearest
    is_4 = False
    for one in properties:
        parameters = parameters_of(one) if one.name else ()
        is_bare = any(not parameter.name for parameter in parameters)
        if is_bare or encoding_of(one.parameters) == QUOTED_PRINTABLE:
            return "2.1"
        is_4 = is_4 or one.name.upper() in _ONLY_4
        is_4 = is_4 or any(parameter.name in _ONLY_4_PARAMETERS for parameter in parameters)
    return "4.0" if is_4 else "3.0"
