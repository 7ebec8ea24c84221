"""What has been understood of a card so far, property by property."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from companion.formats.vcard.card import Property
from companion.formats.vcard.role import LEAST_PREFERRED, Role
from companion.formats.vcard.shown import LONGEST_LINE, LONGEST_NOTE, is_cut, one_line, paragraph
from companion.formats.vcard.value import components_of, text_of, unescaped
from companion.model.capture import ContactPhrase
from companion.model.contact import Detail, DetailKind, Photo
from companion.model.person import ContactKind
from companion.model.problem import Problem, ProblemCode, offending

MOST_SHOWN = 500
"""Contact points, tags or details of one card."""
_MOST_REMARKS = 50


class Ranked(NamedTuple):
    """A text and how preferred it is."""

    rank: int
    text: str


FoundPoint = tuple[ContactKind, str, str | None, int, str]
"""Kind, value, label, how preferred it is, and the group from which its label may still come."""


class FoundDetail(NamedTuple):
    """A detail whose label may still come, in another property of its group."""

    kind: DetailKind
    value: str
    label: str | None
    group: str


LineHandler = Callable[["Gathered", str, Property, Role], None]
"""Takes what a property says into what is gathered, given its value on one line."""
ValueHandler = Callable[["Gathered", Property, Role], None]
"""Takes what a property says into what is gathered, from its value as it stands."""


@dataclass(slots=True, eq=False)
class Gathered:
    """The parts of a contact in the order of the card."""

    version: str
    encoding: str | None
    names: list[Ranked] = field(default_factory=list)
    parted_names: list[Property] = field(default_factory=list)
    organisations: list[Ranked] = field(default_factory=list)
    titles: list[Ranked] = field(default_factory=list)
    points: list[FoundPoint] = field(default_factory=list)
    is_unordered: bool = False
    """A point stands behind a less preferred one of its kind."""
    address_labels: list[tuple[str, Property, Role]] = field(default_factory=list)
    """LABEL: addresses in words, for cards without ADR."""
    birthdays: list[Ranked] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    details: list[FoundDetail] = field(default_factory=list)
    phonetic: dict[str, str] = field(default_factory=dict)
    photo: Photo | None = None
    uid: str | None = None
    is_group: bool = False
    members: list[str] = field(default_factory=list)
    labels: dict[str, str | None] = field(default_factory=dict)
    """The own label of each group (lower case)."""
    spare: list[Property] = field(default_factory=list)
    """Properties that count only where the usual ones are missing."""
    remarks: list[Problem] = field(default_factory=list)

    def text(self, one: Property, role: Role) -> str:
        """The whole value as text."""
        if role.is_coded:
            return text_of(one, self.version, self.encoding)
        value = one.value
        return unescaped(value, self.version) if "\\" in value else value

    def line(self, one: Property, role: Role) -> str:
        """The value on one line."""
        value = one.value
        if role.is_coded or "\\" in value:
            value = self.text(one, role)
        if value.isprintable() and len(value) <= LONGEST_LINE:
            return value.strip()
        return self.shown(value, one)

    def shown(self, text: str, one: Property) -> str:
        """A text on one line, and a remark if it is too long for it."""
        if is_cut(text):
            self.remark(ProblemCode.CUT, one, text)
        return one_line(text)

    def note(self, one: Property, role: Role) -> str:
        """The value with its line breaks."""
        text = self.text(one, role)
        if len(text) > LONGEST_NOTE:
            self.remark(ProblemCode.CUT, one, text)
        return paragraph(text)

    def parts(self, one: Property, role: Role) -> Sequence[str]:
        """The components of the value, which may have several lines."""
        value = one.value
        if role.is_coded or "\\" in value:
            return components_of(one, self.version, self.encoding)
        return value.split(";")

    def add_point(self, kind: ContactKind, value: str, label: str | None, rank: int, group: str) -> None:
        """Add a contact point unless it is empty; with a group if its label may come from there."""
        if value:
            if rank < LEAST_PREFERRED and not self.is_unordered:
                self.is_unordered = any(point[0] is kind and point[3] > rank for point in self.points)
            self.points.append((kind, value, label, rank, group))

    def add_detail(self, kind: DetailKind, value: str, label: str | None = None, group: str = "") -> None:
        """Add a detail unless it is empty."""
        if value:
            self.details.append(FoundDetail(kind, value, label, group))

    def remark(self, code: ProblemCode, one: Property, text: str) -> None:
        """Report it; things cut are reported once a card."""
        is_known = code is ProblemCode.CUT and any(problem.code is code for problem in self.remarks)
        if not is_known and len(self.remarks) < _MOST_REMARKS:
            name = one.name.upper() or None
            self.remarks.append(Problem(code, one.first_line, one.last_line, name, offending(text)))

    def label_in(self, group: str) -> str | None:
        """The own label of a group."""
        return self.labels.get(group.lower()) if group else None

    def all_points(self) -> tuple[ContactPhrase, ...]:
        """The contact points with their labels, the preferred ones of each kind first, none twice."""
        if self.address_labels and all(point[0] is not ContactKind.ADDRESS for point in self.points):
            for text, one, role in self.address_labels:
                self.add_point(ContactKind.ADDRESS, text, role.label, role.rank, one.group)
        points = _by_preference(self.points) if self.is_unordered else self.points
        if self.labels:
            labels = self.labels
            phrases = [
                ContactPhrase(kind, value, value, (group and labels.get(group.lower())) or label)
                for kind, value, label, _, group in points
            ]
        else:
            phrases = [ContactPhrase(kind, value, value, label) for kind, value, label, _, _ in points]
        if len({point[1] for point in points}) < len(points):
            phrases = list({(one.kind.value, one.value, one.label): one for one in phrases}.values())
        return tuple(phrases)

    def all_details(self) -> tuple[Detail, ...]:
        """The details with their labels, none twice."""
        details: dict[tuple[str, str, str | None], Detail] = {}
        for kind, value, label, group in self.details:
            said = self.label_in(group) or label
            if kind is DetailKind.DATE and (said or "").lower() == "anniversary":
                kind, said = DetailKind.ANNIVERSARY, None
            details.setdefault((kind.value, value, said), Detail(kind, value, said))
        return tuple(details.values())


def _by_preference(points: Sequence[FoundPoint]) -> Sequence[FoundPoint]:
    """Each kind keeps its places in the order of the card; within them, the most preferred come first."""
    ordered = list(points)
    for kind in ContactKind:
        places = [place for place, point in enumerate(points) if point[0] is kind]
        best = sorted(places, key=lambda place: points[place][3])
        for place, other in zip(places, best, strict=True):
            ordered[place] = points[other]
    return ordered
