"""`companion people`, `show`, `add`, `edit`, `set`, `delete` and `me`."""

import pytest

from companion.formats.payload.paper import read_paper
from companion.model.blob import Blob
from companion.model.payload import BadgeField
from companion.storage.opening import open_store
from companion.storage.queries.naming import person_named
from companion.workflow.scan import save_scan
from tests.builders import NOW
from tests.cli.shape import DAY, ID, INSTANT, INTRODUCTION, SUMMARY, WHOLE, assert_shape


def names(people):
    return [one["name"] for one in people]


def ana_at_a_mixer(ask):
    """Ana, met at a mixer, with something of everything."""
    ask("event", "start", "Founders mixer")
    line = "Ana Ruiz, Head of Talent @Acme ana@acme.com ?finance candidates +a stage !send paper fri #hr >Ben"
    ask("note", "Ben")
    (ana,) = ask("note", line)["people"]
    ask("note", "--to", ana["id"], "tall, loud")
    return ana


@pytest.fixture
def ana(once):
    return once(ana_at_a_mixer)


# people


def test_nobody_is_an_empty_list(ask, call):
    assert ask("people") == []
    assert ask("people", "Ana") == []
    assert call("people").out == "Nobody fits.\n"


def test_people_are_listed_by_name_or_found_best_first(ask, ana):
    ask("note", "Zoe Ana @Acme ?a designer")
    everybody = ask("people")
    assert_shape(everybody, [SUMMARY])
    assert names(everybody) == ["Ana Ruiz", "Ben", "Zoe Ana"]
    assert names(ask("people", "ana")) == ["Ana Ruiz", "Zoe Ana"]
    assert names(ask("people", "loud")) == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["need:finance"], ["Ana Ruiz"]),
        (["offer:stage"], ["Ana Ruiz"]),
        (["event:founders", "org:acme"], ["Ana Ruiz"]),
        (["tag:hr"], ["Ana Ruiz"]),
        (["tag:none"], []),
        (["after:2026-05-12"], ["Ana Ruiz", "Ben"]),
        (["before:2026-05-12"], []),
        (["ruiz", "need:"], ["Ana Ruiz"]),
        (["--limit", "1"], ["Ana Ruiz"]),
        (["--limit", "0"], []),
        (["--limit", "1", "ben"], ["Ben"]),
        (["ben", "--limit", "1"], ["Ben"]),
    ],
)
def test_queries_have_filters_and_a_limit(ask, ana, query, found):
    assert names(ask("people", *query)) == found


def test_a_row_tells_what_is_known_and_null_what_is_not(ask, ana):
    ask("event", "end")
    ask("note", "Somebody")
    rows = {row.pop("name"): row for row in ask("people")}
    for row in rows.values():
        del row["id"]
    assert rows["Ana Ruiz"] == {
        "organisation": "Acme",
        "title": "Head of Talent",
        "tags": ["hr"],
        "open_needs": 1,
        "last_contact": "2026-05-12",
        "met_at": "2026-05-12T19:30:00+02:00",
    }
    assert rows["Somebody"] == {
        "organisation": None,
        "title": None,
        "tags": [],
        "open_needs": 0,
        "last_contact": None,
        "met_at": None,
    }


def test_the_last_contact_is_a_day_of_the_clock_in_use(ask, ana):
    (row,) = ask("people", "ana", now="2026-05-13T08:00+09:00")
    assert row["last_contact"] == "2026-05-13"


def test_people_are_shown_with_what_one_types_to_name_them(call, ana):
    assert call("people", "ana").out == f"Ana Ruiz  Head of Talent, Acme  #hr  [{ana['id'][-6:]}]\n"


# show


