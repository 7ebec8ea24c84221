"""Codes as files: by their ending, in place of what was there, and whole or not at all."""

from pathlib import Path

import pytest

from companion.model.error import DiskError, InvalidValueError
from companion.qr.draw import draw
from companion.workflow.code_file import CodePicture, code_picture_of, drawn, save_code

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


@pytest.mark.parametrize("name", ["a.jpg", "a", "png", ".png", "a.png.txt"])
def test_another_ending_is_refused(tmp_path, name):
    with pytest.raises(InvalidValueError) as refused:
        save_code(SYMBOL, tmp_path / name)
    assert refused.value.allowed == [form.value for form in CodePicture]
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DiskError) as refused:
        save_code(SYMBOL, tmp_path / "file" / "a.png")
    assert refused.value.path == Path(tmp_path / "file" / "a.png")
