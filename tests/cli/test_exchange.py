"""`companion import`, `export` and `event import`."""

import json
import zipfile
import zlib
from base64 import b64encode
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from companion.cli import exchange
from companion.formats.vcard.fold import folded
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.model.blob import Blob
from companion.model.change import Change, ChangeSet, Label
from companion.model.contact import Detail, DetailKind
from companion.model.identity import Id
from companion.storage.queries.person import person_with
from companion.workflow.exchange import intake
from tests.builders import NOW, adding, source_card
from tests.cli.shape import IMPORTED, assert_shape

ADA = """BEGIN:VCARD
VERSION:3.0
UID:ada-1
N:Byron;Ada;;Countess;
FN:Ada Byron
ORG:Engines Ltd;Research
TITLE:Analyst
TEL;TYPE=CELL:+44 20 7946 0018
EMAIL;TYPE=WORK:ada@engines.example
X-FAVOURITE-ENGINE;X-KIND=analytical:Number 2
NOTE:Likes chess
CATEGORIES:Maths,London
BDAY:1815-12-10
END:VCARD
"""
BEN = """BEGIN:VCARD
VERSION:2.1
N:Babbage;Charles
TEL;WORK;VOICE:020 7946 0019
END:VCARD
"""
NOBODY = """BEGIN:VCARD
VERSION:3.0
URL:https://nobody.example
END:VCARD
"""


