"""`companion note` and `companion parse`."""

import pytest

from companion.model.capture import TokenKind
from tests.cli.shape import NOTED, PARSED, assert_shape

FOUNDERS = (
    "Ana Ruiz, Head of Talent @Acme Corp ana@acme.com ?finance candidates !send retention white paper fri #hr"
)
NOTHING = {
    "event": None,
    "encounters": [],
    "people": [],
    "attached": [],
    "needs": [],
    "offers": [],
    "promises": [],
    "introductions": [],
    "note": "",
}


def texts(records):
    return [record["text"] for record in records]


# note


def test_a_line_is_answered_with_all_that_came_to_be(ask):
    event = ask("event", "start", "Founders mixer")
    noted = ask("note", FOUNDERS)
    assert_shape(noted, NOTED)
    (ana,) = noted["people"]
    assert ana["name"] == "Ana Ruiz"
    assert noted["event"] == {"id": event["id"], "name": "Founders mixer"}
    assert [one["person"] for one in noted["encounters"]] == [ana]
    assert texts(noted["needs"]) == ["finance candidates"]
    (promise,) = noted["promises"]
    assert (promise["text"], promise["due"]) == ("send retention white paper", "2026-05-15")
    assert (noted["attached"], noted["offers"], noted["introductions"], noted["note"]) == ([], [], [], "")


def test_words_are_joined_by_one_blank(ask):
    assert ask("note", "Ana", "Ruiz", "?a", "venue")["people"][0]["name"] == "Ana Ruiz"


def test_a_known_person_is_attached_to(ask):
    (ana,) = ask("note", "Ana Ruiz")["people"]
    noted = ask("note", "Ana Ruiz +a stage, tall")
    assert (noted["attached"], noted["people"]) == ([ana["id"]], [ana])
    assert texts(noted["offers"]) == ["a stage, tall"]


def test_outside_an_event_there_is_none(ask):
    noted = ask("note", "Ana, tall")
    assert_shape(noted, NOTED)
    assert (noted["event"], noted["encounters"], noted["note"]) == (None, [], "tall")


@pytest.mark.parametrize("line", ["", "  ", "\t\n"])
def test_a_blank_line_does_nothing(ask, call, line):
    ask("event", "start", "Mixer")
    assert ask("note", line) == NOTHING
    assert call("note", line).out == "An empty line: nothing to keep.\n"
    assert len(ask("undo", "--list")) == 1


def test_a_line_that_nobody_is_known_for_is_kept(ask, call):
    assert ask("note", "?a venue") == NOTHING
    assert call("note", "?a").out == "Kept the line; nobody it could belong to is known yet.\n"
    assert ask("undo", "--list")[1]["label"] == "Captured: ?a venue"


def test_a_line_without_a_name_goes_to_the_last_person(ask):
    (ana,) = ask("note", "Ana")["people"]
    noted = ask("note", "?a venue")
    assert (noted["people"], noted["attached"]) == ([ana], [ana["id"]])


def test_lines_from_stdin_are_answered_as_a_list(ask):
    ask("event", "start", "Mixer")
    noted = ask("note", "-", stdin="Ana ?a venue\r\n\n  \nBen\n?tea")
    assert_shape(noted, [NOTED])
    assert [one["people"][0]["name"] for one in noted] == ["Ana", "Ben", "Ben"]
    assert [one["name"] for one in ask("people")] == ["Ana", "Ben"]


@pytest.mark.parametrize("line", ["Ana\x85tall", "Ana\u2028tall", "Ana\x0ctall", "Ana\x1etall"])
def test_only_a_line_feed_or_return_ends_a_line(ask, line):
    assert len(ask("note", "-", stdin=f"{line}\nBen\rCleo")) == 3
    assert len(ask("parse", "-", stdin=f"{line}\nBen\rCleo")) == 3


def test_no_line_from_stdin_is_an_empty_list(ask, call):
    assert ask("note", "-", stdin="") == []
    assert call("note", "-", stdin="").out == ""


def test_a_dash_among_words_is_one_of_them(ask):
    assert ask("note", "-", "Ana", stdin="Ben")["people"][0]["name"] == "Ana"


@pytest.mark.parametrize("named", ["id", "ending", "mail", "name"])
def test_a_line_can_be_added_to_somebody(ask, named):
    (ana,) = ask("note", "Ana Ruiz ana@acme.com")["people"]
    ask("note", "Ben")
    name = {"id": ana["id"], "ending": ana["id"][-7:], "mail": "ANA@acme.com", "name": "ana ruiz"}[named]
    noted = ask("note", "--to", name, "?a venue")
    assert (noted["people"], noted["attached"], texts(noted["needs"])) == ([ana], [ana["id"]], ["a venue"])


def test_a_line_can_belong_to_an_event_gone_by(ask):
    gone = ask("event", "start", "Breakfast", now="2026-05-12T08:00+02:00")
    ask("event", "end", now="2026-05-12T09:00+02:00")
    ask("event", "start", "Mixer")
    noted = ask("note", "Ana", "--event", gone["id"][-6:])
    assert noted["event"] == {"id": gone["id"], "name": "Breakfast"}
    assert ask("show", "Ana")["timeline"][0]["at"] == "2026-05-12T09:00:00+02:00"