def test_everything_about_a_person_is_shown(ask, ana):
    whole = ask("show", "Ana Ruiz")
    assert_shape(whole, WHOLE)
    assert [(point["kind"], point["value"]) for point in whole["contact_points"]] == [
        ("email", "ana@acme.com")
    ]
    assert whole["tags"] == ["hr"]
    assert [one["text"] for one in whole["needs"]] == ["finance candidates"]
    assert [(one["text"], one["due"], one["state"]) for one in whole["promises"]] == [
        ("send paper", "2026-05-15", "open")
    ]
    assert [one["text"] for one in whole["offers"]] == ["a stage"]
    assert [one["text"] for one in whole["notes"]] == ["tall; loud"]
    (introduction,) = whole["introductions"]
    assert (introduction["a"], introduction["b"]["name"]) == (ana, "Ben")
    assert introduction["history"] == [{"at": "2026-05-12T19:30:00+02:00", "state": "idea"}]
    assert {(one["kind"], one["text"]) for one in whole["timeline"]} == {
        ("encounter", "Met at Founders mixer"),
        ("need", "Needs: finance candidates (Founders mixer)"),
        ("offer", "Offers: a stage (Founders mixer)"),
        ("promise", "You promised: send paper, due 2026-05-15"),
        ("introduction", "Wants to meet Ben"),
        ("note", "tall; loud (Founders mixer)"),
    }


def test_a_person_is_shown_to_people_with_the_ids_of_what_is_told(call, ana):
    lines = call("show", "Ana Ruiz").out.splitlines()
    assert lines[0] == f"Ana Ruiz  Head of Talent, Acme  [{ana['id'][-6:]}]"
    assert lines[1:3] == ["  email: ana@acme.com", "  #hr"]
    assert all(line.startswith("  2026-05-12  ") and line.endswith("]") for line in lines[3:])
    assert len(lines) == 9


RICH = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Maya Chen\r\nBDAY:--0412\r\nNICKNAME:May\r\nTITLE:Engineer\r\nTITLE:Sailor\r\n"
    "item1.X-ABRELATEDNAMES:Li\r\nitem1.X-ABLABEL:sister\r\nNOTE:One line\\nand another\r\nEND:VCARD\r\n"
)


def test_what_a_card_says_beside_all_fields_is_shown_to_people(ask, call, tmp_path):
    (tmp_path / "maya.vcf").write_text(RICH, newline="")
    ask("import", tmp_path / "maya.vcf")
    maya = ask("show", "Maya Chen")
    assert_shape(maya, WHOLE)
    lines = call("show", "Maya Chen").out.splitlines()
    assert lines[1:] == [
        "  birthday: --04-12",
        "  From a card imported 2026-05-12:",
        "    Nickname: May",
        "    Related (sister): Li",
        "    Title: Sailor",
        "  2026-05-12  One line",
        f"              and another  [{maya['notes'][0]['id'][-6:]}]",
    ]


def test_a_hello_that_was_written_has_no_record_of_its_own(ask, call):
    ask("event", "start", "Mixer")
    ask("note", "Ana")
    ask("done", "Ana", now="2026-05-13T08:00+02:00")
    assert ask("show", "Ana")["timeline"][0] == {
        "at": "2026-05-13T08:00:00+02:00",
        "kind": "hello",
        "text": "You wrote a hello",
    }
    assert call("show", "Ana").out.splitlines()[1] == "  2026-05-13  You wrote a hello"


@pytest.mark.parametrize("wrong", ["", "Nobody", "abc", "zzzz", "nobody@acme.com", "An"])
def test_who_is_not_known_cannot_be_shown(refuse, ana, wrong):
    assert refuse(3, "show", wrong) == f"There is no person “{wrong}”. Check the spelling, or use its id.\n"


def test_of_two_of_one_name_both_are_offered(ask, refuse):
    ids = [ask("note", f"Ana Ruiz @{company}")["people"][0]["id"] for company in ("Acme", "Beta")]
    one, other = (f"Ana Ruiz [{some[-6:]}]" for some in ids)
    said = refuse(3, "show", "ana ruiz")
    assert said == f"“ana ruiz” can mean several: {one}, {other}. Use the id of the one you mean.\n"


