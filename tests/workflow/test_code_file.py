"""Codes as files: by their ending, in place of what was there, and whole or not at all."""

from pathlib import Path

import pytest

from companion.formats.payload.fitting import point
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.model.contact import Contact
from companion.model.error import DiskError, InvalidValueError
from companion.model.person import ContactKind
from companion.qr.draw import draw
from companion.workflow.code_file import (
    CodePicture,
    code_picture_of,
    drawn,
    is_card_file,
    save_card,
    save_code,
)

SYMBOL = draw("Ana")


@pytest.mark.parametrize(
    ("name", "begins"), [("a.png", b"\x89PNG\r\n"), ("a.SVG", b"<svg "), ("a.pdf", b"%PDF-1.4")]
)
def test_the_ending_says_as_what_a_code_is_drawn(tmp_path, name, begins):
    path = tmp_path / name
    for _ in range(2):
        save_code(SYMBOL, path)
    assert path.read_bytes().startswith(begins)
    assert path.read_bytes() == drawn(SYMBOL, code_picture_of(path))
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["a.vcf", "a.VCF"])
def test_a_card_is_a_file_of_any_size_for_its_owner_only(tmp_path, name):
    path = tmp_path / name
    points = tuple(point(ContactKind.URL, f"https://{'x' * 400}{place}.example") for place in range(9))
    contact = Contact(name="Ana Ruiz", points=points)
    assert is_card_file(path)
    assert not is_card_file(path.with_suffix(".png"))
    size = save_card(contact, path)
    (card,) = read_cards(path.read_bytes())
    found, _ = contact_from(card)
    assert [one.value for one in found.points] == [one.value for one in points]
    assert (path.stat().st_size, path.stat().st_mode & 0o777) == (size, 0o600)


@pytest.mark.parametrize("name", ["a.jpg", "a", "png", ".png", "a.png.txt"])
def test_another_ending_is_refused(tmp_path, name):
    with pytest.raises(InvalidValueError) as refused:
        save_code(SYMBOL, tmp_path / name)
    assert refused.value.allowed == (*CodePicture, ".vcf")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DiskError) as refused:
        save_code(SYMBOL, tmp_path / "file" / "a.png")
    assert refused.value.path == Path(tmp_path / "file" / "a.png")
