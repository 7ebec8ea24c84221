"""`companion today`, `done`, `later`, `skip`, `letgo` and `draft`."""

from email import message_from_string
from email.policy import default
from urllib.parse import unquote

import pytest

from tests.cli.shape import DECIDED, DRAFT, TODAY, assert_shape

MORNING = "2026-05-13T08:00+02:00"
FRIDAY = "2026-05-15T08:00+02:00"
LINE = "Ana Ruiz @Acme ana@acme.com ?finance candidates !send paper fri !call today"


def ana_last_night(ask):
    """Ana, met last night, with a promise due yesterday and one due on Friday."""
    ask("event", "start", "Founders mixer")
    (ana,) = ask("note", LINE)["people"]
    return ana


@pytest.fixture
def ana(once):
    return once(ana_last_night)


@pytest.fixture
def ben(ask, ana):
    """Ben, met after Ana, who was promised nothing."""
    (ben,) = ask("note", "Ben", now="2026-05-12T20:00+02:00")["people"]
    return ben


def due(ask, now=MORNING):
    return [card["person"]["name"] for card in ask("today", now=now)["cards"]]


# today


def test_nobody_waits_on_the_first_morning(ask, call):
    assert ask("today", now=MORNING) == {"date": "2026-05-13", "total": 0, "cards": []}
    assert call("today", now=MORNING).out == "Nobody is waiting to hear from you today.\n"


def test_the_queue_has_a_card_for_each_person(ask, ana, ben):
    today = ask("today", now=MORNING)
    assert_shape(today, TODAY)
    assert (today["date"], today["total"]) == ("2026-05-13", 2)
    first, second = today["cards"]
    assert (first["id"], first["person"], first["reason"], first["due"]) == (
        ana["id"],
        ana,
        "promise_overdue",
        "2026-05-12",
    )
    assert [(one["kind"], one["text"], one["due"]) for one in first["reasons"]] == [
        ("promise_overdue", "call", "2026-05-12"),
        ("hello", "Founders mixer", "2026-05-13"),
        ("promise", "send paper", "2026-05-15"),
    ]
    assert [one["source"]["kind"] for one in first["reasons"]] == ["promise", "encounter", "promise"]
    assert [one["text"] for one in first["promises"]] == ["call", "send paper"]
    assert [one["text"] for one in first["needs"]] == ["finance candidates"]
    assert (first["draft"]["kind"], first["draft"]["to"]) == ("late_promise", "ana@acme.com")
    assert (second["person"], second["reason"], second["draft"]["to"]) == (ben, "hello", None)


def test_cards_to_come_are_shown_on_request(ask, call, ana):
    evening = "2026-05-12T21:00+02:00"
    ask("done", "Ana Ruiz", now=evening)
    assert ask("today", now=evening) == {"date": "2026-05-12", "total": 0, "cards": []}
    coming = ask("today", "--all", now=evening)
    assert_shape(coming, TODAY)
    assert (coming["total"], coming["cards"][0]["reason"]) == (0, "hello")
    assert call("today", "--all", now=evening).out.splitlines() == [
        "Nobody is waiting to hear from you today.",
        "",
        f"Ana Ruiz  Say hello, tomorrow  [{ana['id'][-6:]}]",
        "  promised: send paper (in 3 days, 2026-05-15)",
        "  needs: finance candidates",
    ]


def test_the_morning_is_told_to_people(call, ana):
    assert call("today", now=MORNING).out.splitlines() == [
        "1 person, about 1 min",
        "",
        f"Ana Ruiz  Promise overdue  [{ana['id'][-6:]}]",
        "  promised: call (1 day late, 2026-05-12)",
        "  promised: send paper (in 2 days, 2026-05-15)",
        "  needs: finance candidates",
    ]


# done, later, skip, letgo


