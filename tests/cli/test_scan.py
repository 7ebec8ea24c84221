"""`companion scan`, exactly as the contract says it."""

import zipfile

import pytest

from companion.storage.opening import open_store
from companion.storage.queries.event import events
from tests.cli.shape import ID, PARSED, assert_shape
from tests.drawing import picture_of

ANA = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nORG:Acme Corp\r\nTITLE:CTO\r\nTEL:+49 30 1234567\r\n"
    "EMAIL:ana@acme.example\r\nURL:https://acme.example\r\nADR:;;Elm 5;Bonn;;;\r\nBDAY:1985-04-12\r\n"
    "CATEGORIES:Rowing\r\nNOTE:Likes\\nchess.\r\nEND:VCARD\r\n"
)
BEN = "MECARD:N:Okafor,Ben;EMAIL:ben@hub.example;;"
WIFI = "WIFI:S:Guests;T:WPA;P:needle-of-a-password;;"
LINK = "https://example.org/jobs"
PLACE = "geo:52.5,13.4?q=Hub"

NO_PICTURES = "There is no picture in this folder."
CONTACT = {**PARSED, "addresses": [str], "birthday": (str, None)}
CODE = {
    "format": str,
    "text": str,
    "kind": str,
    "position": [[int]],
    "contact": (CONTACT, None),
    "problems": [{"code": str, "property": (str, None), "reason": str, "text": str}],
}
SAVED = {**CODE, "saved": ({"id": ID, "name": str}, None)}
SCANNED = [{"file": str, "codes": [CODE]}]


@pytest.fixture
def picture(tmp_path):
    """A file with these codes."""

    def made(name, *texts):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(picture_of(*texts))
        return path

    return made


def test_a_code_with_several_cards_is_listed_once_for_each(ask, picture):
    eva = ANA.replace("Ana", "Eva").replace("ana@", "eva@").replace("1234567", "7654321")
    (row,) = ask("scan", "--save", picture("team.png", f"{ANA}{eva}Stand 42"))
    said = [(one["text"], one["contact"]["name"], one["saved"]["name"]) for one in row["codes"]]
    assert said == [
        (ANA.strip(), "Ana Ruiz", "Ana Ruiz"),
        (f"{eva.strip()}\nStand 42", "Eva Ruiz", "Eva Ruiz"),
    ]
    assert row["codes"][0]["position"] == row["codes"][1]["position"]


def test_each_code_says_its_text_its_place_and_whom_it_is_of(ask, picture):
    path = picture("sheet.png", ANA, WIFI)
    said = ask("scan", path)
    assert_shape(said, SCANNED)
    (row,) = said
    assert row["file"] == str(path)
    ana, wifi = row["codes"]
    assert (ana["format"], ana["text"], ana["kind"], ana["problems"]) == ("QRCode", ANA, "person", [])
    left, top = ana["position"][0]
    (right, _), (_, bottom) = ana["position"][1], ana["position"][3]
    assert 0 < left < right < 300
    assert 0 < top < bottom < 300
    assert ana["contact"] == {
        "name": "Ana Ruiz",
        "names": ["Ana Ruiz"],
        "title": "CTO",
        "organisation": "Acme Corp",
        "emails": ["ana@acme.example"],
        "phones": ["+49301234567"],
        "urls": ["https://acme.example"],
        "addresses": ["Elm 5, Bonn"],
        "birthday": "1985-04-12",
        "tags": ["rowing"],
        "needs": [],
        "offers": [],
        "promises": [],
        "intros": [],
        "starred": False,
        "note": "Likes\nchess.",
        "tokens": [],
    }
    assert (wifi["kind"], wifi["text"], wifi["contact"]) == ("wifi", WIFI, None)


def test_nothing_is_stored_and_no_data_is_opened_without_save(call, ask, picture, folder):
    before = sorted(folder.rglob("*"))
    ask("scan", picture("ana.png", ANA))
    assert sorted(folder.rglob("*")) == before
    assert call("--json", "people").json == []


def test_a_picture_without_a_code_is_no_error(call, picture):
    path = picture("empty.png")
    said = call("--json", "scan", path)
    assert (said.code, said.json, said.err) == (0, [{"file": str(path), "codes": []}], "")
    assert call("scan", path).out == f"{path}\n  No code was found.\n"