@pytest.fixture
def file(tmp_path):
    """Write a file with lines that end as mail wants them, and say where it is."""

    def made(content, name="cards.vcf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.replace("\n", "\r\n").encode())
        return path

    return made


@pytest.fixture
def imported(call):
    """The JSON of an import, whether or not something was refused."""

    def made(*arguments, **options):
        said = call("--json", "import", *arguments, **options)
        assert said.code == (1 if said.json["refused"] else 0)
        assert_shape(said.json, IMPORTED)
        return said.json

    return made


def counts(answer):
    return tuple(answer[name] for name in ("read", "new", "updated", "unchanged", "duplicates"))


# In


def test_a_card_becomes_a_person_with_all_that_it_says(ask, imported, file):
    answer = imported(file(ADA))
    assert counts(answer) == (1, 1, 0, 0, 0)
    ada = ask("show", "Ada Byron")
    assert (ada["organisation"], ada["title"], ada["birthday"]) == (
        "Engines Ltd, Research",
        "Analyst",
        "1815-12-10",
    )
    points = [(point["kind"], point["value"], point["label"]) for point in ada["contact_points"]]
    assert ("phone", "+442079460018", "mobile") in points
    assert ("email", "ada@engines.example", "work") in points
    assert ada["tags"] == ["london", "maths"]
    assert [note["text"] for note in ada["notes"]] == ["Likes chess"]


def test_the_same_file_again_changes_nothing(ask, imported, file):
    path = file(ADA + BEN)
    imported(path)
    before = ask("undo", "--list")
    answer = imported(path)
    assert counts(answer) == (2, 0, 0, 2, 0)
    assert answer["change_set"] is None
    assert ask("undo", "--list") == before


def test_line_ends_and_the_order_of_files_make_no_difference(imported, file):
    imported(file(ADA + BEN))
    assert counts(imported(file((BEN + ADA).encode(), "other.vcf"))) == (2, 0, 0, 2, 0)


def test_one_undo_takes_a_whole_import_back(ask, imported, file):
    answer = imported(file(ADA + BEN))
    undone = ask("undo", answer["change_set"])
    assert (undone["label"], undone["kept"]) == ("Imported 2 people", [])
    assert ask("people") == []
    ask("redo")
    assert len(ask("people")) == 2
    assert counts(imported(file(ADA + BEN))) == (2, 0, 0, 2, 0)


def test_undo_keeps_and_names_whom_the_user_has_worked_on(ask, imported, file):
    imported(file(ADA + BEN))
    ask("add", "Ada Byron", "need", "a printer for the engine")
    ask("add", "Charles Babbage", "tag", "engines")
    ask("undo")
    assert [kept["name"] for kept in ask("undo", ask("undo", "--list")[-1]["change_set"])["kept"]] == [
        "Ada Byron"
    ]
    assert [one["name"] for one in ask("people")] == ["Ada Byron"]


def test_a_dry_run_says_all_and_changes_nothing(ask, imported, file):
    answer = imported(file(ADA + NOBODY), "--dry-run")
    assert counts(answer) == (2, 1, 0, 0, 0)
    assert answer["change_set"] is None
    assert len(answer["refused"]) == 1
    assert ask("people") == []


def test_a_refused_card_is_listed_with_its_lines_and_the_others_come(call, file):
    path = file(ADA + NOBODY + BEN)
    said = call("--json", "import", path)
    (refused,) = said.json["refused"]
    assert (refused["first_line"], refused["last_line"], refused["code"]) == (15, 18, "no_identity")
    assert refused["file"] == str(path)
    assert "no name" in refused["reason"]
    assert "ines 15–18 of" in said.err
    assert counts(said.json) == (3, 2, 0, 0, 0)


def test_a_file_that_is_no_card_says_what_it_is(call, file):
    said = call("import", file("<!DOCTYPE html><html><body>Sign in</body></html>", "contacts.vcf"))
    assert said.code == 1
    assert "web page" in said.err


def test_a_file_that_is_not_there_is_named(refuse, tmp_path):
    assert "nowhere.vcf" in refuse(3, "import", tmp_path / "nowhere.vcf")


def test_news_of_somebody_known_arrive_and_what_the_user_changed_stays(ask, call, imported, file):
    imported(file(ADA))
    ask("edit", "Ada Byron", "title=Countess of Lovelace")
    newer = ADA.replace("TITLE:Analyst", "TITLE:Programmer").replace("engines.example", "lovelace.example")
    said = call("--json", "import", file(newer, "newer.vcf"))
    assert counts(said.json) == (1, 0, 1, 0, 0)
    assert "Programmer" in said.err
    ada = ask("show", "Ada Byron")
    assert ada["title"] == "Countess of Lovelace"
    assert [point["value"] for point in ada["contact_points"] if point["kind"] == "email"] == [
        "ada@lovelace.example"
    ]
    assert counts(imported(file(newer, "again.vcf"))) == (1, 0, 0, 1, 0)


def test_the_same_uid_twice_in_one_import_is_two_people(ask, call, file):
    other = ADA.replace("Ada", "Annabella").replace("0018", "0020").replace("ada@", "anna@")
    said = call("--json", "import", file(ADA + other))
    assert counts(said.json) == (2, 2, 0, 0, 0)
    assert "second person" in said.err
    assert len(ask("people")) == 2


def test_a_known_address_makes_a_possible_duplicate_and_nothing_is_merged(ask, imported, file):
    ask("note", "Ada Lovelace ada@engines.example")
    answer = imported(file(ADA))
    assert counts(answer) == (1, 1, 0, 0, 1)
    assert len(ask("people")) == 2


def test_a_group_becomes_a_tag_of_its_members(ask, imported, file):
    group = """BEGIN:VCARD
VERSION:4.0
UID:group-1
KIND:group
FN:Rowing Club
MEMBER:ada-1
END:VCARD
"""
    imported(file(ADA + group))
    assert ask("show", "Ada Byron")["tags"] == ["london", "maths", "rowing club"]
    assert [one["name"] for one in ask("people")] == ["Ada Byron"]
    assert counts(imported(file(ADA + group))) == (2, 0, 0, 2, 0)


def test_many_files_folders_and_archives_are_one_import(ask, imported, file, tmp_path):
    file(ADA, "folder/ada.vcf")
    file(BEN, "folder/deeper/ben.vcf")
    file("Name,Email\nCy Moe,cy@moe.example\n", "folder/list.csv")
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("dee.vcf", ADA.replace("Ada", "Dee").replace("ada", "dee").replace("0018", "0021"))
    answer = imported(tmp_path / "folder", tmp_path / "more.zip")
    assert counts(answer) == (4, 4, 0, 0, 0)
    ask("undo")
    assert ask("people") == []


def test_an_encoding_can_be_chosen(ask, imported, file):
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Żaneta Łoś\r\nTEL:1\r\nEND:VCARD\r\n".encode("iso-8859-2")
    imported(file(card), "--encoding", "iso-8859-2")
    assert ask("people")[0]["name"] == "Żaneta Łoś"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--encoding", "klingon"], "encoding"),
        (["--encoding", "rot13"], "encoding"),
        (["--format", "docx"], "format"),
        (["--map", "Name"], "COLUMN=FIELD"),
        (["--map", "Name=shoe_size"], "shoe_size"),
        (["--map", "Shoe=title"], "Shoe"),
        ([""], "FILE"),
    ],
)
def test_choices_that_make_no_sense_are_usage(refuse, file, arguments, said):
    assert said in refuse(2, "import", file(ADA), *arguments)


