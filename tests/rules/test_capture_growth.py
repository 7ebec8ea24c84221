"""Reading grows with the length of a line and no faster, whatever the line is made of."""

from collections.abc import Sequence
from datetime import date
from time import process_time

import pytest

from companion.model.capture import Span
from companion.rules.capture import read

SHORT, TIMES = 2_500, 16
MOST = 2 * TIMES
"""What is quadratic takes TIMES * TIMES as long."""
REPEATED = """
@a_ ?x_ !x_mon_ *_ * #_ # @ / & A_& need: need:_ tag:a, offer:_, mailto: tel:_ tel www. www.a. www.a, www.a/ http:// https://a_
a@a. a@b.co, a@b.co_ a.b/ a.com/_ a-a. ,_ ,a ,- ,_#a -_ _, „a_“ ?"_ ?"a"_ @"?"+"!" "a_ 1, #a1, ( )_ <a@b.co>_
12_Dec_ !x_12_Dec_2027_ !fri!_ \u202e?x_ \u202e 🎈 ：
"""
AROUND = [
    ("Mira", ", ", " @Kite"),
    ("Mira", ",", "@Kite"),
    ("Mira", ", - ", " @Kite"),
    ("Mira", ", #a", ", CEO @Kite"),
    ("", "(", "https://kite.no"),
    ("https://kite.no", ")", ""),
    ("https://kite.no", ",", ""),
    ("x", "www.a.", ""),
    ("?x", ",", ""),
    ("?x", " -", ""),
    ("?x ", "-", "x"),
    ("!", "a ", "fri"),
    ("!fri", "!", ""),
    ("#a", "1,", ""),
    ("", "a", "@kite.no"),
    ("a@", "b.", "no"),
    ("", "tel ", "a@kite.no"),
    ('"', "a ", ""),
]
RANGES = [("?x ", 3, 2), ("A & ", 7, 1), ("#x\u200b ", 9, 4), ("?x, a@b.co @y ", 2, 50_000)]


def cost(line: str, off: Sequence[Span] = ()) -> float:
    """Seconds of this process that reading takes, at best."""
    found = []
    for _ in range(2):
        start = process_time()
        read(line, today=date(2026, 6, 10), region="DE", off=off)
        found.append(process_time() - start)
    return min(found)


def filled(before: str, piece: str, behind: str, length: int) -> str:
    return before + piece * (length // len(piece)) + behind


@pytest.mark.parametrize(
    "pieces", [*(("", piece.replace("_", " "), "") for piece in REPEATED.split()), *AROUND], ids=repr
)
def test_a_longer_line_takes_longer_in_proportion(pieces):
    assert cost(filled(*pieces, SHORT * TIMES)) < MOST * cost(filled(*pieces, SHORT)) + 0.02


@pytest.mark.parametrize(("piece", "step", "width"), RANGES)
def test_more_ranges_switched_off_take_longer_in_proportion(piece, step, width):
    def taken(length: int) -> float:
        off = [(start, start + width) for start in range(0, length, step)]
        return cost(filled("", piece, "", length), off[::-1])

    assert taken(SHORT * TIMES) < MOST * taken(SHORT) + 0.02
