"""The look as plain values: colours of both themes, sizes, and the type scale."""

from dataclasses import dataclass
from enum import Enum, StrEnum


class Role(StrEnum):
    """What a coloured text or chip is about; the words beside it always say so too."""

    NEED = "need"
    OFFER = "offer"
    PROMISE = "promise"
    DATE = "date"
    PERSON = "person"
    ORGANISATION = "organisation"
    OK = "ok"
    DANGER = "danger"
    NEUTRAL = "neutral"


class Ink(StrEnum):
    """Colours of text that carry no meaning of their own."""

    TEXT = "text"
    MUTED = "muted"
    FAINT = "faint"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Pair:
    """A text colour and the soft colour under it, as #RRGGBB."""

    ink: str
    soft: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one theme, as #RRGGBB; text pairs keep 4.5:1, borders, rings and charts 3:1 (WCAG 2.1)."""

    bg: str
    surface: str
    sunken: str
    hover: str
    selected: str
    border: str
    """Separates; never the only sign of a control."""
    strong: str
    """The border of a control."""
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    focus: str
    need: Pair
    offer: Pair
    promise: Pair
    date: Pair
    person: Pair
    organisation: Pair
    danger: Pair
    ok: Pair
    charts: tuple[str, str, str, str]
    avatars: tuple[Pair, ...]
    undo: str
    """The accent on a toast, which has the colours of text and surface exchanged."""
    dim: tuple[int, int, int, int]
    """Red, green, blue and alpha of the veil under an overlay."""

    def pair(self, role: Role) -> Pair:
        """The colours of a chip."""
        if role is Role.NEUTRAL:
            return Pair(self.muted, self.sunken)
        pair: Pair = getattr(self, role.value)
        return pair

    def colour(self, ink: Ink | Role) -> str:
        """The colour of a text that stands on a surface."""
        if isinstance(ink, Role):
            return self.pair(ink).ink
        colour: str = getattr(self, ink.value)
        return colour


LIGHT = Tokens(
    bg="#F6F4F0",
    surface="#FFFFFF",
    sunken="#EEEBE5",
    hover="#F1EEE8",
    selected="#E3F0EC",
    border="#E0DBD2",
    strong="#8A8377",
    text="#1E1C19",
    muted="#57524A",
    faint="#6B655B",
    accent="#0E6B5B",
    accent_hover="#0B574A",
    accent_pressed="#083F36",
    on_accent="#FFFFFF",
    accent_soft="#DDEFEA",
    focus="#0E6B5B",
    need=Pair("#A02758", "#FBE4ED"),
    offer=Pair("#1D5AA6", "#E1EDFA"),
    promise=Pair("#845200", "#FBEFD3"),
    date=Pair("#5A43A8", "#ECE8FA"),
    person=Pair("#0E6B5B", "#DDEFEA"),
    organisation=Pair("#4A5160", "#E8EAEE"),
    danger=Pair("#B3261E", "#FBE4E1"),
    ok=Pair("#22703A", "#DFF1E3"),
    charts=("#0E6B5B", "#5F8FCC", "#C08416", "#C2557F"),
    avatars=(
        Pair("#27504F", "#D9E7E6"),
        Pair("#2F5237", "#DDE7DC"),
        Pair("#2F4A6D", "#DCE4EE"),
        Pair("#7A3B33", "#EFDFDD"),
        Pair("#513F75", "#E6E0EF"),
        Pair("#594F16", "#ECE6CC"),
        Pair("#46423B", "#E3E1DD"),
        Pair("#763452", "#F0DFE7"),
    ),
    undo="#74D6BF",
    dim=(27, 28, 27, 79),
)

DARK = Tokens(
    bg="#161513",
    surface="#1F1E1B",
    sunken="#1A1917",
    hover="#292723",
    selected="#17362F",
    border="#35322D",
    strong="#8D867A",
    text="#EFECE6",
    muted="#B9B3A8",
    faint="#A09A8F",
    accent="#54C8AD",
    accent_hover="#74D6BF",
    accent_pressed="#3CAF95",
    on_accent="#06231C",
    accent_soft="#17362F",
    focus="#74D6BF",
    need=Pair("#F39ABD", "#43202F"),
    offer=Pair("#8CBEF5", "#1B3048"),
    promise=Pair("#EDBE65", "#3D2F12"),
    date=Pair("#BBA9F5", "#2D2647"),
    person=Pair("#6FD3BB", "#17362F"),
    organisation=Pair("#B6BDCB", "#2B2E35"),
    danger=Pair("#F59A91", "#46211E"),
    ok=Pair("#84D39A", "#1B3823"),
    charts=("#45B89D", "#7FB0EA", "#DDAA4B", "#E583AC"),
    avatars=(
        Pair("#B6E0DE", "#253C3B"),
        Pair("#BFE0C5", "#2B3D2F"),
        Pair("#BFD6F2", "#2A394C"),
        Pair("#F2C9C3", "#4A302D"),
        Pair("#D8CBF5", "#3A3250"),
        Pair("#E8DFAE", "#40391D"),
        Pair("#DDD7CC", "#3A3733"),
        Pair("#F2C5DA", "#482C39"),
    ),
    undo="#0E6B5B",
    dim=(0, 0, 0, 128),
)


@dataclass(frozen=True, slots=True)
class Face:
    """A size in pixels (at 100 % text) and a weight of the one family."""

    size: int
    weight: int
    tabular: bool = False
    """Whether all digits are equally wide, for numbers that change in place."""


class Type(Enum):
    """The type scale."""

    DISPLAY = Face(28, 700)
    TITLE = Face(22, 700)
    BRAND = Face(17, 700)
    HEADING = Face(16, 600)
    BODY = Face(14, 400)
    MEDIUM = Face(14, 500)
    STRONG = Face(14, 600)
    SMALL = Face(13, 400)
    CAPTION = Face(12, 500)
    CHIP = Face(12, 600)
    CAP = Face(11, 600)
    CAPTURE = Face(22, 400)
    TIMER = Face(26, 600, tabular=True)


BODY_SIZE = Type.BODY.value.size

SPACES = (2, 4, 8, 12, 16, 24, 32, 48)

RADIUS_CHIP = 6
RADIUS_CONTROL = 8
RADIUS_ROW = 10
RADIUS_CARD = 12
RADIUS_CAPTURE = 14

SIDEBAR_WIDTH = 208
LIST_WIDTH = 352
PAGE_MARGIN_SIDE = 28
PAGE_MARGIN_TOP = 22
HINT_BAR_HEIGHT = 40
ROW_HEIGHT = 60
CHIP_ROW_HEIGHT = 66
SECTION_HEIGHT = 34
BUTTON_HEIGHT = 36
INPUT_HEIGHT = 38
FOCUS_RING = 2
