"""Reading a capture line grows with its length and no faster, whatever the line is made of."""

from collections.abc import Iterator, Sequence
from datetime import date
from time import process_time

from benchmarks.figure import Figure
from companion.model.capture import Span
from companion.rules.capture import read

SHORT, TIMES = 2_500, 16
MOST = 2.0
"""How much more than in proportion a longer line may take; what is quadratic takes TIMES as much."""
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


def figures() -> Sequence[Figure]:
    """The worst of many shapes: how many times as long a line 16 times as long takes."""
    worst = max(growths())
    return [Figure(f"reading a line {TIMES} times as long, the worst shape", "x", worst, TIMES, MOST)]


def growths() -> Iterator[float]:
    """For each shape, and for many ranges switched off, what the longer line takes to the shorter one."""
    for pieces in (*(("", piece.replace("_", " "), "") for piece in REPEATED.split()), *AROUND):
        yield _growth(cost(filled(*pieces, SHORT)), cost(filled(*pieces, SHORT * TIMES)))
    for piece, step, width in RANGES:
        short, long = (
            cost(filled("", piece, "", length), [(at, at + width) for at in range(0, length, step)][::-1])
            for length in (SHORT, SHORT * TIMES)
        )
        yield _growth(short, long)


def _growth(short: float, long: float) -> float:
    # Below some milliseconds the clock, not the reader, is measured.
    return long / max(short, _LEAST)


_LEAST = 0.001