def test_columns_can_be_mapped_and_the_mapping_is_remembered(ask, imported, file):
    table = "Wer,Wo\nAda Byron,Engines\n"
    answer = imported(file(table, "a.csv"), "--map", "Wer=name", "--map", "Wo=organisation")
    assert counts(answer) == (1, 1, 0, 0, 0)
    answer = imported(file(table.replace("Ada Byron", "Cy Moe"), "b.csv"))
    assert counts(answer) == (1, 1, 0, 0, 0)
    assert {one["organisation"] for one in ask("people")} == {"Engines"}


def test_a_list_of_attendees_makes_nobody_a_contact(ask, imported, file):
    ask("note", "Ada Byron ada@engines.example")
    event = ask("event", "start", "Spring mixer")
    listed = file("Name,Email\nAda Byron,ada@engines.example\nCy Moe,cy@moe.example\n", "list.csv")
    assert counts(imported(listed, "--event", event["id"])) == (2, 2, 0, 0, 0)
    assert counts(imported(listed, "--event", event["id"])) == (2, 0, 0, 2, 0)
    assert [one["name"] for one in ask("people")] == ["Ada Byron"]


def test_whom_a_calendar_invites_can_be_expected_at_an_event_of_ours(ask, imported, file):
    event = ask("event", "start", "Spring mixer")
    calendar = file(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\nBEGIN:VEVENT\nUID:e1\nDTSTAMP:20260501T000000Z\n"
        "DTSTART:20260601T160000Z\nSUMMARY:Founders dinner\nATTENDEE;CN=Cy Moe:mailto:cy@moe.example\n"
        "END:VEVENT\nEND:VCALENDAR\n",
        "dates.ics",
    )
    assert counts(imported(calendar, "--event", event["id"])) == (1, 1, 0, 0, 0)
    assert [one["name"] for one in ask("event", "list")] == ["Spring mixer"]
    assert ask("undo")["label"] == "Noted 1 person as expected at Spring mixer"


def test_a_calendar_becomes_events_once(ask, file):
    calendar = file(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\nBEGIN:VEVENT\nUID:e1\nDTSTAMP:20260501T000000Z\n"
        "DTSTART:20260601T160000Z\nDTEND:20260601T180000Z\nSUMMARY:Founders dinner\nLOCATION:Hub\n"
        "ATTENDEE;CN=Cy Moe:mailto:cy@moe.example\nEND:VEVENT\nEND:VCALENDAR\n",
        "dates.ics",
    )
    assert counts(ask("event", "import", calendar)) == (1, 1, 0, 0, 0)
    (event,) = ask("event", "list")
    assert (event["name"], event["kind"], event["venue"]) == ("Founders dinner", "dinner", "Hub")
    assert counts(ask("event", "import", calendar)) == (1, 0, 0, 1, 0)
    assert ask("undo")["label"] == "Imported 1 event"
    assert ask("event", "list") == []


# Out


def test_an_original_is_written_as_it_came(ask, imported, file, tmp_path):
    imported(file(ADA + BEN))
    out = tmp_path / "out.vcf"
    assert ask("export", "-o", out, "--version", "original") == {"written": 2, "file": str(out)}
    assert out.read_bytes() == file(ADA + BEN, "expected.vcf").read_bytes()


def test_editing_one_field_rewrites_only_its_line(ask, imported, file, tmp_path):
    imported(file(ADA))
    ask("edit", "Ada Byron", "title=Countess; of, Lovelace")
    out = tmp_path / "out.vcf"
    ask("export", "-o", out, "--version", "original")
    lines = out.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line not in ADA.splitlines() and not line.startswith("REV")] == [
        r"TITLE:Countess\; of\, Lovelace"
    ]


