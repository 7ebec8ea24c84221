"""The contact points of a card as it came beside those we know now: kept, relabelled, changed, removed, added."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from companion.formats.vcard.card import Property
from companion.formats.vcard.contact_point import SPARE_HANDLERS
from companion.formats.vcard.encode import escaped, escaped_address, line_of, structured
from companion.formats.vcard.labelling import label_text, labelling_of
from companion.formats.vcard.parameters import said_by
from companion.formats.vcard.point_writing import (
    handle_uri,
    phone_text,
    phone_uri,
    point_lines,
    type_parameters,
    written_points,
)
from companion.formats.vcard.sheet import Sheet
from companion.formats.vcard.value import charset_of, components_of, encoding_of, parameters_of, text_of
from companion.model.capture import ContactPhrase
from companion.model.person import ContactKind

_PLAIN = {"EMAIL", "TEL", "URL", "ADR"}
_NAMES = {*_PLAIN, *SPARE_HANDLERS, "LABEL", "IMPP", "SOCIALPROFILE"}


@dataclass(slots=True)
class _Line:
    """A line of the card that says one contact point, and what that point is now."""

    place: int
    property: Property
    point: ContactPhrase
    now: ContactPhrase | None = None


def revise_points(sheet: Sheet, known: Sequence[ContactPhrase], points: Sequence[ContactPhrase]) -> None:
    """Write anew the lines that say something else than `points`; their order stays the card's own."""
    points = written_points(points)
    if _says_all(known, points) and _says_all(points, known):
        return
    lines = [*_lines(sheet, known, points)]
    new = _matched(lines, points)
    for line in lines:
        if line.now is None:
            sheet.drop(line.place)
        elif not _is_same(line.point, line.now):
            _change(sheet, line.property, line)
        elif line.point.label != line.now.label:
            new += _relabelled(sheet, line, line.now)
    _drop_stale_labels(sheet, lines)
    for point in new:
        for text in point_lines(point, sheet.card.version, f"{sheet.new_group()}."):
            sheet.add(text)


def _says_all(some: Sequence[ContactPhrase], others: Sequence[ContactPhrase]) -> bool:
    """Whether each of them is one of the others, label and all."""
    return all(any(one.label == other.label and _is_same(one, other) for other in others) for one in some)


def _lines(sheet: Sheet, known: Sequence[ContactPhrase], points: Sequence[ContactPhrase]) -> Iterator[_Line]:
    """Every line that says a known point; one that says several is dropped unless all of them stay."""
    shown = {(point.kind, point.value) for point in known}
    kinds = {point.kind for point in points}
    for place, one in [*sheet.properties()]:
        name = one.name.upper()
        if name not in _NAMES and not name.startswith("X-"):
            continue
        said = [
            point
            for point in sheet.said_by(one).points
            # What counts only where there is no other of its kind would come to be seen.
            if (point.kind, point.value) in shown or (name in SPARE_HANDLERS and point.kind not in kinds)
        ]
        if len(said) > 1 and not all(any(_is_same(one, point) for point in points) for one in said):
            sheet.drop(place)
        else:
            yield from (_Line(place, one, point) for point in said)


def _matched(lines: Sequence[_Line], points: Sequence[ContactPhrase]) -> list[ContactPhrase]:
    """Tell every line what its point is now; those that no line says are returned."""
    waiting = [*points]
    _match(lines, waiting, lambda was, now: _is_same(was, now) and was.label == now.label)
    _match(lines, waiting, _is_same)
    for line in lines:
        if line.now is None and any(_is_same(line.point, point) for point in points):
            line.now = line.point
    _match(lines, waiting, lambda was, now: was.kind is now.kind and was.label == now.label)
    return waiting


def _match(
    lines: Sequence[_Line],
    waiting: list[ContactPhrase],
    is_match: Callable[[ContactPhrase, ContactPhrase], bool],
) -> None:
    for line in lines:
        if line.now is None:
            line.now = next((point for point in waiting if is_match(line.point, point)), None)
            if line.now is not None:
                waiting.remove(line.now)


def _is_same(one: ContactPhrase, other: ContactPhrase) -> bool:
    return one.kind is other.kind and (one.value in (other.typed, other.value) or one.typed == other.value)


