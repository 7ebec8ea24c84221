"""A paper card: its photo, and its printed lines, each taken for something."""

from collections.abc import Iterable, Sequence

from companion.formats.payload.badge import contact_of
from companion.formats.payload.cell import Cells
from companion.formats.payload.fitting import is_somebody, named
from companion.formats.payload.said import Said
from companion.formats.payload.shown import LONGEST
from companion.formats.time_zone import UTC_NAME
from companion.model.blob import Blob
from companion.model.payload import BadgeField, Payload, PayloadKind
from companion.model.problem import ProblemCode

_MOST = 60
"""Lines of a paper card that can be put right; both sides of one in two languages have some 40."""


def read_paper(
    cells: Sequence[tuple[str, BadgeField]], picture: Blob, problems: Iterable[ProblemCode] = ()
) -> Payload:
    """What a paper card says, line by line, with what each line is taken for; it may be of nobody yet.

    Print is read with mistakes, so that somebody has always to look at it. All lines are kept as its text.
    `problems` are what the reader of the print had.
    """
    said = Said("\n".join(text for text, _ in cells), UTC_NAME)
    for problem in problems:
        said.remark(problem)
    texts = [said.whole_line(text)[:LONGEST] for text, _ in cells[:_MOST]]
    fields = tuple(field for _, field in cells[:_MOST])
    contact = contact_of(said, Cells(texts), fields)
    whole = named(contact) if is_somebody(contact) else contact
    return said.payload(
        PayloadKind.PAPER,
        whole.name,
        contact=whole,
        cells=tuple(texts),
        fields=fields,
        picture=picture,
        is_guess=True,
    )
