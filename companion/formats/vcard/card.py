"""A card as it stands in its file: properties in order, undecoded, and the bytes they came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from companion.model.problem import Problem


class Property(NamedTuple):
    """One property: unfolded, its bytes decoded by its charset, its value still escaped or encoded."""

    group: str
    """The part before the dot, as written; empty without one."""
    name: str
    """As written, upper or lower case."""
    parameters: str
    """Everything between name and colon, without the semicolon that starts it; empty without any."""
    value: str
    """Still as on the card: backslashes, quoted-printable (soft breaks taken out) and base64 undecoded."""
    first_line: int
    """Counted from 1 in the file."""
    last_line: int


@dataclass(frozen=True, slots=True)
class Card:
    """One card of a file."""

    version: str
    """`2.1`, `3.0` or `4.0`; where the card does not say, the one its syntax is of."""
    properties: Sequence[Property]
    """All between BEGIN and END, VERSION and lines that are no property included (those with an empty name)."""
    raw: bytes
    """BEGIN to END as they came, but UTF-16 and UTF-32 as UTF-8; a missing BEGIN or END is added."""
    encoding: str | None
    """The charset by which bytes are read that declare none; None for UTF-8."""
    first_line: int
    last_line: int
    problems: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether it passes a limit, so that nothing of it is taken over."""
        return any(problem.is_refusal for problem in self.problems)


def digest_of(raw: bytes) -> str:
    """SHA-256 (hex) of a card's lines: the same however they end, and with or without blank ones behind."""
    lines = raw.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return sha256(lines.strip(b"\n")).hexdigest()