def test_an_own_export_comes_in_again_without_anything_new(ask, imported, file, tmp_path):
    imported(file(ADA + BEN))
    ask("note", "Cy Moe @Moe cy@moe.example +port logistics")
    out = tmp_path / "out.vcf"
    assert ask("export", "-o", out)["written"] == 3
    answer = imported(out)
    assert (answer["new"], answer["duplicates"]) == (0, 0)
    assert len(ask("people")) == 3


def test_what_is_private_stays_home_unless_it_is_asked_for(ask, tmp_path):
    ask("note", "Ada Byron @Engines, hates whist ?a printer !send the plans +proofs")
    out = tmp_path / "out.vcf"
    for name in ("out.vcf", "out.csv"):
        ask("export", "-o", tmp_path / name)
        written = (tmp_path / name).read_text(encoding="utf-8")
        assert "Ada Byron" in written
        assert not any(word in written for word in ("printer", "plans", "proofs", "whist"))
    ask("export", "-o", out, "--with-notes")
    written = out.read_text(encoding="utf-8")
    assert "hates whist" in written
    assert not any(word in written for word in ("printer", "plans"))


def test_a_note_that_came_with_the_card_goes_with_it_until_the_user_deletes_it(ask, imported, file, tmp_path):
    imported(file(ADA))
    out = tmp_path / "out.vcf"
    ask("export", "-o", out)
    assert "Likes chess" in out.read_text(encoding="utf-8")
    ask("delete", ask("show", "Ada Byron")["notes"][0]["id"])
    ask("export", "-o", out, "--version", "original")
    assert "Likes chess" not in out.read_text(encoding="utf-8")


def test_people_are_chosen_by_a_query_and_written_one_file_each(ask, imported, file, tmp_path):
    imported(file(ADA + BEN))
    ask("note", "Ada/Byron @Nowhere")
    folder = tmp_path / "split"
    assert ask("export", "ada", "--split", folder)["written"] == 2
    assert sorted(path.name for path in folder.iterdir()) == ["Ada Byron 2.vcf", "Ada Byron.vcf"]
    archive = tmp_path / "out.zip"
    assert ask("export", "tag:maths", "-o", archive)["written"] == 1
    with zipfile.ZipFile(archive) as zipped:
        assert zipped.namelist() == ["Ada Byron.vcf"]


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_every_version_can_be_written_and_read_again(ask, imported, file, tmp_path, version):
    imported(file(ADA))
    out = tmp_path / "out.vcf"
    ask("export", "-o", out, "--version", version)
    content = out.read_bytes()
    assert f"VERSION:{version}\r\n".encode() in content
    assert b"X-FAVOURITE-ENGINE" in content
    shown = ask("show", "Ada Byron")
    ask("undo")
    assert counts(imported(out)) == (1, 1, 0, 0, 0)
    again = ask("show", "Ada Byron")
    for field in ("organisation", "title", "birthday", "tags"):
        assert again[field] == shown[field]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--split DIR"),
        (["-o", "a.vcf", "--split", "b"], "one of them"),
        (["-o", "a.docx"], "a.docx"),
        (["-o", "a.vcf", "--version", "5.0"], "5.0"),
    ],
)
def test_exports_that_make_no_sense_are_usage(refuse, arguments, said):
    assert said in refuse(2, "export", *arguments)


def test_a_file_that_cannot_be_written_is_said(refuse, ask, tmp_path):
    (tmp_path / "taken").write_text("x")
    assert "taken" in refuse(4, "export", "-o", tmp_path / "taken" / "out.vcf")


def test_formulas_in_a_table_are_guarded_and_come_back_as_they_were(ask, imported, tmp_path):
    ask("note", '"=cmd|calc" @Acme x@acme.com')
    out = tmp_path / "out.csv"
    ask("export", "-o", out)
    assert "'=cmd" in out.read_text(encoding="utf-8")