def _change(sheet: Sheet, one: Property, line: _Line) -> None:
    """Give a line its new value."""
    version = sheet.card.version
    was, now = line.point, line.now or line.point
    if was.kind is ContactKind.PHONE:
        _change_phone(sheet, line.place, one, now)
    elif one.name.upper() == "ADR":
        components = _moved(components_of(one, version, sheet.card.encoding), now.value)
        sheet.write(line.place, sheet.head_of(one, "LABEL"), structured(components, version))
    else:
        text = text_of(one, version, sheet.card.encoding)
        scheme, colon, _ = text.partition(":")
        if one.name.upper() == "IMPP" and colon:
            text = handle_uri(scheme, now.value)
        else:
            text = text.replace(was.value, now.value) if was.value in text else now.value
        escape = escaped_address if was.kind is ContactKind.URL else escaped
        sheet.write(line.place, sheet.head_of(one), escape(text, version))


def _change_phone(sheet: Sheet, place: int, one: Property, now: ContactPhrase) -> None:
    text = phone_text(now)
    is_uri = said_by(parameters_of(one, sheet.card.version)).value_type == "uri"
    uri = phone_uri(text) if is_uri else None
    if uri is not None:
        sheet.write(place, sheet.head_of(one), uri)
    else:
        sheet.write(place, sheet.head_of(one, "VALUE"), escaped(text, sheet.card.version))


def _moved(before: Sequence[str], address: str) -> Sequence[str]:
    """The components of a new address: those of the old one if it has as many parts, else all as the street."""
    texts = [", ".join(component.splitlines()).strip(" ,") for component in before]
    places = [place for place in _READ_ORDER if place < len(texts) and texts[place]]
    parts = address.split(", ")
    counts = [len(texts[place].split(", ")) for place in places]
    if sum(counts) != len(parts):
        return ("", "", address, "", "", "", "")
    components = ["" for _ in range(max(7, len(before)))]
    for place, count in zip(places, counts, strict=True):
        components[place], parts = ", ".join(parts[:count]), parts[count:]
    return components


_READ_ORDER = (2, 1, 0, 3, 4, 5, 6)
"""In which order the components of ADR are said: the street first."""


def _relabelled(sheet: Sheet, line: _Line, now: ContactPhrase) -> Sequence[ContactPhrase]:
    """Give a line its new label; a line whose name says its label goes, and the point is returned to be added."""
    one = line.property
    if one.name.upper() not in _PLAIN:
        sheet.drop(line.place)
        return (now,)
    version = sheet.card.version
    types, text = labelling_of(now.kind, now.label)
    said = said_by(parameters_of(one, version))
    is_preferred = said.preference == 1 and not _has_preference(sheet, one)
    head = sheet.head_of(one, "TYPE", "PREF" if is_preferred else "", *(word.upper() for word in said.types))
    labels = [place for place, other in sheet.group_of(one) if other.name.upper() == "X-ABLABEL"]
    for place in labels:
        sheet.drop(place)
    group = ""
    if text is not None and not one.group:
        group = f"{sheet.new_group()}."
    head += type_parameters(types, version, is_preferred=is_preferred)
    lines = [line_of(f"{group}{head}", _value(sheet, one), version)]
    if text is not None:
        lines.append(
            line_of(f"{group or one.group + '.'}X-ABLabel", escaped(label_text(text), version), version)
        )
    sheet.replace(line.place, "\r\n".join(lines))
    return ()


def _has_preference(sheet: Sheet, one: Property) -> bool:
    return any(parameter.name == "PREF" for parameter in parameters_of(one, sheet.card.version))


def _value(sheet: Sheet, one: Property) -> str:
    """The value of a property as it stands without encoding and charset."""
    version, encoding = sheet.card.version, sheet.card.encoding
    if not encoding_of(one.parameters) and not charset_of(one.parameters):
        return one.value
    if one.name.upper() == "ADR":
        return structured(components_of(one, version, encoding), version)
    return escaped(text_of(one, version, encoding), version)


def _drop_stale_labels(sheet: Sheet, lines: Sequence[_Line]) -> None:
    """An address as printed goes along with the address that it was of."""
    stale = [
        set(_types(sheet, line.property))
        for line in lines
        if line.property.name.upper() == "ADR" and (line.now is None or not _is_same(line.point, line.now))
    ]
    if not stale:
        return
    has_address = any(True for _ in sheet.properties("ADR"))
    for place, one in [*sheet.properties("LABEL")]:
        if not has_address or set(_types(sheet, one)) in stale:
            sheet.drop(place)


def _types(sheet: Sheet, one: Property) -> Iterator[str]:
    said = said_by(parameters_of(one, sheet.card.version))
    return (word.upper() for word in said.types)
