"""What has been understood of a card so far, property by property."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from companion.formats.vcard.card import Card, Property
from companion.formats.vcard.role import LEAST_PREFERRED, Role
from companion.formats.vcard.shown import LONGEST_LINE, is_cut, one_line
from companion.formats.vcard.value import components_of, text_of, unescaped, values_of
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


Handler = Callable[["Gathered", str, Role], None]
"""Takes what a property says into what is gathered: its value, as it stands or on one line."""


class Way(NamedTuple):
    """How a property is understood."""

    take: Handler | None
    """None for one that says nothing of a person."""
    is_line: bool
    """It takes the value on one line."""
    role: Role


class Gathered:
    """The parts of a contact in the order of the card."""

    __slots__ = (
        *("address_labels", "birthdays", "card", "details", "is_group", "is_unordered", "labels", "members"),
        *(
            "names",
            "notes",
            "organisations",
            "parted_names",
            "phonetic",
            "photo",
            "place",
            "points",
            "remarks",
        ),
        *("spare", "tags", "titles", "uid"),
    )

    def __init__(self, card: Card) -> None:
        self.card = card
        self.place = 0
        """Of the property in the card that is being understood."""
        self.names: list[Ranked] = []
        self.parted_names: list[int] = []
        """The places of N."""
        self.organisations: list[Ranked] = []
        self.titles: list[Ranked] = []
        self.points: list[FoundPoint] = []
        self.is_unordered = False
        """A point stands behind a less preferred one of its kind."""
        self.address_labels: list[FoundPoint] = []
        """LABEL: addresses in words, for cards without ADR."""
        self.birthdays: list[Ranked] = []
        self.tags: list[str] = []
        self.notes: list[str] = []
        self.details: list[FoundDetail] = []
        self.phonetic: dict[str, str] = {}
        self.photo: Photo | None = None
        self.uid: str | None = None
        self.is_group = False
        self.members: list[str] = []
        self.labels: dict[str, str | None] = {}
        """The own label of each group."""
        self.spare: list[tuple[int, str, Role]] = []
        """Place, value and head of properties that count only where the usual ones are missing."""
        self.remarks: list[Problem] = []

    @property
    def version(self) -> str:
        """The version of the card."""
        return self.card.version

    @property
    def one(self) -> Property:
        """The property that is being understood."""
        return self.card.properties[self.place]

    def text(self, value: str, role: Role) -> str:
        """The value as it stands, as text."""
        if role.is_coded:
            return text_of(self.one, self.card.version, self.card.encoding)
        return unescaped(value, self.card.version) if "\\" in value else value

    def line(self, value: str, role: Role) -> str:
        """The value as it stands, on one line."""
        if role.is_coded or "\\" in value:
            value = self.text(value, role)
        if value.isprintable() and len(value) <= LONGEST_LINE:
            return value.strip()
        return self.shown(value)

    def shown(self, text: str) -> str:
        """A text on one line, and a remark if it is too long for it."""
        if is_cut(text):
            self.remark(ProblemCode.CUT, text)
        return one_line(text)

    def parts(self, value: str, role: Role) -> Sequence[str]:
        """The components of the value as it stands, which may have several lines."""
        if role.is_coded or "\\" in value:
            return components_of(self.one, self.card.version, self.card.encoding)
        return value.split(";")

    def listed(self, value: str, role: Role) -> Sequence[str]:
        """The values of the list as it stands, each on one line."""
        if role.is_coded or "\\" in value or not value.isprintable() or len(value) > LONGEST_LINE:
            return [self.shown(text) for text in values_of(self.one, self.card.version, self.card.encoding)]
        return [text.strip() for text in value.split(",")]

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

    def remark(self, code: ProblemCode, text: str) -> None:
        """Report it of the property being understood; things cut are reported once a card."""
        is_known = code is ProblemCode.CUT and any(problem.code is code for problem in self.remarks)
        if not is_known and len(self.remarks) < _MOST_REMARKS:
            one = self.one
            name = one.name.upper() or None
            self.remarks.append(Problem(code, one.first_line, one.last_line, name, offending(text)))

    def label_in(self, group: str) -> str | None:
        """The own label of a group."""
        return self.labels.get(group) if group else None

    def all_points(self) -> tuple[ContactPhrase, ...]:
        """The contact points with their labels, the preferred ones of each kind first, none twice."""
        if self.address_labels and all(point[0] is not ContactKind.ADDRESS for point in self.points):
            for point in self.address_labels:
                self.add_point(*point)
        points = _by_preference(self.points) if self.is_unordered else self.points
        if self.labels:
            labels = self.labels
            phrases = [
                ContactPhrase(kind, value, value, (group and labels.get(group)) or label)
                for kind, value, label, _, group in points
            ]
        else:
            phrases = [ContactPhrase(kind, value, value, label) for kind, value, label, _, _ in points]
        if len(points) > 1 and len({point[1] for point in points}) < len(points):
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
