r"""What codes say, and what somebody has to see of it: each expectation is written from the text and the rules.

`Case.shown` is the whole preview: what is not named there must not be there. The title is left out where it is the name,
the link, the place, or the first line of the note.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Case:
    """One text and its preview."""

    what: str
    text: str
    kind: str
    shown: dict[str, Any] = field(default_factory=dict)

    @property
    def expected(self) -> dict[str, Any]:
        name = self.shown.get("contact", {}).get("name")
        lines = self.shown.get("note", "").split("\n")
        usual = (
            name
            or self.shown.get("link")
            or self.shown.get("place")
            or (lines[0] if self.kind == "note" else "")
        )
        title = self.shown.get("title", usual)
        return {
            "kind": self.kind,
            **({"title": title} if title else {}),
            **{k: v for k, v in self.shown.items() if k != "title"},
        }


def person(what: str, text: str, *, flags: tuple[str, ...] = (), **contact: Any) -> Case:
    return Case(what, text, "person", _flagged({"contact": contact}, flags))


def around(what: str, text: str, note: str, **contact: Any) -> Case:
    """A card with words around it."""
    return Case(what, text, "person", {"contact": contact, "note": note})


def badge(
    what: str,
    text: str,
    cells: list[str],
    fields: str,
    *,
    kind: str = "person",
    flags: tuple[str, ...] = (),
    title: str | None = None,
    **contact: Any,
) -> Case:
    shown: dict[str, Any] = {"cells": cells, "guess": True, "contact": contact}
    shown["fields"] = ["" if one == "-" else one for one in fields.split()]
    if title is not None:
        shown["title"] = title
    return Case(what, text, kind, _flagged(shown, ("guessed", *flags)))


def page(
    what: str,
    text: str,
    link: str,
    host: str,
    service: str,
    name: str = "",
    *,
    kind: str = "person",
    flags: tuple[str, ...] = (),
    **shown: Any,
) -> Case:
    label = f" ({service})" if service else ""
    contact = {"name": name, "points": [f"url {link}{label}"]} if name else {"points": [f"url {link}{label}"]}
    shown |= {"contact": contact, "link": link, "host": host}
    if name or kind == "person":
        shown["guess"] = True
    return Case(what, text, kind, _flagged(shown, (*flags, *(["guessed"] if name else []))))


def link(what: str, text: str, address: str, host: str, *, flags: tuple[str, ...] = (), **shown: Any) -> Case:
    return Case(what, text, "link", _flagged({"link": address, "host": host, **shown}, flags))


def email(
    what: str, text: str, *addresses: str, name: str | None = None, flags: tuple[str, ...] = (), **shown: Any
) -> Case:
    contact = {"name": name or addresses[0], "points": [f"email {one}" for one in addresses]}
    return Case(what, text, "email", _flagged({"contact": contact, **shown}, flags))


def phone(what: str, text: str, *numbers: str, flags: tuple[str, ...] = (), **shown: Any) -> Case:
    contact = {"name": numbers[0], "points": [f"phone {one}" for one in numbers]}
    return Case(what, text, "phone", _flagged({"contact": contact, **shown}, flags))


def note(what: str, text: str, shown: str | None = None, *, flags: tuple[str, ...] = ()) -> Case:
    return Case(what, text, "note", _flagged({"note": text if shown is None else shown}, flags))


def cells(what: str, text: str, cells: list[str], fields: str) -> Case:
    """A text about nobody whose cells can be chosen."""
    said = ["" if one == "-" else one for one in fields.split()]
    return Case(what, text, "note", {"note": text, "cells": cells, "fields": said})


def secret(what: str, text: str, kind: str, title: str = "", *, flags: tuple[str, ...] = ()) -> Case:
    return Case(what, text, kind, _flagged({"title": title}, flags))


def number(what: str, text: str, value: str | None = None) -> Case:
    value = value or text
    return Case(
        what,
        text,
        "badge",
        {"title": value, "guess": True, "flags": ["guessed"], "contact": {"points": [f"badge {value}"]}},
    )


def _flagged(shown: dict[str, Any], flags: tuple[str, ...]) -> dict[str, Any]:
    return {**shown, "flags": sorted(flags)} if flags else shown
