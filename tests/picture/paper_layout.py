"""Paper cards whose print is known, drawn in many layouts."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.picture.paper_truth import Truth

_OWN = Path(__file__).parents[2] / "resources" / "fonts"
_FONTS = {
    "light": ("Inter-Regular.ttf",),
    "bold": ("Inter-Bold.ttf",),
    "half": ("Inter-SemiBold.ttf",),
    # Where none of these is installed, our own stands for it.
    "serif": ("C059-Roman.otf", "DejaVuSerif.ttf", "Inter-Regular.ttf"),
    "serif-bold": ("P052-Bold.otf", "DejaVuSerif-Bold.ttf", "Inter-Bold.ttf"),
    "narrow": ("NimbusSansNarrow-Regular.otf", "DejaVuSansCondensed.ttf", "Inter-Regular.ttf"),
    "narrow-bold": ("NimbusSansNarrow-Bold.otf", "DejaVuSansCondensed-Bold.ttf", "Inter-Bold.ttf"),
    "geometric": ("URWGothic-Book.otf", "DejaVuSans.ttf", "Inter-Regular.ttf"),
    "slanted": ("NimbusRoman-Italic.otf", "DejaVuSerif.ttf", "Inter-Medium.ttf"),
}
_WIDTH, _HEIGHT = 1500, 970
"""Of a card; 17.6 points a millimetre."""
_MARGIN = 60
_POINT = 6.2
"""Points of the picture to one of print."""


@cache
def font(style: str, size: float) -> ImageFont.FreeTypeFont:
    """A font by its style, in points of print."""
    for name in _FONTS[style]:
        try:
            return ImageFont.truetype(str(_OWN / name) if name.startswith("Inter") else name, size * _POINT)
        except OSError:
            continue
    raise AssertionError(style)


class Card:
    """A card that is being printed."""

    def __init__(self, paper: str = "white", ink: str = "#1c1c1c", *, is_upright: bool = False) -> None:
        self.image = Image.new("RGB", (_HEIGHT, _WIDTH) if is_upright else (_WIDTH, _HEIGHT), paper)
        self.pen = ImageDraw.Draw(self.image)
        self.ink = ink

    def write(
        self,
        x: int,
        y: int,
        text: str,
        size: float = 8,
        style: str = "light",
        ink: str = "",
        anchor: str = "ls",
        most: int = 0,
    ) -> None:
        """Text at a place; smaller if it were wider than `most`, or than there is room."""
        room = {"l": self.image.width - x, "r": x, "m": 2 * min(x, self.image.width - x)}[anchor[0]] - _MARGIN
        width = font(style, size).getlength(text)
        size *= min(1.0, (most or room) / max(width, 1))
        self.pen.text((x, y), text, font=font(style, size), fill=ink or self.ink, anchor=anchor)

    def column(
        self,
        x: int,
        y: int,
        lines: list[str],
        size: float = 8,
        style: str = "light",
        anchor: str = "ls",
        most: int = 0,
    ) -> None:
        for number, line in enumerate(lines):
            self.write(
                x, y + round(number * size * _POINT * 1.45), line, size, style, anchor=anchor, most=most
            )


def _plain(truth: Truth) -> Card:
    card = Card()
    card.write(90, 150, truth.company, 13, "bold", "#16418a")
    card.write(90, 400, truth.name, 13, "half")
    card.write(90, 480, truth.title, 9)
    card.column(90, 680, [truth.street, truth.town], 7.5)
    card.column(820, 680, [f"Tel. {truth.phone}", f"Mobil {truth.mobile}", truth.email, truth.url], 7.5)
    return card


def _centred(truth: Truth) -> Card:
    card = Card("#fbf8ef")
    card.write(750, 300, truth.name, 15, "serif-bold", anchor="ms")
    card.write(750, 380, truth.title, 9, "slanted", anchor="ms")
    card.pen.line((500, 430, 1000, 430), "#a08040", 3)
    card.write(750, 540, truth.company, 11, "serif", anchor="ms")
    card.column(
        750, 660, [f"{truth.street}, {truth.town}", f"{truth.phone}  ·  {truth.mobile}"], 8, "serif", "ms"
    )
    card.write(750, 860, f"{truth.email}  |  {truth.url}", 8, "serif", anchor="ms")
    return card


def _right(truth: Truth) -> Card:
    card = Card()
    card.pen.polygon([(80, 80), (280, 80), (180, 250)], "#d0452f")
    card.write(1410, 170, truth.company, 10, "geometric", anchor="rs")
    card.write(1410, 450, truth.name, 12, "bold", anchor="rs")
    card.write(1410, 520, truth.title, 8, anchor="rs")
    card.column(1410, 660, [truth.phone, truth.mobile, truth.email, truth.url], 7.5, anchor="rs", most=680)
    card.write(90, 890, f"{truth.street}, {truth.town}", 7.5, most=560)
    return card


def _two_columns(truth: Truth) -> Card:
    card = Card()
    card.write(80, 380, truth.name, 11, "half", most=710)
    card.write(80, 450, truth.title, 8, most=710)
    card.write(80, 860, truth.company, 9, "bold", "#2a7a4b", most=710)
    card.pen.line((830, 100, 830, 870), "#2a7a4b", 4)
    for number, (label, value) in enumerate(
        [("T", truth.phone), ("M", truth.mobile), ("E", truth.email), ("W", truth.url)]
    ):
        card.write(870, 300 + 75 * number, label, 7, "bold", "#2a7a4b")
        card.write(930, 300 + 75 * number, value, 7)
    card.column(870, 660, [truth.street, truth.town], 7)
    return card


def _capitals(truth: Truth) -> Card:
    card = Card("#f4f4f4")
    card.write(100, 220, _upper(truth.name), 16, "narrow-bold")
    card.write(100, 300, _upper(truth.title), 9, "narrow")
    card.write(100, 560, _upper(truth.company), 11, "narrow-bold", "#777777")
    card.column(
        100, 660, [truth.street, truth.town, f"{truth.phone} / {truth.mobile}", truth.email], 8, "narrow"
    )
    card.write(1400, 890, truth.url, 8, "narrow", anchor="rs")
    return card


def _dark(truth: Truth) -> Card:
    card = Card("#17202c", "#f2efe8")
    card.pen.ellipse((1180, 90, 1400, 310), outline="#c9a24b", width=14)
    card.write(90, 190, truth.company, 12, "half", "#c9a24b")
    card.write(90, 480, truth.name, 12, "half")
    card.write(90, 550, truth.title, 8)
    card.column(90, 700, [f"P: {truth.phone}", f"C: {truth.mobile}", f"E: {truth.email}"], 7.5, most=700)
    card.column(850, 700, [truth.street, truth.town, truth.url], 7.5)
    return card


def _coloured(truth: Truth) -> Card:
    card = Card("#0d7f86", "white")
    card.pen.rectangle((0, 0, 430, _HEIGHT), "#f2c14e")
    card.pen.ellipse((115, 350, 315, 550), "#0d7f86")
    card.write(500, 200, truth.name, 13, "bold")
    card.write(500, 275, truth.title, 8.5)
    card.write(500, 420, truth.company, 9, "half", "#ffe9b0")
    card.column(
        500, 600, [truth.phone, truth.mobile, truth.email, truth.url, f"{truth.street} · {truth.town}"], 8
    )
    return card


def _small(truth: Truth) -> Card:
    card = Card()
    card.write(110, 430, truth.name, 9, "half")
    card.write(110, 485, truth.title, 6.5)
    card.write(110, 560, truth.company, 6.5, "half")
    card.write(110, 610, f"{truth.street} · {truth.town}", 6)
    card.write(110, 660, f"Tel {truth.phone}     Mob {truth.mobile}", 6)
    card.write(110, 710, f"{truth.email}     {truth.url}", 6)
    return card


def _stacked(truth: Truth) -> Card:
    card = Card()
    first, _, last = truth.name.rpartition(" ")
    card.write(90, 230, first, 18, "geometric")
    card.write(90, 360, last, 18, "geometric")
    card.write(90, 450, truth.title, 9, "geometric")
    card.write(1410, 180, truth.company, 8, "bold", "#b0303a", "rs")
    card.column(
        90, 640, [f"{truth.street}, {truth.town}", f"Mobile: {truth.mobile}", f"Office: {truth.phone}"], 8
    )
    card.write(90, 880, f"{truth.email} | {truth.url}", 8)
    return card


def _in_lines(truth: Truth) -> Card:
    card = Card("#eef3f7")
    card.pen.rectangle((0, 0, _WIDTH, 130), "#24507a")
    card.write(90, 90, truth.company, 12, "half", "white")
    card.write(90, 330, truth.name, 13, "serif-bold")
    card.write(90, 400, truth.title, 9, "serif")
    card.write(90, 640, f"Tel. {truth.phone} | Mobil {truth.mobile}", 8)
    card.write(90, 710, f"E-Mail: {truth.email}", 8)
    card.write(90, 780, f"Web: {truth.url}", 8)
    card.write(90, 880, f"{truth.company} · {truth.street} · {truth.town}", 6.5)
    return card


def _logo(truth: Truth) -> Card:
    card = Card()
    for number, colour in enumerate(("#e4572e", "#17bebb", "#ffc914")):
        card.pen.rectangle((520 + 160 * number, 110, 650 + 160 * number, 240), colour)
    card.write(750, 370, truth.company, 15, "bold", anchor="ms")
    card.write(90, 640, truth.name, 10, "half", most=640)
    card.write(90, 700, truth.title, 8, most=640)
    card.column(90, 790, [truth.street, truth.town], 7)
    card.column(1410, 640, [truth.phone, truth.mobile, truth.email, truth.url], 7.5, anchor="rs", most=640)
    return card


def _upright(truth: Truth) -> Card:
    card = Card("#fdfdfd", is_upright=True)
    card.pen.rectangle((0, 0, _HEIGHT, 360), "#5a3d7a")
    card.write(485, 220, truth.company, 9.5, "half", "white", "ms")
    card.write(485, 560, truth.name, 10, "half", anchor="ms")
    card.write(485, 630, truth.title, 7.5, anchor="ms")
    lines = [
        truth.street,
        truth.town,
        "",
        f"T {truth.phone}",
        f"M {truth.mobile}",
        "",
        truth.email,
        truth.url,
    ]
    card.column(485, 830, lines, 7.5, anchor="ms")
    return card


def _letter(truth: Truth) -> Card:
    card = Card()
    card.write(100, 150, truth.company, 9, "serif-bold")
    card.column(100, 230, [truth.street, truth.town], 7.5, "serif")
    card.write(100, 540, truth.name, 12, "serif-bold")
    card.write(100, 610, truth.title, 8.5, "serif")
    card.column(
        100, 740, [f"Phone {truth.phone}  Fax {truth.phone[:-2]}00", f"Mobile {truth.mobile}"], 7.5, "serif"
    )
    card.column(100, 870, [f"{truth.email}     {truth.url}"], 7.5, "serif")
    return card


def _foot(truth: Truth) -> Card:
    card = Card("#e9e4da")
    card.column(100, 150, [truth.phone, truth.mobile, truth.email, truth.url], 8, "geometric")
    card.column(1400, 150, [truth.street, truth.town], 8, "geometric", "rs")
    card.write(100, 790, truth.name, 14, "bold")
    card.write(100, 870, truth.title, 9, most=600)
    card.write(1400, 870, truth.company, 9, "half", anchor="rs", most=560)
    return card


LAYOUTS: tuple[Callable[[Truth], Card], ...] = (
    _plain,
    _centred,
    _right,
    _two_columns,
    _capitals,
    _dark,
    _coloured,
    _small,
    _stacked,
    _in_lines,
    _logo,
    _upright,
    _letter,
    _foot,
)


def _upper(text: str) -> str:
    """Capitals as the language has them: ß stays, and where letters are Turkish i gets its dot."""
    if any(char in "ışğİ" for char in text):
        text = text.replace("i", "İ")
    return text.replace("ß", "ẞ").upper().replace("ẞ", "SS")


def printed(truth: Truth, layout: int) -> Image.Image:
    """A card as it leaves the printer."""
    return LAYOUTS[layout](truth).image
