"""Photos of paper cards: read, kept with somebody as they are, and never taken for the face of anybody."""

import sys
from io import BytesIO

import pillow_heif
import pytest
from PIL import Image

from companion.formats.archive import read_archive, write_archive
from companion.formats.payload.paper import read_paper
from companion.model.blob import Blob
from companion.model.change import Kind
from companion.model.error import PhotoError
from companion.model.paper import PrintedLine
from companion.model.payload import BadgeField
from companion.model.problem import ProblemCode
from companion.model.source_card import PAPER
from companion.picture import paper as reader
from companion.storage.queries.card import blob_with, source_cards_of
from companion.storage.queries.person import records_of, whole_person
from companion.wording.field import card_words
from companion.workflow.exchange.detail import details_by_card
from companion.workflow.exchange.export import ORIGINAL, Wanted, cards
from companion.workflow.exchange.kept import text_of
from companion.workflow.exchange.paper import attach_paper, photo_in, read_photo
from companion.workflow.history import undo
from companion.workflow.scan import save_scan
from companion.workflow.tidy import delete
from tests.builders import NOW, adding, event, person

PHOTO = Blob.of("image/jpeg", b"a photo of a card")
LINES = (
    ("Ana Ruiz", BadgeField.NAME),
    ("ana@acme.example", BadgeField.EMAIL),
    ("Since 1890", BadgeField.NOTHING),
)


def picture(form: str = "JPEG", size: tuple[int, int] = (300, 200)) -> bytes:
    kept = BytesIO()
    Image.new("RGB", size, "white").save(kept, form)
    return kept.getvalue()


def keep(store, *records):
    store.apply(adding(*records), at=NOW)


def scan(store, paper, **options):
    scanned = store.read(save_scan, paper, now=NOW, region="DE", **options)
    store.apply(scanned.change_set, at=NOW)
    return scanned


def kept(store, who):
    return store.read(source_cards_of, [who.id]).get(who.id, ())


def test_a_paper_card_makes_somebody_and_keeps_its_photo_beside_them(store):
    keep(store, event(owner_id=store.owner_id, ends_at=None))
    scanned = scan(store, read_paper(LINES, PHOTO), line="?finance candidates")
    whole = store.read(whole_person, scanned.person.id)
    assert (whole.person.name, scanned.is_new) == ("Ana Ruiz", True)
    assert [point.value for point in whole.contact_points] == ["ana@acme.example"]
    assert [need.text for need in whole.needs] == ["finance candidates"]
    assert whole.person.photo is None
    (card,) = whole.source_cards
    assert (card.source, card.photo, card.is_text, card.is_paper) == (PAPER, PHOTO.digest, True, True)
    assert text_of(card) == "Ana Ruiz\nana@acme.example\nSince 1890"
    assert store.read(blob_with, PHOTO.digest) == PHOTO


def test_the_same_photo_is_kept_once_and_another_one_too(store):
    first = scan(store, read_paper(LINES, PHOTO))
    again = scan(store, read_paper(LINES, PHOTO))
    assert not again.is_new
    back = scan(store, read_paper([], Blob.of("image/jpeg", b"its back")), to=first.person)
    assert back.person.id == first.person.id
    assert len(kept(store, first.person)) == 2


def test_a_card_without_print_is_kept_with_nobody_or_with_whom_the_line_names(store):
    nobody = scan(store, read_paper([], PHOTO))
    assert (nobody.person.name, nobody.is_new) == ("", True)
    ben = scan(store, read_paper([], Blob.of("image/jpeg", b"another")), line="Ben Okafor @Hub !call")
    assert (ben.person.name, ben.person.organisation) == ("Ben Okafor", "Hub")
    assert len(kept(store, ben.person)) == 1


def test_undo_takes_card_and_person_back(store):
    scanned = scan(store, read_paper(LINES, PHOTO))
    store.apply(store.read(undo)[1], at=NOW)
    assert store.read(records_of, Kind.PERSON, "id", [scanned.person.id]) == []
    assert kept(store, scanned.person) == ()


def test_what_a_card_says_is_told_with_its_photo(store):
    ana = scan(store, read_paper(LINES, PHOTO)).person
    (told,) = store.read(details_by_card, kept(store, ana))
    assert (told.photo, told.text.splitlines()[0]) == (PHOTO.digest, "Ana Ruiz")
    assert card_words(told.source, "today") == "From a paper card, today"
    ben = person(name="Ben Okafor")
    keep(store, ben)
    source, plan = store.read(attach_paper, ben, PHOTO)
    store.apply(plan, at=NOW)
    (told,) = store.read(details_by_card, [source])
    assert (told.photo, told.text) == (PHOTO.digest, "")


