"""`companion qr`: contact codes, in the terminal and in files."""

import re

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from companion.formats.payload.read import read_payload
from companion.model.my_card import CardForm
from companion.storage.opening import open_store
from companion.workflow.my_card import add_card
from tests.builders import NOW
from tests.cli.shape import assert_shape

CODE = {
    "version": int,
    "modules": int,
    "error_correction": str,
    "bytes": int,
    "fields": [str],
    "file": (str, None),
}


@pytest.fixture
def ana(ask):
    ask("note", "Ana Ruiz, Head of Talent @Acme ana@acme.example +34600100200 #hr ?a venue !call mon")
    ask("note", "likes tea", "--to", "Ana Ruiz")
    return "Ana Ruiz"


@pytest.fixture
def mia(ask):
    ask("me", "--set", "name=Mia Lind", "--set", "email=mia@lind.example", "--set", "phone=+46701234567")
    ask("me", "--set", "address=Gatan 1", "--set", "birthday=1985-03-01", "--set", "looking_for=a venue")


def text_in(path):
    (found,) = zxingcpp.read_barcodes(Image.open(path), text_mode=zxingcpp.TextMode.Plain)
    return found.text


def drawn(lines):
    """The picture that the half blocks of a terminal show."""
    rows = [re.fullmatch("\x1b\\[38;5;16;48;5;231m([ ▀▄█]+)\x1b\\[0m", line)[1] for line in lines]
    dark = [[[char in "▀█", char in "▄█"] for char in row] for row in rows]
    light = ~np.array(dark).transpose(0, 2, 1).reshape(2 * len(rows), -1)
    return np.kron(light, np.ones((4, 4), bool)).astype(np.uint8) * 255


def test_a_code_is_saved_as_a_picture_and_told(ask, ana, tmp_path):
    path = tmp_path / "ana.png"
    said = ask("qr", ana, "-o", path)
    assert_shape(said, CODE)
    text = text_in(path)
    assert said == {
        "version": 8,
        "modules": 49,
        "error_correction": "M",
        "bytes": len(text),
        "fields": ["name", "title", "organisation", "email", "phone"],
        "file": str(path),
    }
    contact = read_payload(text).contact
    assert (contact.name, contact.title, contact.organisation) == (ana, "Head of Talent", "Acme")
    assert "venue" not in text
    assert "tea" not in text


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_file_takes_the_place_of_one_that_is_there(call, ana, tmp_path, ending):
    path = tmp_path / f"ana.{ending}"
    path.write_text("mine")
    said = call("qr", ana, "-o", path)
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        f"Ana Ruiz: name, title, organisation, email, phone\nScans well: version 8, 49 modules\n{path}\n"
    )
    assert path.read_bytes() != b"mine"
    assert call("--quiet", "qr", ana, "-o", path).out == ""


def test_without_a_file_the_code_is_drawn_in_the_terminal(call, ask, ana):
    said = call("qr", ana)
    *lines, about, scans = said.out.splitlines()
    (found,) = zxingcpp.read_barcodes(drawn(lines), text_mode=zxingcpp.TextMode.Plain)
    assert read_payload(found.text).contact.name == ana
    assert about.startswith("Ana Ruiz: name, ")
    assert scans == "Scans well: version 8, 49 modules"
    assert ask("qr", ana)["file"] is None
    assert call("--quiet", "qr", ana) == said


def test_form_and_fields_may_be_chosen(ask, ana, tmp_path):
    path = tmp_path / "ana.png"
    assert ask("qr", ana, "--as", "mecard", "--fields", "phone,email", "-o", path)["fields"] == [
        *("name", "phone", "email"),
    ]
    assert text_in(path) == "MECARD:N:Ruiz,Ana;TEL:+34600100200;EMAIL:ana@acme.example;;"
    point = next(one["id"] for one in ask("show", ana)["contact_points"] if one["kind"] == "email")
    assert ask("qr", ana, "--fields", point[-6:])["fields"] == ["name", "email"]
    assert ask("qr", ana, "--fields", "")["fields"] == ["name"]


def test_my_own_code_shows_nothing_of_home_and_nothing_i_look_for(ask, mia, tmp_path):
    path = tmp_path / "me.png"
    assert ask("qr", "--me", "-o", path)["fields"] == ["name", "email", "phone"]
    assert "venue" not in text_in(path)


def test_one_of_my_cards_is_shown(ask, mia, folder, tmp_path, refuse):
    store = open_store(folder)
    for name, fields, form in (("Work", (), CardForm.VCARD), ("Rowing", ("birthday",), CardForm.MECARD)):
        _, changes = store.read(add_card, name, fields, form=form)
        store.apply(changes, at=NOW)
    store.close()
    path = tmp_path / "me.png"
    assert ask("qr", "--me", "-o", path)["fields"] == ["name"]
    assert text_in(path).startswith("BEGIN:VCARD")
    assert ask("qr", "--me", "--card", "rowing", "-o", path)["fields"] == ["name", "birthday"]
    assert text_in(path) == "MECARD:N:Lind,Mia;BDAY:19850301;;"
    assert "no card “Sailing”" in refuse(3, "qr", "--me", "--card", "Sailing")


def test_a_card_can_be_deleted_and_brought_back(ask, mia, folder):
    store = open_store(folder)
    card, changes = store.read(add_card, "Work", ("title",))
    store.apply(changes, at=NOW)
    store.close()
    assert ask("undo", "--list")[0]["label"] == "Edited my card Work"
    assert ask("delete", str(card.id)[-8:]) == {
        "name": "Work",
        "fields": ["title"],
        "form": "vcard",
        "kind": "my_card",
        "id": str(card.id),
    }
    assert ask("undo")["label"] == "Deleted card of mine: Work"


