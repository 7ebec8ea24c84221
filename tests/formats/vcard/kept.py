"""What a conversion must keep of a card, compared by what it means and not by how a version writes it."""

import re
from collections.abc import Iterator

from companion.formats.vcard.card import Card, Property
from companion.formats.vcard.value import (
    agent_of,
    bytes_of,
    components_of,
    parameter_values,
    parameters_of,
    text_of,
    values_of,
)

BINARY = {"PHOTO", "LOGO", "SOUND", "KEY"}
DATES = {"BDAY", "ANNIVERSARY", "REV"}
LISTED = {"CATEGORIES", "NICKNAME"}
STRUCTURED = {"N", "ADR", "ORG", "GENDER", "CLIENTPIDMAP"}
ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "B", "Q", "8BIT", "7BIT"}
SAME_NAMES = {
    frozenset({"KIND", "X-ADDRESSBOOKSERVER-KIND"}),
    frozenset({"MEMBER", "X-ADDRESSBOOKSERVER-MEMBER"}),
    frozenset({"ANNIVERSARY", "X-ANNIVERSARY"}),
    frozenset({"GENDER", "X-GENDER"}),
    frozenset({"", "X-UNREADABLE"}),
    frozenset({"AGENT", "X-AGENT-TEXT"}),
}
WRITTEN_ANEW = {"N", "FN"}
"""What every card has to say: an empty one is filled."""
UNSAID = {("VALUE", "uri"), ("VALUE", "text"), ("VALUE", "date")}
"""Kinds that a value may show by itself."""
_UNQUOTABLE = re.compile('["\n]')
"""What a parameter cannot hold in 2.1, which has no carets: an apostrophe and a blank stand for them."""
Loss = tuple[str, str]
"""The property's name and what of it is not in the conversion: the line, or parameters."""


def lost_between(original: Card, conversion: Card) -> list[Loss]:
    """Each property of the original that no property of the conversion stands for, and each parameter."""
    left = list(conversion.properties)
    lost: list[Loss] = []
    for one in original.properties:
        if one.name.upper() == "VERSION" or (one.name.upper() in WRITTEN_ANEW and not meaning(one, original)):
            continue
        same = [other for other in left if is_same(one, original, other, conversion)]
        if not same:
            lost.append((one.name, f"{one.group}.{one.name};{one.parameters}:{one.value[:60]}"))
            continue
        best = min(same, key=lambda other: len(missing(one, original, other, conversion)))
        left.remove(best)
        gone = missing(one, original, best, conversion)
        if gone:
            lost.append((one.name, f"{one.parameters} without {sorted(gone)}"))
    return lost


def is_same(one: Property, original: Card, other: Property, conversion: Card) -> bool:
    """Whether group, name and meaning are those of the original."""
    a, b = one.name.upper(), other.name.upper()
    has_same_name = a == b or f"X-{a}" == b or a == f"X-{b}" or frozenset({a, b}) in SAME_NAMES
    is_odd = not a.replace("-", "").replace("_", "").isalnum()
    if not has_same_name and not is_odd:
        return False
    if one.group.lower() != other.group.lower() and one.group.isalnum():
        return False
    # What is no base64, though it says so, is kept letter by letter.
    return meaning(one, original) == meaning(other, conversion) or one.value == other.value


def meaning(one: Property, card: Card) -> object:
    """The value of a property as its readers take it: bytes, parts, a date, numbers or a text."""
    name = one.name.upper().removeprefix("X-")
    data = bytes_of(one) if name in BINARY else None
    if data is not None and data.content:
        return data.content
    if name in STRUCTURED:
        parts = [part.strip() for part in components_of(one, card.version, card.encoding)]
        while parts and not parts[-1]:
            parts.pop()
        return parts
    if name in LISTED:
        return [value.strip() for value in values_of(one, card.version, card.encoding)]
    if name == "AGENT":
        return agent_of(one, card.version, card.encoding).strip()
    text = " ".join(text_of(one, card.version, card.encoding).split(" ")).strip()
    if name in DATES:
        year = next(iter(parameter_values(one, "X-APPLE-OMIT-YEAR")), None)
        return re.sub("[-:]", "", text.removeprefix(year or "")).removesuffix("T000000Z")
    if name == "GEO":
        return re.findall("[-.0-9]+", text)
    if name == "TEL":
        return re.sub(";ext=| ext. ", " ext ", text.removeprefix("tel:"))
    return text


def missing(one: Property, original: Card, other: Property, conversion: Card) -> set[tuple[str, str]]:
    """The parameters that the conversion does not say."""
    said, kept = {*parameters(one, original)}, {*parameters(other, conversion)}
    gone = said - kept
    if one.name.upper() in BINARY:
        # The kind of bytes is said by a word in one version and within the value in another.
        return {(name, value) for name, value in gone if name not in ("TYPE", "VALUE", "MEDIATYPE")}
    labels = {
        letters_of(text_of(one, conversion.version))
        for one in conversion.properties
        if one.name.upper() == "LABEL"
    }
    return {
        (name, value)
        for name, value in gone
        if (name, value) not in UNSAID
        and name != "X-APPLE-OMIT-YEAR"
        and not (name == "LABEL" and letters_of(value) in labels)
    }


def letters_of(text: str) -> str:
    """Letters and digits alone, whatever breaks and quotes became of the rest."""
    return re.sub(r"\\n|\W", "", text).lower()


def parameters(one: Property, card: Card) -> Iterator[tuple[str, str]]:
    """Name and value of each parameter, in the words of one version; encoding and charset left out."""
    for parameter in parameters_of(one, card.version):
        name = parameter.name or "TYPE"
        for value in ",".join(parameter.values).split(",") if name == "TYPE" else parameter.values:
            word = _UNQUOTABLE.sub(_in_2_1, value.strip().lower())
            if name == "CHARSET" or not word or (name in ("TYPE", "ENCODING") and word.upper() in ENCODINGS):
                continue
            if (name, word) in (("TYPE", "pref"), ("PREF", "1")):
                yield "PREF", "1"
            elif name == "VALUE" and word == "url":
                yield name, "uri"
            else:
                yield name, word


def _in_2_1(found: re.Match[str]) -> str:
    return "'" if found[0] == '"' else " "
