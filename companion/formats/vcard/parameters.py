"""Parameters of a property in another version: what they say, apart from how each version writes it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from companion.formats.vcard.encode import V2, V4, parameter_value
from companion.formats.vcard.value import Parameter

_ENCODINGS = {"QUOTED-PRINTABLE", "Q", "BASE64", "B", "8BIT", "7BIT"}
_BARE = re.compile(r"[A-Za-z0-9-]+")
_PREFERENCE = re.compile(r"0*(?:100|[1-9]?[0-9])")


@dataclass(frozen=True, slots=True)
class Said:
    """What the parameters of one property say; encoding and charset are about its bytes and left out."""

    types: tuple[str, ...] = ()
    """The values of TYPE as written, without PREF."""
    preference: int | None = None
    """1 for the preferred one, up to 100 (RFC 6350, section 5.3); None if nothing is said."""
    value_type: str | None = None
    """VALUE, in lower case; `uri` for what 2.1 calls `URL`."""
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Names as written, with their values."""

    def without(self, *names: str) -> "Said":
        """The same without the others of these names (upper case)."""
        return replace(self, others=tuple(other for other in self.others if other[0].upper() not in names))

    def with_other(self, name: str, value: str) -> "Said":
        """The same and one parameter more."""
        return replace(self, others=(*self.others, (name, (value,))))

    def other(self, name: str) -> str | None:
        """The first value of the parameter of this name (upper case)."""
        return next((values[0] for written, values in self.others if written.upper() == name), None)


def said_by(parameters: Sequence[Parameter]) -> Said:
    """What these parameters say, whatever version wrote them."""
    types: list[str] = []
    preference: int | None = None
    value_type: str | None = None
    others: list[tuple[str, tuple[str, ...]]] = []
    for name, raw_name, values in parameters:
        if name == "CHARSET" or (name == "ENCODING" and _is_encoding(values)):
            continue
        if name == "" and _is_encoding(values):
            continue
        if name in ("", "TYPE"):
            words = [word.strip() for value in values for word in value.split(",")]
            types += [word for word in words if word and word.upper() != "PREF"]
            if any(word.upper() == "PREF" for word in words):
                preference = 1
        elif name == "PREF" and _PREFERENCE.fullmatch(values[0]) and preference is None:
            preference = max(int(values[0]), 1)
        elif name == "VALUE" and value_type is None:
            value_type = "uri" if values[0].lower() == "url" else values[0].lower()
        else:
            others.append((raw_name, values))
    return Said(tuple(dict.fromkeys(types)), preference, value_type, tuple(others))


def written(said: Said, version: str) -> str:
    """The parameters as a version writes them, each with its semicolon."""
    pieces: list[str] = []
    types = said.types
    if version != V4 and said.preference == 1:
        types = (*types, "PREF")
    if version == V2:
        pieces += [
            one if _BARE.fullmatch(one) and not _is_encoding((one,)) else _parameter("TYPE", (one,), version)
            for one in types
        ]
    elif types:
        pieces.append(_parameter("TYPE", types, version))
    if said.preference is not None and (version == V4 or said.preference != 1):
        pieces.append(f"PREF={said.preference}")
    if said.value_type is not None:
        is_url = version == V2 and said.value_type == "uri"
        pieces.append(_parameter("VALUE", ("URL" if is_url else said.value_type,), version))
    pieces += [_parameter(name, values, version) for name, values in said.others]
    return "".join([f";{piece}" for piece in pieces])


def _is_encoding(values: Sequence[str]) -> bool:
    return values[0].strip().upper() in _ENCODINGS


def _parameter(name: str, values: Sequence[str], version: str) -> str:
    return f"{name}={','.join([parameter_value(value, version) for value in values])}"