# add


@pytest.mark.parametrize(
    ("kind", "text", "shape", "fields"),
    [
        (
            "need",
            "a  venue",
            {"text": str, "state": str, "heard_at": INSTANT},
            {"text": "a venue", "state": "open"},
        ),
        ("offer", "a stage", {"text": str, "heard_at": INSTANT}, {"text": "a stage"}),
        (
            "promise",
            "call by mon",
            {"text": str, "due": DAY, "state": str},
            {"text": "call", "due": "2026-05-18"},
        ),
        ("tag", "#HR", {"name": str}, {"name": "hr"}),
        ("note", "tall", {"text": str, "at": INSTANT}, {"text": "tall"}),
    ],
)
def test_what_is_added_is_answered(ask, kind, text, shape, fields):
    ask("note", "Cleo")
    added = ask("add", "Cleo", kind, *text.split(" "))
    assert_shape(added, {"kind": str, "id": ID, **shape})
    assert added.items() >= {"kind": kind, **fields}.items()
    shown = ask("show", "Cleo")[f"{kind}s"]
    assert shown == ["hr"] if kind == "tag" else [one["id"] for one in shown] == [added["id"]]


def test_what_is_added_is_confirmed_and_a_known_tag_is_not_added_again(ask, call):
    ask("note", "Cleo #hr")
    assert call("add", "Cleo", "need", "a venue").out.startswith("Added need to Cleo: a venue  [")
    assert call("add", "Cleo", "tag", "HR").out == "Nothing changed.\n"
    assert ask("add", "Cleo", "tag", "HR")["name"] == "hr"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["Cleo"], 2),
        (["Cleo", "need"], 2),
        (["Cleo", "need", " "], 2),
        (["Cleo", "tag", "#"], 2),
        (["Cleo", "wish", "a venue"], 2),
        (["Nobody", "need", "a venue"], 3),
    ],
)
def test_what_cannot_be_added_is_refused(ask, refuse, arguments, code):
    ask("note", "Cleo")
    refuse(code, "add", *arguments)


# edit


def test_fields_of_a_person_are_edited(ask, ana):
    edited = ask(
        "edit",
        "Ana Ruiz",
        "name=Ana  Berg",
        "title=",
        "Email=ana@new.com",
        "email=a@b.io",
        "birthday=--02-29",
    )
    assert_shape(edited, WHOLE)
    assert (edited["name"], edited["title"], edited["birthday"]) == ("Ana Berg", None, "--02-29")
    assert [point["value"] for point in edited["contact_points"]] == ["ana@new.com", "a@b.io"]
    assert edited == ask("show", "a@b.io")


def test_an_edit_is_confirmed(call, ana):
    assert call("edit", "Ana Ruiz", "starred=yes").out == "Edited Ana Ruiz\n"
    assert call("edit", "Ana Ruiz", "starred=yes").out == "Nothing changed.\n"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (["title"], "“title” does not fit as FIELD=VALUE."),
        (["colour=red"], "“colour” does not fit as field. Possible: name, title, organisation, birthday"),
        (["name="], "The name cannot be empty here."),
        (["birthday=soon"], "“soon” does not fit as birthday. Possible: YYYY-MM-DD, --MM-DD, YYYY-MM, YYYY."),
        (["title=Boss", "email=nowhere"], "“nowhere” does not fit as e-mail address."),
    ],
)
def test_what_does_not_fit_a_person_is_said_and_nothing_is_changed(ask, refuse, ana, values, sentence):
    before = ask("show", ana["id"])
    assert refuse(2, "edit", ana["id"], *values).startswith(sentence)
    assert ask("show", ana["id"]) == before


def test_only_somebody_known_can_be_edited(refuse):
    refuse(3, "edit", "Nobody", "title=x")
    refuse(2, "edit", "Nobody")


# set