def test_a_code_that_holds_much_says_what_it_left_out(call, ask, ana):
    ask(
        "edit",
        ana,
        "phone=+34 600 100 200",
        "phone=+49 30 1234567",
        f"url=https://{'x' * 45}.example",
        f"address={'y' * 60}",
    )
    said = call("qr", ana)
    about, _, left_out = said.out.splitlines()[-3:]
    assert about == "Ana Ruiz: name, title, organisation, email, phone, url"
    assert left_out == (
        "Left out, so that it scans well: address, phone +49301234567 (--fields names what to show)"
    )


def test_tags_are_in_a_code_only_where_they_are_asked_for(ask, ana, tmp_path):
    path = tmp_path / "ana.png"
    ask("qr", ana, "-o", path)
    assert "CATEGORIES" not in text_in(path)
    assert ask("qr", ana, "--fields", "tags", "-o", path)["fields"] == ["name", "tags"]
    assert "CATEGORIES" in text_in(path)


def test_what_the_advice_about_too_large_a_code_names_hands_me_over(call, ask, mia, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    urls = [f"https://{char * 450}.example" for char in "xyz"]
    ask("me", *(word for url in urls for word in ("--set", f"url={url}")))
    said = call("qr", "--me", "--fields", "name,url")
    assert (said.code, said.out) == (1, "")
    (advice,) = re.findall(r"companion ([^,)]+\.vcf)", said.err)
    assert advice == "qr --me -o card.vcf"
    assert (
        call(*advice.split(), "--fields", "name,url").out == f"Mia Lind: name, url\n{tmp_path / 'card.vcf'}\n"
    )
    card = (tmp_path / "card.vcf").read_text()
    assert card.count("BEGIN:VCARD") == 1
    assert card.count("URL") == 3
    assert "FN:Mia Lind" in card


def test_a_vcard_is_handed_over_of_others_too(ask, refuse, ana, tmp_path):
    path = tmp_path / "ana.vcf"
    said = ask("qr", ana, "-o", path)
    assert_shape(
        said, {**CODE, "version": (int, None), "modules": (int, None), "error_correction": (str, None)}
    )
    assert said == {
        **dict.fromkeys(("version", "modules", "error_correction")),
        "bytes": path.stat().st_size,
        "fields": ["name", "title", "organisation", "email", "phone"],
        "file": str(path),
    }
    assert "tea" not in path.read_text()
    assert ask("qr", ana, "--fields", "phone", "-o", path)["fields"] == ["name", "phone"]
    refuse(2, "qr", ana, "--as", "mecard", "-o", path)
    refuse(2, "qr", ana, "--me", "-o", path)
    refuse(3, "qr", "--me", "-o", path)


def test_a_code_that_is_hard_to_scan_is_drawn_and_said(call, ask, ana):
    ask("edit", ana, f"url=https://{'x' * 500}.example")
    said = call("--json", "qr", ana, "--fields", "url")
    assert (said.code, said.json["version"], said.json["error_correction"]) == (0, 16, "L")
    assert said.err == "Many phones will not read so large a code; fewer fields make a smaller one.\n"


def test_a_code_that_would_be_too_large_is_refused(call, ask, ana, tmp_path):
    for number in range(2):
        ask("edit", ana, *(f"url=https://{char * 450}{number}.example" for char in "xyz"))
    said = call("qr", ana, "--fields", "url", "-o", tmp_path / "ana.png")
    assert (said.code, said.out) == (1, "")
    assert "companion qr --me -o card.vcf" in said.err
    assert list(tmp_path.glob("*.png")) == []


def test_what_cannot_be_drawn_is_said(refuse, ana, mia, tmp_path):
    refuse(3, "qr", "Nobody")
    for arguments in (
        [],
        [ana, "--me"],
        [ana, "--card", "Work"],
        [ana, "-o", tmp_path / "ana.jpg"],
        [ana, "-o", tmp_path],
        [ana, "--fields", "shoe_size"],
        ["--me", "--fields", "starred"],
    ):
        refuse(2, "qr", *arguments)
    assert "--help" in refuse(2, "qr", ana, "--as", "vcf")
    (tmp_path / "file").touch()
    refuse(4, "qr", ana, "-o", tmp_path / "file" / "ana.png")


def test_without_a_card_of_my_own_there_is_no_code(refuse, tmp_path):
    assert "companion me --set" in refuse(3, "qr", "--me", "-o", tmp_path / "me.png")
    assert not (tmp_path / "me.png").exists()


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_folder_that_is_not_there_is_not_made(call, ana, tmp_path, ending):
    path = tmp_path / "no" / f"ana.{ending}"
    said = call("qr", ana, "-o", path)
    assert (said.code, said.out) == (4, "")
    assert said.err == (
        f"{path} could not be read or written: No such file or directory."
        " Check that the disk has room and may be written to.\n"
    )
    assert not path.parent.exists()


def test_the_name_of_a_file_does_not_write_on_the_terminal(call, ana, tmp_path):
    said = call("qr", ana, "-o", tmp_path / "a\x1b[31m.png")
    assert said.out.endswith(f"{tmp_path}/a\\x1b[31m.png\n")
    said = call("qr", ana, "-o", tmp_path / "\x1b[31m" / "a.png")
    assert said.err.startswith(f"{tmp_path}/\\x1b[31m/a.png could not")
    for target in ("\x1b.txt", "\x1b.jpg"):
        assert "\x1b" not in call("qr", ana, "-o", tmp_path / target).err
    for command in (["export", "-o"], ["backup", "-o"]):
        said = call(*command, tmp_path / f"\x1b.{'vcf' if command[0] == 'export' else 'db'}")
        assert (said.code, "\x1b" in said.out, "\\x1b" in said.out) == (0, False, True)
