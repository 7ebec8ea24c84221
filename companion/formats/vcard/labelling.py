"""Labels of contact points as cards write them: words of TYPE, or a label of its own beside the property."""

from typing import NamedTuple

from companion.model.person import ContactKind

_WORDS = {
    "work": "WORK",
    "home": "HOME",
    "mobile": "CELL",
    "fax": "FAX",
    "pager": "PAGER",
    "main": "MAIN",
    "other": "OTHER",
    "car": "CAR",
    "video": "VIDEO",
    "isdn": "ISDN",
    "modem": "MODEM",
}
"""In the order in which a label names them."""
_ORDERED = tuple(_WORDS)
_ALWAYS = {ContactKind.EMAIL: ("INTERNET",), ContactKind.URL: ("INTERNET",)}
_SILENT_PHONES = {"FAX", "PAGER"}
_APPLE = {
    "homepage": "_$!<HomePage>!$_",
    "anniversary": "_$!<Anniversary>!$_",
    "spouse": "_$!<Spouse>!$_",
    "child": "_$!<Child>!$_",
    "mother": "_$!<Mother>!$_",
    "father": "_$!<Father>!$_",
    "parent": "_$!<Parent>!$_",
    "brother": "_$!<Brother>!$_",
    "sister": "_$!<Sister>!$_",
    "friend": "_$!<Friend>!$_",
    "manager": "_$!<Manager>!$_",
    "assistant": "_$!<Assistant>!$_",
    "partner": "_$!<Partner>!$_",
}


class Labelling(NamedTuple):
    """How a label is written."""

    types: tuple[str, ...]
    """Values of TYPE, in upper case."""
    text: str | None = None
    """What X-ABLabel says, for a label that TYPE has no words for."""


def labelling_of(kind: ContactKind, label: str | None) -> Labelling:
    """How a contact point of this kind says its label; every phone, e-mail and web address has a TYPE."""
    words = label.split(" ") if label else []
    places = [_ORDERED.index(word) if word in _WORDS else -1 for word in words]
    is_typed = -1 not in places and places == sorted(set(places))
    types = tuple(_WORDS[word] for word in words) if is_typed else ()
    text = None if is_typed else label
    if kind is ContactKind.PHONE:
        return Labelling(types if _SILENT_PHONES.intersection(types) else (*types, "VOICE"), text)
    return Labelling((*_ALWAYS.get(kind, ()), *types), text)


def label_text(label: str) -> str:
    """A label as X-ABLabel says it: those that Apple translates in its own marks."""
    return _APPLE.get(label, label)