def test_states_of_needs_and_promises_are_set(ask, call, ana):
    whole = ask("show", "Ana Ruiz")
    need, promise = whole["needs"][0]["id"], whole["promises"][0]["id"]
    answer = ask("set", need, "being", "helped")
    assert answer == {**whole["needs"][0], "kind": "need", "state": "being_helped"}
    assert ask("set", promise[-8:], "KEPT")["state"] == "kept"
    assert "Promise kept: send paper" in call("show", "Ana Ruiz").out
    assert ask("set", promise, "open") == {**whole["promises"][0], "kind": "promise"}
    assert call("set", need, "no-longer").out.startswith("Marked as no longer needed: finance candidates  [")
    assert call("set", need, "no_longer").out == "Nothing changed.\n"


def test_an_introduction_is_answered_with_its_history(ask, ana):
    (introduction,) = ask("show", "Ana Ruiz")["introductions"]
    ask("set", introduction["id"], "asked a", now="2026-05-13T08:00+02:00")
    answer = ask("set", introduction["id"], "a yes", now="2026-05-14T08:00+02:00")
    assert_shape(answer, {**INTRODUCTION, "kind": str})
    assert [one["state"] for one in answer["history"]] == ["idea", "asked_a", "a_yes"]
    assert (answer["a"], answer["b"]) == (introduction["a"], introduction["b"])
    assert ask("show", "Ben")["introductions"][0]["history"] == answer["history"]


def test_an_introduction_to_a_name_alone_is_shown_so(ask):
    ask("note", "Ana >Dora Dorn")
    (introduction,) = ask("show", "Ana")["introductions"]
    assert_shape(introduction, INTRODUCTION)
    assert introduction["b"] == {"id": None, "name": "Dora Dorn"}
    assert ask("set", introduction["id"], "stopped")["b"] == introduction["b"]


@pytest.mark.parametrize(
    ("name", "state", "code"),
    [("need", "done", 2), ("need", "", 2), ("offer", "met", 3), ("zzzz", "met", 3), ("ffffffff", "met", 3)],
)
def test_only_what_has_a_state_is_set_to_one_of_them(ask, refuse, ana, name, state, code):
    whole = ask("show", "Ana Ruiz")
    known = {"need": whole["needs"][0]["id"], "offer": whole["offers"][0]["id"]}
    refuse(code, "set", known.get(name, name), state)


# delete


def test_a_deleted_person_is_gone_until_undo(ask, call, ana):
    before = ask("show", "Ana Ruiz")
    answer = ask("delete", "Ana Ruiz")
    assert_shape(
        answer, {"kind": str, "id": ID, "name": str, "organisation": (str, None), "title": (str, None)}
    )
    assert (answer["kind"], answer["id"]) == ("person", ana["id"])
    assert names(ask("people")) == ["Ben"]
    ask("undo")
    assert ask("show", "Ana Ruiz") == before
    assert call("delete", "Ana Ruiz").out == "Deleted Ana Ruiz\nBring it back with: companion undo\n"


@pytest.mark.parametrize(
    ("key", "kind", "said"),
    [
        ("needs", "need", "Deleted need of Ana Ruiz: finance candidates"),
        ("offers", "offer", "Deleted offer of Ana Ruiz: a stage"),
        ("promises", "promise", "Deleted promise of Ana Ruiz: send paper"),
        ("notes", "note", "Deleted note of Ana Ruiz: tall; loud"),
        ("contact_points", "contact_point", "Deleted contact point of Ana Ruiz: ana@acme.com"),
        ("introductions", "introduction", "Deleted introduction of Ana Ruiz: Ben"),
    ],
)
def test_each_told_thing_can_be_deleted_by_its_id(ask, call, ana, key, kind, said):
    before = ask("show", "Ana Ruiz")
    (record,) = before[key]
    answer = ask("delete", record["id"][-10:])
    assert (answer["kind"], answer["id"]) == (kind, record["id"])
    assert ask("show", "Ana Ruiz")[key] == []
    ask("undo")
    assert ask("show", "Ana Ruiz") == before
    assert call("delete", record["id"]).out.splitlines()[0] == said


