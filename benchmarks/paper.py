"""Paper cards: how often what is printed is not told from a photograph, by what it is, and what a card costs."""

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence

import psutil

from benchmarks.figure import Figure, percentile
from companion.formats.paper_card import cells_of
from companion.model.paper import PrintedLine
from companion.model.payload import BadgeField
from companion.picture.paper import printed_lines
from tests.picture.paper_layout import LAYOUTS, printed
from tests.picture.paper_scene import WEARS, photographed
from tests.picture.paper_truth import TRUTHS, Truth

_EACH = int(os.environ.get("COMPANION_PAPER_EACH", "4"))
"""Cards of each kind of photograph; with 10 there are three of each person."""
_LIMITS = {
    "name": 15.0,
    "title": 5.0,
    "company": 10.0,
    "e-mail": 3.0,
    "page": 4.0,
    "numbers": 3.0,
    "street": 6.0,
}
"""Per cent that may be missed: names have letters that the reader has not learnt, as ő."""
_FROM = 5
"""The first layout: the rules were made with others of these people's cards in sight."""
_CAPITALS = next(number for number, one in enumerate(LAYOUTS) if one.__name__ == "_capitals")


def figures() -> Sequence[Figure]:
    """What is missed, of all and of the worst kind of photograph; then what a card costs."""
    printed_lines(_photo(0, 0, "scan"))
    process = psutil.Process()
    before = process.memory_info().rss
    missed: Counter[str] = Counter()
    seconds, levels = [], []
    for number, (kind, card, layout) in enumerate(_cards()):
        content = _photo(card, layout, kind)
        start = time.process_time()
        lines = printed_lines(content)
        if kind not in ("head", "quarter"):
            seconds.append(time.process_time() - start)
        missed.update(_missed(lines, TRUTHS[card], is_in_capitals=layout == _CAPITALS))
        if number % _EACH == 0:
            levels.append(process.memory_info().rss - before)
    count = len(WEARS) * _EACH
    return [
        *(
            Figure(
                f"{what} not told, of {count} photographed cards", "%", 100 * missed[what] / count, limit, 1.0
            )
            for what, limit in _LIMITS.items()
        ),
        Figure("a card that is held upright, CPU p50", "s", percentile(seconds, 0.5), 4.0, 1.0),
        Figure("memory that grows while cards are read", "MB", max(0.0, levels[-1] / 1e6), 400.0, 1.0),
    ]


def _cards() -> Iterator[tuple[str, int, int]]:
    """Every kind of photograph with people and layouts in turn."""
    for number, kind in enumerate(WEARS):
        for place in range(_EACH):
            card = (11 * place + 5 * number) % len(TRUTHS)
            yield kind, card, (card + number + _FROM) % len(LAYOUTS)


def _photo(card: int, layout: int, kind: str) -> bytes:
    return photographed(printed(TRUTHS[card], layout), WEARS[kind], card)


def _missed(lines: Sequence[PrintedLine], truth: Truth, *, is_in_capitals: bool) -> Iterator[str]:
    """What of a card is not exactly as it is printed; blanks between words count, those in numbers do not."""
    cells = cells_of(lines)

    def said(field: BadgeField) -> str:
        found = ", ".join(text for text, some in cells if some is field)
        return _alike(found) if is_in_capitals else found

    def right(text: str) -> str:
        return _alike(text) if is_in_capitals else text

    if said(BadgeField.NAME) != right(truth.name):
        yield "name"
    if said(BadgeField.TITLE) != right(truth.title):
        yield "title"
    if said(BadgeField.ORGANISATION) != right(truth.company):
        yield "company"
    if said(BadgeField.EMAIL).casefold() != truth.email:
        yield "e-mail"
    if said(BadgeField.URL).casefold() != truth.url:
        yield "page"
    numbers = {_digits(text) for text, field in cells if field is BadgeField.PHONE}
    if numbers != {_digits(truth.phone), _digits(truth.mobile)}:
        yield "numbers"
    street = _letters(said(BadgeField.ADDRESS))
    if not all(_letters(right(text)) in street for text in (truth.street, truth.town)):
        yield "street"


def _alike(text: str) -> str:
    """Capitals and small letters as one, those of Turkish too."""
    return text.casefold().replace("i̇", "i").replace("ı", "i")


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
