"""A contact as it is handed on by a code, in words: for the page, the whole screen and paper alike."""

from dataclasses import dataclass
from enum import Enum

from companion.model.code import Symbol
from companion.model.my_card import CardForm


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One fact that may be in the code."""

    key: str
    """By which a card holds it; empty for the name, which is always in it."""
    text: str
    """What it is and what it says: "E-mail  katrin@saar.example"."""
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """What one can talk about with the person: never in the code, but beside it."""

    heading: str
    """ "Ask me about" or "I am looking for"."""
    text: str


class Fitness(Enum):
    """How well a code can be scanned."""

    GOOD = "good"
    HARD = "hard"
    """Of so many modules that one has to hold still, and near."""
    NONE = "none"
    """There is no code: it would have too many modules for a phone, or cannot be read."""


@dataclass(frozen=True, slots=True)
class CodeView:
    """A contact, what of it is in the code, and the code."""

    name: str
    title: str
    organisation: str
    """Both empty unless they are shared."""
    contact_lines: tuple[str, ...]
    """How to reach the person, as far as that is shared."""
    form: CardForm
    fields: tuple[FieldLine, ...]
    asks: tuple[Ask, ...]
    symbol: Symbol | None
    fitness: Fitness
    note: str
    """How well it can be scanned, in a sentence."""
    card: str = ""
    """Which of several cards it is."""

    @property
    def role(self) -> str:
        """What the person does, and where, on one line."""
        return ", ".join(part for part in (self.title, self.organisation) if part)
