"""Photos of paper cards: what is read of their print, and how they are kept with somebody."""

from pathlib import Path

from companion.formats.payload.paper import read_paper
from companion.formats.signature import picture_kind_of
from companion.model.blob import Blob
from companion.model.change import Change, ChangeSet, Kind, Label
from companion.model.error import PhotoError
from companion.model.payload import Payload
from companion.model.person import Person
from companion.model.problem import Problem, ProblemCode, offending
from companion.model.source_card import SourceCard
from companion.storage.engine import Connection
from companion.storage.queries.person import records_of
from companion.workflow.exchange.kept import kept_paper

_MEDIA_TYPE = "image/jpeg"


def read_photo(content: bytes) -> Payload | None:
    """A photo of a paper card with what could be read of its print; None for what is no photo.

    Nothing is taken over by itself: print is read with mistakes. A problem says why none was read.
    """
    # Numpy, Pillow and the reader of print: loaded when there is a photo.
    from companion.formats.paper_card import cells_of
    from companion.picture.paper import can_read, printed_lines
    from companion.picture.photo import for_keeping

    picture = for_keeping(content)
    if picture is None:
        return None
    cells = cells_of(printed_lines(content))
    problems = () if cells else (ProblemCode.NO_PRINT if can_read() else ProblemCode.NO_READER,)
    return read_paper(cells, Blob.of(_MEDIA_TYPE, picture), problems)


def photo_in(path: Path) -> Blob:
    """The photo in a file as it is kept; raises PhotoError for a file that is none, or cannot be read."""
    from companion.picture.photo import MOST_TAKEN_BYTES, for_keeping

    def refusal(code: ProblemCode, text: str = "") -> PhotoError:
        return PhotoError(Problem(code, 0, 0, text=text, is_refusal=True, file=path.name))

    try:
        with path.open("rb") as file:
            content = file.read(MOST_TAKEN_BYTES + 1)
    except OSError as error:
        raise refusal(ProblemCode.UNREADABLE, offending(error.strerror or str(error))) from error
    if len(content) > MOST_TAKEN_BYTES:
        raise refusal(ProblemCode.PICTURE_TOO_LARGE)
    picture = for_keeping(content)
    if picture is None:
        kind = picture_kind_of(content)
        raise refusal(ProblemCode.BAD_PICTURE) if kind == "image" else refusal(ProblemCode.NO_PICTURE, kind)
    return Blob.of(_MEDIA_TYPE, picture)


def attach_paper(connection: Connection, person: Person, picture: Blob) -> tuple[SourceCard, ChangeSet]:
    """Plan to keep the photo of their paper card with somebody; one that they have already is answered as it is.

    Nothing of its print is read: who they are is known.
    """
    facts = {"name": person.name} if person.name else {}
    kept = kept_paper("", picture, person.id)
    cards = records_of(connection, Kind.SOURCE_CARD, "person_id", [person.id])
    same = next((card for card in cards if card.digest == kept.source.digest), None)
    if same is not None:
        return same, ChangeSet(Label.ADD, (), facts)
    return kept.source, ChangeSet(Label.ADD, (Change.add(kept.source),), facts, blobs=(picture,))
