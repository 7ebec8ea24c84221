"""Codes in pictures as an import takes them: cards like those of files, other persons, events, nothing else."""

import zipfile
from pathlib import Path

import pytest

from companion.formats.payload.read import read_payload
from companion.model.change import Kind, Label
from companion.model.problem import ProblemCode
from companion.model.source_card import IMPORT, SCAN
from companion.storage.queries.card import source_cards_of
from companion.storage.queries.event import events
from companion.storage.queries.person import people_page, whole_person
from companion.workflow.exchange.intake import plan_import
from companion.workflow.exchange.kept import text_of
from companion.workflow.exchange.reading import Choices, read_sources
from companion.workflow.exchange.source import PICTURES, Format, Material, format_of, materials
from companion.workflow.scan import save_scan
from tests.builders import NOW, adding, event
from tests.drawing import picture_of
from tests.workflow.exchange.conftest import card, codes, fates

ANA = card("EMAIL:ana@acme.example", name="Ana Ruiz")
BEN = "MECARD:N:Okafor,Ben;EMAIL:ben@hub.example;NICKNAME:Benny;;"
TALK = "BEGIN:VEVENT\nUID:talk\nSUMMARY:Talk\nDTSTART:20260312T100000Z\nEND:VEVENT"
WIFI = "WIFI:S:Guests;T:WPA;P:needle-of-a-password;;"
LINK = "https://example.org/jobs"


def plan_of(store, *paths, event=None):
    sources = read_sources(paths, Choices())
    return store.read(plan_import, sources, now=NOW, region="DE", event=event)


def people(store):
    return [one.name for one in store.read(people_page, after=None, limit=None)]


