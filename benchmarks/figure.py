"""A measured ratio and its goal; the table and the file that show them."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured: `ours` and `limit` in the unit, judged by what `ratio` may be at most."""

    what: str
    unit: str
    ours: float
    limit: float
    goal: float
    """The largest ratio of ours to the limit that is still right."""

    @property
    def ratio(self) -> float:
        """Ours to the limit."""
        return self.ours / self.limit

    @property
    def ok(self) -> bool:
        """Whether the ratio is right."""
        return self.ratio <= self.goal


def percentile(values: Sequence[float], part: float) -> float:
    """The value that a part of the values, 0 to 1, does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def table(figures: Sequence[Figure]) -> str:
    """The figures for people."""
    lines = [f"{'what':<58}{'ours':>10}{'limit':>10}{'':>4}{'ratio':>8}{'goal':>7}"]
    for one in figures:
        verdict = "ok" if one.ok else "TOO SLOW"
        lines.append(
            f"{one.what:<58}{one.ours:>10.3f}{one.limit:>10.3f}{one.unit:>4}"
            f"{one.ratio:>8.2f}{one.goal:>7.2f}  {verdict}"
        )
    return "\n".join(lines)


def write(figures: Sequence[Figure], path: Path) -> None:
    """The figures for programs."""
    rows = [asdict(one) | {"ratio": one.ratio, "ok": one.ok} for one in figures]
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
