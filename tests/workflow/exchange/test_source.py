"""Opening what the user names: every kind of file, folders, archives, and what is refused of them."""

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest

from companion.model.error import NotFoundError
from companion.model.problem import Problem, ProblemCode
from companion.workflow.exchange import source
from companion.workflow.exchange.source import Format, Material, format_of, materials

CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n"


def opened(*paths, **options):
    return list(materials(paths, **options))


def codes(found):
    return [problem.code for problem in found if isinstance(problem, Problem)]


def names(found):
    return [material.file.rpartition("/")[2] for material in found if isinstance(material, Material)]


def archive(path, *entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for entry, content in entries:
            made.writestr(entry, content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.vcf", b"", Format.VCARD),
        ("A.VCARD", b"", Format.VCARD),
        ("a.csv", CARD, Format.TABLE),
        ("a.tsv", b"", Format.TABLE),
        ("a.ics", b"", Format.CALENDAR),
        ("a.json", b"", Format.ARCHIVE),
        ("a.txt", b"Ada Byron\n", Format.NAMES),
        ("a.txt", CARD, Format.VCARD),
        ("contact", CARD, Format.VCARD),
        ("contact", b"\xef\xbb\xbf begin:vcard", Format.VCARD),
        ("contact", "BEGIN:VCARD".encode("utf-16"), Format.VCARD),
        ("dates", b"\r\nBEGIN:VCALENDAR", Format.CALENDAR),
        ("all", b' {"format": 1}', Format.ARCHIVE),
        ("who.knows", b"\x00\x01", Format.VCARD),
    ],
)
def test_a_file_is_read_by_its_ending_or_by_its_first_bytes(name, content, form):
    assert format_of(name, content) is form


def test_files_come_in_the_order_given_and_folders_by_name(tmp_path):
    folder = tmp_path / "cards"
    (folder / "more").mkdir(parents=True)
    for name in ("b.vcf", "a.vcf", "slides.pdf", "badge.PNG", ".hidden.vcf", "more/c.csv"):
        (folder / name).write_bytes(CARD)
    single = tmp_path / "z.vcf"
    single.write_bytes(CARD)
    assert names(opened(single, folder)) == ["z.vcf", "a.vcf", "b.vcf", "badge.PNG", "c.csv"]


def test_a_text_is_a_list_of_names_only_where_it_is_named_itself(tmp_path):
    read_me, cards = b"Hello.\nHow to restore this backup\n", tmp_path / "cards"
    cards.mkdir()
    (cards / "readme.txt").write_bytes(read_me)
    (cards / "contacts.txt").write_bytes(CARD)
    archive(cards / "phone.zip", ("ana.vcf", CARD), ("ben.txt", CARD), ("readme.txt", read_me))
    assert names(opened(cards)) == ["contacts.txt", "ana.vcf", "ben.txt"]
    assert names(opened(cards / "readme.txt")) == ["readme.txt"]
    assert names(opened(cards, form=Format.NAMES)) == ["contacts.txt", "phone.zip", "readme.txt"]


def test_links_in_a_folder_are_not_followed(tmp_path):
    (tmp_path / "outside.vcf").write_bytes(CARD)
    folder = tmp_path / "cards"
    folder.mkdir()
    (folder / "in.vcf").symlink_to(tmp_path / "outside.vcf")
    found = opened(folder)
    assert (names(found), codes(found)) == ([], [ProblemCode.NO_CARD])


def test_a_folder_or_archive_without_a_file_of_ours_is_named(tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "readme.txt").write_bytes(b"Hello.\n")
    zipped = archive(tmp_path / "photos.zip", ("ana.pdf", b"%PDF-1.7"))
    found = opened(tmp_path / "photos", zipped)
    assert codes(found) == [ProblemCode.NO_CARD, ProblemCode.NO_CARD]
    assert [one.text for one in found] == ["folder", "archive"]
    assert all(one.is_refusal for one in found)


def test_an_archive_within_an_archive_is_named_and_the_rest_comes(tmp_path):
    found = opened(archive(tmp_path / "all.zip", ("ana.vcf", CARD), ("more.ZIP", b"PK\x03\x04")))
    assert names(found) == ["ana.vcf"]
    assert [(one.code, one.text) for one in found if isinstance(one, Problem)] == [
        (ProblemCode.NO_CARD, "nested")
    ]