@pytest.fixture
def written(tmp_path):
    """A file of that name with some content."""

    def made(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    return made


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF"])
def test_pictures_of_every_kind_are_read_by_ending_or_by_first_bytes(form):
    content = picture_of(ANA, form=form)
    assert format_of(f"a.{form.lower()}", content) is format_of("pasted", content) is Format.PICTURE


def test_a_card_in_a_picture_is_the_same_as_in_a_file(store, imported):
    plan = imported(picture_of(ANA), "ana.png")
    assert (fates(plan), plan.problems, people(store)) == (["new"], (), ["Ana Ruiz"])
    (row,) = plan.rows
    assert (row.file, row.first_line, row.name, row.detail) == ("ana.png", 0, "Ana Ruiz", "ana@acme.example")
    assert [one.source for one in store.read(source_cards_of, [row.record_id])[row.record_id]] == [IMPORT]
    assert fates(imported(ANA)) == ["unchanged"]
    assert fates(imported(picture_of(ANA), "again.png")) == ["unchanged"]


def test_any_other_person_keeps_the_text_of_the_code(store, imported):
    plan = imported(picture_of(BEN, "smsto:+4930123456:See you at nine"), "ben.png")
    assert fates(plan) == ["new", "new"]
    ben, caller = (row.record_id for row in plan.rows)
    (kept,) = store.read(source_cards_of, [ben])[ben]
    assert (kept.source, kept.uid, text_of(kept)) == (SCAN, None, BEN)
    assert [one.text for one in store.read(whole_person, caller).notes] == ["See you at nine"]
    assert fates(imported(picture_of(BEN), "again.png")) == ["unchanged"]


def test_what_was_scanned_before_is_known_again(store, imported):
    for text in (ANA, BEN):
        scanned = store.read(save_scan, read_payload(text), now=NOW, region="DE")
        store.apply(scanned.change_set, at=NOW)
    assert fates(imported(picture_of(ANA, BEN), "both.png")) == ["unchanged", "unchanged"]


def test_a_sheet_may_show_a_code_twice(imported):
    assert fates(imported(picture_of(BEN, ANA, BEN), "sheet.png")) == ["new", "new"]


def test_an_event_in_a_code_comes_to_be(store, imported):
    plan = imported(picture_of(TALK), "talk.png")
    assert (plan.change_set.label, [row.kind for row in plan.rows]) == (Label.IMPORT_EVENTS, [Kind.EVENT])
    assert [one.event.name for one in store.read(events)] == ["Talk"]


def test_whoever_is_in_pictures_may_be_the_list_of_an_event(store, written):
    mixer = event(owner_id=store.owner_id)
    store.apply(adding(mixer), at=NOW)
    plan = plan_of(store, written("guests.png", picture_of(ANA, BEN)), event=mixer)
    assert [row.attendee.name for row in plan.rows] == ["Ana Ruiz", "Ben Okafor"]


@pytest.mark.parametrize("text", [LINK, "Just words.", "geo:1.5,2.5", "1017", WIFI])
def test_a_code_about_nobody_is_refused_when_its_picture_was_named(store, written, text):
    path = written("code.png", picture_of(text))
    plan = plan_of(store, path)
    (refusal,) = plan.refused
    assert (refusal.code, refusal.file) == (ProblemCode.NOT_SOMEBODY, str(path))
    assert refusal.text == read_payload(text).kind.value
    assert not plan.change_set


def test_beside_somebody_it_is_only_said(store, written):
    plan = plan_of(store, written("sheet.png", picture_of(ANA, WIFI)))
    assert (fates(plan), plan.refused, codes(plan.problems)) == (["new"], (), ["not_somebody"])


def test_a_code_that_says_too_much_is_refused_for_that(store, written, monkeypatch):
    monkeypatch.setattr("companion.formats.payload.read.LARGEST", 10)
    plan = plan_of(store, written("long.png", picture_of(LINK)))
    assert codes(plan.refused) == ["payload_too_large"]


def test_a_picture_without_a_code_is_refused_when_it_was_named(store, written):
    path = written("empty.png", picture_of())
    assert [(one.code, one.file) for one in plan_of(store, path).refused] == [
        (ProblemCode.NO_CODE, str(path))
    ]


def test_in_a_folder_or_archive_pictures_without_a_code_are_counted(store, written, tmp_path):
    written("all/ana.vcf", ANA.encode())
    written("all/ben.PNG", picture_of(BEN))
    written("all/photos/1.png", picture_of())
    written("all/photos/2.jpg", picture_of(form="JPEG"))
    written("all/wifi.png", picture_of(WIFI))
    with zipfile.ZipFile(tmp_path / "all" / "more.zip", "w") as archive:
        archive.writestr("3.png", picture_of())
    plan = plan_of(store, tmp_path / "all")
    assert (fates(plan), plan.refused) == (["new", "new"], ())
    found = {(one.code.value, Path(one.file).name, one.text) for one in plan.problems}
    assert found == {
        ("not_somebody", "wifi.png", "wifi"),
        ("no_code", "all", "2"),
        ("no_code", "more.zip", "1"),
    }


def test_a_broken_picture_is_refused_wherever_it_is(store, written, tmp_path):
    written("all/broken.jpg", b"\xff\xd8\xff\xe0broken")
    written("all/no.png", b"BEGIN:VCARD")
    found = plan_of(store, tmp_path / "all").refused
    assert [(one.code.value, Path(one.file).name) for one in found] == [
        ("bad_picture", "broken.jpg"),
        ("no_picture", "no.png"),
    ]


def test_a_picture_that_is_too_large_is_not_divided(written, monkeypatch):
    monkeypatch.setattr("companion.workflow.exchange.source.LONGEST_FILE", 10)
    (found,) = materials([written("large.png", picture_of())])
    assert (found.code, found.text) == (ProblemCode.PICTURE_TOO_LARGE, "")


def test_only_pictures_come_when_only_they_are_wanted(written, tmp_path):
    written("all/ana.vcf", ANA.encode())
    written("all/b.png", b"x")
    with zipfile.ZipFile(tmp_path / "all" / "c.zip", "w") as archive:
        archive.writestr("d.gif", b"x")
        archive.writestr("e.vcf", ANA)
    found = list(materials([tmp_path / "all"], endings=PICTURES))
    assert [Path(one.file).name for one in found] == ["b.png", "d.gif"]
    assert [one.within for one in found] == [str(tmp_path / "all"), str(tmp_path / "all" / "c.zip")]


def test_what_is_read_says_nothing_of_a_secret(store, written):
    sources = read_sources([written("wifi.png", picture_of(WIFI, ANA))], Choices())
    assert "needle" not in repr(sources)


def test_any_file_can_be_read_as_a_picture(store, written):
    sources = read_sources([written("card.bin", picture_of(ANA))], Choices(form=Format.PICTURE))
    assert [one.contact.name for one in sources.items] == ["Ana Ruiz"]


def test_what_was_named_is_within_nothing(written):
    (found,) = materials([written("a.png", b"x")])
    assert found == Material(found.file, b"x", Format.PICTURE, "")