def test_an_introduction_names_whom_it_is_to(ask):
    ask("event", "start", "Mixer")
    (ben,) = ask("note", "Ben Ode")["people"]
    noted = ask("note", "Ana & Cleo >Ben >Dora Dorn")
    assert_shape(noted, NOTED)
    nobody = {"id": None, "name": "Dora Dorn"}
    assert [one["to"] for one in noted["introductions"]] == [ben, nobody] * 2


def test_a_line_is_confirmed_with_what_was_read(ask, call):
    ask("event", "start", "Mixer")
    lines = call("note", FOUNDERS + " +a stage >Ben").out.splitlines()
    assert lines[0].startswith("New: Ana Ruiz at Mixer  [")
    assert lines[1:] == [
        "  needs: finance candidates",
        "  offers: a stage",
        "  promised: send retention white paper (due Fri 2026-05-15)",
        "  to be introduced to: Ben",
    ]
    group = call("note", "Ana Ruiz & Ben ?tea").out.splitlines()
    assert [line.rpartition("  [")[0] for line in group[:2]] == [
        "Added to Ana Ruiz at Mixer",
        "New: Ben at Mixer",
    ]
    assert group[2:] == ["  needs: tea"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["note"], 2),
        (["note", "Ana", "--to"], 2),
        (["note", "Ana", "--to", "Nobody"], 3),
        (["note", "Ana", "--event", "Nothing"], 3),
        (["note", "Ana", "--bogus"], 2),
    ],
)
def test_a_line_that_cannot_be_placed_is_refused_whole(ask, refuse, arguments, code):
    refuse(code, *arguments)
    assert ask("undo", "--list") == []


# parse


def test_parse_answers_every_field_of_a_line(ask):
    parsed = ask("parse", FOUNDERS)
    assert_shape(parsed, PARSED)
    assert [(token["kind"], token["text"]) for token in parsed.pop("tokens")] == [
        ("name", "Ana Ruiz"),
        ("title", "Head of Talent"),
        ("organisation", "Acme Corp"),
        ("email", "ana@acme.com"),
        ("need", "finance candidates"),
        ("promise", "send retention white paper"),
        ("date", "fri"),
        ("tag", "hr"),
    ]
    assert parsed == {
        "name": "Ana Ruiz",
        "names": ["Ana Ruiz"],
        "title": "Head of Talent",
        "organisation": "Acme Corp",
        "emails": ["ana@acme.com"],
        "phones": [],
        "urls": [],
        "tags": ["hr"],
        "needs": ["finance candidates"],
        "offers": [],
        "promises": [{"text": "send retention white paper", "due": "2026-05-15"}],
        "intros": [],
        "starred": False,
        "note": "",
    }


def test_parse_stores_nothing_and_makes_no_data(call, folder, monkeypatch, tmp_path):
    empty = tmp_path / "none"
    assert call("--data", empty, "parse", "Ana").code == 0
    assert not empty.exists()


def test_every_kind_of_token_has_its_word_and_place(ask):
    line = '🎂 Ana, CTO @X a@b.io +49 170 1234567 https://x.org/p ?n +o !p fri >I #T * , "free" words'
    tokens = ask("parse", line)["tokens"]
    assert {token["kind"] for token in tokens} == {kind.value for kind in TokenKind}
    assert all(0 <= token["start"] < token["end"] <= len(line) for token in tokens)
    tag = next(token for token in tokens if token["kind"] == "tag")
    assert (line[tag["start"] : tag["end"]], tag["text"]) == ("#T", "t")


def test_parse_without_a_line_reads_all_of_stdin_as_one(ask):
    parsed = ask("parse", stdin="Ana Ruiz\n?a venue\n")
    assert (parsed["name"], parsed["needs"]) == ("Ana Ruiz ?a venue"[:8], ["a venue"])
    assert_shape(ask("parse", stdin=""), PARSED)


def test_parse_of_a_dash_reads_one_line_each(ask):
    parsed = ask("parse", "-", stdin="Ana\n\nBen")
    assert_shape(parsed, [PARSED])
    assert [one["name"] for one in parsed] == ["Ana", None, "Ben"]
    assert ask("parse", "-", stdin="") == []


def test_a_region_decides_which_numbers_are_phones(ask, folder):
    assert ask("parse", "--region", "de", "Ana 0170 1234567")["phones"] == ["+491701234567"]
    assert ask("parse", "--region", "US", "Ana 0170 1234567")["phones"] == []
    with (folder / "settings.toml").open("a", encoding="utf-8") as file:
        file.write('region = "DE"\n')
    assert ask("parse", "Ana 0170 1234567")["phones"] == ["+491701234567"]


def test_undated_promises_are_due_on_the_next_working_day(ask):
    now = "2026-05-15"
    assert ask("parse", "Ana !call", now=now)["promises"] == [{"text": "call", "due": "2026-05-18"}]


def test_parse_shows_people_what_it_read(call):
    assert call("parse", "Ana ?a venue").out == "name         Ana\nneed         a venue\n"
    assert call("parse", "").out == "Nothing was read.\n"
    assert call("parse", "-", stdin="Ana\nBen").out == "name         Ana\n\nname         Ben\n"
