"""Who is written, and where to."""

import zipfile
from pathlib import Path

import pytest

from companion.model.error import DiskError
from companion.rules.search import Query
from companion.storage.store import Store
from companion.ui.dialogs.export import ExportValues, Way
from companion.ui.models.exporting import EVERYBODY, Group, folder_for, writing
from companion.workflow.exchange.watch import UNWATCHED
from tests.builders import NOW, adding, person

ADA, BOB, CID = (person(name) for name in ("Ada Byron", "Bob Roth", "Cid Cruz"))


@pytest.fixture
def three(store: Store) -> Store:
    store.apply(adding(CID, ADA, BOB), at=NOW)
    return store


def written(store: Store, group: Group, path: Path, way: Way = Way.FILE) -> tuple[Path, int]:
    work = writing(group, ExportValues(way=way), path, region="DE", now=NOW)
    done = store.read(work, UNWATCHED)
    return done.path, done.count


def names(path: Path) -> list[str]:
    return [line[3:] for line in path.read_text().splitlines() if line.startswith("FN:")]


def test_these_people_are_written(three: Store, tmp_path: Path) -> None:
    file = tmp_path / "some.vcf"
    assert written(three, Group("", (BOB.id, ADA.id)), file) == (file, 2)
    assert names(file) == ["Bob Roth", "Ada Byron"]


def test_all_but_some_are_written(three: Store, tmp_path: Path) -> None:
    file = tmp_path / "some.vcf"
    assert written(three, Group("", query=EVERYBODY, besides=frozenset([BOB.id])), file) == (file, 2)
    assert names(file) == ["Ada Byron", "Cid Cruz"]


def test_those_who_fit_are_written(three: Store, tmp_path: Path) -> None:
    file = tmp_path / "some.vcf"
    assert written(three, Group("", query=Query(words=("bob",))), file) == (file, 1)
    assert names(file) == ["Bob Roth"]


def test_an_ending_never_lets_out_what_was_not_chosen(three: Store, tmp_path: Path) -> None:
    file = tmp_path / "some.json"
    written(three, Group("", (BOB.id,)), file)
    assert names(file) == ["Bob Roth"]


def test_everything_is_written_whoever_is_meant(three: Store, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    assert written(three, Group("", (BOB.id,)), file, Way.ARCHIVE) == (file, 3)
    assert "Ada Byron" in file.read_text()


def test_an_archive_of_cards_has_one_each(three: Store, tmp_path: Path) -> None:
    file = tmp_path / "some.zip"
    written(three, Group(""), file, Way.ZIP)
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["Ada Byron.vcf", "Bob Roth.vcf", "Cid Cruz.vcf"]


def test_a_folder_in_use_is_left_alone(three: Store, tmp_path: Path) -> None:
    mine = tmp_path / "Bob Roth.vcf"
    mine.write_text("mine")
    assert written(three, Group("", (BOB.id,)), tmp_path, Way.FOLDER) == (tmp_path / "contacts", 1)
    assert written(three, Group("", (BOB.id,)), tmp_path, Way.FOLDER) == (tmp_path / "contacts 2", 1)
    assert mine.read_text() == "mine"
    assert names(tmp_path / "contacts" / "Bob Roth.vcf") == ["Bob Roth"]


def test_an_empty_folder_is_used_itself(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert folder_for(empty) == empty
    assert folder_for(tmp_path / "new") == tmp_path / "new"


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(DiskError):
        folder_for(file)
