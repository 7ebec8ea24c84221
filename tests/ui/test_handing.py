"""What other programs get: made once they ask for it, and gone when the program ends."""

import stat
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.model.error import DiskError
from companion.ui.handing import HandedFiles, PeopleData, data_of
from companion.workflow.exchange.handing import Handed

ADA = Handed(("Ada Byron",), b"BEGIN:VCARD", "Ada Byron\nada@example.org ü")
CARDS = ("text/vcard", "text/x-vcard", "text/directory")


class Asked:
    """Counts how often people were made and written."""

    def __init__(self, handed: Handed | None = ADA, path: Path | None = Path("/tmp/ada byron.vcf")) -> None:
        self.handed = handed
        self.path = path
        self.times: list[str] = []
        self.data = PeopleData(self._make, self._write)

    def _make(self) -> Handed | None:
        self.times.append("made")
        return self.handed

    def _write(self, _handed: Handed) -> Path | None:
        self.times.append("written")
        return self.path


def content(data: PeopleData, kind: str) -> bytes:
    return bytes(data.data(kind).data())


def test_nothing_is_made_before_somebody_asks(qtbot: QtBot) -> None:
    asked = Asked()
    assert [asked.data.hasFormat(kind) for kind in (*CARDS, "text/plain", "image/png")] == [True] * 4 + [
        False
    ]
    assert (asked.data.hasUrls(), asked.data.hasText()) == (True, True)
    assert asked.times == []


@pytest.mark.parametrize("kind", CARDS)
def test_cards_are_given_as_every_program_calls_them(qtbot: QtBot, kind: str) -> None:
    asked = Asked()
    assert content(asked.data, kind) == b"BEGIN:VCARD"
    assert asked.times == ["made"]


def test_text_and_a_file_are_given_as_well_all_made_once(qtbot: QtBot) -> None:
    asked = Asked()
    assert asked.data.text() == ADA.text
    assert content(asked.data, "text/plain") == ADA.text.encode()
    assert [url.toLocalFile() for url in asked.data.urls()] == ["/tmp/ada byron.vcf"]
    assert content(asked.data, "text/uri-list").strip() == b"file:///tmp/ada%20byron.vcf"
    assert asked.times == ["made", "written"]


def test_what_is_copied_holds_the_same_at_once(qtbot: QtBot) -> None:
    data = data_of(ADA, Path("/tmp/ada byron.vcf"))
    assert [content(data, kind) for kind in CARDS] == [b"BEGIN:VCARD"] * 3
    assert (data.text(), [url.toLocalFile() for url in data.urls()]) == (ADA.text, ["/tmp/ada byron.vcf"])
    assert data_of(ADA, None).urls() == []


def test_what_cannot_be_had_is_not_given(qtbot: QtBot) -> None:
    nobody = Asked(handed=None).data
    assert (content(nobody, CARDS[0]), nobody.text(), nobody.urls()) == (b"", "", [])
    no_file = Asked(path=None).data
    assert (no_file.urls(), no_file.text()) == ([], ADA.text)
    assert content(no_file, "image/png") == b""


def test_files_are_the_user_s_alone_and_go_in_the_end() -> None:
    files = HandedFiles()
    first, second = files.put(ADA), files.put(ADA)
    assert first != second
    assert (first.name, first.read_bytes()) == ("Ada Byron.vcf", b"BEGIN:VCARD")
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert stat.S_IMODE(first.parents[1].stat().st_mode) == 0o700
    folder = first.parents[1]
    del files
    assert not folder.exists()


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(DiskError):
        HandedFiles().put(ADA)