def test_what_never_ends_is_refused_at_the_limit(monkeypatch):
    monkeypatch.setattr(source, "LONGEST_FILE", 1 << 20)
    (found,) = opened(Path("/dev/zero"))
    assert (found.code, found.text) == (ProblemCode.FILE_TOO_LARGE, str((1 << 20) + 1))


def test_a_path_that_is_not_there_is_named(tmp_path):
    (tmp_path / "a.vcf").write_bytes(CARD)
    with pytest.raises(NotFoundError) as raised:
        opened(tmp_path / "a.vcf", tmp_path / "b.vcf")
    assert raised.value.text.endswith("b.vcf")


def test_a_chosen_format_is_taken_whatever_the_ending_says(tmp_path):
    path = tmp_path / "cards.bin"
    path.write_bytes(CARD)
    assert opened(path, form=Format.TABLE)[0].format is Format.TABLE
    assert opened(archive(tmp_path / "a.zip", ("a.vcf", CARD)), form=Format.VCARD)[0].content[:2] == b"PK"


def test_a_file_that_is_too_large_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "LONGEST_FILE", 100)
    (tmp_path / "large.vcf").write_bytes(b"x" * 101)
    (tmp_path / "small.vcf").write_bytes(CARD)
    found = opened(tmp_path)
    assert codes(found) == [ProblemCode.FILE_TOO_LARGE]
    assert found[0].is_refusal
    assert found[0].file.endswith("large.vcf")
    assert names(found) == ["small.vcf"]


def test_a_link_that_goes_in_circles_is_named_and_a_folder_may_end_like_a_file(tmp_path):
    path = tmp_path / "loop.vcf"
    path.symlink_to(path)
    with pytest.raises(NotFoundError):
        opened(path)
    hidden = tmp_path / "folder.vcf"
    hidden.mkdir()
    (hidden / "a.vcf").write_bytes(CARD)
    assert names(opened(hidden)) == ["a.vcf"]


def test_a_file_that_the_system_refuses_is_a_problem(tmp_path, monkeypatch):
    path = tmp_path / "a.vcf"
    path.write_bytes(CARD)

    def refuse(_path, _mode):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    (found,) = opened(path)
    assert (found.code, found.text) == (ProblemCode.UNREADABLE, "Permission denied")


def test_the_cards_of_an_archive_come_each_with_its_name(tmp_path):
    path = archive(
        tmp_path / "friends.zip",
        ("b/ben.vcf", CARD),
        ("ana.csv", b"Name\nAna\n"),
        ("picture.png", b"x"),
        ("slides.pdf", b"x"),
        ("__MACOSX/._ana.csv", b"x"),
        ("b/", b""),
    )
    found = opened(path)
    assert [(one.file.removeprefix(f"{tmp_path}/"), one.format) for one in found] == [
        ("friends.zip/ana.csv", Format.TABLE),
        ("friends.zip/b/ben.vcf", Format.VCARD),
        ("friends.zip/picture.png", Format.PICTURE),
    ]


def test_an_archive_is_known_by_its_bytes_too(tmp_path):
    path = archive(tmp_path / "friends", ("a.vcf", CARD))
    assert names(opened(path)) == ["a.vcf"]


@pytest.mark.parametrize(
    "name", ["../out.vcf", "a/../../out.vcf", "/etc/out.vcf", "C:/out.vcf", "..\\out.vcf"]
)
def test_names_that_point_out_of_an_archive_are_refused_and_the_rest_comes(tmp_path, name):
    found = opened(archive(tmp_path / "a.zip", (name, CARD), ("good.vcf", CARD)))
    assert codes(found) == [ProblemCode.ARCHIVE_UNSAFE]
    assert names(found) == ["good.vcf"]