def test_done_is_answered_with_what_changed_and_who_is_next(ask, ana, ben):
    card = ask("today", now=MORNING)["cards"][0]
    decided = ask("done", ana["id"], now=MORNING)
    assert_shape(decided, DECIDED)
    assert (decided["person"], decided["next"]) == (ana, ben)
    assert decided["changed"] == [
        {"kind": "promise", "id": card["promises"][0]["id"], "state": "kept", "due": "2026-05-12"},
        {"kind": "follow_up", "id": card["reasons"][1]["id"], "state": "done", "due": None},
    ]
    assert due(ask) == ["Ben"]
    assert ask("done", "Ben", now=MORNING)["next"] is None


def test_later_takes_a_day_as_a_promise_does(ask, ana):
    decided = ask("later", "Ana Ruiz", "next", "mon", now=MORNING)
    assert_shape(decided, DECIDED)
    assert {(one["kind"], one["state"], one["due"]) for one in decided["changed"]} == {
        ("follow_up", "snoozed", "2026-05-18")
    }
    assert due(ask) == []
    assert ask("show", "Ana Ruiz")["promises"][1]["due"] == "2026-05-12"
    assert due(ask, FRIDAY) == ["Ana Ruiz"]
    assert "Ana Ruiz" in due(ask, "2026-05-18T08:00+02:00")


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (["someday"], None),
        (["SOMEDAY"], None),
        (["tomorrow"], "2026-05-14"),
        (["in", "3", "days"], "2026-05-16"),
        (["in two weeks"], "2026-05-27"),
        (["2026-12-03"], "2026-12-03"),
        (["3", "Dec"], "2026-12-03"),
    ],
)
def test_later_is_a_day_or_someday(ask, ana, when, day):
    assert [one["due"] for one in ask("later", "Ana Ruiz", *when, now=MORNING)["changed"]] == [day, day]


def test_skip_is_back_tomorrow_and_letgo_is_not(ask, ana, ben):
    skipped = ask("skip", "Ben", now=MORNING)
    assert [(one["state"], one["due"]) for one in skipped["changed"]] == [("skipped", "2026-05-14")]
    dropped = ask("letgo", "Ana Ruiz", now=MORNING)
    assert_shape(dropped, DECIDED)
    assert [(one["kind"], one["state"]) for one in dropped["changed"]] == [
        ("promise", "let_go"),
        ("follow_up", "let_go"),
    ]
    assert due(ask, "2026-05-14T08:00+02:00") == ["Ben"]


@pytest.mark.parametrize("command", [["done"], ["later", "tomorrow"], ["skip"], ["letgo"]])
@pytest.mark.parametrize("which", [0, 1, 2])
def test_each_decision_takes_the_ids_of_person_follow_up_and_source(ask, ana, command, which):
    (card,) = ask("today", now=MORNING)["cards"]
    name, *when = command
    for reason in card["reasons"][which : which + 1]:
        for some_id in (reason["id"], reason["source"]["id"], reason["id"][-8:]):
            decided = ask(name, some_id, *when, now=MORNING)
            (changed,) = decided["changed"]
            assert changed["id"] in {reason["id"], reason["source"]["id"]}
            ask("undo")
    assert len(ask(name, card["id"], *when, now=MORNING)["changed"]) == 2


def test_a_decision_is_confirmed_in_a_sentence(call, ana, ben):
    lines = call("done", "Ana Ruiz", now=MORNING).out.splitlines()
    assert lines == ["Marked done: Ana Ruiz", f"Next: Ben  [{ben['id'][-6:]}]"]
    assert call("later", "Ben", "fri", now=MORNING).out == "Put off: Ben\n"
    assert call("skip", "Ben", now=MORNING).out == "Nothing is due for Ben.\n"


def test_undo_brings_the_card_back(ask, ana):
    before = ask("today", now=MORNING)
    ask("done", "Ana Ruiz", now=MORNING)
    ask("undo", now=MORNING)
    assert ask("today", now=MORNING) == before


@pytest.mark.parametrize("command", ["done", "skip", "letgo"])
def test_a_decision_needs_somebody_known(refuse, command):
    refuse(2, command)
    refuse(3, command, "Nobody")


