from pathlib import Path

import pytest

from companion.ui.draft import DraftFile


def test_what_is_written_is_read_again(tmp_path):
    DraftFile(tmp_path).write(("Nina Roth", "\t?a venue"), "Ana 🙂")
    assert DraftFile(tmp_path).read() == (("Nina Roth", "\t?a venue"), "Ana 🙂")


def test_waiting_lines_are_read_without_a_half_typed_one(tmp_path):
    DraftFile(tmp_path).write(("Nina Roth",), "")
    assert DraftFile(tmp_path).read() == (("Nina Roth",), "")


def test_only_its_owner_may_read_it(tmp_path):
    DraftFile(tmp_path).write((), "Nina Roth")
    assert (tmp_path / "draft.txt").stat().st_mode & 0o077 == 0


def test_no_draft_is_left_when_nothing_is_typed(tmp_path):
    draft = DraftFile(tmp_path)
    draft.write((), "Nina Roth")
    draft.write((), "")
    assert list(tmp_path.iterdir()) == []


def test_a_draft_of_before_goes_with_its_text(tmp_path):
    DraftFile(tmp_path).write((), "Nina Roth")
    draft = DraftFile(tmp_path)
    draft.read()
    draft.write((), "")
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_made_for_it(tmp_path):
    DraftFile(tmp_path / "new" / "data").write((), "Nina Roth")
    assert (tmp_path / "new" / "data").stat().st_mode & 0o077 == 0


def test_nothing_is_written_again_that_is_there(tmp_path):
    draft = DraftFile(tmp_path)
    draft.write((), "Nina Roth")
    (tmp_path / "draft.txt").unlink()
    draft.write((), "Nina Roth")
    assert not (tmp_path / "draft.txt").exists()


def test_trouble_with_the_disk_is_raised(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").mkdir()
    with pytest.raises(OSError, match=r"draft\.txt"):
        DraftFile(tmp_path).write((), "Nina Roth")
