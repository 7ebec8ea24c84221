"""What an outside card said, kept as it came, so that nothing unknown in it is lost."""

from dataclasses import dataclass

from companion.model.identity import Id

IMPORT = "import"
"""The source of cards that came from files."""
SCAN = "scan"
"""The source of texts of codes that are no cards: what they say is kept, and shown, as it came."""
PAPER = "paper"
"""The source of photos of paper cards, with what was read of their print."""
TABLE = "table"
"""How the source begins of cards that were made of the rows of tables; then comes which table's columns they had."""


@dataclass(frozen=True, slots=True)
class SourceCard:
    """One card as it came; a merged person has several, a group of people has nobody."""

    id: Id
    person_id: Id | None
    """None for the card of a group (KIND=group), which became a tag."""
    source: str
    uid: str | None
    version: str
    """`2.1`, `3.0` or `4.0`; empty for the text of a code and for a paper card."""
    digest: str
    """SHA-256 (hex) of the card's lines, however they ended: the same card is known again."""
    encoding: str | None
    """The charset by which its undeclared bytes are read; None for UTF-8."""
    content: bytes
    """The card's bytes (UTF-16 and UTF-32 as UTF-8), compressed; a photo may be a reference to a blob."""
    photo: str | None = None
    """The blob that `content` refers to; of a paper card, its photo."""

    @property
    def is_row(self) -> bool:
        """Whether it was made of a row of a table: to know the row again, not to be written as it came."""
        return self.source.startswith(TABLE)

    @property
    def is_text(self) -> bool:
        """Whether it is the text of a code or a paper card: to be shown, and known again, but never part of a vCard."""
        return self.source in (SCAN, PAPER)

    @property
    def is_paper(self) -> bool:
        """Whether it is the photo of a paper card."""
        return self.source == PAPER