def test_everything_goes_into_an_archive_and_comes_back_without_loss(ask, call, imported, file, tmp_path):
    imported(file(ADA + BEN))
    ask("me", "--set", "name=Me Myself")
    ask("event", "start", "Spring mixer")
    ask("note", "Cy Moe @Moe ?a printer !send plans fri +proofs >Ada Byron #engines * loud")
    ask("done", "Cy Moe")
    out = tmp_path / "all.json"
    ask("export", "-o", out)
    assert counts(imported(out))[1:3] == (0, 0)
    other = tmp_path / "other"
    first = call("--json", "--data", other, "import", out)
    assert first.code == 0
    people = json.loads(call("--json", "--data", other, "people").out)
    assert people == ask("people")
    for person in people:
        theirs = json.loads(call("--json", "--data", other, "show", person["id"]).out)
        mine = ask("show", person["id"])
        assert theirs == mine
    assert json.loads(call("--json", "--data", other, "me").out)["name"] == "Me Myself"
    again = json.loads(call("--json", "--data", other, "import", out).out)
    assert (again["new"], again["updated"], again["change_set"]) == (0, 0, None)


def test_an_import_is_told_on_the_terminal_too(call, file):
    said = call("import", file(ADA + BEN))
    assert said.out == "Read 2: 2 new, 0 updated, 0 unchanged.\n"
    assert call("import", file(ADA + BEN)).out == "Read 2: 0 new, 0 updated, 2 unchanged.\n"


def test_a_number_that_a_card_says_twice_is_kept_once_and_written_twice(ask, imported, file, tmp_path):
    twice = ADA.replace("TITLE:", "TEL;TYPE=WORK:020 7946 0018\nTEL;TYPE=CELL:+44 20 7946 0018\nTITLE:")
    imported(file(twice))
    assert len([one for one in ask("show", "Ada Byron")["contact_points"] if one["kind"] == "phone"]) == 2
    out = tmp_path / "out.vcf"
    ask("export", "-o", out, "--version", "original")
    assert out.read_bytes() == file(twice, "expected.vcf").read_bytes()


def test_a_tag_that_a_group_gives_is_said_by_its_card_alone(ask, imported, file, tmp_path):
    group = "BEGIN:VCARD\nVERSION:4.0\nUID:g\nKIND:group\nFN:Rowing Club\nMEMBER:ada-1\nEND:VCARD\n"
    imported(file(ADA + group))
    out = tmp_path / "out.vcf"
    ask("export", "-o", out, "--version", "original")
    assert out.read_bytes() == file(ADA + group, "expected.vcf").read_bytes()
    ask("export", "-o", out)
    assert "rowing club" in out.read_text(encoding="utf-8")


def test_a_file_of_json_that_is_none_of_ours_is_refused(call, file):
    said = call("--json", "import", file('{"contacts": []}', "all.json"))
    assert said.code == 1
    assert len(said.json["refused"]) == 1