def test_an_encounter_can_be_deleted_as_it_is_shown(ask, call, ana):
    met = next(line for line in call("show", "Ana Ruiz").out.splitlines() if "Met at" in line)
    answer = ask("delete", met[-7:-1])
    assert_shape(answer, {"kind": str, "id": ID, "at": INSTANT})
    assert answer["kind"] == "encounter"
    assert "Met at" not in call("show", "Ana Ruiz").out


def test_a_tag_and_an_event_can_be_deleted(ask, ana):
    tag = ask("add", "Ben", "tag", "hr")
    assert ask("delete", tag["id"]) == tag
    (event,) = ask("event", "list")
    answer = ask("delete", event["id"])
    assert answer == {"kind": "event", "id": event["id"], "name": "Founders mixer"}
    assert ask("event", "list") == []
    assert names(ask("people")) == ["Ana Ruiz", "Ben"]


@pytest.mark.parametrize("wrong", ["", "Nobody", "zzzz", "ffffffff"])
def test_what_is_not_there_cannot_be_deleted(refuse, wrong):
    refuse(3, "delete", wrong)


def test_nobody_deletes_themselves(ask, refuse):
    mine = ask("me", "--set", "name=Mia", "--set", "email=mia@example.org")
    for name in (mine["id"], mine["id"][-8:], "Mia", "mia@example.org"):
        refuse(3, "delete", name)


# me


def test_my_card_is_set_and_shown(ask, call):
    values = ["name=Mia Meyer", "email=mia@a.io", "email=mia@b.io", "ask_me_about=tea", "looking_for=a venue"]
    mine = ask("me", *(word for value in values for word in ("--set", value)))
    assert_shape(mine, WHOLE)
    assert [point["value"] for point in mine["contact_points"]] == ["mia@a.io", "mia@b.io"]
    assert [one["text"] for one in (*mine["offers"], *mine["needs"])] == ["tea", "a venue"]
    assert ask("me") == mine
    assert call("me").out.startswith("Mia Meyer  [")
    assert ask("people") == []


def test_without_a_card_there_is_none_to_show_but_it_can_be_begun(ask, refuse):
    sentence = "Your own card has no name yet (companion me --set name=NAME).\n"
    assert refuse(3, "me") == sentence
    assert ask("me", "--set", "email=mia@a.io")["name"] == ""
    assert refuse(3, "me") == sentence
    ask("me", "--set", "name=Mia")
    assert ask("me")["contact_points"][0]["value"] == "mia@a.io"
    ask("me", "--set", "name=")
    refuse(3, "me")


def test_a_change_of_my_card_is_confirmed(call):
    assert call("me", "--set", "name=Mia").out == "Edited my card\n"
    assert call("me", "--set", "name=Mia").out == "Nothing changed.\n"


@pytest.mark.parametrize("value", ["name", "starred=yes", "email=nowhere", "birthday=32.1."])
def test_what_does_not_fit_my_card_is_refused(refuse, value):
    refuse(2, "me", "--set", value)


def test_show_says_that_a_photo_of_their_paper_card_is_kept(folder, ask, call, ana):
    store = open_store(folder)
    lines = [("Ana Ruiz", BadgeField.NAME), ("Since 1890", BadgeField.NOTHING)]
    paper = read_paper(lines, Blob.of("image/jpeg", b"a photo"))
    known = store.read(person_named, ana["id"])
    plan = store.read(save_scan, paper, to=known, now=NOW, region="DE").change_set
    store.apply(plan, at=NOW)
    store.close()
    said = call("show", ana["id"]).out
    kept = "  From a paper card, 2026-03-12:\n    A photo of it is kept; the window shows it.\n    Ana Ruiz\n    Since 1890\n"
    assert kept in said