def test_a_photo_is_attached_once_and_can_be_taken_away(store):
    ana = person(name="Ana Ruiz")
    keep(store, ana)
    source, plan = store.read(attach_paper, ana, PHOTO)
    store.apply(plan, at=NOW)
    assert store.read(attach_paper, ana, PHOTO)[0] == source
    assert not store.read(attach_paper, ana, PHOTO)[1]
    store.apply(store.read(delete, source), at=NOW)
    assert kept(store, ana) == ()
    store.apply(store.read(undo)[1], at=NOW)
    assert kept(store, ana) == [source]
    assert store.read(blob_with, PHOTO.digest) == PHOTO


def test_a_nameless_person_takes_a_photo_too(store):
    nobody = person(name="")
    keep(store, nobody)
    _, plan = store.read(attach_paper, nobody, PHOTO)
    assert plan.facts == {}


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0", ORIGINAL])
def test_neither_photo_nor_print_is_part_of_a_card_that_goes_out(store, version):
    ana = scan(store, read_paper(LINES, PHOTO)).person
    ((_, card),) = store.read(lambda one: list(cards(one, [ana.id], Wanted(version), now=NOW)))
    assert b"ana@acme.example" in card
    assert b"PHOTO" not in card
    assert b"Since 1890" not in card


def test_an_archive_keeps_card_and_photo(store):
    ana = scan(store, read_paper(LINES, PHOTO)).person
    (card,) = kept(store, ana)
    owner = store.owner_id
    text = "".join(write_archive((ana, card), blobs=(PHOTO,), owner_id=owner, made_at=NOW, revision="0003"))
    archive, problems = read_archive(text.encode())
    assert problems == ()
    assert card in archive.records
    assert PHOTO in archive.blobs


# Files


def test_the_photo_in_a_file_is_kept_small_upright_and_without_where_it_was_taken(tmp_path):
    image = Image.new("RGB", (4000, 3000), "white")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    image.save(tmp_path / "ana.jpg", exif=exif)
    found = photo_in(tmp_path / "ana.jpg")
    with Image.open(BytesIO(found.content)) as shown:
        assert (shown.format, shown.size, dict(shown.getexif())) == ("JPEG", (1200, 1600), {})
    assert found.media_type == "image/jpeg"


def test_a_photo_of_some_telephones_is_kept_where_its_extra_is_installed(tmp_path, monkeypatch):
    pillow_heif.register_heif_opener()
    path = tmp_path / "ana.heic"
    path.write_bytes(picture("HEIF"))
    with Image.open(BytesIO(photo_in(path).content)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (300, 200))
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    with pytest.raises(PhotoError) as refused:
        photo_in(path)
    assert (refused.value.problem.code, refused.value.problem.text) == (ProblemCode.NO_PICTURE, "heic")


@pytest.mark.parametrize(
    ("content", "code", "text"),
    [
        (b"%PDF-1.7", ProblemCode.NO_PICTURE, "pdf"),
        (b"\x89PNG\r\n\x1a\nbroken", ProblemCode.BAD_PICTURE, ""),
        (b"", ProblemCode.NO_PICTURE, "empty"),
        (b"\0" * ((30 << 20) + 1), ProblemCode.PICTURE_TOO_LARGE, ""),
    ],
)
def test_a_file_that_is_no_photo_is_refused_with_its_reason(tmp_path, content, code, text):
    path = tmp_path / "ana.jpg"
    path.write_bytes(content)
    with pytest.raises(PhotoError) as refused:
        photo_in(path)
    problem = refused.value.problem
    assert (problem.code, problem.text, problem.file) == (code, text, "ana.jpg")


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(PhotoError) as refused:
        photo_in(tmp_path / "gone.jpg")
    assert refused.value.problem.code is ProblemCode.UNREADABLE


# Print


@pytest.fixture
def print_read(monkeypatch):
    """What the reader of print finds, as a list of lines; it is there unless a test takes it away."""
    lines = []
    monkeypatch.setattr(reader, "can_read", lambda: True)
    monkeypatch.setattr(reader, "printed_lines", lambda _content: tuple(lines))
    return lines


def test_print_is_read_line_by_line(print_read):
    print_read += [
        PrintedLine("Ana Ruiz", (10, 10, 200, 40)),
        PrintedLine("ana@acme.example", (10, 60, 200, 80)),
    ]
    paper = read_photo(picture())
    assert [*zip(paper.cells, paper.fields, strict=True)] == [
        ("Ana Ruiz", BadgeField.NAME),
        ("ana@acme.example", BadgeField.EMAIL),
    ]
    assert paper.problems == ()
    assert paper.picture.media_type == "image/jpeg"


def test_why_nothing_was_read_is_said(print_read, monkeypatch):
    assert [problem.code for problem in read_photo(picture()).problems] == [ProblemCode.NO_PRINT]
    monkeypatch.setattr(reader, "can_read", lambda: False)
    assert [problem.code for problem in read_photo(picture()).problems] == [ProblemCode.NO_READER]


def test_what_is_no_photo_is_no_card():
    assert read_photo(b"%PDF-1.7") is None