def test_an_archive_with_a_name_that_points_out_of_it_is_named(call, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../out.vcf", ADA)
        archive.writestr("in.vcf", BEN)
    said = call("--json", "import", tmp_path / "a.zip")
    assert [one["code"] for one in said.json["refused"]] == ["archive_unsafe"]
    assert counts(said.json)[1] == 1


def test_needs_and_offers_of_a_table_are_heard(ask, imported, file):
    imported(file("Name,Needs,Offers\nAda,a printer; a stage,proofs\n", "a.csv"))
    (ada,) = ask("people")
    assert ada["open_needs"] == 2
    assert [offer["text"] for offer in ask("show", ada["id"])["offers"]] == ["proofs"]


@pytest.fixture
def picture():
    """A picture as a mobile phone writes it into a card."""
    content = BytesIO()
    Image.new("RGB", (900, 600), (40, 120, 90)).save(content, "JPEG")
    return content.getvalue()


def with_photo(card, picture):
    line = folded(f"PHOTO;ENCODING=b;TYPE=JPEG:{b64encode(picture).decode()}")
    return card.replace("END:VCARD", line.strip().replace("\r\n", "\n") + "\n\nEND:VCARD")


@pytest.mark.parametrize("version", ["original", "3.0", "4.0"])
def test_a_photo_goes_out_with_every_byte_it_came_with(ask, imported, file, tmp_path, picture, version):
    came = file(with_photo(ADA, picture))
    imported(came)
    out = tmp_path / "out.vcf"
    ask("export", "-o", out, "--version", version)
    (card,) = read_cards(out.read_bytes())
    assert contact_from(card)[0].photo.content == picture
    if version == "original":
        assert out.read_bytes() == came.read_bytes()


def test_a_photo_that_the_card_does_not_have_goes_out_small(ask, imported, file, tmp_path, picture, store):
    imported(file(ADA))
    ada = store.read(person_with, Id(ask("people")[0]["id"]))
    blob = Blob.of("image/jpeg", picture)
    change = Change.of(ada, replace(ada, photo=blob.digest))
    store.apply(ChangeSet(Label.EDIT_PERSON, (change,), blobs=(blob,)), at=NOW)
    out = tmp_path / "out.vcf"
    ask("export", "-o", out)
    (card,) = read_cards(out.read_bytes())
    photo = contact_from(card)[0].photo
    assert photo.media_type == "image/jpeg"
    assert Image.open(BytesIO(photo.content)).size == (720, 480)


def test_a_point_that_the_user_deleted_leaves_the_card_with_its_line_alone(ask, imported, file, tmp_path):
    imported(file(ADA))
    (email,) = [one for one in ask("show", "Ada Byron")["contact_points"] if one["kind"] == "email"]
    ask("delete", email["id"])
    out = tmp_path / "out.vcf"
    ask("export", "-o", out, "--version", "original")
    left = out.read_text(encoding="utf-8").splitlines()
    assert [line for line in ADA.splitlines() if line not in left] == ["EMAIL;TYPE=WORK:ada@engines.example"]


def test_a_kept_card_that_is_none_does_not_stop_an_export(ask, file, tmp_path, store):
    ask("note", "Ada Byron @Engines")
    ada = store.read(person_with, Id(ask("people")[0]["id"]))
    nothing = {"content": zlib.compress(b"not a card")}
    store.apply(adding(source_card(ada, **nothing), source_card(None, **nothing)), at=NOW)
    out = tmp_path / "out.vcf"
    assert ask("export", "-o", out, "--version", "original")["written"] == 1
    assert "FN:Ada Byron\r\n" in out.read_bytes().decode()


def test_the_data_is_copied_before_an_import_changes_it(imported, file, folder, call):
    imported(file(ADA))
    (copy,) = (folder / "backups").glob("before-import-*.db")
    assert counts(imported(file(ADA)))[3] == 1
    assert [*(folder / "backups").glob("before-import-*.db")] == [copy]
    before = copy.stat().st_mtime_ns
    call("import", file(BEN, "ben.vcf"), now="2026-05-13T08:00+02:00")
    assert copy.stat().st_mtime_ns == before
    assert len([*(folder / "backups").glob("before-import-*.db")]) == 2


def test_without_a_copy_nothing_is_imported(refuse, file, folder, ask):
    (folder / "backups").write_text("a file in the place of the folder")
    assert "backups" in refuse(4, "import", file(ADA))
    assert ask("people") == []


# What people do between two imports


def test_a_table_without_a_column_takes_nothing_away(ask, imported, file):
    table = "Name,Email,Phone,Title,Company,Notes,Tags\nAda,a@x.example,+49 30 1234567,Analyst,Engines,tea,maths\n"
    imported(file(table, "a.csv"))
    before = ask("show", "Ada")
    assert counts(imported(file("Name,Email\nAda,a@x.example\n", "b.csv"))) == (1, 1, 0, 0, 1)
    assert ask("show", before["id"]) == before
    less = table.replace("Analyst", "").replace("+49 30 1234567", "").replace("tea", "").replace("maths", "")
    assert counts(imported(file(less, "c.csv"))) == (1, 0, 0, 1, 0)
    assert ask("show", before["id"]) == before


def test_however_many_columns_are_not_taken_over_each_is_named_whole(call, file):
    unread = [f"Salary of the year {year}" for year in range(2015, 2026)]
    path = file(f"Name,{','.join(unread)}\nAda,{','.join('1' for _ in unread)}\n", "people.csv")
    said = call("import", path).err
    assert [title for title in unread if title not in said] == []
    assert said.count("nobody knows what they hold") > 1


def test_columns_that_are_not_taken_over_are_named_unless_they_are_empty_or_chosen(call, file):
    path = file("Name,Salary,Email,Shoe,Name\nAda,1,a@x.example, ,Byron\n", "people.csv")
    said = call("import", path)
    assert said.code == 0
    assert said.err.startswith("Line 1 of ")
    assert said.err.endswith("since nobody knows what they hold: Salary, Name (2).\n")
    again = call("import", path, "--map", "Salary=ignore", "--map", "Name (2)=last_name")
    assert (again.code, again.err) == (0, "")


def test_of_a_table_about_nobody_only_that_is_said(call, file):
    said = call("import", file("Colour,Size\nred,1\n", "things.csv"))
    assert (said.code, said.err.count("\n")) == (1, 1)


def test_two_who_share_an_address_in_a_table_stay_two(ask, imported, file):
    table = "Name,Email,Title\nBob Kim,kim@home.example,Pilot\nCleo Kim,kim@home.example,Doctor\n"
    imported(file(table, "a.csv"))
    imported(file("Name,Email,Title\nCleo Kim,kim@home.example,Surgeon\n", "b.csv"))
    assert [(one["name"], one["title"]) for one in ask("people")] == [
        ("Bob Kim", "Pilot"),
        ("Cleo Kim", "Surgeon"),
    ]


def test_two_tables_about_one_do_not_undo_each_other(ask, imported, file):
    linked = (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ada,Byron,https://www.linkedin.com/in/ada,,Engines,Analyst,12 May 2026\n"
    )
    imported(file(linked, "Connections.csv"))
    imported(file("Name,Web Page,Title\nAda Byron,https://www.linkedin.com/in/ada,Countess\n", "other.csv"))
    assert counts(imported(file(linked, "Connections.csv"))) == (1, 0, 0, 1, 0)


MERGED_A = "BEGIN:VCARD\nVERSION:3.0\nUID:a\nFN:Tom Berg\nTEL:+49 30 1111111\nX-ONE:1\nEND:VCARD\n"
MERGED_B = (
    "BEGIN:VCARD\nVERSION:2.1\nUID:b\nN:Berg;Thomas\nFN:Thomas Berg\nTEL;CELL:+49 30 2222222\n"
    "item1.X-ABDATE:2010-01-02\nitem1.X-ABLabel:Wedding\nX-TWO:2\nX-ONE:1\nEND:VCARD\n"
)


@pytest.fixture
def merged(ask, imported, file):
    """Two cards whose people have become one."""
    imported(file(MERGED_A + MERGED_B))
    return ask("merge", "Tom Berg", "Thomas Berg")


def test_both_cards_of_a_merged_person_bring_their_news_at_once(ask, imported, file, merged):
    newer = MERGED_A.replace("TEL", "BDAY:1980-02-03\nEMAIL:new@nord.example\nTEL") + MERGED_B.replace(
        "X-TWO", "ORG:Nord\nEMAIL:new@nord.example\nX-TWO"
    )
    assert counts(imported(file(newer, "newer.vcf")))[:3] == (2, 0, 2)
    tom = ask("show", merged["id"])
    assert (tom["birthday"], tom["organisation"]) == ("1980-02-03", "Nord")
    emails = [point["value"] for point in tom["contact_points"] if point["kind"] == "email"]
    assert emails == ["new@nord.example"]


@pytest.mark.parametrize("version", ["original", "3.0", "4.0"])
def test_what_only_the_second_card_of_a_merged_person_says_goes_out_as_well(ask, tmp_path, merged, version):
    out = tmp_path / "out.vcf"
    ask("export", "-o", out, "--version", version)
    written = out.read_text(encoding="utf-8")
    assert written.count("X-ONE:1") == 1
    assert "X-TWO:2" in written
    assert "2222222" in written
    (card,) = read_cards(out.read_bytes())
    (detail,) = contact_from(card)[0].details
    assert (detail.value, detail.label) == ("2010-01-02", "Wedding")


def test_categories_of_programs_stay_on_a_card_that_goes_out_as_it_came(imported, ask, file, tmp_path):
    card = ADA.replace("CATEGORIES:", "CATEGORIES:myContacts,")
    imported(file(card))
    out = tmp_path / "out.vcf"
    ask("export", "-o", out, "--version", "original")
    assert out.read_bytes() == file(card, "expected.vcf").read_bytes()


def test_groups_go_along_wherever_all_goes_out_as_it_came(ask, imported, file, tmp_path):
    group = "BEGIN:VCARD\nVERSION:4.0\nUID:g\nKIND:group\nFN:Rowing Club\nMEMBER:ada-1\nEND:VCARD\n"
    imported(file(ADA + group))
    folder, archive = tmp_path / "split", tmp_path / "out.zip"
    assert ask("export", "--split", folder, "--version", "original")["written"] == 1
    assert sorted(path.name for path in folder.iterdir()) == ["Ada Byron.vcf", "Rowing Club.vcf"]
    ask("export", "-o", archive, "--version", "original")
    with zipfile.ZipFile(archive) as zipped:
        assert sorted(zipped.namelist()) == ["Ada Byron.vcf", "Rowing Club.vcf"]
    some = tmp_path / "some.vcf"
    ask("export", "ada", "-o", some, "--version", "original")
    assert "rowing club" in some.read_text(encoding="utf-8")


def test_an_archive_of_some_people_is_refused_since_it_would_hold_all(refuse, ask, tmp_path):
    ask("note", "Ada Byron")
    assert "all.json" in refuse(2, "export", "ada", "-o", tmp_path / "all.json")


def test_what_a_table_says_beside_our_fields_goes_out_again(ask, imported, file, tmp_path):
    imported(file("Name,Email,Nickname\nDr. Otto Karl Weiß Jr.,o@x.example,Ottone\n", "a.csv"))
    out = tmp_path / "out.vcf"
    ask("export", "-o", out)
    written = out.read_text(encoding="utf-8")
    assert "N:Weiß;Otto Karl;;Dr.;Jr.\n" in written
    assert "NICKNAME:Ottone\n" in written


def test_what_a_table_keeps_under_words_of_its_own_is_shown_and_goes_out_again(
    call, imported, file, tmp_path
):
    table = (
        "Name,Email,Custom Field 1 - Label,Custom Field 1 - Value,Office Location,Given Yomi,IMAddress\n"
        "Otto Weiß,o@x.example,Shoe size,44,3rd floor,Oh-toh,otto.w\n"
    )
    path = file(table, "a.csv")
    assert counts(imported(path)) == (1, 1, 0, 0, 0)
    shown = call("show", "o@x.example").out
    for words in ("Shoe size: 44", "Office: 3rd floor", "Spoken name: Oh-toh", "otto.w"):
        assert words in shown
    assert counts(imported(path)) == (1, 0, 0, 1, 0)
    out = tmp_path / "out.vcf"
    call("export", "-o", out)
    (card,) = read_cards(out.read_bytes())
    assert Detail(DetailKind.OTHER, "44", "shoe size") in contact_from(card)[0].details


def test_an_import_is_planned_again_when_something_else_was_stored_meanwhile(
    ask, imported, file, store, monkeypatch
):
    path = file(ADA + BEN)
    stored = []
    planned = intake.plan_import

    def plan_while_another_imports(connection, sources, **options):
        if not stored:
            stored.append(store.apply(planned(connection, sources, **options).change_set, at=NOW))
        return planned(connection, sources, **options)

    monkeypatch.setattr(exchange, "plan_import", plan_while_another_imports)
    assert counts(imported(path)) == (2, 0, 0, 2, 0)
    assert len(ask("people")) == 2


def test_our_own_table_comes_in_again_and_brings_what_was_written_into_it(ask, imported, file, tmp_path):
    imported(file(ADA))
    ask("note", "Cy Moe @Moe cy@moe.example")
    out = tmp_path / "out.csv"
    ask("export", "-o", out)
    out.write_text(out.read_text(encoding="utf-8").replace("Analyst", "Countess"), encoding="utf-8")
    assert counts(imported(out)) == (2, 0, 1, 1, 0)
    assert ask("show", "Ada Byron")["title"] == "Countess"
    assert counts(imported(out)) == (2, 0, 0, 2, 0)


def test_of_two_with_one_uid_the_one_of_that_name_hears_the_news(ask, imported, file):
    two = ADA + ADA.replace("Ada", "Annabella").replace("0018", "0020").replace("ada@", "anna@")
    imported(file(two))
    later = two[two.index("END:VCARD") + 10 :].replace("TITLE:Analyst", "TITLE:Countess")
    assert counts(imported(file(later, "later.vcf")))[:3] == (1, 0, 1)
    assert ask("show", "Annabella Byron")["title"] == "Countess"
    third = ADA.replace("Ada", "Augusta").replace("0018", "0021").replace("ada@", "augusta@")
    assert counts(imported(file(third, "third.vcf")))[:3] == (1, 1, 0)