@pytest.mark.parametrize("when", ["yesterday", "", "soonish", "32.13."])
def test_a_day_that_is_none_is_refused_with_examples(refuse, ana, when):
    said = refuse(2, "later", "Ana Ruiz", when)
    assert said.endswith("Possible: tomorrow, fri, in 3 days, 2026-12-03, someday.\n")


def test_later_needs_a_day_and_somebody(refuse, ana):
    refuse(2, "later", "Ana Ruiz")
    refuse(3, "later", "Nobody", "fri")


# draft


def test_the_draft_is_the_one_of_the_card(ask, ana):
    draft = ask("draft", "Ana Ruiz", now=MORNING)
    assert_shape(draft, DRAFT)
    assert draft == ask("today", now=MORNING)["cards"][0]["draft"]


@pytest.mark.parametrize("kind", ["hello", "promise_kept", "promise-kept", "Late_Promise"])
def test_a_draft_of_another_kind_is_written_on_request(ask, ana, kind):
    draft = ask("draft", "Ana Ruiz", "--kind", kind, now=MORNING)
    assert draft["kind"] == kind.lower().replace("-", "_")
    assert ("call" in draft["body"]) == (draft["kind"] != "hello")


def test_a_draft_without_an_address_has_none(ask, call, ben):
    assert ask("draft", "Ben", now=MORNING)["to"] is None
    assert call("draft", "Ben", now=MORNING).out.startswith(
        "To: no e-mail address is known\nSubject: Founders"
    )


def test_a_draft_is_shown_as_it_would_be_sent(call, ask, ana):
    draft = ask("draft", "Ana Ruiz", now=MORNING)
    said = call("draft", "Ana Ruiz", now=MORNING).out
    assert said == f"To: ana@acme.com\nSubject: {draft['subject']}\n\n{draft['body']}\n"


def test_a_draft_as_a_link_opens_the_mail_program(ask, call, ana):
    draft = ask("draft", "Ana Ruiz", "--as", "mailto", now=MORNING)
    assert_shape(draft, DRAFT | {"mailto": str})
    link = draft.pop("mailto")
    assert link.startswith("mailto:ana@acme.com?subject=Founders%20mixer&body=")
    assert unquote(link.partition("body=")[2]).replace("\r\n", "\n") == draft["body"]
    assert draft == ask("draft", "Ana Ruiz", now=MORNING)
    assert call("draft", "Ana Ruiz", "--as", "mailto", now=MORNING).out == f"{link}\n"


def test_a_draft_as_a_file_opens_in_the_mail_program(ask, call, ana):
    draft = ask("draft", "Ana Ruiz", "--as", "eml", now=MORNING)
    assert_shape(draft, DRAFT | {"eml": str})
    file = draft.pop("eml")
    message = message_from_string(file, policy=default)
    assert (message["To"], message["Subject"]) == (draft["to"], draft["subject"])
    assert message.get_content().replace("\r\n", "\n") == draft["body"] + "\n"
    assert draft == ask("draft", "Ana Ruiz", now=MORNING)
    assert call("draft", "Ana Ruiz", "--as", "eml", now=MORNING).out.strip() == file.strip()


def test_a_text_too_long_for_a_link_is_said(ask, call, ana):
    ask("add", "Ana Ruiz", "promise", "x" * 2000, "today", now=MORNING)
    said = call("--json", "draft", "Ana Ruiz", "--as", "mailto", now=MORNING)
    assert (said.code, said.err) == (0, "The text is too long for a link; take a file: --as eml\n")
    assert said.json["mailto"] == "mailto:ana@acme.com?subject=Founders%20mixer"
    assert "x" * 2000 in said.json["body"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["draft"], 2),
        (["draft", "Nobody"], 3),
        (["draft", "Ana Ruiz", "--kind", "poem"], 2),
        (["draft", "Ana Ruiz", "--as", "poem"], 2),
    ],
)
def test_a_draft_that_cannot_be_written_is_refused(refuse, ana, arguments, code):
    refuse(code, *arguments)
