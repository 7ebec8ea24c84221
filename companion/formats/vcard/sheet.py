"""A card while single lines of it are changed: the lines that nobody touches stay byte for byte."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import takewhile

from companion.formats.vcard.card import Card, Property
from companion.formats.vcard.charset import codec_of
from companion.formats.vcard.encode import V2, line_of
from companion.formats.vcard.fold import with_line_ends
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.section import Section, sections_of
from companion.formats.vcard.value import BASE64, encoding_of
from companion.model.contact import Contact

_PARAMETER = re.compile(r'(?:"[^"]*+"|[^;"]|")+')
_ABOUT_BYTES = re.compile(
    r"\s*+(?:CHARSET\s*+=.*|(?:ENCODING\s*+=\s*+)?\"?(?:QUOTED-PRINTABLE|BASE64|[78]BIT|Q|B)\"?\s*+)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"item(\d{1,9})", re.IGNORECASE)
_VALUED = {"X-ABDATE", "X-ABRELATEDNAMES"}
"""Properties of Apple's that say something of their own, not of their group."""


class Sheet:
    """The lines of one card; places are those of its properties, and stay what they are."""

    def __init__(self, card: Card) -> None:
        self.card = card
        self.is_changed = False
        self._added: list[str] = []
        self._items_added = 0

    @cached_property
    def _sections(self) -> list[Section]:
        return sections_of(self.card)

    @cached_property
    def _contents(self) -> list[bytes]:
        return [section.content for section in self._sections]

    @cached_property
    def _properties(self) -> Mapping[int, Property]:
        return {place: one for place, (one, _) in enumerate(self._sections) if one is not None}

    @cached_property
    def _groups(self) -> Mapping[str, Sequence[int]]:
        groups: dict[str, list[int]] = {}
        for place, one in self._properties.items():
            if one.group:
                groups.setdefault(one.group.lower(), []).append(place)
        return groups

    @cached_property
    def _last_item(self) -> int:
        items = (_ITEM.fullmatch(one.group) for one in self.card.properties)
        return max((int(item[1]) for item in items if item is not None), default=0)

    def properties(self, *names: str) -> Iterator[tuple[int, Property]]:
        """Place and property of all that are still there, or of those of these names (upper case)."""
        for place, one in self._properties.items():
            if self._contents[place] and (not names or one.name.upper() in names):
                yield place, one

    def group_of(self, one: Property) -> Iterator[tuple[int, Property]]:
        """The other properties of its group that are still there."""
        for place in self._groups.get(one.group.lower(), ()) if one.group else ():
            other = self._properties[place]
            if other is not one and self._contents[place]:
                yield place, other

    def said_by(self, one: Property, *others: Property) -> Contact:
        """What a property says together with these and the label of its group, as if there were nothing else."""
        label = next((other for _, other in self.group_of(one) if other.name.upper() == "X-ABLABEL"), None)
        name = [] if one.name.upper() == "FN" else [Property("", "FN", "", "x", 1, 1)]
        properties = (*name, *others, one, *([label] if label is not None else ()))
        contact, _ = contact_from(replace(self.card, properties=properties, problems=()))
        return contact or Contact()

    def new_group(self) -> str:
        """A group that no property is of yet."""
        self._items_added += 1
        return f"item{self._last_item + self._items_added}"

    def head_of(self, one: Property, *without: str) -> str:
        """All before the colon, but for encoding, charset and the parameters of these names (upper case)."""
        kept = [
            parameter
            for parameter in _PARAMETER.findall(one.parameters)
            if not _ABOUT_BYTES.fullmatch(parameter)
            and parameter.partition("=")[0].strip().upper() not in without
        ]
        group = f"{one.group}." if one.group else ""
        return ";".join([f"{group}{one.name}", *kept])

    def write(self, place: int, head: str, value: str) -> None:
        """Give a property a new head and an (escaped) value; its place stays."""
        self.replace(place, line_of(head, value, self.card.version))

    def replace(self, place: int, lines: str) -> None:
        """Put these lines in the place of a property."""
        self._contents[place] = self._encoded(lines)
        self._close_gap(place)
        self.is_changed = True

    def drop(self, place: int) -> None:
        """Take a property out, and what its item group says of it."""
        one = self._properties[place]
        self._contents[place] = b""
        self._close_gap(place)
        self.is_changed = True
        others = [*self.group_of(one)]
        if _ITEM.fullmatch(one.group) and not any(_has_value(other) for _, other in others):
            for other_place, _ in others:
                self._contents[other_place] = b""

    def add(self, lines: str) -> None:
        """Put new lines before END."""
        self._added.append(lines)
        self.is_changed = True

    def content(self) -> bytes:
        """The card as it is now, with CRLF at the ends of lines."""
        contents = self._contents
        end = max(place for place, content in enumerate(contents) if content.strip())
        added = b"".join([self._encoded(lines) for lines in self._added])
        return with_line_ends(b"".join([*contents[:end], added, *contents[end:]]))

    def _close_gap(self, place: int) -> None:
        """Take out the blank lines that end the base64 of a property."""
        if encoding_of(self._properties[place].parameters) == BASE64:
            for behind in takewhile(self._is_blank, range(place + 1, len(self._contents))):
                self._contents[behind] = b""

    def _is_blank(self, place: int) -> bool:
        return not self._contents[place].strip()

    def _encoded(self, lines: str) -> bytes:
        """In the card's own charset, or saying that it is UTF-8 where that does not know a character."""
        codec = codec_of(self.card.encoding) if self.card.encoding else None
        if codec is not None and not lines.isascii() and self.card.version != V2:
            try:
                return f"{lines}\r\n".encode(codec)
            except UnicodeEncodeError:
                head, colon, value = lines.partition(":")
                lines = f"{head};CHARSET=UTF-8{colon}{value}"
        return f"{lines}\r\n".encode(errors="replace")


def _has_value(one: Property) -> bool:
    name = one.name.upper()
    return not name.startswith("X-AB") or name in _VALUED