def test_links_in_an_archive_are_refused(tmp_path):
    link = zipfile.ZipInfo("link.vcf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = opened(archive(tmp_path / "a.zip", (link, b"/etc/passwd"), ("good.vcf", CARD)))
    assert codes(found) == [ProblemCode.ARCHIVE_UNSAFE]
    assert names(found) == ["good.vcf"]


def test_an_archive_made_to_burst_is_not_unpacked(tmp_path):
    bomb = archive(tmp_path / "a.zip", ("bomb.vcf", b"\0" * (60 << 20)), ("small.vcf", CARD))
    found = opened(bomb)
    assert codes(found) == [ProblemCode.ARCHIVE_UNSAFE]


def test_what_an_archive_says_of_its_sizes_is_not_trusted(tmp_path):
    path = archive(tmp_path / "a.zip", ("bomb.vcf", b"\0" * (8 << 20)))
    content = bytearray(path.read_bytes())
    size = (8 << 20).to_bytes(4, "little")
    for place in (at for at in range(len(content)) if content[at : at + 4] == size):
        content[place : place + 4] = (10).to_bytes(4, "little")
    path.write_bytes(content)
    found = opened(path)
    assert len(found) == 1
    assert found[0].is_refusal


def test_all_files_of_an_archive_together_have_a_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "_LONGEST_ARCHIVE", 300)
    monkeypatch.setattr(source, "_SMALL", 300)
    entries = [(f"{letter}.vcf", bytes(range(97, 197))) for letter in "abcde"]
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name, content in entries:
            made.writestr(name, content)
    monkeypatch.setattr(source, "LONGEST_FILE", 1 << 20)
    path_size = path.stat().st_size
    assert path_size > 300
    assert codes(opened(path)) == [ProblemCode.FILE_TOO_LARGE]
    found = list(source._unpacked("a.zip", path.read_bytes()))
    assert names(found) == ["a.vcf", "b.vcf", "c.vcf"]
    assert codes(found) == [ProblemCode.ARCHIVE_UNSAFE]


def test_a_large_file_of_an_archive_is_refused_and_the_rest_comes(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "LONGEST_FILE", 100)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        made.writestr("a.vcf", b"x" * 101)
        made.writestr("b.vcf", CARD)
    found = list(source._unpacked("a.zip", content.getvalue()))
    assert codes(found) == [ProblemCode.FILE_TOO_LARGE]
    assert names(found) == ["b.vcf"]


@pytest.mark.parametrize("cut", [1, 30, 60, 100])
def test_a_damaged_archive_is_refused_in_a_sentence(tmp_path, cut):
    path = archive(tmp_path / "a.zip", ("a.vcf", CARD * 10))
    path.write_bytes(path.read_bytes()[:-cut])
    found = opened(path)
    assert codes(found) == [ProblemCode.BAD_FILE]


def test_an_entry_whose_bytes_are_damaged_is_refused_and_the_rest_comes(tmp_path):
    path = archive(tmp_path / "a.zip", ("a.vcf", bytes(range(256)) * 4), ("b.vcf", CARD))
    content = bytearray(path.read_bytes())
    content[60] ^= 0xFF
    path.write_bytes(content)
    found = opened(path)
    assert codes(found) == [ProblemCode.BAD_FILE]
    assert names(found) == ["b.vcf"]


def test_an_encrypted_entry_is_refused_and_the_rest_comes(tmp_path):
    path = archive(tmp_path / "a.zip", ("a.vcf", CARD), ("b.vcf", CARD))
    content = bytearray(path.read_bytes())
    central = content.index(b"PK\x01\x02")
    content[central + 8] |= 1
    path.write_bytes(content)
    found = opened(path)
    assert codes(found) == [ProblemCode.UNREADABLE]
    assert names(found) == ["b.vcf"]


def test_what_cannot_be_looked_into_is_named_and_the_rest_comes(tmp_path, monkeypatch):
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "a.vcf").write_bytes(CARD)

    def walked(path, onerror):
        onerror(PermissionError(13, "Permission denied", str(tmp_path / "locked")))
        return iter([(str(tmp_path / "open"), [], ["a.vcf"])])

    monkeypatch.setattr("os.walk", walked)
    found = opened(tmp_path)
    assert names(found) == ["a.vcf"]
    assert (codes(found), found[-1].file) == ([ProblemCode.UNREADABLE], str(tmp_path / "locked"))


def test_a_file_in_a_folder_that_nobody_may_look_into_is_refused(monkeypatch, tmp_path):
    def refused(_path, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.stat", refused)
    (found,) = opened(tmp_path / "a.vcf")
    assert found.code is ProblemCode.UNREADABLE


def test_a_name_that_no_system_takes_is_no_file(tmp_path):
    with pytest.raises(NotFoundError):
        opened(tmp_path / ("x" * 300))


def test_what_is_no_file_is_passed_over_in_a_folder(tmp_path):
    os.mkfifo(tmp_path / "pipe.vcf")
    (tmp_path / "a.vcf").write_bytes(CARD)
    assert names(opened(tmp_path)) == ["a.vcf"]
