"""What is printed on a paper card, as it was read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of print on a paper card, as it was read."""

    text: str
    box: tuple[int, int, int, int]
    """Left, top, right and bottom in pixels of the picture as it is kept; print that lies is made to stand before."""
