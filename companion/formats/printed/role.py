"""Which piece of print is the name, which what somebody does, and which where: by words, size, place and e-mail."""

from collections.abc import Sequence

from companion.formats.payload.shape import is_whole_name
from companion.formats.printed.piece import Piece
from companion.formats.printed.said_by import Evidence
from companion.formats.printed.word import ACADEMIC, DOING, FIRM, LEGAL
from companion.model.payload import BadgeField

_SAME_PRINT = 1.35
"""Heights of one print differ by less than this times, as they are read."""
_ACCENTED, _AS_WIDE = 1.6, 1.25
"""Heights of one print differ by less than that where there are accents, if the widths of its letters do by less."""
_MOST_LETTERS = 48
_HALF, _LEAST = 0.5, 0.01
_LOGO = 1.1
"""What is so many times as high as the name is no slogan."""
_MOST_LOGO_WORDS = 4


def bare_name(text: str) -> str:
    """A name without the degrees and forms of address before and behind it."""
    return " ".join(ACADEMIC.sub(" ", text).replace(",", " ").split())


class Roles:
    """Tells the pieces that are words, one kind after the other."""

    def __init__(self, pieces: Sequence[Piece], fields: list[BadgeField], evidence: Evidence) -> None:
        self.pieces = pieces
        self.fields = fields
        """Of each piece; what is told is put here."""
        self.evidence = evidence
        self.tallest = max((piece.height for piece in pieces), default=1)

    def tell(self) -> None:
        """Tell the name first, which an address proves best; then where, then what somebody does there."""
        name = self._name()
        for place in name:
            self.fields[place] = BadgeField.NAME
        where = self._organisation(name)
        if where is not None:
            self.fields[where] = BadgeField.ORGANISATION
        self._tell_titles(name)

    def left(self) -> list[int]:
        """The places of words that nothing is told of."""
        return [
            place
            for place, piece in enumerate(self.pieces)
            if self.fields[place] is BadgeField.NOTHING
            and piece.label is None
            and any(map(str.isalpha, piece.text))
        ]

    def is_below(self, place: int, other: int) -> bool:
        """Whether the second piece is the next line below the first."""
        upper, lower = self.pieces[place].box, self.pieces[other].box
        height = max(upper[3] - upper[1], lower[3] - lower[1])
        is_under = upper[1] < lower[1] and lower[1] - upper[3] < 1.2 * height
        return is_under and upper[0] < lower[2] and lower[0] < upper[2]

    def is_same_print(self, place: int, other: int) -> bool:
        """Whether two pieces are of one size."""
        low, high = sorted((self.pieces[place].height, self.pieces[other].height))
        return high < _SAME_PRINT * low or (high < _ACCENTED * low and self._is_as_wide(place, other))

    def _is_as_wide(self, place: int, other: int) -> bool:
        """Whether the letters of two pieces are: accents, and letters that go below the line, make one higher only."""
        low, high = sorted((self.pieces[place].width_of_letter, self.pieces[other].width_of_letter))
        return high < _AS_WIDE * low

    def _name(self) -> tuple[int, ...]:
        left = self.left()
        pairs = [
            (one, two)
            for one in left
            for two in left
            if self.is_below(one, two) and self.is_same_print(one, two)
        ]
        tried = [
            (fit, places) for places in [*((one,) for one in left), *pairs] if (fit := self._fit(places)) > 0
        ]
        return max(tried, key=lambda one: one[0])[1] if tried else ()

    def _fit(self, places: tuple[int, ...]) -> float:
        """How much some pieces together look like the name of whom the card is of; 0 if they do not."""
        texts = [bare_name(self.pieces[place].text) for place in places]
        text = " ".join(texts)
        share = self.evidence.fit_of_name(text)
        is_name = is_whole_name(text) and max(map(len, text.split())) > 1 and len(text) <= _MOST_LETTERS
        is_other = DOING.search(text) or FIRM.search(text)
        if (not is_name and share < _HALF) or any(map(str.isdecimal, text)):
            return 0.0
        if (
            (is_other and share < 1)
            or LEGAL.search(text)
            or (len(places) > 1 and not self._are_one_name(*places))
        ):
            return 0.0
        is_firm = share < _HALF and self.evidence.is_company(text)
        if is_firm and self.evidence.is_whole_company(text):
            return 0.0
        size = max(self.pieces[place].height for place in places) / self.tallest
        fit = 4 * share + 1.5 * size + is_name - 2 * is_firm - 0.02 * places[0] + 0.1 * len(places)
        return max(fit, _LEAST)

    def _are_one_name(self, place: int, other: int) -> bool:
        """Whether two lines are a name together: neither is one by itself, or addresses tell; degrees may follow."""
        first, second = (bare_name(self.pieces[one].text) for one in (place, other))
        if not second:
            return is_whole_name(first)
        shares = [self.evidence.fit_of_name(text) for text in (first, second)]
        if all(shares):
            return True
        if DOING.search(second) or is_whole_name(second):
            return False
        if " " not in first + second and shares[0] >= _HALF:
            return not self.evidence.is_name_of_host(second)
        if any(self.evidence.is_company(text) for text in (first, second)):
            return False
        is_tail = " " not in second and second.istitle() and bool(self.evidence.companies)
        return (is_tail and self._is_as_wide(place, other)) or not is_whole_name(first)

    def _organisation(self, name: tuple[int, ...]) -> int | None:
        logo = _LOGO * max((self.pieces[place].height for place in name), default=self.tallest)
        best = max(self.left(), key=lambda place: self._fit_of_organisation(place, logo), default=None)
        return best if best is not None and self._fit_of_organisation(best, logo) > 0 else None

    def _fit_of_organisation(self, place: int, logo: float) -> float:
        """How much a piece looks like the name of a company or a house; 0 if nothing tells."""
        piece = self.pieces[place]
        is_told, does = self.evidence.is_company(piece.text), DOING.search(piece.text) is not None
        is_legal = LEGAL.search(piece.text) is not None
        is_firm = is_legal or (FIRM.search(piece.text) is not None and (is_told or not does))
        is_logo = piece.height >= logo and len(piece.text.split()) <= _MOST_LOGO_WORDS and not does
        told = 4 * is_told + 2 * is_firm + 1.5 * is_legal + is_logo
        return told + piece.height / self.tallest if told else 0.0

    def _tell_titles(self, name: tuple[int, ...]) -> None:
        told = {
            self.pieces[place].text
            for place, field in enumerate(self.fields)
            if field is not BadgeField.NOTHING
        }
        found = [
            place
            for place in self.left()
            if DOING.search(self.pieces[place].text) and self.pieces[place].text not in told
        ]
        if not found and name:
            below = (place for place in self.left() if self.is_below(name[-1], place))
            found = [place for place in below if self.pieces[place].height < self.pieces[name[-1]].height][:1]
        for place in found[:2]:
            self.fields[place] = BadgeField.TITLE