def test_pictures_come_in_the_order_given_with_folders_archives_and_stdin(ask, picture, tmp_path):
    first, last = picture("z.png", ANA), picture("a.png", LINK)
    picture("more/b.png", BEN)
    with zipfile.ZipFile(tmp_path / "more" / "c.zip", "w") as archive:
        archive.writestr("d.png", picture_of("1017"))
    said = ask("scan", first, "-", tmp_path / "more", last, stdin=picture_of("Just words."))
    files = [row["file"].removeprefix(f"{tmp_path}/") for row in said]
    assert files == ["z.png", "-", "more/b.png", "more/c.zip/d.png", "a.png"]
    assert [row["codes"][0]["kind"] for row in said] == ["person", "note", "person", "badge", "link"]


def test_what_cannot_be_opened_is_listed_and_the_rest_is_read(call, picture, tmp_path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0broken")
    (tmp_path / "nothing").mkdir()
    good = picture("ana.png", ANA)
    said = call("--json", "scan", broken, tmp_path / "nothing", good)
    assert said.code == 1
    assert [(row["file"], len(row["codes"])) for row in said.json] == [(str(broken), 0), (str(good), 1)]
    assert said.err.splitlines() == [
        f"{broken}: The picture is damaged and cannot be opened.",
        f"{tmp_path / 'nothing'}: {NO_PICTURES}",
    ]


def test_empty_stdin_is_no_picture(call):
    said = call("--json", "scan", "-")
    assert (said.code, said.json) == (1, [{"file": "-", "codes": []}])
    assert said.err == "-: It cannot be opened as a picture: it is empty.\n"


def test_a_missing_file_ends_it_before_anything_is_read_or_saved(refuse, call, picture, tmp_path):
    path = picture("ana.png", ANA)
    assert "no.png" in refuse(3, "scan", "--save", path, tmp_path / "no.png")
    assert "Nowhere" in refuse(3, "scan", "--save", "--event", "Nowhere", path)
    assert call("--json", "people").json == []


def test_save_keeps_what_each_code_says_and_names_it(ask, call, picture):
    mixer = ask("event", "start", "Founders mixer")
    talk = "BEGIN:VEVENT\nSUMMARY:Talk\nDTSTART:20260312T100000Z\nEND:VEVENT"
    (row,) = ask("scan", "--save", picture("sheet.png", ANA, "1017", LINK, PLACE, talk))
    assert_shape([row], [{"file": str, "codes": [SAVED]}])
    saved = {code["kind"]: code["saved"] for code in row["codes"]}
    assert {kind: one["name"] for kind, one in saved.items()} == {
        "person": "Ana Ruiz",
        "badge": "",
        "link": LINK,
        "place": "Founders mixer",
        "event": "Talk",
    }
    assert saved["place"]["id"] == mixer["id"]
    shown = ask("show", saved["person"]["id"])
    assert [one["value"] for one in shown["contact_points"]][:2] == ["+49301234567", "ana@acme.example"]
    assert ask("event", "list")[0]["venue"] == "Hub"
    for _ in row["codes"]:
        call("undo")
    assert ask("people") == []


def test_codes_are_scanned_at_the_event_that_is_named(ask, picture, folder):
    for name in ("Spring fair", "Founders mixer"):
        ask("event", "start", name)
    ask("scan", "--save", "--event", "Spring fair", picture("two.png", PLACE, "geo:1.5,2.5"))
    store = open_store(folder)
    venues = {one.event.name: one.event.venue for one in store.read(events)}
    store.close()
    assert venues == {"Spring fair": "Hub", "Founders mixer": None}


def test_a_second_scan_is_added_to_the_same_person(call, ask, picture):
    path = picture("ana.png", ANA)
    (first,) = ask("scan", "--save", path)
    (second,) = ask("scan", "--save", path)
    assert first["codes"][0]["saved"] == second["codes"][0]["saved"]
    assert "Added to Ana Ruiz" in call("scan", "--save", path).out


def test_a_secret_is_refused_and_the_rest_is_saved(call, picture, folder):
    path = picture("sheet.png", WIFI, ANA)
    said = call("--json", "scan", "--save", path)
    assert said.code == 1
    assert [code["saved"] and code["saved"]["name"] for code in said.json[0]["codes"]] == [None, "Ana Ruiz"]
    assert said.err == (
        f"{path}: This code holds the password of a wireless network. Companion does not keep it.\n"
    )
    files = [one for one in folder.rglob("*") if one.is_file()]
    assert files
    assert not any(b"needle" in one.read_bytes() for one in files)


def test_people_read_what_a_secret_is_but_not_what_it_says(call, picture):
    said = call("scan", picture("wifi.png", WIFI))
    assert said.code == 0
    assert "wireless network: Guests\n    What it says besides is not shown and never kept.\n" in said.out
    assert "needle" not in said.out


def test_people_read_every_code_and_what_became_of_it(call, picture):
    talk = "BEGIN:VEVENT\nSUMMARY:Talk\nLOCATION:Hub\nDTSTART:20260312T100000Z\nEND:VEVENT"
    call("event", "start", "Founders mixer")
    said = call("scan", "--save", picture("sheet.png", ANA, talk, "Just\nwords.", "1017"))
    lines = [line.strip().partition("  [")[0] for line in said.out.splitlines()[1:]]
    assert lines == [
        "QRCode  contact: Ana Ruiz",
        "CTO, Acme Corp",
        "+49 30 1234567",
        "ana@acme.example",
        "https://acme.example",
        "Elm 5, Bonn",
        "birthday: 1985-04-12",
        "#rowing",
        "Likes",
        "chess.",
        "New: Ana Ruiz at Founders mixer",
        "QRCode  event: Talk",
        "2026-03-12 12:00, Talk, Hub",
        "Noted: Talk",
        "QRCode  text: Just",
        "words.",
        "Kept as a note",
        "QRCode  badge number: 1017",
        "(The fields were told apart by their form alone; check them.)",
        "New: (no name yet, badge 1017) at Founders mixer",
    ]


def test_bar_codes_are_read_when_asked_for(ask, tmp_path):
    import zxingcpp
    from PIL import Image

    code = zxingcpp.create_barcode("4006381333931", zxingcpp.BarcodeFormat.EAN13)
    image = Image.fromarray(code.to_image(scale=4, add_quiet_zones=True))
    path = tmp_path / "bar.png"
    image.save(path)
    assert ask("scan", path)[0]["codes"] == []
    assert [one["format"] for one in ask("scan", "--linear", path)[0]["codes"]] == ["Linear"]


@pytest.mark.parametrize("text", ["  ", "\0\0", "\u200b \n"])
def test_a_code_of_nothing_that_is_seen_is_empty_and_never_kept(call, ask, picture, text):
    path = picture("empty.png", text)
    words = "The code is empty: there is nothing in it to keep."
    said = call("scan", path)
    assert (said.code, said.out) == (0, f"{path}\n  QRCode  text\n    ({words})\n")
    said = call("--json", "scan", "--save", path)
    assert (said.code, said.err) == (1, f"{path}: {words}\n")
    assert said.json[0]["codes"][0]["saved"] is None
    assert ask("undo", "--list") == []


def test_why_a_picture_is_not_read_stands_below_it(call, picture, tmp_path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0broken")
    said = call("scan", broken)
    assert said.out == f"{broken}\n  The picture is damaged and cannot be opened.\n"
    assert said.err == f"{broken}: The picture is damaged and cannot be opened.\n"


def test_what_is_no_picture_is_told_in_words_for_pictures(call, tmp_path):
    archive = tmp_path / "cards.zip"
    with zipfile.ZipFile(archive, "w") as content:
        content.writestr("ana.vcf", ANA)
    nested = tmp_path / "all.zip"
    with zipfile.ZipFile(nested, "w") as content:
        content.writestr("inner.zip", archive.read_bytes())
    assert call("scan", archive).err == f"{archive}: There is no picture in this archive.\n"
    assert call("scan", nested).err == (
        f"{nested}/inner.zip: It cannot be opened as a picture: it is an archive within an archive; unpack it first.\n"
    )
    nested.write_bytes(b"PK\x03\x04 broken")
    assert call("scan", nested).err.startswith(f"{nested}: The file is damaged")
    assert call("scan", "/dev/zero").err == (
        "/dev/zero: The picture is larger than 30 MB or 50 million pixels.\n"
    )


def test_a_file_name_does_not_write_on_the_terminal(call, picture):
    path = picture("a\x1b[31m\nb.png", ANA)
    assert call("scan", path).out.startswith(f"{path.parent}/a\\x1b[31m\\nb.png\n")
    assert call("scan", path.with_name("\x1b[2J.png")).err.count("\x1b") == 0
    assert call("--json", "scan", path).json[0]["file"] == str(path)
    secret = picture("\x07.png", WIFI)
    assert call("scan", "--save", secret).err.startswith(f"{path.parent}/\\x07.png: This code")
